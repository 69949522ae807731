import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pino } from 'pino';
import { BackupError } from '#platform/backup/manifest.ts';
import type { Connection } from '#platform/database/connection.ts';
import { SchemaMismatch } from '#platform/database/migrate.ts';
import type { Tenant } from '#platform/database/tenant-transaction.ts';
import { FolderInUse } from '#platform/folder-lock.ts';
import { readSettings, type Settings, SettingsError } from '#platform/settings.ts';
import { buildPilar, openDatabase, type Pilar } from '../pilar.ts';
import { EXIT, failInput } from './exit.ts';

/**
 * Opens the installation that `DATABASE_URL` or `PILAR_DATA` name, for one piece of work, and closes it. Ends with exit
 * code 69 where there is none, or where a running server holds its embedded database.
 */
export async function withPilar<T>(work: (pilar: Pilar) => Promise<T>): Promise<T> {
  const pilar = await open();
  try {
    return await work(pilar);
  } finally {
    await pilar.close();
  }
}

/** As `withPilar`, with the database as it stands: not brought to the newest schema, and nothing built on it. */
export async function withDatabase<T>(
  work: (opened: { readonly database: Connection; readonly settings: Settings }) => Promise<T>,
): Promise<T> {
  mustExist();
  return reportUnavailable(async () => {
    const settings = readSettings(process.env);
    const database = await openDatabase(settings, pino({ level: 'silent' }), 'long');
    try {
      return await work({ database, settings });
    } finally {
      await database.close();
    }
  });
}

async function open(): Promise<Pilar> {
  mustExist();
  return reportUnavailable(() => buildPilar(readSettings(process.env), { patience: 'long' }));
}

function dataFolder(): string {
  return resolve(process.env.PILAR_DATA ?? 'data');
}

function mustExist(): void {
  if (process.env.DATABASE_URL || existsSync(join(dataFolder(), 'pglite'))) return;
  unavailable(
    `there is no database in ${dataFolder()}.\n  Name the installation: PILAR_DATA=folder for the embedded database, or DATABASE_URL=postgres://… for a server.`,
  );
}

/** Ends the command with words where the installation cannot be opened, or does not fit. */
export async function reportUnavailable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof BackupError) return failInput(error.message);
    if (error instanceof SettingsError || error instanceof SchemaMismatch) return unavailable(error.message);
    if (error instanceof FolderInUse) {
      return unavailable(
        `a running server (${error.holder}) holds the embedded database in ${dataFolder()}, which one process at a time may open.\n` +
          '  Stop the server and run this command again; or leave it running and check single entries:\n' +
          '  download the proof on an entry\'s page under "Jurnal", then run  pilar journal verify --proof FILE\n' +
          '  With PostgreSQL (DATABASE_URL) this command works beside a running server.',
      );
    }
    if (isUnreachable(error)) {
      return unavailable(`the database that DATABASE_URL names cannot be opened: ${error.code}`);
    }
    if (error instanceof Error && 'code' in error && NO_ROOM.test(String(error.code))) {
      return unavailable(`cannot write: ${error.message}`);
    }
    throw error;
  }
}

const NO_ROOM = /^(ENOSPC|EACCES|EROFS|EDQUOT|53100)/;

/** No server there, or one that does not let us in: no connection, wrong name, password or database. */
const UNREACHABLE = /^(ECONN|ENOTFOUND|EAI_|ETIMEDOUT|EHOST|28|3D000|57P03)/;

function isUnreachable(error: unknown): error is Error & { code: string } {
  return error instanceof Error && 'code' in error && UNREACHABLE.test(String(error.code));
}

function unavailable(message: string): never {
  process.stderr.write(`pilar: ${message}\n`);
  process.exit(EXIT.unavailable);
}

/** The tenants a command works on: the one named, or all. Ends with exit code 2 for a name there is not. */
export function chosenTenants(pilar: Pilar, slug: string | undefined): readonly Tenant[] {
  const all = pilar.tenants();
  if (slug === undefined) return all;
  const found = all.filter((one) => one.slug === slug);
  if (found.length > 0) return found;
  return failInput(
    `there is no city "${slug}"; there are: ${all.map((one) => one.slug).join(', ') || 'none'}`,
  );
}
