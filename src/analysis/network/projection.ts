import type { NetworkLimits } from './limits.ts';
import type { NetworkInput, TieInput } from './network.ts';
import { strengthOf } from './network.ts';
import { refuseNetwork } from './problem.ts';

export type ProjectOnto = 'rows' | 'columns';

/** How many pairs are looked at for every tie that may come out: events that everybody attended cost the square of their guests. */
const LOOKS_PER_TIE = 20;

/**
 * One side of a two-mode network, tied where two of it meet on the other side. The strength of a tie is the sum over what they share of
 * the product of their strengths (cross-products, Breiger 1974): with ties of strength 1, the number of things shared.
 * `isRow` says which side an actor is on. Throws NetworkInputError `too-many-ties` before pairs are made that exceed the limits.
 */
export function projected(
  input: NetworkInput,
  isRow: (id: string) => boolean,
  onto: ProjectOnto,
  limits: NetworkLimits,
): NetworkInput {
  const wanted = (id: string) => isRow(id) === (onto === 'rows');
  const meetings = new Map<string, { id: string; strength: number }[]>();
  for (const tie of input.ties) {
    const [own, shared] = wanted(tie.from) ? [tie.from, tie.to] : [tie.to, tie.from];
    const guest = { id: own, strength: strengthOf(tie) };
    const guests = meetings.get(shared);
    if (guests) guests.push(guest);
    else meetings.set(shared, [guest]);
  }
  let looks = 0;
  for (const guests of meetings.values()) looks += (guests.length * (guests.length - 1)) / 2;
  if (looks > limits.ties * LOOKS_PER_TIE)
    refuseNetwork('too-many-ties', null, { ties: looks, limit: limits.ties * LOOKS_PER_TIE });
  const actors = input.actors.filter((actor) => wanted(actor.id));
  const place = new Map(actors.map((actor, i) => [actor.id, i]));
  const together = new Map<number, number>();
  for (const guests of meetings.values()) {
    guests.forEach((one, i) => {
      for (const other of guests.slice(i + 1)) {
        const [a, b] = [place.get(one.id) ?? 0, place.get(other.id) ?? 0];
        if (a === b) continue;
        const key = Math.min(a, b) * actors.length + Math.max(a, b);
        together.set(key, (together.get(key) ?? 0) + one.strength * other.strength);
      }
    });
    if (together.size > limits.ties)
      refuseNetwork('too-many-ties', null, { ties: together.size, limit: limits.ties });
  }
  const ties = [...together].map(([key, strength]): TieInput => {
    const from = actors[Math.floor(key / actors.length)]?.id ?? '';
    return { from, to: actors[key % actors.length]?.id ?? '', strength };
  });
  return { directed: false, actors, ties };
}
