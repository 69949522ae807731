import type { Choice } from './allocate.ts';
import { allocate } from './allocate.ts';
import type { Allocation } from './allocation.ts';
import type { BallotClass, Election } from './election.ts';
import type { AllocationProblem } from './problem.ts';
import { AllocationInputError } from './problem.ts';

/** One rule's result beside what it means for the voters; or why the ballots do not carry the rule. */
export type Comparison =
  | {
      readonly choice: Choice;
      readonly allocation: Allocation;
      /** Voters who support at least one funded project. */
      readonly votersReached: number;
      /** Funded projects an average voter supports. For display. */
      readonly fundedPerVoter: number;
    }
  | { readonly choice: Choice; readonly problem: AllocationProblem };

/** Applies several rules to the same ballots, so that a forum can see them side by side before it decides. */
export function compareRules(election: Election, choices: readonly Choice[]): Comparison[] {
  return choices.map((choice) => {
    try {
      const allocation = allocate(election, choice);
      return { choice, allocation, ...reach(election, allocation) };
    } catch (error) {
      if (error instanceof AllocationInputError) return { choice, problem: error.problem };
      throw error;
    }
  });
}

function reach(
  election: Election,
  allocation: Allocation,
): { votersReached: number; fundedPerVoter: number } {
  const funded = fundedIn(election, allocation);
  let votersReached = 0;
  let total = 0;
  for (const ballot of election.classes) {
    const won = wonBy(ballot, funded);
    if (won > 0) votersReached += ballot.weight;
    total += won * ballot.weight;
  }
  return { votersReached, fundedPerVoter: total / election.voters };
}

/**
 * How many voters support more funded projects in one result than in the other, and the other way round; the rest
 * are served alike. equalshares.net takes the greedy result where more voters prefer it; here a forum sees the
 * numbers and decides.
 */
export function votersPreferring(
  election: Election,
  one: Allocation,
  other: Allocation,
): { readonly one: number; readonly other: number } {
  const [inOne, inOther] = [fundedIn(election, one), fundedIn(election, other)];
  const preferring = { one: 0, other: 0 };
  for (const ballot of election.classes) {
    const difference = wonBy(ballot, inOne) - wonBy(ballot, inOther);
    if (difference > 0) preferring.one += ballot.weight;
    if (difference < 0) preferring.other += ballot.weight;
  }
  return preferring;
}

function fundedIn(election: Election, allocation: Allocation): boolean[] {
  const ids = new Set(allocation.winners.map((winner) => winner.project));
  return election.projects.map((project) => ids.has(project.id));
}

/** Funded projects a voter of the class supports. */
function wonBy(ballot: BallotClass, funded: readonly boolean[]): number {
  return ballot.projects.filter((project, place) => funded[project] === true && ballot.points?.[place] !== 0)
    .length;
}
