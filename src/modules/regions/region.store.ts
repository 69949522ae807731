import { sql } from 'kysely';
import type { Level, RegionCode } from '#kernel/region.ts';
import { inArea } from '#platform/database/in-area.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

export type Region = { readonly code: RegionCode; readonly level: Level; readonly name: string };

/** An RW with the number of RT in it. */
export type Neighbourhood = Region & { readonly level: 'neighbourhood'; readonly rtCount: number };

/** Places beneath a place, one level down, in code order; RW beneath a village. */
export async function childrenOf(tx: Tx, code: RegionCode): Promise<Region[]> {
  const found = await sql<Region>`
    select code, level, name from region where parent_code = ${code}
    union all
    select code, 'neighbourhood', name from neighbourhood where tenant_id = ${tx.tenant} and village_code = ${code}
    order by code`.execute(tx.sql);
  return found.rows;
}

/** Places of one level beneath a place, in code order. */
export async function regionsWithin(tx: Tx, code: RegionCode, level: Level): Promise<Region[]> {
  const found = await sql<Region>`
    select code, level, name from region
    where level = ${level} and ${inArea('code', code)}
    order by code`.execute(tx.sql);
  return found.rows;
}

export async function neighbourhoodsOf(tx: Tx, village: RegionCode): Promise<Neighbourhood[]> {
  const found = await sql<Neighbourhood>`
    select code, 'neighbourhood' as level, name, rt_count as "rtCount" from neighbourhood
    where tenant_id = ${tx.tenant} and village_code = ${village} order by code`.execute(tx.sql);
  return found.rows;
}

/** Every RW of an area, in code order. */
export async function neighbourhoodsWithin(tx: Tx, area: RegionCode): Promise<Neighbourhood[]> {
  const found = await sql<Neighbourhood>`
    select code, 'neighbourhood' as level, name, rt_count as "rtCount" from neighbourhood
    where tenant_id = ${tx.tenant}
      and ${inArea('village_code', area)}
    order by code`.execute(tx.sql);
  return found.rows;
}

/** How many RT the RW of these codes have. */
export async function rtCounts(tx: Tx, codes: readonly RegionCode[]): Promise<Map<RegionCode, number>> {
  const found = await sql<{ code: RegionCode; rts: number }>`
    select code, rt_count as rts from neighbourhood
    where tenant_id = ${tx.tenant} and code = any(${[...codes]}::text[])`.execute(tx.sql);
  return new Map(found.rows.map((row) => [row.code, row.rts]));
}

/** One place, official or RW; undefined when there is none of this code. */
export async function findRegion(tx: Tx, code: RegionCode): Promise<Region | undefined> {
  const found = await sql<Region>`
    select code, level, name from region where code = ${code}
    union all
    select code, 'neighbourhood', name from neighbourhood where tenant_id = ${tx.tenant} and code = ${code}
    limit 1`.execute(tx.sql);
  return found.rows[0];
}

/** Names by code, for codes of any level. */
export async function namesOf(tx: Tx, codes: readonly RegionCode[]): Promise<Map<RegionCode, string>> {
  const wanted = [...new Set(codes)];
  if (wanted.length === 0) return new Map();
  const found = await sql<{ code: string; name: string }>`
    select code, name from region where code = any(${wanted})
    union all
    select code, name from neighbourhood where tenant_id = ${tx.tenant} and code = any(${wanted})`.execute(
    tx.sql,
  );
  return new Map(found.rows.map((row) => [row.code, row.name]));
}

/** The places a place lies in, from the regency down to itself; of a province itself. */
export async function pathTo(tx: Tx, code: RegionCode): Promise<Region[]> {
  const parts = code.split('.');
  const codes = parts.map((_, i) => parts.slice(0, i + 1).join('.')).slice(parts.length > 1 ? 1 : 0);
  const found = await sql<Region>`
    select code, level, name from region where code = any(${codes})
    union all
    select code, 'neighbourhood', name from neighbourhood where tenant_id = ${tx.tenant} and code = any(${codes})
    order by code`.execute(tx.sql);
  return found.rows;
}

export async function insertNeighbourhoodRows(
  tx: Tx,
  list: readonly { code: RegionCode; village: RegionCode; name: string; rtCount: number }[],
): Promise<void> {
  await sql`
    insert into neighbourhood (tenant_id, code, village_code, name, rt_count)
    select ${tx.tenant}::uuid, * from unnest(
      ${list.map((one) => one.code)}::text[], ${list.map((one) => one.village)}::text[],
      ${list.map((one) => one.name)}::text[], ${list.map((one) => one.rtCount)}::int[])`.execute(tx.sql);
}

/** Notes how many RT an RW has. */
export async function setRtCount(tx: Tx, code: RegionCode, rtCount: number): Promise<void> {
  await sql`
    update neighbourhood set rt_count = ${rtCount}
    where tenant_id = ${tx.tenant} and code = ${code}`.execute(tx.sql);
}
