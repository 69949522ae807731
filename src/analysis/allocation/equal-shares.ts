import type { EqualSharesRound } from './allocation.ts';
import type { Election } from './election.ts';
import type { Fraction } from './fraction.ts';
import { approximately, gcd, lowest } from './fraction.ts';
import type { Barrier, Limits } from './limits.ts';
import { Purse } from './limits.ts';
import type { Supporters, Utility } from './support.ts';

/** What stays the same in every run on one election. */
export interface SharesSetup {
  readonly election: Election;
  readonly support: readonly Supporters[];
  readonly ranks: Int32Array;
  readonly utility: Utility;
  readonly limits: Limits;
}

/** A project that dropped out of a run. */
export interface DroppedOut {
  readonly position: number;
  /** Another limit than its supporters' money; undefined when the money did not suffice. */
  readonly barrier?: Barrier;
  /** What its supporters had left when nothing more could be bought; absent behind another limit. */
  readonly money?: Fraction;
  /** Funded projects its supporters also support, and how many of them do; most first. */
  readonly sharedWith: readonly { readonly position: number; readonly voters: number }[];
}

/** One run with one endowment. */
export interface SharesRun {
  /** Positions in the order bought. */
  readonly picks: readonly number[];
  readonly cost: bigint;
  readonly purse: Purse;
  /** Rupiah by which every voter's endowment can certainly grow without any change in `picks`. */
  readonly steadyFor: number;
  readonly rounds: readonly EqualSharesRound[];
  readonly droppedOut: readonly DroppedOut[];
}

/** How much a run tells: only what it picks; also how far that holds; or everything about its rounds. */
export type RunDetail = { readonly lookAhead: number } | 'explained';

/** Room left around a float before it is taken to say that one amount is below another. */
const MARGIN = 2 ** -30;
const ROUNDING = 2 ** -53;
/** Bounds on rates of change are widened by this, far more than their rounding errors. */
const SLACK = 1e-9;
/** Windows shorter than this are checked again with exact rates, in rupiah. */
const SHORT_WINDOW = 64;
const MOST_SHARED = 3;

/** Whether supporters can pay: now, only if every endowment were higher within the window, or not at all. */
type Look = 'payable' | 'payable-later' | 'unpayable';

/** The exact price of a project: every supporter pays min(money, price × weight), with price = part ÷ (D × rich). */
interface ExactPrice {
  readonly part: bigint;
  readonly rich: bigint;
  /** How fast the price falls when every endowment grows, over the same denominator. */
  readonly fall: bigint;
}

/**
 * Makes the Method of Equal Shares ready for many runs on one election.
 *
 * Every voter starts with the same endowment. In each round the supporters of a project could buy it by paying
 * min(money, price × weight) each; the project with the lowest price for what it is worth to one supporter
 * (its cost, one, or the weight itself) is bought, until no project's supporters can pay.
 *
 * Exact without a fraction for any voter: what voters hold is the endowment less the prices of the rounds they
 * paid in, so the money of any group is a whole combination of endowment and prices, and these are kept as
 * bigints over one common denominator D. Floats with proven error bounds only say which comparisons are
 * beyond doubt; every other comparison is made with the bigints.
 *
 * With a look-ahead the run also bounds, for each voter, how fast the money grows with the endowment, and from it
 * how long the picks certainly stay the same: while they do, prices fall and balances rise as endowments grow, so
 * poor supporters become rich ones and never the other way round. This is what lets completion leap.
 *
 * Source: Peters, Pierczyński, Skowron, "Proportional Participatory Budgeting with Additive Utilities" (2021).
 */
