import type { Actor, Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { at, isRefusal, type Refusal, refuse, unless } from '#kernel/refusal.ts';
import type { Result } from '#kernel/result.ts';
import { record } from '#modules/journal/index.ts';
import { basisOf, givenPurses, purseNamed } from '#modules/models/index.ts';
import { ask, settle } from '#modules/notices/index.ts';
import { count, hold, mustBeOpen, type Program } from '#modules/programs/index.ts';
import { cellOf, lockProposal, type Proposal, proposalById, sentAt } from '#modules/proposals/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { about, boundOn, ofVoucher, pendingOf } from './disbursement.service.ts';
import { fitsCommitment, onItsDay } from './funding.ts';
import { moneyOf, move } from './ledger.store.ts';
import { notOnSamePaper, notPaidTwice, readPaid } from './paid.ts';
import { lockPurses, pursesFor } from './purse.store.ts';
import type { Purse } from './purse.ts';
import {
  type Receipt,
  type RecordedVoucher,
  type Recording,
  recordVoucher,
} from './record-voucher.service.ts';
import type { Effect, Examining } from './review-effect.ts';
import { mayRecordSpending, purseMeant } from './spending.ts';
import { sameReceipt, spendingsOf } from './voucher.store.ts';
import type { Spending } from './voucher.ts';

/** What is typed about what a giver paid itself: to whom, for what, when, and the paper that proves it. */
export type SpendingInput = {
  readonly proposal: Id;
  /** The giver's purse by its name in the model, where several are spent by givers; else the only one. */
  readonly purse?: string;
  readonly provider: string;
  readonly purpose: string;
  readonly amount: string;
  readonly receiptNumber: string;
  readonly paidOn: string;
  readonly receipt?: Receipt | undefined;
};

/**
 * Records what a giver paid itself, in money or goods that never pass through the city's cash, to be examined by others.
 * Nothing is disbursed: what is approved counts as spent. Source: model `purses[].spending`; paper 005, on companies.
 */
export function recordSpending(
  runtime: Runtime,
  who: Actor | Visitor,
  input: SpendingInput,
  left?: AbortSignal,
): Promise<Result<RecordedVoucher>> {
  const asked = (tx: Tx, actor: Actor, way: 'look' | 'lock') => spendingAsked(tx, actor, runtime, input, way);
  return recordVoucher(runtime, who, input.receipt, asked, left);
}

/** What keeps somebody from recording what a giver spent on a proposal, whatever they send: asked before its paper is received. */
export function askToSpend(
  runtime: Runtime,
  who: Actor | Visitor,
  proposal: Id,
): Promise<Refusal | undefined> {
  return runtime.askFirst(who, 'funding:write', (tx, actor) =>
    spendingHeld(tx, actor, runtime, { proposal }, proposalById),
  );
}

/** The purses of givers behind a proposal. */
export async function givenTo(tx: Tx, program: Program, proposal: Proposal): Promise<Purse[]> {
  const given = givenPurses(program.model);
  return (await pursesFor(tx, program, proposal)).filter((one) => given.includes(one.purse));
}

async function spendingHeld(
  tx: Tx,
  actor: Actor,
  { secondFactor }: Runtime,
  input: Pick<SpendingInput, 'proposal' | 'purse'>,
  lock: typeof proposalById,
) {
  const purses: Purse[] = [];
  const held = await hold(tx, actor, {
    lock,
    id: input.proposal,
    since: sentAt,
    may: async (one, program) => {
      const spends = (purse: Purse) => mayRecordSpending(actor, program.model, purse, one, secondFactor);
      const purse = purseMeant(
        await givenTo(tx, program, one),
        input.purse,
        (each) => !isRefusal(spends(each)),
      );
      if (!purse) return refuse('access.not-found');
      purses.push(purse);
      return unless(spends(purse), mustBeOpen(program));
    },
  });
  const [purse] = purses;
  return isRefusal(held) ? held : purse ? { ...held, purse } : refuse('access.not-found');
}

/** Whether this may be recorded now: asked before its paper is read, and again with proposal and purses locked. */
async function spendingAsked(
  tx: Tx,
  actor: Actor,
  runtime: Runtime,
  input: SpendingInput,
  way: 'look' | 'lock',
): Promise<Recording | Refusal> {
  const load = way === 'lock' ? lockProposal : proposalById;
  const held = await spendingHeld(tx, actor, runtime, input, load);
  if (isRefusal(held)) return held;
  const { thing: proposal, program, by, purse } = held;
  const rules = purseNamed(program.model, purse.purse);
  const basis = basisOf(program.model, rules.spending?.basis ?? rules.basis);
  const read = readPaid(input, proposal, tx.today);
  if (isRefusal(read)) return read;
  const early = onItsDay(program, boundOn(runtime, tx, proposal), read.paidOn, basis);
  if (early) return at('paidOn', early);
  if (way === 'lock') await lockPurses(tx, program, proposal);
  const earlier = (await spendingsOf(tx, proposal.id)).filter((one) => one.purse === purse.id);
  const repeated = notPaidTwice(earlier, read);
  if (repeated) return repeated;
  const twice = notOnSamePaper(await sameReceipt(tx, read), basis);
  if (twice) return twice;
  const money = await moneyOf(tx, proposal.id, { purse: purse.id });
  const unfit = fitsCommitment(money, pendingOf(earlier), read.amount, basis);
  if (unfit) return at('amount', unfit);
  return {
    program,
    by,
    voucher: {
      kind: 'spending',
      program: program.id,
      proposal: proposal.id,
      purse: purse.id,
      purseName: purse.purse,
      ...read,
    },
    title: proposal.title,
    region: proposal.village,
    after: async (now) => {
      const waiting = pendingOf(
        (await spendingsOf(now, proposal.id)).filter((one) => one.purse === purse.id),
      );
      if (waiting === money.commitment) await settle(now, proposal.id, 'spending.record');
      await record(now, by, {
        action: 'spending.recorded',
        ...about(proposal),
        summary: { purse: purse.purse, ...read },
      });
    },
  };
}

/** What examining what a giver spent brings about: approved, it counts as spent, and is counted. */
export function spending(
  { tx, by, program, remark }: Examining,
  proposal: Proposal,
  voucher: Spending,
): Effect {
  const { amount, provider } = voucher;
  return {
    approved: async () => {
      await lockPurses(tx, program, proposal);
      const rules = purseNamed(program.model, voucher.purseName);
      const basis = basisOf(program.model, rules.spending?.basis ?? rules.basis);
      const money = await moneyOf(tx, proposal.id, { purse: voucher.purse });
      const unfit = fitsCommitment(money, 0n, amount, basis);
      if (unfit) return unfit;
      await move(tx, { kind: 'spend', ...ofVoucher(program, proposal, voucher, by) }, amount, {
        purse: voucher.purse,
      });
      await count(tx, cellOf(proposal), { disbursed: amount, settled: amount });
      return undefined;
    },
    refused: async () => {
      const offices = purseNamed(program.model, voucher.purseName).spending?.record ?? [];
      const task = { kind: 'spending.record', title: proposal.title, offices, dueOn: tx.today } as const;
      const [purse] = (await pursesFor(tx, program, proposal)).filter((one) => one.id === voucher.purse);
      await settle(tx, proposal.id, 'spending.record');
      await ask(tx, { ...task, ...about(proposal), organization: purse?.organization ?? undefined });
    },
    told: async (state) => {
      await record(tx, by, {
        action: state === 'approved' ? 'spending.approved' : 'spending.refused',
        ...about(proposal),
        summary: { amount, provider, remark },
      });
    },
  };
}
