import type { Command } from 'commander';
import type { CreateOptions } from './create-user.ts';
import type { EndOptions } from './end-office.ts';
import type { MergePeopleOptions } from './merge.ts';

/** `pilar user create`: the first officers of a city, who then give everybody else their codes. */
export function addUserCommands(program: Command): void {
  const user = program.command('user').description('accounts of people');
  user
    .command('create')
    .description('create a person with an account, and put them into an office')
    .requiredOption('--city <slug>', 'the city, as in its addresses: bandung')
    .requiredOption('--name <name>', 'full name')
    .option('--email <address>', 'e-mail address to sign in with')
    .option('--phone <number>', 'phone number to sign in with')
    .option('--office <office>', 'office to hold: setda, camat, lurah …')
    .option('--kind <kind>', 'kind of the organisation: sekretariat-daerah, kecamatan, kelurahan …')
    .option('--organization <name>', 'name of the organisation, which stands at the region already')
    .option('--region <code>', 'region of the office: 32.73')
    .option('--until <day>', 'last day in office: 2029-12-31')
    .option('--decree <number>', 'the decree of appointment')
    .option('--without-account', 'the person and their office only: the kelurahan gives them a one-time code')
    .addHelpText(
      'after',
      '\nThe password is read from standard input; without one (an empty line, or a terminal) one is made and shown once.' +
        '\nAn account that exists in the city already is given the office as a further one; its password stays.' +
        '\nExit code: 0 done, 2 bad input, 69 no database to open.',
    )
    .action(async (options: CreateOptions) => {
      const { createUser } = await import('./create-user.ts');
      await createUser(options);
    });
  user
    .command('end-office')
    .description('end an office before its day; what its holder did stays as it is')
    .requiredOption('--city <slug>', 'the city, as in its addresses: bandung')
    .requiredOption('--office <office>', 'office that ends: lurah, chair …')
    .requiredOption('--kind <kind>', 'kind of the organisation: kelurahan, rw …')
    .requiredOption('--region <code>', 'where it stands: 32.73.30.1003')
    .requiredOption('--on <day>', 'last day in office: 2026-06-30')
    .requiredOption('--reason <text>', 'why; it is published in the journal')
    .option('--holder <name>', 'whose, where several hold it')
    .addHelpText('after', '\nExit code: 0 done, 2 bad input, 69 no database to open.')
    .action(async (options: EndOptions) => {
      const { endOfficeHeld } = await import('./end-office.ts');
      await endOfficeHeld(options);
    });
  user
    .command('merge')
    .description('make two records of one person one; what each of them did stays on record as it is')
    .requiredOption('--city <slug>', 'the city, as in its addresses: bandung')
    .requiredOption('--gone <person>', 'the record that goes, by phone number, whole name or id')
    .requiredOption('--stays <person>', 'the record that stays')
    .requiredOption('--reason <text>', 'how it is known that both are one; it is published in the journal')
    .addHelpText(
      'after',
      '\nThey sign in with the account of the record that stays, or with the other one where it has none; tokens and codes of the one that goes end.' +
        '\nMerging cannot be undone.\nExit code: 0 done, 2 bad input, 69 no database to open.',
    )
    .action(async (options: MergePeopleOptions) => {
      const { mergeTwoPeople } = await import('./merge.ts');
      await mergeTwoPeople(options);
    });
  user
    .command('reset-second-factor')
    .description('for somebody who lost both phone and backup codes: removes their two-step verification')
    .requiredOption('--account <name>', 'the e-mail address or phone number they sign in with')
    .addHelpText(
      'after',
      '\nCheck in person who asks. Their sessions end, the password stays; the journal of every city they serve records it.',
    )
    .action(async (options: { readonly account: string }) => {
      const { resetSecondFactor } = await import('./reset-second-factor.ts');
      await resetSecondFactor(options.account);
    });
}
