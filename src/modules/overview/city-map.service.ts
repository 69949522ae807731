import { ancestor, levelOf, type RegionCode } from '#kernel/region.ts';
import { participationBy } from '#modules/activities/index.ts';
import { figuresBy, levelBeneath } from '#modules/measures/index.ts';
import { listPrograms } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** What the places of a city are shaded by: rupiah decided, proposals that were sent, people counted at activities. */
export const MAP_MEASURES = ['money', 'proposals', 'participation'] as const;
export type MapMeasure = (typeof MAP_MEASURES)[number];

export type PlaceAmount = { readonly code: RegionCode; readonly name: string; readonly amount: bigint };

/** What all programmes of the newest year come to in each kecamatan of a city, or kabupaten of a province. Everybody may read it. */
export async function cityMap(tx: Tx, area: RegionCode, measure: MapMeasure): Promise<PlaceAmount[]> {
  const all = await listPrograms(tx);
  const year = all.reduce((newest, one) => Math.max(newest, one.fiscalYear), 0);
  const programs = all.filter((one) => one.fiscalYear === year);
  const beneath = levelBeneath(area);
  const places = new Map<RegionCode, { name: string; amount: bigint }>();
  const add = (code: RegionCode, amount: bigint) => {
    const place = places.get(code);
    if (place) place.amount += amount;
  };
  for (const program of programs) {
    for (const one of await figuresBy(tx, program, beneath, area)) {
      if (one.whole) continue;
      if (!places.has(one.code)) places.set(one.code, { name: one.name, amount: 0n });
      if (measure !== 'participation') add(one.code, measure === 'money' ? one.decided : one.proposals);
    }
    if (measure !== 'participation') continue;
    for (const { key, came } of await participationBy(tx, program.id, 'district', area)) {
      if (levelOf(key) === 'district') add(ancestor(key, beneath), came);
    }
  }
  return [...places].map(([code, place]) => ({ code, ...place }));
}
