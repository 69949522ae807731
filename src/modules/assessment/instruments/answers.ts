import { findIndicator, type Indicator, type Instrument, scaleOf } from '#analysis/rubric/index.ts';
import { readRemark } from '#kernel/readers/text.ts';
import { at, isRefusal, type Refusal, refuse, together } from '#kernel/refusal.ts';

/** What one person says of one indicator: a level, or null where they cannot say; and what it rests on. */
export type Answer = {
  readonly indicator: string;
  readonly level: string | null;
  readonly evidence: string;
};

/** The choice of those who cannot say. No level may have this name. */
export const CANNOT_SAY = 'tidak-tahu';

/** Longest evidence, in characters. */
export const EVIDENCE_LENGTH = 1000;

/** What was ticked and typed, by indicator. */
export type TypedAnswers = ReadonlyMap<string, { readonly level: string; readonly evidence: string }>;

/** The name of an indicator's field: of its levels, or of the evidence. */
export function fieldOf(part: 'level' | 'evidence', indicator: string): string {
  return part === 'level' ? `tingkat-${indicator}` : `bukti-${indicator}`;
}

/** Every indicator of an instrument, in its order. */
export function indicatorsOf(instrument: Instrument): readonly Indicator[] {
  return instrument.dimensions.flatMap((dimension) => dimension.indicators);
}

/**
 * Reads what one person ticked and typed. Every indicator wants an answer, if only that they cannot say. A level needs
 * evidence where the instrument asks for it, and a reason where the records show another level (`shown`, by indicator).
 * Answers the refusals of all fields together.
 */
export function readAnswers(
  instrument: Instrument,
  typed: TypedAnswers,
  shown: ReadonlyMap<string, string>,
): readonly Answer[] | Refusal {
  const issues: Refusal[] = [];
  const answers = indicatorsOf(instrument).map((indicator): Answer => {
    const { level = '', evidence = '' } = typed.get(indicator.slug) ?? {};
    const read = readRemark(evidence, EVIDENCE_LENGTH);
    const said = isRefusal(read) ? '' : read;
    const add = (part: 'level' | 'evidence', refusal: Refusal) =>
      issues.push(at(fieldOf(part, indicator.slug), refusal));
    const known = level === CANNOT_SAY || levelsOf(instrument, indicator.slug).includes(level);
    if (level === '') add('level', refuse('input.required'));
    else if (!known) add('level', refuse('input.choice'));
    if (isRefusal(read)) add('evidence', read);
    else if (known && level !== CANNOT_SAY && said === '') {
      const record = shown.get(indicator.slug);
      if (record !== undefined && record !== level) add('evidence', refuse('assessment.differs'));
      else if (record === undefined && indicator.evidence === 'required') {
        add('evidence', refuse('assessment.evidence'));
      }
    }
    return { indicator: indicator.slug, level: level === CANNOT_SAY ? null : level, evidence: said };
  });
  const refusal = together(issues);
  if (refusal) return refusal;
  return answers.some((one) => one.level !== null) ? answers : refuse('assessment.nothing-said');
}

function levelsOf(instrument: Instrument, indicator: string): readonly string[] {
  const found = findIndicator(instrument, indicator);
  return found ? scaleOf(instrument, found.dimension).levels.map((level) => level.slug) : [];
}
