import type { ExactDifference, ExactPrice, ExactPurchase, ExactRun } from './exact-price.ts';
import type { Fraction } from './fraction.ts';
import { approximately, gcd } from './fraction.ts';
import { atLeast, atMost, narrowed, roundings } from './margins.ts';
import type { PreparedShares } from './shares-setup.ts';
import { at } from './shares-setup.ts';

/** Room left around a float before it is taken to say that one amount is below another. */
const MARGIN = 2 ** -30;

/** An exact run in which nothing is bought yet, every voter holding `endowment`. */
export function startExactRun(prepared: PreparedShares, endowment: Fraction): ExactRun {
  const { election, support, ballots, costs } = prepared;
  const projectCount = election.projects.length;
  const mostSupporters = Math.max(1, ...support.map((supporters) => supporters.classes.length));
  const kept = new Int32Array(mostSupporters);
  const poor = new Uint8Array(mostSupporters);
  /** For each project the places of supporters that can still matter: who is empty for good is taken out. */
  const active = support.map(({ classes }) => Int32Array.from(classes.keys()));
  const activeTally = Float64Array.from(support, ({ tally }) => tally);
  /** Round in which a project was bought; -1 while it is not. */
  const boughtIn = new Int32Array(projectCount).fill(-1);
  const seenInRound = new Int32Array(projectCount).fill(-1);
  // Nobody can pay less than an equal part of the cost each, however much all of them have.
  const low = costs.map((cost, position) => atLeast(cost / at(support, position).tally, 8));
  const high = new Float64Array(projectCount).fill(Number.POSITIVE_INFINITY);

  const startFloat = approximately(endowment);
  const money = new Float64Array(prepared.heads.length).fill(startFloat);
  /** How fast the money of a class grows with the endowment. */
  const speed = new Float64Array(prepared.heads.length).fill(1);
  const emptied = new Uint8Array(prepared.heads.length);
  let error = roundings(4, startFloat);
  let denominator = endowment.of;
  let start = endowment.part;
  const prices: bigint[] = [];
  const falls: bigint[] = [];
  let linear = Number.POSITIVE_INFINITY;
  const picks: number[] = [];
  let spent = 0n;
  let exactPrices = new Map<number, ExactPrice>();
  let poorBelongTo = -1;

  function look(position: number): boolean {
    const { classes, voters, weights, votes: heads } = at(support, position);
    const places = at(active, position);
    const cost = costs[position] ?? 0;
    let price = Math.max(cost / (activeTally[position] ?? 1), low[position] ?? 0);
    let poorMoney = 0;
    let rich = activeTally[position] ?? 0;
    let length = 0;
    let remaining = 0;
    for (const k of places) {
      const index = classes[k] ?? 0;
      const held = money[index] ?? 0;
      const share = (voters[k] ?? 0) * (weights[k] ?? 0);
      if (held >= price * (weights[k] ?? 0)) {
        kept[length] = k;
        length += 1;
      } else {
        poorMoney += (voters[k] ?? 0) * held;
        rich -= share;
        if (emptied[index] === 1) {
          activeTally[position] = (activeTally[position] ?? 0) - share;
          continue;
        }
      }
      places[remaining] = k;
      remaining += 1;
    }
    active[position] = places.subarray(0, remaining);
    while (length > 0) {
      price = (cost - poorMoney) / rich;
      let still = 0;
      for (let j = 0; j < length; j += 1) {
        const k = kept[j] ?? 0;
        const held = money[classes[k] ?? 0] ?? 0;
        if (held >= price * (weights[k] ?? 0)) {
          kept[still] = k;
          still += 1;
        } else {
          poorMoney += (voters[k] ?? 0) * held;
          rich -= (voters[k] ?? 0) * (weights[k] ?? 0);
        }
      }
      if (still === length) break;
      length = still;
    }
    seenInRound[position] = picks.length;
    const inSum = roundings(2 * (places.length + 8), Math.max(cost, poorMoney)) + heads * error;
    if (length === 0 && poorMoney + inSum < cost) return false;
    const clearlyRich = price * (1 + MARGIN);
    let strict = 0;
    for (let j = 0; j < length; j += 1) {
      const k = kept[j] ?? 0;
      const weight = weights[k] ?? 0;
      if ((money[classes[k] ?? 0] ?? 0) >= clearlyRich * weight + error) strict += (voters[k] ?? 0) * weight;
    }
    const off = strict > 0 ? inSum / strict + roundings(8, price) : Number.POSITIVE_INFINITY;
    if (!(off <= (MARGIN / 4) * price)) return lookExactly(position);
    low[position] = Math.max(low[position] ?? 0, price - off);
    high[position] = price + off;
    return true;
  }

  function lookExactly(position: number): boolean {
    high[position] = Number.POSITIVE_INFINITY;
    const exact = price(position);
    if (!exact) return false;
    const rounded = approximately(asFraction(exact));
    low[position] = Math.max(low[position] ?? 0, atLeast(rounded, 4));
    high[position] = atMost(rounded, 4);
    return true;
  }

  function asFraction({ part, rich }: ExactPrice): Fraction {
    return { part, of: denominator * rich };
  }

  /** Balance of one voter of a class, over D. Whoever still has money paid the full share in every round. */
  function balance(index: number): bigint {
    if (emptied[index] === 1) return 0n;
    let left = start;
    for (let r = ballots.from[index] ?? 0; r < (ballots.from[index + 1] ?? 0); r += 1) {
      const round = boughtIn[ballots.projects[r] ?? 0] ?? -1;
      if (round >= 0) left -= at(prices, round) * BigInt(ballots.weights[r] ?? 0);
    }
    return left;
  }

  /** Counts the full shares that a class paid, round by round, into `perRound`. */
  function countPaid(index: number, many: number, perRound: Float64Array): void {
    for (let r = ballots.from[index] ?? 0; r < (ballots.from[index + 1] ?? 0); r += 1) {
      const round = boughtIn[ballots.projects[r] ?? 0] ?? -1;
      if (round >= 0) perRound[round] = (perRound[round] ?? 0) + many * (ballots.weights[r] ?? 0);
    }
  }

  function price(position: number): ExactPrice | undefined {
    const known = exactPrices.get(position);
    if (known) return known;
    const found = findPrice(position);
    if (found) exactPrices.set(position, found);
    return found;
  }

  /** Marks the poor too. */
  function findPrice(position: number): ExactPrice | undefined {
    const { classes, voters, weights } = at(support, position);
    const places = at(active, position);
    const fresh = looked(position);
    const surelyPoor = (low[position] ?? 0) * (1 - 2 * MARGIN);
    const surelyRich = fresh ? (high[position] ?? 0) * (1 + 2 * MARGIN) : Number.POSITIVE_INFINITY;
    const perRound = new Float64Array(prices.length);
    let solvent = 0;
    let rich = activeTally[position] ?? 0;
    poorBelongTo = position;
    const makePoor = (k: number, index: number) => {
      poor[k] = 1;
      const many = voters[k] ?? 0;
      rich -= many * (weights[k] ?? 0);
      if (emptied[index] === 1) return;
      solvent += many;
      countPaid(index, many, perRound);
    };
    let open = 0;
    for (const k of places) {
      const index = classes[k] ?? 0;
      const held = money[index] ?? 0;
      const weight = weights[k] ?? 0;
      poor[k] = 0;
      if (held < surelyPoor * weight - 2 * error || emptied[index] === 1) makePoor(k, index);
      else if (!(held > surelyRich * weight + 2 * error)) {
        kept[open] = k;
        open += 1;
      }
    }
    while (rich > 0) {
      let part = at(election.projects, position).cost * denominator - BigInt(solvent) * start;
      let fall = BigInt(solvent) * denominator;
      for (let round = 0; round < prices.length; round += 1) {
        const many = perRound[round] ?? 0;
        if (many === 0) continue;
        part += BigInt(many) * at(prices, round);
        fall += BigInt(many) * at(falls, round);
      }
      const richly = BigInt(rich);
      const rounded = open === 0 ? 0 : approximately({ part, of: denominator * richly });
      let still = 0;
      for (let j = 0; j < open; j += 1) {
        const k = kept[j] ?? 0;
        const index = classes[k] ?? 0;
        const due = rounded * (weights[k] ?? 0);
        const held = money[index] ?? 0;
        const doubt = error + roundings(8, due);
        const pays =
          held > due + doubt ||
          (held >= due - doubt && balance(index) * richly >= part * BigInt(weights[k] ?? 0));
        if (pays) {
          kept[still] = k;
          still += 1;
        } else makePoor(k, index);
      }
      if (still === open) return { part, rich: richly, fall, linear: crossing(position, part, richly, fall) };
      open = still;
    }
    return undefined;
  }

  /** How much the endowment can grow until the first of the poor is rich. */
  function crossing(position: number, part: bigint, rich: bigint, fall: bigint): number {
    const { classes, weights } = at(support, position);
    const due = approximately({ part, of: denominator * rich });
    const falling = approximately({ part: fall, of: denominator * rich });
    let nearest = Number.POSITIVE_INFINITY;
    for (const k of at(active, position)) {
      if (poor[k] !== 1) continue;
      const index = classes[k] ?? 0;
      const weight = weights[k] ?? 0;
      const distance = narrowed(due * weight) - (money[index] ?? 0) - error;
      nearest = Math.min(nearest, distance <= 0 ? 0 : distance / (falling * weight + (speed[index] ?? 0)));
    }
    return narrowed(nearest);
  }

  function looked(position: number): boolean {
    return seenInRound[position] === picks.length;
  }

  function compare(one: number, other: number): ExactDifference {
    const [a, b] = [price(one), price(other)];
    if (!a || !b) throw new RangeError('a payable project became unpayable');
    const [first, second] = [b.rich * unit(other), a.rich * unit(one)];
    const gap = a.part * first - b.part * second;
    const closing = a.fall * first - b.fall * second;
    const line = Math.min(linear, a.linear, b.linear);
    const order = gap < 0n ? -1 : gap > 0n ? 1 : 0;
    if (order === 0) return { order, until: closing === 0n ? line : 0 };
    const meets = order > 0 ? closing > 0n : closing < 0n;
    if (!meets) return { order, until: line };
    return {
      order,
      until: Math.min(
        line,
        narrowed(approximately({ part: gap, of: 1n }) / approximately({ part: closing, of: 1n })),
      ),
    };
  }

  function unit(position: number): bigint {
    return prepared.utility === 'cost' ? at(election.projects, position).cost : 1n;
  }

  function heldBySupporters(position: number): Fraction {
    const { classes, voters } = at(support, position);
    let solvent = 0;
    const perRound = new Float64Array(prices.length);
    for (const k of at(active, position)) {
      const index = classes[k] ?? 0;
      if (emptied[index] === 1) continue;
      solvent += voters[k] ?? 0;
      countPaid(index, voters[k] ?? 0, perRound);
    }
    let part = BigInt(solvent) * start;
    for (let round = 0; round < prices.length; round += 1)
      part -= BigInt(perRound[round] ?? 0) * at(prices, round);
    return { part, of: denominator };
  }

  function buy(position: number): ExactPurchase {
    const exact = price(position);
    if (!exact) throw new RangeError('bought what nobody can pay for');
    if (poorBelongTo !== position) findPrice(position);
    const { cost } = at(election.projects, position);
    const purchase = {
      ...countPayers(position),
      share: asFraction(exact),
      gaveAllMoney: { part: cost * denominator - exact.part, of: denominator },
      voterMoneyBefore: { part: BigInt(election.voters) * start - spent * denominator, of: denominator },
    };
    takePayments(position, exact);
    spent += cost;
    picks.push(position);
    exactPrices = new Map();
    poorBelongTo = -1;
    return purchase;
  }

  function countPayers(position: number): { paidShare: number; gaveAll: number } {
    const { classes, voters } = at(support, position);
    let paidShare = 0;
    let gaveAll = 0;
    for (const k of at(active, position)) {
      if (poor[k] !== 1) paidShare += voters[k] ?? 0;
      // Whoever paid the last rupiah in full before has nothing to give either.
      else if (balance(classes[k] ?? 0) > 0n) gaveAll += voters[k] ?? 0;
    }
    return { paidShare, gaveAll };
  }

  function takePayments(position: number, exact: ExactPrice): void {
    const { classes, weights } = at(support, position);
    const due = approximately(asFraction(exact));
    const falling = approximately({ part: exact.fall, of: denominator * exact.rich });
    linear = Math.min(linear, exact.linear);
    for (const k of at(active, position)) {
      const index = classes[k] ?? 0;
      const weight = weights[k] ?? 0;
      if (poor[k] === 1) {
        money[index] = 0;
        speed[index] = 0;
        emptied[index] = 1;
      } else {
        money[index] = Math.max(0, (money[index] ?? 0) - due * weight);
        speed[index] = (speed[index] ?? 0) + falling * weight;
      }
    }
    boughtIn[position] = prices.length;
    error += roundings(6, startFloat);
    const common = gcd(gcd(exact.part, exact.fall), exact.rich);
    const factor = exact.rich / common;
    if (factor !== 1n) {
      denominator *= factor;
      start *= factor;
      for (let r = 0; r < prices.length; r += 1) {
        prices[r] = at(prices, r) * factor;
        falls[r] = at(falls, r) * factor;
      }
    }
    prices.push(exact.part / common);
    falls.push(exact.fall / common);
  }

  return {
    picks,
    get spent() {
      return spent;
    },
    bounds: { low, high },
    look,
    looked,
    price,
    compare,
    buy,
    heldBySupporters,
    asFraction,
  };
}
