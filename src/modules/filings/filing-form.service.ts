import type { Actor, Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import { type Refusal, refusalIn, refuse } from '#kernel/refusal.ts';
import { type Activity, activityById } from '#modules/activities/index.ts';
import { moneyOf, paidOut } from '#modules/funding/index.ts';
import { type FilingKind, filingKind, settlingFiling } from '#modules/models/index.ts';
import {
  isOwedFiling,
  mayWaive,
  type OwedFiling,
  obligationById,
  owedOn,
} from '#modules/obligations/index.ts';
import { type Program, programById } from '#modules/programs/index.ts';
import { answersOn, type StepAnswer } from '#modules/steps/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { evidenceOf } from './filing.service.ts';
import { filingFor } from './filing.store.ts';
import {
  type Evidence,
  type Filing,
  type FilingContent,
  mayWriteFiling,
  mustBePaidOut,
  notDueYet,
} from './filing.ts';
import type { FilingRemark } from './remark.ts';
import { openRemarks } from './remarks.service.ts';

/** What is owed as a filing, with what somebody comes upon who writes it. */
export type FilingForm = {
  /** What it delivers; undefined before the event after which it is owed. */
  readonly owed: OwedFiling | undefined;
  readonly program: Program;
  readonly rules: FilingKind;
  /** What it tells of; undefined where it is about its institution or the programme. */
  readonly activity: Activity | undefined;
  readonly filing: Filing | undefined;
  /** What keeps the actor from writing it now. */
  readonly refusal: Refusal | undefined;
  /** What keeps the actor from excusing it; undefined where nothing does, or nothing is owed. */
  readonly waive: Refusal | undefined;
  /** What the records of its activity hold. */
  readonly evidence: (Evidence & { readonly spent: Rupiah }) | undefined;
  /** More was spent than was paid out, where that would keep it from being handed in. */
  readonly unpaid: Refusal | undefined;
  /** The step that sent it back last, if it waits to be mended. */
  readonly returned: StepAnswer | undefined;
  /** What is to be answered before it is handed in again, with what was written so far; nothing for whoever may not write it. */
  readonly remarks: readonly FilingRemark[];
  /** What was written so far; nothing for whoever may not write it: a draft is nobody else's to read. */
  readonly content: FilingContent;
};

/** Opens the form of what is owed. To everybody what is owed is there; what was written is not. */
export async function filingForm(
  tx: Tx,
  viewer: Actor | Visitor,
  obligation: Id,
): Promise<FilingForm | Refusal> {
  const owed = await obligationById(tx, obligation);
  if (!owed || !isOwedFiling(owed)) return refuse('access.not-found');
  const activity = owed.subjectType === 'activity' ? await activityById(tx, owed.subjectId) : undefined;
  const program = await programById(tx, owed.program, owed.ruledSince);
  return formOf(tx, viewer, { owed, program, activity, rules: filingKind(program.model, owed.kind) });
}

/**
 * The same about an activity: of the kind asked for, else the one that is due next, else the one that accounts for the
 * money. To others than its model has, it is not there.
 */
export async function activityFilingForm(
  tx: Tx,
  actor: Actor,
  program: Program,
  activity: Activity,
  kind: string | undefined,
): Promise<FilingForm | Refusal> {
  const { model } = program;
  const owing = (await owedOn(tx, activity.id)).filter(isOwedFiling);
  const asked = kind ?? owing.find((one) => one.state === 'open')?.kind ?? settlingFiling(model)?.kind;
  const rules = model.filings.find((one) => one.kind === asked && one.about === 'activity');
  if (!rules) return refuse('access.not-found');
  const owed = owing.find((one) => one.kind === rules.kind);
  return formOf(tx, actor, { owed, program, activity, rules });
}

type Opened = Pick<FilingForm, 'owed' | 'program' | 'activity' | 'rules'>;

async function formOf(tx: Tx, viewer: Actor | Visitor, opened: Opened): Promise<FilingForm> {
  const { owed, program, activity, rules } = opened;
  const { model } = program;
  const filing = owed && (await filingFor(tx, owed.id));
  const refusal =
    viewer.person === undefined
      ? refuse('access.sign-in')
      : refusalIn(
          owed
            ? mayWriteFiling(viewer, model, rules, owed, filing, tx.today)
            : activity
              ? notDueYet(viewer, model, rules, activity)
              : refuse('access.not-found'),
        );
  const evidence = activity && (await evidenceOf(tx, activity));
  return {
    ...opened,
    filing,
    refusal,
    evidence,
    waive:
      viewer.person === undefined
        ? refuse('access.sign-in')
        : owed && refusalIn(mayWaive(viewer, model, owed)),
    unpaid:
      rules.effect === 'settles' && !refusal && activity && evidence
        ? mustBePaidOut(model, rules, evidence.spent, paidOut(await moneyOf(tx, activity.proposal)))
        : undefined,
    returned:
      filing?.state === 'returned'
        ? (await answersOn(tx, filing.id)).findLast((one) => one.outcome === 'returned')
        : undefined,
    remarks: filing && !refusal ? await openRemarks(tx, filing) : [],
    content: refusal ? {} : (filing?.content ?? {}),
  };
}
