import type { Choice } from './allocate.ts';
import { allocate } from './allocate.ts';
import type { Allocation } from './allocation.ts';
import type { Election } from './election.ts';
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
  const ids = new Set(allocation.winners.map((winner) => winner.project));
  const funded = election.projects.map((project) => ids.has(project.id));
  let votersReached = 0;
  let total = 0;
  for (const ballot of election.classes) {
    const won = ballot.projects.filter(
      (project, place) => funded[project] === true && ballot.points?.[place] !== 0,
    ).length;
    if (won > 0) votersReached += ballot.weight;
    total += won * ballot.weight;
  }
  return { votersReached, fundedPerVoter: total / election.voters };
}
