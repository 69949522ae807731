import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import type { Level, RegionCode } from '#kernel/region.ts';
import { inArea } from '#platform/database/in-area.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { DrawnPlace } from './drawing.ts';
import type { Frame } from './grid.ts';

/** Levels whose places are drawn: kecamatan and kelurahan of a city, kabupaten and kecamatan of a province. */
export type DrawnLevel = Extract<Level, 'regency' | 'district' | 'village'>;

/** What stands of the boundaries of a level: whose they are, how many, since when. */
export type BoundarySet = {
  readonly level: DrawnLevel;
  readonly source: string;
  readonly places: number;
  readonly frame: Frame;
  readonly keptAt: Date;
};

type SetRow = Omit<BoundarySet, 'frame'> & Frame;

/** The boundaries that a city has, by level, the widest first. */
export async function boundarySets(tx: Tx): Promise<BoundarySet[]> {
  const found = await sql<SetRow>`
    select level, source, places, west::float8 as west, south::float8 as south, east::float8 as east,
      north::float8 as north, kept_at as "keptAt"
    from boundary_set where tenant_id = ${tx.tenant}
    order by case level when 'regency' then 1 when 'district' then 2 else 3 end`.execute(tx.sql);
  return found.rows.map(({ west, south, east, north, ...one }) => ({
    ...one,
    frame: { west, south, east, north },
  }));
}

/** The coarse outlines of all places of a level, with where their numbers stand, in code order. */
export async function outlinesOf(
  tx: Tx,
  level: DrawnLevel,
  area: RegionCode,
): Promise<{ code: RegionCode; path: string; x: number; y: number }[]> {
  const found = await sql<{ code: string; path: string; x: number; y: number }>`
    select code, outline as path, number_x as x, number_y as y
    from boundary where tenant_id = ${tx.tenant} and level = ${level} and ${inArea('code', area)}
    order by code`.execute(tx.sql);
  return found.rows;
}

/** The shapes of the places of a level within an area, the area itself included, in code order. */
export async function shapesOf(
  tx: Tx,
  level: DrawnLevel,
  area: RegionCode,
): Promise<{ code: RegionCode; path: string }[]> {
  const found = await sql<{ code: string; path: string }>`
    select code, shape as path
    from boundary where tenant_id = ${tx.tenant} and level = ${level} and ${inArea('code', area)}
    order by code`.execute(tx.sql);
  return found.rows;
}

export type KeptBoundaries = {
  readonly level: DrawnLevel;
  readonly source: string;
  readonly property: string;
  readonly fileHash: string;
  readonly frame: Frame;
  readonly places: readonly DrawnPlace[];
};

/** Keeps the boundaries of a level in place of those before. */
export async function saveBoundaries(tx: Tx, kept: KeptBoundaries, by: Id): Promise<void> {
  await removeBoundaries(tx, kept.level);
  const { west, south, east, north } = kept.frame;
  await sql`
    insert into boundary_set (tenant_id, level, source, property, file_hash, places, west, south, east, north,
      kept_by, kept_at)
    values (${tx.tenant}, ${kept.level}, ${kept.source}, ${kept.property}, ${kept.fileHash}, ${kept.places.length},
      ${west}, ${south}, ${east}, ${north}, ${by}, ${tx.now})`.execute(tx.sql);
  await sql`
    insert into boundary (tenant_id, level, code, shape, outline, number_x, number_y)
    select ${tx.tenant}::uuid, ${kept.level}::text, * from unnest(
      ${kept.places.map((one) => one.code)}::text[], ${kept.places.map((one) => one.shape)}::text[],
      ${kept.places.map((one) => one.outline)}::text[], ${kept.places.map((one) => one.x)}::int[],
      ${kept.places.map((one) => one.y)}::int[])`.execute(tx.sql);
}

/** Takes the boundaries of a level away. */
export async function removeBoundaries(tx: Tx, level: DrawnLevel): Promise<void> {
  await sql`delete from boundary where tenant_id = ${tx.tenant} and level = ${level}`.execute(tx.sql);
  await sql`delete from boundary_set where tenant_id = ${tx.tenant} and level = ${level}`.execute(tx.sql);
}
