import type { PreparedShares } from './shares-setup.ts';
import { at } from './shares-setup.ts';

/** The round of a project that is not bought: later than all. */
export const NEVER = 0x7fffffff;
const NOBODY = -1;
const ROUNDING = 2 ** -53;
/** A class that ends a round this near to nothing, as part of the endowment, is too near for floats to tell. */
const TOO_NEAR = 2 ** -36;

/**
 * The projects bought at one endowment, in order, their prices, and where voters ran out of money.
 *
 * All rests on one formula: before a round, a class holds `endowment − Σ price × weight` over the projects on its
 * ballot bought earlier, or nothing where that is below zero, for whoever could not pay in full gave all and has
 * nothing since. So a class is emptied by the first of its projects after which the formula is below zero.
 *
 * While nobody is emptied elsewhere, prices are linear in the endowment and follow from whole numbers:
 * price = (cost − solvent × endowment + Σ counts × earlier prices) ÷ rich.
 */
export interface Purchases {
  readonly prepared: PreparedShares;
  /** Rupiah added so far; and the endowment, rounded to a float. */
  added: number;
  endowment: number;
  readonly picks: number[];
  readonly roundOf: Int32Array;
  /** Prices, and how far the floats may be off. */
  readonly price: Float64Array;
  readonly off: Float64Array;
  /** The project that emptied a class. */
  readonly emptiedBy: Int32Array;
  /** Sum of voters × weights who pay a project in full. */
  readonly rich: Float64Array;
  /** Voters whom a project emptied, and sums of voters × weights of what they had paid in full before. */
  readonly solvent: Float64Array;
  readonly counts: Float64Array[];
  /**
   * Upper bounds of how far the formula rose and fell for any class, summed over all moves of the endowment and of
   * prices so far; and of how far the formula before each round rose. A class stays as it is until `risen` has
   * reached its `safeRise`, or `fallen` its `safeFall`.
   */
  risen: number;
  fallen: number;
  readonly risenBefore: Float64Array;
  readonly safeRise: Float64Array;
  readonly safeFall: Float64Array;
  /** The classes to look at, as long as `risen` and `fallen` stay below these; undefined before they are listed. */
  watched: { readonly classes: Int32Array; readonly rise: number; readonly fall: number } | undefined;
  /** Whether floats leave open where some class was emptied. */
  blurred: boolean;
}

export function noPurchases(prepared: PreparedShares, endowment: number): Purchases {
  const projectCount = prepared.election.projects.length;
  const classCount = prepared.heads.length;
  return {
    prepared,
    added: 0,
    endowment,
    picks: [],
    roundOf: new Int32Array(projectCount).fill(NEVER),
    price: new Float64Array(projectCount),
    off: new Float64Array(projectCount),
    emptiedBy: new Int32Array(classCount).fill(NOBODY),
    rich: new Float64Array(projectCount),
    solvent: new Float64Array(projectCount),
    counts: [],
    risen: 0,
    fallen: 0,
    risenBefore: new Float64Array(projectCount + 1),
    safeRise: new Float64Array(classCount).fill(Number.POSITIVE_INFINITY),
    safeFall: new Float64Array(classCount).fill(endowment),
    watched: undefined,
    blurred: false,
  };
}

/** Rounding error of the formula for one class, prices aside. */
export function roundingOf({ endowment, prepared }: Purchases): number {
  return (prepared.longestBallot + 4) * 4 * ROUNDING * endowment;
}

/** What the formula gives for a class before a round, possibly below zero. */
function heldBefore(purchases: Purchases, index: number, round: number): number {
  const { from, projects, weights } = purchases.prepared.ballots;
  const { roundOf, price } = purchases;
  let held = purchases.endowment;
  const to = from[index + 1] ?? 0;
  for (let j = from[index] ?? 0; j < to; j += 1) {
    const project = projects[j] ?? 0;
    if ((roundOf[project] ?? 0) < round) held -= (price[project] ?? 0) * (weights[j] ?? 0);
  }
  return held;
}

/** Buys one project more, at a price found for this round. */
export function buy(purchases: Purchases, position: number, price: number, off: number): void {
  const { emptiedBy, safeRise, safeFall, risen, fallen, roundOf } = purchases;
  const { classes, voters, weights } = at(purchases.prepared.support, position);
  const round = purchases.picks.length;
  const tooNear = TOO_NEAR * purchases.endowment;
  purchases.counts[position] ??= new Float64Array(roundOf.length);
  purchases.price[position] = price;
  purchases.off[position] = off;
  let rich = 0;
  for (let k = 0; k < classes.length; k += 1) {
    const index = classes[k] ?? 0;
    if (emptiedBy[index] !== NOBODY) continue;
    const before = heldBefore(purchases, index, round);
    const after = before - price * (weights[k] ?? 0);
    rich += (voters[k] ?? 0) * (weights[k] ?? 0);
    const isEmptied = after < -tooNear;
    if (isEmptied) emptiedBy[index] = position;
    safeRise[index] = isEmptied ? risen - after : Number.POSITIVE_INFINITY;
    safeFall[index] = fallen + Math.max(0, isEmptied ? before : after);
  }
  purchases.watched = undefined;
  roundOf[position] = round;
  purchases.picks.push(position);
  purchases.rich[position] = rich;
  for (const index of classes) if (emptiedBy[index] === position) countEmptied(purchases, index, 1);
}

