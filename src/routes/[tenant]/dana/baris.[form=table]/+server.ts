import type { Id } from '#kernel/id.ts';
import { day, rupiah, text } from '#kernel/table-column.ts';
import { figureRows } from '#modules/funding/index.ts';
import { m } from '#paraglide/messages.js';
import { bringerName } from '#ui/bringer-name.ts';
import { requireTenant } from '../../../request.ts';
import { tableDownload } from '../../table-download.ts';
import { askedIn, wordRow } from '../baris/figure-rows.ts';
import type { RequestHandler } from './$types.js';

const BATCH = 1000;

/** All rows of an amount, so that anybody adds them up; what went back is below zero. */
export const GET: RequestHandler = async (event) => {
  const tenant = requireTenant(event);
  const { pilar } = event.locals;
  const asked = await pilar.read(tenant.id, (tx) => askedIn(tx, event.url.searchParams), 'long');
  const of = { program: asked.program.id, figure: asked.figure, area: asked.area };
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
      const rows = await pilar.read(tenant.id, (tx) => figureRows(tx, of, BATCH, after), 'long');
      yield rows.map((row) => {
        const { what, provider, purpose, href } = wordRow(row, tenant.slug);
        return [
          row.happenedOn,
          what,
          bringerName(row.organizationName, row.proposal),
          row.villageName,
          row.title,
          provider,
          purpose,
          row.amount,
          `${event.url.origin}${href}`,
        ];
      });
      after = rows.at(-1)?.id;
      if (rows.length < BATCH) return;
    }
  }
  return tableDownload(event, `${asked.figure}-${asked.program.slug}`, columns, batches());
};
