import type { Command } from 'commander';
import type { Tenant } from '#platform/database/tenant-transaction.ts';
import type { Pilar } from '../pilar.ts';
import { EXIT } from './exit.ts';

/** `pilar verify`: the ledger, the journal and the public figures of an installation, each checked against the records. */
export function addVerifyCommand(program: Command): void {
  program
    .command('verify')
    .description(
      'check the institutions, the ledger, the journal and the public figures against the records themselves',
    )
    .option('--tenant <slug>', 'one city only, as in its addresses: bandung')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExit code: 0 sound, 1 fault found, 2 bad input, 69 no database to open.')
    .action(verify);
}

/** What is wrong with the records of cities: their ledger, journal, public figures, each checked by what it was made from. */
export async function faultsOf(pilar: Pilar, tenants: readonly Tenant[]) {
  const { faultsInInstitutions } = await import('#modules/actors/index.ts');
  const { faultsInLedger } = await import('#modules/funding/index.ts');
  const { verifyJournal } = await import('#modules/journal/index.ts');
  const { faultsInFigures } = await import('#modules/transparency/index.ts');
  const found = [];
  for (const tenant of tenants) {
    found.push(
      await pilar.read(
        tenant.id,
        async (tx) => ({
          tenant: tenant.slug,
          institutions: await faultsInInstitutions(tx),
          ledger: await faultsInLedger(tx),
          journal: (await verifyJournal(tx)).faults,
          figures: await faultsInFigures(tx),
        }),
        'long',
      ),
    );
  }
  return found;
}

async function verify(options: { readonly tenant?: string; readonly json?: true }): Promise<void> {
  const { chosenTenants, withPilar } = await import('./open-pilar.ts');
  const cities = await withPilar((pilar) => faultsOf(pilar, chosenTenants(pilar, options.tenant)));
  const sound = cities.every(
    (city) => city.institutions.length + city.ledger.length + city.journal.length + city.figures.length === 0,
  );
  if (options.json) process.stdout.write(`${JSON.stringify({ sound, cities }, null, 2)}\n`);
  else {
    for (const { tenant, ...checks } of cities) {
      for (const [name, faults] of Object.entries(checks)) {
        const shown = faults.slice(0, 100).map((fault) => `  ${fault}\n`);
        process.stdout.write(
          `${tenant}, ${name}: ${faults.length === 0 ? 'sound' : `${faults.length} faults`}\n${shown.join('')}`,
        );
      }
    }
  }
  if (!sound) process.exitCode = EXIT.finding;
}
