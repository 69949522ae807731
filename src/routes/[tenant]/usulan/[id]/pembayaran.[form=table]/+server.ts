import { day, rupiah, text } from '#kernel/table-column.ts';
import { proposalOverview } from '#modules/overview/index.ts';
import { m } from '#paraglide/messages.js';
import { idOr404, readOr404, requireTenant, viewerOf } from '../../../../request.ts';
import { tableDownload } from '../../../table-download.ts';
import { acceptedBy, papersOf } from '../story-view.ts';
import type { RequestHandler } from './$types.js';

/** Every payment of a proposal and what came back, in the order of the days; what came back is below zero, so that the column adds up. */
export const GET: RequestHandler = async (event) => {
  const tenant = requireTenant(event);
  const { locale, pilar } = event.locals;
  const id = idOr404(event.params.id);
  const { story, program } = await pilar.read(tenant.id, async (tx) =>
    readOr404(await proposalOverview(tx, viewerOf(event), id)),
  );
  const columns = [
    day(m['story.csv-head.day']()),
    text(m['story.csv-head.kind']()),
    text(m['story.csv-head.provider']()),
    text(m['story.csv-head.purpose']()),
    rupiah(m['story.csv-head.amount']()),
    rupiah(m['payment.head.withheld']()),
    rupiah(m['payment.head.net']()),
    text(m['payment.head.papers']()),
    text(m['story.csv-head.state']()),
    text(m['story.csv-head.filed']()),
    text(m['story.csv-head.accepted']()),
  ];
  async function* batches() {
    yield story.vouchers.map((one) => [
      one.paidOn,
      one.kind === 'refund' ? m['money.back']() : m['money.paid'](),
      one.provider,
      one.purpose,
      one.kind === 'refund' ? -one.amount : one.amount,
      one.withheld,
      one.kind === 'refund' ? 0n : one.amount - one.withheld,
      papersOf(one, program, locale),
      one.state === 'recorded' ? m['state.voucher.recorded']() : m['state.voucher.approved'](),
      one.filed ? m['story.csv-head.yes']() : m['story.csv-head.no'](),
      acceptedBy(one, program, tenant, locale),
    ]);
  }
  return tableDownload(event, `pembayaran-${id}`, columns, batches());
};
