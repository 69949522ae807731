import { ownEntry } from '#kernel/own-entry.ts';
import type {
  ActorInput,
  AttributeValue,
  Bond,
  Entity,
  Nature,
  Standing,
  TieInput,
  TieSource,
} from '../network.ts';
import { refuseNetwork } from '../problem.ts';
import { numberFromText } from './decimal.ts';
import type { ReadingRoom } from './reading.ts';
import { dayOf } from './tie-time.ts';

/** What any format knows of an actor or a tie besides who it is: named values as the file has them. */
export type Fields = ReadonlyMap<string, AttributeValue>;

const BONDS: Readonly<Record<string, Bond>> = {
  weak: 'weak',
  strong: 'strong',
  lemah: 'weak',
  kuat: 'strong',
};
const STANDINGS: Readonly<Record<string, Standing>> = {
  equal: 'equal',
  horizontal: 'horizontal',
  vertical: 'vertical',
  setara: 'equal',
  kesetaraan: 'equal',
  vertikal: 'vertical',
};
const NATURES: Readonly<Record<string, Nature>> = {
  protection: 'protection',
  interest: 'interest',
  perlindungan: 'protection',
  'saling melindungi': 'protection',
  kepentingan: 'interest',
};
const SOURCES: Readonly<Record<string, TieSource>> = {
  survey: 'survey',
  record: 'record',
  document: 'document',
  survei: 'survey',
  catatan: 'record',
  dokumen: 'document',
};
const ENTITIES: Readonly<Record<string, Entity>> = {
  person: 'person',
  institution: 'institution',
  orang: 'person',
  lembaga: 'institution',
};
const YES: Readonly<Record<string, boolean>> = {
  true: true,
  false: false,
  '1': true,
  '0': false,
  ya: true,
  tidak: false,
};

const ACTOR_FIELDS = new Set(['id', 'label', 'name', 'entity', 'pillar', 'kind', 'level', 'place']);

/** Names under which any format may give facts of a tie. */
export const TIE_FIELDS: ReadonlySet<string> = new Set([
  'strength',
  'weight',
  'value',
  'bond',
  'form',
  'interaction',
  'standing',
  'direction',
  'dominant',
  'nature',
  'layer',
  'stage',
  'source_kind',
  'since',
  'start',
  'until',
  'end',
  'mutual',
  'note',
]);

/** Names that say which tie it is, not what it is like. */
const TIE_KEYS = new Set(['id', 'key', 'from', 'to', 'source', 'target']);

/** An actor from named values; names that are not fixed facts become attributes. */
export function actorFromFields(id: string, fields: Fields, line: number): ActorInput {
  const known = new Map<string, AttributeValue>();
  const free: [string, AttributeValue][] = [];
  for (const [name, value] of fields) {
    if (ACTOR_FIELDS.has(name.toLowerCase())) known.set(name.toLowerCase(), value);
    else free.push([name, value]);
  }
  return {
    id,
    line,
    label: textOf(known, 'label') ?? textOf(known, 'name') ?? id,
    entity: wordOf(known, 'entity', ENTITIES, line),
    pillar: textOf(known, 'pillar'),
    kind: textOf(known, 'kind'),
    level: textOf(known, 'level'),
    place: textOf(known, 'place'),
    attributes: Object.fromEntries(free),
  };
}

/**
 * A tie from named values, whose names are read in any case. `weight` and `value` are other names of strength, `direction` of standing,
 * `interaction` of form, `start`/`end` of since/until. Values of other names have no place in a tie and are noted as left out.
 */
export function tieFromFields(
  from: string,
  to: string,
  given: Fields,
  line: number,
  room: ReadingRoom,
): TieInput {
  const fields = new Map<string, AttributeValue>();
  for (const [name, value] of given) {
    const lower = name.toLowerCase();
    if (TIE_FIELDS.has(lower)) fields.set(lower, value);
    else if (!TIE_KEYS.has(lower) && textOf(given, name) !== null)
      room.notes.add('fields-left-out', 1, line, name);
  }
  const bond = wordOf(fields, 'bond', BONDS, line);
  return {
    from,
    to,
    line,
    ...strengthOf(fields, from, to, line),
    bond,
    form: textOf(fields, 'form') ?? textOf(fields, 'interaction'),
    standing: wordOf(fields, 'standing', STANDINGS, line) ?? wordOf(fields, 'direction', STANDINGS, line),
    dominant: textOf(fields, 'dominant'),
    nature: wordOf(fields, 'nature', NATURES, line),
    layer: textOf(fields, 'layer'),
    stage: textOf(fields, 'stage'),
    source: wordOf(fields, 'source_kind', SOURCES, line),
    since: dayOf(fields.get('since') ?? fields.get('start'), 'first', room, line),
    until: dayOf(fields.get('until') ?? fields.get('end'), 'last', room, line),
    mutual: wordOf(fields, 'mutual', YES, line) ?? false,
    note: textOf(fields, 'note'),
  };
}

/** Whether a word is one of those for how two actors stand to each other, rather than which way a tie runs. */
export function isStanding(word: string): boolean {
  return Object.hasOwn(STANDINGS, word.toLowerCase());
}

/** The named values of a tie that every format with attributes writes; nulls left out. */
export function fieldsOfTie(tie: TieInput): [string, string | number | boolean][] {
  const all: [string, string | number | boolean | null | undefined][] = [
    ['bond', tie.bond],
    ['form', tie.form],
    ['standing', tie.standing],
    ['dominant', tie.dominant],
    ['nature', tie.nature],
    ['layer', tie.layer],
    ['stage', tie.stage],
    ['source_kind', tie.source],
    ['since', tie.since],
    ['until', tie.until],
    ['mutual', tie.mutual === true ? true : null],
    ['note', tie.note],
  ];
  return all.filter(
    (entry): entry is [string, string | number | boolean] => entry[1] !== null && entry[1] !== undefined,
  );
}

/** The named values of an actor that every format with attributes writes; nulls left out. */
export function fieldsOfActor(actor: ActorInput): [string, string | number | boolean][] {
  const all: [string, AttributeValue | undefined][] = [
    ['label', actor.label],
    ['entity', actor.entity],
    ['pillar', actor.pillar],
    ['kind', actor.kind],
    ['level', actor.level],
    ['place', actor.place],
    ...Object.entries(actor.attributes ?? {}),
  ];
  return all.filter(
    (entry): entry is [string, string | number | boolean] => entry[1] !== null && entry[1] !== undefined,
  );
}

function strengthOf(fields: Fields, from: string, to: string, line: number): { strength?: number } {
  for (const name of ['strength', 'weight', 'value']) {
    const value = fields.get(name);
    if (value === undefined || value === null) continue;
    if (typeof value === 'number') return { strength: value };
    const strength = numberFromText(String(value));
    if (strength === undefined) continue;
    if (Number.isNaN(strength))
      refuseNetwork('strength-not-a-number', line, { value: String(value), from, to });
    return { strength };
  }
  return {};
}

function textOf(fields: Fields, name: string): string | null {
  const value = fields.get(name);
  if (value === undefined || value === null) return null;
  const text = String(value).trim();
  return text === '' ? null : text;
}

function wordOf<Word>(
  fields: Fields,
  name: string,
  words: Readonly<Record<string, Word>>,
  line: number,
): Word | null {
  const text = textOf(fields, name);
  if (text === null) return null;
  const word = ownEntry(words, text.toLowerCase());
  if (word === undefined)
    refuseNetwork('bad-word', line, { field: name, value: text, known: Object.keys(words).join(', ') });
  return word;
}
