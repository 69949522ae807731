import { isId } from '#kernel/id.ts';
import { newsFor } from '#modules/overview/index.ts';
import { requireActor, requireTenant } from '../../../request.ts';
import { newsView } from '../news-view.ts';
import type { PageServerLoad } from './$types.js';

const PAGE = 30;

export const load: PageServerLoad = async (event) => {
  const actor = requireActor(event);
  const tenant = requireTenant(event);
  const asked = event.url.searchParams.get('sebelum') ?? '';
  const before = isId(asked) ? asked : undefined;
  return event.locals.pilar.read(tenant.id, async (tx) => {
    const found = await newsFor(tx, actor, PAGE + 1, before);
    const last = found.length > PAGE ? found[PAGE - 1] : undefined;
    return {
      news: await newsView(tx, found.slice(0, PAGE), tenant),
      first: before && event.url.pathname,
      next: last && `?sebelum=${last.entry.id}`,
    };
  });
};
