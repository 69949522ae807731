import { type Filling, hasRoom, move, NOBODY, NOISE, worth } from './filling.ts';
import { at } from './prices.ts';
import type { Pairs } from './problem.ts';

/** Most pairs and exchanges that are looked at: some seconds of a slow machine. */
export const MOST_LOOKS = 100_000_000;

/** How much may still be looked at: counted instead of timed, so that the same problem always ends alike. */
type Looks = { left: number };

/**
 * Makes a matching better, one need at a time, until no such step does: a need goes to another giver, where there is no
 * room in place of one that goes where it is worth most of what has room, or to nobody. Answers whether it came to that end
 * before as much was looked at as may be.
 */
export function improve(filling: Filling, most: number = MOST_LOOKS): boolean {
  const looks = { left: most };
  for (let better = true; better; ) {
    better = false;
    for (let n = 0; n < filling.pairs.needs; n += 1) {
      if (looks.left <= 0) return false;
      better = improveOne(filling, n, looks) || better;
    }
  }
  return true;
}

type Step = { readonly pair: number; readonly out?: number; readonly outTo?: number };

function improveOne(filling: Filling, n: number, looks: Looks): boolean {
  const { pairs } = filling;
  const cost = at(pairs.cost, n);
  const now = at(filling.at, n);
  const home = now === NOBODY ? NOBODY : at(pairs.giver, now);
  let most = NOISE;
  let best: Step | undefined;
  for (let pair = at(pairs.first, n); pair < at(pairs.first, n + 1); pair += 1) {
    if (pair === now) continue;
    looks.left -= 1;
    const giver = at(pairs.giver, pair);
    const gained = at(pairs.score, pair) - worth(filling, n);
    if (hasRoom(filling, giver, cost)) {
      if (gained > most) {
        most = gained;
        best = { pair };
      }
      continue;
    }
    const lacking = cost - at(filling.left, giver) - NOISE;
    for (const out of filling.carried[giver] ?? []) {
      looks.left -= 1;
      if (at(pairs.cost, out) < lacking) continue;
      const loss = worth(filling, out);
      // Even in the best place elsewhere it would not be enough.
      if (gained - loss + bestScore(pairs, out) <= most) continue;
      const outTo = bestElsewhere(filling, out, giver, home, cost);
      const sum = gained - loss + (outTo === NOBODY ? 0 : at(pairs.score, outTo));
      if (sum > most) {
        most = sum;
        best = { pair, out, outTo };
      }
    }
  }
  if (!best) return false;
  move(filling, n, NOBODY);
  if (best.out !== undefined) move(filling, best.out, best.outTo ?? NOBODY);
  move(filling, n, best.pair);
  return true;
}

function bestScore(pairs: Pairs, n: number): number {
  let most = 0;
  for (let pair = at(pairs.first, n); pair < at(pairs.first, n + 1); pair += 1) {
    most = Math.max(most, at(pairs.score, pair));
  }
  return most;
}

/** Where a need is worth most but with one giver; `home` will have what another need of cost `freed` leaves. */
function bestElsewhere(filling: Filling, n: number, but: number, home: number, freed: number): number {
  const { pairs } = filling;
  let found = NOBODY;
  for (let pair = at(pairs.first, n); pair < at(pairs.first, n + 1); pair += 1) {
    const giver = at(pairs.giver, pair);
    if (giver === but) continue;
    if (found !== NOBODY && at(pairs.score, pair) <= at(pairs.score, found)) continue;
    if (hasRoom(filling, giver, at(pairs.cost, n) - (giver === home ? freed : 0))) found = pair;
  }
  return found;
}
