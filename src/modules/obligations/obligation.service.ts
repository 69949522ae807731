import { type Actor, acting, type Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { readText } from '#kernel/readers/text.ts';
import { at, isRefusal, refuse } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { organizationById } from '#modules/actors/index.ts';
import { record } from '#modules/journal/index.ts';
import { basisOf } from '#modules/models/index.ts';
import { settle } from '#modules/notices/index.ts';
import { programById } from '#modules/programs/index.ts';
import type { Runtime } from '#platform/runtime.ts';
import { lockObligation, waive } from './obligation.store.ts';
import { mayWaive, overridesIn } from './obligation.ts';

/**
 * Lets an organisation off what it owes, with a reason that is published: the override by which it may propose again.
 * Who may do so stands in the model (its check `none-overdue`).
 */
export async function waiveObligation(
  runtime: Runtime,
  who: Actor | Visitor,
  input: { obligation: Id; reason: string },
): Promise<Result<Id>> {
  return runtime.change(who, 'filings:write', async (tx, actor) => {
    const obligation = await lockObligation(tx, input.obligation);
    const debtor = obligation && (await organizationById(tx, obligation.organization));
    if (!obligation || !debtor) return refused(refuse('access.not-found'));
    const { model } = await programById(tx, obligation.program);
    const by = mayWaive(actor, model, obligation, debtor.region);
    if (isRefusal(by)) return refused(by);
    const reason = readText(input.reason, 500);
    if (isRefusal(reason)) {
      const rule = overridesIn(model);
      return refused(at('reason', rule ? { ...reason, basis: basisOf(model, rule.basis) } : reason));
    }
    await waive(tx, obligation.id, reason);
    await settle(tx, obligation.subjectId, 'filing.write');
    await record(tx, acting(actor, by), {
      action: 'obligation.waived',
      subjectType: obligation.subjectType,
      subjectId: obligation.subjectId,
      region: debtor.region,
      summary: { obligation: obligation.kind, due: obligation.dueOn, reason },
    });
    return ok(obligation.id);
  });
}
