import type { Election } from './election.ts';
import type { Limits } from './limits.ts';
import type { Supporters, Utility } from './support.ts';

/** What Equal Shares is asked on. */
export interface SharesSetup {
  readonly election: Election;
  readonly support: readonly Supporters[];
  readonly ranks: Int32Array;
  readonly utility: Utility;
  readonly limits: Limits;
}

/** The setup, with what every run on it needs at hand. Projects and classes go by their positions. */
export interface PreparedShares extends SharesSetup {
  readonly votes: readonly number[];
  readonly costs: Float64Array;
  /** What one project is worth to one supporter, apart from the weight: its cost, or 1. */
  readonly units: Float64Array;
  /** Voters in each class. */
  readonly heads: Float64Array;
  readonly ballots: Ballots;
  /** The same for the supporters of every project alone, side by side in memory. */
  readonly ballotsFor: readonly Ballots[];
  readonly longestBallot: number;
  /** The heaviest weight that anybody gave to a project. */
  readonly heaviest: Float64Array;
}

/** For every class its supported projects and the weights it gave them, from `from[class]` up to the next. */
export interface Ballots {
  readonly from: Int32Array;
  readonly projects: Int16Array;
  readonly weights: Float32Array;
}

export function prepareShares(setup: SharesSetup): PreparedShares {
  const { election } = setup;
  const costs = Float64Array.from(election.projects, (project) => Number(project.cost));
  const { support, heads } = neighboursTogether(setup);
  const ballots = ballotsByClass(support, heads.length);
  let longestBallot = 0;
  for (let index = 0; index < heads.length; index += 1)
    longestBallot = Math.max(longestBallot, (ballots.from[index + 1] ?? 0) - (ballots.from[index] ?? 0));
  return {
    ...setup,
    support,
    votes: support.map((supporters) => supporters.votes),
    costs,
    units: Float64Array.from(costs, (cost) => (setup.utility === 'cost' ? cost : 1)),
    heads,
    ballots,
    ballotsFor: support.map(({ classes }) => ballotsAmong(ballots, classes)),
    longestBallot,
    heaviest: Float64Array.from(support, ({ weights }) => weights.reduce((a, b) => Math.max(a, b), 0)),
  };
}

/**
 * Numbers the classes anew, by the least supported project on their ballots, so that the supporters of a project
 * stand close together in memory: going through them takes most of the time.
 */
function neighboursTogether({ election, support }: SharesSetup): {
  support: Supporters[];
  heads: Float64Array;
} {
  const fromRare = [...support.keys()].sort((a, b) => at(support, a).votes - at(support, b).votes);
  const numbers = new Int32Array(election.classes.length).fill(-1);
  const heads = new Float64Array(election.classes.length);
  let next = 0;
  for (const position of fromRare) {
    for (const index of at(support, position).classes) {
      if (numbers[index] !== -1) continue;
      heads[next] = election.classes[index]?.weight ?? 0;
      numbers[index] = next;
      next += 1;
    }
  }
  const order = new Int32Array(next);
  for (const [index, number] of numbers.entries()) if (number !== -1) order[number] = index;
  const cast = ballotsByClass(support, numbers.length);
  const filled = new Int32Array(support.length);
  const renumbered = support.map(({ classes, voters, weights, ...sums }) => ({
    ...sums,
    classes: new Int32Array(classes.length),
    voters: new Float64Array(voters.length),
    weights: new Float64Array(weights.length),
  }));
  for (const [number, index] of order.entries()) {
    for (let j = cast.from[index] ?? 0; j < (cast.from[index + 1] ?? 0); j += 1) {
      const position = cast.projects[j] ?? 0;
      const { classes, voters, weights } = at(renumbered, position);
      const k = filled[position] ?? 0;
      classes[k] = number;
      voters[k] = heads[number] ?? 0;
      weights[k] = cast.weights[j] ?? 0;
      filled[position] = k + 1;
    }
  }
  return { support: renumbered, heads: heads.subarray(0, next) };
}

/** Copies, for gathering what supporters hold takes most of the time, and mostly that of fetching from memory. */
function ballotsAmong(ballots: Ballots, classes: Int32Array): Ballots {
  const from = new Int32Array(classes.length + 1);
  const start = (k: number) => ballots.from[classes[k] ?? 0] ?? 0;
  const end = (k: number) => ballots.from[(classes[k] ?? 0) + 1] ?? 0;
  for (let k = 0; k < classes.length; k += 1) from[k + 1] = (from[k] ?? 0) + end(k) - start(k);
  const projects = new Int16Array(from.at(-1) ?? 0);
  const weights = new Float32Array(projects.length);
  for (let k = 0; k < classes.length; k += 1) {
    projects.set(ballots.projects.subarray(start(k), end(k)), from[k]);
    weights.set(ballots.weights.subarray(start(k), end(k)), from[k]);
  }
  return { from, projects, weights };
}

function ballotsByClass(support: readonly Supporters[], classCount: number): Ballots {
  const from = new Int32Array(classCount + 1);
  for (const { classes } of support)
    for (const index of classes) from[index + 1] = (from[index + 1] ?? 0) + 1;
  for (let index = 0; index < classCount; index += 1)
    from[index + 1] = (from[index + 1] ?? 0) + (from[index] ?? 0);
  const next = from.slice();
  const projects = new Int16Array(from[classCount] ?? 0);
  const weights = new Float32Array(projects.length);
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

export function at<T>(list: { readonly [index: number]: T }, position: number): T {
  const value = list[position];
  if (value === undefined) throw new RangeError(`nothing at ${position}`);
  return value;
}
