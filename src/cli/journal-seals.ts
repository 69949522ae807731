import { appendFileSync, closeSync, existsSync, fsyncSync, openSync, readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { EXIT, failInput } from './exit.ts';

/** `pilar journal seals`: the seals as lines of JSON, to a file that somebody else keeps. */
export function addJournalSealsCommand(journal: Command): void {
  journal
    .command('seals')
    .description(
      'append the seals that a file does not have yet, one line of JSON each; every seal to stdout without one',
    )
    .requiredOption('--tenant <slug>', 'the city, as in its addresses: bandung')
    .option('--out <file>', 'a file that grows, for example on another machine’s mount')
    .addHelpText(
      'after',
      '\nWhat the file has already is compared first: where the journal holds it no more, nothing is appended.\n' +
        'Exit code: 0 done, 1 the journal is another than the file says, 2 bad input, 69 no database to open.',
    )
    .action(seals);
}

/** Seals read at once. */
const BATCH = 1000;

async function seals(options: { readonly tenant: string; readonly out?: string }): Promise<void> {
  const { chosenTenants, withPilar } = await import('./open-pilar.ts');
  const { compareWithNoted, readNotedSeals, sealsAfter } = await import('#modules/journal/index.ts');
  const { out } = options;
  const kept = out !== undefined && existsSync(out) ? readFileSync(out, 'utf8') : '';
  if (kept !== '' && !kept.endsWith('\n')) failInput(`${out} ends in the middle of a line`);
  const known = readNotedSeals(kept);
  const numbers = known.seals.map((one) => one.number ?? 0);
  if (known.seals.length + known.broken.length !== kept.split('\n').filter(Boolean).length) {
    failInput(`${out} holds something else than seals`);
  }
  let after = Math.max(0, ...numbers.slice(-1));
  const faults = await withPilar(async (pilar) => {
    const [tenant] = chosenTenants(pilar, options.tenant);
    if (!tenant) return [];
    const found = kept === '' ? [] : (await pilar.read(tenant.id, (tx) => compareWithNoted(tx, kept))).faults;
    if (found.length > 0) return found;
    for (;;) {
      const batch = await pilar.read(tenant.id, (tx) => sealsAfter(tx, after, BATCH));
      const text = batch.map(({ seal }) => `${JSON.stringify(seal)}\n`).join('');
      if (out === undefined) process.stdout.write(text);
      else if (text !== '') append(out, text);
      after = batch.at(-1)?.seal.number ?? after;
      if (batch.length < BATCH) return [];
    }
  });
  if (faults.length > 0) {
    process.stderr.write(
      `not sound, nothing was appended:\n${faults.map((fault) => `  ${fault}\n`).join('')}`,
    );
    process.exitCode = EXIT.finding;
  } else if (out !== undefined) {
    process.stdout.write(
      `${out}: ${after} seals, ${after - Math.max(0, ...numbers.slice(-1))} of them new\n`,
    );
  }
}

function append(path: string, text: string): void {
  const file = openSync(path, 'a');
  try {
    appendFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
