import { error } from '@sveltejs/kit';
import { number, rupiah, text } from '#kernel/table-column.ts';
import { m } from '#paraglide/messages.js';
import { requireTenant } from '../../../../request.ts';
import { tableDownload } from '../../../table-download.ts';
import { fieldsOf } from '../bidang/fields.ts';
import { readChoices } from '../choices.ts';
import type { RequestHandler } from './$types.js';

const AMOUNTS = ['decided', 'disbursed', 'settled'] as const;
const COUNTS = ['proposals', 'activities', 'people', 'poor-households', 'came', 'women'] as const;

export const GET: RequestHandler = async (event) => {
  const tenant = requireTenant(event);
  const { url, locals } = event;
  const { choices, fields } = await locals.pilar.read(
    tenant.id,
    async (tx) => {
      const read = await readChoices(tx, url, tenant.name);
      return read ? { choices: read, fields: await fieldsOf(tx, read) } : error(404);
    },
    'long',
  );
  const natures = new Map(
    choices.program.model.catalogue?.natures.map((one) => [one.nature, one.label[locals.locale]]),
  );
  async function* batches() {
    yield fields.map((one) => [
      one.scope.id,
      one.scope.label[locals.locale],
      natures.get(one.scope.nature) ?? one.scope.nature,
      ...[...AMOUNTS, ...COUNTS].map((name) => one[name]),
    ]);
  }
  const columns = [
    text(m['balance.column.code']()),
    text(m['balance.column.field']()),
    text(m['balance.column.nature']()),
    ...AMOUNTS.map((name) => rupiah(m[`balance.column.${name}`]())),
    ...COUNTS.map((name) => number(m[`balance.column.${name}`]())),
  ];
  return tableDownload(event, `${choices.program.slug}-bidang`, columns, batches());
};
