import { gini, herfindahl, type LorenzPoint, lorenz, theil } from '#analysis/balance/index.ts';
import type { MeasureKey } from '#analysis/measures/index.ts';
import type { Id } from '#kernel/id.ts';
import { perMille, sum } from '#kernel/money.ts';
import type { RegionCode } from '#kernel/region.ts';

/** The measures that can be laid beside each other, place by place. */
export const BALANCE_MEASURES = [
  'decided',
  'disbursed',
  'settled',
  'activities',
  'people',
  'poor-households',
  'women',
] as const satisfies readonly MeasureKey[];
export type BalanceMeasure = (typeof BALANCE_MEASURES)[number];

/**
 * What came of a programme somewhere. `people` and `poor-households` are those that funded proposals name as
 * beneficiaries; `came` and `women` were counted at the activities, who came twice counts twice.
 */
export type Balance = Readonly<Record<BalanceMeasure, bigint>> & {
  readonly proposals: bigint;
  readonly came: bigint;
};

const NOTHING: Balance = {
  decided: 0n,
  disbursed: 0n,
  settled: 0n,
  activities: 0n,
  people: 0n,
  'poor-households': 0n,
  women: 0n,
  proposals: 0n,
  came: 0n,
};

/** A place or institution with its balance. `group` is the district it lies in. */
export type PlaceBalance = Balance & {
  readonly key: RegionCode | Id;
  readonly name: string;
  readonly place: RegionCode;
  readonly group: RegionCode;
};

/** A balance from what is known of it; the rest is nothing. */
export function balanceFrom(known: Partial<Balance> | undefined): Balance {
  return { ...NOTHING, ...known };
}

/** Several places together. */
export function totalBalance(places: readonly Balance[]): Balance {
  const add = (name: keyof Balance): bigint => sum(places.map((place) => place[name]));
  return {
    decided: add('decided'),
    disbursed: add('disbursed'),
    settled: add('settled'),
    activities: add('activities'),
    people: add('people'),
    'poor-households': add('poor-households'),
    women: add('women'),
    proposals: add('proposals'),
    came: add('came'),
  };
}

/** The part of the whole, per mille, rounded down; undefined where there is no whole. */
export function shareOf(part: bigint, whole: bigint): number | undefined {
  return whole === 0n ? undefined : perMille(part, whole);
}

/** What is compared: an amount, in a group, weighed by people where their number is known. */
export type Compared = { readonly amount: bigint; readonly group: string; readonly people?: number };

/** How evenly something is spread. Indices are ratios for display; shares are exact per mille. */
export type Concentration = {
  readonly counted: number;
  /** How many of them have nothing. */
  readonly without: number;
  /** The smallest number of them that together hold at least half. */
  readonly holdHalf: number;
  /** The largest tenth (rounded up) and its part of the whole, per mille. */
  readonly largest: { readonly counted: number; readonly perMille: number };
  readonly gini: number;
  readonly herfindahl: number;
  readonly theil: number;
  /** Part of Theil's index that lies between groups, per mille; undefined with a single group or no inequality. */
  readonly betweenGroups: number | undefined;
  readonly lorenz: readonly LorenzPoint[];
  /** Whether every person counts once, or every place. */
  readonly weighed: 'people' | 'places';
};

/**
 * Concentration of an amount over places or institutions; undefined where there is nothing to share out. Weighed by
 * people only when every one of them is known, else each counts once: a mixture would mean neither.
 */
export function concentrationOf(compared: readonly Compared[]): Concentration | undefined {
  const whole = sum(compared.map((one) => one.amount));
  if (compared.length === 0 || whole === 0n) return undefined;
  const weighed = compared.every((one) => (one.people ?? 0) > 0) ? 'people' : 'places';
  const received = compared.map(({ amount, group, people }) => ({
    amount,
    group,
    ...(weighed === 'people' && people ? { people } : {}),
  }));
  const falling = compared.map((one) => one.amount).sort((a, b) => (a < b ? 1 : a > b ? -1 : 0));
  const tenth = Math.ceil(compared.length / 10);
  const parts = theil(received);
  const groups = new Set(compared.map((one) => one.group)).size;
  return {
    counted: compared.length,
    without: compared.filter((one) => one.amount === 0n).length,
    holdHalf: halfHolders(falling, whole),
    largest: { counted: tenth, perMille: perMille(sum(falling.slice(0, tenth)), whole) },
    gini: gini(received),
    herfindahl: herfindahl(received),
    theil: parts.total,
    betweenGroups:
      groups > 1 && parts.total > 1e-12
        ? Math.min(1000, Math.max(0, Math.round((parts.between / parts.total) * 1000)))
        : undefined,
    lorenz: lorenz(received),
    weighed,
  };
}

function halfHolders(falling: readonly bigint[], whole: bigint): number {
  let held = 0n;
  for (const [index, amount] of falling.entries()) {
    held += amount;
    if (held * 2n >= whole) return index + 1;
  }
  return falling.length;
}
