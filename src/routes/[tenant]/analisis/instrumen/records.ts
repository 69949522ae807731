import { type Instrument, MEASURES, type Measure } from '#analysis/rubric/index.ts';
import { indicatorsOf, type Measured, ratingMeasures, shownByRecords } from '#modules/assessment/index.ts';
import { m } from '#paraglide/messages.js';
import { count, percent, rupiah } from '#ui/format.ts';
import { messageFor } from '#ui/message.ts';
import { levelTitle, measureTitle } from './instrument-words.ts';

/** What the records show of a partnership in one respect, in words. */
export type WordedRecord = {
  readonly title: string;
  readonly figure: string;
  readonly share: string;
  /** The indicators it rates, each with the level; empty where it is only shown. */
  readonly rates: readonly { readonly indicator: string; readonly title: string; readonly level: string }[];
  readonly note: string;
  readonly links: readonly { readonly href: string; readonly label: string }[];
};

/** What the records show and what they do not, of the measures that an instrument asks for. */
export function wordRecords(
  instrument: Instrument,
  measures: readonly Measured[],
  pillars: readonly string[],
  tenant: string,
  locale: 'id' | 'en',
): { shown: WordedRecord[]; missing: { title: string; why: string }[] } {
  const asked = indicatorsOf(instrument).filter((indicator) => indicator.records !== undefined);
  const wanted = MEASURES.filter((measure) => asked.some((one) => one.records?.measure === measure));
  const may = ratingMeasures(measures, pillars);
  const shown = shownByRecords(instrument, may);
  return {
    shown: measures
      .filter((one) => wanted.includes(one.measure))
      .map((one) => {
        const rates = asked
          .filter((indicator) => may.includes(one) && indicator.records?.measure === one.measure)
          .flatMap((indicator) => {
            const level = shown.find((rating) => rating.indicator === indicator.slug)?.level;
            return level === undefined
              ? []
              : [
                  {
                    indicator: indicator.slug,
                    title: indicator.title[locale],
                    level: levelTitle(instrument, indicator.slug, level, locale),
                  },
                ];
          });
        return {
          title: measureTitle(one.measure),
          figure: figureOf(one),
          share: percent(one.permille),
          rates,
          note: rates.length > 0 ? '' : (messageFor(`instruments.shown-only.${one.measure}`) ?? ''),
          links: one.evidence.map((path, i) => ({
            href: `/${tenant}/${path}`,
            label: linkLabel(one.measure, one.evidence.length > 1 ? i + 1 : 0),
          })),
        };
      }),
    missing: wanted
      .filter((measure) => !measures.some((one) => one.measure === measure))
      .map((measure) => ({
        title: measureTitle(measure),
        why: messageFor(`instruments.not-measured.${measure}`) ?? '',
      })),
  };
}

function figureOf(one: Measured): string {
  const words =
    one.measure === 'contribution'
      ? { counted: rupiah(one.counted), total: rupiah(one.total) }
      : { counted: count(one.counted), total: count(one.total) };
  return messageFor(`instruments.figure.${one.measure}`, words) ?? `${words.counted} / ${words.total}`;
}

function linkLabel(measure: Measure, number: number): string {
  const label = messageFor(`instruments.read-in.${measure}`) ?? m['instruments.activity']();
  return number > 0 ? `${label} ${count(number)}` : label;
}
