import { ownEntry } from '#kernel/own-entry.ts';
import { cellKey, linesIn } from '#modules/fields/index.ts';
import type { FilingKind } from '#modules/models/index.ts';
import type { FilingContent } from './filing.ts';

/** What one part of a filing says, by what is asked in it. */
export type Told = Readonly<Record<string, string>>;

/**
 * A part of a filing of which something can be said: a field by its key, one of its lines (`rincian.2`), or a row of its activity's
 * records (`expense.<id>`); the whole has no name.
 */
export type FilingPart = { readonly part: string; readonly told: Told };

/** The whole of a filing, as the part of which something is said. */
export const WHOLE = '';

/** A row of an activity's records is a part by its kind and id, which no line is called: those are numbers. */
export const ROW_KINDS = ['expense', 'participation', 'contribution'] as const;
export type RowKind = (typeof ROW_KINDS)[number];

const LINE = /^([^.]+)\.([1-9]\d{0,3})$/;
const ROW = /^([a-z]+)\.([0-9a-f]{8}-[0-9a-f-]{27})$/;

export function linePart(field: string, line: number): string {
  return `${field}.${line}`;
}

/** Which line a part is, of which field; undefined where it is no line. */
export function lineOf(part: string): { readonly field: string; readonly line: number } | undefined {
  const [, field, line] = LINE.exec(part) ?? [];
  return field === undefined ? undefined : { field, line: Number(line) };
}

/** Which kind of row of the records a part is; undefined where it is none. */
export function rowKindOf(part: string): RowKind | undefined {
  const [, kind] = ROW.exec(part) ?? [];
  return ROW_KINDS.find((one) => one === kind);
}

/**
 * The parts of a filing as it stands: each field in the model's order with its lines, then the rows of its activity's records.
 * A field that is taken from the records tells nothing itself; its rows do.
 */
export function partsOf(
  { fields }: Pick<FilingKind, 'fields'>,
  content: FilingContent,
  rows: readonly FilingPart[],
): readonly FilingPart[] {
  const written = fields.flatMap((field): readonly FilingPart[] => {
    const { key } = field;
    if (field.type === 'from-records') return [{ part: key, told: {} }];
    if (field.type !== 'lines') return [{ part: key, told: { [key]: ownEntry(content, key) ?? '' } }];
    return [
      { part: key, told: {} },
      ...linesIn(field, content).map((line) => ({
        part: linePart(key, line),
        told: Object.fromEntries(
          field.columns.map((column) => [
            column.key,
            ownEntry(content, cellKey(key, line, column.key)) ?? '',
          ]),
        ),
      })),
    ];
  });
  return [...written, ...rows];
}

/** What was written, from the parts of a filing as it was handed in. */
export function contentOf(parts: readonly FilingPart[]): FilingContent {
  return Object.fromEntries(
    parts
      .filter(({ part }) => rowKindOf(part) === undefined)
      .flatMap(({ part, told }) => {
        const line = lineOf(part);
        return Object.entries(told).map(
          ([key, text]) => [line ? cellKey(line.field, line.line, key) : key, text] as const,
        );
      }),
  );
}
