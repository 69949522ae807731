import { roundings } from './margins.ts';
import type { Purchases } from './purchases.ts';
import { roundingOf } from './purchases.ts';
import { at } from './shares-setup.ts';

const MARGIN = 2 ** -30;

/**
 * A proven bound of what the supporters of a project can raise, from the round and the endowment it was made for:
 * at any price, in this and later rounds, with the same picks before, until `risenBefore` has reached `until`, they raise
 * at most base + growth × (rupiah added since) + rich × price.
 */
export interface Bound {
  readonly round: number;
  readonly added: number;
  readonly base: number;
  readonly growth: number;
  readonly rich: number;
  /** What it adds when every class held one rupiah more. */
  readonly poor: number;
  /** What `risenBefore` of the round may reach. */
  readonly until: number;
}

/** A price by floats: at most `off` away. */
export interface PriceRange {
  readonly price: number;
  readonly off: number;
  /** Nobody is anywhere near to paying less than the full share. */
  readonly allRich: boolean;
}

/** What the supporters of one project hold in one round, class by class. */
export interface Gathered {
  position: number;
  round: number;
  length: number;
  lowestPrice: number;
  readonly many: Float64Array;
  readonly weight: Float64Array;
  readonly held: Float64Array;
  readonly doubt: Float64Array;
  /** How fast what a class holds grows at most with the endowment. */
  readonly pace: Float64Array;
}

/** Room to gather so many classes. */
export function room(most: number): Gathered {
  return {
    position: -1,
    round: -1,
    length: 0,
    lowestPrice: 0,
    many: new Float64Array(most),
    weight: new Float64Array(most),
    held: new Float64Array(most),
    doubt: new Float64Array(most),
    pace: new Float64Array(most),
  };
}

export function gather(
  into: Gathered,
  purchases: Purchases,
  assumed: { readonly rises: Float64Array; readonly life: number },
  position: number,
  round: number,
): void {
  const { rises, life } = assumed;
  const { roundOf, picks, price, off, endowment } = purchases;
  const { from, projects, weights: given } = at(purchases.prepared.ballotsFor, position);
  const { voters, weights } = at(purchases.prepared.support, position);
  const ownRounding = roundingOf(purchases);
  const { many, weight, held, doubt, pace } = into;
  // Nothing for what is bought later, so that the loop over ballots needs no question.
  const earlier = new Float64Array(3 * roundOf.length);
  for (let r = 0; r < round; r += 1) {
    const project = picks[r] ?? 0;
    earlier[3 * project] = price[project] ?? 0;
    earlier[3 * project + 1] = off[project] ?? 0;
    earlier[3 * project + 2] = rises[project] ?? 0;
  }
  let length = 0;
  let tally = 0;
  for (let k = 0; k < voters.length; k += 1) {
    let left = endowment;
    let unsure = ownRounding;
    let speed = 1;
    const to = from[k + 1] ?? 0;
    for (let j = from[k] ?? 0; j < to; j += 1) {
      const place = 3 * (projects[j] ?? 0);
      const times = given[j] ?? 0;
      left -= (earlier[place] ?? 0) * times;
      unsure += (earlier[place + 1] ?? 0) * times;
      speed += (earlier[place + 2] ?? 0) * times;
    }
    if (left <= -life) continue;
    const heads = voters[k] ?? 0;
    many[length] = heads;
    weight[length] = weights[k] ?? 0;
    held[length] = left;
    doubt[length] = heads * unsure;
    pace[length] = speed;
    tally += heads * (weights[k] ?? 0);
    length += 1;
  }
  into.position = position;
  into.round = round;
  into.length = length;
  into.lowestPrice = tally > 0 ? (purchases.prepared.costs[position] ?? 0) / tally : Number.POSITIVE_INFINITY;
}

/** What those gathered raise at a price, as long as the formula of no class rises by more than `life`. */
export function boundAt(gathered: Gathered, purchases: Purchases, life: number, price: number): Bound {
  const { length, many, weight, held, doubt, pace, round } = gathered;
  let base = 0;
  let grows = 0;
  let poor = 0;
  let rich = 0;
  let unsure = 0;
  for (let i = 0; i < length; i += 1) {
    const left = held[i] ?? 0;
    const heads = many[i] ?? 0;
    if (left >= price * (weight[i] ?? 0)) {
      rich += heads * (weight[i] ?? 0);
      continue;
    }
    if (left <= -life) continue;
    if (left > 0) base += heads * left;
    const counted = left >= 0 ? heads : heads * ((life + left) / life);
    grows += counted * (pace[i] ?? 0);
    poor += counted;
    unsure += doubt[i] ?? 0;
  }
  const raised = base + (rich > 0 ? rich * price : 0);
  const rounding = roundings(2 * (length + 8), raised + (purchases.prepared.costs[gathered.position] ?? 0));
  return {
    round,
    added: purchases.added,
    base: base + unsure + rounding,
    growth: grows,
    rich,
    poor,
    until: (purchases.risenBefore[round] ?? 0) + life,
  };
}

/** The price by floats; `unpayable` where the supporters surely cannot pay; `unclear` where floats do not tell. */
export function priceOf(
  gathered: Gathered,
  purchases: Purchases,
  life: number,
): (PriceRange & { readonly bound: Bound }) | 'unpayable' | 'unclear' {
  const { length, many, weight, held, doubt } = gathered;
  const cost = purchases.prepared.costs[gathered.position] ?? 0;
  let price = gathered.lowestPrice;
  let poor = 0;
  for (let before = -1; ; ) {
    let base = 0;
    let rich = 0;
    poor = 0;
    for (let i = 0; i < length; i += 1) {
      const left = held[i] ?? 0;
      const heads = many[i] ?? 0;
      if (left >= price * (weight[i] ?? 0)) rich += heads * (weight[i] ?? 0);
      else {
        poor += 1;
        if (left > 0) base += heads * left;
      }
    }
    if (rich <= 0) {
      const all = boundAt(gathered, purchases, life, Number.POSITIVE_INFINITY);
      return all.base < cost ? 'unpayable' : 'unclear';
    }
    // In exact numbers the poor only become more; floats can take a class that is just able to pay now so, now so.
    if (poor <= before) break;
    before = poor;
    price = (cost - base) / rich;
  }
  let strict = 0;
  let unsure = 0;
  for (let i = 0; i < length; i += 1) {
    const times = weight[i] ?? 0;
    const heads = many[i] ?? 0;
    if (heads * (held[i] ?? 0) >= heads * price * (1 + MARGIN) * times + (doubt[i] ?? 0))
      strict += heads * times;
    else unsure += doubt[i] ?? 0;
  }
  const off = (unsure + roundings(4 * (length + 8), cost)) / strict + roundings(8, price);
  if (!(off <= (MARGIN / 4) * price)) return 'unclear';
  const allRich = unsure === 0 && strict === at(purchases.prepared.support, gathered.position).tally;
  return { price, off, bound: boundAt(gathered, purchases, life, price), allRich };
}
