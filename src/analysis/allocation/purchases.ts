import { roundings } from './margins.ts';
import type { PreparedShares } from './shares-setup.ts';
import { at } from './shares-setup.ts';

/** The round of a project that is not bought: later than all. */
export const NEVER = 0x7fffffff;
export const NOBODY = -1;
/** A class that ends a round this near to nothing, as part of the endowment, is too near for floats to tell. */
export const TOO_NEAR = 2 ** -36;

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
  /** For every round, how often those whom its project emptied had paid in full in each round before. */
  readonly counts: Float64Array[];
  /** How fast the price of a project is taken to fall as the endowment grows; what falls faster adds to `risen`. */
  readonly paces: Float64Array;
  /**
   * Upper bounds of how far the formula rose for any class beyond its pace, and fell, summed over all moves so far.
   * A class stays as it is as long as `risen` + `pace` × `added` is below its `safeRise`, and `fallen` below its
   * `safeFall`.
   */
  risen: number;
  fallen: number;
  readonly pace: Float64Array;
  readonly safeRise: Float64Array;
  readonly safeFall: Float64Array;
  /** An upper bound of how far the formula before each round rose for any class so far. */
  readonly risenBefore: Float64Array;
  readonly watch: Watch;
  /** Whether floats leave open where some class was emptied. */
  blurred: boolean;
}

/** The classes that may change soon; all of them, as long as nothing goes farther than here. */
export interface Watch {
  added: number;
  risen: number;
  fallen: number;
  readonly classes: Int32Array;
  length: number;
  readonly isListed: Uint8Array;
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
    paces: new Float64Array(projectCount),
    risen: 0,
    fallen: 0,
    pace: new Float64Array(classCount),
    safeRise: new Float64Array(classCount).fill(Number.POSITIVE_INFINITY),
    safeFall: new Float64Array(classCount).fill(endowment),
    risenBefore: new Float64Array(projectCount + 1),
    watch: {
      added: 0,
      risen: Number.NEGATIVE_INFINITY,
      fallen: 0,
      classes: new Int32Array(classCount),
      length: 0,
      isListed: new Uint8Array(classCount),
    },
    blurred: false,
  };
}

/** Rounding error of the formula for one class, prices aside. */
export function roundingOf({ endowment, prepared }: Purchases): number {
  return roundings(4 * (prepared.longestBallot + 4), endowment);
}

/** What the formula gives for a class before a round, possibly below zero. */
export function heldBefore(purchases: Purchases, index: number, round: number): number {
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

/** By how much the formula of a class is taken to rise with a rupiah more, up to a round. */
export function paceUpTo({ prepared, roundOf, paces }: Purchases, index: number, round: number): number {
  const { from, projects, weights } = prepared.ballots;
  let pace = 1;
  const to = from[index + 1] ?? 0;
  for (let j = from[index] ?? 0; j < to; j += 1) {
    const project = projects[j] ?? 0;
    if ((roundOf[project] ?? 0) <= round) pace += (paces[project] ?? 0) * (weights[j] ?? 0);
  }
  return pace;
}

/** Notes that a class, emptied by the project of a round, stays so until its formula rose by so much. */
export function staysEmptied(purchases: Purchases, index: number, round: number, lacking: number): void {
  const pace = paceUpTo(purchases, index, round);
  purchases.pace[index] = pace;
  purchases.safeRise[index] = purchases.risen + pace * purchases.added + lacking;
}

/** Buys one project more, at a price found for this round that is taken to fall at a pace. */
export function buy(
  purchases: Purchases,
  position: number,
  { price, off }: { readonly price: number; readonly off: number },
  pace: number,
): void {
  const { emptiedBy, safeRise, safeFall, fallen, roundOf } = purchases;
  const { classes, voters, weights } = at(purchases.prepared.support, position);
  const round = purchases.picks.length;
  const tooNear = TOO_NEAR * purchases.endowment;
  purchases.counts[round] ??= new Float64Array(round);
  purchases.price[position] = price;
  purchases.off[position] = off;
  purchases.paces[position] = pace;
  roundOf[position] = round;
  let rich = 0;
  for (let k = 0; k < classes.length; k += 1) {
    const index = classes[k] ?? 0;
    if (emptiedBy[index] !== NOBODY) continue;
    const before = heldBefore(purchases, index, round);
    const after = before - price * (weights[k] ?? 0);
    rich += (voters[k] ?? 0) * (weights[k] ?? 0);
    const isEmptied = after < -tooNear;
    if (isEmptied) {
      emptiedBy[index] = position;
      staysEmptied(purchases, index, round, -after);
    } else safeRise[index] = Number.POSITIVE_INFINITY;
    safeFall[index] = fallen + Math.max(0, isEmptied ? before : after);
  }
  forgetWatch(purchases);
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
    purchases.counts[r]?.fill(0);
    roundOf[position] = NEVER;
  }
  forgetWatch(purchases);
  picks.length = Math.min(picks.length, round);
}

