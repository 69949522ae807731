import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { EXIT, failInput } from './exit.ts';
import { addJournalSealsCommand } from './journal-seals.ts';
import { readInputFile } from './read-input.ts';

/** `pilar journal verify`, `pilar journal seals` and `pilar journal seal`. */
export function addJournalCommands(program: Command): void {
  const journal = program.command('journal').description('the sealed record of every change');
  journal
    .command('verify')
    .description(
      'find any alteration, insertion or deletion; or check one downloaded proof, without a database',
    )
    .option('--tenant <slug>', 'one city only, as in its addresses: bandung')
    .option('--proof <file>', 'a proof downloaded from an entry’s page (bukti.json)')
    .option(
      '--against <seal>',
      'a seal noted outside: a file (seals, checkpoint, feed, message) or the seal itself, as 12:HASH or a hash',
    )
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExit code: 0 sound, 1 fault found, 2 bad input, 69 no database to open.')
    .action(verify);
  addJournalSealsCommand(journal);
  journal
    .command('seal')
    .description('seal what waits for its seal; a running server does so by itself')
    .option('--tenant <slug>', 'one city only')
    .action(seal);
}

type VerifyOptions = {
  readonly tenant?: string;
  readonly proof?: string;
  readonly against?: string;
  readonly json?: true;
};

async function verify(options: VerifyOptions): Promise<void> {
  if (options.proof === undefined) return verifyInstallation(options);
  if (options.tenant !== undefined) failInput('--tenant chooses a city of a database; a proof needs none');
  if (options.against !== undefined)
    failInput('--against compares a database; a proof names its newest seal');
  await verifyProof(options.proof, options.json);
}

async function verifyProof(path: string, json: true | undefined): Promise<void> {
  const { faultInProof, provesContent, readProof } = await import('#modules/journal/index.ts');
  const read = readProof(readInputFile(path, 'en'));
  if (!read.ok) failInput(`${path} is no proof:\n  ${read.problems.slice(0, 20).join('\n  ')}`);
  const { entry, seal, newest } = read.proof;
  const fault = faultInProof(read.proof);
  const content = provesContent(read.proof) ? 'proved' : 'withheld';
  if (json) {
    const answer = {
      sound: fault === undefined,
      fault: fault ?? null,
      content,
      entry: entry.id,
      seal: seal.number,
      newest,
    };
    process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
  } else if (fault) {
    process.stdout.write(`not sound: ${fault}\n`);
  } else {
    process.stdout.write(
      `sound: entry ${entry.id} (${entry.action}, ${entry.at})\n` +
        `  stands in seal ${seal.number} of ${seal.sealedAt}\n` +
        `  and in the journal that ends with seal ${newest.number}: ${newest.hash}\n` +
        (content === 'proved'
          ? ''
          : `  Not proved is what the entry says: ${entry.withheld?.join(', ')} is withheld. Its leaf stands.\n`) +
        '  Compare this hash with the newest seal that the city, a newspaper or your neighbour has noted.\n',
    );
  }
  if (fault) process.exitCode = EXIT.finding;
}

async function verifyInstallation(options: VerifyOptions): Promise<void> {
  const { chosenTenants, withPilar } = await import('./open-pilar.ts');
  const { compareWithNoted, sayFault, verifyJournal } = await import('#modules/journal/index.ts');
  const noted = options.against === undefined ? undefined : await notedText(options.against);
  const cities = await withPilar(async (pilar) => {
    const found = [];
    const chosen = chosenTenants(pilar, options.tenant);
    if (noted !== undefined && chosen.length > 1)
      failInput('--against needs --tenant: a seal is of one city');
    for (const tenant of chosen) {
      const compared =
        noted === undefined ? undefined : await pilar.read(tenant.id, (tx) => compareWithNoted(tx, noted));
      const { end: _, ...verified } = await pilar.read(tenant.id, (tx) => verifyJournal(tx), 'long');
      const faults = [...(compared?.faults ?? []), ...verified.faults.map(sayFault)];
      found.push({
        tenant: tenant.slug,
        ...verified,
        faults,
        ...(compared ? { compared: compared.findings.length } : {}),
      });
    }
    return found;
  });
  const sound = cities.every((city) => city.faults.length === 0);
  if (options.json) process.stdout.write(`${JSON.stringify({ sound, cities }, null, 2)}\n`);
  else {
    for (const city of cities) {
      const { tenant, entries, sealed, seals, newest, faults } = city;
      process.stdout.write(
        `${tenant}: ${faults.length === 0 ? 'sound' : `${faults.length} faults`}; ${entries} entries, ${sealed} of them in ${seals} seals` +
          `${newest ? `, the newest ${newest}` : ''}${'compared' in city ? `; compared with ${city.compared} noted seals` : ''}\n${faults.map((fault) => `  ${fault}\n`).join('')}`,
      );
    }
  }
  if (!sound) process.exitCode = EXIT.finding;
}

/** The text of a file, or what was given itself; ends with exit code 2 where no seal stands in it. */
async function notedText(given: string): Promise<string> {
  const { readNotedSeals } = await import('#modules/journal/index.ts');
  const text = existsSync(given) ? readInputFile(given, 'en') : given;
  const { seals, broken } = readNotedSeals(text);
  if (seals.length + broken.length === 0) failInput(`there is no seal in ${given}`);
  return text;
}

async function seal(options: { readonly tenant?: string }): Promise<void> {
  const { chosenTenants, withPilar } = await import('./open-pilar.ts');
  const { sealJournal } = await import('#modules/journal/index.ts');
  await withPilar(async (pilar) => {
    for (const tenant of chosenTenants(pilar, options.tenant)) {
      process.stdout.write(`${tenant.slug}: ${await sealJournal(pilar, tenant.id)} entries sealed\n`);
    }
  });
}
