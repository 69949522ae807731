import type { BallotClass, Election } from './election.ts';
import { refuseAllocation } from './problem.ts';

/**
 * What a funded project is worth to one of its supporters.
 * `cost`: its cost (so that money counts equally); `cardinality`: one; `points` and `borda`: what the ballot gave;
 * `places`: one point for the last place that a ballot has, two for the one above it, and so on (3-2-1 for three).
 */
export type Utility = 'cost' | 'cardinality' | 'points' | 'borda' | 'places';

/**
 * How places become Borda scores. `listed`: the last project on a ballot gets 0, the one above it 1, and so on
 * (the convention of pabutools). `all`: counted from the bottom of all projects, so that a short ballot gives
 * its first choice as much as a long one.
 */
export type BordaCount = 'listed' | 'all';

/** The supporters of one project: classes of equal ballots, how many voters each holds, and what they gave. */
export interface Supporters {
  readonly classes: Int32Array;
  readonly voters: Float64Array;
  /** Whole, at least 1: points or Borda score given; 1 for approvals. */
  readonly weights: Float64Array;
  /** Number of voters who support it. */
  readonly votes: number;
  /** Number of voters whose ballot names it, also where that gives it nothing. */
  readonly named: number;
  /** Sum of voters × weights: votes, points or Borda score. */
  readonly tally: number;
}

/** The utility that fits the ballots when nobody chose one. */
export function usualUtility(election: Election): Utility {
  if (election.ballotKind === 'points') return 'points';
  return election.ballotKind === 'ranking' ? 'borda' : 'cost';
}

/**
 * Who supports each project, in the order of `election.projects`. A voter who gave 0 does not support.
 * Refuses a utility that the ballots do not carry, and tallies that would not stay exact (2^53 and more).
 */
export function supportOf(election: Election, utility: Utility, borda: BordaCount = 'listed'): Supporters[] {
  if (utility === 'points' && election.ballotKind !== 'points')
    refuseAllocation('rule.needs-points', null, { ballots: election.ballotKind });
  if ((utility === 'borda' || utility === 'places') && election.ballotKind !== 'ranking')
    refuseAllocation('rule.needs-ranking', null, { ballots: election.ballotKind });
  const gathered = election.projects.map(() => ({
    classes: [] as number[],
    voters: [] as number[],
    weights: [] as number[],
    votes: 0,
    named: 0,
    tally: 0,
  }));
  const longest =
    utility === 'places' ? placesOf(election) + 1 : borda === 'all' ? election.projects.length : 0;
  for (const [index, ballot] of election.classes.entries()) {
    for (const [place, project] of ballot.projects.entries()) {
      const weight = weightOf(ballot, place, utility, longest);
      const entry = gathered[project];
      if (!entry) continue;
      entry.named += ballot.weight;
      if (weight === 0) continue;
      entry.classes.push(index);
      entry.voters.push(ballot.weight);
      entry.weights.push(weight);
      entry.votes += ballot.weight;
      entry.tally += ballot.weight * weight;
    }
  }
  return gathered.map((entry) => {
    if (entry.tally > Number.MAX_SAFE_INTEGER) refuseAllocation('ballots.points-above-limit');
    return {
      classes: Int32Array.from(entry.classes),
      voters: Float64Array.from(entry.voters),
      weights: Float64Array.from(entry.weights),
      votes: entry.votes,
      named: entry.named,
      tally: entry.tally,
    };
  });
}

function weightOf(ballot: BallotClass, place: number, utility: Utility, longest: number): number {
  if (utility === 'points') return ballot.points?.[place] ?? 0;
  if (utility === 'borda' || utility === 'places')
    return Math.max(longest, ballot.projects.length) - place - 1;
  // A project that was given no points is on the ballot but not supported.
  return ballot.points?.[place] === 0 ? 0 : 1;
}

/** Places that a ranking has: as many as the election says, and never fewer than the longest ballot fills. */
function placesOf(election: Election): number {
  return election.classes.reduce(
    (most, ballot) => Math.max(most, ballot.projects.length),
    election.places ?? 0,
  );
}