/** Puts a pick forward; those from that round on come one round later. The next `moveTo` finds the prices. */
export function putForward(purchases: Purchases, position: number, round: number): void {
  const { picks, counts, roundOf, emptiedBy, prepared } = purchases;
  const last = roundOf[position] ?? 0;
  const concerned: number[] = [];
  for (const by of picks.slice(round, last + 1))
    for (const index of at(prepared.support, by).classes) if (emptiedBy[index] === by) concerned.push(index);
  for (const index of concerned) countEmptied(purchases, index, -1);
  picks.splice(round, 0, ...picks.splice(last, 1));
  for (let r = round; r <= last; r += 1) roundOf[at(picks, r)] = r;
  for (let r = last + 1; r < picks.length; r += 1) {
    const row = at(counts, r);
    const moved = row[last] ?? 0;
    row.copyWithin(round + 1, round, last);
    row[round] = moved;
  }
  for (const index of concerned) {
    countEmptied(purchases, index, 1);
    lookAgain(purchases, index);
  }
}

/** Has the next move look at a class, whatever it was thought to be safe from. */
export function lookAgain({ safeRise, safeFall, watch }: Purchases, index: number): void {
  safeRise[index] = Number.NEGATIVE_INFINITY;
  safeFall[index] = Number.NEGATIVE_INFINITY;
  if (watch.isListed[index] === 1) return;
  watch.isListed[index] = 1;
  watch.classes[watch.length] = index;
  watch.length += 1;
}

/** Takes another pace for a project from now on. */
export function changePace(purchases: Purchases, position: number, pace: number): void {
  const { paces, roundOf, emptiedBy, prepared } = purchases;
  paces[position] = pace;
  const round = roundOf[position] ?? NEVER;
  for (const index of at(prepared.support, position).classes) {
    const by = emptiedBy[index] ?? NOBODY;
    if (by !== NOBODY && (roundOf[by] ?? 0) >= round) lookAgain(purchases, index);
  }
}

function forgetWatch({ watch }: Purchases): void {
  watch.risen = Number.NEGATIVE_INFINITY;
}

/** Counts a class into (1) or out of (-1) the whole numbers of the project that emptied it. */
export function countEmptied(purchases: Purchases, index: number, sign: 1 | -1): void {
  const { roundOf, rich, prepared } = purchases;
  const { from, projects, weights } = prepared.ballots;
  const by = purchases.emptiedBy[index] ?? 0;
  const round = roundOf[by] ?? 0;
  const row = at(purchases.counts, round);
  const many = sign * (prepared.heads[index] ?? 0);
  purchases.solvent[by] = (purchases.solvent[by] ?? 0) + many;
  const to = from[index + 1] ?? 0;
  for (let j = from[index] ?? 0; j < to; j += 1) {
    const project = projects[j] ?? 0;
    const other = roundOf[project] ?? 0;
    const share = many * (weights[j] ?? 0);
    if (other < round) row[other] = (row[other] ?? 0) + share;
    else if (other !== NEVER) rich[project] = (rich[project] ?? 0) - share;
  }
}
