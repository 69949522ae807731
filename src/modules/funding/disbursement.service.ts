import type { Actor, Visitor } from '#kernel/actor.ts';
import { dayIn } from '#kernel/date.ts';
import { type Id, newId } from '#kernel/id.ts';
import { type Rupiah, sum } from '#kernel/money.ts';
import { readPastDay } from '#kernel/readers/day.ts';
import { readAll } from '#kernel/readers/fields.ts';
import { readPositiveRupiah } from '#kernel/readers/number.ts';
import { notRepeated } from '#kernel/readers/repeated.ts';
import { readLine, readRemark, readText } from '#kernel/readers/text.ts';
import { at, isRefusal, type Refusal, refuse, unless } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import type { SentFile } from '#kernel/sent-file.ts';
import { attach, keepFiles, type StoredFile } from '#modules/documents/index.ts';
import { record } from '#modules/journal/index.ts';
import { basisOf, fundingRules, proposalKind, pursesBehind } from '#modules/models/index.ts';
import { ask, settle } from '#modules/notices/index.ts';
import { count, hold, mustBeOpen } from '#modules/programs/index.ts';
import { cellOf, lockProposal, personCode, proposalById } from '#modules/proposals/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import {
  acceptedFilings,
  disbursementById,
  disbursementsOf,
  insertDisbursement,
  lockDisbursement,
  setReviewed,
} from './disbursement.store.ts';
import { fitsCommitment, mayRecordDisbursement, mayReviewDisbursement, onItsDay } from './funding.ts';
import { moneyOf, move } from './ledger.store.ts';
import { lockPurses } from './purse.store.ts';
import { fitsTranches } from './tranche.ts';

export type DisbursementInput = {
  readonly proposal: Id;
  readonly provider: string;
  readonly purpose: string;
  readonly amount: string;
  readonly receiptNumber: string;
  readonly paidOn: string;
  /** The receipt as a picture or PDF. */
  readonly receipt?: SentFile | undefined;
};

/**
 * Records a payment to a provider, to be approved by another officer. Never in cash to the institution: the provider is
 * named and the receipt kept. Source: paper 004, §4.1 (not given as money).
 */
export async function recordDisbursement(
  runtime: Runtime,
  who: Actor | Visitor,
  input: DisbursementInput,
  left?: AbortSignal,
): Promise<Result<{ disbursement: Id; looks?: StoredFile['looks'] }>> {
  return runtime.changePrepared(who, 'funding:write', {
    ask: (tx, actor) => paymentAsked(tx, actor, runtime, input, 'look'),
    prepare: () => keepFiles(runtime.files, 'receipt', input.receipt ? [input.receipt] : [], 'receipt', left),
    work: async (tx, actor, [file]) => {
      const asked = await paymentAsked(tx, actor, runtime, input, 'lock');
      if (isRefusal(asked)) return refused(asked);
      const { thing: proposal, program, by, provider, purpose, amount, receiptNumber, paidOn } = asked;
      const rule = fundingRules(program.model).disbursement;
      const id = newId(tx.now);
      const receiptDocument = file
        ? await attach(tx, file, {
            subjectType: 'disbursement',
            subjectId: id,
            role: 'receipt',
            caption: receiptNumber,
            public: 'private',
            by: actor.person,
          })
        : null;
      await insertDisbursement(tx, {
        id,
        program: program.id,
        proposal: proposal.id,
        provider,
        purpose,
        amount,
        receiptNumber,
        receiptDocument,
        paidOn,
        recordedBy: actor.person,
      });
      if ((await leftToPay(tx, proposal.id)) === 0n) await settle(tx, proposal.id, 'disbursement.record');
      await ask(tx, {
        kind: 'disbursement.approve',
        subjectType: 'proposal',
        subjectId: proposal.id,
        title: proposal.title,
        offices: rule.approve,
        region: proposal.village,
      });
      await record(tx, by, {
        action: 'disbursement.recorded',
        subjectType: 'proposal',
        subjectId: proposal.id,
        region: proposal.village,
        summary: { amount, provider, purpose, receiptNumber, paidOn },
      });
      return ok({ disbursement: id, ...(file ? { looks: file.looks } : {}) });
    },
  });
}

/** What keeps somebody from recording a payment for a proposal, whatever they send: asked before its receipt is received. */
export function askToPay(runtime: Runtime, who: Actor | Visitor, proposal: Id): Promise<Refusal | undefined> {
  return runtime.askFirst(who, 'funding:write', (tx, actor) =>
    paymentHeld(tx, actor, runtime, proposal, proposalById),
  );
}

function paymentHeld(tx: Tx, actor: Actor, runtime: Runtime, id: Id, lock: typeof proposalById) {
  return hold(tx, actor, {
    lock,
    id,
    may: (one, program) =>
      unless(mayRecordDisbursement(actor, program.model, one, runtime.secondFactor), mustBeOpen(program)),
  });
}

