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

/**
 * Fleiss' kappa: agreement beyond what chance gives, levels being equal or not (their order does not count). 1 is perfect, 0 chance.
 * `units` as for `krippendorffAlpha`; units with fewer than two ratings do not count. Where all units have as many ratings this is Fleiss
 * (1971); otherwise each unit's agreement is taken among its own ratings and the shares of levels over all ratings.
 * `null` where nothing can be said: no unit has two ratings, or all ratings are the same level.
 */
export function fleissKappa(units: readonly (readonly number[])[]): number | null {
  const rated = units.filter((ratings) => ratings.length >= 2);
  if (rated.length === 0) return null;
  const given = new Map<number, number>();
  let total = 0;
  let agreeing = 0;
  for (const ratings of rated) {
    let pairs = 0;
    for (const [rank, same] of Map.groupBy(ratings, (one) => one)) {
      given.set(rank, (given.get(rank) ?? 0) + same.length);
      pairs += same.length * (same.length - 1);
    }
    total += ratings.length;
    agreeing += pairs / (ratings.length * (ratings.length - 1));
  }
  const observed = agreeing / rated.length;
  const expected = [...given.values()].reduce((sum, count) => sum + (count / total) ** 2, 0);
  return given.size < 2 ? null : (observed - expected) / (1 - expected);
}

/** One rank that a rater gave a unit. */
export interface RankGiven {
  readonly unit: string;
  readonly rater: string;
  readonly rank: number;
}

/** Intraclass correlations: the share of the differences between ratings that comes from the units, not from who rated. */
export interface IntraclassCorrelation {
  /** ICC(1,1): raters differ from unit to unit or are not known; any number of ratings a unit. */
  readonly oneWay: number | null;
  /** ICC(2,1), absolute agreement: the same raters rated the same units. Over the units that every rater rated. */
  readonly twoWay: number | null;
  /** Units and raters behind `twoWay`; 0 where it is null for want of them. */
  readonly units: number;
  readonly raters: number;
}

/**
 * Intraclass correlation of single ratings. Ranks count as numbers, so one step is as much anywhere on the scale: for ordinal levels take
 * alpha first. `null` where there are fewer than two units or raters, or all ratings are the same. Below 0 raters differ more within
 * units than units do.
 *
 * Source: P. Shrout and J. Fleiss, Intraclass correlations (Psychological Bulletin 86, 1979); unequal numbers of ratings as in one-way
 * analysis of variance.
 */
export function intraclassCorrelation(given: readonly RankGiven[]): IntraclassCorrelation {
  const byUnit = [...Map.groupBy(given, (one) => one.unit).values()].filter((unit) => unit.length >= 2);
  const raters = [...new Set(given.map((one) => one.rater))];
  const complete = byUnit.filter((unit) => new Set(unit.map((one) => one.rater)).size === raters.length);
  const crossed = complete.length >= 2 && raters.length >= 2;
  return {
    oneWay: oneWay(byUnit.map((unit) => unit.map((one) => one.rank))),
    twoWay: crossed ? twoWay(complete, raters) : null,
    units: crossed ? complete.length : 0,
    raters: crossed ? raters.length : 0,
  };
}

function oneWay(units: readonly (readonly number[])[]): number | null {
  const ratings = units.flat();
  if (units.length < 2) return null;
  const grand = mean(ratings);
  let between = 0;
  let within = 0;
  let squares = 0;
  for (const unit of units) {
    const own = mean(unit);
    between += unit.length * (own - grand) ** 2;
    within += unit.reduce((sum, rank) => sum + (rank - own) ** 2, 0);
    squares += unit.length ** 2;
  }
  const each = (ratings.length - squares / ratings.length) / (units.length - 1);
  const [among, inside] = [between / (units.length - 1), within / (ratings.length - units.length)];
  const all = among + (each - 1) * inside;
  return all === 0 ? null : (among - inside) / all;
}

function twoWay(units: readonly (readonly RankGiven[])[], raters: readonly string[]): number | null {
  const [n, k] = [units.length, raters.length];
  const ranks = units.flat().map((one) => one.rank);
  const grand = mean(ranks);
  const spread = (groups: readonly (readonly RankGiven[])[], size: number) =>
    groups.reduce((sum, group) => sum + size * (mean(group.map((one) => one.rank)) - grand) ** 2, 0);
  const rows = spread(units, k);
  const byRater = raters.map((rater) => units.flat().filter((one) => one.rater === rater));
  const columns = spread(byRater, n);
  const total = ranks.reduce((sum, rank) => sum + (rank - grand) ** 2, 0);
  const rest = (total - rows - columns) / ((n - 1) * (k - 1));
  const [unit, rater] = [rows / (n - 1), columns / (k - 1)];
  const all = unit + (k - 1) * rest + (k * (rater - rest)) / n;
  return Math.abs(all) < 1e-12 ? null : (unit - rest) / all;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
