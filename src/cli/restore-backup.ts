import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pino } from 'pino';
import { type Manifest, readManifest, signOfSecret } from '#platform/backup/manifest.ts';
import { chosenBackup, restore } from '#platform/backup/restore.ts';
import { LONG_LIMITS } from '#platform/database/connection.ts';
import { readMigrations } from '#platform/database/migrate.ts';
import { openPglite } from '#platform/database/pglite.ts';
import { holdFolder } from '#platform/folder-lock.ts';
import { readSettings, type Settings } from '#platform/settings.ts';
import { HOME, openDatabase } from '../pilar.ts';
import { EXIT } from './exit.ts';
import { summaryOf } from './make-backup.ts';
import { reportUnavailable, withPilar } from './open-pilar.ts';
import { cityOnScreen, isSound, verifyWhole } from './verify.ts';

/** Restores a backup into the empty database that the settings name, brings it to the newest schema and checks all of it. */
export async function restoreBackup(named: string): Promise<void> {
  await reportUnavailable(async () => {
    const folder = await chosenBackup(resolve(named));
    const manifest = readManifest(folder);
    const settings = readSettings(process.env);
    const outcome = await restoreInto(settings, folder);
    process.stdout.write(
      `${outcome === 'done' ? 'restored' : 'this backup was restored here before; checked again'}: ${folder}\n${summaryOf(manifest)}`,
    );
    warnOfSecret(settings, manifest);
  });
  await check();
}

async function restoreInto(settings: Settings, folder: string): Promise<'done' | 'already'> {
  const files = join(settings.dataFolder, 'files');
  const migrations = readMigrations(join(HOME, 'migrations'));
  const database = join(settings.dataFolder, 'pglite');
  if (settings.databaseUrl || existsSync(database)) {
    const opened = await openDatabase(settings, pino({ level: 'silent' }), 'long');
    try {
      return await restore(folder, { database: opened, files, migrations });
    } finally {
      await opened.close();
    }
  }
  // Made beside, and moved into its place when it is whole: a folder that is half an embedded database cannot be opened.
  const release = holdFolder(settings.dataFolder);
  try {
    const beside = `${database}.restoring`;
    await rm(beside, { recursive: true, force: true });
    const opened = await openPglite(beside, undefined, LONG_LIMITS);
    try {
      await restore(folder, { database: opened, files, migrations });
    } finally {
      await opened.close();
    }
    await rename(beside, database);
    return 'done';
  } finally {
    release();
  }
}

function warnOfSecret(settings: Settings, manifest: Manifest): void {
  if (signOfSecret(settings.secret) === manifest.secret) return;
  process.stdout.write(
    '  PILAR_SECRET is another here than where the backup was made: bring that one, or everybody signs in again, two-step\n' +
      '  verification must be reset, and ballots of votes that are open cannot be counted.\n',
  );
}

async function check(): Promise<void> {
  await withPilar(async (pilar) => {
    let sound = true;
    for (const city of await verifyWhole(pilar, pilar.tenants())) {
      if (!isSound(city)) sound = false;
      process.stdout.write(await cityOnScreen(city));
    }
    if (!sound) process.exitCode = EXIT.finding;
  });
}
