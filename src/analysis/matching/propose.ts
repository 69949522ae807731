import { bestMatching } from './exact.ts';
import { fill, NOBODY, total } from './filling.ts';
import { improve } from './improving.ts';
import { bringNear } from './nearing.ts';
import { at, findPrices } from './prices.ts';
import { type Matching, type MatchingEnd, type MatchingProblem, type Pairs, pairsOf } from './problem.ts';

/** Needs up to which the best matching is proved where that can be done in time. */
const SMALL = 40;

/**
 * Proposes who could carry which need, so that no offer is overdrawn and the sum of the scores is near the highest there can
 * be, with a bound that says how near. A few needs are matched exactly: then score and bound are one. The same problem
 * always gets the same answer. It decides nothing: givers and applicants agree by themselves.
 */
export function proposeMatching(problem: MatchingProblem, most?: number): Matching {
  const pairs = pairsOf(problem);
  const unpriced = total(fill(pairs, new Float64Array(pairs.givers)));
  const { price, bound } = findPrices(pairs, unpriced);
  return matchAt(pairs, price, bound, most);
}

/** The same where prices are known, and the bound that they prove. `provedBy`: see `bringNear`. */
export function matchAt(
  pairs: Pairs,
  price: Float64Array,
  bound: number,
  most?: number,
  provedBy?: Parameters<typeof bringNear>[3],
): Matching {
  const found = fill(pairs, price);
  const settled = improve(found, most);
  const proved = pairs.needs <= SMALL ? bestMatching(pairs, price, total(found)) : undefined;
  if (proved) return matching(pairs, proved.pairs ?? found.at, proved.score, proved.score, 'proved');
  const nearer = settled ? bringNear(found, price, bound, provedBy) : bound;
  const score = total(found);
  return matching(pairs, found.at, score, Math.max(score, nearer), settled ? 'settled' : 'stopped');
}

function matching(
  pairs: Pairs,
  chosen: Int32Array,
  score: number,
  bound: number,
  ended: MatchingEnd,
): Matching {
  const givers = Array.from(chosen, (pair) => (pair === NOBODY ? undefined : at(pairs.giver, pair)));
  return { givers, score, bound, ended };
}
