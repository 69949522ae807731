import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { pino } from 'pino';
import { afterAll, expect, inject, onTestFinished, test, vi } from 'vitest';
import { newId } from '#kernel/id.ts';
import { sealJournal } from '#modules/journal/index.ts';
import { addProposalPhoto, startProposal, submitProposal } from '#modules/proposals/index.ts';
import { restore } from '#platform/backup/restore.ts';
import { LONG_LIMITS } from '#platform/database/connection.ts';
import { readMigrations } from '#platform/database/migrate.ts';
import { openPglite } from '#platform/database/pglite.ts';
import { openPostgres } from '#platform/database/postgres.ts';
import { buildPilar } from '../../src/pilar.ts';
import { addCity, DRAINAGE, granted, photo } from '../support/city.ts';
import { startPostgres } from '../support/postgres.ts';

const SECRET = 'a secret only for tests, thirty-two long';

type Where = { readonly PILAR_DATA: string; readonly DATABASE_URL: string };

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'pilar-backup-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

function environment(where: Where) {
  return { ...process.env, PILAR_SECRET: SECRET, ...where };
}

function pilar(words: readonly string[], where: Where): SpawnSyncReturns<string> {
  return spawnSync('bin/pilar', words, { encoding: 'utf8', env: environment(where) });
}

/** An empty database on the project's server, or none, where the embedded one is used. */
async function emptyDatabase(): Promise<string> {
  const server = inject('postgresUrl');
  if (!server) return '';
  const name = `pilar_${newId().replaceAll('-', '')}`;
  const root = await openPostgres(`${server}/postgres`, () => {}, 1, LONG_LIMITS);
  await sql.raw(`create database ${name}`).execute(root.sql);
  await root.close();
  return `${server}/${name}`;
}

/** What every test begins with: nobody writes to the installation, and of its backup each has a copy. */
let made: { readonly folder: string; readonly place: string } | undefined;
afterAll(() => rmSync(made?.folder ?? '', { recursive: true, force: true }));

async function backedUp(): Promise<{ place: string; backup: string }> {
  if (!made) {
    const root = mkdtempSync(join(tmpdir(), 'pilar-backup-'));
    const source = { PILAR_DATA: join(root, 'source'), DATABASE_URL: await emptyDatabase() };
    await makeLivelyInstallation(source);
    made = { folder: root, place: join(root, 'place') };
    backUp(source, made.place);
  }
  const place = folder();
  cpSync(made.place, place, { recursive: true });
  const [name = ''] = readdirSync(place).filter((one) => existsSync(join(place, one, 'manifest.json')));
  return { place, backup: join(place, name) };
}

/** An installation with a city, proposals with photos, odd text, and a sealed journal. */
async function makeLivelyInstallation(where: Where): Promise<void> {
  mkdirSync(where.PILAR_DATA);
  const settings = {
    mode: 'demo',
    dataFolder: where.PILAR_DATA,
    databaseUrl: where.DATABASE_URL || undefined,
    origin: 'http://127.0.0.1:3000',
    port: 3000,
    host: '127.0.0.1',
    secret: SECRET,
    proofMinutes: 480,
    apiRequestsPerMinute: 0,
    pageCostPerMinute: 0,
    proxies: 0,
    diskReserve: 0,
    secondFactor: 'optional',
  } as const;
  writeFileSync(join(where.PILAR_DATA, 'secret'), SECRET);
  const opened = await buildPilar(settings, { log: pino({ level: 'silent' }), patience: 'long' });
  const year = new Date().getUTCFullYear();
  const wholeYear = { from: `${year - 1}-01-01`, to: `${year + 1}-12-31` };
  const { tenant, actors, offices, program } = await addCity(opened, {
    windows: { proposals: { usulan: wholeYear }, forums: { kelurahan: wholeYear } },
  });
  for (const [place, color] of [
    [offices.rw1, '#446688'],
    [offices.rw2, '#884422'],
  ] as const) {
    const actor = place === offices.rw1 ? actors.rw1 : actors.rw2;
    const fields = {
      ...DRAINAGE,
      place: place.region,
      need: 'Baris pertama\nkata "kutip", koma (kurung) \\ garis miring\u2028pemisah, 雨, 🌧️, dan   spasi. ',
    };
    const draft = { program: program.slug, organization: place.id, fields };
    const { id: proposal } = granted(await startProposal(opened, actor, draft));
    granted(await addProposalPhoto(opened, actor, { proposal, file: await photo(color), caption: '' }));
    granted(await submitProposal(opened, actor, { proposal }));
  }
  await sealJournal(opened, tenant);
  await opened.close();
}

function backUp(where: Where, place: string): string {
  const run = pilar(['backup', place], where);
  expect(run.stderr).toBe('');
  expect(run.stdout).toContain('PILAR_SECRET');
  return run.stdout.split('\n', 1)[0] ?? '';
}

