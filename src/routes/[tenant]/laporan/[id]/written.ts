import { cellKey, columnTotal, linesIn, type NamedAnswer } from '#modules/fields/index.ts';
import type { Filing } from '#modules/filings/index.ts';
import type { WrittenField } from '#modules/models/index.ts';
import { m } from '#paraglide/messages.js';
import type { Locale } from '#paraglide/runtime.js';
import { rupiah } from '#ui/format.ts';
import { wordAnswer } from '#ui/word-field.ts';

/** What a filing says, split for reading: what is written in paragraphs, what is a figure, a day or a choice, and its lines. */
export function writtenOf(
  filing: Pick<Filing, 'state' | 'content'>,
  fields: readonly WrittenField[],
  answers: readonly NamedAnswer[],
  locale: Locale,
) {
  // What waits to be handed in stands as somebody typed it, and need not be what was asked.
  const asTyped = filing.state === 'draft' || filing.state === 'returned';
  const worded = (one: NamedAnswer) =>
    one.withheld
      ? m['part.withheld']()
      : asTyped && one.called === undefined
        ? one.value
        : wordAnswer(one.field, one.value, locale, one.called);
  const told = answers
    .filter((one) => fields.some((field) => field.key === one.field.key))
    .filter((one) => one.withheld || one.value !== '')
    .map((one) => ({
      long: one.field.type === 'long-text',
      term: one.field.label[locale],
      value: worded(one),
    }));
  const cells = new Map(answers.map((one) => [one.field.key, worded(one)]));
  return {
    facts: told.filter((one) => !one.long),
    texts: told.filter((one) => one.long),
    tables: fields.flatMap((field) => (field.type === 'lines' ? [table(field)] : [])),
  };

  function table(field: Extract<WrittenField, { type: 'lines' }>) {
    return {
      key: field.key,
      label: field.label[locale],
      columns: field.columns.map((column) => ({
        key: column.key,
        title: column.label[locale],
        ...(column.type === 'rupiah' || column.type === 'number' ? { align: 'number' as const } : {}),
      })),
      rows: linesIn(field, filing.content).map((line) => ({
        line,
        cells: Object.fromEntries(
          field.columns.map(({ key }) => [key, cells.get(cellKey(field.key, line, key)) ?? '']),
        ),
      })),
      totals: Object.fromEntries(
        field.columns
          .filter((column) => column.type === 'rupiah')
          .map(({ key }) => [key, rupiah(columnTotal(field, key, filing.content).total)]),
      ),
    };
  }
}

export type WrittenTable = ReturnType<typeof writtenOf>['tables'][number];
