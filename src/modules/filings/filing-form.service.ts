import type { Actor } from '#kernel/actor.ts';
import type { Rupiah } from '#kernel/money.ts';
import { type Refusal, refusalIn } from '#kernel/refusal.ts';
import type { Activity } from '#modules/activities/index.ts';
import { moneyOf } from '#modules/funding/index.ts';
import { type FilingKind, settlingFiling } from '#modules/models/index.ts';
import { type Obligation, owedOn } from '#modules/obligations/index.ts';
import type { Program } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { evidenceOf } from './filing.service.ts';
import { filingOn, type Review, reviewsOf } from './filing.store.ts';
import { type Evidence, type Filing, type FilingContent, mayWriteFiling, mustBePaidOut } from './filing.ts';

/** What somebody who writes a filing about an activity comes upon. */
export type FilingForm = {
  readonly rules: FilingKind;
  readonly filing: Filing | undefined;
  /** What keeps the actor from writing it now. */
  readonly refusal: Refusal | undefined;
  readonly evidence: Evidence & { readonly spent: Rupiah };
  /** More was spent than was paid out, where that would keep it from being handed in. */
  readonly unpaid: Refusal | undefined;
  /** The step that sent it back last, if it waits to be mended. */
  readonly returned: Review | undefined;
  /** What was written so far; nothing for whoever may not write it: a draft is nobody else's to read. */
  readonly content: FilingContent;
  readonly owed: Obligation | undefined;
};

/**
 * Opens the form of a filing about an activity: of the kind asked for, else the one that is due next, else the one that
 * accounts for the money. Undefined where the model has no such kind.
 */
export async function filingForm(
  tx: Tx,
  actor: Actor,
  program: Program,
  activity: Activity,
  kind: string | undefined,
): Promise<FilingForm | undefined> {
  const { model } = program;
  const owing = await owedOn(tx, activity.id);
  const asked = kind ?? owing.find((one) => one.state === 'open')?.kind;
  const rules = asked === undefined ? settlingFiling(model) : model.filings.find((one) => one.kind === asked);
  if (!rules) return undefined;
  const filing = await filingOn(tx, activity.id, rules.kind);
  const refusal = refusalIn(mayWriteFiling(actor, model, rules, activity, filing));
  const evidence = await evidenceOf(tx, activity);
  const { advance } = await moneyOf(tx, activity.proposal);
  return {
    rules,
    filing,
    refusal,
    evidence,
    unpaid:
      refusal || rules.effect === 'none' ? undefined : mustBePaidOut(model, rules, evidence.spent, advance),
    returned:
      filing?.state === 'returned'
        ? (await reviewsOf(tx, filing.id)).findLast((review) => review.outcome === 'returned')
        : undefined,
    content: refusal ? {} : (filing?.content ?? {}),
    owed: owing.find((one) => one.kind === rules.kind),
  };
}
