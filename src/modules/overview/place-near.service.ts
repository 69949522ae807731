import { distanceKm, type Point } from '#analysis/balance/index.ts';
import { levelOf, type RegionCode, within } from '#kernel/region.ts';
import { boundarySets, placeAround, placeFactsIn } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** Farther away than this nobody lives in a place: whoever asks stands in another city. */
const FARTHEST_KM = 5;

/** The middles of kelurahan and RW that a city recorded, by which a place is found from a position. */
async function middlesIn(
  tx: Tx,
  area: RegionCode,
): Promise<{ readonly code: RegionCode; readonly point: Point }[]> {
  return [...(await placeFactsIn(tx, area)).values()].flatMap(({ code, latitude, longitude }) => {
    const level = levelOf(code);
    const small = level === 'village' || level === 'neighbourhood';
    return small && latitude !== null && longitude !== null ? [{ code, point: { latitude, longitude } }] : [];
  });
}

/** Whether a place can be found from a position in this city. */
export async function knowsPositions(tx: Tx, area: RegionCode): Promise<boolean> {
  return (await boundarySets(tx)).length > 0 || (await middlesIn(tx, area)).length > 0;
}

/**
 * The place in whose boundary a point lies, or the RW in it whose middle is nearest; where the city has no boundaries the
 * kelurahan or RW whose middle is nearest, undefined where none is near.
 */
export async function placeNear(tx: Tx, area: RegionCode, point: Point): Promise<RegionCode | undefined> {
  const around = await placeAround(tx, area, point);
  let nearest: { readonly code: RegionCode; readonly km: number } | undefined;
  for (const place of await middlesIn(tx, area)) {
    if (around !== undefined && !within(place.code, around)) continue;
    const km = distanceKm(place.point, point);
    if (km <= (nearest?.km ?? FARTHEST_KM)) nearest = { code: place.code, km };
  }
  return nearest?.code ?? around;
}
