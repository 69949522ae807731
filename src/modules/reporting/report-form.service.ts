import type { Actor } from '#kernel/actor.ts';
import type { Rupiah } from '#kernel/money.ts';
import { type Refusal, refusalIn } from '#kernel/refusal.ts';
import type { Activity } from '#modules/activities/index.ts';
import { moneyOf } from '#modules/funding/index.ts';
import type { FilingKind } from '#modules/models/index.ts';
import { type Obligation, owedOn } from '#modules/obligations/index.ts';
import type { Program } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { evidenceOf } from './report.service.ts';
import { type Review, reportOn, reviewsOf } from './report.store.ts';
import {
  type Evidence,
  mayWriteReport,
  mustBePaidOut,
  type Report,
  type ReportContent,
  reportRules,
} from './report.ts';

/** What somebody who writes a filing about an activity comes upon. */
export type ReportForm = {
  readonly rules: FilingKind;
  readonly report: Report | undefined;
  /** What keeps the actor from writing it now. */
  readonly refusal: Refusal | undefined;
  readonly evidence: Evidence & { readonly spent: Rupiah };
  /** More was spent than was paid out, where that would keep it from being handed in. */
  readonly unpaid: Refusal | undefined;
  /** The step that sent it back last, if it waits to be mended. */
  readonly returned: Review | undefined;
  /** What was written so far; nothing for whoever may not write it: a draft is nobody else's to read. */
  readonly content: ReportContent;
  readonly owed: Obligation | undefined;
};

/**
 * Opens the form of a filing about an activity: of the kind asked for, else the one that is due next, else the one that
 * accounts for the money. Undefined where the model has no such kind.
 */
export async function reportForm(
  tx: Tx,
  actor: Actor,
  program: Program,
  activity: Activity,
  kind: string | undefined,
): Promise<ReportForm | undefined> {
  const { model } = program;
  const owing = await owedOn(tx, activity.id);
  const asked = kind ?? owing.find((one) => one.state === 'open')?.kind;
  const rules = asked === undefined ? reportRules(model) : model.filings.find((one) => one.kind === asked);
  if (!rules) return undefined;
  const report = await reportOn(tx, activity.id, rules.kind);
  const refusal = refusalIn(mayWriteReport(actor, model, rules, activity, report));
  const evidence = await evidenceOf(tx, activity);
  const { advance } = await moneyOf(tx, activity.proposal);
  return {
    rules,
    report,
    refusal,
    evidence,
    unpaid:
      refusal || rules.effect === 'none' ? undefined : mustBePaidOut(model, rules, evidence.spent, advance),
    returned:
      report?.state === 'returned'
        ? (await reviewsOf(tx, report.id)).findLast((review) => review.outcome === 'returned')
        : undefined,
    content: refusal ? {} : (report?.content ?? {}),
    owed: owing.find((one) => one.kind === rules.kind),
  };
}
