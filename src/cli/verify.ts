import type { Command } from 'commander';
import type { Fault } from '#modules/journal/index.ts';
import type { Tenant } from '#platform/database/tenant-transaction.ts';
import type { Pilar } from '../pilar.ts';
import { EXIT } from './exit.ts';
import { type Noted, notedOf, noteVerified } from './verified-before.ts';

/** `pilar verify`: everything that people trust in an installation, each checked against what it was made from. */
export function addVerifyCommand(program: Command): void {
  program
    .command('verify')
    .description('check every record against the journal, row by row, and files, ledger and figures with it')
    .option('--tenant <slug>', 'one city only, as in its addresses: bandung')
    .option('--whole', 'look at everything again, also what was verified before')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', HELP)
    .action(verify);
}

const HELP = `
What is checked:
  records       every row of every table that the journal proves: it must be as the newest entry that wrote it says,
                none may be gone, none may be there that no entry wrote
  journal       every entry against its leaf, every batch against its root, every seal against those before
  files         every file that a document refers to is there and is what its SHA-256 says
  institutions, ledger, figures
                recounted from the records
  installation  the list of places of Indonesia, as Pilar brings it
What the journal does not prove, and why, stands in src/modules/journal/unproved.ts and docs/guides/auditor.md.

The first time everything is looked at. A city that was sound is noted in the data folder, and the next time only what
came since is compared: new seals, the rows that their entries wrote, and files touched since. What somebody altered by
hand in older rows is found by --whole: run that in a quiet hour, at least every week, and whenever in doubt.

What to do about a fault: change nothing. Make a backup (pilar backup), keep the one from before, and compare the row
in both; the entry that is named says who wrote it last and when. Tell the inspectorate: the newest seals that others
keep (docs/guides/auditor.md) show that the journal itself was not rewritten.

Exit code: 0 sound, 1 fault found, 2 bad input, 69 no database to open.`;

/** What was checked in one city, how much of it, and what is not as it should be. */
export type CityVerified = {
  readonly tenant: string;
  /** The moment of the verification that this one continues; missing where everything was looked at. */
  readonly since?: string;
  readonly checked: {
    readonly entries: number;
    readonly seals: number;
    readonly rows: number;
    readonly tables: Readonly<Record<string, number>>;
    readonly files: number;
    readonly filesRead: number;
  };
  readonly faults: {
    readonly records: readonly Fault[];
    readonly journal: readonly Fault[];
    readonly files: readonly Fault[];
    readonly institutions: readonly string[];
    readonly ledger: readonly string[];
    readonly figures: readonly string[];
  };
};

/** Told how far a verification is. */
export type Progress = (tenant: string, what: string, done: number) => void;

/**
 * Verifies one city as of one moment: whole, or what came since it was noted. `end` is what to note of it.
 */
export async function verifyCity(
  pilar: Pilar,
  tenant: Tenant,
  noted: Noted | undefined,
  progress: Progress = () => {},
): Promise<{ readonly city: CityVerified; readonly end: Noted }> {
  const { faultsInInstitutions } = await import('#modules/actors/index.ts');
  const { checkFiles } = await import('#modules/documents/index.ts');
  const { faultsInLedger } = await import('#modules/funding/index.ts');
  const { sealByNumber, verifyRecords } = await import('#modules/journal/index.ts');
  const { faultsInFigures } = await import('#modules/transparency/index.ts');
  const at = pilar.clock.now();
  const say = (what: string, done: number) => progress(tenant.slug, what, done);
  return pilar.read(
    tenant.id,
    async (tx) => {
      // A journal that is another than the one noted is looked at from its beginning.
      const kept = noted && (noted.chain.number === 0 || (await sealByNumber(tx, noted.chain.number)));
      const same = kept === true || (kept !== undefined && kept.hash === noted?.chain.hash);
      const since = same ? noted : undefined;
      const records = await verifyRecords(tx, { since: since?.chain, onProgress: say });
      const files = await checkFiles(tx, pilar.files, since && new Date(since.at), (done) =>
        say('files', done),
      );
      say('recounting', 0);
      const city: CityVerified = {
        tenant: tenant.slug,
        ...(since ? { since: since.at } : {}),
        checked: {
          entries: records.journal.read,
          seals: records.journal.seals,
          rows: Object.values(records.rows).reduce((sum, one) => sum + one, 0),
          tables: records.rows,
          files: files.files,
          filesRead: files.read,
        },
        faults: {
          records: records.faults,
          journal: [
            ...(noted && !same
              ? [{ table: 'journal_seal', row: `${noted.chain.number}`, column: 'hash', says: ANOTHER }]
              : []),
            ...records.journal.faults,
          ],
          files: files.faults,
          institutions: await faultsInInstitutions(tx),
          ledger: await faultsInLedger(tx),
          figures: await faultsInFigures(tx),
        },
      };
      const whole = since ? since.whole : at.toISOString();
      return { city, end: { at: at.toISOString(), whole, chain: records.journal.end } };
    },
    'long',
  );
}

