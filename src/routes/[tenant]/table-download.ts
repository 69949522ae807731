import { COMMA_FORM, CSV_MARK, type CsvCell, type CsvForm, csvLine, SEMICOLON_FORM } from '#kernel/csv.ts';
import { type FileForm, type TableBatches, type TableColumn, withoutTwins } from '#kernel/table-column.ts';
import { workbookParts } from '#platform/sheets/workbook-parts.ts';
import { streamedParts } from '../streamed-parts.ts';

/** The parameter that chooses how a CSV file parts its cells. */
export const SEPARATOR_PARAM = 'pemisah';

/**
 * The form in which a CSV file is asked for: with commas, as programs read it, unless `?pemisah=titik-koma` (or `;`)
 * asks for what a spreadsheet set to Indonesian opens by a double click.
 */
function csvForm(url: URL): CsvForm {
  const asked = url.searchParams.get(SEPARATOR_PARAM);
  return asked === 'titik-koma' || asked === ';' ? SEMICOLON_FORM : COMMA_FORM;
}

const TYPES: Readonly<Record<FileForm, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/**
 * A table as the file that the address asks for, `.xlsx` or `.csv`, of the same columns and rows, sent row batch by row
 * batch as they are read. `name` is the file's, without its ending, and tells what is in it.
 */
export function tableDownload(
  { url, params }: { readonly url: URL; readonly params: { readonly form: FileForm } },
  name: string,
  columns: readonly TableColumn[],
  batches: TableBatches,
): Response {
  const { form } = params;
  const parts = form === 'xlsx' ? workbookParts({ name, columns, batches }) : csvParts(url, columns, batches);
  return new Response(streamedParts(parts), {
    headers: { 'content-type': TYPES[form], 'content-disposition': `attachment; filename="${name}.${form}"` },
  });
}

async function* csvParts(
  url: URL,
  columns: readonly TableColumn[],
  batches: TableBatches,
): AsyncGenerator<string> {
  const form = csvForm(url);
  const kept = withoutTwins(columns);
  const line = (cells: readonly CsvCell[]) =>
    csvLine(
      kept.map((place) => cells[place]),
      form,
    );
  yield `${CSV_MARK}${line(columns.map((one) => one.name))}`;
  for await (const rows of batches) yield rows.map(line).join('');
}
