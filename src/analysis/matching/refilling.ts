import { type Filling, move, NOBODY, NOISE, total, worth } from './filling.ts';
import { type Offers, packOffer } from './offers.ts';
import { at } from './prices.ts';
import type { Effort } from './tightening.ts';

/** Givers whose offers are emptied at once, at least and at most. */
const FEWEST = 2;
const SPREAD = 4;
/** By how much what a pair is worth is shaken at most, so that offers are filled otherwise than before. */
const SHAKEN = 0.3;
/** How much of what others would pay for a need is taken off, every other time. */
const MINDED = 0.9;

/**
 * Makes a matching better by filling whole offers anew: some that could carry the same needs are emptied, filled one after
 * the other with the best sets, then each takes what is worth more with it; what is not better is undone. So often as
 * `rounds` says; the same problem always ends alike. `claim`: what each need is worth to others. Method: large neighbourhood
 * search (Shaw 1998).
 */
export function refill(
  filling: Filling,
  offers: Offers,
  claim: Float64Array,
  { rounds, until = Number.POSITIVE_INFINITY }: Effort,
): void {
  const { pairs } = filling;
  for (let any = true; any && offers.bench.looked < until; ) {
    any = false;
    for (let g = 0; g < pairs.givers; g += 1) any = takeBest(filling, offers, g) || any;
  }
  // Otherwise than the last time, and the same for the same problem.
  const chance = dice(offers.bench.looked % 65_536);
  let best = total(filling);
  let kept = filling.at.slice();
  for (let turn = 0; turn < rounds && offers.bench.looked < until; turn += 1) {
    const some = related(filling, offers, chance);
    if (some.length === 0) return;
    for (const g of some) empty(filling, g);
    const shaken = SHAKEN * chance();
    const minded = turn % 2 === 0 ? 0 : MINDED;
    for (const g of some) {
      put(filling, offers, g, (pair, n) =>
        at(filling.at, n) === NOBODY
          ? (at(pairs.score, pair) - minded * at(claim, n)) * (1 - shaken * chance())
          : 0,
      );
    }
    for (const g of some) takeBest(filling, offers, g);
    const now = total(filling);
    if (now > best) {
      best = now;
      kept = filling.at.slice();
    } else if (now < best) restore(filling, kept);
  }
}

/** Gives one offer the set that is worth most with it, beyond what its needs are worth where they are. Whether that is better. */
function takeBest(filling: Filling, offers: Offers, giver: number): boolean {
  const { pairs } = filling;
  const own = (pair: number, n: number) => {
    const here = at(filling.at, n);
    return at(pairs.score, pair) - (here === NOBODY || here === pair ? 0 : worth(filling, n));
  };
  let now = 0;
  for (const n of filling.carried[giver] ?? []) now += worth(filling, n);
  const packed = packOffer(offers, giver, 'careful', own);
  if (packed.worth <= now + NOISE * now) return false;
  carry(filling, offers, giver, packed.chosen);
  return true;
}

function put(
  filling: Filling,
  offers: Offers,
  giver: number,
  worth: (pair: number, need: number) => number,
): void {
  carry(filling, offers, giver, packOffer(offers, giver, 'careful', worth).chosen);
}

function carry(filling: Filling, offers: Offers, giver: number, chosen: readonly number[]): void {
  empty(filling, giver);
  for (const i of chosen) move(filling, at(offers.need, i), at(offers.pair, i));
}

function empty(filling: Filling, giver: number): void {
  for (const n of [...(filling.carried[giver] ?? [])]) move(filling, n, NOBODY);
}

function restore(filling: Filling, kept: Int32Array): void {
  for (let n = 0; n < kept.length; n += 1) if (filling.at[n] !== kept[n]) move(filling, n, NOBODY);
  for (let n = 0; n < kept.length; n += 1) if (filling.at[n] !== kept[n]) move(filling, n, at(kept, n));
}

/** Some givers, in any order, that could carry the same needs as the first of them. */
function related(filling: Filling, { first, need }: Offers, chance: () => number): readonly number[] {
  const { pairs } = filling;
  const start = pick(chance, pairs.givers);
  const count = at(first, start + 1) - at(first, start);
  if (pairs.givers === 0 || count === 0) return pairs.givers === 0 ? [] : [start];
  const some = new Set([start]);
  const wanted = FEWEST + pick(chance, SPREAD);
  for (let tries = 0; some.size < wanted && tries < 4 * wanted; tries += 1) {
    const n = at(need, at(first, start) + pick(chance, count));
    const here = at(filling.at, n);
    const begin = at(pairs.first, n);
    some.add(at(pairs.giver, here === NOBODY ? begin + pick(chance, at(pairs.first, n + 1) - begin) : here));
  }
  return chance() < 0.5 ? [...some] : [...some].toReversed();
}

function pick(chance: () => number, of: number): number {
  return Math.floor(chance() * of);
}

/** Numbers from 0 to below 1 that look like chance and are the same each time. */
function dice(begin: number): () => number {
  let state = begin;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}
