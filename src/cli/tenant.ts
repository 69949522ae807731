import type { Command } from 'commander';
import type { CloseOptions } from './close-program.ts';
import type { CreateTenantOptions, InstitutionOptions, ProgramOptions, RwOptions } from './create-tenant.ts';

/** `pilar tenant …`: a city on this installation, what stands in it, and its programmes. */
export function addTenantCommands(program: Command): void {
  const tenant = program.command('tenant').description('cities of this installation');
  tenant
    .command('create')
    .description(
      'found a city: its territory, offices and institutions, and a programme when a model is given',
    )
    .requiredOption('--region <code>', 'official code of the kota, kabupaten or province: 32.73, 32')
    .requiredOption('--slug <slug>', 'the city in its addresses: bandung')
    .option('--name <name>', 'how the city is called; without it, as in the official territory')
    .option('--time-zone <zone>', 'without it, that of the province')
    .option('--rw <file.csv>', 'the RW of the city: kelurahan,rw,rt; they can follow with "pilar tenant rw"')
    .option(
      '--institutions <file.yaml>',
      'which offices and institutions stand at every place; default: cities/kota.yaml, of a province cities/provinsi.yaml',
    )
    .option('--model <file.yaml>', 'model of a programme to open: models/pippk/2015.yaml')
    .option('--year <year>', 'fiscal year of that programme')
    .addHelpText(
      'after',
      '\nAll of it or nothing is written. A slug that is taken is refused and nothing changes: run twice, the second run fails.' +
        '\nExit code: 0 done, 2 bad input (said where), 69 no database to open.',
    )
    .action(async (options: CreateTenantOptions) => {
      const { createTenant } = await import('./create-tenant.ts');
      await createTenant(options);
    });
  tenant
    .command('rw <file.csv>')
    .description('enter RW with their institutions, and their ceilings in open programmes')
    .requiredOption('--city <slug>', 'the city, as in its addresses: bandung')
    .option('--institutions <file.yaml>', 'as for "pilar tenant create"')
    .addHelpText(
      'after',
      '\nWhat stands already is left as it is: the same file twice adds nothing.\nExit code: 0 done, 2 bad input, 69 no database to open.',
    )
    .action(async (file: string, options: RwOptions) => {
      const { addNeighbourhoods } = await import('./create-tenant.ts');
      await addNeighbourhoods(file, options);
    });
  tenant
    .command('program <model.yaml>')
    .description(
      'open a programme of a further year or model, with a ceiling for every institution that may propose',
    )
    .requiredOption('--city <slug>', 'the city, as in its addresses: bandung')
    .requiredOption('--year <year>', 'fiscal year')
    .addHelpText(
      'after',
      '\nA programme that is open already is refused and nothing changes.\nExit code: 0 done, 2 bad input, 69 no database to open.',
    )
    .action(async (model: string, options: ProgramOptions) => {
      const { openFurtherProgram } = await import('./create-tenant.ts');
      await openFurtherProgram(model, options);
    });
  tenant
    .command('institution <name>')
    .description('found one institution beyond the plan, with a ceiling where its kind may propose')
    .requiredOption('--city <slug>', 'the city, as in its addresses: bandung')
    .requiredOption('--kind <kind>', 'what it is, in the words of the models: kecamatan, pkk, …')
    .requiredOption('--region <code>', 'the place where it stands: 32.73.30.1003')
    .addHelpText(
      'after',
      '\nOne of this kind that stands at the place already is refused.\nExit code: 0 done, 2 bad input, 69 no database to open.',
    )
    .action(async (name: string, options: InstitutionOptions) => {
      const { foundInstitution } = await import('./create-tenant.ts');
      await foundInstitution(name, options);
    });
  tenant
    .command('close <programme>')
    .description('close a programme whose year is over: nobody proposes in it any more')
    .requiredOption('--city <slug>', 'the city, as in its addresses: bandung')
    .requiredOption('--reason <text>', 'why, in the words that the journal keeps')
    .requiredOption('--basis <text>', 'the document that it rests on, with its number')
    .addHelpText(
      'after',
      '\nThe programme is named as in its address: pippk-2026. Reports and payments that are still owed go on.' +
        '\nExit code: 0 done, 2 bad input, 69 no database to open.',
    )
    .action(async (programme: string, options: CloseOptions) => {
      const { closeFinishedProgram } = await import('./close-program.ts');
      await closeFinishedProgram(programme, options);
    });
}
