import { error } from '@sveltejs/kit';
import { number, rupiah, text } from '#kernel/table-column.ts';
import { organizationsById } from '#modules/actors/index.ts';
import { plansCompared } from '#modules/filings/index.ts';
import { planningKind } from '#modules/models/index.ts';
import { m } from '#paraglide/messages.js';
import { requireTenant } from '../../../../request.ts';
import { tableDownload } from '../../../table-download.ts';
import { programIn } from '../../program-in.ts';
import { comparedRows } from '../rencana/plan-words.ts';
import type { RequestHandler } from './$types.js';

/** What every institution planned of each entry and place, and what came of it: a row each, in whole rupiah. */
export const GET: RequestHandler = async (event) => {
  const { locale, pilar } = event.locals;
  const found = await pilar.read(
    requireTenant(event).id,
    async (tx) => {
      const program = await programIn(tx, event.params.slug);
      if (!planningKind(program.model)) error(404);
      const compared = await plansCompared(tx, program, { area: program.region });
      return {
        slug: program.slug,
        rows: await comparedRows(tx, program, compared, locale),
        names: await organizationsById(tx, [...new Set(compared.map((one) => one.organization))]),
      };
    },
    'long',
  );
  const columns = [
    text(m['plans.party']()),
    number(m['plans.year']()),
    text('bidang'),
    text(m['plans.what']()),
    text('kelurahan'),
    rupiah(m['plans.planned']()),
    rupiah(m['plans.spent']()),
    rupiah(m['plans.deviation']()),
    number('rencana_jumlah'),
    number('realisasi_jumlah'),
    text(m['plans.standing']()),
  ];
  async function* batches() {
    yield found.rows.map((one) => [
      found.names.get(one.organization)?.name ?? '',
      one.year,
      one.field,
      one.entryName,
      one.placeName,
      one.planned,
      one.spent,
      one.difference,
      one.plannedQuantity ?? '',
      one.quantity ?? '',
      one.standing,
    ]);
  }
  return tableDownload(event, `${found.slug}-rencana`, columns, batches());
};
