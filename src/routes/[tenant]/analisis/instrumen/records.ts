import { type CountedOf, missingOf } from '#analysis/measures/index.ts';
import { type Instrument, speaksOf } from '#analysis/rubric/index.ts';
import { indicatorsOf, type Measured, measuresIn, shownByRecords } from '#modules/assessment/index.ts';
import { type Model, pillarsOf } from '#modules/models/index.ts';
import { m } from '#paraglide/messages.js';
import { percent } from '#ui/format.ts';
import { evidenceLinks, measureTitle, partInWords } from '#ui/measure-words.ts';
import { wordPillar } from '#ui/pillar-words.ts';
import { levelTitle } from './instrument-words.ts';

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

/** What the records show, of the measures that an instrument asks for. */
export function wordShown(
  instrument: Instrument,
  measures: readonly Measured[],
  model: Model,
  tenant: string,
  locale: 'id' | 'en',
): WordedRecord[] {
  const pillars = pillarsOf(model);
  const wanted = measuresIn(instrument);
  const shown = shownByRecords(instrument, measures, pillars);
  return measures
    .filter((one) => wanted.includes(one.measure))
    .map((one) => {
      const asking = indicatorsOf(instrument).filter(({ records }) => records?.measure === one.measure);
      const rates = asking.flatMap((indicator) => {
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
      const absent = asking.find(({ records }) => records && !speaksOf(records, pillars))?.records?.pillar;
      return {
        title: measureTitle(one.measure),
        figure: partInWords(one.measure, one),
        share: percent(one.permille),
        rates,
        note:
          absent === undefined ? '' : m['instruments.shown-only']({ pillar: wordPillar([model], absent) }),
        links: evidenceLinks(tenant, one.evidence),
      };
    });
}

/** What an instrument asks of the records that they do not say of a subject, with why. */
export function wordMissing(
  instrument: Instrument,
  measures: readonly Measured[],
  of: CountedOf,
  locale: 'id' | 'en',
): { readonly title: string; readonly why: string }[] {
  return measuresIn(instrument)
    .filter((measure) => !measures.some((one) => one.measure === measure))
    .map((measure) => ({ title: measureTitle(measure), why: missingOf(measure, of)[locale] }));
}
