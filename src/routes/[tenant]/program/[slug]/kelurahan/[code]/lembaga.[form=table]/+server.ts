import type { Id } from '#kernel/id.ts';
import { rupiah, text } from '#kernel/table-column.ts';
import { listPurses } from '#modules/funding/index.ts';
import { purseNamed } from '#modules/models/index.ts';
import { m } from '#paraglide/messages.js';
import { requireTenant } from '../../../../../../request.ts';
import { tableDownload } from '../../../../../table-download.ts';
import { placeIn, programIn } from '../../../../program-in.ts';
import type { RequestHandler } from './$types.js';

const BATCH = 500;

export const GET: RequestHandler = async (event) => {
  const tenant = requireTenant(event);
  const { pilar, locale } = event.locals;
  const { program, place } = await pilar.read(
    tenant.id,
    async (tx) => {
      const found = await programIn(tx, event.params.slug);
      return { program: found, ...(await placeIn(tx, found, 'village', event.params.code)) };
    },
    'long',
  );
  const kinds = new Map(program.model.parties.kinds.map((one) => [one.kind, one.label[locale]]));

  async function* batches() {
    for (let after: Id | undefined; ; ) {
      const rows = await pilar.read(
        tenant.id,
        (tx) => listPurses(tx, { program: program.id, area: place.code }, BATCH, after),
        'long',
      );
      yield rows.map((row) => [
        row.region,
        row.organizationName,
        kinds.get(row.kind) ?? row.kind,
        purseNamed(program.model, row.purse).label[locale],
        row.amount,
        row.amount - row.remaining,
        row.remaining,
      ]);
      after = rows.at(-1)?.id;
      if (rows.length < BATCH) return;
    }
  }
  const columns = [
    text(m['public.csv.code']()),
    text(m['public.place.institution']()),
    text(m['public.csv.kind']()),
    text(m['public.csv.purse']()),
    rupiah(m['public.csv.ceiling']()),
    rupiah(m['public.csv.used']()),
    rupiah(m['public.csv.remaining']()),
  ];
  return tableDownload(event, `${program.slug}-lembaga-${place.code}`, columns, batches());
};