/** Takes back all rounds from this one on. */
export function takeBackFrom(purchases: Purchases, round: number): void {
  const { picks, roundOf, emptiedBy, safeFall } = purchases;
  for (let r = picks.length - 1; r >= round; r -= 1) {
    const position = at(picks, r);
    for (const index of at(purchases.prepared.support, position).classes) {
      if (emptiedBy[index] !== position) continue;
      emptiedBy[index] = NOBODY;
      safeFall[index] = Number.NEGATIVE_INFINITY;
    }
    purchases.solvent[position] = 0;
    purchases.rich[position] = 0;
    purchases.counts[position]?.fill(0);
    roundOf[position] = NEVER;
  }
  purchases.watched = undefined;
  picks.length = Math.min(picks.length, round);
}

/** Puts a pick forward; those from that round on come one round later. The next `moveTo` finds the prices. */
export function putForward(purchases: Purchases, position: number, round: number): void {
  const { picks, roundOf, emptiedBy, safeFall, prepared } = purchases;
  const last = roundOf[position] ?? 0;
  const concerned: number[] = [];
  for (const by of picks.slice(round, last + 1))
    for (const index of at(prepared.support, by).classes) if (emptiedBy[index] === by) concerned.push(index);
  purchases.watched = undefined;
  for (const index of concerned) countEmptied(purchases, index, -1);
  picks.splice(round, 0, ...picks.splice(last, 1));
  for (let r = round; r <= last; r += 1) roundOf[at(picks, r)] = r;
  for (const index of concerned) {
    countEmptied(purchases, index, 1);
    safeFall[index] = Number.NEGATIVE_INFINITY;
  }
}

/** Counts a class into (1) or out of (-1) the whole numbers of the project that emptied it. */
function countEmptied(purchases: Purchases, index: number, sign: 1 | -1): void {
  const { roundOf, rich, prepared } = purchases;
  const { from, projects, weights } = prepared.ballots;
  const by = purchases.emptiedBy[index] ?? 0;
  const round = roundOf[by] ?? 0;
  const row = at(purchases.counts, by);
  const many = sign * (prepared.heads[index] ?? 0);
  purchases.solvent[by] = (purchases.solvent[by] ?? 0) + many;
  const to = from[index + 1] ?? 0;
  for (let j = from[index] ?? 0; j < to; j += 1) {
    const project = projects[j] ?? 0;
    const other = roundOf[project] ?? 0;
    const share = many * (weights[j] ?? 0);
    if (other < round) row[project] = (row[project] ?? 0) + share;
    else if (other !== NEVER) rich[project] = (rich[project] ?? 0) - share;
  }
}

/**
 * Moves the endowment with the same picks: prices and emptied classes are brought into agreement again. From any
 * state this ends, for once all earlier rounds agree, Newton's method on the price of the next one, which a
 * concave sum determines, ends after finitely many steps; and what agrees is the only solution.
 * Returns the first round that cannot be paid for any more, if any; rounds from there on are then not valid.
 */
export function moveTo(purchases: Purchases, added: number, endowment: number): number | undefined {
  let moved = added - purchases.added;
  purchases.added = added;
  purchases.endowment = endowment;
  const tooNear = TOO_NEAR * endowment;
  for (let times = 0; ; times += 1) {
    const unpayable = priceAll(purchases, moved);
    if (unpayable !== undefined) return unpayable;
    moved = 0;
    const nearest = emptyAll(purchases, tooNear);
    if (nearest !== CHANGED || times > MOST_TIMES) {
      purchases.blurred = nearest <= tooNear || mostDoubt(purchases) > tooNear / 2;
      return undefined;
    }
  }
}

const AHEAD = 2 ** -5;
const CHANGED = -1;
const MOST_TIMES = 1000;

/** Prices from the whole numbers, and how far they moved. */
function priceAll(purchases: Purchases, moved: number): number | undefined {
  const { picks, price, off, rich, solvent, counts, endowment, risenBefore } = purchases;
  const { costs, heaviest, longestBallot } = purchases.prepared;
  const ownRounding = roundingOf(purchases);
  const rise = new LargestSum(longestBallot);
  const fall = new LargestSum(longestBallot);
  const up = Math.max(0, moved);
  const count = picks.length;
  for (let r = 0; r < count; r += 1) {
    const position = picks[r] ?? 0;
    const richly = rich[position] ?? 0;
    if (richly <= 0) return r;
    const row = at(counts, position);
    const many = solvent[position] ?? 0;
    const cost = costs[position] ?? 0;
    let part = cost - many * endowment;
    let doubt = many * ownRounding + (count + 8) * 2 * ROUNDING * (cost + 2 * many * endowment);
    for (let s = 0; s < r; s += 1) {
      const earlier = picks[s] ?? 0;
      const paid = row[earlier] ?? 0;
      if (paid === 0) continue;
      part += paid * (price[earlier] ?? 0);
      doubt += paid * (off[earlier] ?? 0);
    }
    risenBefore[r] = (risenBefore[r] ?? 0) + up + rise.sum;
    const next = part / richly;
    const dearer = (next - (price[position] ?? 0)) * (heaviest[position] ?? 0);
    rise.add(-dearer);
    fall.add(dearer);
    price[position] = next;
    off[position] = doubt / richly;
  }
  risenBefore[count] = (risenBefore[count] ?? 0) + up + rise.sum;
  purchases.risen += up + rise.sum;
  purchases.fallen += up - moved + fall.sum;
  return undefined;
}

