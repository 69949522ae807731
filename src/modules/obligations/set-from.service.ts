import type { IsoDate } from '#kernel/date.ts';
import { holidays } from '#modules/calendar/index.ts';
import { moveDueDays } from '#modules/notices/index.ts';
import type { Program } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { type Obligation, setFrom } from './obligation.store.ts';
import { reckon, ruleOf } from './obligation.ts';

/**
 * Lets what is owed fall due by a day that is written in it as well, or no more where none is: the earlier of both days
 * counts. Whoever owes it reads on the desk `why` the day moved. Source: model `filings[].due.or`; paper 004, §4.2.1.
 */
export async function dueFromDay(
  tx: Tx,
  program: Program,
  owed: Obligation,
  setOn: IsoDate | null,
  why: string,
): Promise<void> {
  const rule = ruleOf(program.model, owed);
  if (!rule || setOn === owed.setOn) return;
  const calendar = await holidays(tx, owed.startsOn);
  const { dueOn, escalatesOn } = reckon(rule, owed.startsOn, calendar, owed.stood, setOn ?? undefined);
  await setFrom(tx, owed.id, { setOn, dueOn, escalatesOn });
  if (dueOn !== owed.dueOn) {
    await moveDueDays(tx, [{ obligation: owed.id, from: owed.dueOn, to: dueOn, escalatesOn }], why);
  }
}