/** Whether this payment may be recorded now: asked before its receipt is read, and again with proposal and purses locked. */
async function paymentAsked(
  tx: Tx,
  actor: Actor,
  runtime: Runtime,
  input: DisbursementInput,
  way: 'look' | 'lock',
) {
  const load = way === 'lock' ? lockProposal : proposalById;
  const held = await paymentHeld(tx, actor, runtime, input.proposal, load);
  if (isRefusal(held)) return held;
  const { thing: proposal, program } = held;
  const basis = basisOf(program.model, fundingRules(program.model).disbursement.basis);
  const read = readAll({
    // Everybody reads whom a payment went to: what is paid for a person goes by a code, whatever was typed.
    provider: proposal.person === null ? readLine(input.provider, 160) : personCode(proposal.id),
    purpose: readLine(input.purpose, 300),
    amount: readPositiveRupiah(input.amount),
    receiptNumber: readLine(input.receiptNumber, 80),
    paidOn: readPastDay(input.paidOn, tx.today),
  });
  if (isRefusal(read)) return read;
  const bound = proposal.bindingSince && dayIn(zoneOf(runtime, tx.tenant), proposal.bindingSince);
  const early = onItsDay(program, bound, read.paidOn, basis);
  if (early) return at('paidOn', early);
  if (way === 'lock') await lockPurses(tx, program, proposal);
  const earlier = await disbursementsOf(tx, proposal.id);
  const repeated = notRepeated(
    earlier.filter((one) => one.state !== 'refused'),
    read,
    ['provider', 'purpose', 'amount', 'receiptNumber', 'paidOn'],
  );
  if (repeated) return repeated;
  const pending = sum(earlier.filter((one) => one.state === 'recorded').map((one) => one.amount));
  const money = await moneyOf(tx, proposal.id);
  const taken = money.advance + money.spent + pending;
  const unfit =
    fitsCommitment(money, pending, read.amount, basis) ??
    fitsTranches(
      program.model,
      pursesBehind(program.model, proposalKind(program.model, proposal.kind)),
      proposal.granted ?? 0n,
      { accepted: await acceptedFilings(tx, proposal.id) },
      { taken, amount: read.amount },
    );
  return unfit ? at('amount', unfit) : { ...held, ...read };
}

function zoneOf(runtime: Runtime, tenant: Id): string {
  return runtime.tenants().find((one) => one.id === tenant)?.timeZone ?? 'Asia/Jakarta';
}

/** What of a proposal's committed money no payment has been recorded for yet. */
export async function leftToPay(tx: Tx, proposal: Id): Promise<Rupiah> {
  const recorded = (await disbursementsOf(tx, proposal)).filter((one) => one.state === 'recorded');
  return (await moneyOf(tx, proposal)).commitment - sum(recorded.map((one) => one.amount));
}

/** Approves or refuses a recorded payment; approval moves the money. Not by whoever recorded it. */
export async function reviewDisbursement(
  runtime: Runtime,
  who: Actor | Visitor,
  input: { disbursement: Id; outcome: 'approve' | 'refuse'; remark: string; version?: number | undefined },
): Promise<Result<{ disbursement: Id }>> {
  return runtime.change(who, 'funding:write', async (tx, actor) => {
    const seen = await disbursementById(tx, input.disbursement);
    const proposal = seen && (await lockProposal(tx, seen.proposal));
    if (!proposal) return refused(refuse('access.not-found'));
    const held = await hold(tx, actor, {
      lock: lockDisbursement,
      id: seen.id,
      version: input.version,
      may: (one, program) =>
        unless(
          mayReviewDisbursement(actor, program.model, proposal, one, runtime.secondFactor),
          input.outcome === 'approve' ? mustBeOpen(program) : undefined,
        ),
    });
    if (isRefusal(held)) return refused(held);
    const { thing: disbursement, program, by } = held;
    const rule = fundingRules(program.model).disbursement;
    const basis = basisOf(program.model, rule.basis);
    const remark = input.outcome === 'refuse' ? readText(input.remark, 1000) : readRemark(input.remark, 1000);
    if (isRefusal(remark)) return refused(at('remark', remark));
    await lockPurses(tx, program, proposal);
    if (input.outcome === 'approve') {
      const unfit = fitsCommitment(await moneyOf(tx, proposal.id), 0n, disbursement.amount, basis);
      if (unfit) return refused(unfit);
      await move(
        tx,
        {
          kind: 'disburse',
          program: program.id,
          organization: proposal.organization,
          proposal: proposal.id,
          disbursement: disbursement.id,
          happenedOn: disbursement.paidOn,
          by: actor.person,
        },
        disbursement.amount,
      );
    }
    const state = input.outcome === 'approve' ? 'approved' : 'refused';
    await setReviewed(tx, disbursement.id, { state, remark: remark || null, by: actor.person });
    const waiting = await disbursementsOf(tx, proposal.id);
    if (!waiting.some((one) => one.state === 'recorded'))
      await settle(tx, proposal.id, 'disbursement.approve');
    if (state === 'refused') {
      await settle(tx, proposal.id, 'disbursement.record');
      await ask(tx, {
        kind: 'disbursement.record',
        subjectType: 'proposal',
        subjectId: proposal.id,
        title: proposal.title,
        offices: rule.record,
        region: proposal.village,
        dueOn: tx.today,
      });
    }
    await record(tx, by, {
      action: state === 'approved' ? 'disbursement.approved' : 'disbursement.refused',
      subjectType: 'proposal',
      subjectId: proposal.id,
      region: proposal.village,
      summary: { amount: disbursement.amount, provider: disbursement.provider, remark },
    });
    if (state === 'approved') await count(tx, cellOf(proposal), { disbursed: disbursement.amount });
    return ok({ disbursement: disbursement.id });
  });
}
