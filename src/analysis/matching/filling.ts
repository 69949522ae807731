import { at, dearest, gain } from './prices.ts';
import type { Pairs } from './problem.ts';

/** No pair: the need is with nobody. */
export const NOBODY = -1;
/** Smaller gains are noise of the arithmetic; and an offer may be overdrawn by no more. */
export const NOISE = 1e-9;

/** A matching while it grows: by need its pair, by giver the needs it carries and what is left of its offer. */
export type Filling = {
  readonly pairs: Pairs;
  readonly at: Int32Array;
  readonly carried: Set<number>[];
  readonly left: Float64Array;
};

/**
 * A matching within the offers, near what prices say: each need in turn, the one that gains most from its price first, goes
 * where it gains most of what still has room.
 */
export function fill(pairs: Pairs, price: Float64Array): Filling {
  const filling: Filling = {
    pairs,
    at: new Int32Array(pairs.needs).fill(NOBODY),
    carried: Array.from({ length: pairs.givers }, () => new Set<number>()),
    left: Float64Array.from(pairs.offer),
  };
  const urgency = Float64Array.from({ length: pairs.needs }, (_, n) => {
    const pair = dearest(pairs, price, n);
    return pair === undefined ? 0 : gain(pairs, price, n, pair) / at(pairs.cost, n);
  });
  const inOrder = Array.from({ length: pairs.needs }, (_, n) => n).sort(
    (a, b) => at(urgency, b) - at(urgency, a) || a - b,
  );
  for (const n of inOrder) {
    let found = NOBODY;
    let most = Number.NEGATIVE_INFINITY;
    for (let pair = at(pairs.first, n); pair < at(pairs.first, n + 1); pair += 1) {
      const gained = gain(pairs, price, n, pair);
      if (gained > most && hasRoom(filling, at(pairs.giver, pair), at(pairs.cost, n))) {
        most = gained;
        found = pair;
      }
    }
    if (found !== NOBODY) move(filling, n, found);
  }
  return filling;
}

/** Whether what is left of an offer suffices. */
export function hasRoom({ left }: Filling, giver: number, cost: number): boolean {
  return at(left, giver) >= cost - NOISE;
}

/** Takes a need from where it is to a pair of its own, or to nobody. */
export function move({ pairs, at: now, carried, left }: Filling, n: number, pair: number): void {
  const cost = at(pairs.cost, n);
  const before = at(now, n);
  if (before !== NOBODY) {
    const giver = at(pairs.giver, before);
    carried[giver]?.delete(n);
    left[giver] = at(left, giver) + cost;
  }
  now[n] = pair;
  if (pair === NOBODY) return;
  const giver = at(pairs.giver, pair);
  carried[giver]?.add(n);
  left[giver] = at(left, giver) - cost;
}

/** What a need is worth where it is. */
export function worth({ pairs, at: now }: Filling, n: number): number {
  return at(now, n) === NOBODY ? 0 : at(pairs.score, at(now, n));
}

/** Sum of the scores of all that is matched. */
export function total(filling: Filling): number {
  let sum = 0;
  for (let n = 0; n < filling.pairs.needs; n += 1) sum += worth(filling, n);
  return sum;
}
