import { type CountedOf, measureNamed, missingOf } from '#analysis/measures/index.ts';
import type { Instrument } from '#analysis/rubric/index.ts';
import { indicatorsOf, type Objection } from '#modules/assessment/index.ts';
import type { MeasureAnswers } from '#modules/measures/index.ts';
import { m } from '#paraglide/messages.js';
import { day } from '#ui/format.ts';
import { evidenceLinks, figureInWords, measureTitle, partInWords } from '#ui/measure-words.ts';
import { officeName } from '#ui/message.ts';

/** What the records say of each aspect that they shed light on, in words, in the order of the instrument. */
export function wordShows(
  instrument: Instrument,
  says: MeasureAnswers,
  of: CountedOf,
  tenant: string,
  locale: 'id' | 'en',
) {
  if (says.size === 0) return [];
  return indicatorsOf(instrument)
    .filter((one) => one.shows.length > 0)
    .map((one) => ({
      title: one.title[locale],
      figures: one.shows.map((key) => {
        const said = says.get(key);
        const figure = said?.answer === 'figure';
        return {
          title: measureTitle(key),
          figure: figure ? figureInWords(measureNamed(key).unit, said.value) : m['measures.cannot-tell'](),
          why: figure ? partInWords(key, said.part) : missingOf(key, of)[locale],
          links: figure && said.value > 0n ? evidenceLinks(tenant, said.evidence) : [],
        };
      }),
    }));
}

/** An objection with its answer, in words; by office, never by person. */
export function wordObjection({ reason, office, objectedAt, answer, answeredOffice, answeredAt }: Objection) {
  const dated = (date: Date) => day(date.toISOString().slice(0, 10));
  return {
    reason,
    by: `${officeName(office)}, ${dated(objectedAt)}`,
    answer,
    answeredBy: answeredOffice && answeredAt ? `${officeName(answeredOffice)}, ${dated(answeredAt)}` : '',
  };
}
