import type { Acting } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { partiesIn } from '#modules/actors/index.ts';
import { holidays } from '#modules/calendar/index.ts';
import { record } from '#modules/journal/index.ts';
import { levyOf, partiesOf, purseNamed } from '#modules/models/index.ts';
import { askAll, type NewTask, settleOwed } from '#modules/notices/index.ts';
import {
  dueDay,
  fulfil,
  type NewObligation,
  obligationsOf,
  oweAll,
  periodsOf,
  reckon,
  ruleOf,
} from '#modules/obligations/index.ts';
import { type Program, programById, yearsOf } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { paidForPeriod } from './levy.store.ts';
import { leftOfLevy } from './levy.ts';
import { fundsOf } from './purse.store.ts';
import type { Deposit } from './voucher.ts';

/** Parties that pay into one fund. */
const MOST_PAYERS = 20_000;

/**
 * Lets everybody who pays into the funds of a programme owe what its model says for each period whose day is still to
 * come, as it opens and for those who join later. What is owed already is left as it is. Answers how many are new. Source:
 * model `purses[].deposits[].owed`.
 */
export async function oweLevies(tx: Tx, by: Acting, program: Program): Promise<number> {
  const calendar = await holidays(tx, `${program.fiscalYear}-01-01`);
  let levies = 0;
  for (const fund of await fundsOf(tx, program.id)) {
    for (const { source, from, owed } of purseNamed(program.model, fund.purse).deposits) {
      if (!owed) continue;
      const kind = `${fund.purse}/${source}`;
      const periods = periodsOf(owed.due, yearsOf(program)).filter(
        (period) => dueDay(owed.due, period.startsOn, calendar) >= tx.today,
      );
      const payers = periods.length === 0 ? [] : await partiesIn(tx, program, from, MOST_PAYERS);
      const rule = ruleOf(program.model, { kind, along: null, subjectType: 'purse' });
      if (!rule) continue;
      const list = payers.flatMap((payer) =>
        periods.map(({ occasion, year, startsOn, opensOn }) => ({
          kind,
          along: null,
          occasion,
          program: program.id,
          fiscalYear: year,
          organization: payer.id,
          offices: officesOf(program, payer.kind),
          region: payer.region,
          subjectType: 'purse' as const,
          subjectId: fund.id,
          startsOn,
          ruledSince: program.asOf,
          ...reckon(rule, startsOn, calendar),
          opensOn,
          title: payer.name,
        })),
      );
      levies += await oweWithTasks(tx, program, fund.purse, list, rule.escalate?.to ?? []);
    }
  }
  if (levies > 0) {
    await record(tx, by, {
      action: 'levies.owed',
      subjectType: 'program',
      subjectId: program.id,
      region: program.region,
      summary: { levies },
    });
  }
  return levies;
}

function officesOf({ model }: Program, kind: string): readonly string[] {
  return (
    partiesOf(model)
      .find((one) => one.kind === kind)
      ?.offices.map((one) => one.office) ?? []
  );
}

type OwedLevy = NewObligation & {
  readonly organization: Id;
  readonly opensOn: string;
  readonly title: string;
};

/** Each levy lies on the desk of whoever owes it once its period is over, and before the offices above when it is so late. */
async function oweWithTasks(
  tx: Tx,
  program: Program,
  purse: string,
  list: readonly OwedLevy[],
  above: readonly string[],
): Promise<number> {
  const ids = await oweAll(tx, list);
  const { label } = purseNamed(program.model, purse);
  await askAll(
    tx,
    list.flatMap((one, i): NewTask[] => {
      const owed = ids[i];
      if (owed === undefined) return [];
      const task = {
        subjectType: 'purse',
        subjectId: one.subjectId,
        title: one.title,
        called: label,
        occasion: one.occasion,
        dueOn: one.dueOn,
        region: one.region,
        owed,
      } as const;
      return [
        {
          ...task,
          kind: 'levy.pay',
          offices: one.offices,
          organization: one.organization,
          fromOn: one.opensOn,
        },
        ...(one.escalatesOn && above.length > 0
          ? [{ ...task, kind: 'levy.overdue' as const, offices: above, fromOn: one.escalatesOn }]
          : []),
      ];
    }),
  );
  return ids.filter((id) => id !== undefined).length;
}

/** What was paid for a period meets what was owed for it, once all of it is there. Part of what approves a deposit. */
export async function meetLevy(tx: Tx, program: Program, deposit: Deposit): Promise<void> {
  const { purse, purseName, source, organization, occasion, amount } = deposit;
  if (occasion === '') return;
  const paid = await paidForPeriod(tx, { purse, source, organization, occasion });
  for (const one of await obligationsOf(tx, purse, organization, occasion)) {
    if (one.kind !== `${purseName}/${source}`) continue;
    const { model } = await programById(tx, program.id, one.ruledSince);
    if (leftOfLevy(levyOf(model, one.kind).amount, [paid.approved, amount]) > 0n) continue;
    await fulfil(tx, one.id);
    await settleOwed(tx, one.id);
  }
}
