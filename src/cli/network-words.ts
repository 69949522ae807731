import type {
  ClaimResult,
  DrawnTie,
  Malformation,
  NetworkMeasures,
  NetworkProblem,
  SociogramWords,
  Verdict,
} from '#analysis/network/index.ts';
import type { Language } from '#analysis/words.ts';

type Params = Readonly<Record<string, string | number>>;
type Sentence = (p: Params) => string;

const PROBLEMS: Readonly<Record<Language, Readonly<Record<NetworkProblem['code'], Sentence>>>> = {
  id: {
    empty: () => 'jaringan kosong: tidak ada satu pun aktor',
    'unknown-format': (p) => `format tidak dikenal; yang dibaca: ${p.known}`,
    malformed: (p) => `isi berkas rusak: ${MALFORMED.id[detailOf(p)]}${quote(p.what)}`,
    'missing-actor-id': () => 'aktor tanpa id',
    'duplicate-actor': (p) => `aktor "${p.actor}" tertulis dua kali`,
    'unknown-actor': (p) => `aktor "${p.actor}" tidak ada dalam daftar aktor${pair(p)}`,
    'self-loop': (p) => `ikatan "${p.actor}" dengan dirinya sendiri`,
    'parallel-tie': (p) =>
      `ikatan ganda antara "${p.from}" dan "${p.to}"; bila arahnya berbeda, pakai --directed`,
    'strength-not-a-number': (p) => `kekuatan ikatan${pair(p)} bukan angka: ${p.value}`,
    'strength-not-positive': (p) => `kekuatan ikatan${pair(p)} harus lebih besar dari nol, bukan ${p.value}`,
    'bad-word': (p) => `"${p.value}" tidak dikenal untuk ${p.field}; pilihannya: ${p.known}`,
    'bad-date': (p) => `"${p.value}" bukan tanggal (TTTT-BB-HH)`,
    'dates-reversed': (p) => `ikatan berakhir (${p.until}) sebelum mulai (${p.since})`,
    'dominant-outside-tie': (p) => `yang dominan, "${p.actor}", bukan pihak dalam ikatan${pair(p)}`,
    'attribute-length': (p) => `atribut "${p.attribute}" berisi ${p.values} nilai untuk ${p.actors} aktor`,
    'unknown-attribute': (p) =>
      `tidak ada aktor dengan atribut "${p.attribute}"; yang ada: ${p.known || 'tidak ada'}`,
    'too-many-actors': (p) => `${p.actors} aktor; batasnya ${p.limit}`,
    'too-many-ties': (p) => `${p.ties} ikatan; batasnya ${p.limit}`,
    'too-large': (p) => `berkas ${p.bytes} bita; batasnya ${p.limit}`,
  },
  en: {
    empty: () => 'the network is empty: not one actor',
    'unknown-format': (p) => `unknown format; these are read: ${p.known}`,
    malformed: (p) => `the file is broken: ${MALFORMED.en[detailOf(p)]}${quote(p.what)}`,
    'missing-actor-id': () => 'an actor without an id',
    'duplicate-actor': (p) => `actor "${p.actor}" is listed twice`,
    'unknown-actor': (p) => `unknown actor "${p.actor}": not in the list of actors${pair(p)}`,
    'self-loop': (p) => `self-loop: "${p.actor}" is tied to itself`,
    'parallel-tie': (p) =>
      `parallel ties between "${p.from}" and "${p.to}"; if they run in different directions, use --directed`,
    'strength-not-a-number': (p) => `the strength of the tie${pair(p)} is not a number: ${p.value}`,
    'strength-not-positive': (p) => `the strength of the tie${pair(p)} must be above zero, not ${p.value}`,
    'bad-word': (p) => `"${p.value}" is unknown for ${p.field}; choose from: ${p.known}`,
    'bad-date': (p) => `"${p.value}" is not a date (YYYY-MM-DD)`,
    'dates-reversed': (p) => `the tie ends (${p.until}) before it begins (${p.since})`,
    'dominant-outside-tie': (p) => `the dominant "${p.actor}" is not a party to the tie${pair(p)}`,
    'attribute-length': (p) => `attribute "${p.attribute}" has ${p.values} values for ${p.actors} actors`,
    'unknown-attribute': (p) => `no actor has an attribute "${p.attribute}"; known: ${p.known || 'none'}`,
    'too-many-actors': (p) => `${p.actors} actors; the limit is ${p.limit}`,
    'too-many-ties': (p) => `${p.ties} ties; the limit is ${p.limit}`,
    'too-large': (p) => `the file has ${p.bytes} bytes; the limit is ${p.limit}`,
  },
};

