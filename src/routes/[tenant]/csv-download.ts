import { streamedText } from '../streamed-text.ts';
import { csvLine } from './usulan/csv.ts';

/** A table as a CSV file for spreadsheets, sent row batch by row batch as they are read. */
export function csvDownload(
  fileName: string,
  head: readonly string[],
  batches: AsyncIterable<readonly (readonly string[])[]>,
): Response {
  async function* lines() {
    yield `\uFEFF${csvLine(head)}`;
    for await (const rows of batches) yield rows.map(csvLine).join('');
  }
  return new Response(streamedText(lines()), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${fileName}"`,
    },
  });
}
