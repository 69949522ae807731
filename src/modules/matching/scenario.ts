import { type MatchingEnd, proposeAmongAll } from '#analysis/matching/index.ts';
import type { Id } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import { at, type Basis, type Refusal, refuse } from '#kernel/refusal.ts';
import { ancestor } from '#kernel/region.ts';
import { MATCHING_REASONS, type MatchingReason, type OpenToTakers } from '#modules/models/index.ts';
import type { Need } from './need.ts';
import { type Interests, partsOf, placeParts, pointsOf, type Standing } from './ranking.ts';

/** What a taker can still promise (rupiah), and what it cares about. */
export type Giver = Interests & { readonly organization: Id; readonly rest: Rupiah };

/** An open need as a proposal over the whole looks at it. */
export type Wanted = Pick<
  Need,
  'id' | 'field' | 'village' | 'form' | 'organization' | 'requested' | 'promised'
>;

export const HOLDS = ['free', 'pinned', 'struck'] as const;
/** Whether a pair was found, is held by hand, or is struck out by hand. */
export type Hold = (typeof HOLDS)[number];

/** What somebody settled by hand: a pair held with an amount, or struck out (amount 0). */
export type Held = {
  readonly need: Id;
  readonly organization: Id;
  readonly hold: Exclude<Hold, 'free'>;
  readonly amount: Rupiah;
};

/** All that a proposal is reckoned from. */
export type ScenarioInput = {
  readonly weights: OpenToTakers['weights'];
  readonly standing: Standing;
  readonly givers: readonly Giver[];
  readonly needs: readonly Wanted[];
  readonly held: readonly Held[];
};

export type ScenarioPair = {
  readonly need: Id;
  readonly organization: Id;
  readonly hold: Hold;
  readonly amount: Rupiah;
  readonly points: number;
  /** What speaks for it most, the most first. */
  readonly reasons: readonly MatchingReason[];
};

export type ScenarioResult = {
  readonly pairs: readonly ScenarioPair[];
  /** Rupiah, each counted by its points of a thousand. */
  readonly value: Rupiah;
  /** No proposal around what is held by hand is worth more. */
  readonly bound: Rupiah;
  readonly ended: MatchingEnd;
};

/** Reasons that a row of a proposal tells. */
const TOLD = 3;

/**
 * Whether a taker could be proposed for a need: what it said that it offers holds it, its own is not met by itself. Places
 * it prefers earn points and exclude nothing, or the far ones would never be reached. Source: decision 73.
 */
export function couldMeet(giver: Omit<Giver, 'rest'>, need: Wanted): boolean {
  return (
    giver.organization !== need.organization &&
    (giver.fields.length === 0 || giver.fields.includes(need.field)) &&
    (giver.forms.length === 0 || need.form === null || giver.forms.includes(need.form))
  );
}

/** How far a proposal lies below its bound, in hundredths of a per cent, rounded up; 0 where it is the best there is. */
export function gapOf({ value, bound }: Pick<ScenarioResult, 'value' | 'bound'>): number {
  return bound === 0n ? 0 : Number(((bound - value) * 10_000n + bound - 1n) / bound);
}

/**
 * What of the adjustments still holds. What was typed now must fit: the need is open, the amount above nothing and within
 * what is left of it and of what the taker can promise. What an earlier proposal held and no longer fits is dropped and
 * counted, since nobody could mend it there.
 */
export function fittingHolds(
  { givers, needs }: Pick<ScenarioInput, 'givers' | 'needs'>,
  typed: readonly Held[],
  earlier: readonly Held[],
  basis: Basis,
): { readonly held: readonly Held[]; readonly dropped: number } | Refusal {
  const restOfGiver = new Map(givers.map((one) => [one.organization, one.rest]));
  const restOfNeed = new Map(needs.map((one) => [one.id, one.requested - one.promised]));
  const held: Held[] = [];
  let dropped = 0;
  const same = (a: Held, b: Held) => a.need === b.need && a.organization === b.organization;
  const kept = earlier.filter((one) => !typed.some((now) => same(now, one)));
  for (const one of [...typed, ...kept]) {
    const refusal = fit(one, restOfGiver, restOfNeed, basis);
    if (refusal && typed.includes(one)) return refusal;
    if (refusal) {
      dropped += 1;
      continue;
    }
    held.push(one);
    restOfGiver.set(one.organization, (restOfGiver.get(one.organization) ?? 0n) - one.amount);
    restOfNeed.set(one.need, (restOfNeed.get(one.need) ?? 0n) - one.amount);
  }
  return { held, dropped };
}

function fit(
  { need, organization, hold, amount }: Held,
  givers: ReadonlyMap<Id, Rupiah>,
  needs: ReadonlyMap<Id, Rupiah>,
  basis: Basis,
): Refusal | undefined {
  const offered = givers.get(organization);
  const rest = needs.get(need);
  if (offered === undefined || rest === undefined) return refuse('scenario.gone', basis);
  if (hold === 'struck') return undefined;
  const field = amountField(need, organization);
  if (amount <= 0n) return at(field, refuse('input.required'));
  if (amount > rest) return at(field, refuse('match.above-need', basis, { rest }));
  return amount > offered ? at(field, refuse('scenario.above-offer', basis, { rest: offered })) : undefined;
}

