import { NOBODY, NOISE } from './filling.ts';
import { at, dearest, gain } from './prices.ts';
import type { Pairs } from './problem.ts';

/** Partial matchings looked at before a proof is given up. */
const LOOKS = 200_000;

/**
 * The best matching there is, by trying all that the bound of `price` does not rule out; undefined where that takes too
 * long. `known` is the worth of a matching that is there already: only better ones are looked for, and undefined pairs tell
 * that none is.
 */
export function bestMatching(
  pairs: Pairs,
  price: Float64Array,
  known: number,
): { readonly pairs: Int32Array | undefined; readonly score: number } | undefined {
  const most = Float64Array.from({ length: pairs.needs }, (_, n) => {
    const pair = dearest(pairs, price, n);
    return pair === undefined ? 0 : gain(pairs, price, n, pair);
  });
  // Those whose place matters most are decided first.
  const order = Array.from({ length: pairs.needs }, (_, n) => n).sort(
    (a, b) => at(most, b) - at(most, a) || a - b,
  );
  const after = new Float64Array(pairs.needs + 1);
  for (let i = pairs.needs - 1; i >= 0; i -= 1) after[i] = at(after, i + 1) + at(most, order[i] ?? 0);
  const left = Float64Array.from(pairs.offer);
  let priced = left.reduce((sum, amount, c) => sum + amount * at(price, c), 0);
  const chosen = new Int32Array(pairs.needs).fill(NOBODY);
  let best: Int32Array | undefined;
  let score = known;
  let looks = 0;
  const look = (i: number, sum: number): boolean => {
    looks += 1;
    if (looks > LOOKS) return false;
    if (i === order.length) {
      if (sum > score + NOISE) {
        score = sum;
        best = Int32Array.from(chosen);
      }
      return true;
    }
    if (sum + priced + at(after, i) <= score + NOISE) return true;
    const n = order[i] ?? 0;
    const cost = at(pairs.cost, n);
    const choices: number[] = [];
    for (let pair = at(pairs.first, n); pair < at(pairs.first, n + 1); pair += 1) choices.push(pair);
    choices.sort((a, b) => gain(pairs, price, n, b) - gain(pairs, price, n, a));
    for (const pair of choices) {
      const giver = at(pairs.giver, pair);
      if (at(left, giver) < cost - NOISE) continue;
      left[giver] = at(left, giver) - cost;
      priced -= cost * at(price, giver);
      chosen[n] = pair;
      const whole = look(i + 1, sum + at(pairs.score, pair));
      left[giver] = at(left, giver) + cost;
      priced += cost * at(price, giver);
      chosen[n] = NOBODY;
      if (!whole) return false;
    }
    return look(i + 1, sum);
  };
  return look(0, 0) ? { pairs: best, score } : undefined;
}
