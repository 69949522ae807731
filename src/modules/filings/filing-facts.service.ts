import type { Actor, Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { isRefusal, type Refusal, refusalIn, refuse } from '#kernel/refusal.ts';
import { type ActivityFacts, activityFacts, mayExecute } from '#modules/activities/index.ts';
import { type ToldHistory, toldHistory } from '#modules/actors/index.ts';
import { moneyOf, type ProposalMoney } from '#modules/funding/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { answeredOn } from './filing.service.ts';
import { filingById, type Review, reviewsOf } from './filing.store.ts';
import { type Filing, type FilingContent, mayAnswerFiling, readableOf } from './filing.ts';

/** A filing as it was handed in and reviewed; as much of it as its reader may see. */
export type FilingFacts = {
  readonly filing: Filing;
  /** What was written; undefined for those who may read only that it was handed in. */
  readonly content: FilingContent | undefined;
  readonly reviews: readonly Review[];
  readonly history: ToldHistory;
};

/** Reads a filing for those who may read it; to others it is not there. */
export async function filingFacts(tx: Tx, viewer: Actor | Visitor, id: Id): Promise<FilingFacts | Refusal> {
  const filing = await filingById(tx, id);
  const readable = filing ? readableOf(viewer, filing) : 'nothing';
  if (!filing || readable === 'nothing') return refuse('access.not-found');
  return {
    filing,
    content: readable === 'all' ? filing.content : undefined,
    reviews: await reviewsOf(tx, id),
    history: await toldHistory(tx, [id]),
  };
}

/** A filing with the activity it tells of, its money, and what its reader may do about it now. */
export type FilingOverview = FilingFacts & {
  readonly told: ActivityFacts;
  readonly money: ProposalMoney;
  /** Whether the reader writes it for its institution. */
  readonly writes: boolean;
  /** What keeps an officer from reviewing it; undefined for a visitor. */
  readonly review: Refusal | undefined;
};

/** Reads a filing with all that its page tells; to those who may not read it, it is not there. */
export async function filingOverview(
  tx: Tx,
  viewer: Actor | Visitor,
  id: Id,
): Promise<FilingOverview | Refusal> {
  const facts = await filingFacts(tx, viewer, id);
  if (isRefusal(facts)) return facts;
  const told = await activityFacts(tx, viewer, facts.filing.activity);
  if (isRefusal(told)) return told;
  const { model } = told.program;
  const signedIn = viewer.person === undefined ? undefined : viewer;
  return {
    ...facts,
    told,
    money: await moneyOf(tx, told.activity.proposal),
    writes:
      signedIn !== undefined &&
      refusalIn(mayExecute(signedIn, model, told.activity.carriedOutBy)) === undefined,
    review:
      signedIn &&
      refusalIn(mayAnswerFiling(signedIn, model, facts.filing, await answeredOn(tx, facts.filing))),
  };
}
