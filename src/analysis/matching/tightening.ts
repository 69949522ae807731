import { type Offers, packOffer } from './offers.ts';
import { at, dearest, gain } from './prices.ts';

/** Rounds without a better bound after which steps become shorter, and how long they are then of what they were. */
const PATIENCE = 5;
const SHORTER = 0.9;
/** How much of the last step goes on in the next: without it, steps turn about the best place. */
const KEPT = 0.5;

/** What each need is asked to pay for being carried, the bound that this proves, and how the search for better goes on. */
export type Claims = {
  readonly claim: Float64Array;
  readonly bound: number;
  /** Where steps go on from: not the best place, see `findPrices`. */
  readonly last: Float64Array;
  readonly length: number;
};

/** How often something is tried, and up to how many cells looked at in all. */
export type Effort = { readonly rounds: number; readonly until?: number };

/** How much of what prices leave each need to begin with: little where needs are many and all fit alike. */
const BEGINNINGS = [1, 0.5, 0];

/** Claims to begin with: what each need gains beyond its price where it gains most, or part of it, whichever proves most. */
export function claimsAt(offers: Offers, price: Float64Array, bound: number): Claims {
  const { pairs } = offers;
  const gained = Float64Array.from({ length: pairs.needs }, (_, n) => {
    const pair = dearest(pairs, price, n);
    return pair === undefined ? 0 : gain(pairs, price, n, pair);
  });
  const [best] = BEGINNINGS.map((part) => {
    const claim = gained.map((one) => one * part);
    return { claim, proved: boundAt(offers, claim, new Int32Array(pairs.needs)) };
  }).toSorted((a, b) => a.proved - b.proved);
  const claim = best?.claim ?? gained;
  return { claim, bound: Math.min(bound, best?.proved ?? bound), last: claim, length: 1 };
}

/**
 * A tighter bound on every matching: whatever the claims of the needs, no matching is worth more than all claims together
 * and what each giver gains beyond them from the best set of whole needs that its offer holds. Prices alone think of needs
 * in parts, so that offers seem to be used up to the last rupiah; where they hold two or three needs each, they are not.
 * Method: Lagrangian relaxation of "each need once", with a knapsack for each offer (Fisher, Jaikumar and Van Wassenhove 1986),
 * by subgradient steps towards the worth of a `known` matching.
 */
export function tighten(
  offers: Offers,
  from: Claims,
  known: number,
  { rounds, until = Number.POSITIVE_INFINITY }: Effort,
): Claims {
  const { pairs } = offers;
  let { claim, bound, length } = from;
  let now = from.last;
  let waited = 0;
  const way = new Float64Array(pairs.needs);
  for (let round = 0; round < rounds && offers.bench.looked < until; round += 1) {
    const asked = new Int32Array(pairs.needs);
    const here = boundAt(offers, now, asked);
    if (here < bound) {
      bound = here;
      claim = now;
      waited = 0;
    } else if (++waited === PATIENCE) {
      length *= SHORTER;
      waited = 0;
    }
    let square = 0;
    for (let n = 0; n < pairs.needs; n += 1) {
      const step = 1 - at(asked, n) + KEPT * at(way, n);
      way[n] = step > 0 && at(now, n) === 0 ? 0 : step;
      square += at(way, n) ** 2;
    }
    if (square === 0 || here <= known) break;
    const step = (length * (here - known)) / square;
    now = Float64Array.from(now, (paid, n) => Math.max(0, paid - step * at(way, n)));
  }
  return { claim, bound, last: now, length };
}

/** The bound that claims prove, over the pairs that are laid out; by how many givers each need is wanted then. */
function boundAt(offers: Offers, claim: Float64Array, asked: Int32Array): number {
  const { pairs, need } = offers;
  let bound = claim.reduce((sum, one) => sum + one, 0);
  for (let g = 0; g < pairs.givers; g += 1) {
    const { chosen, worth } = packOffer(
      offers,
      g,
      'generous',
      (pair, n) => at(pairs.score, pair) - at(claim, n),
    );
    bound += worth;
    for (const i of chosen) asked[at(need, i)] = at(asked, at(need, i)) + 1;
  }
  return bound;
}
