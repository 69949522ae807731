import { type Filling, total } from './filling.ts';
import { offersOf } from './offers.ts';
import { refill } from './refilling.ts';
import { claimsAt, tighten } from './tightening.ts';

/** Below this share of its bound a matching is near enough to be left as it is; and where bringing it nearer ends. */
const FAR = 0.009;
const NEAR = 0.004;
/** How often bound and matching are brought nearer in turn; rounds of the one and turns of the other in each. */
const TIMES = 5;
const ROUNDS = 40;
const REFILLS = 500;
/** Most cells of offers that are looked at: a few seconds of a slow machine. Counted, so that the same problem ends alike. */
const MOST_CELLS = 1_500_000_000;

/**
 * Brings a matching and its bound nearer to each other where whole needs leave much of the offers unused: by turns the bound
 * is tightened and offers are filled anew. `found` becomes better in place; answers the bound. `provedBy`: what claims prove
 * over pairs that are not laid out, too.
 */
export function bringNear(
  found: Filling,
  price: Float64Array,
  bound: number,
  provedBy: (claim: Float64Array, laidOut: number) => number = (_, laidOut) => laidOut,
): number {
  const near = (share: number, than: number) => than - total(found) <= share * than;
  if (near(FAR, bound)) return bound;
  const offers = offersOf(found.pairs);
  let claims = claimsAt(offers, price, bound);
  for (let time = 0; time < TIMES && !near(NEAR, claims.bound); time += 1) {
    const share = (MOST_CELLS * time) / TIMES;
    claims = tighten(offers, claims, total(found), { rounds: ROUNDS, until: share + MOST_CELLS / TIMES / 2 });
    if (near(NEAR, claims.bound)) break;
    refill(found, offers, claims.claim, { rounds: REFILLS, until: share + MOST_CELLS / TIMES });
  }
  return Math.min(bound, provedBy(claims.claim, claims.bound));
}
