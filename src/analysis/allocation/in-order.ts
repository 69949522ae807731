import type { Loss, OrderRound, Remedy } from './allocation.ts';
import type { Election, Project } from './election.ts';
import type { Barrier, Purse } from './limits.ts';
import { roomLeft } from './limits.ts';
import type { Supporters } from './support.ts';

/** Projects by tally, or by tally per rupiah, the best first. */
export interface Order {
  readonly election: Election;
  readonly support: readonly Supporters[];
  readonly ranks: Int32Array;
  readonly per: 'project' | 'rupiah';
}

export interface OrderedOutcome {
  readonly rounds: OrderRound[];
  readonly losses: Loss[];
}

/**
 * Goes down the list and funds what fits.
 * `stop` ends at the first project for which the budget does not suffice, so that nothing overtakes it (order of
 * priority); `skip` passes it over and goes on (greedy), which leaves no money that another project could use.
 * Projects behind another limit are passed over in both. A project that consents to a part gets what is left
 * when that is at least what it accepts. Projects already in the purse are left out.
 */
export function fundInOrder(
  order: Order,
  purse: Purse,
  whenTooDear: 'stop' | 'skip',
  start: { readonly number: number; readonly completion: boolean },
): OrderedOutcome {
  const rounds: OrderRound[] = [];
  const losses: Loss[] = [];
  const list = sortedPositions(order).filter((position) => !purse.isFunded(position));
  let stoppedAt: Project | undefined;
  for (const position of list) {
    const project = projectAt(order, position);
    const { votes, tally } = supportAt(order, position);
    if (stoppedAt) {
      const reason = { code: 'stopped', at: stoppedAt.id, left: purse.left } as const;
      const remedies =
        project.cost <= purse.left
          ? overtaking(order, position, stoppedAt)
          : moreTally(order, position, rounds);
      losses.push({ project: project.id, votes, tally, reason, remedies });
      continue;
    }
    const barrier = purse.barrierWithBudget(position, project.cost);
    const amount = barrier ? partAfter(barrier, project, position, purse) : project.cost;
    if (amount === undefined && barrier) {
      if (barrier.code === 'budget' && whenTooDear === 'stop') stoppedAt = project;
      const remedies = remediesFor(order, position, barrier, rounds);
      losses.push({ project: project.id, votes, tally, reason: barrier, remedies });
      continue;
    }
    const paid = amount ?? project.cost;
    purse.fund(position, paid);
    rounds.push({
      by: 'order',
      number: start.number + rounds.length,
      project: project.id,
      amount: paid,
      whole: paid === project.cost,
      votes,
      tally,
      left: purse.left,
      tiedWith: list
        .filter((other) => other !== position && !purse.isFunded(other))
        .filter((other) => compareScores(order, position, other) === 0)
        .map((other) => projectAt(order, other).id),
      perRupiah: order.per === 'rupiah',
      completion: start.completion,
    });
  }
  return { rounds, losses };
}

function partAfter(barrier: Barrier, project: Project, position: number, purse: Purse): bigint | undefined {
  const part = roomLeft(barrier);
  if (project.acceptsFrom === undefined || part === undefined) return undefined;
  if (part <= 0n || part < project.acceptsFrom) return undefined;
  return purse.barrier(position, part) ? undefined : part;
}

/** All projects from the best to the last; equal scores stand in tie-breaking order. */
export function sortedPositions(order: Order): number[] {
  return order.election.projects
    .map((_, position) => position)
    .sort((a, b) => compareScores(order, b, a) || (order.ranks[a] ?? 0) - (order.ranks[b] ?? 0));
}

function compareScores(order: Order, a: number, b: number): number {
  const [ofA, ofB] = [supportAt(order, a).tally, supportAt(order, b).tally];
  if (order.per === 'project') return ofA - ofB;
  const difference = BigInt(ofA) * projectAt(order, b).cost - BigInt(ofB) * projectAt(order, a).cost;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

function remediesFor(
  order: Order,
  position: number,
  barrier: Barrier,
  rounds: readonly OrderRound[],
): Remedy[] {
  if (barrier.code === 'support') return [];
  if (barrier.code === 'incompatible') return [{ code: 'without', project: barrier.with }];
  const room = roomLeft(barrier);
  const cheaper: Remedy[] = room !== undefined && room > 0n ? [{ code: 'cost-at-most', amount: room }] : [];
  return barrier.code === 'budget' ? [...cheaper, ...moreTally(order, position, rounds)] : cheaper;
}

/** How much more tally would have put it before the last funded project at whose turn there was money enough. */
function moreTally(order: Order, position: number, rounds: readonly OrderRound[]): Remedy[] {
  const { cost } = projectAt(order, position);
  const last = rounds.findLast((round) => round.left + round.amount >= cost);
  const ahead = order.election.projects.find((other) => other.id === last?.project);
  return ahead ? overtaking(order, position, ahead) : [];
}

/** How much more tally a project needs to stand before another one, whatever the tie-breaking. */
function overtaking(order: Order, position: number, ahead: Project): Remedy[] {
  const { cost } = projectAt(order, position);
  const aheadTally = BigInt(supportAt(order, order.election.projects.indexOf(ahead)).tally);
  const wanted = 1n + (order.per === 'project' ? aheadTally : (aheadTally * cost) / ahead.cost);
  const count = Number(wanted) - supportAt(order, position).tally;
  return [{ code: 'more-tally', count, before: ahead.id }];
}

function projectAt(order: Order, position: number): Project {
  const project = order.election.projects[position];
  if (!project) throw new RangeError(`no project at ${position}`);
  return project;
}

function supportAt(order: Order, position: number): Supporters {
  const support = order.support[position];
  if (!support) throw new RangeError(`no support at ${position}`);
  return support;
}
