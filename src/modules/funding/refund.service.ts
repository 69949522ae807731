import type { Actor, Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { readAll } from '#kernel/readers/fields.ts';
import { notRepeated } from '#kernel/readers/repeated.ts';
import { readText } from '#kernel/readers/text.ts';
import { at, isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import type { Result } from '#kernel/result.ts';
import { record } from '#modules/journal/index.ts';
import { basisOf, disbursementRules, settlingFiling } from '#modules/models/index.ts';
import { ask, settle } from '#modules/notices/index.ts';
import { count, hold, type Program } from '#modules/programs/index.ts';
import { cellOf, lockProposal, type Proposal, proposalById, sentAt } from '#modules/proposals/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { acceptedFilings } from './accepted-filings.store.ts';
import { about, ofVoucher, pendingOf } from './disbursement.service.ts';
import { moneyOf, move } from './ledger.store.ts';
import { movedFields } from './paid.ts';
import { lockPurses } from './purse.store.ts';
import {
  type Receipt,
  type RecordedVoucher,
  type Recording,
  recordVoucher,
} from './record-voucher.service.ts';
import { afterPayment, fitsPayment, mayRecordRefund } from './refund.ts';
import type { Effect, Examining } from './review-effect.ts';
import { ofKind, vouchersOf } from './voucher.store.ts';
import type { Refund } from './voucher.ts';

export type RefundInput = {
  readonly proposal: Id;
  /** The payment of which money came back. */
  readonly disbursement: string;
  readonly amount: string;
  /** Why it came back. */
  readonly purpose: string;
  readonly receiptNumber: string;
  readonly paidOn: string;
  /** What proves it, as a picture or PDF; without it nothing is recorded. */
  readonly receipt?: Receipt | undefined;
};

/**
 * Records that money of a payment came back, to be approved by another officer. The payment is never rewritten: what was
 * paid stays paid, and what returned is a movement of its own, with its day and its paper.
 */
export function recordRefund(
  runtime: Runtime,
  who: Actor | Visitor,
  input: RefundInput,
  left?: AbortSignal,
): Promise<Result<RecordedVoucher>> {
  const asked = (tx: Tx, actor: Actor, way: 'look' | 'lock') => refundAsked(tx, actor, runtime, input, way);
  return recordVoucher(runtime, who, input.receipt, asked, left);
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
    since: sentAt,
    may: (one, { model }) => mayRecordRefund(actor, model, one, runtime.secondFactor),
  });
}

/** Whether this refund may be recorded now: asked before its paper is read, and again with proposal and purses locked. */
async function refundAsked(
  tx: Tx,
  actor: Actor,
  runtime: Runtime,
  input: RefundInput,
  way: 'look' | 'lock',
): Promise<Recording | Refusal> {
  const load = way === 'lock' ? lockProposal : proposalById;
  const held = await refundHeld(tx, actor, runtime, input.proposal, load);
  if (isRefusal(held)) return held;
  const { thing: proposal, program, by } = held;
  const basis = basisOf(program.model, disbursementRules(program.model).basis);
  const read = readAll({
    purpose: readText(input.purpose, 300),
    ...movedFields(input, tx.today),
  });
  if (isRefusal(read)) return read;
  if (!input.receipt) return at('receipt', refuse('refund.no-proof', basis));
  if (way === 'lock') await lockPurses(tx, program, proposal);
  const recorded = await vouchersOf(tx, proposal.id);
  const payment = ofKind(recorded, 'disbursement').find((one) => one.id === input.disbursement);
  if (!payment) return at('disbursement', refuse('input.choice'));
  const early = afterPayment(payment, read.paidOn, basis);
  if (early) return at('paidOn', early);
  const refunds = ofKind(recorded, 'refund');
  const earlier = refunds.filter((one) => one.payment === payment.id);
  const repeated = notRepeated(
    earlier.filter((one) => one.state !== 'refused'),
    read,
    ['amount', 'receiptNumber', 'paidOn'],
  );
  if (repeated) return repeated;
  const { advance } = await moneyOf(tx, proposal.id, 'through-cash');
  const unfit = fitsPayment(payment, earlier, { advance, waiting: pendingOf(refunds) }, read.amount, basis);
  if (unfit) return at('amount', unfit);
  return {
    program,
    by,
    voucher: { kind: 'refund', program: program.id, proposal: proposal.id, payment: payment.id, ...read },
    title: proposal.title,
    region: proposal.village,
    after: async (now) => {
      await settle(now, proposal.id, 'refund.record');
      await record(now, by, {
        action: 'refund.recorded',
        ...about(proposal),
        summary: { ...read, provider: payment.provider },
      });
    },
  };
}

/** What examining a refund brings about: approved, the money goes back to what is committed, and on to its purses where all is accounted for. */
export function comingBack(
  { tx, by, program, remark }: Examining,
  proposal: Proposal,
  voucher: Refund,
): Effect {
  const { amount } = voucher;
  return {
    approved: async () => {
      const basis = basisOf(program.model, disbursementRules(program.model).basis);
      await lockPurses(tx, program, proposal);
      const { advance } = await moneyOf(tx, proposal.id, 'through-cash');
      if (amount > advance) return refuse('refund.exceeds-payment', basis, { amount, left: advance });
      const closed = await isClosed(tx, program, proposal.id);
      const { voucher: _, happenedOn: __, ...released } = ofVoucher(program, proposal, voucher, by);
      await move(tx, { kind: 'refund', ...ofVoucher(program, proposal, voucher, by) }, amount);
      if (closed) await move(tx, { kind: 'release', ...released }, amount);
      await count(tx, cellOf(proposal), { disbursed: -amount, committed: closed ? -amount : 0n });
      return undefined;
    },
    refused: () => askForRefund(tx, program, proposal),
    told: async (state) => {
      await record(tx, by, {
        action: state === 'approved' ? 'refund.approved' : 'refund.refused',
        ...about(proposal),
        summary: { amount, remark },
      });
    },
  };
}

/** Whether the filing that accounts for the money of a proposal was accepted, whatever it counted: nothing is paid after it. */
async function isClosed(tx: Tx, { model }: Program, proposal: Id): Promise<boolean> {
  const settling = settlingFiling(model);
  return settling !== undefined && (await acceptedFilings(tx, proposal)).has(settling.kind);
}

/** Puts on the desks that money is still to come back, where it is. Part of whatever leaves it unaccounted for. */
export async function askForRefund(tx: Tx, program: Program, proposal: Proposal): Promise<void> {
  await settle(tx, proposal.id, 'refund.record');
  const { advance } = await moneyOf(tx, proposal.id, 'through-cash');
  if (advance === 0n) return;
  await ask(tx, {
    kind: 'refund.record',
    ...about(proposal),
    title: proposal.title,
    offices: disbursementRules(program.model).record,
    dueOn: tx.today,
  });
}
