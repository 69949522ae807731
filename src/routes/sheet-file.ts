import type { RequestEvent } from '@sveltejs/kit';
import { at, type Refusal, refuse, together } from '#kernel/refusal.ts';
import { sheetPlaceOf } from '#kernel/sheet-place.ts';
import { m } from '#paraglide/messages.js';
import { type CellProblem, type NoSheet, type ReadSheet, readingSheet } from '#platform/sheets/read-sheet.ts';
import { count } from '#ui/format.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { waitingFor } from './request.ts';

/** The table in a file as text, and what its sheet is called; nothing of a text file. */
export type SheetText = { readonly text: string; readonly sheet: string };

/**
 * The table in a field for files, a workbook or a text file, read in a process of its own; what is no table, and every
 * cell that no table has, is refused beside the field. Nothing where no file was chosen.
 */
export async function sheetIn(
  event: RequestEvent,
  form: FormData,
  field: string,
  most: number,
): Promise<SheetText | undefined | Refusal> {
  const file = form.get(field);
  if (!(file instanceof File) || file.size === 0) return undefined;
  if (file.size > most) return at(field, refuse('file.too-large', undefined, { limit: most }));
  const bytes = new Uint8Array(await file.arrayBuffer());
  const read = await event.locals.pilar.analyse(readingSheet, { bytes }, waitingFor(event));
  return read.ok ? tableOr(read.value, field) : at(field, read.refusal);
}

/** The table that was read, or what is wrong with the file, beside its field. */
export function tableOr(read: ReadSheet, field: string): SheetText | Refusal {
  if ('text' in read) return read;
  if ('noSheet' in read) return at(field, noSheet(read.noSheet));
  return together(read.problems.map((one) => at(field, cellRefused(one)))) ?? refuse('input.invalid');
}

function cellRefused({ sheet, cell, reason }: CellProblem): Refusal {
  switch (reason) {
    case 'formula':
      return refuse('sheet.formula', undefined, { sheet, cell });
    case 'merged':
      return refuse('sheet.merged', undefined, { sheet, cell });
    case 'error':
      return refuse('sheet.error', undefined, { sheet, cell });
  }
}

function noSheet(why: NoSheet): Refusal {
  switch (why) {
    case 'old-workbook':
    case 'locked':
      return refuse('sheet.old');
    case 'too-large':
    case 'too-many':
      return refuse('sheet.too-large');
    case 'empty':
      return refuse('input.no-lines');
    case 'not-an-archive':
    case 'not-a-workbook':
    case 'not-text':
      return refuse('sheet.unreadable');
  }
}

/** So many cells are named; the rest is counted. */
const NAMED = 20;

/** What is wrong in a file, beside its field: each cell with its sheet, row and column. */
export function saysSheet(field: string): (refusal: Refusal) => Readonly<Record<string, string>> {
  return (refusal) => {
    const issues = [refusal, ...(refusal.issues ?? [])].filter((one) => one.field === field);
    if (issues.length === 0) return {};
    const lines = issues.slice(0, NAMED).map((issue) => {
      const { title, remedy } = wordRefusal(issue);
      const place = sheetPlaceOf(issue);
      if (!place) return `${title} ${remedy}`;
      return `${wordPlace(place)}: ${title} ${remedy}`;
    });
    const rest = issues.length - lines.length;
    return { [field]: [...lines, ...(rest > 0 ? [m['sheet.more']({ count: count(rest) })] : [])].join('\n') };
  };
}

/** A place in a file: sheet, row and column. */
export function wordPlace({ sheet, line, column }: { sheet: string; line: number; column: string }): string {
  const row =
    column === '' ? m['sheet.row']({ line: count(line) }) : m['sheet.cell']({ line: count(line), column });
  return sheet === '' ? row.charAt(0).toUpperCase() + row.slice(1) : m['sheet.of']({ sheet, row });
}
