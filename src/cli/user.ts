import type { Command } from 'commander';
import type { CreateOptions } from './create-user.ts';

/** `pilar user create`: the first officers of a city, who then give everybody else their codes. */
export function addUserCommands(program: Command): void {
  program
    .command('user')
    .description('accounts of people')
    .command('create')
    .description('create a person with an account, and put them into an office')
    .requiredOption('--city <slug>', 'the city, as in its addresses: bandung')
    .requiredOption('--name <name>', 'full name')
    .option('--email <address>', 'e-mail address to sign in with')
    .option('--phone <number>', 'phone number to sign in with')
    .option('--office <office>', 'office to hold: setda, camat, lurah …')
    .option('--kind <kind>', 'kind of the organisation: sekretariat-daerah, kecamatan, kelurahan …')
    .option(
      '--organization <name>',
      'name of the organisation; made when the region has none of this kind and name',
    )
    .option('--region <code>', 'region of the office: 32.73')
    .option('--until <day>', 'last day in office: 2029-12-31')
    .option('--decree <number>', 'the decree of appointment')
    .addHelpText(
      'after',
      '\nThe password is read from standard input; without one (an empty line, or a terminal) one is made and shown once.',
    )
    .action(async (options: CreateOptions) => {
      const { createUser } = await import('./create-user.ts');
      await createUser(options);
    });
}
