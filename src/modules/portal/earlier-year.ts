import { type Rupiah, sum } from '#kernel/money.ts';
import { readAll } from '#kernel/readers/fields.ts';
import { readCount, readRupiah, readWhole } from '#kernel/readers/number.ts';
import { readText } from '#kernel/readers/text.ts';
import { at, isRefusal, type Refusal, refuse, together } from '#kernel/refusal.ts';

/** What a programme came to for a field in a year before its records: rupiah, and the institutions that gave for it. */
export type EarlierFigure = { readonly field: string; readonly amount: Rupiah; readonly givers: number };

/** A year before the records, as the office has it that keeps its figures. */
export type EarlierYear = {
  readonly year: number;
  readonly figures: readonly EarlierFigure[];
  /** Institutions that gave, each once over all fields: not the sum of the fields. */
  readonly givers: number;
  /** Where the figures come from. */
  readonly source: string;
};

/** A year as it was typed: an amount and a number of institutions for each field, and the totals that check them. */
export type TypedYear = {
  readonly year: string;
  readonly fields: readonly { readonly field: string; readonly amount: string; readonly givers: string }[];
  readonly total: string;
  readonly givers: string;
  readonly source: string;
};

/** Most letters of where figures come from. */
export const SOURCE_LENGTH = 300;

/** The first year of which figures may be kept. */
const FIRST_YEAR = 1990;

/**
 * Reads a year `before` the records: every field with its amount and institutions, a total that must be their sum, and the
 * institutions counted once, at least those of the field with most and at most those of all together. Refuses what cannot be
 * read beside its field, then `earlier.total` and `earlier.givers`.
 */
export function readEarlierYear(typed: TypedYear, before: number): EarlierYear | Refusal {
  const whole = readAll({
    year: readWhole(typed.year, FIRST_YEAR, before - 1),
    total: readRupiah(typed.total),
    givers: readCount(typed.givers),
    source: readText(typed.source, SOURCE_LENGTH),
  });
  const rows = typed.fields.map(({ field, amount, givers }) => ({
    field,
    read: readAll({ amount: readRupiah(amount), givers: readCount(givers) }),
  }));
  const figures = rows.flatMap(({ field, read }) => (isRefusal(read) ? [] : [{ field, ...read }]));
  if (isRefusal(whole) || figures.length < rows.length) {
    const unread = [
      ...(isRefusal(whole) ? (whole.issues ?? []) : []),
      ...rows.flatMap(({ field, read }) =>
        isRefusal(read) ? (read.issues ?? []).map((one) => at(`${one.field}.${field}`, one)) : [],
      ),
    ];
    return together(unread) ?? refuse('input.invalid');
  }
  const { total, ...kept } = whole;
  return mustAddUp(figures, total, kept.givers) ?? { ...kept, figures };
}

function mustAddUp(figures: readonly EarlierFigure[], total: Rupiah, givers: number): Refusal | undefined {
  const summed = sum(figures.map((one) => one.amount));
  if (summed !== total) {
    return together([at('total', refuse('earlier.total', undefined, { typed: total, sum: summed }))]);
  }
  const least = figures.reduce((most, one) => Math.max(most, one.givers), 0);
  const most = figures.reduce((all, one) => all + one.givers, 0);
  return givers < least || givers > most
    ? together([at('givers', refuse('earlier.givers', undefined, { least, most }))])
    : undefined;
}
