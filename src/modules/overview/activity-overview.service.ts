import type { Actor, Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { isRefusal, type Refusal, refusalIn } from '#kernel/refusal.ts';
import {
  type ActivityFacts,
  type ActivityOffer,
  activityFacts,
  mayExecute,
  offersOn,
} from '#modules/activities/index.ts';
import { type ToldHistory, toldHistory } from '#modules/actors/index.ts';
import { type Filing, filingFor, mayWriteFiling, notDueYet } from '#modules/filings/index.ts';
import { moneyOf, type ProposalMoney } from '#modules/funding/index.ts';
import { settlingFiling } from '#modules/models/index.ts';
import { isOverdue, isOwedFiling, mayWaive, owedOn } from '#modules/obligations/index.ts';
import { type Proposal, proposalById } from '#modules/proposals/index.ts';
import { pathTo, type Region } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** An activity with its proposal, its money and its report, and what its reader may do about it now. */
export type ActivityOverview = ActivityFacts & {
  readonly proposal: Proposal | undefined;
  readonly path: readonly Region[];
  readonly report: Filing | undefined;
  readonly money: ProposalMoney;
  /** What happened to the activity and to its report. */
  readonly history: ToldHistory;
  /** Each move that can come next, with what stands in its way. */
  readonly offers: readonly ActivityOffer[];
  /** What keeps somebody signed in from carrying the activity out, from writing its report, from waiving it. */
  readonly execute: Refusal | undefined;
  readonly write: Refusal | undefined;
  readonly waive: Refusal | undefined;
  readonly overdue: boolean;
};

/** Reads an activity with all that its page tells; refused where there is none. */
export async function activityOverview(
  tx: Tx,
  viewer: Actor | Visitor,
  id: Id,
): Promise<ActivityOverview | Refusal> {
  const facts = await activityFacts(tx, viewer, id);
  if (isRefusal(facts)) return facts;
  const { activity, program, owed } = facts;
  const { model } = program;
  const rules = settlingFiling(model);
  const report = owed && (await filingFor(tx, owed.id));
  const owing = await owedOn(tx, id);
  const overdue = owed !== undefined && isOverdue(owed, tx.today);
  const signedIn = viewer.person === undefined ? undefined : viewer;
  return {
    ...facts,
    proposal: await proposalById(tx, activity.proposal),
    path: await pathTo(tx, activity.village),
    report,
    money: await moneyOf(tx, activity.proposal),
    history: await toldHistory(tx, [id, ...(report ? [report.id] : []), ...owing.map((one) => one.id)]),
    offers: offersOn(activity, model, owed?.state),
    execute: signedIn && refusalIn(mayExecute(signedIn, model, activity.carriedOutBy)),
    write:
      signedIn &&
      rules &&
      (owed && isOwedFiling(owed)
        ? refusalIn(mayWriteFiling(signedIn, model, rules, owed, report, tx.today))
        : notDueYet(signedIn, model, rules, activity)),
    waive: signedIn && owed && overdue ? refusalIn(mayWaive(signedIn, model, owed)) : undefined,
    overdue,
  };
}
