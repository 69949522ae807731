import { COMMA_FORM, CSV_MARK, type CsvCell, type CsvForm, csvLine, SEMICOLON_FORM } from '#kernel/csv.ts';
import { streamedText } from '../streamed-text.ts';

/** The parameter that chooses how a CSV file parts its cells. */
export const SEPARATOR_PARAM = 'pemisah';

/**
 * The form in which a CSV file is asked for: with commas, as programs read it, unless `?pemisah=titik-koma` (or `;`)
 * asks for what a spreadsheet set to Indonesian opens by a double click.
 */
export function csvForm(url: URL): CsvForm {
  const asked = url.searchParams.get(SEPARATOR_PARAM);
  return asked === 'titik-koma' || asked === ';' ? SEMICOLON_FORM : COMMA_FORM;
}

/** A table as a CSV file for spreadsheets, in the form that the address asks for, sent row batch by row batch as they are read. */
export function csvDownload(
  url: URL,
  fileName: string,
  head: readonly string[],
  batches: AsyncIterable<readonly (readonly CsvCell[])[]>,
): Response {
  const form = csvForm(url);
  const kept = withoutTwins(head);
  const line = (cells: readonly CsvCell[]) =>
    csvLine(
      kept.map((place) => cells[place]),
      form,
    );
  async function* lines() {
    yield `${CSV_MARK}${line(head)}`;
    for await (const rows of batches) yield rows.map(line).join('');
  }
  return new Response(streamedText(lines()), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${fileName}"`,
    },
  });
}

/** The places of the columns without those whose name stands before: of kelurahan, the column of the kelurahan says nothing more. */
export function withoutTwins(head: readonly string[]): readonly number[] {
  return head.flatMap((name, place) => (head.indexOf(name) === place ? [place] : []));
}
