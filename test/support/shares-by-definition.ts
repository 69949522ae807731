import type { Election } from '#analysis/allocation/election.ts';
import { runEqualShares } from '#analysis/allocation/equal-shares.ts';
import type { Fraction } from '#analysis/allocation/fraction.ts';
import { gcd } from '#analysis/allocation/fraction.ts';
import type { Limits } from '#analysis/allocation/limits.ts';
import type { SharesSetup } from '#analysis/allocation/shares-setup.ts';
import { prepareShares } from '#analysis/allocation/shares-setup.ts';
import type { Utility } from '#analysis/allocation/support.ts';
import { supportOf } from '#analysis/allocation/support.ts';
import { tieRanks } from '#analysis/allocation/tie-breaking.ts';

/** For the tests: Equal Shares asked on an election, ties by id. */
export function setupOf(election: Election, utility: Utility, limits: Limits = {}): SharesSetup {
  const support = supportOf(election, utility);
  const ranks = tieRanks(
    election,
    support.map((supporters) => supporters.votes),
    'id',
  );
  return { election, support, ranks, utility, limits };
}

/** An equal part of the budget for every voter, and so many rupiah more. */
export function raised(election: Election, added: bigint): Fraction {
  const voters = BigInt(election.voters);
  return { part: election.budget + added * voters, of: voters };
}

/** How many voters paid the price (times what they gave), how many gave all they had left, and how much that was. */
export interface Payments {
  readonly inFull: number;
  readonly gaveAll: number;
  readonly gaveAllMoney: Fraction;
}

/**
 * Equal Shares as it is defined, with a fraction for every class of voters; slow, without floats and independent of
 * the real one. What was bought, at which price, and what it left to every class. Ties by id.
 */
export function sharesByDefinition(
  { election, support, utility }: SharesSetup,
  endowment: Fraction,
): { picks: number[]; prices: Fraction[]; money: Fraction[]; payments: Payments[] } {
  const money = election.classes.map(() => endowment);
  const picks: number[] = [];
  const prices: Fraction[] = [];
  const payments: Payments[] = [];
  for (;;) {
    let best: { position: number; price: Fraction; score: Fraction } | undefined;
    for (const [position, project] of election.projects.entries()) {
      const price = picks.includes(position) ? undefined : priceOf(position, project.cost);
      if (!price) continue;
      const score = utility === 'cost' ? { part: price.part, of: price.of * project.cost } : price;
      if (!best || less(score, best.score)) best = { position, price, score };
    }
    if (!best) return { picks, prices, money, payments };
    picks.push(best.position);
    prices.push(best.price);
    const { classes, voters, weights } = support[best.position] ?? { classes: [], voters: [], weights: [] };
    const paid = { inFull: 0, gaveAll: 0, gaveAllMoney: { part: 0n, of: 1n } };
    for (const [k, index] of classes.entries()) {
      const due = times(best.price, weights[k] ?? 0);
      const held = money[index] ?? endowment;
      const many = voters[k] ?? 0;
      if (!less(held, due)) paid.inFull += many;
      else if (held.part > 0n) {
        paid.gaveAll += many;
        paid.gaveAllMoney = minus(paid.gaveAllMoney, times(held, -many));
      }
      money[index] = less(held, due) ? { part: 0n, of: 1n } : minus(held, due);
    }
    payments.push(paid);
  }

  function priceOf(position: number, cost: bigint): Fraction | undefined {
    const { classes, voters, weights } = support[position] ?? { classes: [], voters: [], weights: [] };
    let rich = [...classes.keys()];
    let open: Fraction = { part: cost, of: 1n };
    for (;;) {
      const shares = rich.reduce((sum, k) => sum + (voters[k] ?? 0) * (weights[k] ?? 0), 0);
      if (shares === 0) return undefined;
      const price = { part: open.part, of: open.of * BigInt(shares) };
      const poor = rich.filter((k) =>
        less(money[classes[k] ?? 0] ?? endowment, times(price, weights[k] ?? 0)),
      );
      if (poor.length === 0) return price;
      for (const k of poor) open = minus(open, times(money[classes[k] ?? 0] ?? endowment, voters[k] ?? 0));
      rich = rich.filter((k) => !poor.includes(k));
    }
  }
}

/** Completion by Add1 as it is defined: a new run for one rupiah after another. */
export function rupiahByRupiah(setup: SharesSetup, until: 'overshoot' | 'exhaustive') {
  const { election, support } = setup;
  const prepared = prepareShares(setup);
  const everything = election.projects.reduce((sum, project) => sum + project.cost, 0n);
  let before = { picks: [] as readonly number[], added: -1n };
  for (let added = 0n; ; added += 1n) {
    const { picks, cost, purse } = runEqualShares(prepared, raised(election, added));
    if (cost > election.budget) return { picks: before.picks, added: added - 1n };
    before = { picks, added };
    const supported = [...support.keys()].filter((position) => (support[position]?.tally ?? 0) > 0);
    const open = supported.filter((position) => !picks.includes(position));
    const fits = open.some(
      (position) => !purse.barrierWithBudget(position, election.projects[position]?.cost ?? 0n),
    );
    if (open.length === 0 || (until === 'exhaustive' && !fits)) return before;
    // Now every voter could pay for everything alone.
    const { part, of } = raised(election, added);
    if (part >= everything * of) return before;
  }
}

function less(a: Fraction, b: Fraction): boolean {
  return a.part * b.of < b.part * a.of;
}

function times(a: Fraction, count: number): Fraction {
  return { part: a.part * BigInt(count), of: a.of };
}

function minus(a: Fraction, b: Fraction): Fraction {
  const part = a.part * b.of - b.part * a.of;
  const of = a.of * b.of;
  const common = gcd(part, of) || 1n;
  return { part: part / common, of: of / common };
}
