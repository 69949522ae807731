import { boundedWork } from '#kernel/bounded-work.ts';
import { asTyped } from '#kernel/readers/number.ts';
import { attribute, type Tag, tagsIn, textAfter } from './xml-tags.ts';
import { type NoArchive, openArchive } from './zip-files.ts';

/** What a spreadsheet that is handed in may be: above all that any import takes. */
export const SHEET_LIMITS = {
  /** Files in its archive. */
  entries: 500,
  /** What a part of it may come to, unpacked. */
  bytes: 32 * 1024 * 1024,
  rows: 100_000,
  columns: 200,
} as const;

/** What stands in a sheet that no table has, and where: `C7`, or `B3:D3` of cells that were merged. */
export type CellProblem = {
  readonly sheet: string;
  readonly cell: string;
  readonly reason: 'formula' | 'merged' | 'error';
};

/** Why a file is no sheet at all. */
export type NoSheet = NoArchive | 'not-a-workbook' | 'old-workbook' | 'not-text' | 'empty' | 'too-many';

/** So many cells are named; the rest is counted. */
const NAMED_CELLS = 20;

export type ReadSheet =
  | { readonly text: string /** What the sheet is called; nothing of a text file. */; readonly sheet: string }
  | { readonly problems: readonly CellProblem[]; readonly count: number }
  | { readonly noSheet: NoSheet };

/**
 * A file that an office hands in, as the text of a table for the one reader of tables (`kernel/readers/table.ts`): a
 * workbook's first sheet that is not hidden and not empty, each row on the line that the spreadsheet counts it as, or a
 * text file in UTF-8, UTF-16 or Windows-1252. Numbers are written so that they cannot be taken for another, days as
 * `2026-03-18`. What a table does not have (formulas, whatever they last came to; merged cells; errors) is named by its
 * cell, and then nothing is answered.
 */
export function readSheet({ bytes }: { readonly bytes: Uint8Array }): ReadSheet {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.length === 0) return { noSheet: 'empty' };
  if (file.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))) return { noSheet: 'old-workbook' };
  if (file.subarray(0, 2).toString('latin1') === 'PK') return workbook(file);
  if (file.subarray(0, 5).toString('latin1') === '%PDF-') return { noSheet: 'not-text' };
  const text = textOf(file);
  return text.includes('\u0000') ? { noSheet: 'not-text' } : { text, sheet: '' };
}

export const readingSheet = boundedWork('platform/sheets/read-sheet.ts', { readSheet });

function textOf(file: Buffer): string {
  if (file[0] === 0xff && file[1] === 0xfe) return file.toString('utf16le', 2);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file);
  } catch {
    return new TextDecoder('windows-1252').decode(file);
  }
}

