import type { Command } from 'commander';
import type { MergeInstitutionsOptions } from './merge.ts';

/** `pilar institution merge`: an institution that was founded twice. */
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
}
