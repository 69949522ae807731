import type { Election } from './election.ts';
import type { Limits } from './limits.ts';
import { belongsTo, Purse } from './limits.ts';
import type { Item, KnapsackProblem, PartialSet } from './partial-sets.ts';

/** The limits, as the search needs them. */
export interface LimitGuard {
  /** Sets with different keys are never compared: the limits treat them differently from here on. */
  key(set: PartialSet, index: number): string;
  mayTake(set: PartialSet, item: Item): boolean;
  /** Whether the set keeps to the budget and leaves what is kept for minimum shares. */
  allowed(set: PartialSet): boolean;
}

/** Projects that some set may hold, the best worth per rupiah first as `items` are. */
export function eligibleItems(
  { votes, limits }: KnapsackProblem,
  items: readonly Item[],
  budget: bigint,
): Item[] {
  const minimum = limits.minimumSupport ?? 0;
  return items.filter(
    (item) => item.worth > 0n && item.cost <= budget && (votes[item.position] ?? 0) >= minimum,
  );
}

/**
 * The same projects with those next to each other that exclude one another or share a ceiling that can bind; the list
 * itself where there are none. Between such projects sets with and without one have to be kept apart.
 */
export function boundTogether(
  { election, limits }: KnapsackProblem,
  items: readonly Item[],
): readonly Item[] {
  const places = new Map(items.map((item, place) => [election.projects[item.position]?.id, place]));
  const groups = [
    ...(limits.incompatible ?? []).map((pair) => pair.map((id) => places.get(id) ?? -1)),
    ...bindingCeilings(election, limits, items).map(({ members }) => members),
  ];
  // The first of those a project is bound to, directly or through others.
  const first = items.map((_, place) => place);
  const foremost = (place: number): number => {
    let at = place;
    while ((first[at] ?? at) !== at) at = first[at] ?? at;
    return at;
  };
  let isBound = false;
  for (const group of groups) {
    const known = group.filter((place) => place >= 0);
    for (const place of known.slice(1)) {
      const [a, b] = [foremost(known[0] ?? place), foremost(place)];
      first[Math.max(a, b)] = Math.min(a, b);
      isBound = true;
    }
  }
  if (!isBound) return items;
  const together = items.map((item, place) => ({ item, of: foremost(place), place }));
  return together.sort((a, b) => a.of - b.of || a.place - b.place).map(({ item }) => item);
}

/** Ceilings that the projects could exceed together, with the places of these among the items. */
function bindingCeilings(election: Election, limits: Limits, items: readonly Item[]) {
  return (limits.ceilings ?? []).flatMap((ceiling) => {
    const members = items.flatMap((item, place) => {
      const project = election.projects[item.position];
      return project && belongsTo(project, ceiling) ? [place] : [];
    });
    const asked = members.reduce((sum, place) => sum + (items[place]?.cost ?? 0n), 0n);
    return asked > ceiling.atMost ? [{ atMost: ceiling.atMost, members }] : [];
  });
}

/** `considered` are the eligible ones in the order in which they are looked at. */
export function limitGuard(
  problem: KnapsackProblem,
  items: readonly Item[],
  considered: readonly Item[],
  budget: bigint,
): LimitGuard {
  const { election, limits, votes } = problem;
  // The purse checks that the limits name what exists.
  const wanted = new Purse({ ...election, budget }, votes, limits).shares();
  const maskOf = (members: readonly Item[]) => members.reduce((mask, item) => mask | item.bit, 0n);
  const later = considered.map(() => 0n);
  for (let i = considered.length - 2; i >= 0; i -= 1)
    later[i] = (later[i + 1] ?? 0n) | (considered[i + 1]?.bit ?? 0n);
  const costIn = (members: bigint, of: readonly Item[]) => {
    let total = 0n;
    for (const item of of) if ((members & item.bit) !== 0n) total += item.cost;
    return total;
  };
  const ceilings = bindingCeilings(election, limits, considered).map(({ atMost, members }) => {
    const inside = members.flatMap((place) => considered[place] ?? []);
    return { atMost, inside, mask: maskOf(inside), askedLater: later.map((rest) => costIn(rest, inside)) };
  });
  const shares = wanted.map((share) => {
    const inside = considered.filter((item) => {
      const project = election.projects[item.position];
      return project && belongsTo(project, share);
    });
    return { inside, wanted: share.wanted };
  });
  const bitOf = new Map(items.map((item) => [election.projects[item.position]?.id, item.bit]));
  const rivals = new Map<bigint, bigint>();
  for (const [one, other] of limits.incompatible ?? []) {
    const [a, b] = [bitOf.get(one) ?? 0n, bitOf.get(other) ?? 0n];
    rivals.set(a, (rivals.get(a) ?? 0n) | b);
    rivals.set(b, (rivals.get(b) ?? 0n) | a);
  }
  /** Projects that a later one excludes. */
  const stillBarring = later.map((rest) => {
    let mask = 0n;
    for (const [bit, others] of rivals) if ((others & rest) !== 0n) mask |= bit;
    return mask;
  });
  const capped = (amount: bigint, at: bigint) => (amount < at ? amount : at);
  return {
    key(set, index) {
      const parts: string[] = [];
      for (const { atMost, inside, askedLater } of ceilings) {
        const asked = askedLater[index] ?? 0n;
        if (asked === 0n) continue;
        const spent = costIn(set.members, inside);
        // Where all that comes later still fits, sets need not be told apart.
        parts.push(spent + asked <= atMost ? '' : String(spent));
      }
      for (const share of shares) parts.push(String(capped(costIn(set.members, share.inside), share.wanted)));
      const barring = set.members & (stillBarring[index] ?? 0n);
      if (barring !== 0n) parts.push(`-${barring}`);
      return parts.join();
    },
    mayTake(set, item) {
      if ((set.members & (rivals.get(item.bit) ?? 0n)) !== 0n) return false;
      return ceilings.every(
        ({ mask, inside, atMost }) =>
          (mask & item.bit) === 0n || costIn(set.members, inside) + item.cost <= atMost,
      );
    },
    allowed(set) {
      const kept = shares.reduce((sum, share) => {
        const open = share.wanted - costIn(set.members, share.inside);
        return open > 0n ? sum + open : sum;
      }, 0n);
      return set.cost + kept <= budget;
    },
  };
}
