import { expect, test } from 'vitest';
import { type FollowedTable, followStatement, StatementNotFollowed } from './row-statement.ts';

const table = (name: string, key: readonly string[]): FollowedTable => ({
  name,
  key,
  row: (alias) => `row(${alias})`,
});

const TABLES = new Map(
  [table('proposal', ['id']), table('cost_line', ['proposal_id', 'position'])].map((one) => [one.name, one]),
);

/** A statement as it is sent. */
const sent = (text: string) => followStatement(text, TABLES)?.text.replace(/\s+/g, ' ').trim();

test.each([
  // what is written                                        as it is sent
  [
    'insert into proposal (id) values ($1)',
    'insert into proposal (id) values ($1) returning row(proposal) as "~row"',
  ],
  [
    'insert into "proposal" as p ("id") select $1 on conflict (id) do update set title = excluded.title',
    'insert into "proposal" as p ("id") select $1 on conflict (id) do update set title = excluded.title returning row(p) as "~row"',
  ],
  [
    "update proposal set title = 'returning (' where id = $1 returning version",
    `update proposal set title = 'returning (' where id = $1 returning version, row(proposal) as "~row"`,
  ],
  [
    'update proposal p set rank = r.rank from (select 1 as id, 2 as rank) r where p.id = r.id',
    'update proposal p set rank = r.rank from (select 1 as id, 2 as rank) r where p.id = r.id returning row(p) as "~row"',
  ],
  [
    '-- a remark\ndelete from cost_line where proposal_id = $1 and (position = any($2))',
    '-- a remark delete from cost_line where proposal_id = $1 and (position = any($2)) returning row(cost_line) as "~row"',
  ],
  [
    "update proposal set unit = 'm' where title = 'x'",
    `update proposal set unit = 'm' where title = 'x' returning row(proposal) as "~row"`,
  ],
  [
    `with costs as (insert into cost_line (position) select * from unnest($1::int[]) where item <> ')'),
       other as (select 1)
     update proposal set version = version + 1 where id = $2 returning version`,
    `with costs as (insert into cost_line (position) select * from unnest($1::int[]) where item <> ')' returning row(cost_line) as "~costs"), other as (select 1) update proposal set version = version + 1 where id = $2 returning version, row(proposal) as "~row", (select coalesce(json_agg("costs"."~costs"), '[]') from "costs") as "~costs"`,
  ],
])('answers what it writes: %s', (text, wanted) => {
  expect(sent(text)).toBe(wanted);
});

test('says what it writes, of which table, and whether it is gone', () => {
  expect(followStatement('delete from cost_line where position = 1', TABLES)?.writes).toEqual([
    { table: 'cost_line', how: 'deleted', column: '~row', many: false },
  ]);
});

test.each([
  'select * from proposal for update',
  'set local role pilar_app',
  'insert into request (key) values ($1)',
  'delete from only "request"',
  'update task set settled_at = $1',
  'with page as (select * from proposal) select * from page',
])('is sent as it is, for it writes no row that is proved: %s', (text) => {
  expect(sent(text)).toBeUndefined();
});

test.each([
  ['the key is set anew', 'update proposal set id = $1'],
  ['the tenant is set anew', 'update proposal set title = $1, tenant_id = $2'],
  [
    'the key is set anew on conflict',
    'insert into cost_line (position) values (1) on conflict (position) do update set position = 2',
  ],
  ['columns are set together', 'update proposal set (title, unit) = ($1, $2)'],
  [
    'rows are written before a reading',
    'with gone as (delete from cost_line returning item) select * from gone',
  ],
  ['a kind of statement that is not known', 'merge into proposal using x on true when matched then delete'],
  ['everything is emptied', 'truncate proposal'],
  ['code is run', "do 'begin delete from proposal; end'"],
  ['a text stands between dollar signs', 'insert into proposal (title) values ($$x$$)'],
  ['another schema is named', 'update other.proposal set title = $1'],
  ['nothing is named', 'insert into'],
])('is not let pass when %s', (_, text) => {
  expect(() => followStatement(text, TABLES)).toThrow(StatementNotFollowed);
});
