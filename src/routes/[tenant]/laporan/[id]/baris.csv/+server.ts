import { error } from '@sveltejs/kit';
import { ownEntry } from '#kernel/own-entry.ts';
import { cellKey, linesIn } from '#modules/fields/index.ts';
import { filingFacts } from '#modules/filings/index.ts';
import { wordAnswer } from '#ui/word-field.ts';
import { idOr404, readOr404, requireTenant, viewerOf } from '../../../../request.ts';
import { csvDownload } from '../../../csv-download.ts';
import type { RequestHandler } from './$types.js';

/** The lines of a filing as a table for spreadsheets: codes beside words, figures in plain digits. */
export const GET: RequestHandler = async (event) => {
  const { pilar, locale } = event.locals;
  const id = idOr404(event.params.id);
  const found = await pilar.read(requireTenant(event).id, async (tx) =>
    readOr404(await filingFacts(tx, viewerOf(event), id)),
  );
  const asked = event.url.searchParams.get('isian');
  const field = found.written.find((one) => one.type === 'lines' && one.key === asked);
  const { fieldAnswers, filing } = found;
  if (field?.type !== 'lines' || !fieldAnswers) error(404);
  const answers = new Map(fieldAnswers.map((one) => [one.field.key, one]));
  // What is called by a code stands beside its name.
  const head = field.columns.flatMap((column) =>
    isCoded(column.type) ? [`${column.key}_kode`, column.key] : [column.key],
  );
  const rows = linesIn(field, filing.content).map((line) => [
    line,
    ...field.columns.flatMap((column) => {
      const answer = answers.get(cellKey(field.key, line, column.key));
      const code = ownEntry(filing.content, cellKey(field.key, line, column.key)) ?? '';
      return isCoded(column.type) && answer && !answer.withheld
        ? [code, wordAnswer(answer.field, answer.value, locale, answer.called)]
        : isCoded(column.type)
          ? [code, '']
          : [code];
    }),
  ]);
  async function* batches() {
    yield rows;
  }
  return csvDownload(event.url, `${filing.kind}-${field.key}.csv`, ['baris', ...head], batches());
};

/** Whether what is answered is a code that stands for a name. */
function isCoded(type: string): boolean {
  return ['entry', 'place', 'institution', 'proposal', 'one-of'].includes(type);
}
