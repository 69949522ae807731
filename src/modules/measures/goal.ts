import type { Goal } from '#modules/models/index.ts';
import type { MeasureAnswer } from './answer.ts';

/** How a goal stands: reached or not, and how far it is; or nobody can tell, which never counts as reached. */
export type GoalStanding = {
  readonly answer: 'met' | 'not-met' | 'cannot-tell';
  /** How far the figure is from the limit, in the measure's unit; nothing once it is reached. */
  readonly short: bigint;
};

/** Judges a goal by what the records say. A figure that is just the limit has reached it. Source: model `goals`. */
export function judgeGoal(goal: Pick<Goal, 'atLeast' | 'atMost'>, says: MeasureAnswer): GoalStanding {
  if (says.answer === 'cannot-tell') return { answer: 'cannot-tell', short: 0n };
  const gap =
    goal.atLeast === undefined ? says.value - (goal.atMost ?? says.value) : goal.atLeast - says.value;
  return gap > 0n ? { answer: 'not-met', short: gap } : { answer: 'met', short: 0n };
}
