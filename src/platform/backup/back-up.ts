import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Connection, WholeTransaction } from '../database/connection.ts';
import {
  BackupError,
  CARRY_BY_HAND,
  MANIFEST_FILE,
  type Manifest,
  signOfSecret,
  type TableInBackup,
} from './manifest.ts';
import { encode, linesOf, SAME_TEXT, sumOfRows, type Table, tablesInOrder } from './table-text.ts';

/** What is backed up: the database as of one moment, and the folder of files, which are named by their hash. */
export type Installation = {
  readonly database: Connection;
  readonly files: string;
  readonly secret: string;
};

/**
 * Writes a backup into `place`, beside earlier ones, and answers its folder. The tables as of one moment come first, the
 * files after: a file without a row is harmless, a row without its file is not. Files never change and are kept once
 * for all backups of a place (`files/`), so that the second backup copies only what is new. A backup that does not end
 * leaves a folder named `….part`, which the next one removes.
 */
export async function backUp(
  { database, files, secret }: Installation,
  place: string,
  now: Date,
): Promise<string> {
  await mkdir(join(place, 'files'), { recursive: true, mode: 0o700 });
  for (const left of await readdir(place)) {
    if (left.endsWith('.part')) await rm(join(place, left), { recursive: true });
  }
  const name = now.toISOString().replaceAll(':', '-').replace(/\.\d+/, '');
  const folder = join(place, name);
  const part = `${folder}.part`;
  await mkdir(join(part, 'tables'), { recursive: true, mode: 0o700 });
  const read = await database.wholly(async (at) => {
    await at.script(`set transaction isolation level repeatable read, read only;${SAME_TEXT}`);
    return readDatabase(at, join(part, 'tables'));
  });
  const manifest: Manifest = {
    format: 1,
    id: randomUUID(),
    madeAt: now.toISOString(),
    ...read,
    database: { kind: database.kind, version: read.version },
    files: await keepFiles(files, join(place, 'files')),
    secret: signOfSecret(secret),
    carryByHand: CARRY_BY_HAND,
  };
  await writeDurably(join(part, MANIFEST_FILE), JSON.stringify(manifest, null, 1));
  await rename(part, folder);
  return folder;
}

async function readDatabase(at: WholeTransaction, folder: string) {
  const migrations = await at.query<{ name: string; sha256: string }>(
    'select name, sha256 from migration order by name',
  );
  const tenants = await at.query<{ id: string }>('select id::text as id from tenant order by id');
  const [server] = await at.query<{ version: string }>("select current_setting('server_version') as version");
  const tables: TableInBackup[] = [];
  for (const table of await tablesInOrder(at)) {
    tables.push(
      await writeTable(
        at,
        table,
        tenants.map((tenant) => tenant.id),
        join(folder, `${table.name}.jsonl.gz`),
      ),
    );
  }
  // Read last: a counter that runs ahead of the rows does no harm, one that stays behind gives numbers twice.
  const counters = await at.query<{ name: string; value: string }>(`
    select sequencename as name, coalesce(last_value, 1)::text as value from pg_sequences
    where schemaname = 'public' order by 1`);
  return { migrations: [...migrations], tables, counters: [...counters], version: server?.version ?? '' };
}

async function writeTable(
  at: WholeTransaction,
  table: Table,
  tenants: readonly string[],
  path: string,
): Promise<TableInBackup> {
  const hash = createHash('sha256');
  const sum = sumOfRows();
  async function* texts() {
    for await (const line of linesOf(at, table, tenants)) {
      if (typeof line === 'string') sum.add(line);
      yield encode(line, hash);
    }
  }
  await pipeline(
    Readable.from(texts()),
    createGzip({ level: 6 }),
    createWriteStream(path, { mode: 0o600, flush: true }),
  );
  return {
    name: table.name,
    columns: [...table.columns],
    rows: sum.rows(),
    sha256: hash.digest('hex'),
    content: sum.content(),
  };
}

const BY_HASH = /^[0-9a-f]{64}$/;

/** Copies what the place does not have yet, each file checked against its name; answers all their names. */
async function keepFiles(from: string, to: string): Promise<string[]> {
  const names = await storedNames(from);
  const kept = new Set(await storedNames(to));
  const there: string[] = [];
  for (const name of names) {
    if (kept.has(name) || (await copyIfThere(from, to, name))) there.push(name);
  }
  return there;
}

/** False when it is gone since it was listed: only what nobody refers to is ever laid aside. */
async function copyIfThere(from: string, to: string, name: string): Promise<boolean> {
  try {
    await copyFile(from, to, name);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}

/** The names of all files below, in order. */
export async function storedNames(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true }).catch(() => []);
  return entries
    .map((entry) => entry.slice(3))
    .filter((name) => BY_HASH.test(name))
    .sort();
}

/** Copies one file whole or not at all. Throws `BackupError` when its content is not what its name says. */
export async function copyFile(from: string, to: string, name: string): Promise<void> {
  const folder = join(to, name.slice(0, 2));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const part = join(folder, `${name}.${randomUUID()}.part`);
  const hash = createHash('sha256');
  async function* bytes() {
    for await (const chunk of createReadStream(join(from, name.slice(0, 2), name))) {
      hash.update(chunk);
      yield chunk;
    }
  }
  await pipeline(bytes, createWriteStream(part, { mode: 0o600, flush: true }));
  if (hash.digest('hex') !== name) {
    await rm(part);
    throw new BackupError(
      `the file ${join(from, name.slice(0, 2), name)} is damaged: it is not what its name says`,
    );
  }
  await rename(part, join(folder, name));
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}
