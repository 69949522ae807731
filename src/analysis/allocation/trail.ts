import { chooseFrom } from './choosing.ts';
import type { Fraction } from './fraction.ts';
import { approximately } from './fraction.ts';
import { steadyAmong, steadyFor } from './leaping.ts';
import type { Purse } from './limits.ts';
import { moveTo } from './moving.ts';
import { firstUnproven, firstUnprovenOf, sharpen } from './proving.ts';
import { guessEarlier } from './reordering.ts';
import type { PreparedShares } from './shares-setup.ts';
import { dropBoundsFrom, raiseEndowment, standAtStart } from './standing.ts';

/** The picks of Equal Shares at one endowment after the other. */
export interface Trail {
  readonly picks: readonly number[];
  readonly purse: Purse;
  /**
   * Goes on to a higher endowment, `added` whole rupiah above the first one.
   * Gives by how many rupiah more it can certainly grow without any change in the picks.
   */
  moveOn(added: number, endowment: Fraction): number;
}

/**
 * Follows the picks as the endowment grows, without starting anew: where a pick changes, a guess is that the one that
 * overtook it is bought earlier and all else stays; only where that cannot be proven rounds are chosen again.
 *
 * While picks stay, prices fall and balances rise as the endowment grows, so poor supporters become rich ones and
 * never the other way round. Every rival in every round is held off by a bound of what its supporters can raise
 * (`Bound`), which says how long it holds; where the bounds together end, the leap ends. Bounds and prices are floats
 * with proven errors; what they leave open is decided in exact arithmetic.
 */
export function startTrail(prepared: PreparedShares): Trail {
  const standing = standAtStart(prepared);
  const { purchases } = standing;
  return {
    picks: purchases.picks,
    get purse() {
      return standing.purse;
    },
    moveOn(added, endowment) {
      raiseEndowment(standing, endowment);
      // Bounds took a speed for granted that is proven up to there.
      if (added > standing.ratesUntil) dropBoundsFrom(standing, 0);
      const unpayable = moveTo(purchases, added, approximately(endowment));
      sharpen(standing);
      if (unpayable !== undefined) {
        dropBoundsFrom(standing, unpayable);
        chooseFrom(standing, unpayable);
      }
      const unsettled = unpayable === undefined ? standing.unsettled : undefined;
      const known = unsettled && added <= unsettled.until ? unsettled : undefined;
      let open = known ? firstUnprovenOf(standing, known.open) : firstUnproven(standing, 0);
      if (known && known.open.length > 0 && !open && added + 1 <= known.until)
        return steadyAmong(standing, known);
      let guessed = -1;
      while (open) {
        const { round, position } = open;
        if (round <= guessed || !guessEarlier(standing, position, round)) {
          chooseFrom(standing, round);
          break;
        }
        guessed = round;
        open = firstUnproven(standing, round);
      }
      return steadyFor(standing);
    },
  };
}