const MALFORMED: Readonly<Record<Language, Readonly<Record<Malformation, string>>>> = {
  id: {
    'unexpected-end': 'berakhir sebelum selesai',
    'unexpected-character': 'tanda yang tidak diharapkan',
    'expected-object': 'seharusnya objek { … }',
    'expected-list': 'seharusnya daftar [ … ]',
    'expected-text': 'seharusnya teks',
    'missing-nodes': 'tidak ada "nodes"',
    'missing-edges': 'tidak ada "edges"',
    'bad-edge': 'ikatan harus menyebut dua aktor dan paling banyak satu kekuatan',
    'wrong-tag': 'elemen tidak pada tempatnya',
    'missing-xml-attribute': 'atribut wajib tidak ada',
    'bad-entity': 'entitas XML tidak dikenal',
    'unknown-key': 'kunci data tidak dinyatakan',
    'no-graph': 'tidak ada elemen graph',
    'missing-vertices': 'tidak ada bagian *Vertices',
    'bad-vertex': 'nomor aktor di luar daftar',
    'bad-count': 'bilangan bulat yang tidak cocok',
    'row-length': 'banyaknya nilai tidak cocok dengan banyaknya aktor',
    'missing-data': 'tidak ada bagian data',
    unsupported: 'bagian ini tidak dibaca',
    'too-many-columns': 'kolom lebih banyak daripada judulnya',
    'missing-column': 'isian wajib kosong',
    'too-deep': 'susunan terlalu dalam',
  },
  en: {
    'unexpected-end': 'it ends before it is complete',
    'unexpected-character': 'unexpected character',
    'expected-object': 'expected an object { … }',
    'expected-list': 'expected a list [ … ]',
    'expected-text': 'expected text',
    'missing-nodes': '"nodes" is missing',
    'missing-edges': '"edges" is missing',
    'bad-edge': 'a tie names two actors and at most one strength',
    'wrong-tag': 'element out of place',
    'missing-xml-attribute': 'a required attribute is missing',
    'bad-entity': 'unknown XML entity',
    'unknown-key': 'data key that was not declared',
    'no-graph': 'no graph element',
    'missing-vertices': 'no *Vertices section',
    'bad-vertex': 'actor number outside the list',
    'bad-count': 'a whole number that does not fit',
    'row-length': 'the number of values does not fit the number of actors',
    'missing-data': 'no data section',
    unsupported: 'this part is not read',
    'too-many-columns': 'more columns than the header names',
    'missing-column': 'a required value is missing',
    'too-deep': 'nested too deeply',
  },
};

/** The reason a network was refused, with its line, as one sentence. */
export function problemSentence(problem: NetworkProblem, path: string, language: Language): string {
  const place = problem.line === null ? path : `${path}:${problem.line}`;
  return `${place}: ${PROBLEMS[language][problem.code](problem.params)}`;
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

function pair(p: Params): string {
  return p.from === undefined || p.to === undefined ? '' : ` (${p.from} – ${p.to})`;
}

function quote(what: string | number | undefined): string {
  return what === undefined ? '' : `: ${what}`;
}

function detailOf(p: Params): Malformation {
  const known = Object.keys(MALFORMED.en).find((detail): detail is Malformation => detail === p.detail);
  return known ?? 'unexpected-character';
}
