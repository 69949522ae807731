import type { CsvCell } from './csv.ts';

/**
 * What the cells of a column are. Files of text write them all as they stand; a workbook types them: text stays text
 * whatever it looks like, numbers can be added up, rupiah are shown with their sign and days are days.
 */
export type ColumnKind = 'text' | 'number' | 'rupiah' | 'day';

/** A column of a table that is handed out, whatever the file is called. */
export type TableColumn = { readonly name: string; readonly kind: ColumnKind };

/** The rows of a table, a batch at a time, each with a cell for every column. */
export type TableBatches = AsyncIterable<readonly (readonly CsvCell[])[]>;

export const text = (name: string): TableColumn => ({ name, kind: 'text' });
/** Counts, shares and quantities. */
export const number = (name: string): TableColumn => ({ name, kind: 'number' });
/** Whole rupiah. */
export const rupiah = (name: string): TableColumn => ({ name, kind: 'rupiah' });
/** A day as `2026-03-18`. */
export const day = (name: string): TableColumn => ({ name, kind: 'day' });

/** Columns that are called by their keys, each with the word that `called` gives it. */
export function columnsCalled(
  kinds: Readonly<Record<string, ColumnKind>>,
  called: (key: string) => string,
): TableColumn[] {
  return Object.entries(kinds).map(([key, kind]) => ({ name: called(key), kind }));
}

/** The places of the columns without those whose name stands before: of kelurahan, the column of the kelurahan says nothing more. */
export function withoutTwins(columns: readonly TableColumn[]): readonly number[] {
  const names = columns.map((one) => one.name);
  return names.flatMap((name, place) => (names.indexOf(name) === place ? [place] : []));
}

/** In which a table is handed out: text for programs, or a workbook for people. */
export type FileForm = 'csv' | 'xlsx';

/** The form that the end of a file's name stands for. */
export function fileForm(ending: string): FileForm | undefined {
  return ending === 'csv' || ending === 'xlsx' ? ending : undefined;
}
