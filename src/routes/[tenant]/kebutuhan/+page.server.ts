import { countNeeds, listNeeds } from '#modules/matching/index.ts';
import { fieldsIn } from '#modules/models/index.ts';
import { bringerName } from '#ui/bringer-name.ts';
import { count } from '#ui/format.ts';
import { scopeInWords } from '#ui/scope-options.ts';
import { requireTenant } from '../../request.ts';
import { placeOptions } from '../place-filter.ts';
import type { PageServerLoad } from './$types.js';
import { readNeedSearch, withParams } from './need-search.ts';

const PAGE = 25;
/** Counting stops here: beyond, the list says "more than". */
const COUNTED = 1_000;

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const { url, locals } = event;
  return locals.pilar.read(tenant.id, async (tx) => {
    const search = await readNeedSearch(tx, tenant, url);
    if (!search) return { found: undefined };
    const { program, programs, filter, chosen, after } = search;
    const rows = await listNeeds(tx, filter, PAGE + 1, after);
    const total = await countNeeds(tx, filter, COUNTED + 1);
    const last = rows.length > PAGE ? rows[PAGE - 1] : undefined;
    return {
      found: {
        program: { slug: program.slug, title: `${program.model.short} ${program.fiscalYear}` },
        rows: rows.slice(0, PAGE).map((row) => ({
          id: row.id,
          title: row.title,
          institution: bringerName(row.organizationName, row.id),
          village: row.villageName,
          scope: scopeInWords(program.model, row.scope, locals.locale),
          rest: row.requested - row.promised,
        })),
        total: count(Math.min(total, COUNTED)),
        bounded: total > COUNTED,
        filtered: filter.field !== undefined || filter.area !== undefined,
        chosen: { field: filter.field ?? '', ...chosen },
        next: last && withParams(url, { setelah: last.id }),
        first: after && withParams(url, {}),
        choices: {
          programs: programs.map((one) => ({
            value: one.slug,
            label: `${one.model.short} ${one.fiscalYear}`,
          })),
          fields: fieldsIn(program.model).map((one) => ({ value: one.id, label: one.label[locals.locale] })),
          ...(await placeOptions(tx, tenant.region, chosen)),
        },
      },
    };
  });
};
