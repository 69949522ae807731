import { day, rupiah, text } from '#kernel/table-column.ts';
import { type ListedTax, taxesOfArea } from '#modules/funding/index.ts';
import { m } from '#paraglide/messages.js';
import { readOr404, requireActor, requireTenant } from '../../../request.ts';
import { chosenProgram } from '../../chosen-program.ts';
import { tableDownload } from '../../table-download.ts';
import { taxName } from '../payment-names.ts';
import type { RequestHandler } from './$types.js';

const BATCH = 1000;

/** The taxes withheld in an area, one a row, with the payment before tax and by which number each was paid on. */
export const GET: RequestHandler = async (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  const { pilar, locale } = event.locals;
  const area = event.url.searchParams.get('wilayah') ?? '';
  const batch = (after: ListedTax | undefined) =>
    pilar.read(
      tenant.id,
      async (tx) => {
        const { program } = await chosenProgram(tx, event.url, 'funding');
        const rows = program
          ? readOr404(await taxesOfArea(tx, actor, program, { area, after, limit: BATCH }))
          : [];
        return { program, rows };
      },
      'long',
    );
  const { program, rows: first } = await batch(undefined);
  const columns = [
    day(m['funds.paid-on']()),
    text(m['payment.head.place']()),
    text(m['payment.head.proposal']()),
    text(m['funds.provider']()),
    text(m['payment.head.tax']()),
    rupiah(m['payment.head.gross']()),
    rupiah(m['payment.head.withheld']()),
    day(m['payment.head.deposited-on']()),
    text(m['payment.head.number']()),
  ];
  async function* batches() {
    let rows = first;
    for (;;) {
      yield rows.map((one) => [
        one.paidOn,
        one.villageName,
        one.title,
        one.provider,
        program ? taxName(program.model, one.tax, locale) : one.tax,
        one.gross,
        one.amount,
        one.depositedOn ?? '',
        one.depositNumber ?? '',
      ]);
      if (rows.length < BATCH) return;
      rows = (await batch(rows.at(-1))).rows;
    }
  }
  return tableDownload(event, `pajak-${program?.slug ?? 'program'}`, columns, batches());
};
