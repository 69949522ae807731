import type { Command } from 'commander';

/** `pilar backup` and `pilar restore`: the whole installation, database and files, out and in again. */
export function addBackupCommands(program: Command): void {
  program
    .command('backup <place>')
    .description(
      'write the database and the files into a folder beside earlier backups; the server goes on meanwhile',
    )
    .addHelpText(
      'after',
      '\nOf the embedded database: stop the server first. Files that the place has already are not copied again.' +
        '\nIt holds personal data: keep it where few can read it. It holds no secret: what must be carried over by hand is listed.' +
        '\nExit code: 0 done, 2 bad input, 69 no database to open, or no room.',
    )
    .action(async (place: string) => {
      const { makeBackup } = await import('./make-backup.ts');
      await makeBackup(place);
    });
  program
    .command('restore <backup>')
    .description('restore a backup, or the newest of a place, into an empty database and check it')
    .addHelpText(
      'after',
      '\nWhere it is restored, DATABASE_URL or PILAR_DATA say. Whatever stops it, run the same command again.' +
        '\nExit code: 0 restored and sound, 1 restored and a fault found, 2 it does not fit (said why, nothing was changed), 69 no database to open.',
    )
    .action(async (backup: string) => {
      const { restoreBackup } = await import('./restore-backup.ts');
      await restoreBackup(backup);
    });
}
