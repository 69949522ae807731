import { number, rupiah, text } from '#kernel/table-column.ts';
import { fieldsIn } from '#modules/models/index.ts';
import { fieldYears } from '#modules/portal/index.ts';
import { m } from '#paraglide/messages.js';
import { requireTenant } from '../../../../request.ts';
import { tableDownload } from '../../../table-download.ts';
import { programIn } from '../../program-in.ts';
import type { RequestHandler } from './$types.js';

/** Every year and field as rows; shares are per ten thousand. The row without a field is the whole year, givers counted once. */
export const GET: RequestHandler = async (event) => {
  const tenant = requireTenant(event);
  const { locale, pilar } = event.locals;
  const program = await pilar.read(tenant.id, (tx) => programIn(tx, event.params.slug), 'long');
  const labels = new Map(fieldsIn(program.model).map((one) => [one.id, one.label[locale]]));
  async function* batches() {
    const years = await pilar.read(tenant.id, (tx) => fieldYears(tx, program), 'long');
    yield years.flatMap((year) => [
      ...year.fields.map((one) => [
        year.year,
        labels.get(one.field) ?? one.field,
        one.planned,
        one.realised,
        one.share,
        one.givers,
        year.from === 'records' ? '' : year.from.source,
      ]),
      [
        year.year,
        m['portal.fields.all'](),
        year.planned,
        year.realised,
        10_000,
        year.givers,
        year.from === 'records' ? '' : year.from.source,
      ],
    ]);
  }
  const columns = [
    text(m['portal.csv.year']()),
    text(m['portal.fields.field']()),
    rupiah(m['portal.csv.planned']()),
    rupiah(m['portal.csv.realised']()),
    number(m['portal.csv.share']()),
    number(m['portal.csv.givers']()),
    text(m['portal.csv.source']()),
  ];
  return tableDownload(event, `${program.slug}-bidang`, columns, batches());
};
