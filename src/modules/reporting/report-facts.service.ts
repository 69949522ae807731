import type { Actor, Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { isRefusal, type Refusal, refusalIn, refuse } from '#kernel/refusal.ts';
import { type ActivityFacts, activityFacts, mayExecute } from '#modules/activities/index.ts';
import { type ToldHistory, toldHistory } from '#modules/actors/index.ts';
import { moneyOf, type ProposalMoney } from '#modules/funding/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { answeredOn } from './report.service.ts';
import { type Review, reportById, reviewsOf } from './report.store.ts';
import { mayReviewReport, type Report, type ReportContent, readableOf } from './report.ts';

/** A report as it was handed in and reviewed; as much of it as its reader may see. */
export type ReportFacts = {
  readonly report: Report;
  /** What was written; undefined for those who may read only that it was handed in. */
  readonly content: ReportContent | undefined;
  readonly reviews: readonly Review[];
  readonly history: ToldHistory;
};

/** Reads a report for those who may read it; to others it is not there. */
export async function reportFacts(tx: Tx, viewer: Actor | Visitor, id: Id): Promise<ReportFacts | Refusal> {
  const report = await reportById(tx, id);
  const readable = report ? readableOf(viewer, report) : 'nothing';
  if (!report || readable === 'nothing') return refuse('access.not-found');
  return {
    report,
    content: readable === 'all' ? report.content : undefined,
    reviews: await reviewsOf(tx, id),
    history: await toldHistory(tx, [id]),
  };
}

/** A report with the activity it tells of, its money, and what its reader may do about it now. */
export type ReportOverview = ReportFacts & {
  readonly told: ActivityFacts;
  readonly money: ProposalMoney;
  /** Whether the reader writes it for its institution. */
  readonly writes: boolean;
  /** What keeps an officer from reviewing it; undefined for a visitor. */
  readonly review: Refusal | undefined;
};

/** Reads a report with all that its page tells; to those who may not read it, it is not there. */
export async function reportOverview(
  tx: Tx,
  viewer: Actor | Visitor,
  id: Id,
): Promise<ReportOverview | Refusal> {
  const facts = await reportFacts(tx, viewer, id);
  if (isRefusal(facts)) return facts;
  const told = await activityFacts(tx, viewer, facts.report.activity);
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
      refusalIn(mayReviewReport(signedIn, model, facts.report, await answeredOn(tx, facts.report))),
  };
}