const ANOTHER =
  'it is another than when the city was verified last: the journal was written anew, or is of another backup';

/** All faults of a city, by what was checked, as lines. */
export async function faultLines({
  faults,
}: CityVerified): Promise<Readonly<Record<string, readonly string[]>>> {
  const { sayFault } = await import('#modules/journal/index.ts');
  const { records, journal, files, ...others } = faults;
  return {
    records: records.map(sayFault),
    journal: journal.map(sayFault),
    files: files.map(sayFault),
    ...others,
  };
}

export function isSound({ faults }: CityVerified): boolean {
  return Object.values(faults).every((list) => list.length === 0);
}

/** Verifies cities whole; for whoever wants to know all, such as a restore. */
export async function verifyWhole(
  pilar: Pilar,
  tenants: readonly Tenant[],
  progress?: Progress,
): Promise<CityVerified[]> {
  const cities: CityVerified[] = [];
  for (const tenant of tenants) cities.push((await verifyCity(pilar, tenant, undefined, progress)).city);
  return cities;
}

type Options = { readonly tenant?: string; readonly whole?: true; readonly json?: true };

async function verify(options: Options): Promise<void> {
  const { chosenTenants, withPilar } = await import('./open-pilar.ts');
  const { faultsInRegions } = await import('#modules/regions/index.ts');
  const { sayFault } = await import('#modules/journal/index.ts');
  const tell = progressOnScreen();
  const { cities, installation } = await withPilar(async (pilar) => {
    const found: CityVerified[] = [];
    for (const tenant of chosenTenants(pilar, options.tenant)) {
      const noted = options.whole ? undefined : notedOf(pilar.settings.dataFolder, tenant.slug);
      const { city, end } = await verifyCity(pilar, tenant, noted, tell);
      if (isSound(city)) noteVerified(pilar.settings.dataFolder, tenant.slug, end);
      found.push(city);
    }
    return { cities: found, installation: await faultsInRegions(pilar.database) };
  });
  const sound = cities.every(isSound) && installation.length === 0;
  if (options.json) process.stdout.write(`${JSON.stringify({ sound, cities, installation }, null, 2)}\n`);
  else {
    for (const city of cities) process.stdout.write(await cityOnScreen(city));
    process.stdout.write(verdict('installation', installation.map(sayFault)));
    if (!sound) process.stdout.write('\nA fault was found: what to do about it says  pilar verify --help\n');
  }
  if (!sound) process.exitCode = EXIT.finding;
}

/** What was checked in a city and what was found, as text. */
export async function cityOnScreen(city: CityVerified): Promise<string> {
  const { checked, since, tenant } = city;
  const many = (count: number, what: string) => `${count.toLocaleString('en')} ${what}`;
  const amount = new Map([
    ['records', `${many(checked.rows, 'rows')} of ${Object.keys(checked.tables).length} tables`],
    ['journal', `${many(checked.entries, 'entries')}, ${many(checked.seals, 'seals')}`],
    ['files', `${many(checked.files, 'files')}${since ? `, ${checked.filesRead} touched since` : ''}`],
  ]);
  const lines = await faultLines(city);
  return (
    `${tenant}: ${isSound(city) ? 'sound' : 'NOT SOUND'}${since ? `; only what came since ${since}` : ''}\n` +
    Object.entries(lines)
      .map(([name, faults]) => {
        const much = amount.get(name);
        return `  ${verdict(much ? `${name} (${much})` : name, faults, '  ')}`;
      })
      .join('')
  );
}

function verdict(name: string, faults: readonly string[], indent = ''): string {
  const shown = faults.slice(0, 100).map((fault) => `${indent}  ${fault}\n`);
  const more = faults.length > 100 ? `${indent}  and ${faults.length - 100} more\n` : '';
  const count = faults.length === 0 ? 'sound' : faults.length === 1 ? '1 fault' : `${faults.length} faults`;
  return `${name}: ${count}\n${shown.join('')}${more}`;
}

/** Shows how far a verification is: on a screen in one line, else now and then in a line of its own. */
function progressOnScreen(): Progress {
  const screen = process.stderr.isTTY;
  let shown = performance.now();
  return (tenant, what, done) => {
    const now = performance.now();
    if (now - shown < (screen ? 100 : 5000)) return;
    shown = now;
    const line = `${tenant}: ${what} ${done > 0 ? done.toLocaleString('en') : '…'}`;
    process.stderr.write(screen ? `\r${line.padEnd(70)}\r` : `${line}\n`);
  };
}
