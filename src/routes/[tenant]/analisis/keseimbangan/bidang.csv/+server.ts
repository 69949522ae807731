import { error } from '@sveltejs/kit';
import { m } from '#paraglide/messages.js';
import { requireTenant } from '../../../../request.ts';
import { csvDownload } from '../../../csv-download.ts';
import { fieldsOf } from '../bidang/fields.ts';
import { readChoices } from '../choices.ts';
import type { RequestHandler } from './$types.js';

const COLUMNS = [
  'decided',
  'disbursed',
  'settled',
  'proposals',
  'activities',
  'people',
  'poor-households',
  'came',
  'women',
] as const;

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
      ...COLUMNS.map((name) => one[name]),
    ]);
  }
  const head = [
    m['balance.column.code'](),
    m['balance.column.field'](),
    m['balance.column.nature'](),
    ...COLUMNS.map((name) => m[`balance.column.${name}`]()),
  ];
  return csvDownload(event.url, `${choices.program.slug}-bidang.csv`, head, batches());
};
