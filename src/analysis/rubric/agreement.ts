/** How values differ: `nominal` only asks whether they are equal, `ordinal` how many ranks lie between them. */
export type Metric = 'nominal' | 'ordinal';

/** Krippendorff's alpha with what it rests on. */
export interface Agreement {
  /**
   * 1 is perfect agreement, 0 is what chance would give, below 0 is systematic disagreement.
   * `null` where nothing can be said: no unit has two ratings, or all ratings are the same value.
   */
  readonly alpha: number | null;
  /** Units with at least two ratings; units with fewer do not count. */
  readonly units: number;
  /** Ratings that could be paired with another one on the same unit. */
  readonly pairable: number;
}

/**
 * Krippendorff's alpha over units rated by any number of raters, with ratings missing anywhere.
 *
 * `units` holds for each unit the ranks it was given (whole numbers from 0, the lowest level), in any order;
 * who gave which does not matter to alpha. Convention: coincidences weighted by 1 / (ratings of the unit − 1),
 * expected coincidences without replacement, ordinal distance = (ratings from c to k, with half of those at
 * both ends)². No confidence interval: the assessments here have too few units for one to mean much.
 *
 * Source: K. Krippendorff, Computing Krippendorff's Alpha-Reliability (University of Pennsylvania, 2011), section E.
 */
export function krippendorffAlpha(units: readonly (readonly number[])[], metric: Metric): Agreement {
  const rated = units.filter((ratings) => ratings.length >= 2);
  const levels = 1 + rated.flat().reduce((most, rank) => Math.max(most, rank), -1);
  const coincidences = Array.from({ length: levels }, () => new Array<number>(levels).fill(0));
  for (const ratings of rated) {
    const given = Map.groupBy(ratings, (rank) => rank);
    for (const [one, ones] of given) {
      for (const [other, others] of given) {
        const row = coincidences[one];
        const pairs = ones.length * (one === other ? others.length - 1 : others.length);
        if (row) row[other] = (row[other] ?? 0) + pairs / (ratings.length - 1);
      }
    }
  }
  const totals = coincidences.map((row) => row.reduce((sum, part) => sum + part, 0));
  const pairable = rated.reduce((sum, ratings) => sum + ratings.length, 0);
  const distance = metric === 'nominal' ? nominalDistance : ordinalDistance(totals);
  let observed = 0;
  let expected = 0;
  for (const [one, row] of coincidences.entries()) {
    for (const [other, together] of row.entries()) {
      observed += together * distance(one, other);
      expected += ((totals[one] ?? 0) * (totals[other] ?? 0) * distance(one, other)) / (pairable - 1);
    }
  }
  const alpha = rated.length === 0 || expected === 0 ? null : 1 - observed / expected;
  return { alpha, units: rated.length, pairable };
}

function nominalDistance(one: number, other: number): number {
  return one === other ? 0 : 1;
}

function ordinalDistance(totals: readonly number[]): (one: number, other: number) => number {
  return (one, other) => {
    const [low, high] = one < other ? [one, other] : [other, one];
    const between = totals.slice(low, high + 1).reduce((sum, part) => sum + part, 0);
    return (between - ((totals[low] ?? 0) + (totals[high] ?? 0)) / 2) ** 2;
  };
}
