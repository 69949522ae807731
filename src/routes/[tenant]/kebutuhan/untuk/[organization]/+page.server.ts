import { error } from '@sveltejs/kit';
import { countNeeds, rankedNeeds } from '#modules/matching/index.ts';
import { count } from '#ui/format.ts';
import { idOr404, readOr404, requireActor, requireTenant, wholeIn } from '../../../../request.ts';
import { needChoices } from '../../need-choices.ts';
import { readNeedSearch, withParams } from '../../need-search.ts';
import type { PageServerLoad } from './$types.js';
import { wordRanked } from './word-ranked.ts';

const PAGE = 25;
/** Whoever has looked at so many looks for something else: filters narrow the list. */
const FARTHEST = 1_000;

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  const { url, locals } = event;
  const organization = idOr404(event.params.organization);
  return locals.pilar.read(tenant.id, async (tx) => {
    const search = (await readNeedSearch(tx, tenant, url)) ?? error(404);
    const { program, filter } = search;
    const offset = Math.min(wholeIn(url, 'mulai'), FARTHEST);
    const page = { limit: PAGE + 1, offset };
    const found = readOr404(await rankedNeeds(tx, actor, program, organization, { ...filter, ...page }));
    const total = await countNeeds(tx, filter, FARTHEST + 1);
    const more = found.needs.length > PAGE && offset + PAGE <= FARTHEST;
    return {
      ...(await wordRanked(tx, program, { ...found, needs: found.needs.slice(0, PAGE) }, locals.locale)),
      program: { slug: program.slug, title: `${program.model.short} ${program.fiscalYear}` },
      total: count(Math.min(total, FARTHEST)),
      bounded: total > FARTHEST,
      filtered: filter.field !== undefined || filter.area !== undefined,
      next: more ? withParams(url, { mulai: String(offset + PAGE) }) : undefined,
      first: offset > 0 ? withParams(url, {}) : undefined,
      said: url.searchParams.get('hasil') === 'tawaran',
      ...(await needChoices(tx, tenant, search, locals.locale)),
    };
  });
};
