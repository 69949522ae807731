import { LargestSum } from './largest-sum.ts';
import { narrowed, widened } from './margins.ts';
import { changingWithin } from './moving.ts';
import type { Purchases } from './purchases.ts';
import { NEVER } from './purchases.ts';
import { at } from './shares-setup.ts';

/** How fast prices fall when the endowment grows with the same picks: at least and at most, up to `window` more. */
export interface Rates {
  readonly slowest: Float64Array;
  readonly fastest: Float64Array;
  /** An upper bound of how fast the formula before each round rises for any class. */
  readonly rise: Float64Array;
  readonly window: number;
}

/**
 * `rises`: how fast prices are thought to fall at most; where they can fall faster, the window is shorter than asked.
 * Whoever is emptied and can have enough within the window may be emptied later instead, or not at all; all others
 * stay as they are.
 */
export function ratesWithin(purchases: Purchases, asked: number, rises: Float64Array): Rates {
  const { picks, rich, solvent, counts, emptiedBy, roundOf, price, prepared, paces, added, risen } =
    purchases;
  const { pace, safeRise, safeFall } = purchases;
  const { from, projects, weights } = prepared.ballots;
  const size = roundOf.length;
  const slowest = new Float64Array(size);
  const fastest = new Float64Array(size);
  const mayGetRich = new Float64Array(size);
  const mayLeave = new Float64Array(size);
  const mayCome = new Float64Array(size);
  const leaving: Float64Array[] = [];
  const coming: Float64Array[] = [];
  const count = (into: Float64Array[], index: number, by: number) => {
    const round = roundOf[by] ?? 0;
    into[round] ??= new Float64Array(round);
    const row = at(into, round);
    const heads = prepared.heads[index] ?? 0;
    for (let j = from[index] ?? 0; j < (from[index + 1] ?? 0); j += 1) {
      const other = roundOf[projects[j] ?? 0] ?? 0;
      if (other < round) row[other] = (row[other] ?? 0) + heads * (weights[j] ?? 0);
    }
  };
  let faster = 1;
  for (const position of picks) {
    const falls = rises[position] ?? 0;
    if (falls > faster * (paces[position] ?? 0)) faster = falls / (paces[position] ?? 0);
  }
  const ahead = widened(asked * faster);
  for (const index of changingWithin(purchases, ahead, 0)) {
    const by = emptiedBy[index] ?? -1;
    if (by < 0 || (safeRise[index] ?? 0) > risen + (pace[index] ?? 0) * (added + ahead)) continue;
    const heads = prepared.heads[index] ?? 0;
    let round = roundOf[by] ?? 0;
    let lacks = -purchases.endowment;
    let speed = 1;
    const to = from[index + 1] ?? 0;
    for (let j = from[index] ?? 0; j < to; j += 1) {
      const project = projects[j] ?? 0;
      if ((roundOf[project] ?? 0) > round) continue;
      lacks += (price[project] ?? 0) * (weights[j] ?? 0);
      speed += (rises[project] ?? 0) * (weights[j] ?? 0);
    }
    if (safeFall[index] !== Number.NEGATIVE_INFINITY)
      safeRise[index] = Math.max(safeRise[index] ?? 0, risen + (pace[index] ?? 0) * added + lacks);
    if (lacks > asked * speed) continue;
    mayLeave[by] = (mayLeave[by] ?? 0) + heads;
    count(leaving, index, by);
    for (let holdsOn = by; ; ) {
      let place = -1;
      let next = NEVER;
      for (let j = from[index] ?? 0; j < to; j += 1) {
        const project = projects[j] ?? 0;
        if (project === holdsOn) mayGetRich[project] = (mayGetRich[project] ?? 0) + heads * (weights[j] ?? 0);
        const other = roundOf[project] ?? NEVER;
        if (other > round && other < next) {
          next = other;
          place = j;
        }
      }
      if (place < 0) break;
      const project = projects[place] ?? 0;
      mayCome[project] = (mayCome[project] ?? 0) + heads;
      count(coming, index, project);
      lacks += (price[project] ?? 0) * (weights[place] ?? 0);
      speed += (rises[project] ?? 0) * (weights[place] ?? 0);
      if (lacks > asked * speed) break;
      holdsOn = project;
      round = next;
    }
  }
  const rise = new Float64Array(picks.length + 1);
  let window = asked;
  const largest = new LargestSum(prepared.longestBallot);
  for (const [r, position] of picks.entries()) {
    rise[r] = 1 + largest.sum;
    const row = at(counts, r);
    const less = leaving[r];
    const more = coming[r];
    let least = (solvent[position] ?? 0) - (mayLeave[position] ?? 0);
    let most = (solvent[position] ?? 0) + (mayCome[position] ?? 0);
    for (let s = 0; s < r; s += 1) {
      const earlier = picks[s] ?? 0;
      const paid = row[s] ?? 0;
      least += (paid - (less?.[s] ?? 0)) * (slowest[earlier] ?? 0);
      most += (paid + (more?.[s] ?? 0)) * (fastest[earlier] ?? 0);
    }
    const richly = rich[position] ?? 0;
    slowest[position] = narrowed(Math.max(0, least) / (richly + (mayGetRich[position] ?? 0)));
    fastest[position] = widened(most / richly);
    if ((fastest[position] ?? 0) > (rises[position] ?? 0))
      window = Math.min(window, (asked * (rises[position] ?? 0)) / (fastest[position] ?? 1));
    largest.add((fastest[position] ?? 0) * (prepared.heaviest[position] ?? 0));
  }
  rise[picks.length] = 1 + largest.sum;
  return { slowest, fastest, rise, window };
}
