import type { Command } from 'commander';

/** `pilar calendar …`: the days on which a city's offices are closed. */
export function addCalendarCommands(program: Command): void {
  const calendar = program.command('calendar').description('holidays and joint leave of a city');
  calendar
    .command('list')
    .description('print the holidays of a year as CSV, as "pilar calendar import" reads them')
    .requiredOption('--city <slug>', 'the city, as in its addresses: bandung')
    .requiredOption('--year <year>', 'the year')
    .addHelpText('after', '\nExit code: 0 done, 2 bad input, 69 no database to open.')
    .action(async (options: { readonly city: string; readonly year: string }) => {
      const { listHolidays } = await import('./keep-calendar.ts');
      await listHolidays(options);
    });
  calendar
    .command('import <file.csv>')
    .description('enter a list of holidays; due days that run over them move, and whoever owes is told')
    .requiredOption('--city <slug>', 'the city, as in its addresses: bandung')
    .option('--dry-run', 'only say what would change')
    .addHelpText(
      'after',
      '\nColumns: tanggal, jenis (nasional, cuti bersama, daerah), nama, keputusan. All of it or nothing is written;' +
        '\nthe same file twice changes nothing.\nExit code: 0 done, 2 bad input, 69 no database to open.',
    )
    .action(async (file: string, options: { readonly city: string; readonly dryRun?: true }) => {
      const { importHolidays } = await import('./keep-calendar.ts');
      await importHolidays(file, options);
    });
}
