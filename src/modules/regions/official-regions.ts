import { getDistricts, getProvinces, getRegencies, getVillages } from 'idn-area-data';
import { sql } from 'kysely';
import type { Level, RegionCode } from '#kernel/region.ts';
import type { Fault } from '#modules/journal/index.ts';
import type { Connection } from '#platform/database/connection.ts';
import type { Region } from './region.store.ts';

/** Every place of the official territory. Source: npm package `idn-area-data` (Kemendagri codes; data under ODbL). */
export async function officialRegions(): Promise<
  { readonly code: string; readonly parent: string | null; readonly level: Level; readonly name: string }[]
> {
  const [provinces, regencies, districts, villages] = await Promise.all([
    getProvinces(),
    getRegencies(),
    getDistricts(),
    getVillages(),
  ]);
  return [
    ...provinces.map((one) => ({ code: one.code, parent: null, level: 'province' as const, name: one.name })),
    ...regencies.map((one) => ({
      code: one.code,
      parent: one.province_code,
      level: 'regency' as const,
      name: one.name,
    })),
    ...districts.map((one) => ({
      code: one.code,
      parent: one.regency_code,
      level: 'district' as const,
      name: one.name,
    })),
    ...villages.map((one) => ({
      code: one.code,
      parent: one.district_code,
      level: 'village' as const,
      name: one.name,
    })),
  ];
}

/**
 * Loads the official territory, 38 provinces to 83,763 villages, into the reference list. Does nothing when it is
 * there already.
 */
export async function loadOfficialRegions(database: Connection): Promise<number> {
  const before = await sql<{ count: number }>`select count(*)::int as count from region`.execute(
    database.sql,
  );
  if ((before.rows[0]?.count ?? 0) > 0) return 0;
  const rows = await officialRegions();
  await database.sql.transaction().execute(async (transaction) => {
    for (let start = 0; start < rows.length; start += 10_000) {
      const part = rows.slice(start, start + 10_000);
      await sql`
        insert into region (code, parent_code, level, name)
        select * from unnest(${part.map((one) => one.code)}::text[], ${part.map((one) => one.parent)}::text[],
          ${part.map((one) => one.level)}::text[], ${part.map((one) => one.name)}::text[])`.execute(
        transaction,
      );
    }
  });
  return rows.length;
}

/** A place of the official territory, asked before there is a tenant. */
export async function findOfficialRegion(
  database: Connection,
  code: RegionCode,
): Promise<Region | undefined> {
  const found = await sql<Region>`select code, level, name from region where code = ${code}`.execute(
    database.sql,
  );
  return found.rows[0];
}

/** Places of one level in the official territory of a place, in code order, asked before there is a tenant. */
export async function officialRegionsWithin(
  database: Connection,
  area: RegionCode,
  level: Level,
): Promise<Region[]> {
  const found = await sql<Region>`
    select code, level, name from region
    where level = ${level} and code >= ${`${area}.`} and code < ${`${area}/`} order by code`.execute(
    database.sql,
  );
  return found.rows;
}

type Stored = { code: string; parent: string | null; level: string; name: string };

/** Places of the official territory that are not as the list says which Pilar brings. */
export async function faultsInRegions(database: Connection): Promise<Fault[]> {
  const official = new Map((await officialRegions()).map((one) => [one.code, one]));
  const { rows } = await sql<Stored>`
    select code, parent_code as parent, level, name from region order by code`.execute(database.sql);
  const faults: Fault[] = [];
  for (const row of rows) {
    const wanted = official.get(row.code);
    official.delete(row.code);
    const say = (says: string, column?: string) =>
      faults.push({ table: 'region', row: row.code, ...(column ? { column } : {}), says });
    if (!wanted) say('the official list has no such place');
    else {
      if (row.parent !== wanted.parent) say('the official list says otherwise', 'parent_code');
      if (row.level !== wanted.level) say('the official list says otherwise', 'level');
      if (row.name !== wanted.name) say('the official list says otherwise', 'name');
    }
  }
  for (const code of official.keys()) faults.push({ table: 'region', row: code, says: 'it is gone' });
  return faults;
}
