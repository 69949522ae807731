import { ownEntry } from '#kernel/own-entry.ts';
import { NETWORK_LIMITS, type NetworkLimits, type TextField } from './limits.ts';
import { refuseNetwork } from './problem.ts';

export type AttributeValue = string | number | boolean | null;
export type Entity = 'person' | 'institution';
/** Equal: between people of the same standing. Horizontal, vertical: between institutions of the same or of different rank. */
export type Standing = 'equal' | 'horizontal' | 'vertical';
export type Bond = 'weak' | 'strong';
/** What holds a tie together: that the two protect each other by working together, or an interest in a gain. */
export type Nature = 'protection' | 'interest';
export type TieSource = 'survey' | 'record' | 'document';

export interface Actor {
  readonly id: string;
  readonly label: string;
  readonly entity: Entity | null;
  readonly pillar: string | null;
  readonly kind: string | null;
  readonly level: string | null;
  readonly place: string | null;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
}

/** One fact that a tie rests on: a forum both sat in, a payment, a sentence of a document. */
export interface TieEvidence {
  readonly kind: string;
  readonly reference: string;
  readonly date: string | null;
  /** What this fact adds to the strength of the tie, where the tie was derived; otherwise null. */
  readonly adds: number | null;
}

export interface Tie {
  readonly from: string;
  readonly to: string;
  /** Above zero; the distance along a tie is 1/strength. An ordinal survey uses 1 for weak and 2 for strong. */
  readonly strength: number;
  /** Weak (they know each other) or strong (they work together); null where nobody said. */
  readonly bond: Bond | null;
  /** Work, kinship, … in the survey's own word. */
  readonly form: string | null;
  readonly standing: Standing | null;
  /** The actor who dominates the other; null where neither does. */
  readonly dominant: string | null;
  readonly nature: Nature | null;
  /** Which of several networks of the same actors, for example interpersonal or institutional. */
  readonly layer: string | null;
  readonly stage: string | null;
  readonly source: TieSource | null;
  /** First and last day of the tie, ISO 8601; null is open. */
  readonly since: string | null;
  readonly until: string | null;
  /** In a directed network, a tie that runs both ways. */
  readonly mutual: boolean;
  readonly evidence: readonly TieEvidence[];
  readonly note: string | null;
}

/** Actors in the order they were given, isolates included; several ties of different form, layer, stage or date may join one pair. */
export interface Network {
  readonly directed: boolean;
  readonly actors: readonly Actor[];
  readonly ties: readonly Tie[];
  /** Ties of actors with themselves, where the reader was asked to keep them. They are written again; no measure counts them. */
  readonly loops?: readonly Tie[];
}

export type ActorInput = Partial<Omit<Actor, 'id'>> & { readonly id: string; readonly line?: number };
export type TieInput = Partial<Omit<Tie, 'from' | 'to'>> & {
  readonly from: string;
  readonly to: string;
  readonly line?: number;
};
export interface NetworkInput {
  readonly directed: boolean;
  readonly actors: readonly ActorInput[];
  readonly ties: readonly TieInput[];
  readonly loops?: readonly TieInput[];
}

const BOND_STRENGTH: Readonly<Record<Bond, number>> = { weak: 1, strong: 2 };

/**
 * Checks a network and fills in what was left out (a tie without a strength counts 1, or 2 when strong).
 * Throws NetworkInputError at the first of: no actors, a double or unknown actor, a self-loop, a parallel tie
 * (the same pair with the same form, layer, stage and first day), a strength that is not above zero,
 * an impossible date, a dominant who is not of the pair, a text or a number of things beyond the limits.
 */
export function createNetwork(input: NetworkInput, limits: NetworkLimits = NETWORK_LIMITS): Network {
  if (input.actors.length === 0) refuseNetwork('empty', null);
  if (input.actors.length > limits.actors) {
    refuseNetwork('too-many-actors', null, { actors: input.actors.length, limit: limits.actors });
  }
  if (input.ties.length > limits.ties) {
    refuseNetwork('too-many-ties', null, { ties: input.ties.length, limit: limits.ties });
  }
  const known = new Set<string>();
  const actors = input.actors.map((actor) => {
    const line = actor.line ?? null;
    if (actor.id.trim() === '') refuseNetwork('missing-actor-id', line);
    if (known.has(actor.id)) refuseNetwork('duplicate-actor', line, { actor: actor.id });
    known.add(actor.id);
    const complete = completeActor(actor);
    const { label, pillar, kind } = complete;
    refuseLongTexts({ label, pillar, kind }, limits, line);
    return complete;
  });
  const seen = new Set<string>();
  const ties = input.ties.map((tie) => {
    const complete = completeTie(tie, known);
    const { form, stage, note } = complete;
    refuseLongTexts({ form, stage, note }, limits, tie.line ?? null);
    if (tie.from === tie.to) refuseNetwork('self-loop', tie.line ?? null, { actor: tie.from });
    const key = parallelKey(complete, input.directed);
    const keys = tie.mutual && input.directed ? [key, parallelKey(reverse(complete), true)] : [key];
    for (const each of keys) {
      if (seen.has(each)) refuseNetwork('parallel-tie', tie.line ?? null, { from: tie.from, to: tie.to });
      seen.add(each);
    }
    return complete;
  });
  const loops = (input.loops ?? []).map((loop) => completeTie(loop, known));
  return { directed: input.directed, actors, ties, ...(loops.length > 0 ? { loops } : {}) };
}

