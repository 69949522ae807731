import { bestMatching } from './exact.ts';
import { fill, NOBODY, total } from './filling.ts';
import { improve } from './improving.ts';
import { at, findPrices } from './prices.ts';
import { type Matching, type MatchingProblem, type Pairs, pairsOf } from './problem.ts';

/** Needs up to which the best matching is proved where that can be done in time. */
const SMALL = 40;

/**
 * Proposes who could carry which need, so that no offer is overdrawn and the sum of the scores is near the highest there can
 * be, with a bound that says how near. A few needs are matched exactly: then score and bound are one. The same problem
 * always gets the same answer. It decides nothing: givers and applicants agree by themselves.
 */
export function proposeMatching(problem: MatchingProblem): Matching {
  const pairs = pairsOf(problem);
  const unpriced = total(fill(pairs, new Float64Array(pairs.givers)));
  const { price, bound } = findPrices(pairs, unpriced);
  const found = fill(pairs, price);
  improve(found);
  const score = total(found);
  const proved = problem.needs.length <= SMALL ? bestMatching(pairs, price, score) : undefined;
  if (proved) return matching(pairs, proved.pairs ?? found.at, proved.score, proved.score);
  return matching(pairs, found.at, score, Math.max(score, bound));
}

function matching(pairs: Pairs, chosen: Int32Array, score: number, bound: number): Matching {
  const givers = Array.from(chosen, (pair) => (pair === NOBODY ? undefined : at(pairs.giver, pair)));
  return { givers, score, bound };
}
