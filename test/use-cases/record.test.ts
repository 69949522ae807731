/** No row changes unseen: every table is proved or listed with a reason, every statement of the code can be followed. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CompiledQuery, sql } from 'kysely';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { sayFault, UNPROVED, verifyRecords } from '#modules/journal/index.ts';
import { OF_NO_CITY } from '#modules/journal/unproved.ts';
import { provedTables } from '#platform/record/read-rows.ts';
import { followStatement } from '#platform/record/row-statement.ts';
import { withCity } from '../support/city.ts';
import { freshDatabase } from '../support/database.ts';
import { readProgram, statementsIn } from '../support/rows/statements.ts';

const { columns, tables: left } = UNPROVED;

test('every table is proved, or listed with the reason why not', async () => {
  const city = await withCity();
  const { rows } = await sql<{ name: string; column: string }>`
    select c.relname as name, a.attname as column from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`.execute(
    city.pilar.database.sql,
  );
  const all = new Set(rows.map((row) => row.name));
  const proved = await city.pilar.read(city.tenant, (tx) => provedTables(tx, UNPROVED));
  expect(proved.size).toBeGreaterThan(45);
  const neither = [...all].filter(
    (name) => !proved.has(name) && !Object.hasOwn(left, name) && !Object.hasOwn(OF_NO_CITY, name),
  );
  expect(neither, 'tables that are neither proved nor listed in journal/unproved.ts').toEqual([]);
  const listed = [...Object.keys(left), ...Object.keys(OF_NO_CITY)];
  expect(listed.filter((name) => !all.has(name) || proved.has(name))).toEqual([]);
  for (const [table, some] of Object.entries(columns)) {
    for (const column of Object.keys(some)) {
      expect(rows, `${table}.${column}`).toContainEqual({ name: table, column });
    }
  }
  const reasons = [left, OF_NO_CITY, ...Object.values(columns)].flatMap((one) => Object.values(one));
  expect(reasons.filter((reason) => reason.length < 20)).toEqual([]);
});

const FILES = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !/\.(test|d)\.ts$/.test(name))
  .map((name) => join('src', name))
  .filter((name) => /\bsql(<[^`]*>)?`|withTables</.test(readFileSync(name, 'utf8')));

describe.skipIf(inject('postgresUrl') !== '')('statements', () => {
  test('every statement of the code that writes a proved row is followed, and taken as it is sent', async () => {
    const { statements } = statementsIn(readProgram(FILES), FILES);
    const database = await freshDatabase();
    onTestFinished(() => database.close());
    const city = await withCity();
    const proved = await city.pilar.read(city.tenant, (tx) => provedTables(tx, UNPROVED));
    const changing = /\b(?:insert into|update|delete from)\s+"?(\w+)/gi;
    let followed = 0;
    for (const { site, variants } of statements) {
      for (const { text } of variants) {
        const written = [...text.matchAll(changing)]
          .map(([, name = '']) => name)
          .filter((name) => proved.has(name));
        const sent = followStatement(text, proved);
        expect(sent?.writes.map((one) => one.table).sort() ?? [], site).toEqual(written.sort());
        if (!sent) continue;
        followed += 1;
        await database.sql
          .executeQuery(CompiledQuery.raw(`prepare followed_${followed} as ${sent.text}`))
          .catch((error) => expect.fail(`${site}: ${error.message}\n${sent.text}`));
      }
    }
    expect(followed).toBeGreaterThan(80);
  });

  test('no proved table is written through a builder, whose answer would be another', () => {
    const built = /\b(?:insertInto|updateTable|deleteFrom)\('(\w+)'\)/g;
    const names = FILES.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(built)].map(([, name = '']) => name),
    );
    const open = names.filter((name) => !Object.hasOwn(left, name) && !Object.hasOwn(OF_NO_CITY, name));
    expect(open).toEqual([]);
  });
});

test('rows that nobody recorded are kept by a quiet entry, which names their tables', async () => {
  const { pilar, tenant } = await withCity();
  await pilar.read(tenant, (tx) =>
    sql`update neighbourhood set name = 'RW 1' where tenant_id = ${tenant}`.execute(tx.sql),
  );
  const { rows } = await sql<{ summary: string; office: string }>`
    select summary, office from journal_entry where tenant_id = ${tenant} and action = 'record.kept' order by id desc limit 1`.execute(
    pilar.database.sql,
  );
  expect(rows).toEqual([{ summary: '{"tables":["neighbourhood"]}', office: 'operator' }]);
  expect((await pilar.read(tenant, (tx) => verifyRecords(tx))).faults.map(sayFault)).toEqual([]);
});

test('a change that is undone leaves neither rows nor marks', async () => {
  const { pilar, tenant } = await withCity();
  const before = await pilar.read(tenant, (tx) => verifyRecords(tx));
  const undone = pilar.read(tenant, async (tx) => {
    await sql`update neighbourhood set name = 'RW 1' where tenant_id = ${tenant}`.execute(tx.sql);
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  const after = await pilar.read(tenant, (tx) => verifyRecords(tx));
  expect(after).toEqual(before);
});

test('a row written twice, deleted and written again is as it was left', async () => {
  const { pilar, tenant } = await withCity();
  const day = "date '2026-08-17'";
  await pilar.read(tenant, async (tx) => {
    const run = (text: string) => tx.sql.executeQuery(CompiledQuery.raw(text, [tenant]));
    const insert = (name: string) =>
      run(
        `insert into holiday (tenant_id, day, kind, name, decree) values ($1, ${day}, 'national', '${name}', 'SKB')`,
      );
    await insert('Satu');
    await run(`update holiday set name = 'Dua' where tenant_id = $1 and day = ${day}`);
    await run(`delete from holiday where tenant_id = $1 and day = ${day}`);
    await insert('Tiga');
  });
  const verified = await pilar.read(tenant, (tx) => verifyRecords(tx));
  expect(verified.faults.map(sayFault)).toEqual([]);
  expect(verified.rows.holiday).toBe(1);
});
