import { type Bench, type Items, newBench, type Packed, packBest } from './packing.ts';
import { at } from './prices.ts';
import type { Pairs } from './problem.ts';

/** Cells into which one offer is divided at most. */
const MOST_CELLS = 2_048;

/** The pairs of a problem by giver, to fill one offer at a time. */
export type Offers = {
  readonly pairs: Pairs;
  /** The pairs of giver `g` are `pair[first[g]]` up to `pair[first[g + 1]]`, with the need of each beside it. */
  readonly first: Int32Array;
  readonly pair: Int32Array;
  readonly need: Int32Array;
  /** How many rupiah a cell of each offer stands for. */
  readonly cell: Float64Array;
  readonly bench: Bench;
};

/** Lays the pairs out by giver. A cell is the greatest amount that divides all costs, or more where an offer would have too many. */
export function offersOf(pairs: Pairs): Offers {
  const first = new Int32Array(pairs.givers + 1);
  for (const giver of pairs.giver) first[giver + 1] = at(first, giver + 1) + 1;
  for (let g = 0; g < pairs.givers; g += 1) first[g + 1] = at(first, g + 1) + at(first, g);
  const next = first.slice();
  const pair = new Int32Array(pairs.giver.length);
  const need = new Int32Array(pairs.giver.length);
  for (let n = 0; n < pairs.needs; n += 1) {
    for (let p = at(pairs.first, n); p < at(pairs.first, n + 1); p += 1) {
      const place = at(next, at(pairs.giver, p));
      pair[place] = p;
      need[place] = n;
      next[at(pairs.giver, p)] = place + 1;
    }
  }
  const whole = pairs.rupiah.reduce(divisor, 0);
  const cell = Float64Array.from(pairs.room, (room) => Math.max(whole, Math.ceil(room / MOST_CELLS), 1));
  return { pairs, first, pair, need, cell, bench: newBench() };
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b);
}

/** Whether costs are rounded so that more fits than really does (a bound holds), or less (a proposal holds). */
export type Rounding = 'generous' | 'careful';

/**
 * What one giver would carry if each pair were worth so much: the best set within its offer, by place in `offers.pair`. Pairs
 * that are worth nothing are left out.
 */
export function packOffer(
  offers: Offers,
  giver: number,
  rounding: Rounding,
  worth: (pair: number, need: number) => number,
): Packed {
  const { pairs, first, pair, need, cell } = offers;
  const size = at(cell, giver);
  const room = Math.floor(at(pairs.room, giver) / size);
  const places: number[] = [];
  const worths: number[] = [];
  const cells: number[] = [];
  for (let i = at(first, giver); i < at(first, giver + 1); i += 1) {
    const n = at(need, i);
    const here = worth(at(pair, i), n);
    if (here <= 0) continue;
    const cost = at(pairs.rupiah, n) / size;
    const taken = rounding === 'generous' ? Math.floor(cost) : Math.ceil(cost);
    if (taken > room) continue;
    places.push(i);
    worths.push(here);
    cells.push(taken);
  }
  const items: Items = {
    worth: Float64Array.from(worths),
    cells: Int32Array.from(cells),
    count: places.length,
  };
  const { chosen, worth: sum } = packBest(items, room, offers.bench);
  return { chosen: chosen.map((i) => places[i] ?? 0), worth: sum };
}
