import { join, resolve } from 'node:path';
import { backUp } from '#platform/backup/back-up.ts';
import { type Manifest, readManifest } from '#platform/backup/manifest.ts';
import { checkBackup } from '#platform/backup/restore.ts';
import { withDatabase } from './open-pilar.ts';

/** Backs up the installation that the settings name, reads the backup again and says what it holds. */
export async function makeBackup(place: string): Promise<void> {
  await withDatabase(async ({ database, settings }) => {
    const files = join(settings.dataFolder, 'files');
    const folder = await backUp({ database, files, secret: settings.secret }, resolve(place), new Date());
    const manifest = readManifest(folder);
    await checkBackup(folder, manifest);
    process.stdout.write(`${folder}\n${summaryOf(manifest)}`);
    process.stdout.write(
      `  not in it, to be carried over by hand:\n${manifest.carryByHand.map((name) => `    ${name}\n`).join('')}`,
    );
  });
}

/** How much a backup holds, in a line. */
export function summaryOf(manifest: Manifest): string {
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  return `  ${rows} rows of ${manifest.tables.length} tables, ${manifest.files.length} files, schema ${manifest.migrations.at(-1)?.name}\n`;
}