/** How far floats may be off in what a class holds at the end. */
function mostDoubt(purchases: Purchases): number {
  const largest = new LargestSum(purchases.prepared.longestBallot);
  for (const position of purchases.picks)
    largest.add((purchases.off[position] ?? 0) * (purchases.prepared.heaviest[position] ?? 0));
  return largest.sum + roundingOf(purchases);
}

/** Finds anew where classes are emptied; gives how near one came to another place, or CHANGED. */
function emptyAll(purchases: Purchases, tooNear: number): number {
  const { safeRise, safeFall, emptiedBy, roundOf, risen, fallen, price } = purchases;
  const { from, projects, weights } = purchases.prepared.ballots;
  let nearest = Number.POSITIVE_INFINITY;
  let changed = false;
  for (const index of changingWithin(purchases, tooNear, tooNear)) {
    if ((safeRise[index] ?? 0) - risen > tooNear && (safeFall[index] ?? 0) - fallen > tooNear) continue;
    const by = emptiedBy[index] ?? NOBODY;
    const before = heldBefore(purchases, index, by === NOBODY ? NEVER : (roundOf[by] ?? NEVER));
    let lacking = Number.POSITIVE_INFINITY;
    if (by !== NOBODY) {
      const to = from[index + 1] ?? 0;
      for (let j = from[index] ?? 0; j < to; j += 1)
        if (projects[j] === by) lacking = (price[by] ?? 0) * (weights[j] ?? 0) - before;
    }
    const room = Math.min(before, lacking);
    if (room < tooNear) {
      const found = emptiedIn(purchases, index, tooNear);
      if (found !== by) {
        changed = true;
        if (by !== NOBODY) countEmptied(purchases, index, -1);
        emptiedBy[index] = found;
        if (found !== NOBODY) countEmptied(purchases, index, 1);
      }
    }
    // Who has changed is looked at once more.
    safeRise[index] = risen + Math.max(0, room < tooNear ? 0 : lacking);
    safeFall[index] = fallen + Math.max(0, room < tooNear ? 0 : before);
    nearest = Math.min(nearest, Math.max(0, room));
  }
  return changed ? CHANGED : nearest;
}

/** All classes that may change before the formula has risen or fallen so far, and some more. */
export function changingWithin(purchases: Purchases, rise: number, fall: number): Int32Array {
  const { watched, risen, fallen, safeRise, safeFall, endowment } = purchases;
  if (watched && risen + rise <= watched.rise && fallen + fall <= watched.fall) return watched.classes;
  // Farther than asked, so that the list serves a few times.
  const until = { rise: risen + 2 * rise + endowment * AHEAD, fall: fallen + 2 * fall + endowment * AHEAD };
  const classes = new Int32Array(safeRise.length);
  let length = 0;
  for (let index = 0; index < classes.length; index += 1) {
    if ((safeRise[index] ?? 0) > until.rise && (safeFall[index] ?? 0) > until.fall) continue;
    classes[length] = index;
    length += 1;
  }
  purchases.watched = { ...until, classes: classes.subarray(0, length) };
  return purchases.watched.classes;
}

/** The project after which a class first holds clearly less than nothing; who is too near counts as paying in full. */
function emptiedIn(purchases: Purchases, index: number, tooNear: number): number {
  const { roundOf, price } = purchases;
  const { from, projects, weights } = purchases.prepared.ballots;
  let held = purchases.endowment;
  for (let last = -1; ; ) {
    let next = NEVER;
    let place = -1;
    for (let j = from[index] ?? 0; j < (from[index + 1] ?? 0); j += 1) {
      const round = roundOf[projects[j] ?? 0] ?? NEVER;
      if (round > last && round < next) {
        next = round;
        place = j;
      }
    }
    if (place < 0) return NOBODY;
    const project = projects[place] ?? 0;
    held -= (price[project] ?? 0) * (weights[place] ?? 0);
    if (held < -tooNear) return project;
    last = next;
  }
}

/** The sum of the few largest of many numbers. */
export class LargestSum {
  readonly #largest: Float64Array;
  sum = 0;

  constructor(many: number) {
    this.#largest = new Float64Array(many);
  }

  add(value: number): void {
    const largest = this.#largest;
    let j = largest.length - 1;
    if (j < 0 || value <= (largest[j] ?? 0)) return;
    this.sum += value - (largest[j] ?? 0);
    for (; j > 0 && (largest[j - 1] ?? 0) < value; j -= 1) largest[j] = largest[j - 1] ?? 0;
    largest[j] = value;
  }
}
