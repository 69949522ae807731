import { ownEntry } from '#kernel/own-entry.ts';
import { cellKey, cellsAsked, namedAnswers } from '#modules/fields/index.ts';
import {
  contentOf,
  type FilingPart,
  lineOf,
  type RowKind,
  rowKindOf,
  type Told,
  WHOLE,
  writtenFields,
} from '#modules/filings/index.ts';
import type { FilingKind } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { m } from '#paraglide/messages.js';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { count, day, rupiah } from '#ui/format.ts';
import { wordAnswer } from '#ui/word-field.ts';

/** What a row of the records tells, in the order in which it is read, and how each is written. */
const ROWS: Readonly<
  Record<RowKind, readonly (readonly [string, () => string, (text: string) => string])[]>
> = {
  expense: [
    ['description', m['activity.expense.description'], plain],
    ['amount', m['activity.expense.amount'], amount],
    ['costPosition', m['filing.page.line'], plain],
    ['paidOn', m['activity.expense.paid-on'], (text) => day(text, 'short')],
    ['receiptNumber', m['activity.expense.number'], plain],
    ['file', m['filing.parts.file'], (text) => (text === 'kept' ? m['part.yes']() : m['part.no']())],
  ],
  participation: [
    ['occasion', m['activity.participants.occasion'], plain],
    ['happenedOn', m['activity.participants.day'], (text) => day(text, 'short')],
    ['people', m['activity.participants.people'], number],
    ['women', m['activity.participants.women'], number],
    ['poorHouseholds', m['activity.participants.poor'], number],
  ],
  contribution: [
    ['description', m['activity.contribution.description'], plain],
    ['value', m['activity.contribution.value'], amount],
  ],
};

const ROW_NAMES: Readonly<Record<RowKind, (words: { name: string }) => string>> = {
  expense: m['filing.parts.expense'],
  participation: m['filing.parts.participation'],
  contribution: m['filing.parts.contribution'],
};

function plain(text: string): string {
  return text;
}

function amount(text: string): string {
  return rupiah(BigInt(text));
}

function number(text: string): string {
  return count(BigInt(text));
}

/** How a part of a filing is called: by the model's word for a field, the number of a line, what a row is for. */
export function wordPart(
  { fields }: Pick<FilingKind, 'fields'>,
  { part, told }: FilingPart,
  locale: 'id' | 'en',
): string {
  if (part === WHOLE) return m['filing.parts.whole']();
  const kind = rowKindOf(part);
  if (kind) {
    return ROW_NAMES[kind]({ name: told['description'] || told['occasion'] || '' });
  }
  const line = lineOf(part);
  const key = line?.field ?? part;
  const label = fields.find((one) => one.key === key)?.label[locale] ?? key;
  return line ? m['filing.parts.line']({ field: label, line: line.line }) : label;
}

/** One thing that a part tells: by a title where it tells several. */
export type ToldWords = { readonly title: string; readonly value: string };

/** Reads the names of what parts name by codes, and answers how each of them is worded; what is empty is left out. */
export async function toldWords(
  tx: Tx,
  { model }: Program,
  rules: FilingKind,
  parts: readonly FilingPart[],
  locale: 'id' | 'en',
): Promise<(part: string, told: Told) => readonly ToldWords[]> {
  const content = contentOf(parts);
  const asked = cellsAsked(writtenFields(rules), content);
  const named = await namedAnswers(tx, model, asked, content, 'all');
  const words = new Map(
    named.flatMap((one) =>
      one.withheld || one.value === ''
        ? []
        : [[one.field.key, wordAnswer(one.field, one.value, locale, one.called)] as const],
    ),
  );
  return (part, told) => {
    const kind = rowKindOf(part);
    if (kind) {
      return ROWS[kind].flatMap(([key, title, word]) => {
        const text = ownEntry(told, key) ?? '';
        return text === '' ? [] : [{ title: title(), value: word(text) }];
      });
    }
    const line = lineOf(part);
    const field = rules.fields.find((one) => one.key === (line?.field ?? part));
    const columns = line && field?.type === 'lines' ? field.columns : field ? [field] : [];
    return columns.flatMap((column) => {
      const value = words.get(line ? cellKey(line.field, line.line, column.key) : column.key) ?? '';
      return value === '' ? [] : [{ title: line ? column.label[locale] : '', value }];
    });
  };
}
