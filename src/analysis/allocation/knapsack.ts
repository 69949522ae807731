import type { KnapsackRound, Loss, LossReason, Remedy } from './allocation.ts';
import type { Election } from './election.ts';
import type { LimitGuard } from './knapsack-limits.ts';
import { boundTogether, eligibleItems, limitGuard } from './knapsack-limits.ts';
import type { Limits } from './limits.ts';
import { Purse } from './limits.ts';
import type { Item, KnapsackProblem, PartialSet } from './partial-sets.ts';
import { isBetter, mergeFrontiers, withItem } from './partial-sets.ts';
import { refuseAllocation } from './problem.ts';
import type { Supporters, Utility } from './support.ts';
import { withoutTally } from './without-tally.ts';

/** Most partial sets kept at once, unless fewer are asked for. Beyond it the instance is refused rather than answered approximately. */
export const MAX_PARTIAL_SETS = 2_000_000;

/** Losers whose way to win is worked out; each takes a solution of its own. */
const EXPLAINED_LOSERS = 5;

/**
 * The affordable set of projects with the highest total worth (tally, times the cost under cost utility).
 * Exact, also under limits; projects are funded whole. Of several best sets the cheapest is taken, of several
 * cheapest the one whose first difference in tie-breaking order is in its favour.
 * Method: partial sets, the best worth for each cost (Nemhauser and Ullmann 1969), pruned by the bound that
 * fills the rest with a fraction of a project. Projects that
 * exclude one another or share a ceiling are looked at together, since sets that differ in them cannot be compared
 * before. Refuses when more than `mostSets` would be kept.
 */
export function bestSet(
  election: Election,
  support: readonly Supporters[],
  ranks: Int32Array,
  utility: Utility,
  limits: Limits,
  mostSets?: number,
): { rounds: KnapsackRound[]; losses: Loss[]; purse: Purse } {
  const votes = support.map((supporters) => supporters.votes);
  const problem = { election, support, ranks, utility, limits, votes, mostSets };
  const items = itemsOf(problem);
  const best = solve(problem, items, election.budget);
  const chosen = items.filter((item) => (best.members & item.bit) !== 0n);
  const rounds = roundsOf(problem, chosen);
  const purse = new Purse(election, votes, limits);
  for (const item of chosen) purse.fund(item.position, item.cost);
  return { rounds, losses: lossesOf(problem, items, best, purse), purse };
}

function itemsOf(problem: KnapsackProblem): Item[] {
  const { election, ranks, utility, support } = problem;
  const count = election.projects.length;
  const items = election.projects.map((project, position) => {
    const tally = BigInt(support[position]?.tally ?? 0);
    return {
      position,
      cost: project.cost,
      worth: utility === 'cost' ? tally * project.cost : tally,
      bit: 1n << BigInt(count - 1 - (ranks[position] ?? 0)),
    };
  });
  // By worth per rupiah: the bound below needs it, and it finds good sets early.
  return items.sort((a, b) => {
    const difference = b.worth * a.cost - a.worth * b.cost;
    return difference < 0n ? -1 : difference > 0n ? 1 : a.bit > b.bit ? -1 : 1;
  });
}

function solve(problem: KnapsackProblem, items: readonly Item[], budget: bigint): PartialSet {
  const eligible = eligibleItems(problem, items, budget);
  const ordered = boundTogether(problem, eligible);
  const guard = limitGuard(problem, items, ordered, budget);
  const floor = greedyWorth(eligible, guard);
  const most = problem.mostSets ?? MAX_PARTIAL_SETS;
  let sets = new Map<string, PartialSet[]>([['', [{ cost: 0n, worth: 0n, members: 0n }]]]);
  const whole = ordered === eligible ? filling(eligible) : undefined;
  for (const [index, item] of ordered.entries()) {
    const own = whole ?? fillingAfter(ordered, index, eligible);
    const bound = (set: PartialSet) => fractionalBound(own, whole ? index + 1 : 0, budget, set);
    sets = extended(sets, item, index, budget, { floor, bound, guard, most });
  }
  let best: PartialSet = { cost: 0n, worth: 0n, members: 0n };
  for (const group of sets.values()) {
    for (const set of group) if (guard.allowed(set) && isBetter(set, best)) best = set;
  }
  return best;
}

/** What can be dropped without losing the best set, and how many sets may be kept. */
interface Pruning {
  /** A worth that is surely reached. */
  readonly floor: bigint;
  readonly bound: (set: PartialSet) => bigint;
  readonly guard: LimitGuard;
  readonly most: number;
}

