import { error } from '@sveltejs/kit';
import type { Actor } from '#kernel/actor.ts';
import { isRefusal } from '#kernel/refusal.ts';
import { type Level, levelOf, within } from '#kernel/region.ts';
import type { PlaceLevel } from '#modules/measures/index.ts';
import { maySteer, type Program, programBySlug } from '#modules/programs/index.ts';
import { pathTo, type Region } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** The programme of an address; 404 when the city has none of this name. */
export async function programIn(tx: Tx, slug: string): Promise<Program> {
  return (await programBySlug(tx, slug)) ?? error(404);
}

export function titleOf(program: Program): string {
  return `${program.model.short} ${program.fiscalYear}`;
}

/** The place of an address, with the district and, in a province, the regency it lies in; 404 when it is none of the programme's. */
export async function placeIn(
  tx: Tx,
  program: Program,
  level: PlaceLevel,
  code: string,
): Promise<{ place: Region; district: Region; regency: Region | undefined }> {
  if (levelOf(code) !== level || !within(code, program.region)) error(404);
  const path = await pathTo(tx, code);
  const place = path.find((one) => one.code === code);
  const at = (wanted: Level) => path.find((one) => one.level === wanted);
  // A city's own regency is the whole of it and no place in it.
  const regency = levelOf(program.region) === 'province' ? at('regency') : undefined;
  return place && code !== program.region
    ? { place, district: at('district') ?? place, regency }
    : error(404);
}

/** Whether somebody who is signed in keeps the programme: its calendar, its ceilings, its end. */
export function keeps(actor: Actor | undefined, program: Program): boolean {
  return actor !== undefined && !isRefusal(maySteer(actor, [program], program.region));
}
