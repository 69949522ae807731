import type { Refusal } from './refusal.ts';

/** A place in a table that somebody handed in: its sheet (nothing of a text file), row and column as they are called there. */
export type SheetPlace = { readonly sheet: string; readonly line: number; readonly column: string };

/** The same refusal, with where in the file it stands. */
export function inSheet(place: SheetPlace, refusal: Refusal): Refusal {
  return { ...refusal, params: { ...refusal.params, ...place } };
}

/** Where in a file a refusal stands; undefined where it is about something else. */
export function sheetPlaceOf({ params: { sheet, line, column } }: Refusal): SheetPlace | undefined {
  return typeof sheet === 'string' && typeof line === 'number' && typeof column === 'string'
    ? { sheet, line, column }
    : undefined;
}
