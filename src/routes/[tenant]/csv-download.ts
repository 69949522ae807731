import { CSV_MARK, type CsvCell, csvLine } from '#kernel/csv.ts';
import { streamedText } from '../streamed-text.ts';

/** A table as a CSV file for spreadsheets, sent row batch by row batch as they are read. */
export function csvDownload(
  fileName: string,
  head: readonly string[],
  batches: AsyncIterable<readonly (readonly CsvCell[])[]>,
): Response {
  async function* lines() {
    yield `${CSV_MARK}${csvLine(head)}`;
    for await (const rows of batches) yield rows.map((cells) => csvLine(cells)).join('');
  }
  return new Response(streamedText(lines()), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${fileName}"`,
    },
  });
}
