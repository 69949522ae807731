import type {
  Allocation,
  EndowmentFacts,
  Funded,
  Loss,
  LossReason,
  Remedy,
  Round,
  Rule,
} from './allocation.ts';
import type { Add1 } from './completion.ts';
import { equalShares } from './completion.ts';
import type { Election } from './election.ts';
import type { DroppedOut } from './equal-shares.ts';
import { ceilOf, floorOf } from './fraction.ts';
import type { Order, OrderedOutcome } from './in-order.ts';
import { fundInOrder } from './in-order.ts';
import { bestSet } from './knapsack.ts';
import type { Limits } from './limits.ts';
import { Purse, roomLeft } from './limits.ts';
import { phragmen } from './phragmen.ts';
import { refuseAllocation } from './problem.ts';
import type { BordaCount, Supporters, Utility } from './support.ts';
import { supportOf, usualUtility } from './support.ts';
import type { TieBreaking } from './tie-breaking.ts';
import { tieRanks } from './tie-breaking.ts';
import { withoutTally } from './without-tally.ts';

/** Which rule, with which conventions. What is left out takes the value named beside it. */
export interface Choice {
  readonly rule: Rule;
  /** Cost for approvals, points for points, Borda for rankings; by `score` votes, points, points by place. */
  readonly utility?: Utility;
  /** `listed` */
  readonly borda?: BordaCount;
  /** `id` */
  readonly tie?: TieBreaking;
  readonly limits?: Limits;
  /** For Equal Shares; none. */
  readonly add1?: Add1;
  /** Afterwards fund in order what still fits; for Equal Shares and Phragmén; no. */
  readonly thenGreedy?: boolean;
  /** For Phragmén: what happens at a project that no longer fits; `stop`. */
  readonly phragmenTooDear?: 'stop' | 'skip';
  /** For the best set: partial sets kept at once before it refuses; two million. */
  readonly mostSets?: number;
}

/**
 * What a rule makes of an election, explained round by round.
 *
 * - `priority`: the list in order of votes (points, Borda score), up to the first project that no longer fits.
 * - `score`: the list in order of votes (points, points by place), with what does not fit passed over. Cities whose
 *   ballots give points or places decide so; their official outcomes are reproduced but for a few.
 * - `greedy`: what does not fit is passed over too. Under cost utility by votes; under every other
 *   utility by votes (points, Borda score) per rupiah.
 * - `borda`: the list in order of Borda score, with what does not fit passed over. For rankings only.
 * - `knapsack`: the affordable set that is worth the most.
 * - `phragmen`: sequential Phragmén. For approvals only.
 * - `equal-shares`: the Method of Equal Shares, with or without completion.
 *
 * Throws AllocationInputError where the ballots do not carry the rule or utility, and for limits that name what
 * does not exist. Deterministic: the order of projects and ballots in the election plays no part.
 */
export function allocate(election: Election, choice: Choice): Allocation {
  const utility = utilityOf(election, choice);
  const borda = choice.borda ?? 'listed';
  const tie = choice.tie ?? 'id';
  const limits = choice.limits ?? {};
  if (choice.add1 && choice.rule !== 'equal-shares')
    refuseAllocation('rule.no-completion', null, { rule: choice.rule, completion: 'add1' });
  if (choice.thenGreedy && choice.rule !== 'equal-shares' && choice.rule !== 'phragmen')
    refuseAllocation('rule.no-completion', null, { rule: choice.rule, completion: 'greedy' });
  const support = supportOf(election, utility, borda);
  const votes = support.map((supporters) => supporters.votes);
  const ranks = tieRanks(election, votes, tie);
  const situation: Situation = { election, choice, utility, limits, support, votes, ranks };
  const { purse, rounds, losses, endowment } = OUTCOMES[choice.rule](situation);
  const winners = rounds.map(({ project, amount, whole }): Funded => ({ project, amount, whole }));
  const cost = winners.reduce((total, winner) => total + winner.amount, 0n);
  return {
    rule: choice.rule,
    utility,
    borda,
    tie,
    winners,
    cost,
    left: election.budget - cost,
    rounds,
    losses: bestSupportedFirst(losses, situation),
    shares: purse.shares(),
    ...(endowment ? { endowment } : {}),
  };
}

