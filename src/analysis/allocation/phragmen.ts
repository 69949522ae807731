import type { Loss, PhragmenRound, Remedy } from './allocation.ts';
import type { Election, Project } from './election.ts';
import type { Fraction } from './fraction.ts';
import { compareFractions } from './fraction.ts';
import type { Purse } from './limits.ts';
import { roomLeft } from './limits.ts';
import type { Supporters } from './support.ts';

/**
 * Sequential Phragmén for budgets. Every voter earns one rupiah per unit of time; as soon as the supporters of a
 * project hold its cost between them they buy it and hold nothing. Of several at one moment the tie-breaking
 * order decides. Weights play no part: a ballot supports a project or it does not.
 * `stop` ends when a project whose turn it is no longer fits the budget, even if only one of several tied ones
 * (the convention of pabutools); `skip` leaves it out and goes on. Projects behind another limit are left out.
 * Projects nobody supports are never bought. Exact: times are fractions over one common denominator.
 * Source: Brill, Freeman, Janson, Lackner, "Phragmén's Voting Methods and Justified Representation" (2017);
 * for budgets Los, Christoff, Grossi (2022).
 */
export function phragmen(
  election: Election,
  support: readonly Supporters[],
  ranks: Int32Array,
  purse: Purse,
  whenTooDear: 'stop' | 'skip',
): { rounds: PhragmenRound[]; losses: Loss[] } {
  const rounds: PhragmenRound[] = [];
  const losses: Loss[] = [];
  const candidates = new Set<number>();
  for (const [position, project] of election.projects.entries()) {
    const { votes } = at(support, position);
    if (votes === 0)
      losses.push({ project: project.id, votes, tally: 0, reason: { code: 'no-support' }, remedies: [] });
    else if (project.cost > election.budget && whenTooDear === 'stop')
      lose(position, purse.barrierWithBudget(position, project.cost));
    else candidates.add(position);
  }

  function lose(position: number, barrier: ReturnType<Purse['barrier']>): void {
    if (!barrier) return;
    const { votes, tally } = at(support, position);
    const room = roomLeft(barrier);
    const remedies: Remedy[] =
      barrier.code === 'incompatible'
        ? [{ code: 'without', project: barrier.with }]
        : room !== undefined && room > 0n
          ? [{ code: 'cost-at-most', amount: room }]
          : [];
    losses.push({ project: at(election.projects, position).id, votes, tally, reason: barrier, remedies });
  }

  const clock = startClock(election, support);
  let stopped: Project | undefined;
  while (candidates.size > 0) {
    for (const position of [...candidates]) {
      const barrier = purse.barrier(position, at(election.projects, position).cost);
      if (!barrier) continue;
      candidates.delete(position);
      lose(position, barrier);
    }
    const { tied, time } = clock.next(candidates);
    const tooDear = tied.filter((position) => at(election.projects, position).cost > purse.left);
    if (tooDear.length > 0 && whenTooDear === 'stop') {
      stopped = at(election.projects, first(tooDear, ranks));
      break;
    }
    for (const position of tooDear) {
      candidates.delete(position);
      lose(position, { code: 'budget', left: purse.left });
    }
    const open = tied.filter((position) => candidates.has(position));
    if (open.length === 0) continue;
    const chosen = first(open, ranks);
    const project = at(election.projects, chosen);
    candidates.delete(chosen);
    purse.fund(chosen, project.cost);
    clock.buy(chosen, time);
    rounds.push({
      by: 'phragmen',
      number: rounds.length + 1,
      project: project.id,
      amount: project.cost,
      whole: true,
      votes: at(support, chosen).votes,
      tally: at(support, chosen).tally,
      left: purse.left,
      tiedWith: open
        .filter((position) => position !== chosen)
        .map((position) => at(election.projects, position).id),
      load: time,
    });
  }
  if (!stopped) return { rounds, losses };
  for (const position of candidates) {
    const project = at(election.projects, position);
    const { votes, tally } = at(support, position);
    losses.push({
      project: project.id,
      votes,
      tally,
      reason: { code: 'stopped', at: stopped.id, left: purse.left },
      remedies: project === stopped ? [{ code: 'cost-at-most', amount: purse.left }] : [],
    });
  }
  return { rounds, losses };
}

/**
 * Moments of purchase. All are numerators over one denominator that grows with every purchase, and each project
 * only counts how many of its supporters last paid in which round: no fraction is kept for any voter.
 */
function startClock(election: Election, support: readonly Supporters[]) {
  let denominator = 1n;
  const moments: bigint[] = [];
  const lastPaid = new Int32Array(election.classes.length).fill(-1);
  // paidIn[project][round]: how many supporters of the project spent everything last in that round.
  const paidIn = election.projects.map(() => [] as number[]);

  function timeOf(position: number): Fraction {
    const { votes } = at(support, position);
    let needed = at(election.projects, position).cost * denominator;
    for (const [round, count] of at(paidIn, position).entries()) {
      if (count) needed += BigInt(count) * at(moments, round);
    }
    return { part: needed, of: denominator * BigInt(votes) };
  }

  return {
    /** The projects that come first, and when. */
    next(candidates: ReadonlySet<number>): { tied: number[]; time: Fraction } {
      let tied: number[] = [];
      let time: Fraction = { part: 0n, of: 1n };
      for (const position of candidates) {
        const own = timeOf(position);
        const order = tied.length === 0 ? -1 : compareFractions(own, time);
        if (order < 0) [tied, time] = [[position], own];
        else if (order === 0) tied.push(position);
      }
      return { tied, time };
    },
    buy(chosen: number, time: Fraction): void {
      const factor = time.of / denominator;
      denominator = time.of;
      for (const [round, moment] of moments.entries()) moments[round] = moment * factor;
      moments.push(time.part);
      const round = moments.length - 1;
      for (const index of at(support, chosen).classes) {
        const ballot = at(election.classes, index);
        const before = lastPaid[index] ?? -1;
        for (const project of ballot.projects) {
          const counts = at(paidIn, project);
          if (before >= 0) counts[before] = (counts[before] ?? 0) - ballot.weight;
          counts[round] = (counts[round] ?? 0) + ballot.weight;
        }
        lastPaid[index] = round;
      }
    },
  };
}

function first(positions: readonly number[], ranks: Int32Array): number {
  return positions.reduce((best, position) =>
    (ranks[position] ?? 0) < (ranks[best] ?? 0) ? position : best,
  );
}

function at<T>(list: { readonly [index: number]: T }, position: number): T {
  const value = list[position];
  if (value === undefined) throw new RangeError(`nothing at ${position}`);
  return value;
}