/** All sets without and with the next project, without those that cannot become the best one. */
function extended(
  before: ReadonlyMap<string, readonly PartialSet[]>,
  item: Item,
  index: number,
  budget: bigint,
  { floor, bound, guard, most }: Pruning,
): Map<string, PartialSet[]> {
  const after = new Map<string, PartialSet[]>();
  let kept = 0;
  const put = (list: readonly PartialSet[]) => {
    const byKey = new Map<string, PartialSet[]>();
    for (const set of list) {
      if (bound(set) < floor) continue;
      const key = guard.key(set, index);
      const group = byKey.get(key);
      if (group) group.push(set);
      else byKey.set(key, [set]);
    }
    for (const [key, group] of byKey) {
      const known = after.get(key) ?? [];
      const merged = mergeFrontiers(known, group);
      after.set(key, merged);
      kept += merged.length - known.length;
    }
    // Looked at while they grow: what cannot be kept must not be built first.
    if (kept > most) refuseAllocation('knapsack.too-hard', null, { limit: most });
  };
  for (const list of before.values()) {
    put(list);
    const larger: PartialSet[] = [];
    for (const set of list) {
      if (set.cost + item.cost > budget) break;
      if (guard.mayTake(set, item)) larger.push(withItem(set, item));
    }
    put(larger);
  }
  return after;
}

/** Projects by worth per rupiah with the sums up to each. */
interface Filling {
  readonly items: readonly Item[];
  readonly costs: readonly bigint[];
  readonly worths: readonly bigint[];
}

function filling(items: readonly Item[]): Filling {
  const costs = [0n];
  const worths = [0n];
  for (const [index, item] of items.entries()) {
    costs.push((costs[index] ?? 0n) + item.cost);
    worths.push((worths[index] ?? 0n) + item.worth);
  }
  return { items, costs, worths };
}

function fillingAfter(ordered: readonly Item[], index: number, byWorth: readonly Item[]): Filling {
  const later = new Set(ordered.slice(index + 1));
  return filling(byWorth.filter((item) => later.has(item)));
}

/** No completion of the set with projects of the filling, from one on, is worth more than this. */
function fractionalBound(
  { items, costs, worths }: Filling,
  from: number,
  budget: bigint,
  set: PartialSet,
): bigint {
  const limit = (costs[from] ?? 0n) + budget - set.cost;
  let [low, high] = [from, items.length];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((costs[middle] ?? 0n) <= limit) low = middle;
    else high = middle - 1;
  }
  const whole = set.worth + (worths[low] ?? 0n) - (worths[from] ?? 0n);
  const next = items[low];
  return next ? whole + (next.worth * (limit - (costs[low] ?? 0n))) / next.cost : whole;
}

/** A worth that is surely reached, so that everything below it can be dropped. */
function greedyWorth(eligible: readonly Item[], guard: LimitGuard): bigint {
  let set: PartialSet = { cost: 0n, worth: 0n, members: 0n };
  for (const item of eligible) {
    const larger = withItem(set, item);
    if (guard.mayTake(set, item) && guard.allowed(larger)) set = larger;
  }
  return set.worth;
}

function roundsOf(problem: KnapsackProblem, chosen: readonly Item[]): KnapsackRound[] {
  let left = problem.election.budget;
  // A set has no order of its own: it is told from the best worth per rupiah down.
  return chosen.map((item, index) => {
    left -= item.cost;
    const supporters = problem.support[item.position];
    return {
      by: 'knapsack',
      number: index + 1,
      project: problem.election.projects[item.position]?.id ?? '',
      amount: item.cost,
      whole: true,
      votes: supporters?.votes ?? 0,
      tally: supporters?.tally ?? 0,
      left,
      tiedWith: [],
      worth: item.worth,
    };
  });
}

function lossesOf(problem: KnapsackProblem, items: readonly Item[], best: PartialSet, purse: Purse): Loss[] {
  const lost = items.filter((item) => (best.members & item.bit) === 0n);
  lost.sort((a, b) => tallyOf(problem, b) - tallyOf(problem, a) || (a.bit > b.bit ? -1 : 1));
  return lost.map((item, index) => {
    const barrier = purse.barrier(item.position, item.cost);
    const reason =
      item.worth === 0n
        ? reasonWithout(problem, item)
        : (barrier ?? ({ code: 'outweighed', worth: item.worth } as const));
    return {
      project: problem.election.projects[item.position]?.id ?? '',
      votes: problem.votes[item.position] ?? 0,
      tally: tallyOf(problem, item),
      reason,
      remedies: !barrier && index < EXPLAINED_LOSERS ? moreWorth(problem, items, item, best) : [],
    };
  });
}

/** How much more tally would have made a set with this project the best one; only without other limits. */
function moreWorth(problem: KnapsackProblem, items: readonly Item[], item: Item, best: PartialSet): Remedy[] {
  const { limits, election, utility } = problem;
  if (hasGroupLimits(limits) || item.cost > election.budget) return [];
  const others = items.filter((other) => other !== item);
  const rest = solve(problem, others, election.budget - item.cost);
  const missing = best.worth - rest.worth - item.worth + 1n;
  const count = Number(utility === 'cost' ? (missing + item.cost - 1n) / item.cost : missing);
  return [{ code: 'more-tally', count }];
}

function hasGroupLimits({ ceilings = [], minimumShares = [], incompatible = [] }: Limits): boolean {
  return ceilings.length + minimumShares.length + incompatible.length > 0;
}

function reasonWithout({ support }: KnapsackProblem, item: Item): LossReason {
  const supporters = support[item.position];
  return supporters ? withoutTally(supporters) : { code: 'no-support' };
}

function tallyOf(problem: KnapsackProblem, item: Item): number {
  return problem.support[item.position]?.tally ?? 0;
}
