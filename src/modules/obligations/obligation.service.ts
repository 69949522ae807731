import { type Actor, acting, type Visitor } from '#kernel/actor.ts';
import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import { readText } from '#kernel/readers/text.ts';
import { at, isRefusal, refuse } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { holidays } from '#modules/calendar/index.ts';
import { record } from '#modules/journal/index.ts';
import { basisOf, type FilingKind } from '#modules/models/index.ts';
import { askAll, type NewTask, settleOwed } from '#modules/notices/index.ts';
import { type Program, programById } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { lockObligation, type NewObligation, oweAll, waive } from './obligation.store.ts';
import { mayWaive, reckon, ruleOf, toldAt } from './obligation.ts';

/**
 * Excuses what is owed, with a reason that is published: a filing that is overdue, so that its institution may propose
 * again, or the late answer of a step. Who may do so stands in the model.
 */
export async function waiveObligation(
  runtime: Runtime,
  who: Actor | Visitor,
  input: { obligation: Id; reason: string },
): Promise<Result<Id>> {
  return runtime.change(who, 'filings:write', async (tx, actor) => {
    const obligation = await lockObligation(tx, input.obligation);
    if (!obligation) return refused(refuse('access.not-found'));
    const program = await programById(tx, obligation.program, obligation.ruledSince);
    const { model } = program;
    const by = mayWaive(actor, model, obligation);
    if (isRefusal(by)) return refused(by);
    const reason = readText(input.reason, 500);
    if (isRefusal(reason)) {
      const rule = ruleOf(model, obligation);
      return refused(at('reason', rule ? { ...reason, basis: basisOf(model, rule.basis) } : reason));
    }
    await waive(tx, obligation.id, reason);
    // A filing need not be written any more; an answer is still waited for, without hurry.
    if (obligation.along === null) await settleOwed(tx, obligation.id);
    else await settleOwed(tx, obligation.id, 'step.overdue');
    await record(tx, acting(actor, by), {
      action: 'obligation.waived',
      subjectType: 'obligation',
      subjectId: obligation.id,
      region: toldAt(obligation, program),
      summary: { obligation: obligation.kind, due: obligation.dueOn, reason },
    });
    return ok(obligation.id);
  });
}

/** What a filing is asked for with: its obligation, and what the desk shows of it. */
export type OwedTask = Omit<NewObligation, 'dueOn' | 'escalatesOn' | 'ruledSince'> & {
  readonly organization: Id;
  readonly filing: FilingKind;
  readonly title: string;
  /** From when on it lies on the desks; without, from now. */
  readonly opensOn?: IsoDate;
};

/**
 * Lets filings be owed, each with its due day, the task of whoever writes it, and the one that comes before the offices
 * above when it is overdue. What is owed already is left as it is. Answers how many are new.
 */
export async function oweFilings(tx: Tx, list: readonly OwedTask[], program: Program): Promise<number> {
  const begun = list.map((one) => one.startsOn).sort()[0];
  if (begun === undefined) return 0;
  const calendar = await holidays(tx, begun);
  const reckoned = list.flatMap((one) => {
    const rule = ruleOf(program.model, one);
    return rule ? [{ ...one, ruledSince: program.asOf, ...reckon(rule, one.startsOn, calendar) }] : [];
  });
  const ids = await oweAll(tx, reckoned);
  const tasks = reckoned.flatMap((one, i): NewTask[] => {
    const owed = ids[i];
    if (owed === undefined) return [];
    const about = {
      subjectType: 'obligation',
      subjectId: owed,
      title: one.title,
      ...(one.filing.effect === 'settles' ? {} : { called: one.filing.label }),
      occasion: one.occasion,
      dueOn: one.dueOn,
      owed,
    } as const;
    const { escalate } = one.filing.due;
    return [
      {
        ...about,
        kind: 'filing.write',
        offices: one.offices,
        region: one.region,
        organization: one.organization,
        ...(one.opensOn ? { fromOn: one.opensOn } : {}),
      },
      ...(escalate && one.escalatesOn
        ? [
            {
              ...about,
              kind: 'filing.overdue' as const,
              offices: escalate.to,
              region: one.region,
              fromOn: one.escalatesOn,
            },
          ]
        : []),
    ];
  });
  await askAll(tx, tasks);
  return ids.filter((id) => id !== undefined).length;
}
