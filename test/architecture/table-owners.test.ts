import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Every table that the migrations make. */
const tables = new Set(
  readdirSync('migrations').flatMap((file) =>
    [...readFileSync(`migrations/${file}`, 'utf8').matchAll(/create table (?:if not exists )?(\w+)/g)].map(
      ([, name]) => name,
    ),
  ),
);

/** National lists that anybody may read, and what stands beneath all modules. */
const SHARED = /^(region|tenant|migration|request|sign_in_\w+)$/;

type Touch = { readonly table: string; readonly module: string; readonly file: string };

const sources = readdirSync('src/modules', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => ({
    file,
    module: file.split('/')[0] ?? '',
    text: readFileSync(`src/modules/${file}`, 'utf8'),
  }));

/** Where the modules' SQL names a table after one of these words. */
function touches(words: RegExp): Touch[] {
  return sources.flatMap(({ file, module, text }) =>
    [...text.matchAll(words)].flatMap(([, table = '']) =>
      tables.has(table) && !SHARED.test(table) ? [{ table, module, file }] : [],
    ),
  );
}

const WRITES =
  /(?:insert\s+into|update|delete\s+from|merge\s+into|insertInto\('|updateTable\('|deleteFrom\(')\s*"?(\w+)/g;
const READS = /(?:from|join|using|selectFrom\('|[jJ]oin\(')\s*"?(\w+)/g;

const owners = Map.groupBy(touches(WRITES), (one) => one.table);

test('every table is written by one module', () => {
  expect(owners.size).toBeGreaterThan(40);
  for (const [table, written] of owners) {
    expect([...new Set(written.map((one) => one.module))], `${table} is written by`).toHaveLength(1);
  }
});

test("a module reads another's table through its door or its card", () => {
  const strangers = touches(READS).filter(({ table, module }) => owners.get(table)?.[0]?.module !== module);
  expect(strangers.map(({ table, file }) => `${file} reads ${table}`)).toEqual([]);
});
