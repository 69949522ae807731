import { number, text } from '#kernel/table-column.ts';
import { type EntryPlace, registerList } from '#modules/registers/index.ts';
import { m } from '#paraglide/messages.js';
import { requireTenant } from '../../../../../../request.ts';
import { tableDownload } from '../../../../../table-download.ts';
import { narrowed, registerOr404 } from '../register-in.ts';
import type { RequestHandler } from './$types.js';

const BATCH = 1000;

/** The register as a table for spreadsheets, by the same filters, read and sent a thousand rows at a time. */
export const GET: RequestHandler = async (event) => {
  const tenant = requireTenant(event);
  const { pilar } = event.locals;
  const { found, filter } = await pilar.read(tenant.id, async (tx) => {
    const register = await registerOr404(tx, event);
    return { found: register, filter: (await narrowed(tx, register, event.url)).filter };
  });
  async function* batches() {
    let after: EntryPlace | undefined;
    for (;;) {
      const from = after;
      const rows = await pilar.read(
        tenant.id,
        (tx) => registerList(tx, found, filter, { limit: BATCH, after: from }),
        'long',
      );
      yield rows.map((one) => [
        one.number,
        one.name,
        one.sector,
        one.place,
        one.address,
        one.organization ? m['register.in']() : m['register.out'](),
        one.approaches,
      ]);
      if (rows.length < BATCH) return;
      after = rows.at(-1);
    }
  }
  return tableDownload(
    event,
    `daftar-${found.kind}`,
    [
      ...[found.number.key, 'nama', 'sektor', 'kecamatan', 'alamat', 'ikut_serta'].map(text),
      number('pendekatan'),
    ],
    batches(),
  );
};
