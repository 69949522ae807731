import type { Command } from 'commander';

/** `pilar boundaries …`: the boundaries of a city's places. */
export function addBoundaryCommands(program: Command): void {
  program
    .command('boundaries')
    .description('boundaries of the places of a city')
    .command('import <file.geojson>')
    .description('keep the boundaries of all places of a level, in place of those before')
    .requiredOption('--city <slug>', 'the city, as in its addresses: bandung')
    .requiredOption(
      '--level <level>',
      'district (kecamatan) or village (kelurahan); of a province regency or district',
    )
    .requiredOption('--source <text>', 'who made them, under which licence; shown beneath every map')
    .option('--property <name>', 'the property that names the place; else it is found by code, then by name')
    .addHelpText(
      'after',
      '\nOne feature for every place of the level and none else, closed polygons in WGS 84. All of it or nothing is' +
        '\nkept; what is wrong is named by feature and place.\nExit code: 0 done, 2 bad input, 69 no database to open.',
    )
    .action(
      async (
        file: string,
        options: {
          readonly city: string;
          readonly level: string;
          readonly source: string;
          readonly property?: string;
        },
      ) => {
        const { importBoundaries } = await import('./keep-boundaries.ts');
        await importBoundaries(file, options);
      },
    );
}
