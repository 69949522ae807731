import type { Command } from 'commander';
import { groupDigits } from '#kernel/money.ts';

/** `pilar clocks`: what is owed by a day. */
export function addClocksCommands(program: Command): void {
  program
    .command('clocks')
    .description(
      'what is owed by a day: periodic filings, levies, answers of steps and offers; the end of a year',
    )
    .command('sweep')
    .description(
      'let institutions founded since owe their filings and levies, record what came before offices above, end years that are over, and let lapse offers that nobody answered',
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
  const { sweepPurses } = await import('#modules/funding/index.ts');
  const { sweepMeetings } = await import('#modules/deliberation/index.ts');
  const { sweepOffers } = await import('#modules/matching/index.ts');
  const { sweepClocks } = await import('#modules/obligations/index.ts');
  await withPilar(async (pilar) => {
    const tenants = city === undefined ? pilar.tenants() : chosenTenants(pilar, city);
    for (const tenant of tenants) {
      const { owed, escalated } = await sweepClocks(pilar, tenant.id);
      const meetings = await sweepMeetings(pilar, tenant.id);
      const { levies, lapsed, carried } = await sweepPurses(pilar, tenant.id);
      const offers = await sweepOffers(pilar, tenant.id);
      process.stdout.write(
        `${tenant.slug}: ${owed} filings and ${levies} levies owed newly, ${escalated} came before offices above, ${meetings} meetings to be called, ` +
          `Rp${groupDigits(lapsed)} lapsed, Rp${groupDigits(carried)} carried over, ` +
          `${offers} unanswered offers lapsed\n`,
      );
    }
  });
}
