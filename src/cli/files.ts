import type { Command } from 'commander';

/** `pilar files`: the files of an installation. */
export function addFilesCommands(program: Command): void {
  program
    .command('files')
    .description('the files of an installation')
    .command('sweep')
    .description('lay aside files that nothing refers to, and remove those that have lain aside for a week')
    .option('--json', 'print the counts as JSON')
    .addHelpText(
      'after',
      '\nA running server does the same every six hours. Exit code: 0 done, 69 no database to open.',
    )
    .action(sweep);
}

async function sweep(options: { readonly json?: true }): Promise<void> {
  const { withPilar } = await import('./open-pilar.ts');
  const { sweepFiles } = await import('#modules/documents/index.ts');
  const counts = await withPilar((pilar) => sweepFiles(pilar));
  process.stdout.write(
    options.json
      ? `${JSON.stringify(counts)}\n`
      : `${counts.looked} files looked at: ${counts.aside} laid aside, ${counts.back} brought back, ` +
          `${counts.removed} removed for good, ${counts.broken} beginnings removed\n`,
  );
}
