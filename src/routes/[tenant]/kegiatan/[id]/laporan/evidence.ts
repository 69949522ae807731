import type { Activity } from '#modules/activities/index.ts';
import { type Evidence, isRecorded } from '#modules/filings/index.ts';
import { activityRules, type Field, type FilingKind, type Model } from '#modules/models/index.ts';
import { m } from '#paraglide/messages.js';
import { count, day, list, percent, rupiah } from '#ui/format.ts';

/** A part of a filing that is taken from the activity's records: whether it is there, what is there, where to add it. */
export type EvidencePart = {
  readonly id: string;
  readonly label: string;
  readonly required: boolean;
  readonly there: boolean;
  readonly said: string;
  /** The task page of the activity, for example `belanja`. */
  readonly way: string;
};

type Kind = Extract<Field, { type: 'from-records' }>['of'];

const WAYS: Readonly<Record<Kind, string>> = {
  expenses: 'belanja',
  receipts: 'belanja',
  photos: 'kemajuan',
  participation: 'peserta',
  contributions: 'swadaya',
  handover: 'serah-terima',
};

/** The evidence parts of a filing on an activity in the model's order. */
export function evidenceParts(
  model: Model,
  rules: FilingKind,
  activity: Activity,
  evidence: Evidence & { readonly spent: bigint },
  locale: 'id' | 'en',
): EvidencePart[] {
  return rules.fields.flatMap((part) => {
    if (part.type !== 'from-records') return [];
    return {
      id: part.key,
      label: part.label[locale],
      required: part.required,
      there: isRecorded(part, model, evidence),
      said: said(part.of, model, activity, evidence),
      way: WAYS[part.of],
    };
  });
}

function said(
  kind: Kind,
  model: Model,
  activity: Activity,
  evidence: Evidence & { readonly spent: bigint },
): string {
  switch (kind) {
    case 'expenses':
      return m['filing.evidence.expenses']({
        count: count(evidence.expenses),
        spent: rupiah(evidence.spent),
        granted: rupiah(activity.granted),
      });
    case 'receipts':
      return m['filing.evidence.receipts']({
        with: count(evidence.receipts),
        all: count(evidence.expenses),
      });
    case 'photos': {
      const lacking = activityRules(model).evidence.checkpoints.filter(
        (point) => !evidence.photographed.includes(point),
      );
      return lacking.length === 0
        ? m['filing.evidence.photos']()
        : m['filing.evidence.photos-lacking']({ points: list(lacking.map((point) => percent(point * 10))) });
    }
    case 'participation':
      return m['filing.evidence.participation']({ count: count(evidence.participation) });
    case 'contributions':
      return m['filing.evidence.contributions']({ count: count(evidence.contributions) });
    case 'handover':
      return activity.handedOverOn === null
        ? m['filing.evidence.not-handed-over']()
        : m['filing.evidence.handed-over']({ day: day(activity.handedOverOn) });
  }
}
