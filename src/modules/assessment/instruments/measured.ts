import type { MeasureKey, ShareKey } from '#analysis/measures/index.ts';
import { type Instrument, type Rating, ratingsFromRecords } from '#analysis/rubric/index.ts';
import type { MeasureAnswer } from '#modules/measures/index.ts';
import { indicatorsOf } from './answers.ts';

/**
 * What the records show of a partnership in one respect: `counted` of `total`, as a share in whole per mille.
 * `evidence` names the pages on which it can be read, beneath the city's address.
 */
export type Measured = {
  readonly measure: ShareKey;
  readonly counted: bigint;
  readonly total: bigint;
  readonly permille: number;
  readonly evidence: readonly string[];
};

/** The measures that an instrument sets limits to, each once. */
export function measuresIn(instrument: Instrument): readonly ShareKey[] {
  return [...new Set(indicatorsOf(instrument).flatMap((one) => one.records?.measure ?? []))];
}

/** The measures that an instrument shows beside its indicators, each once. */
export function shownIn(instrument: Instrument): readonly MeasureKey[] {
  return [...new Set(indicatorsOf(instrument).flatMap((one) => one.shows))];
}

/** What was measured, of what the records were asked for: what nobody can tell is left out. */
export function measuredOf(answers: ReadonlyMap<ShareKey, MeasureAnswer>): readonly Measured[] {
  return [...answers].flatMap(([measure, says]) =>
    says.answer === 'figure' && says.part
      ? [{ measure, ...says.part, permille: Number(says.value), evidence: says.evidence }]
      : [],
  );
}

/** The levels that the records show by themselves, in a partnership of these sides. */
export function shownByRecords(
  instrument: Instrument,
  all: readonly Measured[],
  pillars: readonly string[],
): readonly Rating[] {
  const measured = all.map(({ measure, permille }) => ({ measure, permille, evidence: [] }));
  return ratingsFromRecords(instrument, measured, pillars);
}
