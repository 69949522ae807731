import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Connection } from './connection.ts';
import { openPglite } from './pglite.ts';

let database: Connection;

beforeAll(async () => {
  database = await openPglite();
  await database.script('create table thing (id int primary key, name text not null)');
});
afterAll(() => database.close());

const values = () =>
  sql<Record<string, unknown>>`
    select ${42n}::int8 as whole, ${'2027-03-01'}::date as day, ${['a', 'b,"c']}::text[] as words, ${true}::boolean as so,
      ${JSON.stringify({ a: [1] })}::jsonb as object, ${Buffer.from([0, 255])}::bytea as bytes, ${null}::text as nothing`.execute(
    database.sql,
  );

const insert = (id: number, name: string | null) =>
  sql`insert into thing (id, name) values (${id}, ${name})`.execute(database.sql);

test('values go and come the same before a statement is prepared and after', async () => {
  for (let turn = 0; turn < 30; turn++) {
    expect((await values()).rows).toEqual([
      {
        whole: 42n,
        day: '2027-03-01',
        words: ['a', 'b,"c'],
        so: true,
        object: { a: [1] },
        bytes: new Uint8Array([0, 255]),
        nothing: null,
      },
    ]);
  }
});

test('a statement that is refused leaves the connection as it was, prepared or not', async () => {
  for (let turn = 0; turn < 30; turn++) {
    await expect(insert(turn, null)).rejects.toMatchObject({ code: '23502' });
    expect((await insert(turn, `thing ${turn}`)).numAffectedRows).toBe(1n);
    await expect(insert(turn, 'again')).rejects.toMatchObject({ code: '23505' });
    await expect(
      sql`select no_such_column from thing where id = ${turn}`.execute(database.sql),
    ).rejects.toThrow();
  }
});

test('what a transaction did is there after it, or not at all', async () => {
  await database.sql.transaction().execute(async (tx) => {
    await sql`insert into thing (id, name) values (${100}, ${'kept'})`.execute(tx);
  });
  const failing = database.sql.transaction().execute(async (tx) => {
    await sql`insert into thing (id, name) values (${101}, ${'lost'})`.execute(tx);
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  const swallowed = database.sql.transaction().execute(async (tx) => {
    await sql`insert into thing (id, name) values (${102}, ${'lost too'})`.execute(tx);
    await sql`insert into thing (id, name) values (${102}, ${'twice'})`.execute(tx).catch(() => {});
  });
  await expect(swallowed, 'a commit that rolled back is not called one').rejects.toThrow();
  const found = await sql<{ id: number }>`select id from thing where id >= ${100}`.execute(database.sql);
  expect(found.rows).toEqual([{ id: 100 }]);
});

test('a schema that changes is seen by what was prepared before', async () => {
  const all = () => sql<Record<string, unknown>>`select * from thing where id = ${100}`.execute(database.sql);
  for (let turn = 0; turn < 30; turn++) expect((await all()).rows).toEqual([{ id: 100, name: 'kept' }]);
  await database.script(`alter table thing add column place text not null default 'here'`);
  expect((await all()).rows).toEqual([{ id: 100, name: 'kept', place: 'here' }]);
});
