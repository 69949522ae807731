import type { Election } from './election.ts';
import type { Limits } from './limits.ts';
import type { Supporters, Utility } from './support.ts';

/** What the best set is asked of. */
export interface KnapsackProblem {
  readonly election: Election;
  readonly support: readonly Supporters[];
  readonly ranks: Int32Array;
  readonly utility: Utility;
  readonly limits: Limits;
  readonly votes: readonly number[];
  /** Most partial sets kept at once. */
  readonly mostSets?: number | undefined;
}

/** A set of projects among those looked at so far. `members` has one bit a project, the first in tie-breaking order highest. */
export interface PartialSet {
  readonly cost: bigint;
  readonly worth: bigint;
  readonly members: bigint;
}

/** A project as the search sees it. */
export interface Item {
  readonly position: number;
  readonly cost: bigint;
  readonly worth: bigint;
  readonly bit: bigint;
}

export function withItem(set: PartialSet, item: Item): PartialSet {
  return {
    cost: set.cost + item.cost,
    worth: set.worth + item.worth,
    members: set.members | item.bit,
  };
}

/** More worth; for the same worth the lower cost, then the tie-breaking order. */
export function isBetter(a: PartialSet, b: PartialSet): boolean {
  if (a.worth !== b.worth) return a.worth > b.worth;
  return a.cost === b.cost ? a.members > b.members : a.cost < b.cost;
}

/** Merges two lists sorted by cost and keeps what is worth more than everything cheaper. */
export function mergeFrontiers(a: readonly PartialSet[], b: readonly PartialSet[]): PartialSet[] {
  const frontier: PartialSet[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [left, right] = [a[i], b[j]];
    let next: PartialSet | undefined;
    if (left && (!right || left.cost < right.cost || (left.cost === right.cost && isBetter(left, right)))) {
      next = left;
      i += 1;
    } else {
      next = right;
      j += 1;
    }
    const last = frontier.at(-1);
    if (next && (!last || next.worth > last.worth)) frontier.push(next);
  }
  return frontier;
}
