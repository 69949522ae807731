import { columnsCalled } from '#kernel/table-column.ts';
import { leviesOwed, type OwedLevy } from '#modules/funding/index.ts';
import { messageFor } from '#ui/message.ts';
import { idOr404, readOr404, requireTenant, viewerOf } from '../../../../../request.ts';
import { tableDownload } from '../../../../table-download.ts';
import type { RequestHandler } from './$types.js';

const BATCH = 1000;

const COLUMNS = {
  id: 'text',
  payer: 'text',
  source: 'text',
  period: 'text',
  due: 'day',
  owed: 'rupiah',
  left: 'rupiah',
  waiting: 'rupiah',
} as const;

/** Who owes a fund what, as far as its reader may know, as a table for spreadsheets, read a thousand rows at a time. */
export const GET: RequestHandler = async (event) => {
  const { pilar, locale } = event.locals;
  const tenant = requireTenant(event).id;
  const viewer = viewerOf(event);
  const purse = idOr404(event.params.purse);
  const read = async (after?: OwedLevy) =>
    readOr404(await pilar.read(tenant, (tx) => leviesOwed(tx, viewer, purse, BATCH, after), 'long'));
  // Read before the answer begins, so that what is not there is said as such.
  let found = await read();
  async function* batches() {
    for (;;) {
      yield found.map((one) => [
        one.id,
        one.organizationName,
        one.source,
        one.occasion,
        one.dueOn,
        one.owed,
        one.left,
        one.waiting,
      ]);
      if (found.length < BATCH) return;
      found = await read(found.at(-1));
    }
  }
  return tableDownload(
    event,
    `iuran-belum-lunas-${purse}`,
    columnsCalled(COLUMNS, (key) => messageFor(`funds.fund.csv.${key}`, {}, locale) ?? key),
    batches(),
  );
};
