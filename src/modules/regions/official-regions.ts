import { getDistricts, getProvinces, getRegencies, getVillages } from 'idn-area-data';
import { sql } from 'kysely';
import type { Level, RegionCode } from '#kernel/region.ts';
import type { Connection } from '#platform/database/connection.ts';
import type { Region } from './region.store.ts';

/**
 * Loads the official territory, 38 provinces to 83,763 villages, into the reference list. Does nothing when it is
 * there already. Source: npm package `idn-area-data` (Kemendagri codes; data under ODbL).
 */
export async function loadOfficialRegions(database: Connection): Promise<number> {
  const before = await sql<{ count: number }>`select count(*)::int as count from region`.execute(
    database.sql,
  );
  if ((before.rows[0]?.count ?? 0) > 0) return 0;
  const [provinces, regencies, districts, villages] = await Promise.all([
    getProvinces(),
    getRegencies(),
    getDistricts(),
    getVillages(),
  ]);
  const rows = [
    ...provinces.map((one) => ({ code: one.code, parent: null, level: 'province', name: one.name })),
    ...regencies.map((one) => ({
      code: one.code,
      parent: one.province_code,
      level: 'regency',
      name: one.name,
    })),
    ...districts.map((one) => ({
      code: one.code,
      parent: one.regency_code,
      level: 'district',
      name: one.name,
    })),
    ...villages.map((one) => ({
      code: one.code,
      parent: one.district_code,
      level: 'village',
      name: one.name,
    })),
  ];
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
