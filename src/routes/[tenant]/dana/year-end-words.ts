import type { YearEndOverview } from '#modules/funding/index.ts';
import { purseNamed } from '#modules/models/index.ts';
import type { Locale } from '#paraglide/runtime.js';
import { wordHere } from './voucher-words.ts';

/** What became of a programme's money, as its table shows it. */
export type WordedYearEnd = ReturnType<typeof wordYearEnd>;

export function wordYearEnd({ program, purses, end }: YearEndOverview, locale: Locale) {
  return {
    rows: purses.map((one) => ({
      ...one,
      key: one.purse,
      label: purseNamed(program.model, one.purse).label[locale],
    })),
    mayEnd: end === 'may',
    refusal: end === undefined || end === 'may' ? undefined : wordHere(end),
  };
}
