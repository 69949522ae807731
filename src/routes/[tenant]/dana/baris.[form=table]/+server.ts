import type { Id } from '#kernel/id.ts';
import { day, rupiah, text } from '#kernel/table-column.ts';
import { m } from '#paraglide/messages.js';
import { requireTenant } from '../../../request.ts';
import { tableDownload } from '../../table-download.ts';
import { askedIn, rowsBehind } from '../baris/figure-rows.ts';
import type { RequestHandler } from './$types.js';

const BATCH = 1000;

/** All rows of an amount, so that anybody adds them up; what went back is below zero. */
export const GET: RequestHandler = async (event) => {
  const tenant = requireTenant(event);
  const { pilar } = event.locals;
  const asked = await pilar.read(tenant.id, (tx) => askedIn(tx, event.url.searchParams), 'long');
  const columns = [
    day(m['money.rows.day']()),
    text(m['money.rows.what']()),
    text(m['proposal.institution']()),
    text(m['proposal.village']()),
    text(m['public.program.proposal']()),
    text(m['funds.provider']()),
    text(m['funds.purpose']()),
    rupiah(m['money.rows.amount']()),
    text(m['money.rows.address']()),
  ];
  async function* batches() {
    let after: Id | undefined;
    for (;;) {
      const rows = await pilar.read(tenant.id, (tx) => rowsBehind(tx, asked, tenant, BATCH, after), 'long');
      yield rows.map((row) => [
        row.day,
        row.what,
        row.institution,
        row.village,
        row.title,
        row.provider,
        row.purpose,
        row.amount,
        `${event.url.origin}${row.href}`,
      ]);
      after = rows.at(-1)?.id;
      if (rows.length < BATCH) return;
    }
  }
  return tableDownload(event, `${asked.figure}-${asked.program.slug}`, columns, batches());
};
