/**
 * A ballot cannot be joined to its code by whoever owns the database, while the vote is open or after it: every table is
 * read again after every ballot, with the transaction, place and version of each row, as an owner who watches would.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import {
  cancelVote,
  castByCode,
  closeVote,
  enterSlip,
  issueCodes,
  voteByCode,
  voteById,
  withdrawSlip,
} from '#modules/deliberation/index.ts';
import { openVault } from '#platform/vault.ts';
import { type City, granted, withCity } from '../support/city.ts';
import { hall, openIn } from '../support/voting-hall.ts';

type Row = { readonly xmin: string; readonly ctid: string; readonly text: string };
type Seen = ReadonlyMap<string, readonly Row[]>;

/** Every row of every table, with what PostgreSQL itself notes on it. */
async function everything(city: City): Promise<Seen> {
  const { sql: owner } = city.pilar.database;
  const tables = await sql<{ name: string }>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`.execute(owner);
  const seen = new Map<string, Row[]>();
  for (const { name } of tables.rows) {
    const rows = await sql<Row>`
      select xmin::text, ctid::text, t::text as text from ${sql.table(name)} t order by ctid`.execute(owner);
    seen.set(name, rows.rows);
  }
  return seen;
}

async function votingCity() {
  const city = await withCity();
  const { forum } = await hall(city);
  const vote = await openIn(city, forum, 'points');
  const { codes } = granted(
    await issueCodes(city.pilar, city.actors.lurah, { vote, count: 8, earlier: 'keep' }),
  );
  return { city, forum, vote, codes };
}

/** Points no two ballots share, so that one is known again by its content wherever it appears. */
function choices(n: number) {
  return { projects: [1, 2], points: [n + 1, 9 - n] };
}

test('no row comes for a ballot but the code that was used and the line that one came in', async () => {
  const { city, vote, codes } = await votingCity();
  const { pilar, tenant } = city;
  const moments = [await everything(city)];
  for (const [n, code] of codes.entries()) {
    granted(await castByCode(pilar, tenant, { code, choices: choices(n), key: `form ${n}` }));
    moments.push(await everything(city));
  }
  const touched = new Set<string>();
  for (const [n, after] of moments.entries()) {
    const before = moments[n - 1];
    if (!before) continue;
    for (const [table, rows] of after) {
      const known = new Set(before.get(table)?.map((row) => `${row.xmin} ${row.text}`));
      if (rows.some((row) => !known.has(`${row.xmin} ${row.text}`))) touched.add(table);
    }
  }
  // Forum and vote are locked and counted; what the vote's row holds is looked at below.
  expect([...touched].sort()).toEqual(expect.arrayContaining(['ballot_code', 'journal_entry', 'vote']));
  expect(
    [...touched].filter((one) => !['ballot_code', 'journal_entry', 'vote', 'forum'].includes(one)),
  ).toEqual([]);

  // By transaction: the code used last shares its own with the vote's row, which holds all ballots together.
  const last = moments.at(-1);
  const transactions = (table: string) => last?.get(table)?.map((row) => row.xmin) ?? [];
  const used = transactions('ballot_code');
  expect(new Set(used).size).toBe(codes.length);
  expect(used.filter((one) => transactions('vote').includes(one))).toHaveLength(1);

  // By content: no moment shows a ballot in clear, and no two moments' boxes have anything in common but their length.
  const boxes = await boxesOf(moments);
  expect(boxes).toHaveLength(codes.length);
  expect(new Set(boxes.map((box) => box.length)).size).toBe(1);
  expect(new Set(boxes.map((box) => box.slice(0, 16))).size).toBe(codes.length);
  for (const [, rows] of moments.flatMap((moment) => [...moment])) {
    for (const { text } of rows) expect(text).not.toMatch(/projects|"?points"?:\[/);
  }

  // After closing: counted ballots in the order of their content, whatever order they came in.
  granted(await closeVote(pilar, city.actors.lurah, { vote }));
  const closed = await pilar.read(tenant, (tx) => voteById(tx, vote));
  const said = closed?.result?.ballots.map((one) => one.points?.join()) ?? [];
  expect(said).toEqual([...said].sort());
  expect(said).toHaveLength(codes.length);
  const after = await everything(city);
  for (const [table, rows] of after) {
    if (table === 'vote') continue;
    for (const { text } of rows) expect(text, table).not.toMatch(/"?points"?:\[/);
  }
});

async function boxesOf(moments: readonly Seen[]): Promise<string[]> {
  return moments.flatMap((moment) =>
    (moment.get('vote') ?? []).flatMap((row) => /[A-Za-z0-9+/]{1000,}={0,2}/.exec(row.text)?.[0] ?? []),
  );
}

/** A file's bytes; undefined for a folder, or a file that the server took away meanwhile. */
function bytesOf(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

test('who reads the disk itself finds no ballot of an open vote, neither in tables nor in the write-ahead log', async () => {
  const { city, codes } = await votingCity();
  const { pilar, tenant } = city;
  const { sql: owner } = pilar.database;
  for (const [n, code] of codes.entries()) {
    granted(await castByCode(pilar, tenant, { code, choices: choices(n), key: `form ${n}` }));
  }
  await sql`checkpoint`.execute(owner);
  const { rows } = await sql<{ folder: string }>`select current_setting('data_directory') as folder`.execute(
    owner,
  );
  const folder = rows[0]?.folder ?? '';
  // PGlite in memory keeps no folder that could be read.
  if (!folder.includes('pilar-postgres-')) return;
  const contents = readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((name) => {
    const bytes = bytesOf(join(folder, name));
    return bytes ? [{ name, bytes }] : [];
  });
  const holding = (text: string) =>
    contents.filter((one) => one.bytes.includes(text)).map((one) => one.name.split('/')[0]);
  // The search bites: the journal's lines of the same ballots are found in tables and in the log.
  expect(new Set(holding('ballot.received'))).toEqual(new Set(['base', 'pg_wal']));
  expect(holding('"projects":[1,2],"points":[')).toEqual([]);
});

test('a box with another key, altered, put back from before or taken from another vote is refused, and can be cancelled', async () => {
  const { city, vote, codes } = await votingCity();
  const { pilar, tenant, actors } = city;
  const { sql: owner } = pilar.database;
  const box = async () =>
    (await sql<{ box: string }>`select box from vote where id = ${vote}`.execute(owner)).rows[0]?.box;
  const put = (text: string | undefined) =>
    sql`update vote set box = ${text ?? null} where id = ${vote}`.execute(owner);
  const cast = (n: number) =>
    castByCode(pilar, tenant, { code: codes[n] ?? '', choices: choices(n), key: `form ${n}` });
  const refused = { refusal: { refusal: 'ballot.box' } };
  granted(await cast(0));
  const before = await box();
  granted(await cast(1));
  const good = await box();
  for (const bad of [
    before,
    undefined,
    `${good?.slice(0, -8)}AAAAAAA=`,
    openVault('x'.repeat(40)).lock('a', 'b'),
  ]) {
    await put(bad);
    expect(await cast(2)).toMatchObject(refused);
    expect(await enterSlip(pilar, actors.lurah, { vote, slip: '1=10' })).toMatchObject(refused);
    expect(await closeVote(pilar, actors.lurah, { vote })).toMatchObject(refused);
  }
  const elsewhere = { ...pilar, vault: openVault('another secret of thirty-two letters') };
  await put(good);
  expect(await closeVote(elsewhere, actors.lurah, { vote })).toMatchObject(refused);
  granted(await cast(2));
  await put(before);
  granted(await cancelVote(pilar, actors.lurah, { vote, reason: 'Kotak suara rusak' }));
  expect(await box()).toBeNull();
});

test('a used code is refused to another form and answered to its own, and a failing ballot leaves the code unused', async () => {
  const { city, vote, codes } = await votingCity();
  const { pilar, tenant, actors } = city;
  const [code = ''] = codes;
  const broken = {
    ...pilar,
    vault: {
      ...pilar.vault,
      lock: (): string => {
        throw new Error('the process dies between code and ballot');
      },
    },
  };
  const input = { code, choices: choices(0), key: 'form' };
  await expect(castByCode(broken, tenant, input)).rejects.toThrow('dies between');
  expect(await pilar.read(tenant, (tx) => voteByCode(tx, code))).toMatchObject({ vote: { received: 0 } });
  granted(await castByCode(pilar, tenant, input));
  granted(await castByCode(pilar, tenant, input));
  expect(await castByCode(pilar, tenant, { ...input, key: 'another' })).toMatchObject({
    refusal: { refusal: 'ballot.code-used' },
  });
  granted(await enterSlip(pilar, actors.lurah, { vote, slip: '1=10' }));
  granted(await withdrawSlip(pilar, actors.lurah, { vote }));
  expect(granted(await closeVote(pilar, actors.lurah, { vote })).received).toBe(1);
});
