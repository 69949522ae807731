import { EXAMPLE_MARK, IMPORT_KINDS } from '#modules/imports/index.ts';
import { requireTenant } from '../../../../request.ts';
import { tableDownload } from '../../../table-download.ts';
import { importIn, templateColumns, wayOf } from '../../import-ways.ts';
import type { RequestHandler } from './$types.js';

/** The table that an import reads, with one row as an example, which is not taken over. */
export const GET: RequestHandler = (event) => {
  requireTenant(event);
  const kind = importIn(event);
  const [first, ...others] = IMPORT_KINDS[kind].columns.map((column) => column.example);
  async function* batches() {
    yield [[`${EXAMPLE_MARK} ${first}`, ...others]];
  }
  return tableDownload(event, `contoh-${wayOf(kind)}`, templateColumns(kind, event.locals.locale), batches());
};
