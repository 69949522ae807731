import { redirect } from '@sveltejs/kit';
import { readDegrees } from '#kernel/readers/number.ts';
import { isRefusal } from '#kernel/refusal.ts';
import { officialName } from '#kernel/region.ts';
import { knowsPositions, placeNear } from '#modules/overview/index.ts';
import { childrenOf } from '#modules/regions/index.ts';
import { m } from '#paraglide/messages.js';
import { requireTenant } from '../../request.ts';
import type { PageServerLoad } from './$types.js';
import { drawCityMap } from './city-map.ts';

/** Where a resident finds her place: on the map, in the list, or from a position that is used once. */
export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  const { locale, pilar } = event.locals;
  const asked = event.url.searchParams;
  const typed = { latitude: asked.get('lintang') ?? '', longitude: asked.get('bujur') ?? '' };
  const wants = asked.has('lintang') || asked.has('bujur');
  const latitude = readDegrees(typed.latitude, 90);
  const longitude = readDegrees(typed.longitude, 180);
  const found = await pilar.read(tenant.id, async (tx) => {
    const point = isRefusal(latitude) || isRefusal(longitude) ? undefined : { latitude, longitude };
    return {
      near: wants && point ? await placeNear(tx, tenant.region, point) : undefined,
      readable: point !== undefined,
      positions: await knowsPositions(tx, tenant.region),
      places: await childrenOf(tx, tenant.region),
      map: await drawCityMap(tx, tenant.region, asked.get('peta'), tenant.slug, locale),
    };
  });
  if (found.near) redirect(303, `/${tenant.slug}/tempat/${found.near}`);
  return {
    positions: found.positions,
    typed,
    problem: !wants ? undefined : found.readable ? m['places.near-far']() : m['places.near-wrong'](),
    places: found.places.map((one) => ({ code: one.code, name: officialName(one.code, one.name) })),
    map: found.map,
  };
};
