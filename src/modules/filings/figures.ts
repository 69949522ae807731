import type { MeasureKey } from '#analysis/measures/index.ts';
import type { IsoDate } from '#kernel/date.ts';
import type { FilingKind } from '#modules/models/index.ts';
import { beginOf, endOf, periodAround, wasAsked } from '#modules/obligations/index.ts';

/**
 * What the records said of a measure: its figure in whole units of the measure, as digits, null where nobody could tell; and what
 * it was on the day before the period began, left out where only the present can be told. `pages` name what it was counted from.
 */
export type ToldMeasure = {
  readonly measure: MeasureKey;
  readonly value: string | null;
  readonly before?: string | null;
  readonly part?: { readonly counted: string; readonly total: string };
  readonly pages: readonly string[];
};

/** What a field of the catalogue came to in the year, in rupiah, as digits. `behind`: less than half of an equal share. */
export type ToldField = {
  readonly field: string;
  readonly planned: string;
  readonly realised: string;
  readonly givers: number;
  readonly behind: boolean;
};

/** What the records said when something was handed in: from the first day of what it is about up to a day. */
export type ToldFigures = {
  readonly from: IsoDate;
  readonly until: IsoDate;
  readonly measures: readonly ToldMeasure[];
  readonly fields: readonly ToldField[];
};

/**
 * The days that the figures of a filing are about: its period as far as it has gone; where somebody asked for it, the period
 * around the day on which they did, up to today. Source: model `filings[].figures`.
 */
export function daysToldOf(
  { due }: Pick<FilingKind, 'due'>,
  occasion: string,
  today: IsoDate,
): { readonly from: IsoDate; readonly until: IsoDate } {
  if (wasAsked(occasion)) {
    return { from: periodAround(occasion, 'every' in due ? due.every : 'year'), until: today };
  }
  const last = endOf(occasion) ?? today;
  return { from: beginOf(occasion) ?? periodAround(today, 'year'), until: last < today ? last : today };
}
