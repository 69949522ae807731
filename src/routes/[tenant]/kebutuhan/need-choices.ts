import { fieldsIn } from '#modules/models/index.ts';
import type { Locale } from '#paraglide/runtime.js';
import type { Tenant, Tx } from '#platform/database/tenant-transaction.ts';
import { placeOptions } from '../place-filter.ts';
import type { NeedSearch } from './need-search.ts';

/** What open needs can be narrowed by, and what was chosen. */
export async function needChoices(
  tx: Tx,
  tenant: Tenant,
  { program, programs, filter, chosen }: NeedSearch,
  locale: Locale,
) {
  return {
    chosen: { field: filter.field ?? '', ...chosen },
    choices: {
      programs: programs.map((one) => ({ value: one.slug, label: `${one.model.short} ${one.fiscalYear}` })),
      fields: fieldsIn(program.model).map((one) => ({ value: one.id, label: one.label[locale] })),
      ...(await placeOptions(tx, tenant.region, chosen)),
    },
  };
}
