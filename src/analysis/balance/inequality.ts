/**
 * What one place, institution or group of people received. `people` weighs it: with people given, inequality is
 * between persons who each hold an equal part of their place's money; without, between places.
 */
export interface Received {
  readonly amount: bigint;
  /** Whole number of people, at least 1; absent means 1. */
  readonly people?: number;
}

export interface ReceivedInGroup extends Received {
  readonly group: string;
}

/**
 * Gini coefficient: 0 where everybody received the same, towards 1 where one received all.
 * Twice the area between the Lorenz curve and the diagonal; no correction for small numbers.
 * Amounts are whole rupiah, not negative (RangeError otherwise); 0 when there is nobody or no money.
 * The ratio is for display; it is computed exactly and rounded once.
 * Source: Gini 1912; Yitzhaki and Schechtman, "The Gini Methodology" (2013), ch. 2.
 */
export function gini(received: readonly Received[]): number {
  const points = lorenz(received);
  const last = points.at(-1);
  if (!last || last.money === 0n) return 0;
  let doubledArea = 0n;
  let before: LorenzPoint = { people: 0n, money: 0n };
  for (const point of points) {
    doubledArea += (point.people - before.people) * (point.money + before.money);
    before = point;
  }
  const whole = last.people * last.money;
  return ratio(whole - doubledArea, whole);
}

/** People and money counted up from those who received least per person. */
export interface LorenzPoint {
  readonly people: bigint;
  readonly money: bigint;
}

/** The Lorenz curve without its origin: one point for each entry, the least per person first. */
export function lorenz(received: readonly Received[]): LorenzPoint[] {
  const entries = received.map(checked);
  entries.sort((a, b) => {
    const difference = a.amount * b.people - b.amount * a.people;
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  });
  let people = 0n;
  let money = 0n;
  return entries.map((entry) => {
    people += entry.people;
    money += entry.amount;
    return { people, money };
  });
}

/** The part of all money that went to the `count` entries with the largest amounts; 0 when there is no money. */
export function shareOfLargest(received: readonly Received[], count: number): number {
  const amounts = received.map((entry) => checked(entry).amount);
  amounts.sort((a, b) => (a < b ? 1 : a > b ? -1 : 0));
  const total = sum(amounts);
  return total === 0n ? 0 : ratio(sum(amounts.slice(0, count)), total);
}

/**
 * Herfindahl–Hirschman index of the amounts: the chance that two rupiah drawn at random went to the same
 * recipient; 1 ÷ recipients where all received the same, 1 where one received all, 0 when there is no money.
 */
export function herfindahl(received: readonly Received[]): number {
  const amounts = received.map((entry) => checked(entry).amount);
  const total = sum(amounts);
  return total === 0n ? 0 : ratio(sum(amounts.map((amount) => amount * amount)), total * total);
}

/** Theil's index of the whole and how much of it lies between and within groups. */
export interface Theil {
  readonly total: number;
  readonly between: number;
  readonly within: number;
  readonly groups: readonly {
    readonly group: string;
    /** Part of all money. */
    readonly moneyShare: number;
    /** Part of all people. */
    readonly peopleShare: number;
    /** Inequality inside the group. */
    readonly theil: number;
  }[];
}

/**
 * Theil's T: 0 where everybody received the same, ln(people) where one person received all. It falls exactly
 * into a part between groups (as if every member held the group's mean) and a part within them (each group's own
 * index, weighted by its share of the money). Those who received nothing count with the limit 0 · ln 0 = 0.
 * Logarithms have no exact value: good to about twelve digits. All 0 when there is no money.
 * Source: Theil, "Economics and Information Theory" (1967); Shorrocks (1980).
 */
export function theil(received: readonly ReceivedInGroup[]): Theil {
  const byGroup = new Map<string, Counted[]>();
  for (const entry of received) {
    const members = byGroup.get(entry.group);
    if (members) members.push(checked(entry));
    else byGroup.set(entry.group, [checked(entry)]);
  }
  const everybody = totals([...byGroup.values()].flat());
  const groups = [...byGroup]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([group, members]) => {
      const own = totals(members);
      return {
        group,
        moneyShare: everybody.amount === 0n ? 0 : ratio(own.amount, everybody.amount),
        peopleShare: everybody.people === 0n ? 0 : ratio(own.people, everybody.people),
        theil: divergence(members, own),
        part: divergencePart(own, everybody),
      };
    });
  const between = groups.reduce((total, { part }) => total + part, 0);
  const within = groups.reduce((total, { moneyShare, theil: own }) => total + moneyShare * own, 0);
  return {
    total: between + within,
    between,
    within,
    groups: groups.map(({ part: _, ...group }) => group),
  };
}

interface Counted {
  readonly amount: bigint;
  readonly people: bigint;
}

function totals(entries: readonly Counted[]): Counted {
  return {
    amount: sum(entries.map((entry) => entry.amount)),
    people: sum(entries.map((entry) => entry.people)),
  };
}

function divergence(entries: readonly Counted[], all: Counted): number {
  return entries.reduce((total, entry) => total + divergencePart(entry, all), 0);
}

/** Share of the money × ln(share of the money ÷ share of the people). */
function divergencePart(entry: Counted, all: Counted): number {
  if (entry.amount === 0n) return 0;
  return (
    ratio(entry.amount, all.amount) * Math.log(ratio(entry.amount * all.people, all.amount * entry.people))
  );
}

function checked({ amount, people = 1 }: Received): Counted {
  if (amount < 0n) throw new RangeError(`negative amount ${amount}`);
  if (!Number.isSafeInteger(people) || people < 1)
    throw new RangeError(`people must be whole, from 1: ${people}`);
  return { amount, people: BigInt(people) };
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}

/** A ratio for display, to about 17 digits. */
function ratio(part: bigint, whole: bigint): number {
  const scale = 10n ** 18n;
  const scaled = (part * scale) / whole;
  // Large ratios keep their digits, small ones their place.
  return Number(scaled) / Number(scale);
}
