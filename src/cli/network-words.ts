import type {
  ClaimResult,
  DrawnTie,
  FullMeasures,
  NetworkMeasures,
  NetworkProblem,
  NoteCode,
  QapCorrelation,
  ReadingNote,
  SociogramWords,
  Verdict,
} from '#analysis/network/index.ts';
import type { Language } from '#analysis/words.ts';
import { noteSentence } from '#ui/network-notes.ts';
import { problemReason } from '#ui/network-problem.ts';

/** The reason a network was refused, with its line, as one sentence. */
export function problemSentence(problem: NetworkProblem, path: string, language: Language): string {
  const place = problem.line === null ? path : `${path}:${problem.line}`;
  const hint = PROBLEM_HINTS[problem.code]?.[language];
  return `${place}: ${problemReason(problem, language)}${hint === undefined ? '' : `; ${hint}`}`;
}

/** What to write on the command line when a file is refused for something that one may decide. */
const PROBLEM_HINTS: Partial<Record<NetworkProblem['code'], Readonly<Record<Language, string>>>> = {
  'self-loop': {
    id: 'pakai --loops drop atau keep bila memang begitu',
    en: 'if so meant, use --loops drop or keep',
  },
  'parallel-tie': {
    id: 'bila arahnya berbeda, pakai --directed; untuk menggabungkannya, --parallel max, sum, atau first',
    en: 'if they run in different directions, use --directed; to merge them, --parallel max, sum or first',
  },
  'several-graphs': { id: 'pakai --graph NAMA, NOMOR, atau all', en: 'use --graph NAME, NUMBER or all' },
  'node-table': {
    id: 'berikan di samping berkas ikatan dengan --nodes',
    en: 'give it beside a file of ties with --nodes',
  },
};

const NOTE_HINTS: Partial<Record<NoteCode, string>> = {
  'direction-assumed': '--directed',
  'direction-inferred': '--directed, --undirected',
  'two-mode': '--project rows|columns',
};

/** What the reading of a file left out, assumed or merged, one line each, with the option that would change it. */
export function notesAsText(notes: readonly ReadingNote[], language: Language): string {
  return notes
    .map((note) => {
      const hint = NOTE_HINTS[note.code];
      return `pilar: ${noteSentence(note, language)}${hint === undefined ? '' : ` [${hint}]`}\n`;
    })
    .join('');
}

export function sociogramWords(measures: NetworkMeasures, language: Language): SociogramWords {
  const bonds = { strong: ['kuat', 'strong'], weak: ['lemah', 'weak'] } as const;
  const natures = {
    interest: ['kepentingan', 'interest'],
    protection: ['saling melindungi', 'protection'],
  } as const;
  const n = language === 'id' ? 0 : 1;
  const describe = (from: string, to: string, tie: DrawnTie) => {
    const dominant = tie.dominants.map((actor) => (actor === tie.from ? from : to));
    const facts = [
      tie.bond ? bonds[tie.bond][n] : '',
      ...new Set(tie.ties.map((each) => each.form ?? '')),
      ...tie.natures.map((nature) => natures[nature][n]),
      dominant.length > 0 ? `${n === 0 ? 'dominan' : 'dominant'}: ${dominant.join(', ')}` : '',
    ].filter((fact) => fact !== '');
    return `${from} – ${to}${facts.length > 0 ? ` (${facts.join('; ')})` : ''}`;
  };
  return n === 0
    ? {
        title: 'Sosiogram jaringan aktor',
        description: `${measures.actors} aktor dan ${measures.ties} pasangan terikat. Kepadatan ${decimal(measures.density, 'id')}. Aktor tanpa ikatan: ${measures.isolates.length}.`,
        person: 'Orang',
        institution: 'Lembaga',
        strong: 'Kuat, bekerja sama',
        weak: 'Lemah, saling mengenal',
        unstated: 'Kekuatan tidak disebut',
        stronger: 'Makin tebal makin kuat',
        dominates: 'Mendominasi → didominasi',
        oneWay: 'Satu arah',
        protection: 'Saling melindungi',
        interest: 'Kepentingan',
        size: 'Makin besar makin menjadi perantara',
        ungrouped: 'Tanpa kelompok',
        tie: describe,
      }
    : {
        title: 'Sociogram of the actor network',
        description: `${measures.actors} actors and ${measures.ties} tied pairs. Density ${decimal(measures.density, 'en')}. Actors without ties: ${measures.isolates.length}.`,
        person: 'Person',
        institution: 'Institution',
        strong: 'Strong, working together',
        weak: 'Weak, acquainted',
        unstated: 'Strength not stated',
        stronger: 'The wider the stronger',
        dominates: 'Dominates → dominated',
        oneWay: 'One way',
        protection: 'Mutual protection',
        interest: 'Interest',
        size: 'The larger, the more in between',
        ungrouped: 'No group',
        tie: describe,
      };
}

