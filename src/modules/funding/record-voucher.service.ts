import type { Acting, Actor, Visitor } from '#kernel/actor.ts';
import { type Id, newId } from '#kernel/id.ts';
import { isRefusal, type Refusal } from '#kernel/refusal.ts';
import type { RegionCode } from '#kernel/region.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import type { SentFile } from '#kernel/sent-file.ts';
import { attach, keepFiles, type StoredFile } from '#modules/documents/index.ts';
import { type Label, moneyRules } from '#modules/models/index.ts';
import type { TaskKind } from '#modules/notices/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { type OnItsRoute, reachStep, routeFor, waitedFor } from '#modules/steps/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { insertVoucher, type NewVoucher } from './voucher.store.ts';
import { alongOfVoucher, type Voucher } from './voucher.ts';

/** What may be recorded now: by whom, of which money, and what it brings with it. */
export type Recording = {
  readonly program: Program;
  readonly by: Acting;
  readonly voucher: NewVoucher;
  /** As people call what it is about: the proposal, the fund. */
  readonly title: string;
  /** How the model calls it, where it has a name there: a fund. */
  readonly called?: Label;
  readonly region: RegionCode;
  /** What follows beside the voucher: desks, and the entry in the journal. */
  readonly after: (tx: Tx, voucher: Voucher) => Promise<void>;
};

/** What was recorded, and whether its paper could be read well. */
export type RecordedVoucher = { readonly voucher: Id; readonly looks?: StoredFile['looks'] };

/**
 * Records what moved of money, with its paper, to be examined by other officers along the route of its kind. `asked`
 * answers what may be recorded: asked before the paper is read, and again with everything locked.
 */
export async function recordVoucher(
  runtime: Runtime,
  who: Actor | Visitor,
  receipt: SentFile | undefined,
  asked: (tx: Tx, actor: Actor, way: 'look' | 'lock') => Promise<Recording | Refusal>,
  left?: AbortSignal,
): Promise<Result<RecordedVoucher>> {
  return runtime.changePrepared(who, 'funding:write', {
    ask: (tx, actor) => asked(tx, actor, 'look'),
    prepare: () => keepFiles(runtime.files, 'receipt', receipt ? [receipt] : [], 'receipt', left),
    work: async (tx, actor, [file]) => {
      const recording = await asked(tx, actor, 'lock');
      if (isRefusal(recording)) return refused(recording);
      const { program, voucher: made } = recording;
      const id = newId(tx.now);
      const document = file
        ? await attach(tx, file, {
            subjectType: 'voucher',
            subjectId: id,
            role: 'receipt',
            caption: made.receiptNumber,
            public: 'private',
            by: actor.person,
          })
        : null;
      const along = alongOfVoucher(made);
      const steps = waitedFor(
        routeFor(moneyRules(program.model, along).route, { amount: made.amount, about: [], answers: {} }),
      );
      const route = steps.map((step) => step.step);
      const voucher = await insertVoucher(tx, made, { id, document, route, by: actor.person });
      await reachStep(tx, program, onItsRoute(voucher, recording), steps[0]);
      await recording.after(tx, voucher);
      return ok({ voucher: id, ...(file ? { looks: file.looks } : {}) });
    },
  });
}

/** A voucher as something on its way along the route of its kind. */
export function onItsRoute(
  voucher: Voucher,
  about: { readonly title: string; readonly called?: Label; readonly region: RegionCode },
): OnItsRoute & { readonly asks: TaskKind } {
  return {
    subjectType: 'voucher',
    id: voucher.id,
    along: alongOfVoucher(voucher),
    place: about.region,
    title: about.title,
    ...(about.called ? { called: about.called } : {}),
    asks: `${voucher.kind}.approve`,
    submittedAt: voucher.recordedAt,
  };
}