export function prepareEqualShares(
  setup: SharesSetup,
): (endowment: Fraction, detail: RunDetail) => SharesRun {
  const { election, support, ranks } = setup;
  const classCount = election.classes.length;
  const projectCount = election.projects.length;
  const votes = support.map((supporters) => supporters.votes);
  const costs = Float64Array.from(election.projects, (project) => Number(project.cost));
  const units = Float64Array.from(costs, (cost) => (setup.utility === 'cost' ? cost : 1));
  const mostSupporters = Math.max(1, ...support.map((supporters) => supporters.classes.length));

  const ballots = ballotsByClass(support, classCount);
  /** For each project the places of supporters that can still matter: who is empty for good is taken out. */
  const activeFrom = new Int32Array(projectCount + 1);
  for (const [position, { classes }] of support.entries())
    activeFrom[position + 1] = (activeFrom[position] ?? 0) + classes.length;
  const active = new Int32Array(activeFrom[projectCount] ?? 0);
  const activeTo = new Int32Array(projectCount);
  const activeTally = new Float64Array(projectCount);
  /** Round in which a project was bought; -1 while it is not. */
  const boughtIn = new Int32Array(projectCount);
  const money = new Float64Array(classCount);
  const emptied = new Uint8Array(classCount);
  const slowest = new Float64Array(classCount);
  const fastest = new Float64Array(classCount);
  const kept = new Int32Array(mostSupporters);
  const poor = new Uint8Array(mostSupporters);
  const uncertain = new Uint8Array(mostSupporters);
  const priceLow = new Float64Array(projectCount);
  const priceHigh = new Float64Array(projectCount);
  const priceFall = new Float64Array(projectCount);
  const seenInRound = new Int32Array(projectCount);
  /** What the supporters of a project lack that only a higher endowment within the window could pay for. */
  const missing = new Float64Array(projectCount);

  return function run(endowment, detail) {
    const looksAhead = detail !== 'explained';
    let window = looksAhead ? detail.lookAhead : 0;
    /** Up to here no poor supporter of a bought project becomes a rich one, so that exact rates hold. */
    let linear = Number.POSITIVE_INFINITY;

    let denominator = endowment.of;
    let start = endowment.part;
    const prices: bigint[] = [];
    const falls: bigint[] = [];
    const startFloat = approximately(endowment);
    let error = 4 * ROUNDING * startFloat;

    money.fill(startFloat);
    emptied.fill(0);
    boughtIn.fill(-1);
    slowest.fill(1);
    fastest.fill(1);
    seenInRound.fill(-1);
    missing.fill(0);

    const purse = new Purse(election, votes, setup.limits);
    const rounds: EqualSharesRound[] = [];
    const droppedOut: { position: number; barrier?: Barrier }[] = [];
    const picks: number[] = [];
    let spent = 0n;
    let candidates: number[] = [];
    for (const [position, supporters] of support.entries()) {
      if (supporters.tally === 0) continue;
      candidates.push(position);
      const from = activeFrom[position] ?? 0;
      for (let k = 0; k < supporters.classes.length; k += 1) active[from + k] = k;
      activeTo[position] = from + supporters.classes.length;
      activeTally[position] = supporters.tally;
      // Nobody can pay less than an equal part of the cost each, however much all of them have.
      priceLow[position] = ((costs[position] ?? 0) / supporters.tally) * (1 - 8 * ROUNDING);
      priceHigh[position] = Number.POSITIVE_INFINITY;
      priceFall[position] = 0;
    }
    let exactPrices = new Map<number, ExactPrice>();
    let poorBelongTo = -1;

    function scoreLow(position: number): number {
      return ((priceLow[position] ?? 0) / (units[position] ?? 1)) * (1 - 2 * ROUNDING);
    }

    function scoreHigh(position: number): number {
      return ((priceHigh[position] ?? 0) / (units[position] ?? 1)) * (1 + 2 * ROUNDING);
    }

    /** Bounds the price of a project by floats; exactly where they do not tell whether it can be paid at all. */
    function look(position: number): Look {
      const { classes, voters, weights, votes: heads } = at(support, position);
      const cost = costs[position] ?? 0;
      const from = activeFrom[position] ?? 0;
      const to = activeTo[position] ?? 0;
      const count = to - from;
      let price = Math.max(cost / (activeTally[position] ?? 1), priceLow[position] ?? 0);
      let poorMoney = 0;
      let growth = 0;
      let rich = activeTally[position] ?? 0;
      let length = 0;
      let remaining = from;
      for (let j = from; j < to; j += 1) {
        const k = active[j] ?? 0;
        const index = classes[k] ?? 0;
        const held = money[index] ?? 0;
        const weight = weights[k] ?? 0;
        if (held >= price * weight) {
          kept[length] = k;
          length += 1;
        } else {
          const many = voters[k] ?? 0;
          const speed = fastest[index] ?? 0;
          poorMoney += many * held;
          growth += many * speed;
          rich -= many * weight;
          if (held === 0 && speed === 0 && emptied[index] === 1) {
            activeTally[position] = (activeTally[position] ?? 0) - many * weight;
            continue;
          }
        }
        active[remaining] = k;
        remaining += 1;
      }
      activeTo[position] = remaining;
      while (length > 0) {
        price = (cost - poorMoney) / rich;
        let still = 0;
        for (let j = 0; j < length; j += 1) {
          const k = kept[j] ?? 0;
          const index = classes[k] ?? 0;
          const held = money[index] ?? 0;
          const weight = weights[k] ?? 0;
          if (held >= price * weight) {
            kept[still] = k;
            still += 1;
          } else {
            const many = voters[k] ?? 0;
            poorMoney += many * held;
            growth += many * (fastest[index] ?? 0);
            rich -= many * weight;
          }
        }
        if (still === length) break;
        length = still;
      }
      seenInRound[position] = picks.length;
      const inSum = (count + 8) * 2 * ROUNDING * Math.max(cost, poorMoney) + heads * error;
      if (length === 0 && poorMoney + inSum < cost) {
        return looksAhead ? lookLater(position, cost - poorMoney - inSum) : 'unpayable';
      }
      const clearlyRich = price * (1 + MARGIN);
      let strict = 0;
      for (let j = 0; j < length; j += 1) {
        const k = kept[j] ?? 0;
        const index = classes[k] ?? 0;
        const weight = weights[k] ?? 0;
        if ((money[index] ?? 0) >= clearlyRich * weight + error) strict += (voters[k] ?? 0) * weight;
        else growth += (voters[k] ?? 0) * (fastest[index] ?? 0);
      }
      const off = strict > 0 ? inSum / strict + 8 * ROUNDING * price : Number.POSITIVE_INFINITY;
      if (!(off <= (MARGIN / 4) * price)) return lookExactly(position);
      priceLow[position] = Math.max(priceLow[position] ?? 0, price - off);
      priceHigh[position] = price + off;
      priceFall[position] = (growth / strict) * (1 + SLACK);
      return 'payable';
    }

    function lookExactly(position: number): Look {
      const exact = exactPrice(position);
      if (!exact) {
        if (!looksAhead) return 'unpayable';
        const { part, of } = heldBySupporters(position);
        const lacking = approximately({ part: at(election.projects, position).cost * of - part, of });
        return lookLater(position, lacking * (1 - SLACK));
      }
      const price = approximately({ part: exact.part, of: denominator * exact.rich });
      priceLow[position] = Math.max(priceLow[position] ?? 0, price * (1 - 4 * ROUNDING));
      priceHigh[position] = price * (1 + 4 * ROUNDING);
      if (looksAhead) priceFall[position] = fastestFall(position, exact);
      return 'payable';
    }

    /** Bounds the price of a project that can be paid only with a higher endowment, if at all within the window. */
    function lookLater(position: number, lacking: number): Look {
      const { classes, voters, weights } = at(support, position);
      const cost = costs[position] ?? 0;
      let price = Math.max(0, (priceLow[position] ?? 0) - (priceFall[position] ?? 0) * window) * (1 - SLACK);
      for (let lastRich = Number.POSITIVE_INFINITY; ; ) {
        let poorMoney = 0;
        let rich = activeTally[position] ?? 0;
        for (let j = activeFrom[position] ?? 0; j < (activeTo[position] ?? 0); j += 1) {
          const k = active[j] ?? 0;
          const index = classes[k] ?? 0;
          const most = ((money[index] ?? 0) + error + (fastest[index] ?? 0) * window) * (1 + SLACK);
          if (most >= price * (weights[k] ?? 0)) continue;
          poorMoney += (voters[k] ?? 0) * most;
          rich -= (voters[k] ?? 0) * (weights[k] ?? 0);
        }
        if (rich <= 0) return 'unpayable';
        if (rich === lastRich) break;
        lastRich = rich;
        price = Math.max(price, ((cost - poorMoney) / rich) * (1 - SLACK));
      }
      priceLow[position] = price;
      priceHigh[position] = Number.POSITIVE_INFINITY;
      priceFall[position] = 0;
      missing[position] = lacking;
      return 'payable-later';
    }

    /** Ends the window before the supporters of a project that cannot be paid for could pay. */
    function roomUntilPayable(position: number): number {
      const { classes, voters } = at(support, position);
      let growth = 0;
      for (let j = activeFrom[position] ?? 0; j < (activeTo[position] ?? 0); j += 1) {
        const k = active[j] ?? 0;
        growth += (voters[k] ?? 0) * (fastest[classes[k] ?? 0] ?? 0);
      }
      return growth > 0 ? ((missing[position] ?? 0) / growth) * (1 - 2 * SLACK) : Number.POSITIVE_INFINITY;
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

    /** Price and rate exactly; undefined when the supporters together hold less than the cost. Marks the poor. */
    function exactPrice(position: number): ExactPrice | undefined {
      const { classes, voters, weights } = at(support, position);
      const fresh = seenInRound[position] === picks.length;
      const surelyPoor = (priceLow[position] ?? 0) * (1 - 2 * MARGIN);
      const surelyRich = fresh ? (priceHigh[position] ?? 0) * (1 + 2 * MARGIN) : Number.POSITIVE_INFINITY;
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
      for (let j = activeFrom[position] ?? 0; j < (activeTo[position] ?? 0); j += 1) {
        const k = active[j] ?? 0;
        const index = classes[k] ?? 0;
        const held = money[index] ?? 0;
        const weight = weights[k] ?? 0;
        poor[k] = 0;
        if (held < surelyPoor * weight - 2 * error || (held === 0 && emptied[index] === 1))
          makePoor(k, index);
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
        const price = open === 0 ? 0 : approximately({ part, of: denominator * richly });
        let still = 0;
        for (let j = 0; j < open; j += 1) {
          const k = kept[j] ?? 0;
          const index = classes[k] ?? 0;
          const due = price * (weights[k] ?? 0);
          const held = money[index] ?? 0;
          const doubt = error + due * 8 * ROUNDING;
          const pays =
            held > due + doubt ||
            (held >= due - doubt && balance(index) * richly >= part * BigInt(weights[k] ?? 0));
          if (pays) {
            kept[still] = k;
            still += 1;
          } else makePoor(k, index);
        }
        if (still === open) return { part, rich: richly, fall };
        open = still;
      }
      return undefined;
    }

    function exactlyOnce(position: number): ExactPrice {
      const known = exactPrices.get(position);
      if (known) return known;
      const found = exactPrice(position);
      if (!found) throw new RangeError('a payable project became unpayable');
      exactPrices.set(position, found);
      return found;
    }

    /** Negative when the first is the better buy; exact. Units are costs or 1. */
    function compareExactly(a: number, b: number): number {
      const [left, right] = [weighed(a, b), weighed(b, a)];
      return left < right ? -1 : left > right ? 1 : 0;
    }

    function weighed(position: number, against: number): bigint {
      return exactlyOnce(position).part * exactlyOnce(against).rich * unit(against);
    }

    function unit(position: number): bigint {
      return setup.utility === 'cost' ? at(election.projects, position).cost : 1n;
    }

    /** The money of all supporters of a project. */
    function heldBySupporters(position: number): Fraction {
      const { classes, voters } = at(support, position);
      let solvent = 0;
      const perRound = new Float64Array(prices.length);
      for (let j = activeFrom[position] ?? 0; j < (activeTo[position] ?? 0); j += 1) {
        const k = active[j] ?? 0;
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

    function drop(position: number, barrier?: Barrier): void {
      candidates = candidates.filter((other) => other !== position);
      droppedOut.push(barrier ? { position, barrier } : { position });
    }

    /** The best buy of this round and those that are exactly as good; undefined when nothing can be paid for. */
    function choose(): { best: number; tied: number[] } | undefined {
      for (const position of candidates) {
        const barrier = purse.barrier(position, at(election.projects, position).cost);
        if (barrier) drop(position, barrier);
      }
      let best = -1;
      let tied: number[] = [];
      for (const position of [...candidates].sort((a, b) => scoreLow(a) - scoreLow(b))) {
        if (best >= 0 && scoreLow(position) > scoreHigh(best)) break;
        const seen = seenInRound[position] === picks.length ? lastSeen(position) : look(position);
        if (seen === 'unpayable') drop(position);
        if (seen !== 'payable') continue;
        if (best < 0 || scoreHigh(position) < scoreLow(best)) {
          best = position;
          tied = [];
          continue;
        }
        if (scoreLow(position) > scoreHigh(best)) continue;
        const order = compareExactly(position, best);
        if (order < 0) {
          best = position;
          tied = [];
        } else if (order === 0) {
          const goesFirst = (ranks[position] ?? 0) < (ranks[best] ?? 0);
          tied.push(goesFirst ? best : position);
          if (goesFirst) best = position;
        }
      }
      return best < 0 ? undefined : { best, tied };
    }

    function lastSeen(position: number): Look {
      return priceHigh[position] === Number.POSITIVE_INFINITY ? 'payable-later' : 'payable';
    }

    /** Shortens the window to where `best` certainly stays the best buy; its rates hold in what is left of it. */
    function lookAheadOf(best: number, exact: ExactPrice): { slow: number; fast: number } {
      markPoor(best);
      const fast = fastestFall(best, exact);
      const slow = slowestFall(best, exact, fast);
      for (const position of candidates) {
        if (position !== best) keepBehind(position, best, slow);
      }
      // Looking at rivals marked their poor; and in a shorter window fewer of the poor may become rich.
      markPoor(best);
      linear = Math.min(linear, crossing(best, exact, fast));
      return { slow: slowestFall(best, exact, fast), fast };
    }

    function markPoor(position: number): void {
      if (poorBelongTo !== position) exactPrice(position);
    }

    function fastestFall(position: number, exact: ExactPrice): number {
      const { classes, voters } = at(support, position);
      let growth = 0;
      for (let j = activeFrom[position] ?? 0; j < (activeTo[position] ?? 0); j += 1) {
        const k = active[j] ?? 0;
        if (poor[k] === 1) growth += (voters[k] ?? 0) * (fastest[classes[k] ?? 0] ?? 0);
      }
      return (growth / Number(exact.rich)) * (1 + SLACK);
    }

    /** Lower bound of how fast the price falls in the window; marks those who may become rich in it. */
    function slowestFall(position: number, exact: ExactPrice, fast: number): number {
      const { classes, voters, weights } = at(support, position);
      const price = approximately({ part: exact.part, of: denominator * exact.rich });
      const priceAtEnd = (price - fast * window) * (1 - SLACK);
      let growth = 0;
      let rich = Number(exact.rich);
      for (let j = activeFrom[position] ?? 0; j < (activeTo[position] ?? 0); j += 1) {
        const k = active[j] ?? 0;
        uncertain[k] = 0;
        if (poor[k] !== 1) continue;
        const index = classes[k] ?? 0;
        const most = (money[index] ?? 0) + error + (fastest[index] ?? 0) * window;
        if (most * (1 + SLACK) >= priceAtEnd * (weights[k] ?? 0)) {
          uncertain[k] = 1;
          rich += (voters[k] ?? 0) * (weights[k] ?? 0);
        } else growth += (voters[k] ?? 0) * (slowest[index] ?? 0);
      }
      return (growth / rich) * (1 - SLACK);
    }

    /** The window up to which no poor supporter becomes rich, from below. */
    function crossing(position: number, exact: ExactPrice, fast: number): number {
      const { classes, weights } = at(support, position);
      const price = approximately({ part: exact.part, of: denominator * exact.rich });
      let nearest = Number.POSITIVE_INFINITY;
      for (let j = activeFrom[position] ?? 0; j < (activeTo[position] ?? 0); j += 1) {
        const k = active[j] ?? 0;
        if (poor[k] !== 1) continue;
        const index = classes[k] ?? 0;
        const weight = weights[k] ?? 0;
        const distance = price * weight * (1 - SLACK) - (money[index] ?? 0) - error;
        const speed = fast * weight + (fastest[index] ?? 0);
        nearest = Math.min(nearest, distance <= 0 ? 0 : distance / speed);
      }
      return nearest * (1 - SLACK);
    }

    function keepBehind(position: number, best: number, slow: number): void {
      const room = () => {
        const gap = scoreLow(position) - scoreHigh(best);
        const closing = ((priceFall[position] ?? 0) / (units[position] ?? 1)) * (1 + SLACK);
        const rate = closing - (slow / (units[best] ?? 1)) * (1 - SLACK);
        if (gap <= 0) return 0;
        return rate <= 0 ? Number.POSITIVE_INFINITY : (gap / rate) * (1 - SLACK);
      };
      let safe = room();
      if (safe >= window) return;
      if (seenInRound[position] !== picks.length) {
        if (look(position) === 'unpayable') {
          drop(position);
          return;
        }
        safe = room();
        if (safe >= window) return;
      }
      if (lastSeen(position) === 'payable-later') safe = Math.max(safe, roomUntilPayable(position));
      else if (safe < SHORT_WINDOW) safe = Math.max(safe, exactRoom(position, best));
      window = Math.min(window, safe);
    }

    /** As long as nobody changes from poor to rich, prices are straight lines and can be followed exactly. */
    function exactRoom(position: number, best: number): number {
      const rival = exactlyOnce(position);
      const bought = exactlyOnce(best);
      const line = Math.min(linear, freshCrossing(position), freshCrossing(best));
      const gap = rival.part * bought.rich * unit(best) - bought.part * rival.rich * unit(position);
      const rate = rival.fall * bought.rich * unit(best) - bought.fall * rival.rich * unit(position);
      if (rate <= 0n) return line;
      return gap <= 0n ? 0 : Math.min(line, approximately({ part: gap, of: rate }) * (1 - SLACK));
    }

    function freshCrossing(position: number): number {
      const exact = exactPrice(position);
      if (!exact) return 0;
      return crossing(position, exact, fastestFall(position, exact));
    }

    function buy(best: number, tied: readonly number[]): void {
      const exact = exactlyOnce(best);
      const rates = looksAhead ? lookAheadOf(best, exact) : { slow: 0, fast: 0 };
      markPoor(best);
      const project = at(election.projects, best);
      const voterMoney = BigInt(election.voters) * start - spent * denominator;
      if (!looksAhead) rounds.push(explainedRound(best, exact, tied, voterMoney));
      takePayments(best, exact, rates);
      purse.fund(best, project.cost);
      spent += project.cost;
      picks.push(best);
      candidates = candidates.filter((position) => position !== best);
      exactPrices = new Map();
      poorBelongTo = -1;
    }

    function takePayments(best: number, exact: ExactPrice, rates: { slow: number; fast: number }): void {
      const { classes, weights } = at(support, best);
      const price = approximately({ part: exact.part, of: denominator * exact.rich });
      const changes = rates.slow > 0 || rates.fast > 0;
      for (let j = activeFrom[best] ?? 0; j < (activeTo[best] ?? 0); j += 1) {
        const k = active[j] ?? 0;
        const index = classes[k] ?? 0;
        const weight = weights[k] ?? 0;
        if (poor[k] === 1) {
          money[index] = 0;
          emptied[index] = 1;
          slowest[index] = 0;
          fastest[index] = uncertain[k] === 1 ? (fastest[index] ?? 0) + rates.fast * weight : 0;
          continue;
        }
        money[index] = Math.max(0, (money[index] ?? 0) - price * weight);
        if (!changes) continue;
        slowest[index] = (slowest[index] ?? 0) + rates.slow * weight;
        fastest[index] = (fastest[index] ?? 0) + rates.fast * weight;
      }
      boughtIn[best] = prices.length;
      error += 6 * ROUNDING * startFloat;
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

    function explainedRound(
      best: number,
      exact: ExactPrice,
      tied: readonly number[],
      voterMoney: bigint,
    ): EqualSharesRound {
      const { classes, voters, votes: heads, tally } = at(support, best);
      const project = at(election.projects, best);
      let paidShare = 0;
      let gaveAll = 0;
      for (let j = activeFrom[best] ?? 0; j < (activeTo[best] ?? 0); j += 1) {
        const k = active[j] ?? 0;
        if (poor[k] !== 1) paidShare += voters[k] ?? 0;
        else if (emptied[classes[k] ?? 0] !== 1) gaveAll += voters[k] ?? 0;
      }
      const share = lowest({ part: exact.part, of: denominator * exact.rich });
      return {
        by: 'equal-shares',
        number: picks.length + 1,
        project: project.id,
        amount: project.cost,
        whole: true,
        votes: heads,
        tally,
        left: purse.left - project.cost,
        tiedWith: tied.map((position) => at(election.projects, position).id),
        paidShare,
        share,
        gaveAll,
        gaveAllMoney: lowest({ part: project.cost * denominator - exact.part, of: denominator }),
        effectiveVotes: approximately({ part: project.cost * share.of, of: share.part }),
        voterMoneyBefore: lowest({ part: voterMoney, of: denominator }),
        voterMoneyAfter: lowest({ part: voterMoney - project.cost * denominator, of: denominator }),
      };
    }

    for (let next = choose(); next; next = choose()) buy(next.best, next.tied);
    for (const position of candidates) window = Math.min(window, roomUntilPayable(position));

    return {
      picks,
      cost: spent,
      purse,
      steadyFor: Math.max(0, window),
      rounds,
      droppedOut: looksAhead
        ? []
        : droppedOut.map(({ position, barrier }) => ({
            position,
            ...(barrier ? { barrier } : { money: lowest(heldBySupporters(position)) }),
            sharedWith: sharedWith(position, picks),
          })),
    };
  };

  function sharedWith(position: number, picks: readonly number[]): { position: number; voters: number }[] {
    const supporting = new Float64Array(classCount);
    const own = at(support, position);
    for (let k = 0; k < own.classes.length; k += 1) supporting[own.classes[k] ?? 0] = own.voters[k] ?? 0;
    return picks
      .map((pick) => {
        let voters = 0;
        for (const index of at(support, pick).classes) voters += supporting[index] ?? 0;
        return { position: pick, voters };
      })
      .filter((shared) => shared.voters > 0)
      .sort((a, b) => b.voters - a.voters)
      .slice(0, MOST_SHARED);
  }
}

/** The other way round: for every class the projects it supports, and the weights it gave them. */
function ballotsByClass(support: readonly Supporters[], classCount: number) {
  const from = new Int32Array(classCount + 1);
  for (const { classes } of support)
    for (const index of classes) from[index + 1] = (from[index + 1] ?? 0) + 1;
  for (let index = 0; index < classCount; index += 1)
    from[index + 1] = (from[index + 1] ?? 0) + (from[index] ?? 0);
  const next = from.slice();
  const projects = new Int32Array(from[classCount] ?? 0);
  const weights = new Float64Array(projects.length);
  for (const [position, supporters] of support.entries()) {
    for (let k = 0; k < supporters.classes.length; k += 1) {
      const index = supporters.classes[k] ?? 0;
      const place = next[index] ?? 0;
      projects[place] = position;
      weights[place] = supporters.weights[k] ?? 0;
      next[index] = place + 1;
    }
  }
  return { from, projects, weights };
}

function at<T>(list: { readonly [index: number]: T }, position: number): T {
  const value = list[position];
  if (value === undefined) throw new RangeError(`nothing at ${position}`);
  return value;
}
