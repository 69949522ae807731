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

/** An actor from named values; names that are not fixed facts become attributes. */
export function actorFromFields(id: string, fields: Fields, line: number): ActorInput {
  const attributes: Record<string, AttributeValue> = Object.fromEntries(
    [...fields].filter(([name]) => !ACTOR_FIELDS.has(name)),
  );
  return {
    id,
    line,
    label: textOf(fields, 'label') ?? textOf(fields, 'name') ?? id,
    entity: wordOf(fields, 'entity', ENTITIES, line),
    pillar: textOf(fields, 'pillar'),
    kind: textOf(fields, 'kind'),
    level: textOf(fields, 'level'),
    place: textOf(fields, 'place'),
    attributes,
  };
}

/** A tie from named values. `weight` and `value` are other names of strength, `direction` of standing, `start`/`end` of since/until. */
export function tieFromFields(from: string, to: string, fields: Fields, line: number): TieInput {
  const bond = wordOf(fields, 'bond', BONDS, line);
  return {
    from,
    to,
    line,
    ...strengthOf(fields, from, to, line),
    bond,
    form: textOf(fields, 'form'),
    standing: wordOf(fields, 'standing', STANDINGS, line) ?? wordOf(fields, 'direction', STANDINGS, line),
    dominant: textOf(fields, 'dominant'),
    nature: wordOf(fields, 'nature', NATURES, line),
    layer: textOf(fields, 'layer'),
    stage: textOf(fields, 'stage'),
    source: wordOf(fields, 'source_kind', SOURCES, line),
    since: textOf(fields, 'since') ?? textOf(fields, 'start'),
    until: textOf(fields, 'until') ?? textOf(fields, 'end'),
    mutual: wordOf(fields, 'mutual', YES, line) ?? false,
    note: textOf(fields, 'note'),
  };
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

/** A number as people write it in a cell; undefined when the cell is empty, NaN when it is no number. */
export function numberFromText(text: string): number | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(trimmed) ? Number(trimmed) : Number.NaN;
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
