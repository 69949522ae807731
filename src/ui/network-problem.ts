import type { Malformation, NetworkProblem } from '#analysis/network/index.ts';
import type { Language } from '#analysis/words.ts';

type Params = Readonly<Record<string, string | number>>;
type Sentence = (p: Params) => string;

const PROBLEMS: Readonly<Record<Language, Readonly<Record<NetworkProblem['code'], Sentence>>>> = {
  id: {
    empty: () => 'jaringan kosong: tidak ada satu pun aktor',
    'unknown-format': (p) => `format tidak dikenal; yang dibaca: ${p.known}`,
    'not-text': () => 'bukan teks: bukan UTF-8, dan bukan teks dalam pengodean lain yang dikenal',
    'unknown-encoding': (p) => `pengodean "${p.encoding}" tidak dikenal`,
    malformed: (p) => `isi berkas rusak: ${MALFORMED.id[detailOf(p)]}${quote(p.what)}`,
    'missing-actor-id': () => 'aktor tanpa id',
    'duplicate-actor': (p) => `aktor "${p.actor}" tertulis dua kali`,
    'unknown-actor': (p) => `aktor "${p.actor}" tidak ada dalam daftar aktor${pair(p)}`,
    'self-loop': (p) => `ikatan "${p.actor}" dengan dirinya sendiri`,
    'parallel-tie': (p) => `ikatan ganda antara "${p.from}" dan "${p.to}"`,
    'strength-not-a-number': (p) => `kekuatan ikatan${pair(p)} bukan angka: ${p.value}`,
    'strength-not-positive': (p) => `kekuatan ikatan${pair(p)} harus lebih besar dari nol, bukan ${p.value}`,
    'ambiguous-number': (p) =>
      `"${p.value}" dapat berarti ribuan atau pecahan; tulis tanpa tanda ribuan, atau dengan pecahan di satu baris saja`,
    'bad-word': (p) => `"${p.value}" tidak dikenal untuk ${p.field}; pilihannya: ${p.known}`,
    'bad-date': (p) => `"${p.value}" bukan tanggal (TTTT-BB-HH)`,
    'dates-reversed': (p) => `ikatan berakhir (${p.until}) sebelum mulai (${p.since})`,
    'dominant-outside-tie': (p) => `yang dominan, "${p.actor}", bukan pihak dalam ikatan${pair(p)}`,
    'text-too-long': (p) => `${p.field} "${p.what}…" sepanjang ${p.length} huruf; paling panjang ${p.limit}`,
    'attribute-length': (p) => `atribut "${p.attribute}" berisi ${p.values} nilai untuk ${p.actors} aktor`,
    'unknown-attribute': (p) =>
      `tidak ada aktor dengan atribut "${p.attribute}"; yang ada: ${p.known || 'tidak ada'}`,
    'unknown-part': (p) => `tidak ada ikatan dengan "${p.value}"; yang ada: ${p.known || 'tidak ada'}`,
    'several-graphs': (p) =>
      `berkas berisi ${p.graphs} jaringan (${p.names}); sebutkan yang mana, atau "all" untuk semuanya`,
    'unknown-graph': (p) => `tidak ada jaringan "${p.graph}"; yang ada: ${p.known}`,
    'node-table': (p) => `ini daftar aktor tanpa ikatan (${p.columns}), bukan berkas ikatan`,
    'unknown-columns': (p) => `kolom tidak dikenal: ${p.columns}; yang dibaca: ${p.known}`,
    'matrix-labels': (p) =>
      `"${p.actor}" dalam matriks: nama baris dan kolom harus sama semua, atau berbeda semua`,
    'not-two-mode': (p) => `"${p.actor}" terikat dengan sesamanya: ini bukan jaringan dua jenis aktor`,
    'different-actors': (p) => `kedua jaringan tidak beraktor sama: "${p.actor}" hanya ada di salah satunya`,
    'too-many-actors': (p) => `${p.actors} aktor; batasnya ${p.limit}`,
    'too-many-ties': (p) => `${p.ties} ikatan; batasnya ${p.limit}`,
    'too-many-cells': (p) => `${p.cells} sel; batasnya ${p.limit}`,
    'too-large': (p) => `berkas ${p.bytes} bita; batasnya ${p.limit}`,
  },
  en: {
    empty: () => 'the network is empty: not one actor',
    'unknown-format': (p) => `unknown format; these are read: ${p.known}`,
    'not-text': () => 'not text: neither UTF-8 nor text in another encoding that is known',
    'unknown-encoding': (p) => `the encoding "${p.encoding}" is not known`,
    malformed: (p) => `the file is broken: ${MALFORMED.en[detailOf(p)]}${quote(p.what)}`,
    'missing-actor-id': () => 'an actor without an id',
    'duplicate-actor': (p) => `actor "${p.actor}" is listed twice`,
    'unknown-actor': (p) => `unknown actor "${p.actor}": not in the list of actors${pair(p)}`,
    'self-loop': (p) => `self-loop: "${p.actor}" is tied to itself`,
    'parallel-tie': (p) => `parallel ties between "${p.from}" and "${p.to}"`,
    'strength-not-a-number': (p) => `the strength of the tie${pair(p)} is not a number: ${p.value}`,
    'strength-not-positive': (p) => `the strength of the tie${pair(p)} must be above zero, not ${p.value}`,
    'ambiguous-number': (p) =>
      `"${p.value}" may mean thousands or decimals; write it without a mark for thousands, or with decimals in at least one line`,
    'bad-word': (p) => `"${p.value}" is unknown for ${p.field}; choose from: ${p.known}`,
    'bad-date': (p) => `"${p.value}" is not a date (YYYY-MM-DD)`,
    'dates-reversed': (p) => `the tie ends (${p.until}) before it begins (${p.since})`,
    'dominant-outside-tie': (p) => `the dominant "${p.actor}" is not a party to the tie${pair(p)}`,
    'text-too-long': (p) => `${p.field} "${p.what}…" has ${p.length} signs; at most ${p.limit}`,
    'attribute-length': (p) => `attribute "${p.attribute}" has ${p.values} values for ${p.actors} actors`,
    'unknown-attribute': (p) => `no actor has an attribute "${p.attribute}"; known: ${p.known || 'none'}`,
    'unknown-part': (p) => `no tie has "${p.value}"; there are: ${p.known || 'none'}`,
    'several-graphs': (p) =>
      `the file holds ${p.graphs} networks (${p.names}); say which, or "all" for all of them`,
    'unknown-graph': (p) => `there is no network "${p.graph}"; there are: ${p.known}`,
    'node-table': (p) => `this is a table of actors without ties (${p.columns}), not a file of ties`,
    'unknown-columns': (p) => `unknown columns: ${p.columns}; these are read: ${p.known}`,
    'matrix-labels': (p) =>
      `"${p.actor}" in a matrix: names of rows and columns must be all the same or all different`,
    'not-two-mode': (p) => `"${p.actor}" is tied to its own kind: this is no two-mode network`,
    'different-actors': (p) => `the two networks differ in their actors: "${p.actor}" is in one of them only`,
    'too-many-actors': (p) => `${p.actors} actors; the limit is ${p.limit}`,
    'too-many-ties': (p) => `${p.ties} ties; the limit is ${p.limit}`,
    'too-many-cells': (p) => `${p.cells} cells; the limit is ${p.limit}`,
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
    'duplicate-column': 'dua kolom berjudul sama',
    'duplicate-key': 'nama yang sama dua kali dalam satu objek',
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
    'duplicate-column': 'two columns of the same name',
    'duplicate-key': 'the same name twice in one object',
    'missing-column': 'a required value is missing',
    'too-deep': 'nested too deeply',
  },
};

/** The reason a network was refused, as a sentence without its line. Of pages and command line alike, so without compiled messages. */
export function problemReason(problem: NetworkProblem, language: Language): string {
  return PROBLEMS[language][problem.code](problem.params);
}

/** The problem that a refusal carries: its code, line and facts; undefined for a code that there is none of. */
export function problemFrom(params: Readonly<Record<string, unknown>>): NetworkProblem | undefined {
  const code = Object.keys(PROBLEMS.en).find((one): one is NetworkProblem['code'] => one === params.problem);
  if (!code) return undefined;
  const facts = Object.entries(params).filter(
    (entry): entry is [string, string | number] =>
      typeof entry[1] === 'string' || typeof entry[1] === 'number',
  );
  return { code, line: Number(params.atLine) || null, params: Object.fromEntries(facts) };
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
