import { isRefusal } from '#kernel/refusal.ts';
import { countNeeds, listNeeds, maySteer, takersIn } from '#modules/matching/index.ts';
import { bringerName } from '#ui/bringer-name.ts';
import { count } from '#ui/format.ts';
import { scopeInWords } from '#ui/scope-options.ts';
import { requireTenant, viewerOf } from '../../request.ts';
import { institutionLine } from '../institution-line.ts';
import type { PageServerLoad } from './$types.js';
import { needChoices } from './need-choices.ts';
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
    const { program, filter, after } = search;
    const rows = await listNeeds(tx, filter, PAGE + 1, after);
    const total = await countNeeds(tx, filter, COUNTED + 1);
    const last = rows.length > PAGE ? rows[PAGE - 1] : undefined;
    return {
      found: {
        program: { slug: program.slug, title: `${program.model.short} ${program.fiscalYear}` },
        rows: rows.slice(0, PAGE).map((row) => ({
          id: row.id,
          title: row.title,
          institution: institutionLine(bringerName(row.organizationName, row.id), row.villageName),
          scope: scopeInWords(program.model, row.scope, locals.locale),
          supporters: row.supporters,
          rest: row.requested - row.promised,
        })),
        total: count(Math.min(total, COUNTED)),
        bounded: total > COUNTED,
        filtered: filter.field !== undefined || filter.area !== undefined,
        csv: `/${tenant.slug}/kebutuhan.csv${url.search}`,
        next: last && withParams(url, { setelah: last.id }),
        first: after && withParams(url, {}),
        ...(await needChoices(tx, tenant, search, locals.locale)),
        steers: !isRefusal(maySteer(viewerOf(event), program)),
        takers: takersIn(viewerOf(event), program.model).map(({ organization }) => ({
          id: organization.id,
          name: organization.name,
        })),
      },
    };
  });
};
