import { LargestSum } from './largest-sum.ts';
import { atMost, roundings } from './margins.ts';
import type { Purchases } from './purchases.ts';
import { countEmptied, lookAgain, NEVER, NOBODY, roundingOf, TOO_NEAR, takeBackFrom } from './purchases.ts';
import { at } from './shares-setup.ts';

const AHEAD = 2 ** -9;
const CHANGED = -1;
const MOST_TIMES = 1000;

/**
 * Moves the endowment with the same picks: prices and emptied classes are brought into agreement again. From any
 * state this ends, for once all earlier rounds agree, Newton's method on the price of the next one, which a
 * concave sum determines, ends after finitely many steps; and what agrees is the only solution.
 * Rounds from the first one on that cannot be paid for any more are taken back; gives that round, if there is one.
 */
export function moveTo(purchases: Purchases, added: number, endowment: number): number | undefined {
  let moved = added - purchases.added;
  purchases.added = added;
  purchases.endowment = endowment;
  const tooNear = TOO_NEAR * endowment;
  let end: number | undefined;
  for (let times = 0; ; times += 1) {
    const unpayable = priceAll(purchases, moved);
    if (unpayable !== undefined) {
      takeBackFrom(purchases, unpayable);
      end = unpayable;
    }
    moved = 0;
    const nearest = emptyAll(purchases, tooNear);
    if (nearest !== CHANGED || times > MOST_TIMES) {
      purchases.blurred = nearest <= tooNear || mostDoubt(purchases) > tooNear / 2;
      return end;
    }
  }
}

/** Prices from the whole numbers, and how far they moved. */
function priceAll(purchases: Purchases, moved: number): number | undefined {
  const { picks, price, off, rich, solvent, counts, paces, endowment, risenBefore } = purchases;
  const { costs, heaviest, longestBallot } = purchases.prepared;
  const ownRounding = roundingOf(purchases);
  const rise = new LargestSum(longestBallot);
  const beyondPace = new LargestSum(longestBallot);
  const fall = new LargestSum(longestBallot);
  const up = Math.max(0, moved);
  const count = picks.length;
  let unpayable: number | undefined;
  for (let r = 0; r < count; r += 1) {
    const position = picks[r] ?? 0;
    const richly = rich[position] ?? 0;
    risenBefore[r] = (risenBefore[r] ?? 0) + up + rise.sum;
    if (richly <= 0) {
      unpayable = r;
      break;
    }
    const row = at(counts, r);
    const many = solvent[position] ?? 0;
    const cost = costs[position] ?? 0;
    let part = cost - many * endowment;
    let doubt = many * ownRounding + roundings(2 * (count + 8), cost + 2 * many * endowment);
    for (let s = 0; s < r; s += 1) {
      const paid = row[s] ?? 0;
      if (paid === 0) continue;
      const earlier = picks[s] ?? 0;
      part += paid * (price[earlier] ?? 0);
      doubt += paid * (off[earlier] ?? 0);
    }
    const next = part / richly;
    const most = heaviest[position] ?? 0;
    const cheaper = ((price[position] ?? 0) - next) * most;
    rise.add(cheaper);
    beyondPace.add(cheaper - moved * (paces[position] ?? 0) * most);
    fall.add(-cheaper);
    price[position] = next;
    off[position] = doubt / richly;
  }
  if (unpayable === undefined) risenBefore[count] = (risenBefore[count] ?? 0) + up + rise.sum;
  purchases.risen += beyondPace.sum;
  purchases.fallen += up - moved + fall.sum;
  return unpayable;
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
  const { safeRise, safeFall, pace, paces, added, endowment, emptiedBy, roundOf, risen, fallen, price } =
    purchases;
  const { from, projects, weights } = purchases.prepared.ballots;
  let nearest = Number.POSITIVE_INFINITY;
  let changed = false;
  for (const index of changingWithin(purchases, 0, tooNear)) {
    const rises = risen + atMost((pace[index] ?? 0) * added, 8) + tooNear;
    if ((safeRise[index] ?? 0) > rises && (safeFall[index] ?? 0) > fallen + tooNear) continue;
    const by = emptiedBy[index] ?? NOBODY;
    const round = by === NOBODY ? NEVER : (roundOf[by] ?? NEVER);
    let before = endowment;
    let lacking = Number.POSITIVE_INFINITY;
    let speed = 1;
    const to = from[index + 1] ?? 0;
    for (let j = from[index] ?? 0; j < to; j += 1) {
      const project = projects[j] ?? 0;
      const other = roundOf[project] ?? NEVER;
      if (other > round || other === NEVER) continue;
      const due = (price[project] ?? 0) * (weights[j] ?? 0);
      speed += (paces[project] ?? 0) * (weights[j] ?? 0);
      if (project === by) lacking = due;
      else before -= due;
    }
    lacking -= before;
    const room = Math.min(before, lacking);
    nearest = Math.min(nearest, Math.max(0, room));
    if (room >= tooNear) {
      pace[index] = speed;
      safeRise[index] = risen + speed * added + lacking;
      safeFall[index] = fallen + before;
      continue;
    }
    const found = emptiedIn(purchases, index, tooNear);
    if (found !== by) {
      changed = true;
      if (by !== NOBODY) countEmptied(purchases, index, -1);
      emptiedBy[index] = found;
      if (found !== NOBODY) countEmptied(purchases, index, 1);
    }
    lookAgain(purchases, index);
  }
  return changed ? CHANGED : nearest;
}

/** All classes that may change within so many rupiah, and where the formula rises beyond its pace or falls by `near`. */
export function changingWithin(purchases: Purchases, ahead: number, near: number): Int32Array {
  const { watch, added, risen, fallen, pace, safeRise, safeFall, endowment } = purchases;
  const { classes, isListed } = watch;
  if (added + ahead > watch.added || risen + near > watch.risen || fallen + near > watch.fallen) {
    // Farther than asked, so that the list serves a few times.
    watch.added = added + 2 * ahead + endowment * AHEAD;
    watch.risen = risen + 2 * near + endowment * AHEAD;
    watch.fallen = fallen + 2 * near + endowment * AHEAD;
    watch.length = 0;
    for (let index = 0; index < safeRise.length; index += 1) {
      const isNear =
        (safeRise[index] ?? 0) <= watch.risen + (pace[index] ?? 0) * watch.added ||
        (safeFall[index] ?? 0) <= watch.fallen;
      isListed[index] = isNear ? 1 : 0;
      if (!isNear) continue;
      classes[watch.length] = index;
      watch.length += 1;
    }
  }
  return classes.subarray(0, watch.length);
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
