import { error } from '@sveltejs/kit';
import { levelOf, within } from '#kernel/region.ts';
import { type Program, programBySlug } from '#modules/programs/index.ts';
import { pathTo, type Region } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** The programme of an address; 404 when the city has none of this name. */
export async function programIn(tx: Tx, slug: string): Promise<Program> {
  return (await programBySlug(tx, slug)) ?? error(404);
}

export function titleOf(program: Program): string {
  return `${program.model.short} ${program.fiscalYear}`;
}

/** The place of an address, with the places it lies in from the district down; 404 when it is none of the programme's. */
export async function placeIn(
  tx: Tx,
  program: Program,
  level: 'district' | 'village',
  code: string,
): Promise<{ place: Region; district: Region }> {
  if (levelOf(code) !== level || !within(code, program.region)) error(404);
  const path = await pathTo(tx, code);
  const district = path.find((one) => one.level === 'district');
  const place = path.find((one) => one.code === code);
  return place && district ? { place, district } : error(404);
}
