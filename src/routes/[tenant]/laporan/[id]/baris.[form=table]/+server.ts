import { error } from '@sveltejs/kit';
import { ownEntry } from '#kernel/own-entry.ts';
import { number, text } from '#kernel/table-column.ts';
import { cellKey, linesIn } from '#modules/fields/index.ts';
import { filingFacts } from '#modules/filings/index.ts';
import { fieldColumn } from '#ui/field-column.ts';
import { wordAnswer } from '#ui/word-field.ts';
import { idOr404, readOr404, requireTenant, viewerOf } from '../../../../request.ts';
import { tableDownload } from '../../../table-download.ts';
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
  const columns = field.columns.flatMap((column) =>
    isCoded(column.type)
      ? [text(`${column.key}_kode`), text(column.key)]
      : [{ name: column.key, kind: fieldColumn(column.type) }],
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
  return tableDownload(event, `${filing.kind}-${field.key}`, [number('baris'), ...columns], batches());
};

/** Whether what is answered is a code that stands for a name. */
function isCoded(type: string): boolean {
  return ['entry', 'place', 'institution', 'proposal', 'one-of'].includes(type);
}
