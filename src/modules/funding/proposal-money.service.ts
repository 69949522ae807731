import { type Actor, mandateOver, type Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import { seesWithheld } from '#kernel/readable.ts';
import { isRefusal, type Refusal, refusalIn, refuse } from '#kernel/refusal.ts';
import { type Organization, organizationById, type ToldHistory, toldHistory } from '#modules/actors/index.ts';
import { picturesAmong } from '#modules/documents/index.ts';
import { type PurseRules, purseNamed } from '#modules/models/index.ts';
import { mustBeOpen, type Program, programById } from '#modules/programs/index.ts';
import { isOwn, mayRead, type Proposal, proposalById, sentAt } from '#modules/proposals/index.ts';
import { namesOf } from '#modules/regions/index.ts';
import { answersOn, type StepAnswer } from '#modules/steps/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { pendingOf } from './disbursement.service.ts';
import { mayRecordDisbursement, type ProposalMoney } from './funding.ts';
import { type Borne, borneBy, moneyOf, type Posting, postingsOf } from './ledger.store.ts';
import { paymentOffices } from './money-office.ts';
import { type PaymentPapers, papersOfPayments } from './payment-paper.store.ts';
import type { Purse } from './purse.ts';
import { mayRecordRefund } from './refund.ts';
import { mayReviewNow, placeOf } from './review-voucher.service.ts';
import { givenTo } from './spending.service.ts';
import { mayRecordSpending, purseMeant } from './spending.ts';
import { ofKind, vouchersOf } from './voucher.store.ts';
import {
  type Disbursement,
  type Refund,
  readableVoucher,
  type Spending,
  type Voucher,
  type VoucherPlace,
} from './voucher.ts';

/** A voucher as its reader may see it: its paper is for those of the place and the institution. */
export type ReadableDisbursement = ReturnType<typeof readableVoucher<Disbursement>>;
export type ReadableRefund = ReturnType<typeof readableVoucher<Refund>>;
export type ReadableSpending = ReturnType<typeof readableVoucher<Spending>>;

/** The money of a proposal: where it stands, how it moved, and what was paid to whom. */
export type MoneyFacts = {
  readonly proposal: Proposal;
  readonly money: ProposalMoney;
  readonly postings: readonly Posting[];
  /** Which source of which purse bears how much of it. */
  readonly borne: readonly Borne[];
  readonly disbursements: readonly ReadableDisbursement[];
  /** The papers that each payment stands on, and what was withheld of it; by which number it was paid on, for those who see receipts. */
  readonly papers: ReadonlyMap<Id, PaymentPapers>;
  /** What came back, or is said to have. */
  readonly refunds: readonly ReadableRefund[];
  /** What givers paid themselves. */
  readonly spendings: readonly ReadableSpending[];
};

type Read = { readonly facts: MoneyFacts; readonly vouchers: readonly Voucher[] };

async function readMoney(tx: Tx, viewer: Actor | Visitor, id: Id): Promise<Read | Refusal> {
  const proposal = await proposalById(tx, id);
  const refusal = proposal ? mayRead(viewer, proposal) : refuse('access.not-found');
  if (!proposal || refusal) return refusal ?? refuse('access.not-found');
  const vouchers = await vouchersOf(tx, id);
  const place = { region: proposal.village, organization: proposal.organization };
  const readable = <V extends Voucher>(list: readonly V[]) =>
    list.map((one) => readableVoucher(viewer, place, one));
  const facts = {
    proposal,
    money: await moneyOf(tx, id),
    postings: await postingsOf(tx, id),
    borne: await borneBy(tx, id),
    disbursements: readable(ofKind(vouchers, 'disbursement')),
    papers: readablePapers(viewer, place, await papersOfPayments(tx, id)),
    refunds: readable(ofKind(vouchers, 'refund')),
    spendings: readable(ofKind(vouchers, 'spending')),
  };
  return { facts, vouchers };
}

/** Papers of payments as somebody may read them: the number of a tax that was paid on is for those who may see receipts. */
function readablePapers(
  viewer: Actor | Visitor,
  place: VoucherPlace,
  papers: ReadonlyMap<Id, PaymentPapers>,
): ReadonlyMap<Id, PaymentPapers> {
  if (seesWithheld(viewer, 'receipt', { place: place.region, organization: place.organization }))
    return papers;
  return new Map(
    [...papers].map(([voucher, one]) => [
      voucher,
      { ...one, taxes: one.taxes.map((tax) => ({ ...tax, depositNumber: null })) },
    ]),
  );
}

/** Reads the money of a proposal for those who may read the proposal; to others it is not there. */
export async function moneyFacts(tx: Tx, viewer: Actor | Visitor, id: Id): Promise<MoneyFacts | Refusal> {
  const read = await readMoney(tx, viewer, id);
  return isRefusal(read) ? read : read.facts;
}

/** The money of a proposal with its programme, its history, and what its reader may do about it now. */
export type MoneyOverview = MoneyFacts & {
  readonly program: Program;
  readonly institution: Organization | undefined;
  readonly village: string;
  /** Of what passes through the city's cash: recorded and not yet examined, paid out, and neither. */
  readonly pending: Rupiah;
  readonly advance: Rupiah;
  readonly left: Rupiah;
  /** Whether the reader handles money over the place, or speaks for the institution. */
  readonly concerned: boolean;
  /** What keeps a concerned reader from recording a payment. */
  readonly record: Refusal | undefined;
  /** What keeps a concerned reader from examining what was recorded, by voucher. */
  readonly review: ReadonlyMap<Id, Refusal>;
  /** What the steps of its way answered on a voucher, where there were several. */
  readonly answers: ReadonlyMap<Id, readonly StepAnswer[]>;
  /** Receipts that are pictures. */
  readonly pictures: ReadonlySet<Id>;
  /** What keeps a concerned reader from recording a refund. */
  readonly refund: Refusal | undefined;
  /** The purse whose giver spends it itself, with what is left of it; undefined where all passes through the city's cash. */
  readonly given:
    | { readonly rules: PurseRules; readonly left: Rupiah; readonly record: Refusal | undefined }
    | undefined;
  /** What happened to its money: decisions, payments and refunds. */
  readonly history: ToldHistory;
};

/** Reads the money of a submitted proposal with all that its page tells; to others it is not there. */
export async function moneyOverview(
  tx: Tx,
  viewer: Actor | Visitor,
  id: Id,
  secondFactor: 'required' | 'optional',
): Promise<MoneyOverview | Refusal> {
  const read = await readMoney(tx, viewer, id);
  if (isRefusal(read)) return read;
  const { facts, vouchers } = read;
  const { proposal } = facts;
  if (!proposal.submittedAt) return refuse('access.not-found');
  const program = await programById(tx, proposal.program, sentAt(proposal));
  const { model } = program;
  const cash = await moneyOf(tx, id, 'through-cash');
  const pending = pendingOf(facts.disbursements);
  const given = await givenWay(tx, viewer, program, proposal, facts.spendings, secondFactor);
  const actor =
    viewer.person !== undefined && isConcerned(viewer, program, proposal, vouchers) ? viewer : undefined;
  const review = new Map<Id, Refusal>();
  const answers = new Map<Id, readonly StepAnswer[]>();
  for (const one of vouchers) {
    if (one.route.length > 1) answers.set(one.id, await answersOn(tx, one.id));
    if (one.state !== 'recorded' || !actor) continue;
    const refusal = refusalIn(await mayReviewNow(tx, actor, { secondFactor }, program, one, proposal));
    if (refusal) review.set(one.id, refusal);
  }
  const history = await toldHistory(tx, [id, ...vouchers.map((one) => one.id)]);
  return {
    ...facts,
    program,
    institution:
      proposal.organization === null ? undefined : await organizationById(tx, proposal.organization),
    village: (await namesOf(tx, [proposal.village])).get(proposal.village) ?? proposal.village,
    pending,
    advance: cash.advance,
    left: cash.commitment - pending,
    concerned: actor !== undefined,
    record:
      actor &&
      (refusalIn(mayRecordDisbursement(actor, model, proposal, secondFactor)) ?? mustBeOpen(program)),
    review,
    answers,
    pictures: actor
      ? await picturesAmong(
          tx,
          vouchers.flatMap((one) => one.receiptDocument ?? []),
        )
      : new Set(),
    refund: actor && refusalIn(mayRecordRefund(actor, model, proposal, secondFactor)),
    given,
    history: { ...history, entries: history.entries.filter((entry) => OF_MONEY.test(entry.action)) },
  };
}

const OF_MONEY = /^(disbursement\.|refund\.|spending\.|voucher\.|tax\.|proposal\.(fund|decision-revoked)$)/;

async function givenWay(
  tx: Tx,
  viewer: Actor | Visitor,
  program: Program,
  proposal: Proposal,
  spendings: readonly ReadableSpending[],
  secondFactor: 'required' | 'optional',
): Promise<MoneyOverview['given']> {
  const spends = (one: Purse) =>
    viewer.person === undefined
      ? refuse('access.sign-in')
      : (refusalIn(mayRecordSpending(viewer, program.model, one, proposal, secondFactor)) ??
        mustBeOpen(program));
  const purse = purseMeant(await givenTo(tx, program, proposal), undefined, (one) => !spends(one));
  if (!purse) return undefined;
  const { commitment } = await moneyOf(tx, proposal.id, { purse: purse.id });
  return {
    rules: purseNamed(program.model, purse.purse),
    left: commitment - pendingOf(spendings),
    record: spends(purse),
  };
}

function isConcerned(
  actor: Actor,
  { model }: Program,
  proposal: Proposal,
  vouchers: readonly Voucher[],
): boolean {
  const examining = model.purses.flatMap((one) => one.spending?.route.flatMap((step) => step.offices) ?? []);
  const offices = vouchers.some((one) => one.kind === 'spending')
    ? [...paymentOffices(model), ...examining]
    : paymentOffices(model);
  return mandateOver(actor, offices, proposal.village) !== undefined || isOwn(actor, proposal);
}

/** Whose paper a voucher's file is: the place and the institution whose officers may read it; undefined for a draft's. */
export async function voucherSubject(
  tx: Tx,
  voucher: Voucher,
): Promise<
  { readonly place: string; readonly organization: Id | null; readonly published: boolean } | undefined
> {
  const program = await programById(tx, voucher.program);
  const proposal = voucher.kind === 'deposit' ? undefined : await proposalById(tx, voucher.proposal);
  if (voucher.kind !== 'deposit' && !proposal) return undefined;
  const { region, organization } = placeOf(program, voucher, proposal);
  return { place: region, organization, published: proposal ? proposal.submittedAt !== null : true };
}
