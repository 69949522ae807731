import { fill, total } from './filling.ts';
import { newBench, packBest } from './packing.ts';
import { at, findPrices } from './prices.ts';
import { type Candidate, type Matching, type MatchingProblem, type Need, pairsOf } from './problem.ts';
import { matchAt, proposeMatching } from './propose.ts';

/** Who offers how much, what each need costs (rupiah), and how well a giver could carry a need: 0 where it could not. */
export type OpenProblem = {
  readonly offers: readonly number[];
  readonly costs: readonly number[];
  readonly fit: (need: number, giver: number) => number;
};

/** Pairs up to which all of them are laid out at once. */
const FEW = 200000;
/** Givers of each need to begin with, and how many more join in a round. */
const FIRST = 12;
const MORE = 6;
/** Rounds in which givers may join, what is gained by another is small; and rounds of asking a price in each. */
const ROUNDS = 6;
const PRICED = 80;
/** Below this share of its bound a matching is near enough. */
const NEAR = 0.005;

/**
 * Proposes who could carry which need where everybody might: too many pairs to lay out. It begins with those who fit each
 * need best and finds prices among them; then it asks all pairs at these prices, lets join who would gain more than any
 * before, and finds prices anew. The bound is that of all pairs, whether they were laid out or not. Method: columns join by
 * the prices of a Lagrangian relaxation (see `findPrices`).
 */
export function proposeAmongAll(problem: OpenProblem, most?: number): Matching {
  const { offers, costs } = problem;
  if (offers.length * costs.length <= FEW) return proposeMatching(laidOut(problem, offers.length), most);
  let joined = laidOut(problem, FIRST);
  let bound = Number.POSITIVE_INFINITY;
  let price: Float64Array = new Float64Array(offers.length);
  for (let round = 0; round < ROUNDS; round += 1) {
    const pairs = pairsOf(joined);
    const known = total(fill(pairs, price));
    price = findPrices(pairs, known, { from: price, rounds: PRICED }).price;
    const asked = askAll(problem, price, joined.needs);
    bound = Math.min(bound, asked.bound);
    if (!asked.joining || bound - known < NEAR * bound) break;
    joined = { offers, needs: asked.needs };
  }
  return matchAt(pairsOf(joined), price, bound, most, (claim) => claimedOfAll(problem, claim));
}

/** Cells into which an offer is divided where all pairs are asked. */
const CELLS = 512;

/** The bound that claims of the needs prove over all pairs: see `tighten`. */
function claimedOfAll({ offers, costs, fit }: OpenProblem, claim: Float64Array): number {
  const bench = newBench();
  let bound = claim.reduce((sum, one) => sum + one, 0);
  offers.forEach((offer, giver) => {
    const worths: number[] = [];
    const cells: number[] = [];
    costs.forEach((cost, need) => {
      if (cost > offer) return;
      const worth = fit(need, giver) - at(claim, need);
      if (worth <= 0) return;
      worths.push(worth);
      cells.push(Math.floor((cost * CELLS) / offer));
    });
    const items = { worth: Float64Array.from(worths), cells: Int32Array.from(cells), count: worths.length };
    bound += packBest(items, CELLS, bench).worth;
  });
  return bound;
}

/** The needs, each with the givers that fit it best. */
function laidOut(problem: OpenProblem, each: number): MatchingProblem {
  return {
    offers: problem.offers,
    needs: problem.costs.map((cost, need) => ({ cost, candidates: bestFor(problem, need, each) })),
  };
}

type Asked = { readonly bound: number; readonly needs: readonly Need[]; readonly joining: boolean };

/** Asks all pairs at prices: the bound that they prove, and the needs with the givers who gain more than any before. */
function askAll(problem: OpenProblem, price: Float64Array, needs: readonly Need[]): Asked {
  // Prices are of the mean cost, as the problem is laid out.
  const mean = problem.costs.reduce((sum, cost) => sum + cost, 0) / problem.costs.length;
  let bound = problem.offers.reduce((sum, offer, giver) => sum + (at(price, giver) * offer) / mean, 0);
  let joining = false;
  const widened = needs.map(({ cost, candidates }, need) => {
    const gain = (score: number, giver: number) => score - (at(price, giver) * cost) / mean;
    const before = candidates.reduce((top, one) => Math.max(top, gain(one.score, one.giver)), 0);
    const better = bestFor(problem, need, MORE, (score, giver) => gain(score, giver) - before);
    const [first] = better;
    bound += first ? gain(first.score, first.giver) : before;
    joining ||= first !== undefined;
    return { cost, candidates: [...candidates, ...better] };
  });
  return { bound, needs: widened, joining };
}

/** The givers of a need of whom something is worth most, where it is worth anything; of equals, others for each need. */
function bestFor(
  { offers, costs, fit }: OpenProblem,
  need: number,
  each: number,
  worth: (score: number, giver: number) => number = (score) => score,
): Candidate[] {
  const cost = costs[need] ?? 0;
  const best: (Candidate & { readonly worth: number })[] = [];
  for (let turn = 0; turn < offers.length; turn += 1) {
    const giver = (turn + need) % offers.length;
    if (cost > (offers[giver] ?? 0)) continue;
    const score = fit(need, giver);
    const here = score <= 0 ? 0 : worth(score, giver);
    if (here <= 0 || here <= (best[each - 1]?.worth ?? 0)) continue;
    const place = best.findIndex((one) => here > one.worth);
    best.splice(place === -1 ? best.length : place, 0, { giver, score, worth: here });
    if (best.length > each) best.pop();
  }
  return best.map(({ giver, score }) => ({ giver, score }));
}
