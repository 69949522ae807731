import type { Acting, Actor, Visitor } from '#kernel/actor.ts';
import { dayIn, type IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import { type Rupiah, sum } from '#kernel/money.ts';
import { at, isRefusal, type Refusal, refuse, together, unless } from '#kernel/refusal.ts';
import { ancestor } from '#kernel/region.ts';
import { type Result, refused } from '#kernel/result.ts';
import { record } from '#modules/journal/index.ts';
import {
  basisOf,
  disbursementRules,
  givenPurses,
  type Model,
  proposalKind,
  purseNamed,
  pursesBehind,
} from '#modules/models/index.ts';
import { ask, settle } from '#modules/notices/index.ts';
import { count, hold, mustBeOpen, type Program } from '#modules/programs/index.ts';
import { cellOf, lockProposal, type Proposal, proposalById, sentAt } from '#modules/proposals/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { acceptedFilings } from './accepted-filings.store.ts';
import { fitsCommitment, mayRecordDisbursement, onItsDay } from './funding.ts';
import { moneyOf, move } from './ledger.store.ts';
import { notOnSamePaper, notPaidTwice, readPaid } from './paid.ts';
import { paperTaken, releasePapersOf } from './payment-paper.store.ts';
import {
  type NumberedPaper,
  readStanding,
  type TypedPaper,
  type TypedTax,
  withheldOf,
} from './payment-paper.ts';
import { lockPurses, pursesFor } from './purse.store.ts';
import {
  type Receipt,
  type RecordedVoucher,
  type Recording,
  recordVoucher,
  recordVouchers,
} from './record-voucher.service.ts';
import type { Effect, Examining } from './review-effect.ts';
import { notTaken, type ToStandOn } from './stand-on-papers.ts';
import { supplierNamed } from './supplier.store.ts';
import { fitsTranches } from './tranche.ts';
import { disbursementsOf, sameReceipt } from './voucher.store.ts';
import type { Disbursement } from './voucher.ts';

export type DisbursementInput = {
  readonly proposal: Id;
  readonly provider: string;
  readonly purpose: string;
  readonly amount: string;
  readonly receiptNumber: string;
  readonly paidOn: string;
  /** The papers of the office that it stands on, where the model wants any. */
  readonly papers?: readonly TypedPaper[];
  /** What of the amount was withheld as tax. */
  readonly withheld?: readonly TypedTax[];
  /** The receipt as a picture or PDF. */
  readonly receipt?: Receipt | undefined;
};

/**
 * Records a payment to a provider, to be approved by another officer. Never in cash to the institution: the provider is
 * named and the receipt kept. Source: paper 004, §4.1 (not given as money).
 */
export function recordDisbursement(
  runtime: Runtime,
  who: Actor | Visitor,
  input: DisbursementInput,
  left?: AbortSignal,
): Promise<Result<RecordedVoucher>> {
  const asked = (tx: Tx, actor: Actor, way: 'look' | 'lock') => paymentAsked(tx, actor, runtime, input, way);
  return recordVoucher(runtime, who, input.receipt, asked, left);
}

/** One line of a sheet of payments: which line it is, and what stands there. */
export type PaymentLine = Omit<DisbursementInput, 'proposal'> & { readonly row: number };

/** What is recorded on one sheet: the papers stand on it once, for all its payments. */
export type PaymentSheet = {
  readonly proposal: Id;
  readonly papers?: readonly TypedPaper[];
  readonly payments: readonly Omit<PaymentLine, 'papers'>[];
};

/** Records several payments of one proposal, all of them or none. */
export async function recordDisbursements(
  runtime: Runtime,
  who: Actor | Visitor,
  { proposal, papers = [], payments }: PaymentSheet,
  left?: AbortSignal,
): Promise<Result<readonly RecordedVoucher[]>> {
  if (payments.length === 0) return refused(at('provider.0', refuse('input.required')));
  const all = payments.map(({ row, ...payment }) => ({
    row,
    receipt: payment.receipt,
    asked: (tx: Tx, actor: Actor, way: 'look' | 'lock') =>
      paymentAsked(tx, actor, runtime, { ...payment, papers, proposal }, way, payments.length),
  }));
  return recordVouchers(runtime, who, all, left);
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
    since: sentAt,
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
  payees = 1,
): Promise<Recording | Refusal> {
  const load = way === 'lock' ? lockProposal : proposalById;
  const held = await paymentHeld(tx, actor, runtime, input.proposal, load);
  if (isRefusal(held)) return held;
  const { thing: proposal, program, by } = held;
  const basis = basisOf(program.model, disbursementRules(program.model).basis);
  const bound = boundOn(runtime, tx, proposal);
  const all = readPayment(input, program.model, proposal, { bound, today: tx.today });
  if (isRefusal(all)) return all;
  const { typed, taxes } = all;
  const papers = await inSeries(tx, program, proposal, all.papers, { way, payees });
  if (isRefusal(papers)) return papers;
  // A person who is paid for goes by a code and stands in no register.
  const known = proposal.person === null ? await supplierNamed(tx, typed.provider) : undefined;
  const read = known ? { ...typed, provider: known.name } : typed;
  const early = onItsDay(program, bound, read.paidOn, basis);
  if (early) return at('paidOn', early);
  if (way === 'lock') await lockPurses(tx, program, proposal);
  const earlier = await disbursementsOf(tx, proposal.id);
  const repeated = notPaidTwice(earlier, read);
  if (repeated) return repeated;
  const twice = notOnSamePaper(await sameReceipt(tx, read), basis);
  if (twice) return twice;
  const pending = pendingOf(earlier);
  const cash = await moneyOf(tx, proposal.id, 'through-cash');
  const taken = cash.advance + cash.spent + pending;
  const unfit =
    fitsCommitment(cash, pending, read.amount, basis) ??
    fitsTranches(
      program.model,
      pursesBehind(program.model, proposalKind(program.model, proposal.kind)),
      cash.commitment + cash.advance + cash.spent,
      { accepted: await acceptedFilings(tx, proposal.id) },
      { taken, amount: read.amount },
    );
  if (unfit) return at('amount', unfit);
  return {
    program,
    by,
    voucher: {
      kind: 'disbursement',
      program: program.id,
      proposal: proposal.id,
      supplier: known?.id ?? null,
      withheld: withheldOf(taxes),
      ...read,
    },
    papers,
    taxes,
    ...(known === undefined && proposal.person === null ? { supplier: read.provider } : {}),
    title: proposal.title,
    region: proposal.village,
    after: async (now) => {
      if ((await leftToPay(now, proposal.id)) === 0n) await settle(now, proposal.id, 'disbursement.record');
      await record(now, by, {
        action: 'disbursement.recorded',
        ...about(proposal),
        summary: {
          ...read,
          ...(taxes.length > 0 ? { withheld: withheldOf(taxes) } : {}),
          ...(papers.length > 0 ? { papers: papers.map((one) => `${one.paper} ${one.number}`) } : {}),
        },
      });
    },
  };
}

/** What was typed of a payment, read: the payment itself, its papers and what was withheld; or all that cannot stand. */
function readPayment(
  input: DisbursementInput,
  model: Model,
  proposal: Proposal,
  days: { readonly bound: IsoDate | null; readonly today: IsoDate },
) {
  const typed = readPaid(input, proposal, days.today);
  const paidOn = isRefusal(typed) ? undefined : typed.paidOn;
  const stands = readStanding(model, input, { bound: days.bound, paidOn });
  const against = [...(isRefusal(typed) ? (typed.issues ?? [typed]) : []), ...stands.against];
  if (isRefusal(typed) || against.length > 0) return together(against) ?? refuse('input.required');
  return { typed, papers: stands.papers, taxes: stands.withheld };
}

/**
 * Papers with the place in whose series each is numbered. A number that is taken is said before the receipt is read; when
 * the payment is written it is asked again (`standOn`).
 */
async function inSeries(
  tx: Tx,
  program: Program,
  proposal: Proposal,
  papers: readonly NumberedPaper[],
  { way, payees }: { readonly way: 'look' | 'lock'; readonly payees: number },
): Promise<Refusal | readonly ToStandOn[]> {
  const placed = papers.map((one) => placedPaper(program, proposal, one, payees));
  if (way === 'lock') return placed;
  const against: Refusal[] = [];
  for (const one of placed) {
    const taken = await paperTaken(tx, one, 'look');
    const refusal = taken && notTaken(taken, one);
    if (refusal) against.push(refusal);
  }
  return together(against) ?? placed;
}

function placedPaper(
  { model }: Program,
  proposal: Proposal,
  paper: NumberedPaper,
  payees: number,
): ToStandOn {
  const rule = disbursementRules(model).papers.find((one) => one.paper === paper.paper);
  if (!rule) throw new Error(`no paper ${paper.paper} in ${model.name}`);
  return {
    ...paper,
    series: ancestor(proposal.village, rule.at),
    payees,
    proposal: proposal.id,
    label: rule.label,
    cited: basisOf(model, rule.basis),
  };
}

/** The day from which a decision binds, by the clock of its city; null as long as it does not. */
export function boundOn(runtime: Runtime, tx: Tx, { bindingSince }: Pick<Proposal, 'bindingSince'>) {
  const zone = runtime.tenants().find((one) => one.id === tx.tenant)?.timeZone ?? 'Asia/Jakarta';
  return bindingSince && dayIn(zone, bindingSince);
}

/** What was recorded and not examined yet (rupiah). */
export function pendingOf(vouchers: readonly { readonly state: string; readonly amount: Rupiah }[]): Rupiah {
  return sum(vouchers.filter((one) => one.state === 'recorded').map((one) => one.amount));
}

/** What of a proposal's committed money that passes through the city's cash no payment has been recorded for yet. */
export async function leftToPay(tx: Tx, proposal: Id): Promise<Rupiah> {
  const { commitment } = await moneyOf(tx, proposal, 'through-cash');
  return commitment - pendingOf(await disbursementsOf(tx, proposal));
}

/**
 * Puts on the desks that what was granted is to be paid by a day: on those of the offices that record payments, and of
 * the giver that spends its own. Part of the transaction that plans an activity.
 */
export async function askForPayment(
  tx: Tx,
  program: Program,
  proposal: Proposal,
  dueOn: IsoDate,
): Promise<void> {
  const task = { ...about(proposal), title: proposal.title, dueOn } as const;
  if ((await leftToPay(tx, proposal.id)) > 0n) {
    const { record: offices } = disbursementRules(program.model);
    await ask(tx, { ...task, kind: 'disbursement.record', offices });
  }
  const given = givenPurses(program.model);
  for (const { id, purse, organization } of await pursesFor(tx, program, proposal)) {
    const offices = purseNamed(program.model, purse).spending?.record;
    if (!offices || organization === null || !given.includes(purse)) continue;
    if ((await moneyOf(tx, proposal.id, { purse: id })).commitment === 0n) continue;
    await ask(tx, { ...task, kind: 'spending.record', offices, organization });
  }
}

/** What examining a payment brings about: approved, the money is paid out, and counted. */
export function disbursing(
  { tx, by, program, remark }: Examining,
  proposal: Proposal,
  voucher: Disbursement,
): Effect {
  const { basis: rule, record: offices } = disbursementRules(program.model);
  return {
    approved: async () => {
      await lockPurses(tx, program, proposal);
      const cash = await moneyOf(tx, proposal.id, 'through-cash');
      const unfit = fitsCommitment(cash, 0n, voucher.amount, basisOf(program.model, rule));
      if (unfit) return unfit;
      await move(tx, { kind: 'disburse', ...ofVoucher(program, proposal, voucher, by) }, voucher.amount);
      await count(tx, cellOf(proposal), { disbursed: voucher.amount });
      return undefined;
    },
    refused: async () => {
      await releasePapersOf(tx, voucher.id);
      await settle(tx, proposal.id, 'disbursement.record');
      const task = { kind: 'disbursement.record', title: proposal.title, offices, dueOn: tx.today } as const;
      await ask(tx, { ...task, ...about(proposal) });
    },
    told: async (state) => {
      await record(tx, by, {
        action: state === 'approved' ? 'disbursement.approved' : 'disbursement.refused',
        ...about(proposal),
        summary: { amount: voucher.amount, provider: voucher.provider, remark },
      });
    },
  };
}

/** What a movement for a voucher of a proposal says of itself: by which paper, on which day, by whom. */
export function ofVoucher(
  program: Program,
  proposal: Proposal,
  voucher: { readonly id: Id; readonly paidOn: string },
  by: Pick<Acting, 'person'>,
) {
  return {
    program: program.id,
    organization: proposal.organization,
    proposal: proposal.id,
    voucher: voucher.id,
    happenedOn: voucher.paidOn,
    by: by.person,
  } as const;
}

export function about(proposal: Proposal) {
  return { subjectType: 'proposal', subjectId: proposal.id, region: proposal.village } as const;
}
