import type { Actor, Visitor } from '#kernel/actor.ts';
import { type Id, newId } from '#kernel/id.ts';
import { sum } from '#kernel/money.ts';
import { readPastDay } from '#kernel/readers/day.ts';
import { readAll } from '#kernel/readers/fields.ts';
import { readPositiveRupiah } from '#kernel/readers/number.ts';
import { notRepeated } from '#kernel/readers/repeated.ts';
import { readLine, readRemark, readText } from '#kernel/readers/text.ts';
import { at, isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import type { SentFile } from '#kernel/sent-file.ts';
import { attach, keepFiles, type StoredFile } from '#modules/documents/index.ts';
import { record } from '#modules/journal/index.ts';
import { basisOf, fundingRules } from '#modules/models/index.ts';
import { ask, settle } from '#modules/notices/index.ts';
import { count, hold, type Program } from '#modules/programs/index.ts';
import { cellOf, lockProposal, type Proposal, proposalById } from '#modules/proposals/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { disbursementsOf } from './disbursement.store.ts';
import { moneyOf, move, postingsOf } from './ledger.store.ts';
import { lockPurses } from './purse.store.ts';
import { insertRefund, lockRefund, refundById, refundsOf, setRefundReviewed } from './refund.store.ts';
import { afterPayment, fitsPayment, mayRecordRefund, mayReviewRefund } from './refund.ts';

export type RefundInput = {
  readonly proposal: Id;
  /** The payment of which money came back. */
  readonly disbursement: string;
  readonly amount: string;
  readonly reason: string;
  readonly number: string;
  readonly refundedOn: string;
  /** What proves it, as a picture or PDF. */
  readonly receipt?: SentFile | undefined;
};

/**
 * Records that money of a payment came back, to be approved by another officer. The payment is never rewritten: what was
 * paid stays paid, and what returned is a movement of its own, with its day and its paper.
 */
export async function recordRefund(
  runtime: Runtime,
  who: Actor | Visitor,
  input: RefundInput,
  left?: AbortSignal,
): Promise<Result<{ refund: Id; looks?: StoredFile['looks'] }>> {
  return runtime.changePrepared(who, 'funding:write', {
    ask: (tx, actor) => refundAsked(tx, actor, runtime, input, 'look'),
    prepare: () => keepFiles(runtime.files, 'receipt', input.receipt ? [input.receipt] : [], 'receipt', left),
    work: async (tx, actor, [file]) => {
      const asked = await refundAsked(tx, actor, runtime, input, 'lock');
      if (isRefusal(asked)) return refused(asked);
      const { thing: proposal, program, by, payment, amount, reason, number, refundedOn } = asked;
      const id = newId(tx.now);
      const document = file
        ? await attach(tx, file, {
            subjectType: 'refund',
            subjectId: id,
            role: 'receipt',
            caption: number,
            public: 'private',
            by: actor.person,
          })
        : null;
      await insertRefund(tx, {
        id,
        program: program.id,
        proposal: proposal.id,
        disbursement: payment.id,
        amount,
        reason,
        number,
        document,
        refundedOn,
        recordedBy: actor.person,
      });
      await settle(tx, proposal.id, 'refund.record');
      await ask(tx, {
        kind: 'refund.approve',
        ...about(proposal),
        title: proposal.title,
        offices: fundingRules(program.model).disbursement.approve,
      });
      await record(tx, by, {
        action: 'refund.recorded',
        ...about(proposal),
        summary: { amount, provider: payment.provider, reason, receiptNumber: number, refundedOn },
      });
      return ok({ refund: id, ...(file ? { looks: file.looks } : {}) });
    },
  });
}

/** What keeps somebody from recording a refund for a proposal, whatever they send: asked before its paper is received. */
export function askToRefund(
  runtime: Runtime,
  who: Actor | Visitor,
  proposal: Id,
): Promise<Refusal | undefined> {
  return runtime.askFirst(who, 'funding:write', (tx, actor) =>
    refundHeld(tx, actor, runtime, proposal, proposalById),
  );
}

function refundHeld(tx: Tx, actor: Actor, runtime: Runtime, id: Id, lock: typeof proposalById) {
  return hold(tx, actor, {
    lock,
    id,
    may: (one, { model }) => mayRecordRefund(actor, model, one, runtime.secondFactor),
  });
}

/** Whether this refund may be recorded now: asked before its paper is read, and again with proposal and purses locked. */
async function refundAsked(tx: Tx, actor: Actor, runtime: Runtime, input: RefundInput, way: 'look' | 'lock') {
  const load = way === 'lock' ? lockProposal : proposalById;
  const held = await refundHeld(tx, actor, runtime, input.proposal, load);
  if (isRefusal(held)) return held;
  const { thing: proposal, program } = held;
  const basis = basisOf(program.model, fundingRules(program.model).disbursement.basis);
  const read = readAll({
    amount: readPositiveRupiah(input.amount),
    reason: readText(input.reason, 300),
    number: readLine(input.number, 80),
    refundedOn: readPastDay(input.refundedOn, tx.today),
  });
  if (isRefusal(read)) return read;
  if (way === 'lock') await lockPurses(tx, program, proposal);
  const payment = (await disbursementsOf(tx, proposal.id)).find((one) => one.id === input.disbursement);
  if (!payment) return at('disbursement', refuse('input.choice'));
  const early = afterPayment(payment, read.refundedOn, basis);
  if (early) return at('refundedOn', early);
  const all = await refundsOf(tx, proposal.id);
  const earlier = all.filter((one) => one.disbursement === payment.id);
  const repeated = notRepeated(
    earlier.filter((one) => one.state !== 'refused'),
    read,
    ['amount', 'number', 'refundedOn'],
  );
  if (repeated) return repeated;
  const { advance } = await moneyOf(tx, proposal.id);
  const waiting = sum(all.filter((one) => one.state === 'recorded').map((one) => one.amount));
  const unfit = fitsPayment(payment, earlier, { advance, waiting }, read.amount, basis);
  return unfit ? at('amount', unfit) : { ...held, ...read, payment };
}

/**
 * Approves or refuses a recorded refund; approval moves the money back to what is committed, and on to its purses where
 * the proposal has been accounted for. Not by whoever recorded it.
 */
export async function reviewRefund(
  runtime: Runtime,
  who: Actor | Visitor,
  input: { refund: Id; outcome: 'approve' | 'refuse'; remark: string; version?: number | undefined },
): Promise<Result<{ refund: Id }>> {
  return runtime.change(who, 'funding:write', async (tx, actor) => {
    const seen = await refundById(tx, input.refund);
    const proposal = seen && (await lockProposal(tx, seen.proposal));
    if (!proposal) return refused(refuse('access.not-found'));
    const held = await hold(tx, actor, {
      lock: lockRefund,
      id: seen.id,
      version: input.version,
      may: (one, { model }) => mayReviewRefund(actor, model, proposal, one, runtime.secondFactor),
    });
    if (isRefusal(held)) return refused(held);
    const { thing: refund, program, by } = held;
    const remark = input.outcome === 'refuse' ? readText(input.remark, 1000) : readRemark(input.remark, 1000);
    if (isRefusal(remark)) return refused(at('remark', remark));
    const state = input.outcome === 'approve' ? 'approved' : 'refused';
    if (state === 'approved') {
      const unfit = await moveBack(tx, actor, program, proposal, refund);
      if (unfit) return refused(unfit);
    }
    await setRefundReviewed(tx, refund.id, { state, remark: remark || null, by: actor.person });
    const waits = (await refundsOf(tx, proposal.id)).some((one) => one.state === 'recorded');
    if (!waits) await settle(tx, proposal.id, 'refund.approve');
    if (state === 'refused') await askForRefund(tx, program, proposal);
    await record(tx, by, {
      action: state === 'approved' ? 'refund.approved' : 'refund.refused',
      ...about(proposal),
      summary: { amount: refund.amount, remark },
    });
    return ok({ refund: refund.id });
  });
}

/** Moves what came back, on the day on which it did; the refusal where it is more than is unaccounted for. */
async function moveBack(
  tx: Tx,
  actor: Actor,
  program: Program,
  proposal: Proposal,
  refund: { id: Id; disbursement: Id; amount: bigint; refundedOn: string },
): Promise<Refusal | undefined> {
  const basis = basisOf(program.model, fundingRules(program.model).disbursement.basis);
  await lockPurses(tx, program, proposal);
  const { advance } = await moneyOf(tx, proposal.id);
  const { amount } = refund;
  if (amount > advance) return refuse('refund.exceeds-payment', basis, { amount, left: advance });
  const closed = (await postingsOf(tx, proposal.id)).some((one) => one.kind === 'settle');
  const common = {
    program: program.id,
    organization: proposal.organization,
    proposal: proposal.id,
    by: actor.person,
  };
  await move(
    tx,
    {
      ...common,
      kind: 'refund',
      disbursement: refund.disbursement,
      refund: refund.id,
      happenedOn: refund.refundedOn,
    },
    amount,
  );
  if (closed) await move(tx, { ...common, kind: 'release' }, amount);
  await count(tx, cellOf(proposal), { disbursed: -amount, committed: closed ? -amount : 0n });
  return undefined;
}

/** Puts on the desks that money is still to come back, where it is. Part of whatever leaves it unaccounted for. */
export async function askForRefund(tx: Tx, program: Program, proposal: Proposal): Promise<void> {
  await settle(tx, proposal.id, 'refund.record');
  const { advance } = await moneyOf(tx, proposal.id);
  if (advance === 0n) return;
  await ask(tx, {
    kind: 'refund.record',
    ...about(proposal),
    title: proposal.title,
    offices: fundingRules(program.model).disbursement.record,
    dueOn: tx.today,
  });
}

function about(proposal: Proposal) {
  return { subjectType: 'proposal', subjectId: proposal.id, region: proposal.village } as const;
}
