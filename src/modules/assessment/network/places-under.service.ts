import type { Actor } from '#kernel/actor.ts';
import { ancestor, levelOf } from '#kernel/region.ts';
import { type Region, regionsWithin } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

type Level = 'regency' | 'district' | 'village';

/**
 * The places of some levels that somebody's offices are over, each once, the largest first as `levels` names them. An
 * office of an RW counts for its kelurahan: whether it may do anything there, the rule of each thing says.
 */
export async function placesUnder(tx: Tx, actor: Actor, levels: readonly Level[]): Promise<Region[]> {
  const found = new Map<string, Region>();
  for (const held of actor.mandates) {
    const area = levelOf(held.region) === 'neighbourhood' ? ancestor(held.region, 'village') : held.region;
    for (const level of levels) {
      for (const place of await regionsWithin(tx, area, level)) found.set(place.code, place);
    }
  }
  return [...found.values()];
}
