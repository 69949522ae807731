import { columnsCalled } from '#kernel/table-column.ts';
import { leviesByPeriod } from '#modules/funding/index.ts';
import { messageFor } from '#ui/message.ts';
import { idOr404, readOr404, requireTenant } from '../../../../../request.ts';
import { tableDownload } from '../../../../table-download.ts';
import type { RequestHandler } from './$types.js';

const COLUMNS = {
  source: 'text',
  period: 'text',
  due: 'day',
  parties: 'number',
  met: 'number',
  excused: 'number',
  open: 'number',
  late: 'number',
  paid: 'rupiah',
  left: 'rupiah',
} as const;

/** What became of the levies of a fund by period, in sums, as a table for spreadsheets. */
export const GET: RequestHandler = async (event) => {
  const { pilar, locale } = event.locals;
  const purse = idOr404(event.params.purse);
  const found = readOr404(await pilar.read(requireTenant(event).id, (tx) => leviesByPeriod(tx, purse)));
  async function* rows() {
    yield found.map((one) => [
      one.source,
      one.occasion,
      one.dueOn,
      one.parties,
      one.met,
      one.excused,
      one.open,
      one.late,
      one.paid,
      one.left,
    ]);
  }
  return tableDownload(
    event,
    `iuran-per-masa-${purse}`,
    columnsCalled(COLUMNS, (key) => messageFor(`funds.fund.csv.${key}`, {}, locale) ?? key),
    rows(),
  );
};
