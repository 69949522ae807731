import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, inject, onTestFinished, test } from 'vitest';
import { newId } from '#kernel/id.ts';
import { LONG_LIMITS } from '#platform/database/connection.ts';
import { readMigrations } from '#platform/database/migrate.ts';
import { openPostgres } from '#platform/database/postgres.ts';

const START = `const { buildPilar } = await import('./src/pilar.ts');
const { readSettings } = await import('./src/platform/settings.ts');
const pilar = await buildPilar(readSettings(process.env));
console.log('open');
await pilar.close();
process.exit(0);`;

/** Starts a server without its web, and answers how it ended and what it said. */
async function start(env: Readonly<Record<string, string>>): Promise<{ code: number | null; said: string }> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', START],
    {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => said.push(String(bytes)));
  const [code] = await once(child, 'exit');
  return { code, said: said.join('') };
}

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'pilar-two-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

test.runIf(inject('postgresUrl') !== '')(
  'servers that start together on an empty database migrate it once, and all of them open',
  async () => {
    const server = inject('postgresUrl');
    const name = `pilar_${newId().replaceAll('-', '')}`;
    const root = await openPostgres(`${server}/postgres`, () => {}, 1, LONG_LIMITS);
    await sql.raw(`create database ${name}`).execute(root.sql);
    await root.close();
    const env = { DATABASE_URL: `${server}/${name}` };
    const ended = await Promise.all([1, 2, 3].map(() => start({ ...env, PILAR_DATA: folder() })));
    expect(ended).toEqual(ended.map(() => ({ code: 0, said: 'open\n' })));
    const database = await openPostgres(env.DATABASE_URL, () => {}, 1);
    onTestFinished(() => database.close());
    const { rows } = await sql<{ name: string }>`select name from migration order by name`.execute(
      database.sql,
    );
    expect(rows.map((row) => row.name)).toEqual(readMigrations('migrations').map((one) => one.name));
    await sql`insert into migration (name, sha256) values ('9999_later.sql', 'x')`.execute(database.sql);
    const older = await start({ ...env, PILAR_DATA: folder() });
    expect(older.code).not.toBe(0);
    expect(older.said).toContain('newer than this version of Pilar');
  },
);

test.runIf(inject('postgresUrl') === '')(
  'of servers that start together on one folder, one opens it and the others say who holds it',
  async () => {
    const env = { DATABASE_URL: '', PILAR_DATA: folder() };
    const ended = await Promise.all([1, 2, 3].map(() => start(env)));
    const opened = ended.filter(({ code }) => code === 0);
    expect(opened.length).toBeGreaterThan(0);
    for (const { code, said } of ended) if (code !== 0) expect(said).toContain('is in use by process');
  },
);
