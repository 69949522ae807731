import { hkdfSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** A backup that cannot be used, or a place that cannot take it; says what to do. */
export class BackupError extends Error {}

const SHA256 = z.string().regex(/^[0-9a-f]{64}$/);

const TABLE = z.object({
  name: z.string().regex(/^[a-z_0-9]+$/),
  /** Its columns in order: a row is only understood with them. */
  columns: z.array(z.string()),
  rows: z.number().int().nonnegative(),
  /** Of the text in the file. */
  sha256: SHA256,
  /** Of the rows in any order: what the database must answer after it was restored. */
  content: SHA256,
});

const MANIFEST = z.object({
  format: z.literal(1),
  id: z.uuid(),
  madeAt: z.string(),
  database: z.object({ kind: z.enum(['pglite', 'postgres']), version: z.string() }),
  migrations: z.array(z.object({ name: z.string(), sha256: SHA256 })),
  tables: z.array(TABLE),
  /** Counters of the database and the last number each gave: the next must be greater. */
  counters: z.array(
    z.object({ name: z.string().regex(/^[a-z_0-9]+$/), value: z.string().regex(/^\d{1,19}$/) }),
  ),
  files: z.array(SHA256),
  secret: z.string(),
  carryByHand: z.array(z.string()),
});

/** What a backup holds: read first, written last. */
export type Manifest = z.output<typeof MANIFEST>;
export type TableInBackup = z.output<typeof TABLE>;

export const MANIFEST_FILE = 'manifest.json';

/** Settings that no backup holds, since they are secret or belong to the machine. */
export const CARRY_BY_HAND = [
  'PILAR_SECRET (in the demo: the file "secret" of the data folder)',
  'DATABASE_URL',
  'ORIGIN',
  'PORT, HOST, PILAR_PROXIES, PILAR_SECOND_FACTOR, PILAR_API_LIMIT where set',
];

/** By which a secret is known again, without telling it: 32 bits of a key derived from it. */
export function signOfSecret(secret: string): string {
  return Buffer.from(hkdfSync('sha256', secret, '', 'pilar backup: sign of the secret', 4)).toString('hex');
}

/** Reads what stands in a backup's folder; throws `BackupError` for what is none. */
export function readManifest(folder: string): Manifest {
  let text: string;
  try {
    text = readFileSync(join(folder, MANIFEST_FILE), 'utf8');
  } catch {
    throw new BackupError(`${folder} holds no backup of Pilar: there is no ${MANIFEST_FILE} in it`);
  }
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    throw new BackupError(`${join(folder, MANIFEST_FILE)} is damaged: use another backup`);
  }
  const manifest = MANIFEST.safeParse(read);
  if (!manifest.success) {
    throw new BackupError(
      `${join(folder, MANIFEST_FILE)} is damaged, or was written by a newer version of Pilar: use that version, or another backup`,
    );
  }
  return manifest.data;
}
