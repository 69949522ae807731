import type { Command } from 'commander';
import type { MembershipOptions } from './membership.ts';
import type { MergeInstitutionsOptions } from './merge.ts';

/** `pilar institution merge`: an institution that was founded twice; `leave` and `join`: what takes part in a programme. */
export function addInstitutionCommands(program: Command): void {
  const institution = program.command('institution').description('institutions of a city');
  institution
    .command('merge')
    .description('make two records of one institution one: what belonged to the one that goes is the other’s')
    .requiredOption('--city <slug>', 'the city, as in its addresses: bandung')
    .requiredOption('--kind <kind>', 'kind of the institution: rw, pkk, kelurahan …')
    .requiredOption('--region <code>', 'where both stand: 32.73.30.1003')
    .requiredOption('--gone <name>', 'name of the record that goes')
    .requiredOption('--stays <name>', 'name of the record that stays')
    .requiredOption('--reason <text>', 'how it is known that both are one; it is published in the journal')
    .addHelpText(
      'after',
      '\nThe ceiling of the one that goes is taken back; where money was decided in its name, it has to be the one that stays.' +
        '\nMerging cannot be undone.\nExit code: 0 done, 2 bad input, 69 no database to open.',
    )
    .action(async (options: MergeInstitutionsOptions) => {
      const { mergeTwoInstitutions } = await import('./merge.ts');
      await mergeTwoInstitutions(options);
    });
  membershipOf(institution.command('leave'))
    .description('end what an institution takes part in; what runs goes on, and is told')
    .requiredOption('--on <day>', 'last day on which it takes part: 2026-12-31')
    .requiredOption('--reason <text>', 'why; it is published in the journal')
    .addHelpText('after', '\nExit code: 0 done, 2 bad input, 69 no database to open.')
    .action(async (options: MembershipOptions & { on: string; reason: string }) => {
      const { leave } = await import('./membership.ts');
      await leave(options);
    });
  membershipOf(institution.command('join'))
    .description('let an institution on record take part: one that never asked, or that left')
    .addHelpText('after', '\nExit code: 0 done, 2 bad input, 69 no database to open.')
    .action(async (options: MembershipOptions) => {
      const { join } = await import('./membership.ts');
      await join(options);
    });
}

/** Which institution and which programme a command is about. */
function membershipOf(command: Command): Command {
  return command
    .requiredOption('--city <slug>', 'the city, as in its addresses: bandung')
    .requiredOption('--program <slug>', 'the programme, as at the end of its address: mitra-usaha-2026')
    .requiredOption('--kind <kind>', 'kind of the institution: perusahaan …')
    .requiredOption('--region <code>', 'where it stands: 32.73')
    .requiredOption('--name <name>', 'its name');
}