/** The strength of a tie: as given, else what its bond counts, else 1. */
export function strengthOf(tie: Pick<TieInput, 'strength' | 'bond'>): number {
  return tie.strength ?? (tie.bond ? BOND_STRENGTH[tie.bond] : 1);
}

/** The value of a named attribute of an actor: one of the fixed facts (pillar, kind, level, place, entity) or a free one; null if it has none. */
export function attributeOf(actor: Actor, name: string): AttributeValue {
  switch (name) {
    case 'pillar':
    case 'kind':
    case 'level':
    case 'place':
    case 'entity':
      return actor[name] ?? freeAttribute(actor, name);
    default:
      return freeAttribute(actor, name);
  }
}

/* Names come from files: only what the actor itself was given counts, not what every object has. */
function freeAttribute(actor: Actor, name: string): AttributeValue {
  return ownEntry(actor.attributes, name) ?? null;
}

/** The names of the attributes that at least one actor has, fixed facts first. */
export function attributeNames(network: Network): readonly string[] {
  const names = new Set<string>();
  for (const name of ['pillar', 'kind', 'level', 'place', 'entity']) {
    if (network.actors.some((actor) => attributeOf(actor, name) !== null)) names.add(name);
  }
  for (const actor of network.actors) for (const name of Object.keys(actor.attributes)) names.add(name);
  return [...names];
}

export function reverse(tie: Tie): Tie {
  return { ...tie, from: tie.to, to: tie.from };
}

/** The other end of a tie. */
export function partner(tie: Tie, actor: string): string {
  return tie.from === actor ? tie.to : tie.from;
}

/** Day number of an ISO date (days since 1970-01-01), or undefined when no such day exists. */
export function dayNumber(date: string): number | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (!match) return undefined;
  const day = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])) / 86_400_000;
  const leap = Number(match[1]) % 4 === 0 && (Number(match[1]) % 100 !== 0 || Number(match[1]) % 400 === 0);
  const lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  const length = lengths[Number(match[2]) - 1];
  if (length === undefined || Number(match[3]) < 1 || Number(match[3]) > length) return undefined;
  return day;
}

function refuseLongTexts(
  texts: Readonly<Partial<Record<TextField, string | null>>>,
  { texts: longest }: NetworkLimits,
  line: number | null,
): void {
  if (!longest) return;
  for (const field of ['label', 'pillar', 'kind', 'form', 'stage', 'note'] as const) {
    const text = texts[field] ?? '';
    const length = text.length > longest[field] ? [...text].length : 0;
    if (length <= longest[field]) continue;
    refuseNetwork('text-too-long', line, {
      field,
      what: [...text].slice(0, 40).join(''),
      length,
      limit: longest[field],
    });
  }
}

function completeActor(actor: ActorInput): Actor {
  return {
    id: actor.id,
    label: actor.label ?? actor.id,
    entity: actor.entity ?? null,
    pillar: actor.pillar ?? null,
    kind: actor.kind ?? null,
    level: actor.level ?? null,
    place: actor.place ?? null,
    attributes: actor.attributes ?? {},
  };
}

function completeTie(tie: TieInput, known: ReadonlySet<string>): Tie {
  const line = tie.line ?? null;
  for (const end of [tie.from, tie.to]) {
    if (!known.has(end)) refuseNetwork('unknown-actor', line, { actor: end, from: tie.from, to: tie.to });
  }
  const strength = strengthOf(tie);
  if (!Number.isFinite(strength)) {
    refuseNetwork('strength-not-a-number', line, { value: String(strength), from: tie.from, to: tie.to });
  }
  if (strength <= 0) {
    refuseNetwork('strength-not-positive', line, { value: strength, from: tie.from, to: tie.to });
  }
  const dominant = tie.dominant ?? null;
  if (dominant !== null && dominant !== tie.from && dominant !== tie.to) {
    refuseNetwork('dominant-outside-tie', line, { actor: dominant, from: tie.from, to: tie.to });
  }
  const since = checkedDate(tie.since, line);
  const until = checkedDate(tie.until, line);
  if (since !== null && until !== null && until < since) {
    refuseNetwork('dates-reversed', line, { since, until });
  }
  return {
    from: tie.from,
    to: tie.to,
    strength,
    bond: tie.bond ?? null,
    form: tie.form ?? null,
    standing: tie.standing ?? null,
    dominant,
    nature: tie.nature ?? null,
    layer: tie.layer ?? null,
    stage: tie.stage ?? null,
    source: tie.source ?? null,
    since,
    until,
    mutual: tie.mutual ?? false,
    evidence: tie.evidence ?? [],
    note: tie.note ?? null,
  };
}

function checkedDate(date: string | null | undefined, line: number | null): string | null {
  if (date === null || date === undefined || date === '') return null;
  if (dayNumber(date) === undefined) refuseNetwork('bad-date', line, { value: date });
  return date;
}

/** What makes two ties parallel: the same pair (in a directed network, in the same direction), form, layer, stage and first day. */
export function parallelKey(
  tie: Pick<TieInput, 'from' | 'to' | 'form' | 'layer' | 'stage' | 'since'>,
  directed: boolean,
): string {
  const pair = directed || tie.from < tie.to ? [tie.from, tie.to] : [tie.to, tie.from];
  return JSON.stringify([...pair, tie.form ?? null, tie.layer ?? null, tie.stage ?? null, tie.since ?? null]);
}
