import { MAX_RUPIAH, type Rupiah, sum } from '#kernel/money.ts';
import { ownEntry } from '#kernel/own-entry.ts';
import { readRupiah } from '#kernel/readers/number.ts';
import { at, isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import type { LinesField, TypedField, WrittenField } from '#modules/models/index.ts';
import type { Answers } from './field.ts';

/**
 * Lines are kept among the other answers, each cell under `field.line.column`, lines counted from 1: `rincian.2.biaya`. So
 * whatever reads, looks up, shows or withholds answers does so with cells.
 */
export function cellKey(field: string, line: number, column: string): string {
  return `${field}.${line}.${column}`;
}

/** Longest number of a line that is looked at: what is beyond it is nobody's line. */
const NUMBER = /^([^.]+)\.([1-9]\d{0,3})\.([^.]+)$/;

/** The numbers of the lines of a field in which something stands, in order. */
export function linesIn(field: LinesField, typed: Answers): readonly number[] {
  const columns = field.columns.map((one) => one.key);
  const numbers = Object.entries(typed).flatMap(([key, text]) => {
    const [, of, line, column] = NUMBER.exec(key) ?? [];
    return of === field.key && column !== undefined && columns.includes(column) && text.trim() !== ''
      ? [Number(line)]
      : [];
  });
  return [...new Set(numbers)].sort((a, b) => a - b);
}

/** What is asked as it was filled in: each cell of each line is a field of its own. */
export function cellsAsked(fields: readonly WrittenField[], typed: Answers): readonly TypedField[] {
  return fields.flatMap((field) =>
    field.type !== 'lines'
      ? [field]
      : linesIn(field, typed).flatMap((line) =>
          field.columns.map((column) => ({ ...column, key: cellKey(field.key, line, column.key) })),
        ),
  );
}

/** What keeps lines as a whole from being handed in: none where one is needed, or too many; beside `under.field`. */
export function countedLines(fields: readonly WrittenField[], typed: Answers, under: string): Refusal[] {
  return fields.flatMap((field) => {
    if (field.type !== 'lines') return [];
    const count = linesIn(field, typed).length;
    if (count === 0 && field.required) return [at(`${under}.${field.key}`, refuse('input.no-lines'))];
    return count > field.most
      ? [at(`${under}.${field.key}`, refuse('input.too-many-lines', undefined, { limit: field.most }))]
      : [];
  });
}

/**
 * Answers whose lines follow each other from 1, as they stand in order: without those in which nothing stands, and without
 * `left`, a line that is taken out.
 */
export function closedUp(
  fields: readonly WrittenField[],
  typed: Answers,
  left?: { readonly field: string; readonly line: number },
): Answers {
  return Object.fromEntries(
    fields.flatMap((field): (readonly [string, string])[] => {
      if (field.type !== 'lines') {
        const text = ownEntry(typed, field.key);
        return text === undefined ? [] : [[field.key, text]];
      }
      return linesIn(field, typed)
        .filter((line) => left?.field !== field.key || left.line !== line)
        .flatMap((line, i) =>
          field.columns.flatMap((column) => {
            const text = ownEntry(typed, cellKey(field.key, line, column.key));
            return text === undefined ? [] : [[cellKey(field.key, i + 1, column.key), text] as const];
          }),
        );
    }),
  );
}

/** What a column in rupiah adds up to, of the cells that can be read, and how many cannot. */
export function columnTotal(
  field: LinesField,
  column: string,
  answers: Answers,
): { readonly total: Rupiah; readonly unread: number } {
  const cells = linesIn(field, answers)
    .map((line) => ownEntry(answers, cellKey(field.key, line, column)) ?? '')
    .filter((text) => text.trim() !== '')
    .map((text) => readRupiah(text));
  const read = cells.filter((one): one is Rupiah => !isRefusal(one));
  return { total: sum(read), unread: cells.length - read.length };
}

/** Refuses lines whose amounts add up to more than Pilar can hold, beside the field. */
export function tooMuch(fields: readonly WrittenField[], answers: Answers, under: string): Refusal[] {
  return fields.flatMap((field) =>
    field.type === 'lines' &&
    field.columns.some(
      (column) => column.type === 'rupiah' && columnTotal(field, column.key, answers).total > MAX_RUPIAH,
    )
      ? [at(`${under}.${field.key}`, refuse('money.too-large'))]
      : [],
  );
}

/** The amount that a name stands for in answers: of a field, or what a column of lines adds up to (`rincian.biaya`). */
export function amountNamed(fields: readonly WrittenField[], name: string, answers: Answers): Rupiah {
  const [key = '', column] = name.split('.');
  const field = fields.find((one) => one.key === key);
  if (field?.type === 'lines' && column !== undefined) return columnTotal(field, column, answers).total;
  return BigInt(ownEntry(answers, key) ?? '0');
}

/** Answers as programs read and write them: by key, lines as a list. */
export type NestedAnswers = Record<string, string | Record<string, string>[]>;

/** Answers with their lines as lists, the first line first. */
export function nested(fields: readonly WrittenField[], answers: Answers): NestedAnswers {
  return Object.fromEntries(
    fields.flatMap((field): (readonly [string, NestedAnswers[string]])[] => {
      if (field.type !== 'lines') {
        const text = ownEntry(answers, field.key);
        return text === undefined ? [] : [[field.key, text]];
      }
      const lines = linesIn(field, answers).map((line) =>
        Object.fromEntries(
          field.columns.flatMap(({ key }) => {
            const text = ownEntry(answers, cellKey(field.key, line, key));
            return text === undefined ? [] : [[key, text] as const];
          }),
        ),
      );
      return [[field.key, lines]];
    }),
  );
}

/** Answers as they are kept, from lists of lines. */
export function flattened(sent: NestedAnswers): Answers {
  return Object.fromEntries(
    Object.entries(sent).flatMap(([key, value]): (readonly [string, string])[] =>
      typeof value === 'string'
        ? [[key, value]]
        : value.flatMap((line, i) =>
            Object.entries(line).map(([column, text]) => [cellKey(key, i + 1, column), text] as const),
          ),
    ),
  );
}
