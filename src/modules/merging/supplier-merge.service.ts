import { type Actor, acting, type Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { readText } from '#kernel/readers/text.ts';
import { at, isRefusal, refuse } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import {
  lockSupplierRecords,
  mayKeepSuppliers,
  mergeSupplierRecords,
  supplierNamed,
} from '#modules/funding/index.ts';
import { record } from '#modules/journal/index.ts';
import { programById } from '#modules/programs/index.ts';
import type { Runtime } from '#platform/runtime.ts';
import { mayBeOneSupplier } from './merge.ts';

/** What is asked: the record `stays`, the name of the one that gives way, and why it is known that both are one. */
export type TypedSupplierMerge = {
  readonly program: Id;
  readonly stays: Id;
  readonly gone: string;
  readonly reason: string;
};

/**
 * Makes two records of one supplier one, by an office that keeps the register: the payments of both stand under the one
 * that stays, with the names that their receipts bear; the name of the other leads to it from then on. Source: decision 0036.
 */
export async function mergeSuppliers(
  runtime: Runtime,
  who: Actor | Visitor,
  input: TypedSupplierMerge,
): Promise<Result<{ supplier: Id; payments: number }>> {
  return runtime.change(who, 'funding:write', async (tx, actor) => {
    const program = await programById(tx, input.program);
    const by = mayKeepSuppliers(actor, program);
    if (isRefusal(by)) return refused(by);
    if (input.gone.trim() === '') return refused(at('gone', refuse('input.required')));
    const named = await supplierNamed(tx, input.gone);
    if (!named) return refused(at('gone', refuse('input.choice')));
    const records = await lockSupplierRecords(tx, [named.id, input.stays]);
    const gone = records.get(named.id);
    const stays = records.get(input.stays);
    if (!gone || !stays) return refused(refuse('access.not-found'));
    const reason = readText(input.reason, 500);
    const refusal = mayBeOneSupplier(gone, stays);
    if (refusal) return refused(refusal);
    if (isRefusal(reason)) return refused(at('reason', reason));
    const payments = await mergeSupplierRecords(tx, gone, stays);
    await record(tx, acting(actor, by), {
      action: 'supplier.merged',
      subjectType: 'program',
      subjectId: program.id,
      region: program.region,
      summary: { name: gone.name, into: stays.name, payments, reason },
      details: { gone: gone.id, stays: stays.id },
    });
    return ok({ supplier: stays.id, payments });
  });
}
