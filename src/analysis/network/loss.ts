import { ownEntry } from '#kernel/own-entry.ts';
import type { Actor, Network, Tie } from './network.ts';

/** What a network has that another one, read back from a file, has no longer. */
export const LOSS_CODES = [
  'direction',
  'actors',
  'ids',
  'labels',
  'facts',
  'attributes',
  'ties',
  'strengths',
  'forms',
  'facts-of-ties',
  'evidence',
] as const;
export type LossCode = (typeof LOSS_CODES)[number];

export interface Loss {
  readonly code: LossCode;
  /** How many actors or ties it concerns; 1 for the direction. */
  readonly count: number;
}

const ACTOR_FACTS = ['entity', 'pillar', 'kind', 'level', 'place'] as const;
const TIE_FACTS = [
  'bond',
  'standing',
  'dominant',
  'nature',
  'layer',
  'stage',
  'source',
  'since',
  'until',
  'note',
] as const;

/**
 * What got lost of a network on its way through a file: found by holding what was read back against what was written, so that it is
 * true of every format. Actors and ties are taken in their order, as every writer keeps it.
 */
export function lossBetween(before: Network, after: Network): Loss[] {
  const counts = new Map<LossCode, number>();
  const add = (code: LossCode, count = 1) => {
    if (count > 0) counts.set(code, (counts.get(code) ?? 0) + count);
  };
  if (before.directed !== after.directed) add('direction');
  add('actors', Math.max(0, before.actors.length - after.actors.length));
  const byId = new Map(after.actors.map((actor) => [actor.id, actor]));
  before.actors.forEach((actor, i) => {
    const other = byId.get(actor.id) ?? after.actors[i];
    if (other) compareActors(actor, other, add);
  });
  const ties = arcsOf(before);
  const kept = new Map(arcsOf(after).map((arc) => [arc.key, arc.tie]));
  const sameIds = before.actors.every((actor) => byId.has(actor.id));
  // Without the ids ties cannot be told apart: they are only counted.
  if (!sameIds) add('ties', Math.max(0, ties.length - kept.size));
  else {
    const met = new Set<Tie>();
    for (const { key, bare, tie } of ties) {
      const other = kept.get(key) ?? kept.get(bare);
      if (other && (!met.has(other) || tie.mutual)) {
        met.add(other);
        compareTies(tie, other, add);
      } else add(other || kept.size < ties.length ? 'ties' : 'forms');
    }
  }
  return LOSS_CODES.flatMap((code) => (counts.has(code) ? [{ code, count: counts.get(code) ?? 0 }] : []));
}

function compareActors(actor: Actor, other: Actor, add: (code: LossCode) => void): void {
  if (actor.id !== other.id) add('ids');
  if (actor.label !== other.label) add('labels');
  if (ACTOR_FACTS.some((fact) => actor[fact] !== other[fact])) add('facts');
  const had = Object.entries(actor.attributes).filter(([, value]) => value !== null && value !== '');
  if (had.some(([name, value]) => String(ownEntry(other.attributes, name) ?? '') !== String(value)))
    add('attributes');
}

function compareTies(tie: Tie, other: Tie, add: (code: LossCode) => void): void {
  if (tie.strength !== other.strength) add('strengths');
  if (tie.form !== other.form) add('forms');
  if (TIE_FACTS.some((fact) => tie[fact] !== null && tie[fact] !== other[fact])) add('facts-of-ties');
  if (tie.evidence.length > other.evidence.length) add('evidence');
}

/* A tie that runs both ways, and any of an undirected network, is one arc from its lower end. */
function arcsOf(network: Network): { readonly key: string; readonly bare: string; readonly tie: Tie }[] {
  return [...network.ties, ...(network.loops ?? [])].flatMap((tie) => {
    const both = network.directed && tie.mutual;
    const ways = both
      ? [
          [tie.from, tie.to],
          [tie.to, tie.from],
        ]
      : [[tie.from, tie.to]];
    return ways.map((way) => {
      const pair = network.directed ? way : [...way].sort();
      const bare = JSON.stringify([...pair, tie.form, null, null, null]);
      return { key: JSON.stringify([...pair, tie.form, tie.layer, tie.stage, tie.since]), bare, tie };
    });
  });
}