test('a backup is restored on an empty other server or folder, whole and sound, and only there', async () => {
  const { place, backup } = await backedUp();
  const target: Where = { PILAR_DATA: folder(), DATABASE_URL: '' };
  writeFileSync(join(target.PILAR_DATA, 'secret'), SECRET);
  let url = '';
  if (inject('postgresUrl')) {
    // A server that has never seen Pilar, and an owner who is no superuser there.
    const other = await startPostgres();
    onTestFinished(other.stop);
    const root = await openPostgres(`${other.url}/postgres`, () => {}, 1);
    await sql.raw(`create role kota login createrole password 'kota'`).execute(root.sql);
    await sql.raw('create database pilar owner kota').execute(root.sql);
    await root.close();
    url = `${other.url.replace('postgres:postgres@', 'kota:kota@')}/pilar`;
  }
  const there = { ...target, DATABASE_URL: url };
  const restored = pilar(['restore', place], there);
  expect(restored.stderr).toBe('');
  expect(restored.status).toBe(0);
  expect(restored.stdout).toMatch(/: sound\n {2}records \([^)]+\): sound\n {2}journal \([^)]+\): sound/);
  expect(restored.stdout).toMatch(/files \(\d+ files\): sound/);
  expect(restored.stdout).not.toContain('is another here');
  // What is backed up from there is the same, row by row.
  const second = backUp(there, folder());
  const contentOf = (made: string) =>
    JSON.parse(readFileSync(join(made, 'manifest.json'), 'utf8')).tables.map(
      (table: { name: string; rows: number; content: string }) => [table.name, table.rows, table.content],
    );
  expect(contentOf(second)).toEqual(contentOf(backup));
  expect(pilar(['restore', backup], there).stdout).toContain('restored here before');
  const over = pilar(['restore', second], there);
  expect(over.status).toBe(2);
  expect(over.stderr).toContain('not empty');
});

test('a backup that is damaged, newer than the program or of a changed schema is refused, and nothing is made', async () => {
  const { place, backup } = await backedUp();
  const url = await emptyDatabase();
  const database = url ? await openPostgres(url, () => {}, 1, LONG_LIMITS) : await openPglite();
  onTestFinished(() => database.close());
  const into = { database, files: folder(), migrations: readMigrations('migrations') };
  const manifest = join(backup, 'manifest.json');
  const whole = readFileSync(manifest, 'utf8');
  const refusedWith = async (text: string, words: string) => {
    writeFileSync(manifest, text);
    await expect(restore(backup, into)).rejects.toThrow(words);
    writeFileSync(manifest, whole);
    const { rows } = await sql`select from pg_class where relnamespace = 'public'::regnamespace`.execute(
      database.sql,
    );
    expect(rows).toHaveLength(0);
  };
  const altered = (change: (parsed: ReturnType<typeof JSON.parse>) => void) => {
    const parsed = JSON.parse(whole);
    change(parsed);
    return JSON.stringify(parsed);
  };
  await refusedWith(whole.slice(0, 500), 'damaged');
  await refusedWith(
    altered((one) => one.migrations.push({ name: '9999_later.sql', sha256: 'a'.repeat(64) })),
    'newer than this version',
  );
  await refusedWith(
    altered((one) => {
      one.migrations[0].sha256 = 'a'.repeat(64);
    }),
    'changed after it had been applied',
  );
  const table = join(backup, 'tables', 'journal_entry.jsonl.gz');
  const bytes = readFileSync(table);
  writeFileSync(table, bytes.subarray(0, bytes.length - 20));
  await refusedWith(whole, 'damaged');
  writeFileSync(table, bytes);
  const kept = readdirSync(join(place, 'files'), { recursive: true, withFileTypes: true }).find((one) =>
    one.isFile(),
  );
  const path = join(kept?.parentPath ?? '', kept?.name ?? '');
  const picture = readFileSync(path);
  writeFileSync(path, 'another picture');
  await refusedWith(whole, 'is damaged');
  writeFileSync(path, picture);
  expect(await restore(backup, into)).toBe('done');
  expect(await restore(backup, into)).toBe('already');
});

test('killed in the middle, a restore begins again and ends; one that is interrupted leaves nothing half', async () => {
  const { place } = await backedUp();
  const target: Where = { PILAR_DATA: folder(), DATABASE_URL: await emptyDatabase() };
  for (const moment of [join(target.PILAR_DATA, 'files'), join(target.PILAR_DATA, 'in-use')]) {
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', 'src/cli/main.ts', 'restore', place],
      {
        env: environment(target),
        stdio: 'ignore',
      },
    );
    const ended = once(child, 'exit');
    await Promise.race([vi.waitUntil(() => existsSync(moment), { timeout: 60_000, interval: 5 }), ended]);
    child.kill('SIGKILL');
    await ended;
  }
  const again = pilar(['restore', place], target);
  expect(again.stderr).toBe('');
  expect(again.status).toBe(0);
  expect(again.stdout).toMatch(/: sound\n {2}records \([^)]+\): sound\n {2}journal \([^)]+\): sound/);
});
