import type { Actor, Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { readRemark, readText } from '#kernel/readers/text.ts';
import { at, isRefusal, type Refusal, refuse, unless } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { record } from '#modules/journal/index.ts';
import { hold, mustBeOpen, type Program } from '#modules/programs/index.ts';
import { lockProposal, notOwn, type Proposal, sentAt } from '#modules/proposals/index.ts';
import { keepNames } from '#modules/search/index.ts';
import { answerStep, reachStep, standingOf } from '#modules/steps/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { calledDeposit, payingIn } from './deposit.service.ts';
import { disbursing } from './disbursement.service.ts';
import { paysLevy } from './levy.ts';
import { onItsRoute } from './record-voucher.service.ts';
import { comingBack } from './refund.service.ts';
import type { Effect, Examining } from './review-effect.ts';
import { spending } from './spending.service.ts';
import { lockVoucher, setReviewed, voucherById } from './voucher.store.ts';
import {
  alongOfVoucher,
  mayReviewVoucher,
  type Voucher,
  type VoucherPlace,
  voucherSteps,
} from './voucher.ts';

/** What was examined, and where it belongs: to a proposal, or to a fund. */
export type Reviewed = { readonly voucher: Id; readonly about: Id };

/**
 * Answers the step that a voucher waits for. Accepted, it goes on to the next step of its way, and accepted by the last
 * the money moves; refused by any, it moves nothing and may be recorded anew. Never by whoever recorded it.
 */
export async function reviewVoucher(
  runtime: Runtime,
  who: Actor | Visitor,
  input: { voucher: Id; outcome: 'approve' | 'refuse'; remark: string; version?: number | undefined },
): Promise<Result<Reviewed>> {
  return runtime.change(who, 'funding:write', async (tx, actor) => {
    const seen = await voucherById(tx, input.voucher);
    if (!seen) return refused(refuse('access.not-found'));
    const proposal = seen.kind === 'deposit' ? undefined : await lockProposal(tx, seen.proposal);
    const approves = input.outcome === 'approve';
    const held = await hold(tx, actor, {
      lock: lockVoucher,
      id: seen.id,
      version: input.version,
      since: (voucher) => (proposal ? sentAt(proposal) : voucher.recordedAt),
      may: async (voucher, program) => {
        const answer = approves ? 'accept' : 'refuse';
        return unless(
          await mayReviewNow(tx, actor, runtime, program, voucher, proposal, answer),
          approves && voucher.kind !== 'refund' ? mustBeOpen(program) : undefined,
        );
      },
    });
    if (isRefusal(held)) return refused(held);
    const { thing: voucher, program, by } = held;
    const remark = approves ? readRemark(input.remark, 1000) : readText(input.remark, 1000);
    if (isRefusal(remark)) return refused(at('remark', remark));
    const unfit = await answered({ tx, by, program, remark }, proposal, voucher, approves);
    if (unfit) return refused(unfit);
    return ok({ voucher: voucher.id, about: voucher.kind === 'deposit' ? voucher.purse : voucher.proposal });
  });
}

/** By which mandate somebody may answer a voucher now. `proposal` is what it was recorded for, where it is no deposit. */
export async function mayReviewNow(
  tx: Tx,
  actor: Actor,
  { secondFactor }: Pick<Runtime, 'secondFactor'>,
  program: Program,
  voucher: Voucher,
  proposal: Proposal | undefined,
  answer?: 'accept' | 'refuse',
) {
  return unless(
    mayReviewVoucher(
      actor,
      program.model,
      { ...voucher, along: alongOfVoucher(voucher) },
      placeOf(program, voucher, proposal),
      await standingOf(tx, { id: voucher.id, submittedAt: voucher.recordedAt }),
      secondFactor,
      answer,
    ),
    proposal && notOwn(actor, proposal, program.model),
  );
}

/** Where a voucher lies: at the place of its proposal, or in the whole programme with whoever paid in. */
export function placeOf(
  program: Program,
  voucher: Pick<Voucher, 'kind'> & { readonly organization?: Id },
  proposal: Pick<Proposal, 'village' | 'organization'> | undefined,
): VoucherPlace {
  return proposal
    ? { region: proposal.village, organization: proposal.organization }
    : { region: program.region, organization: voucher.organization ?? null };
}

async function answered(
  it: Examining,
  proposal: Proposal | undefined,
  voucher: Voucher,
  approves: boolean,
): Promise<Refusal | undefined> {
  const { tx, by, program, remark } = it;
  const steps = voucherSteps(program.model, alongOfVoucher(voucher), voucher.route);
  const thing = onItsRoute(voucher, {
    region: placeOf(program, voucher, proposal).region,
    ...(voucher.kind === 'deposit'
      ? await calledDeposit(tx, program, voucher)
      : { title: proposal?.title ?? '' }),
  });
  const step = steps[voucher.step]?.step ?? '';
  const next = approves ? steps[voucher.step + 1] : undefined;
  const state = next ? 'recorded' : approves ? 'approved' : 'refused';
  const effect = effectOf(it, proposal, voucher);
  const unfit = state === 'approved' ? await effect.approved() : undefined;
  if (unfit) return unfit;
  await setReviewed(tx, voucher.id, {
    state,
    step: voucher.step + (approves ? 1 : 0),
    remark: remark || null,
    by: by.person,
  });
  await answerStep(tx, by, program, thing, { step, outcome: approves ? 'accepted' : 'refused', remark });
  if (state === 'recorded') {
    await reachStep(tx, program, thing, next);
    await record(tx, by, {
      action: 'voucher.accepted',
      subjectType: 'voucher',
      subjectId: voucher.id,
      region: thing.place,
      // Of a levy a remark could name who pays it.
      ...(voucher.kind === 'deposit' && paysLevy(program.model, voucher)
        ? { summary: { kind: voucher.kind, step, amount: voucher.amount, remark: '' }, details: { remark } }
        : { summary: { kind: voucher.kind, step, amount: voucher.amount, remark } }),
    });
    return undefined;
  }
  if (state === 'refused') await effect.refused();
  else if (voucher.kind === 'disbursement' && voucher.supplier !== null) {
    // Whom the city paid is public from here on.
    await keepNames(tx, [
      {
        kind: 'supplier',
        thing: voucher.supplier,
        title: { id: voucher.provider, en: voucher.provider },
        region: program.region,
        page: `penyedia/${voucher.supplier}`,
      },
    ]);
  }
  await effect.told(state);
  return undefined;
}

function effectOf(it: Examining, proposal: Proposal | undefined, voucher: Voucher): Effect {
  if (voucher.kind === 'deposit') return payingIn(it, voucher);
  if (!proposal) throw new Error(`voucher ${voucher.id} has no proposal`);
  switch (voucher.kind) {
    case 'disbursement':
      return disbursing(it, proposal, voucher);
    case 'refund':
      return comingBack(it, proposal, voucher);
    case 'spending':
      return spending(it, proposal, voucher);
  }
}