const VERDICTS: Readonly<Record<Language, Readonly<Record<Verdict, string>>>> = {
  id: { agrees: 'sesuai', partly: 'sebagian', differs: 'berbeda', 'no-data': 'tanpa data' },
  en: { agrees: 'agrees', partly: 'partly', differs: 'differs', 'no-data': 'no data' },
};

const HEADINGS = {
  id: {
    summary: [
      'Aktor',
      'Ikatan',
      'Kepadatan',
      'Timbal balik',
      'Pemusatan (derajat, antara, kedekatan)',
      'Indeks E-I',
      'Klasterisasi (rerata, transitivitas, segitiga)',
      'Jarak (rerata, terjauh, pasangan terhubung)',
    ],
    krackhardt: 'Krackhardt (terhubung, hierarki, efisiensi, batas atas)',
    columns: [
      'Aktor',
      'Derajat',
      'Antara',
      'Kedekatan',
      'Harmonik',
      'Eigen',
      'PageRank',
      'Klaster',
      'Kendala',
      'Ukuran efektif',
    ],
    bridges: 'Jembatan',
    articulationPoints: 'Titik artikulasi',
    components: 'Komponen',
    communities: 'Komunitas',
    core: 'Inti',
    isolates: 'Tanpa ikatan',
    triads: 'Triad',
    cliques: 'Klik',
    equivalent: 'Setara struktural',
    more: 'dan lainnya',
    claims: 'Kesimpulan dibandingkan dengan data',
    none: 'tidak ada',
    directed: 'berarah',
    undirected: 'tanpa arah',
  },
  en: {
    summary: [
      'Actors',
      'Ties',
      'Density',
      'Reciprocity',
      'Centralisation (degree, betweenness, closeness)',
      'E-I index',
      'Clustering (average, transitivity, triangles)',
      'Distance (mean, diameter, share of pairs that reach)',
    ],
    krackhardt: 'Krackhardt (connected, hierarchy, efficiency, upper bound)',
    columns: [
      'Actor',
      'Degree',
      'Between',
      'Closeness',
      'Harmonic',
      'Eigen',
      'PageRank',
      'Cluster',
      'Constraint',
      'Effective size',
    ],
    bridges: 'Bridges',
    articulationPoints: 'Articulation points',
    components: 'Components',
    communities: 'Communities',
    core: 'Core',
    isolates: 'Without ties',
    triads: 'Triads',
    cliques: 'Cliques',
    equivalent: 'Structurally equivalent',
    more: 'and others',
    claims: 'Conclusions held against the data',
    none: 'none',
    directed: 'directed',
    undirected: 'undirected',
  },
} as const;

const CLIQUES_SHOWN = 8;

/** How two networks go together, as a line for a terminal. */
export function qapAsText(qap: QapCorrelation, language: Language): string {
  const number = (value: number | null) => (value === null ? '–' : decimal(value, language));
  const said =
    language === 'id'
      ? [
          'Korelasi QAP',
          'permutasi',
          'benih',
          'sekurangnya sebesar ini',
          'paling banyak sebesar ini',
          'sejauh ini dari 0',
        ]
      : ['QAP correlation', 'permutations', 'seed', 'at least this', 'at most this', 'as far from 0'];
  const [name, permutations, seed, atLeast, atMost, extreme] = said;
  return `${name}: ${number(qap.correlation)} (${permutations} ${qap.permutations}, ${seed} ${qap.seed}; p ${atLeast} ${number(qap.atLeast)}, ${atMost} ${number(qap.atMost)}, ${extreme} ${number(qap.asExtreme)})\n`;
}