function workbook(file: Buffer): ReadSheet {
  const archive = openArchive(file, SHEET_LIMITS);
  if (typeof archive === 'string') return { noSheet: archive };
  const part = (name: string): string | { noSheet: NoSheet } => {
    const found = archive.read(name.replace(/^\//, ''));
    if (typeof found === 'string') return { noSheet: found };
    const xml = found?.toString('utf8') ?? '';
    return /<!(DOCTYPE|ENTITY)/.test(xml) ? { noSheet: 'not-a-workbook' } : xml;
  };
  const parts = [
    'xl/workbook.xml',
    'xl/_rels/workbook.xml.rels',
    'xl/sharedStrings.xml',
    'xl/styles.xml',
  ].map(part);
  const broken = parts.find((one) => typeof one !== 'string');
  if (broken && typeof broken !== 'string') return broken;
  const [book = '', relations = '', strings = '', styles = ''] = parts.map(String);
  const sheets = sheetsOf(book, relations);
  if (sheets.length === 0) return { noSheet: 'not-a-workbook' };
  const known = {
    strings: stringsOf(strings),
    days: dayStyles(styles),
    from1904: /date1904="(1|true)"/.test(book),
  };
  for (const { name, path } of sheets) {
    const xml = part(path);
    if (typeof xml !== 'string') return xml;
    const read = sheet(name, xml, known);
    if (read) return read;
  }
  return { noSheet: 'empty' };
}

/** The sheets that are not hidden, in their order, each with its file. */
function sheetsOf(book: string, relations: string): { name: string; path: string }[] {
  const targets = new Map<string, string>();
  for (const tag of tagsIn(relations)) {
    const id = attribute(tag.attributes, 'Id');
    const target = attribute(tag.attributes, 'Target');
    if (id && target) targets.set(id, target.startsWith('/') ? target : `xl/${target}`);
  }
  return [...tagsIn(book)].flatMap(({ name, attributes }) => {
    if (name !== 'sheet' || (attribute(attributes, 'state') ?? 'visible') !== 'visible') return [];
    const path = targets.get(/\s\w+:id\s*=\s*["']([^"']*)/.exec(attributes)?.[1] ?? '');
    return path ? [{ name: attribute(attributes, 'name') ?? '', path }] : [];
  });
}

/** Texts that cells share, without how they are read aloud. */
function stringsOf(xml: string): string[] {
  const all: string[] = [];
  let aloud = false;
  for (const tag of tagsIn(xml)) {
    if (tag.name === 'si' && tag.kind !== 'closing') all.push('');
    else if (tag.name === 'rPh') aloud = tag.kind === 'opening';
    else if (tag.name === 't' && !aloud && all.length > 0) all[all.length - 1] += textAfter(xml, tag);
  }
  return all;
}

/** The places of the styles that show a number as a day (ECMA-376 part 1, §18.8.30). */
function dayStyles(xml: string): ReadonlySet<number> {
  const formats = new Map<string, boolean>();
  const days = new Set<number>();
  let within = false;
  let place = 0;
  for (const { name, kind, attributes } of tagsIn(xml)) {
    if (name === 'numFmt')
      formats.set(attribute(attributes, 'numFmtId') ?? '', isDay(attribute(attributes, 'formatCode')));
    else if (name === 'cellXfs') within = kind === 'opening';
    else if (name === 'xf' && within && kind !== 'closing') {
      const id = attribute(attributes, 'numFmtId') ?? '0';
      if (formats.get(id) ?? BUILT_IN_DAYS.has(Number(id))) days.add(place);
      place++;
    }
  }
  return days;
}

const BUILT_IN_DAYS: ReadonlySet<number> = new Set([14, 15, 16, 17, 22, 27, 30, 31, 36, 50, 57, 58]);

/** Formats of numbers are at most so long. */
const LONGEST_FORMAT = 255;

/** Whether a format has a day or a year outside quotes, colours and signs that stand for themselves. */
function isDay(code: string | undefined): boolean {
  return /[dy]/i.test((code ?? '').slice(0, LONGEST_FORMAT).replace(/"[^"]*"|\[[^\]]*\]|\\.|_.|\*./g, ''));
}

type Known = {
  readonly strings: readonly string[];
  readonly days: ReadonlySet<number>;
  readonly from1904: boolean;
};

/** One sheet; undefined when nothing stands in it. */
function sheet(name: string, xml: string, known: Known): ReadSheet | undefined {
  const problems: CellProblem[] = [];
  const lines: string[] = [];
  let row: string[] = [];
  let line = 0;
  let place = -1;
  let cell: { type: string; style: number; text: string; inside: boolean } | undefined;
  let filled = 0;
  const say = (where: string, reason: CellProblem['reason']) =>
    problems.push({ sheet: name, cell: where, reason });
  const end = () => {
    if (row.some((one) => one !== '')) {
      if (line > SHEET_LIMITS.rows) return false;
      while (lines.length < line - 1) lines.push('\r\n');
      lines.push(`${row.map(quoted).join(';')}\r\n`);
      filled++;
    }
    row = [];
    return true;
  };
  const close = () => {
    if (cell && place < SHEET_LIMITS.columns) {
      while (row.length < place) row.push('');
      row[place] = shownText(cell, known).replace(/\s+/g, ' ');
      if (cell.type === 'e') say(`${lettersOf(place)}${line}`, 'error');
    }
    cell = undefined;
  };
  for (const tag of tagsIn(xml)) {
    if (tag.name === 'row') {
      if (tag.kind === 'closing') {
        if (!end()) return { noSheet: 'too-many' };
      } else {
        const wanted = Number(attribute(tag.attributes, 'r') ?? line + 1);
        if (!(wanted > line)) return { noSheet: 'not-a-workbook' };
        line = wanted;
        place = -1;
      }
    } else if (tag.name === 'c') {
      if (tag.kind === 'closing') close();
      else {
        place = placeOf(attribute(tag.attributes, 'r')) ?? place + 1;
        const type = attribute(tag.attributes, 't') ?? 'n';
        cell = { type, style: Number(attribute(tag.attributes, 's') ?? 0), text: '', inside: false };
        if (tag.kind === 'empty') cell = undefined;
      }
    } else if (cell) inCell(tag, cell, xml, () => say(`${lettersOf(place)}${line}`, 'formula'));
    else if (tag.name === 'mergeCell') say(attribute(tag.attributes, 'ref') ?? '', 'merged');
  }
  if (problems.length > 0) return { problems: problems.slice(0, NAMED_CELLS), count: problems.length };
  return filled > 0 ? { sheet: name, text: lines.join('') } : undefined;
}

/** As the reader of tables takes it for one cell, whatever stands in it. */
function quoted(cell: string): string {
  return cell === '' ? '' : `"${cell.replaceAll('"', '""')}"`;
}

function inCell(
  tag: Tag,
  cell: { type: string; text: string; inside: boolean },
  xml: string,
  formula: () => void,
) {
  if (tag.name === 'f' && tag.kind !== 'closing') formula();
  else if (tag.name === 'rPh') cell.inside = tag.kind === 'opening';
  else if ((tag.name === 'v' || tag.name === 't') && !cell.inside) cell.text += textAfter(xml, tag);
}

function shownText(
  { type, style, text }: { type: string; style: number; text: string },
  known: Known,
): string {
  if (type === 's') return known.strings[Number(text)] ?? '';
  if (type === 'b') return text === '1' ? 'ya' : 'tidak';
  if (type === 'd') return text.replace(/T00:00(:00(\.0+)?)?Z?$/, '');
  if (type !== 'n' || text === '') return text;
  const value = Number(text);
  if (!Number.isFinite(value)) return text;
  return known.days.has(style) ? dayOf(value + (known.from1904 ? 1462 : 0), text) : figures(value);
}

/** A number in figures, without what the computer's own reckoning left behind its fifteenth. */
function figures(value: number): string {
  const rounded = Number(value.toPrecision(15));
  return Number.isInteger(rounded) ? BigInt(rounded).toString() : asTyped(rounded);
}

const FIRST_DAY = Date.UTC(1899, 11, 30);

/** A day of the calendar; with a time of the day, that too, so that no day is made of a moment in silence. */
function dayOf(serial: number, text: string): string {
  if (serial < 61 || serial > 110_000) return text;
  const at = new Date(Math.round(FIRST_DAY / 1000 + serial * 86_400) * 1000).toISOString();
  return at.endsWith('T00:00:00.000Z') ? at.slice(0, 10) : at.slice(0, 16).replace('T', ' ');
}

/** The place of a cell in its row from what it is called: `C7` is the third. */
function placeOf(cell: string | undefined): number | undefined {
  const [, letters] = /^([A-Z]{1,3})\d{1,7}$/.exec(cell ?? '') ?? [];
  if (letters === undefined) return undefined;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** `A`, `B`, … `Z`, `AA`, … */
export function lettersOf(place: number): string {
  const last = String.fromCharCode(65 + (place % 26));
  return place < 26 ? last : `${lettersOf(Math.floor(place / 26) - 1)}${last}`;
}
