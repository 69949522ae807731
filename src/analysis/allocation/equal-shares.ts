import type { EqualSharesRound } from './allocation.ts';
import type { ExactPurchase } from './exact-price.ts';
import { startExactRun } from './exact-run.ts';
import type { Fraction } from './fraction.ts';
import { approximately, lowest } from './fraction.ts';
import type { Barrier } from './limits.ts';
import { Purse } from './limits.ts';
import { atLeast, atMost } from './margins.ts';
import type { PreparedShares } from './shares-setup.ts';
import { at } from './shares-setup.ts';

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

/** One run with one endowment, explained. */
export interface SharesRun {
  /** Positions in the order bought. */
  readonly picks: readonly number[];
  readonly cost: bigint;
  readonly purse: Purse;
  readonly rounds: readonly EqualSharesRound[];
  readonly droppedOut: readonly DroppedOut[];
}

const MOST_SHARED = 3;

/**
 * The Method of Equal Shares with one endowment.
 *
 * Every voter starts with the same endowment. In each round the supporters of a project could buy it by paying
 * min(money, price × weight) each; the project with the lowest price for what it is worth to one supporter
 * (its cost, one, or the weight itself) is bought, until no project's supporters can pay.
 *
 * Source: Peters, Pierczyński, Skowron, "Proportional Participatory Budgeting with Additive Utilities" (2021).
 */
export function runEqualShares(prepared: PreparedShares, endowment: Fraction): SharesRun {
  const { election, support, ranks, units } = prepared;
  const exact = startExactRun(prepared, endowment);
  const { low, high } = exact.bounds;
  const purse = new Purse(election, prepared.votes, prepared.limits);
  const rounds: EqualSharesRound[] = [];
  const droppedOut: { position: number; barrier?: Barrier }[] = [];
  let candidates = [...support.keys()].filter((position) => at(support, position).tally > 0);

  function drop(position: number, barrier?: Barrier): void {
    candidates = candidates.filter((other) => other !== position);
    droppedOut.push(barrier ? { position, barrier } : { position });
  }

  function scoreLow(position: number): number {
    return atLeast((low[position] ?? 0) / (units[position] ?? 1), 2);
  }

  function scoreHigh(position: number): number {
    return atMost((high[position] ?? 0) / (units[position] ?? 1), 2);
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
      if (!exact.looked(position) && !exact.look(position)) {
        drop(position);
        continue;
      }
      if (best < 0 || scoreHigh(position) < scoreLow(best)) {
        best = position;
        tied = [];
        continue;
      }
      if (scoreLow(position) > scoreHigh(best)) continue;
      const { order } = exact.compare(position, best);
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

  function explain(position: number, tied: readonly number[], purchase: ExactPurchase): EqualSharesRound {
    const project = at(election.projects, position);
    const { votes, tally } = at(support, position);
    const share = lowest(purchase.share);
    const { part, of } = purchase.voterMoneyBefore;
    return {
      by: 'equal-shares',
      number: rounds.length + 1,
      project: project.id,
      amount: project.cost,
      whole: true,
      votes,
      tally,
      left: purse.left - project.cost,
      tiedWith: tied.map((other) => at(election.projects, other).id),
      paidShare: purchase.paidShare,
      share,
      gaveAll: purchase.gaveAll,
      gaveAllMoney: lowest(purchase.gaveAllMoney),
      effectiveVotes: approximately({ part: project.cost * share.of, of: share.part }),
      voterMoneyBefore: lowest({ part, of }),
      voterMoneyAfter: lowest({ part: part - project.cost * of, of }),
    };
  }

  for (let next = choose(); next; next = choose()) {
    const { best, tied } = next;
    rounds.push(explain(best, tied, exact.buy(best)));
    purse.fund(best, at(election.projects, best).cost);
    candidates = candidates.filter((position) => position !== best);
  }
  return {
    picks: exact.picks,
    cost: exact.spent,
    purse,
    rounds,
    droppedOut: droppedOut.map(({ position, barrier }) => ({
      position,
      ...(barrier ? { barrier } : { money: lowest(exact.heldBySupporters(position)) }),
      sharedWith: sharedWith(prepared, position, exact.picks),
    })),
  };
}

function sharedWith({ support, heads }: PreparedShares, position: number, picks: readonly number[]) {
  const supporting = new Float64Array(heads.length);
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
