import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { testPilar } from '../support/city.ts';

/** Tables that hold no tenant's rows: reference lists, and sign-in and session tables, which stay local. */
const SHARED = ['migration', 'region', 'tenant'];
const LOCAL =
  /^(user|session|account|verification|two_?factor|rate_?limit|user_tenant|demo_account|jwks|sign_in_.*)$/i;

test('every table of a tenant has tenant_id in its key and stands behind forced row-level security', async () => {
  const pilar = await testPilar();
  onTestFinished(() => pilar.close());
  const { rows } = await sql<{
    name: string;
    secured: boolean;
    forced: boolean;
    keyed: boolean;
    policies: number;
  }>`
    select c.relname as name, c.relrowsecurity as secured, c.relforcerowsecurity as forced,
      exists (select 1 from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey)
        where i.indrelid = c.oid and i.indisprimary and a.attname = 'tenant_id') as keyed,
      (select count(*)::int from pg_policies p where p.tablename = c.relname and p.schemaname = 'public') as policies
    from pg_class c where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace order by 1`.execute(
    pilar.database.sql,
  );
  const guarded = rows.filter((row) => !SHARED.includes(row.name) && !(LOCAL.test(row.name) && !row.secured));
  expect(guarded.length).toBeGreaterThan(25);
  for (const row of guarded)
    expect(row, row.name).toMatchObject({ secured: true, forced: true, keyed: true, policies: 1 });
});

test("every unique key and foreign key between tenants' tables carries the tenant", async () => {
  const pilar = await testPilar();
  onTestFinished(() => pilar.close());
  const { rows } = await sql<{ name: string; definition: string; table: string }>`
    select con.conname as name, pg_get_constraintdef(con.oid) as definition, con.conrelid::regclass::text as table
    from pg_constraint con join pg_class c on c.oid = con.conrelid
    where con.contype in ('u', 'f', 'x') and c.relrowsecurity`.execute(pilar.database.sql);
  expect(rows.length).toBeGreaterThan(30);
  for (const { name, definition, table } of rows) {
    if (/REFERENCES (region|tenant)\(/.test(definition)) continue;
    expect(definition, `${table}.${name}`).toMatch(/\(tenant_id, /);
    expect(definition, `${table}.${name}`).not.toMatch(/ON DELETE SET/);
  }
});
