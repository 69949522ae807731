import type {
  ClaimResult,
  DrawnTie,
  NetworkMeasures,
  NetworkProblem,
  SociogramWords,
  Verdict,
} from '#analysis/network/index.ts';
import type { Language } from '#analysis/words.ts';
import { problemReason } from '#ui/network-problem.ts';

/** The reason a network was refused, with its line, as one sentence. */
export function problemSentence(problem: NetworkProblem, path: string, language: Language): string {
  const place = problem.line === null ? path : `${path}:${problem.line}`;
  return `${place}: ${problemReason(problem, language)}`;
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
    ],
    krackhardt: 'Krackhardt (terhubung, hierarki, efisiensi, batas atas)',
    columns: ['Aktor', 'Derajat', 'Antara', 'Kedekatan', 'Harmonik', 'Eigen', 'Kendala', 'Ukuran efektif'],
    bridges: 'Jembatan',
    articulationPoints: 'Titik artikulasi',
    components: 'Komponen',
    communities: 'Komunitas',
    core: 'Inti',
    isolates: 'Tanpa ikatan',
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
    ],
    krackhardt: 'Krackhardt (connected, hierarchy, efficiency, upper bound)',
    columns: ['Actor', 'Degree', 'Between', 'Closeness', 'Harmonic', 'Eigen', 'Constraint', 'Effective size'],
    bridges: 'Bridges',
    articulationPoints: 'Articulation points',
    components: 'Components',
    communities: 'Communities',
    core: 'Core',
    isolates: 'Without ties',
    claims: 'Conclusions held against the data',
    none: 'none',
    directed: 'directed',
    undirected: 'undirected',
  },
} as const;

/** The measures as text for a terminal; actors who stand between most others first. */
export function measuresAsText(
  measures: NetworkMeasures,
  claims: readonly ClaimResult[],
  language: Language,
): string {
  const words = HEADINGS[language];
  const number = (value: number | null) => (value === null ? '–' : decimal(value, language));
  const { centralization, krackhardt } = measures;
  const values = [
    `${measures.actors} (${measures.directed ? words.directed : words.undirected})`,
    String(measures.ties),
    number(measures.density),
    number(measures.reciprocity),
    [centralization.degree, centralization.betweenness, centralization.closeness].map(number).join('  '),
    number(measures.eiIndex),
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
      node.id,
      String(node.degree),
      number(node.betweenness),
      number(node.closeness),
      number(node.harmonic),
      number(node.eigenvector),
      number(node.constraint),
      number(node.effectiveSize),
    ]);
  const lists = [
    [words.bridges, measures.bridges.map((pair) => pair.join(' – ')).join(', ')],
    [words.articulationPoints, measures.articulationPoints.join(', ')],
    [words.components, measures.components.map((part) => part.length).join(' + ')],
    [words.communities, measures.communities.map((part) => part.join(', ')).join(' | ')],
    [words.core, measures.corePeriphery.core.join(', ')],
    [words.isolates, measures.isolates.join(', ')],
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
