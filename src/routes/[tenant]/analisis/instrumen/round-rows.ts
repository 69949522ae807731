import type { Instrument } from '#analysis/rubric/index.ts';
import type { ListedRound } from '#modules/assessment/index.ts';
import { m } from '#paraglide/messages.js';
import { count, day } from '#ui/format.ts';
import { messageFor } from '#ui/message.ts';
import { categoryWords } from './instrument-words.ts';

export function roundState(state: ListedRound['state']): { text: string; tone: 'ok' | 'wait' | 'quiet' } {
  const tone = { open: 'wait', closed: 'ok', withdrawn: 'quiet' } as const;
  return { text: messageFor(`instruments.state.${state}`) ?? state, tone: tone[state] };
}

/** The outcome of a closed round in words; why there is none of the others. */
export function resultWords(round: ListedRound, instrument: Instrument, locale: 'id' | 'en'): string {
  if (round.result === null) return '–';
  const { category, possible } = round.result;
  if (category !== null) return categoryWords(instrument, category, locale);
  return m['instruments.open-between']({ count: count(possible.length) });
}

/** A round as a line of a list. */
export function roundRow(
  round: ListedRound,
  instrument: Instrument | undefined,
  place: string,
  tenant: string,
  locale: 'id' | 'en',
) {
  return {
    id: round.id,
    href: `/${tenant}/analisis/instrumen/putaran/${round.id}`,
    place,
    instrument: instrument?.title[locale] ?? round.instrument,
    asOf: day(round.asOf, 'short'),
    state: roundState(round.state),
    raters: count(round.raters),
    result: instrument ? resultWords(round, instrument, locale) : '–',
  };
}
