import type { RegionCode } from '#kernel/region.ts';
import type { Goal } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { MeasureAnswer } from './answer.ts';
import { type GoalStanding, judgeGoal } from './goal.ts';
import { readMeasures } from './read-measures.service.ts';

/** A goal of a programme with what the records say of it now. */
export type GoalNow = {
  readonly goal: Goal;
  readonly says: MeasureAnswer;
  readonly standing: GoalStanding;
};

/** The goals of a programme, in the model's order, held against the records of an area. Everybody may read them. */
export async function goalsNow(tx: Tx, program: Program, area: RegionCode): Promise<readonly GoalNow[]> {
  const { goals } = program.model;
  const says = await readMeasures(
    tx,
    goals.map((one) => one.measure),
    { program, area, until: tx.today },
  );
  return goals.flatMap((goal) => {
    const answer = says.get(goal.measure);
    return answer ? [{ goal, says: answer, standing: judgeGoal(goal, answer) }] : [];
  });
}