function utilityOf(election: Election, { rule, utility }: Choice): Utility {
  if (rule === 'borda') return 'borda';
  if (utility) return utility;
  const usual = usualUtility(election);
  if (rule !== 'score') return usual;
  return usual === 'borda' ? 'places' : usual === 'cost' ? 'cardinality' : usual;
}

interface Situation {
  readonly election: Election;
  readonly choice: Choice;
  readonly utility: Utility;
  readonly limits: Limits;
  readonly support: readonly Supporters[];
  readonly votes: readonly number[];
  readonly ranks: Int32Array;
}

interface Outcome {
  readonly purse: Purse;
  readonly rounds: readonly Round[];
  readonly losses: readonly Loss[];
  readonly endowment?: EndowmentFacts;
}

const OUTCOMES: Record<Rule, (situation: Situation) => Outcome> = {
  priority: (situation) => byList(situation, 'project', 'stop'),
  greedy: (situation) => byList(situation, greedyOrder(situation).per, 'skip'),
  score: (situation) => byList(situation, 'project', 'skip'),
  borda: (situation) => byList(situation, 'project', 'skip'),
  knapsack: ({ election, support, ranks, utility, limits, choice }) =>
    bestSet(election, support, ranks, utility, limits, choice.mostSets),
  phragmen: byPhragmen,
  'equal-shares': byEqualShares,
};

function byList(situation: Situation, per: Order['per'], whenTooDear: 'stop' | 'skip'): Outcome {
  const { election, support, ranks, votes, limits } = situation;
  const purse = new Purse(election, votes, limits);
  const order: Order = { election, support, ranks, per };
  return { purse, ...fundInOrder(order, purse, whenTooDear, { number: 1, completion: false }) };
}

function byPhragmen(situation: Situation): Outcome {
  const { election, support, ranks, votes, limits, choice } = situation;
  if (election.ballotKind !== 'approval')
    refuseAllocation('rule.needs-approval', null, { rule: choice.rule, ballots: election.ballotKind });
  const purse = new Purse(election, votes, limits);
  const outcome = phragmen(election, support, ranks, purse, choice.phragmenTooDear ?? 'stop');
  return completed(situation, { purse, ...outcome });
}

function byEqualShares(situation: Situation): Outcome {
  const { election, support, ranks, utility, limits, choice } = situation;
  const { run, endowment } = equalShares({ election, support, ranks, utility, limits }, choice.add1);
  const losses = run.droppedOut.map((dropped) => lossInShares(situation, dropped));
  for (const [position, project] of election.projects.entries()) {
    const supporters = support[position];
    if (!supporters || supporters.tally > 0) continue;
    const votes = situation.votes[position] ?? 0;
    losses.push({ project: project.id, votes, tally: 0, reason: withoutTally(supporters), remedies: [] });
  }
  return completed(situation, {
    purse: run.purse,
    rounds: run.rounds,
    losses: choice.add1 ? withTriedRemedies(situation, losses) : losses,
    endowment,
  });
}

/** Completed elections above this many ballots × projects are not tried again with other costs. */
const LARGEST_RETRIED = 200_000;
const RETRIED_LOSERS = 5;

/**
 * Adds to the best supported losers what they would have had to cost: what their supporters had left, where a
 * whole new run with that cost funds them.
 */
