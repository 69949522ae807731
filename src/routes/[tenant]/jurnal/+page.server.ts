import { isId } from '#kernel/id.ts';
import { ancestor, type RegionCode } from '#kernel/region.ts';
import { actingIn } from '#modules/actors/index.ts';
import { latestEntries } from '#modules/journal/index.ts';
import { namesOf } from '#modules/regions/index.ts';
import { count, moment } from '#ui/format.ts';
import { wordHistory } from '#ui/word-history.ts';
import { requireTenant } from '../../request.ts';
import { shownSeal } from '../shown-seal.ts';
import type { PageServerLoad } from './$types.js';

const PAGE = 50;

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const asked = event.url.searchParams.get('sebelum') ?? '';
  const before = isId(asked) ? asked : undefined;
  return event.locals.pilar.read(tenant.id, async (tx) => {
    const entries = await latestEntries(tx, PAGE + 1, before);
    const shown = entries.slice(0, PAGE);
    const organizations = await actingIn(tx, shown);
    const places = await namesOf(
      tx,
      shown.flatMap((entry) => [entry.region, ancestor(entry.region, 'village')]),
    );
    const last = entries.length > PAGE ? shown.at(-1) : undefined;
    return {
      // One by one, so that each entry stands here, those of a burst too.
      entries: shown.flatMap((entry) =>
        wordHistory({ entries: [entry], organizations }, tenant.slug).map(({ text, who, href }) => ({
          text,
          who,
          href,
          when: moment(entry.at, tenant.timeZone, 'short'),
          iso: entry.at,
          where: whereIs(entry.region, places),
          seal: entry.seal === null ? '' : count(entry.seal),
        })),
      ),
      first: before && `/${tenant.slug}/jurnal`,
      next: last && `?sebelum=${last.id}`,
      seal: await shownSeal(tx, tenant),
    };
  });
};

/** The name of a place; of an RW, with its kelurahan. */
function whereIs(code: RegionCode, places: ReadonlyMap<RegionCode, string>): string {
  const village = ancestor(code, 'village');
  const names = village === code ? [places.get(code)] : [places.get(code), places.get(village)];
  return names.filter(Boolean).join(', ');
}
