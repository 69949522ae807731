import type { Group } from './limits.ts';
import { belongsTo, Purse } from './limits.ts';
import type { Item, KnapsackProblem, PartialSet } from './partial-sets.ts';

/** The limits, as the search needs them. */
export interface LimitGuard {
  eligible(item: Item): boolean;
  /** Sets with different keys are never compared: the limits treat them differently from here on. */
  key(set: PartialSet, index: number): string;
  mayTake(set: PartialSet, item: Item): boolean;
  /** Whether the finished set keeps the minimum shares. */
  allowed(set: PartialSet): boolean;
}

export function limitGuard(problem: KnapsackProblem, items: readonly Item[], budget: bigint): LimitGuard {
  const { election, limits, votes } = problem;
  // The purse checks that the limits name what exists.
  const wanted = new Purse({ ...election, budget }, votes, limits).shares();
  const minimum = limits.minimumSupport ?? 0;
  const eligible = (item: Item) => (votes[item.position] ?? 0) >= minimum;
  const maskOf = (group: Group) =>
    items.reduce((mask, item) => {
      const project = election.projects[item.position];
      return project && belongsTo(project, group) ? mask | item.bit : mask;
    }, 0n);
  const considered = items.filter(
    (item) => item.worth > 0n && item.cost <= budget && (votes[item.position] ?? 0) >= minimum,
  );
  const later = considered.map((_, index) =>
    considered.slice(index + 1).reduce((mask, item) => mask | item.bit, 0n),
  );
  const spent = (set: PartialSet, mask: bigint) => {
    let total = 0n;
    const inside = set.members & mask;
    for (const item of considered) if ((inside & item.bit) !== 0n) total += item.cost;
    return total;
  };
  const ceilings = (limits.ceilings ?? []).map((ceiling) => ({
    mask: maskOf(ceiling),
    atMost: ceiling.atMost,
  }));
  const shares = wanted.map((share) => ({ mask: maskOf(share), wanted: share.wanted }));
  const bitOf = new Map(items.map((item) => [election.projects[item.position]?.id, item.bit]));
  const pairs = (limits.incompatible ?? []).map(
    ([one, other]) => [bitOf.get(one) ?? 0n, bitOf.get(other) ?? 0n] as const,
  );
  const inPairs = pairs.reduce((mask, [one, other]) => mask | one | other, 0n);
  const capped = (amount: bigint, at: bigint) => (amount < at ? amount : at);
  return {
    eligible,
    key(set, index) {
      const rest = later[index] ?? 0n;
      const parts: bigint[] = [];
      for (const { mask } of ceilings) parts.push((mask & rest) === 0n ? 0n : spent(set, mask));
      for (const share of shares) parts.push(capped(spent(set, share.mask), share.wanted));
      if (inPairs !== 0n) parts.push(set.members & inPairs);
      return parts.join();
    },
    mayTake(set, item) {
      const rival = pairs.some(
        ([one, other]) =>
          (item.bit === one && (set.members & other) !== 0n) ||
          (item.bit === other && (set.members & one) !== 0n),
      );
      if (rival) return false;
      return ceilings.every(
        ({ mask, atMost }) => (mask & item.bit) === 0n || spent(set, mask) + item.cost <= atMost,
      );
    },
    allowed(set) {
      const kept = shares.reduce((sum, share) => {
        const open = share.wanted - spent(set, share.mask);
        return open > 0n ? sum + open : sum;
      }, 0n);
      return set.cost + kept <= budget;
    },
  };
}