function withTriedRemedies(situation: Situation, losses: readonly Loss[]): Loss[] {
  const { election, limits, choice } = situation;
  if (election.classes.length * election.projects.length > LARGEST_RETRIED) return [...losses];
  const foremost = new Set(bestSupportedFirst(losses, situation).slice(0, RETRIED_LOSERS));
  return losses.map((loss) => {
    if (!foremost.has(loss) || loss.reason.code !== 'supporters-spent') return loss;
    const amount = floorOf(loss.reason.money);
    if (amount <= 0n) return loss;
    const projects = election.projects.map((project) =>
      project.id === loss.project ? { ...project, cost: amount } : project,
    );
    const cheaper = { ...election, projects };
    const ranks = tieRanks(cheaper, situation.votes, choice.tie ?? 'id');
    const { run } = equalShares({ ...situation, election: cheaper, ranks, limits }, choice.add1);
    const wins = run.picks.some((position) => election.projects[position]?.id === loss.project);
    return wins ? { ...loss, remedies: [{ code: 'cost-at-most', amount }] } : loss;
  });
}

function lossInShares(situation: Situation, dropped: DroppedOut): Loss {
  const { election, support, choice } = situation;
  const project = election.projects[dropped.position];
  const supporters = support[dropped.position];
  if (!project || !supporters) throw new RangeError(`no project at ${dropped.position}`);
  const { votes, tally } = supporters;
  if (dropped.barrier) {
    const room = roomLeft(dropped.barrier);
    const remedies: Remedy[] =
      dropped.barrier.code === 'incompatible'
        ? [{ code: 'without', project: dropped.barrier.with }]
        : room !== undefined && room > 0n
          ? [{ code: 'cost-at-most', amount: room }]
          : [];
    return { project: project.id, votes, tally, reason: dropped.barrier, remedies };
  }
  const money = dropped.money ?? { part: 0n, of: 1n };
  const reason: LossReason = {
    code: 'supporters-spent',
    money,
    sharedWith: dropped.sharedWith.map(({ position, voters }) => ({
      project: election.projects[position]?.id ?? '',
      voters,
    })),
  };
  // Under Add1 another cost can end the completion elsewhere; what helps is then found by trying.
  if (choice.add1) return { project: project.id, votes, tally, reason, remedies: [] };
  const enough = floorOf(money);
  const missing = { part: project.cost * money.of - money.part, of: money.of };
  const share = { part: election.budget, of: BigInt(election.voters) };
  const voters = Number(ceilOf({ part: missing.part * share.of, of: missing.of * share.part }));
  const cheaper: Remedy[] = enough > 0n ? [{ code: 'cost-at-most', amount: enough }] : [];
  return {
    project: project.id,
    votes,
    tally,
    reason,
    remedies: [...cheaper, { code: 'more-voters', count: voters }],
  };
}

/** Adds what still fits, in greedy order, to what a rule bought. */
function completed(situation: Situation, outcome: Outcome): Outcome {
  if (!situation.choice.thenGreedy) return outcome;
  const added: OrderedOutcome = fundInOrder(greedyOrder(situation), outcome.purse, 'skip', {
    number: outcome.rounds.length + 1,
    completion: true,
  });
  // Why the rule itself did not buy it says more than that it did not fit afterwards.
  const explained = new Map(outcome.losses.map((loss) => [loss.project, loss]));
  return {
    ...outcome,
    rounds: [...outcome.rounds, ...added.rounds],
    losses: added.losses.map((loss) => explained.get(loss.project) ?? loss),
  };
}

function greedyOrder({ election, support, ranks, utility }: Situation): Order {
  return { election, support, ranks, per: utility === 'cost' ? 'project' : 'rupiah' };
}

function bestSupportedFirst(losses: readonly Loss[], { election, ranks }: Situation): Loss[] {
  const rankOf = new Map(election.projects.map((project, position) => [project.id, ranks[position] ?? 0]));
  return [...losses].sort(
    (a, b) => b.tally - a.tally || (rankOf.get(a.project) ?? 0) - (rankOf.get(b.project) ?? 0),
  );
}
