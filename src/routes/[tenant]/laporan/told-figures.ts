import { measureNamed } from '#analysis/measures/index.ts';
import type { ToldFigures, ToldMeasure } from '#modules/filings/index.ts';
import type { Model } from '#modules/models/index.ts';
import { m } from '#paraglide/messages.js';
import { count, day, rupiahFigure } from '#ui/format.ts';
import { evidenceLinks, figureInWords, measureTitle, partInWords } from '#ui/measure-words.ts';

/** The figures of a filing in words: each measure before and after, with where it was counted from, and the fields of the year. */
export function wordFigures(
  told: ToldFigures | null | undefined,
  { model, slug }: { readonly model: Model; readonly slug: string },
  tenant: string,
  locale: 'id' | 'en',
) {
  if (!told || (told.measures.length === 0 && told.fields.length === 0)) return undefined;
  const called = new Map(model.catalogue?.entries.map((one) => [one.id, one.label[locale]]) ?? []);
  const short = (on: string) => day(on, 'short', locale);
  return {
    days: m['filing.figures.days']({
      from: day(told.from, 'long', locale),
      until: day(told.until, 'long', locale),
    }),
    before: m['filing.figures.before']({ day: short(told.from) }),
    now: m['filing.figures.now']({ day: short(told.until) }),
    measures: told.measures.map((one) => ({
      measure: one.measure,
      title: measureTitle(one.measure),
      href: `/${tenant}/analisis/ukuran#${one.measure}`,
      before: one.before === undefined ? m['filing.figures.only-now']() : inWords(one, one.before),
      now: inWords(one, one.value),
      part: partInWords(
        one.measure,
        one.part && { counted: BigInt(one.part.counted), total: BigInt(one.part.total) },
      ),
      rows: evidenceLinks(tenant, one.pages),
    })),
    year: told.until.slice(0, 4),
    fields: told.fields.map((one) => ({
      field: one.field,
      name: called.get(one.field) ?? one.field,
      planned: rupiahFigure(BigInt(one.planned)),
      realised: rupiahFigure(BigInt(one.realised)),
      givers: count(one.givers),
      behind: one.behind,
    })),
    fieldsAt: `/${tenant}/program/${slug}/bidang`,
  };
}

function inWords({ measure }: ToldMeasure, value: string | null): string {
  return value === null
    ? m['filing.figures.cannot-tell']()
    : figureInWords(measureNamed(measure).unit, BigInt(value));
}

export type WordedFigures = NonNullable<ReturnType<typeof wordFigures>>;
