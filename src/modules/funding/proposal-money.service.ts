import { type Actor, mandateOver, type Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import { isRefusal, type Refusal, refusalIn, refuse } from '#kernel/refusal.ts';
import { type Organization, organizationById, type ToldHistory, toldHistory } from '#modules/actors/index.ts';
import { fundingRules } from '#modules/models/index.ts';
import { mustBeOpen, type Program, programById } from '#modules/programs/index.ts';
import { isOwn, mayRead, type Proposal, proposalById, sentAt } from '#modules/proposals/index.ts';
import { namesOf } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { disbursementsOf } from './disbursement.store.ts';
import {
  type Disbursement,
  mayRecordDisbursement,
  mayReviewDisbursement,
  type ProposalMoney,
  readableDisbursement,
} from './funding.ts';
import { type Borne, borneBy, moneyOf, type Posting, postingsOf } from './ledger.store.ts';
import { refundsOf } from './refund.store.ts';
import { mayRecordRefund, mayReviewRefund, readableRefund } from './refund.ts';

/** A payment as its reader may see it: its receipt is for those of the place and the institution. */
export type ReadableDisbursement = ReturnType<typeof readableDisbursement<Disbursement>>;
export type ReadableRefund = ReturnType<typeof readableRefund>;

/** The money of a proposal: where it stands, how it moved, and what was paid to whom. */
export type MoneyFacts = {
  readonly proposal: Proposal;
  readonly money: ProposalMoney;
  readonly postings: readonly Posting[];
  /** Which source of which purse bears how much of it. */
  readonly borne: readonly Borne[];
  readonly disbursements: readonly ReadableDisbursement[];
  /** What came back, or is said to have. */
  readonly refunds: readonly ReadableRefund[];
};

/** Reads the money of a proposal for those who may read the proposal; to others it is not there. */
export async function moneyFacts(tx: Tx, viewer: Actor | Visitor, id: Id): Promise<MoneyFacts | Refusal> {
  const proposal = await proposalById(tx, id);
  const refusal = proposal ? mayRead(viewer, proposal) : refuse('access.not-found');
  if (!proposal || refusal) return refusal ?? refuse('access.not-found');
  const stored = await disbursementsOf(tx, id);
  return {
    proposal,
    money: await moneyOf(tx, id),
    postings: await postingsOf(tx, id),
    borne: await borneBy(tx, id),
    disbursements: stored.map((one) => readableDisbursement(viewer, proposal, one)),
    refunds: (await refundsOf(tx, id)).map((one) => readableRefund(viewer, proposal, one)),
  };
}

/** The money of a proposal with its programme, its history, and what its reader may do about it now. */
export type MoneyOverview = MoneyFacts & {
  readonly program: Program;
  readonly institution: Organization | undefined;
  readonly village: string;
  /** Recorded and not yet examined. */
  readonly pending: Rupiah;
  /** Granted and neither paid nor about to be. */
  readonly left: Rupiah;
  /** Whether the reader handles money over the place, or speaks for the institution. */
  readonly concerned: boolean;
  /** What keeps a concerned reader from recording a payment. */
  readonly record: Refusal | undefined;
  /** What keeps a concerned reader from examining a recorded payment, by payment. */
  readonly review: ReadonlyMap<Id, Refusal>;
  /** What keeps a concerned reader from recording a refund, and from examining one, by refund. */
  readonly refund: Refusal | undefined;
  readonly reviewRefund: ReadonlyMap<Id, Refusal>;
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
  const facts = await moneyFacts(tx, viewer, id);
  if (isRefusal(facts)) return facts;
  const { proposal, money, disbursements } = facts;
  if (!proposal.submittedAt) return refuse('access.not-found');
  const program = await programById(tx, proposal.program, sentAt(proposal));
  const { model } = program;
  const recorded = disbursements.filter((one) => one.state === 'recorded');
  const pending = recorded.reduce((sum, one) => sum + one.amount, 0n);
  const actor = viewer.person !== undefined && isConcerned(viewer, program, proposal) ? viewer : undefined;
  const history = await toldHistory(tx, [id]);
  return {
    ...facts,
    program,
    institution:
      proposal.organization === null ? undefined : await organizationById(tx, proposal.organization),
    village: (await namesOf(tx, [proposal.village])).get(proposal.village) ?? proposal.village,
    pending,
    left: money.commitment - pending,
    concerned: actor !== undefined,
    record:
      actor &&
      (refusalIn(mayRecordDisbursement(actor, model, proposal, secondFactor)) ?? mustBeOpen(program)),
    review: new Map(
      recorded.flatMap((one): [Id, Refusal][] => {
        const refusal = actor && refusalIn(mayReviewDisbursement(actor, model, proposal, one, secondFactor));
        return refusal ? [[one.id, refusal]] : [];
      }),
    ),
    refund: actor && refusalIn(mayRecordRefund(actor, model, proposal, secondFactor)),
    reviewRefund: new Map(
      facts.refunds.flatMap((one): [Id, Refusal][] => {
        const refusal = actor && refusalIn(mayReviewRefund(actor, model, proposal, one, secondFactor));
        return refusal ? [[one.id, refusal]] : [];
      }),
    ),
    history: { ...history, entries: history.entries.filter((entry) => OF_MONEY.test(entry.action)) },
  };
}

const OF_MONEY = /^(disbursement\.|refund\.|proposal\.(fund|decision-revoked)$)/;

function isConcerned(actor: Actor, { model }: Program, proposal: Proposal): boolean {
  const { record, approve } = fundingRules(model).disbursement;
  return (
    mandateOver(actor, [...record, ...approve], proposal.village) !== undefined || isOwn(actor, proposal)
  );
}
