import { error } from '@sveltejs/kit';
import { levelOf, officialName, type RegionCode, within } from '#kernel/region.ts';
import { listPrograms, type Program } from '#modules/programs/index.ts';
import { findRegion } from '#modules/regions/index.ts';
import type { Tenant, Tx } from '#platform/database/tenant-transaction.ts';
import { instrumentNamed, type Shelved } from '../shelf.ts';

/** An instrument that is read from events; 404 for all others. */
export function eventInstrument(slug: string): Shelved {
  const shelved = instrumentNamed(slug);
  return shelved?.instrument.observation === 'events' ? shelved : error(404);
}

/** The place of an address whose events can be told: the city, or a kecamatan or kelurahan in it; 404 for all others. */
export async function lineOf(
  tx: Tx,
  tenant: Tenant,
  code: string,
): Promise<{ region: RegionCode; place: string; programs: readonly Program[] }> {
  const level = levelOf(code);
  if (level !== 'village' && level !== 'district' && level !== 'regency') error(404);
  const found = within(code, tenant.region) ? await findRegion(tx, code) : undefined;
  if (!found) error(404);
  const programs = (await listPrograms(tx)).filter((one) => within(code, one.region));
  return { region: code, place: officialName(code, found.name), programs };
}
