import type { CatalogueEntry } from '#modules/models/index.ts';
import { type FieldYear, type Gaps, leftBehind, shareMoved } from '#modules/portal/index.ts';
import { m } from '#paraglide/messages.js';
import type { Locale } from '#paraglide/runtime.js';
import { count, hundredths, shortRupiah } from '#ui/format.ts';

/** Two years side by side, the later one first; the table of a page. */
export function yearTable(years: readonly FieldYear[], fields: readonly CatalogueEntry[], locale: Locale) {
  const [after, before] = years;
  return {
    years: years.map((one) => ({
      year: String(one.year),
      realised: one.realised,
      givers: count(one.givers),
      /** What the givers of the fields come to when those of several are counted for each. */
      twice: count(one.fields.reduce((all, { givers }) => all + givers, 0)),
      source: one.from === 'records' ? '' : one.from.source,
    })),
    rows: fields.map(({ id, label }) => ({
      label: label[locale],
      href: `?tahun=${after?.year ?? ''}`,
      figures: years.map((year) => {
        const found = year.fields.find((one) => one.field === id);
        return {
          realised: found?.realised ?? 0n,
          share: hundredths(found?.share ?? 0),
          givers: count(found?.givers ?? 0),
        };
      }),
      moved: after && before ? movedText(shareMoved(id, before, after)) : '',
    })),
  };
}

function movedText(points: number | undefined): string {
  if (points === undefined) return '–';
  const sign = points > 0 ? '+' : points < 0 ? '−' : '';
  return m['portal.fields.points']({ points: `${sign}${hundredths(Math.abs(points), false)}` });
}

/** What was planned of each field in a year and what of it was realised; nothing of a year whose plan nobody knows. */
export function planRows(year: FieldYear | undefined, fields: readonly CatalogueEntry[], locale: Locale) {
  if (!year || year.planned === undefined) return [];
  return fields.map(({ id, label }) => {
    const found = year.fields.find((one) => one.field === id);
    return {
      label: label[locale],
      planned: found?.planned ?? 0n,
      realised: found?.realised ?? 0n,
    };
  });
}

/** The fields that were left behind in a year, each with its share. */
export function leftBehindRows(
  year: FieldYear | undefined,
  fields: readonly CatalogueEntry[],
  locale: Locale,
) {
  if (!year) return [];
  return leftBehind(year).map((one) => ({
    label: fields.find(({ id }) => id === one.field)?.label[locale] ?? one.field,
    share: hundredths(one.share),
    none: one.realised === 0n,
  }));
}

/** Places by field, those with least first, and what got nothing at all. */
export function gapRows(gaps: Gaps, locale: Locale) {
  const places = gaps.places
    .map(({ name, decided }) => ({ name, decided, all: decided.reduce((sum, one) => sum + one, 0n) }))
    .toSorted((a, b) => (a.all === b.all ? a.name.localeCompare(b.name) : a.all < b.all ? -1 : 1));
  return {
    fields: gaps.fields.map(({ label }) => label[locale]),
    untouched: places.filter((one) => one.all === 0n).map((one) => one.name),
    of: places.length,
    places: places
      .filter((one) => one.all > 0n)
      .map(({ name, decided }) => ({
        name,
        decided: decided.map((one) => (one === 0n ? '' : shortRupiah(one))),
      })),
    unfunded: gaps.unfunded.map(({ field, none, of }) => ({
      label: field.label[locale],
      none: none.map(({ label }) => label[locale]),
      text: m['portal.fields.unfunded-of']({ none: count(none.length), all: count(of) }),
    })),
  };
}