/** How the field is called in which the amount of a pair is typed. */
export function amountField(need: Id, organization: Id): string {
  return `amount.${need}.${organization}`;
}

/**
 * Proposes who could meet what, for a whole programme: each rupiah counts by the points that the need has for the taker, so
 * that fields and places that are left behind are lifted as the weights say. No offer is overdrawn; what is held by hand
 * stays, what is struck out does not come back, and what is left of a need that is held in part is looked at like another.
 * Each need goes whole to one taker. It decides nothing. Sources: paper 004, §4.2.3; decision 73.
 */
export function proposeScenario({ weights, standing, givers, needs, held }: ScenarioInput): ScenarioResult {
  const places = placeParts(standing.places);
  const index = new Map(givers.map((one, g) => [one.organization, g]));
  const offers = givers.map((one) => one.rest);
  const byNeed = new Map<Id, Held[]>();
  for (const one of held) byNeed.set(one.need, [...(byNeed.get(one.need) ?? []), one]);
  for (const { organization, amount } of held) {
    const g = index.get(organization);
    if (g !== undefined) offers[g] = (offers[g] ?? 0n) - amount;
  }
  const looked = needs
    .map((need) => {
      const mine = byNeed.get(need.id) ?? [];
      const rest = mine.reduce((left, one) => left - one.amount, need.requested - need.promised);
      const closed = new Set(mine.flatMap((one) => index.get(one.organization) ?? []));
      return { need, rest, closed };
    })
    .filter((one) => one.rest > 0n);
  const alone = looked.map(({ need }) => pointsOf(weights, partsOf(need, NOTHING, standing, places)).points);
  const more = interestPoints(
    weights,
    givers,
    looked.map((one) => one.need),
  );
  const costs = looked.map((one) => Number(one.rest));
  const found = proposeAmongAll({
    offers: offers.map(Number),
    costs,
    fit: (n, g) => {
      const own = more(n, g);
      if (own < 0 || looked[n]?.closed.has(g)) return 0;
      return ((costs[n] ?? 0) * ((alone[n] ?? 0) + own)) / 1000;
    },
  });

  const told = (need: Wanted, giver: Giver, hold: Hold, amount: Rupiah): ScenarioPair => {
    const { points, reasons } = pointsOf(weights, partsOf(need, giver, standing, places));
    const most = reasons.filter((one) => one.points > 0).slice(0, TOLD);
    return {
      ...{ need: need.id, organization: giver.organization, hold, amount, points },
      reasons: most.map((one) => one.reason),
    };
  };
  const wanted = new Map(needs.map((one) => [one.id, one]));
  const byHand = held.flatMap((one) => {
    const giver = givers[index.get(one.organization) ?? -1];
    const need = wanted.get(one.need);
    return giver && need ? [told(need, giver, one.hold, one.amount)] : [];
  });
  const proposed = looked.flatMap(({ need, rest }, n) => {
    const giver = givers[found.givers[n] ?? -1];
    return giver ? [told(need, giver, 'free', rest)] : [];
  });
  const worth = (pairs: readonly ScenarioPair[]) =>
    pairs.reduce((sum, one) => sum + (one.amount * BigInt(one.points)) / 1000n, 0n);
  const value = worth(byHand) + worth(proposed);
  const bound = worth(byHand) + BigInt(Math.ceil(found.bound));
  return {
    pairs: [...byHand, ...proposed.toSorted(byWorth)],
    value,
    bound: found.ended === 'proved' || bound < value ? value : bound,
    ended: found.ended,
  };
}

const NOTHING: Interests = { fields: [], places: [], forms: [] };

function byWorth(a: ScenarioPair, b: ScenarioPair): number {
  return b.points - a.points || Number(b.amount - a.amount) || (a.need < b.need ? -1 : 1);
}

/**
 * The points that a taker's interests add to a need; below 0 where it could not meet it. Needs of one field, district and
 * form are alike to every taker, so that each such group is looked at once.
 */
function interestPoints(
  weights: OpenToTakers['weights'],
  givers: readonly Giver[],
  needs: readonly Wanted[],
): (need: number, giver: number) => number {
  const groups = new Map<string, Int16Array>();
  const byNeed = needs.map((need) => {
    const name = [
      need.field,
      ancestor(need.village, 'district'),
      need.form ?? '',
      need.organization ?? '',
    ].join(' ');
    const known = groups.get(name);
    if (known) return known;
    const group = Int16Array.from(givers, (giver) =>
      couldMeet(giver, need) ? interest(weights, giver, need) : -1,
    );
    groups.set(name, group);
    return group;
  });
  return (n, g) => byNeed[n]?.[g] ?? -1;
}

function interest(weights: OpenToTakers['weights'], giver: Giver, need: Wanted): number {
  const none = { fields: new Map(), places: new Map(), records: new Map() };
  const { field, place, form } = partsOf(need, giver, none);
  return pointsOf(weights, { ...NO_PARTS, field, place, form }).points;
}

const NO_PARTS = { field: 0, place: 0, form: 0, behind: 0, poverty: 0, neglect: 0, record: 0, unpromised: 0 };

/** The weights of a model as a row keeps them, in the order of the reasons. */
export function weightsInOrder(weights: OpenToTakers['weights']): readonly number[] {
  return MATCHING_REASONS.map((reason) => weights[reason]);
}
