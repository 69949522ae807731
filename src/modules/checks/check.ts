import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import { at, type Refusal, refuse } from '#kernel/refusal.ts';
import { basisOf, type Check, type CheckOf, type Model } from '#modules/models/index.ts';

/** A filing that is owed past its day: which one, of which year, by which model. */
export type Overdue = {
  readonly dueOn: IsoDate;
  readonly fiscalYear: number;
  readonly filing: string;
  readonly model: string;
};

/** What is known of a thing when its checks are judged. What is left out is not known, which is never the same as met. */
export type Facts = {
  readonly photos?: number;
  readonly documents?: number;
  readonly overdue?: readonly Overdue[];
  /** How many others of its kind whoever brings it has under way or agreed to. */
  readonly others?: number;
  /** Whether an office entered it for somebody. */
  readonly entered?: boolean;
  /** What says nearly the same for the same place and entry; null where nothing does. */
  readonly repeats?: { readonly id: Id; readonly title: string } | null;
  /** The fiscal year that earlier ones come before. */
  readonly year?: number;
  /** Kinds of filings about it that were accepted. */
  readonly accepted?: ReadonlySet<string>;
};

export type Verdict = {
  readonly check: Check;
  readonly answer: 'met' | 'not-met' | 'cannot-tell';
  /** What is wrong or missing; undefined where it is met. */
  readonly refusal: Refusal | undefined;
};

/**
 * Whether a check is met by what is known: met, not met, or it cannot be told, since something is not known. Source:
 * engine of models, vocabulary `checks`.
 */
export function judge(model: Model, check: Check, facts: Facts): Verdict {
  const basis = basisOf(model, check.basis);
  const unknown: Verdict = {
    check,
    answer: 'cannot-tell',
    refusal: refuse('check.cannot-tell', basis, { missing: check.check }),
  };
  const said = (refusal: Refusal | undefined): Verdict => ({
    check,
    answer: refusal ? 'not-met' : 'met',
    refusal,
  });
  switch (check.check) {
    case 'photos':
      if (check.unlessEntered && facts.entered) return said(undefined);
      if (facts.photos === undefined) return unknown;
      return said(
        facts.photos < check.atLeast
          ? at('photos', refuse('proposal.photos', basis, { wanted: check.atLeast }))
          : undefined,
      );
    case 'documents':
      if (facts.documents === undefined) return unknown;
      return said(
        facts.documents < check.atLeast
          ? at(
              'documents',
              refuse('proposal.documents', basis, { wanted: check.atLeast, document: [check.label] }),
            )
          : undefined,
      );
    case 'none-overdue': {
      if (facts.overdue === undefined || facts.year === undefined) return unknown;
      const owed = facts.overdue.filter((one) => concerns(model, check, one, facts.year ?? 0));
      const [oldest] = owed;
      return said(
        oldest &&
          refuse('obligation.overdue', basis, {
            due: oldest.dueOn,
            year: oldest.fiscalYear,
            count: owed.length,
            offices: check.by,
          }),
      );
    }
    case 'one-per-party':
      if (facts.others === undefined) return unknown;
      return said(
        facts.others > 0 ? refuse('proposal.one-per-party', basis, { count: facts.others }) : undefined,
      );
    case 'not-repeated':
      if (facts.repeats === undefined) return unknown;
      return said(
        facts.repeats === null
          ? undefined
          : at(
              'title',
              refuse('proposal.repeated', basis, { title: facts.repeats.title, proposal: facts.repeats.id }),
            ),
      );
    case 'filing-accepted': {
      if (facts.accepted === undefined) return unknown;
      const label = model.filings.find((one) => one.kind === check.filing)?.label;
      return said(
        facts.accepted.has(check.filing)
          ? undefined
          : refuse('check.filing-accepted', basis, {
              filing: [{ id: label?.id ?? check.filing, en: label?.en ?? check.filing }],
            }),
      );
    }
  }
}

/** Whether what somebody owes is what a check asks for. */
function concerns(model: Model, check: CheckOf<'none-overdue'>, owed: Overdue, year: number): boolean {
  const asked = check.filing === undefined || (owed.filing === check.filing && owed.model === model.name);
  return asked && (check.of === 'any-year' || owed.fiscalYear < year);
}

/** What stands in the way of something: of its checks those that are not met, or cannot be told. */
export function refusalsOf(model: Model, checks: readonly Check[], facts: Facts): Refusal[] {
  return checks.map((check) => judge(model, check, facts).refusal).filter((refusal) => refusal !== undefined);
}
