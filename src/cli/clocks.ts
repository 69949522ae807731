import type { Command } from 'commander';

/** `pilar clocks`: what is owed by a day. */
export function addClocksCommands(program: Command): void {
  program
    .command('clocks')
    .description('what is owed by a day: periodic filings, answers of steps')
    .command('sweep')
    .description(
      'let institutions founded since owe their filings, and record what came before offices above',
    )
    .option('--city <slug>', 'one city; without, all of them')
    .addHelpText(
      'after',
      '\nA running server does the same every hour. What is late lies on the desks from its day, whether this runs or not.' +
        '\nExit code: 0 done, 69 no database to open.',
    )
    .action(sweep);
}

async function sweep({ city }: { readonly city?: string }): Promise<void> {
  const { chosenTenants, withPilar } = await import('./open-pilar.ts');
  const { sweepClocks } = await import('#modules/obligations/index.ts');
  await withPilar(async (pilar) => {
    const tenants = city === undefined ? pilar.tenants() : chosenTenants(pilar, city);
    for (const tenant of tenants) {
      const { owed, escalated } = await sweepClocks(pilar, tenant.id);
      process.stdout.write(
        `${tenant.slug}: ${owed} filings owed newly, ${escalated} came before offices above\n`,
      );
    }
  });
}