/** The measures as text for a terminal; actors who stand between most others first. */
export function measuresAsText(
  measures: FullMeasures,
  claims: readonly ClaimResult[],
  language: Language,
): string {
  const words = HEADINGS[language];
  const number = (value: number | null) => (value === null ? '–' : decimal(value, language));
  const { centralization, krackhardt, triads, cliques } = measures;
  const labels = new Map(measures.nodes.map((node) => [node.id, node.label]));
  const named = (id: string) => {
    const label = labels.get(id) ?? id;
    return label === id ? id : `${label} (${id})`;
  };
  const names = (ids: readonly string[]) => ids.map(named).join(', ');
  const values = [
    `${measures.actors} (${measures.directed ? words.directed : words.undirected})`,
    String(measures.ties),
    number(measures.density),
    number(measures.reciprocity),
    [centralization.degree, centralization.betweenness, centralization.closeness].map(number).join('  '),
    number(measures.eiIndex),
    [measures.clustering.average, measures.clustering.transitivity, measures.clustering.triangles]
      .map(number)
      .join('  '),
    [measures.distances.mean, measures.distances.diameter, measures.distances.reachablePairs]
      .map(number)
      .join('  '),
  ];
  const summary = [
    ...words.summary.map((name, i) => [name, values[i] ?? '']),
    [
      words.krackhardt,
      [krackhardt.connectedness, krackhardt.hierarchy, krackhardt.efficiency, krackhardt.lub]
        .map(number)
        .join('  '),
    ],
  ];
  const rows = [...measures.nodes]
    .sort((a, b) => b.betweenness - a.betweenness)
    .map((node) => [
      names([node.id]),
      String(node.degree),
      number(node.betweenness),
      number(node.closeness),
      number(node.harmonic),
      number(node.eigenvector),
      number(node.pageRank),
      number(node.clustering),
      number(node.constraint),
      number(node.effectiveSize),
    ]);
  const lists = [
    [words.bridges, measures.bridges.map((pair) => pair.map(named).join(' – ')).join(', ')],
    [words.articulationPoints, names(measures.articulationPoints)],
    [words.components, measures.components.map((part) => part.length).join(' + ')],
    [words.communities, measures.communities.map(names).join(' | ')],
    [words.core, names(measures.corePeriphery.core)],
    [words.isolates, names(measures.isolates)],
    [words.equivalent, measures.structurallyEquivalent.map(names).join(' | ')],
    [
      words.cliques,
      cliques.count === 0
        ? ''
        : `${cliques.complete ? '' : '> '}${cliques.count}: ${cliques.largest.slice(0, CLIQUES_SHOWN).map(names).join(' | ')}${cliques.count > CLIQUES_SHOWN ? ` | … ${words.more}` : ''}`,
    ],
    [
      words.triads,
      Object.entries(triads ?? {})
        .filter(([, count]) => count > 0)
        .map(([kind, count]) => `${kind} ${count}`)
        .join(', '),
    ],
  ].map(([name, list]) => `${name}: ${list === '' ? words.none : list}`);
  const held = claims.map(
    ({ claim, verdict }) => `  ${VERDICTS[language][verdict].padEnd(11)} ${claim.statement}`,
  );
  return [
    ...aligned(summary, 'left'),
    '',
    ...aligned([[...words.columns], ...rows], 'right'),
    '',
    ...lists,
    ...(held.length > 0 ? ['', `${words.claims}:`, ...held] : []),
    '',
  ].join('\n');
}

function aligned(rows: readonly (readonly string[])[], numbers: 'left' | 'right'): string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => [...(row[i] ?? '')].length)));
  return rows.map((row) =>
    row
      .map((cell, i) => {
        const space = ' '.repeat((widths[i] ?? 0) - [...cell].length);
        return i > 0 && numbers === 'right' ? space + cell : cell + space;
      })
      .join('  ')
      .trimEnd(),
  );
}

function decimal(value: number, language: Language): string {
  const text = Number.isInteger(value) ? String(value) : value.toFixed(3);
  return language === 'id' ? text.replace('.', ',') : text;
}
