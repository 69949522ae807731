import type { Pairs } from './problem.ts';

/** Rounds of asking a price; more make the bound tighter by less than a ten-thousandth. */
const ROUNDS = 300;
/** Rounds without a better bound after which steps become shorter, and how long they are then of what they were. */
const PATIENCE = 5;
const SHORTER = 0.8;

/** What an offer's scarcity costs, by giver, and the bound that these prices prove. */
export type Prices = { readonly price: Float64Array; readonly bound: number };

/**
 * Prices of what each giver offers, under which the needs would almost share the offers by themselves, and the upper bound
 * on every matching that they prove: whatever the prices, no matching is worth more than what the offers cost at them and
 * what each need gains beyond its price. Method: Lagrangian relaxation of the offers, by subgradient steps towards a
 * known matching's worth (Held, Wolfe and Crowder 1974). Where many fit alike the best bound so far is no good place to go
 * on from, so steps go on from where they are. `from`: prices to begin with, and fewer rounds then.
 */
export function findPrices(
  pairs: Pairs,
  known: number,
  { from, rounds = ROUNDS }: { readonly from?: Float64Array; readonly rounds?: number } = {},
): Prices {
  const { givers, offer } = pairs;
  let price: Float64Array = from ?? new Float64Array(givers);
  let best: Prices = { price, bound: Number.POSITIVE_INFINITY };
  let length = 1;
  let waited = 0;
  for (let round = 0; round < rounds; round += 1) {
    const left = Float64Array.from(offer);
    const bound = askedAt(pairs, price, left);
    if (bound < best.bound) {
      best = { price, bound };
      waited = 0;
    } else if (++waited === PATIENCE) {
      length *= SHORTER;
      waited = 0;
    }
    const square = left.reduce(
      (sum, amount, c) => (amount > 0 && price[c] === 0 ? sum : sum + amount ** 2),
      0,
    );
    if (square === 0) break;
    const step = (length * (bound - known)) / square;
    price = Float64Array.from(price, (now, c) => Math.max(0, now - step * (left[c] ?? 0)));
  }
  return best;
}

/** The bound that prices prove; what is left of each offer when every need takes what it gains most from. */
function askedAt(pairs: Pairs, price: Float64Array, left: Float64Array): number {
  let bound = 0;
  for (let c = 0; c < pairs.givers; c += 1) bound += at(price, c) * at(pairs.offer, c);
  for (let n = 0; n < pairs.needs; n += 1) {
    const pair = dearest(pairs, price, n);
    if (pair === undefined) continue;
    const c = at(pairs.giver, pair);
    bound += gain(pairs, price, n, pair);
    left[c] = at(left, c) - at(pairs.cost, n);
  }
  return bound;
}

/** The pair from which a need gains most beyond its price; undefined where it gains from none. */
export function dearest(pairs: Pairs, price: Float64Array, n: number): number | undefined {
  let most = 0;
  let found: number | undefined;
  for (let pair = at(pairs.first, n); pair < at(pairs.first, n + 1); pair += 1) {
    const gained = gain(pairs, price, n, pair);
    if (gained > most) {
      most = gained;
      found = pair;
    }
  }
  return found;
}

/** What a need is worth with a giver beyond the price of what it takes of the offer. */
export function gain(pairs: Pairs, price: Float64Array, n: number, pair: number): number {
  return at(pairs.score, pair) - at(price, at(pairs.giver, pair)) * at(pairs.cost, n);
}

/** The number at a place that is there: indices come from the arrays themselves. */
export function at(numbers: Int32Array | Float64Array, index: number): number {
  return numbers[index] ?? 0;
}
