/** What a cell of a CSV file may hold. Numbers stay numbers, also negative ones; a text is guarded. Nothing is an empty cell. */
export type CsvCell = string | number | bigint | null | undefined;

/** How a file parts its cells and writes its decimals. The two go together: a decimal comma needs the semicolon. */
export type CsvForm = { readonly separator: ',' | ';'; readonly decimal: '.' | ',' };

/** RFC 4180, as the rest of the world reads it. */
export const COMMA_FORM: CsvForm = { separator: ',', decimal: '.' };

/** As a spreadsheet set to Indonesian opens it by a double click. */
export const SEMICOLON_FORM: CsvForm = { separator: ';', decimal: ',' };

/** So that a spreadsheet reads the file as UTF-8. */
export const CSV_MARK = '\u{FEFF}';

/**
 * One line of a CSV file (RFC 4180), the only writer of such lines. A text that a spreadsheet would take for a
 * formula gets an apostrophe before it, so that nobody's title runs on somebody's computer.
 */
export function csvLine(cells: readonly CsvCell[], form: CsvForm = COMMA_FORM): string {
  return `${cells.map((cell) => written(cell, form)).join(form.separator)}\r\n`;
}

function written(cell: CsvCell, form: CsvForm): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'string') return quoted(guarded(cell));
  const number = String(cell);
  return form.decimal === ',' ? number.replace('.', ',') : number;
}

function quoted(text: string): string {
  return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Where a formula could begin: at the start, and after what a spreadsheet with another separator takes for the end
 * of a cell or of a line. In later lines a minus is left alone: it stands before the items of a list.
 * The wide signs are those of East Asian keyboards, which spreadsheets read alike.
 */
const FORMULA = /(^|[;\t])([ ']*[=+\-@＝＋－＠\t\r\n])|([\r\n])([ ']*[=+@＝＋＠])/g;
const GUARDED = /(^|[;\t])'([ ']*[=+\-@＝＋－＠\t\r\n])|([\r\n])'([ ']*[=+@＝＋＠])/g;

function guarded(text: string): string {
  return text.replace(FORMULA, "$1$3'$2$4");
}

/** A cell as it was before `csvLine` guarded it, for Pilar's own files when they are read again. */
export function withoutGuard(text: string): string {
  return text.replace(GUARDED, '$1$3$2$4');
}

/**
 * What a file says parts its cells, in a first line of its own such as `sep=;`, as spreadsheets write and read it; and what is left of
 * the file, its first line empty, so that the others keep their numbers.
 */
export function saidSeparator(
  text: string,
): { readonly separator: ',' | ';' | '\t'; readonly rest: string } | undefined {
  const said = /^"?sep=([,;\t])"?[ ,;]{0,80}(?=[\r\n]|$)/i.exec(text);
  if (!said) return undefined;
  const separator = said[1] === ';' ? ';' : said[1] === ',' ? ',' : '\t';
  return { separator, rest: text.slice(said[0].length) };
}
