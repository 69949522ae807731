import { ancestor, levelOf, type RegionCode } from '#kernel/region.ts';
import { participationBy } from '#modules/activities/index.ts';
import { figuresBy } from '#modules/measures/index.ts';
import { listPrograms } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** What the places of a city are shaded by: rupiah decided, proposals that were sent, people counted at activities. */
export const MAP_MEASURES = ['money', 'proposals', 'participation'] as const;
export type MapMeasure = (typeof MAP_MEASURES)[number];

export type PlaceAmount = { readonly code: RegionCode; readonly name: string; readonly amount: bigint };

/** The level of the places that a map of an area shows. */
export function levelOnMap(area: RegionCode): 'regency' | 'district' | 'village' {
  const level = levelOf(area);
  return level === 'province' ? 'regency' : level === 'regency' ? 'district' : 'village';
}

/**
 * What all programmes of the newest year come to in each kecamatan of a city, kabupaten of a province, or kelurahan of a
 * kecamatan. Everybody may read it.
 */
export async function cityMap(tx: Tx, area: RegionCode, measure: MapMeasure): Promise<PlaceAmount[]> {
  const all = await listPrograms(tx);
  const year = all.reduce((newest, one) => Math.max(newest, one.fiscalYear), 0);
  const programs = all.filter((one) => one.fiscalYear === year);
  const beneath = levelOnMap(area);
  const counted = beneath === 'village' ? 'village' : 'district';
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
    for (const { key, came } of await participationBy(tx, program.id, counted, area)) {
      if (levelOf(key) === counted) add(ancestor(key, beneath), came);
    }
  }
  return [...places].map(([code, place]) => ({ code, ...place }));
}
