import {
  type Actor,
  isOfficerFor,
  isSelf,
  type Mandate,
  requireOffice,
  type Visitor,
} from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { ownEntry } from '#kernel/own-entry.ts';
import { at, type Refusal, refuse, together, unless } from '#kernel/refusal.ts';
import type { RegionCode } from '#kernel/region.ts';
import { type Activity, mayExecute } from '#modules/activities/index.ts';
import {
  activityRules,
  basisOf,
  type Field,
  type FilingKind,
  type Model,
  settlingFiling,
} from '#modules/models/index.ts';

export const REPORT_STATES = ['draft', 'submitted', 'returned', 'accepted'] as const;
export type ReportState = (typeof REPORT_STATES)[number];

/** What was written under the model's `text` parts, by part id. */
export type ReportContent = Readonly<Record<string, string>>;

export type Report = {
  readonly id: Id;
  readonly program: Id;
  readonly activity: Id;
  readonly proposal: Id;
  readonly organization: Id;
  readonly village: RegionCode;
  readonly content: ReportContent;
  readonly state: ReportState;
  /** The rung of the ladder that it waits for, from 0. */
  readonly step: number;
  readonly spent: bigint | null;
  readonly author: Id;
  readonly submittedAt: Date | null;
  readonly acceptedAt: Date | null;
  readonly version: number;
};

/** What the activity's own records hold, for the parts of a report that are not written but taken from them. */
export type Evidence = {
  readonly expenses: number;
  readonly receipts: number;
  /** Checkpoints (per cent) that have at least one photo. */
  readonly photographed: readonly number[];
  readonly participation: number;
  readonly contributions: number;
  readonly handedOver: boolean;
};

/** The filing by which activities are accounted for. */
export function reportRules(model: Model): FilingKind {
  return settlingFiling(model);
}

/**
 * What a report lacks by its model: parts that are required and not written, or not found in the activity's records.
 * Source: model `filings[].fields`.
 */
export function lacksInReport(model: Model, content: ReportContent, evidence: Evidence): Refusal | undefined {
  const basis = basisOf(model, settlingFiling(model).basis);
  const missing = settlingFiling(model).fields.filter(
    (part) => part.required && !isPartThere(part, model, content, evidence),
  );
  return together(
    missing.map((part) =>
      at(`content.${part.key}`, refuse('report.incomplete', basis, { part: part.label.id })),
    ),
  );
}

/** Whether a part of the report is written, or found in the activity's records. */
export function isPartThere(part: Field, model: Model, content: ReportContent, evidence: Evidence): boolean {
  if (part.type === 'text') return /[\p{L}\p{N}]/u.test(ownEntry(content, part.key) ?? '');
  switch (part.of) {
    case 'expenses':
      return evidence.expenses > 0;
    case 'receipts':
      return evidence.expenses > 0 && evidence.receipts >= evidence.expenses;
    case 'photos':
      return activityRules(model).evidence.checkpoints.every((point) =>
        evidence.photographed.includes(point),
      );
    case 'participation':
      return evidence.participation > 0;
    case 'contributions':
      return evidence.contributions > 0;
    case 'handover':
      return evidence.handedOver;
  }
}

export type ReportMove = 'write' | 'submit' | 'review';

const MOVES: Readonly<Record<ReportMove, readonly ReportState[]>> = {
  write: ['draft', 'returned'],
  submit: ['draft', 'returned'],
  review: ['submitted'],
};

export function mayMoveReport(
  report: Pick<Report, 'state'>,
  move: ReportMove,
  model: Model,
): Refusal | undefined {
  return MOVES[move].includes(report.state)
    ? undefined
    : refuse('report.state', basisOf(model, settlingFiling(model).basis), { state: report.state, move });
}

/**
 * By which mandate the actor may write the report of an activity now: an officer of its institution, once the work is completed,
 * until it is handed in. `report` is the one begun, if any.
 */
export function mayWriteReport(
  actor: Actor,
  model: Model,
  activity: Pick<Activity, 'organization' | 'completedOn' | 'state'>,
  report: Pick<Report, 'state'> | undefined,
): Mandate | Refusal {
  return unless(
    mayExecute(actor, model, activity.organization),
    activity.completedOn === null
      ? refuse('report.not-due', basisOf(model, settlingFiling(model).basis), { state: activity.state })
      : report && mayMoveReport(report, 'write', model),
  );
}

/** Refuses a report on more spending than was paid out: what was not disbursed cannot be accounted for. */
export function mustBePaidOut(model: Model, spent: bigint, paidOut: bigint): Refusal | undefined {
  return spent > paidOut
    ? refuse('report.not-paid-out', basisOf(model, settlingFiling(model).basis), { spent, paid: paidOut })
    : undefined;
}

/** By which mandate the actor stands on the rung the report waits for, and did not write it. Source: model `filings[].route`; paper 004, §4.1.1. */
export function mayReviewReport(actor: Actor, model: Model, report: Report): Mandate | Refusal {
  const basis = basisOf(model, settlingFiling(model).basis);
  const moved = mayMoveReport(report, 'review', model);
  if (moved) return moved;
  const rung = settlingFiling(model).route[report.step];
  if (!rung) return refuse('report.state', basis, { state: report.state, move: 'review' });
  const own =
    isSelf(actor, report.author) ||
    actor.mandates.some((held) => held.organization.id === report.organization);
  return unless(
    requireOffice(actor, rung.offices, report.village, basisOf(model, rung.basis)),
    own ? refuse('access.maker-checker', basis) : undefined,
  );
}

/**
 * What of a report somebody may read: `all` for officers of the place and its institution, and for everybody once it is
 * accepted; until then the public sees that it was handed in (`facts`), and of a draft nothing.
 */
export function readableOf(
  viewer: Actor | Visitor,
  report: Pick<Report, 'state' | 'village' | 'organization'>,
): 'all' | 'facts' | 'nothing' {
  const inside = isOfficerFor(viewer, { place: report.village, organization: report.organization });
  if (inside || report.state === 'accepted') return 'all';
  return report.state === 'draft' ? 'nothing' : 'facts';
}
