import type { RequestEvent } from '@sveltejs/kit';
import { officialName, type RegionCode, within } from '#kernel/region.ts';
import { knowsPositions } from '#modules/overview/index.ts';
import { pathTo } from '#modules/regions/index.ts';
import type { Tenant, Tx } from '#platform/database/tenant-transaction.ts';
import { drawCityMap } from './city-map.ts';
import { myPlace } from './my-place.ts';

/** What a city's first page says of places: the one this device keeps, whether a position finds one, the map. */
export async function placesOnFront(
  tx: Tx,
  event: Pick<RequestEvent, 'cookies' | 'url' | 'locals'>,
  tenant: Tenant,
) {
  const { region, slug } = tenant;
  return {
    mine: await keptPlace(tx, region, myPlace(event.cookies)),
    positions: await knowsPositions(tx, region),
    map: await drawCityMap(tx, region, event.url.searchParams.get('peta'), slug, event.locals.locale),
  };
}

/** The kept place as the front page names it: `RW 04 · Kelurahan Cipaganti`; undefined where the city has none of the code. */
async function keptPlace(
  tx: Tx,
  area: RegionCode,
  code: RegionCode | undefined,
): Promise<{ readonly code: RegionCode; readonly name: string } | undefined> {
  if (code === undefined || code === area || !within(code, area)) return undefined;
  const path = await pathTo(tx, code);
  const names = path.slice(-2).map((one) => officialName(one.code, one.name));
  return path.at(-1)?.code === code ? { code, name: names.reverse().join(' · ') } : undefined;
}
