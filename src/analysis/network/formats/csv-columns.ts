import { TIE_FIELDS } from './fields.ts';

const FROM = [
  'from',
  'source',
  'dari',
  'asal',
  'ego',
  'sender',
  'pengirim',
  'tail',
  'from_id',
  'source_id',
  'node1',
  'vertex1',
  'actor1',
  'aktor1',
  'person1',
  'src',
  'i',
];
const TO = [
  'to',
  'target',
  'ke',
  'tujuan',
  'alter',
  'receiver',
  'penerima',
  'head',
  'to_id',
  'target_id',
  'node2',
  'vertex2',
  'actor2',
  'aktor2',
  'person2',
  'dst',
  'j',
];
const NAMES: ReadonlyMap<string, string> = new Map([
  ...FROM.map((name) => [name, 'from'] as const),
  ...TO.map((name) => [name, 'to'] as const),
  ['kekuatan', 'strength'],
  ['bobot', 'strength'],
  ['weight', 'strength'],
  ['value', 'strength'],
  ['nilai', 'strength'],
  ['ikatan', 'bond'],
  ['bentuk', 'form'],
  ['relation', 'form'],
  ['relasi', 'form'],
  ['arah', 'standing'],
  ['dominan', 'dominant'],
  ['sifat', 'nature'],
  ['lapis', 'layer'],
  ['tahap', 'stage'],
  ['sumber', 'source_kind'],
  ['sejak', 'since'],
  ['mulai', 'since'],
  ['start', 'since'],
  ['sampai', 'until'],
  ['end', 'until'],
  ['timbal_balik', 'mutual'],
  ['catatan', 'note'],
  ['tipe', 'type'],
  ['berarah', 'directed'],
]);
const PLAIN = new Set([...TIE_FIELDS, 'type', 'directed']);

/** Names that a table of actors begins with. */
const ACTOR_KEYS = new Set(['id', 'label', 'name', 'nama', 'node', 'actor', 'aktor']);

/** Columns that may stand in an edge list, for the sentence that says which. */
export const KNOWN_COLUMNS = 'from/source/dari, to/target/ke, strength/weight/bobot, type, form/bentuk, …';

/** The name by which a column of an edge list is read; undefined for one that has no place in a tie. */
export function tieColumn(heading: string): string | undefined {
  const name = heading
    .trim()
    .toLowerCase()
    .replace(/[\s.-]+/g, '_');
  return NAMES.get(name) ?? (PLAIN.has(name) ? name : undefined);
}

/** Whether a heading is one of those that name actors rather than ties. */
export function isActorKey(heading: string): boolean {
  return ACTOR_KEYS.has(heading.trim().toLowerCase());
}
