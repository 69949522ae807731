import { error } from '@sveltejs/kit';
import { dayIn } from '#kernel/date.ts';
import { columnsCalled } from '#kernel/table-column.ts';
import { listNeeds } from '#modules/matching/index.ts';
import { bringerName } from '#ui/bringer-name.ts';
import { messageFor } from '#ui/message.ts';
import { scopeInWords } from '#ui/scope-options.ts';
import { requireTenant } from '../../request.ts';
import { formLabel } from '../kebutuhan/[id]/word-need.ts';
import { readNeedSearch } from '../kebutuhan/need-search.ts';
import { tableDownload } from '../table-download.ts';
import type { RequestHandler } from './$types.js';

const BATCH = 1000;

const COLUMNS = {
  id: 'text',
  title: 'text',
  institution: 'text',
  village: 'text',
  place: 'text',
  scope: 'text',
  form: 'text',
  requested: 'rupiah',
  promised: 'rupiah',
  rest: 'rupiah',
  opened: 'day',
} as const;

/** Open needs as a table for spreadsheets, by the same filters, read and sent a thousand rows at a time. */
export const GET: RequestHandler = async (event) => {
  const tenant = requireTenant(event);
  const { pilar, locale } = event.locals;
  const search = await pilar.read(tenant.id, (tx) => readNeedSearch(tx, tenant, event.url), 'long');
  if (!search) error(404);
  const { program, filter } = search;
  async function* batches() {
    for (let after: string | undefined; ; ) {
      const rows = await pilar.read(tenant.id, (tx) => listNeeds(tx, filter, BATCH, after), 'long');
      yield rows.map((row) => {
        const kind = program.model.proposals.find((one) => one.kind === row.kind);
        return [
          row.id,
          row.title,
          bringerName(row.organizationName, row.id),
          row.villageName,
          row.village,
          scopeInWords(program.model, row.scope, locale),
          kind ? formLabel(kind.fields, kind.open?.form, row.form, locale) : '',
          row.requested,
          row.promised,
          row.requested - row.promised,
          dayIn(tenant.timeZone, row.openedAt),
        ];
      });
      if (rows.length < BATCH) return;
      after = rows.at(-1)?.id;
    }
  }
  const columns = columnsCalled(COLUMNS, (key) => messageFor(`need.csv.${key}`, {}, locale) ?? key);
  return tableDownload(event, `kebutuhan-${program.slug}`, columns, batches());
};
