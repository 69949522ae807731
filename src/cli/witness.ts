import type { Command } from 'commander';
import { failInput } from './exit.ts';

type WitnessOptions = {
  readonly folder: string;
  readonly name: string;
  readonly log: readonly string[];
  readonly host: string;
  readonly port: string;
};

/** `pilar witness`: signs for other cities that their journals only grow. */
export function addWitnessCommand(program: Command): void {
  program
    .command('witness')
    .description(
      'be a witness of other installations’ journals: sign only what continues what was signed before',
    )
    .requiredOption('--folder <folder>', 'where its key and the last checkpoint of each log are kept')
    .requiredOption('--name <name>', 'its name in signatures, for example inspektorat.example.go.id')
    .requiredOption(
      '--log <key...>',
      'the public key of each journal, from /CITY/jurnal/kunci of its installation',
    )
    .option('--host <address>', 'where it listens', '127.0.0.1')
    .option('--port <number>', 'the port', '7462')
    .addHelpText(
      'after',
      '\nIt prints its own key: the city sets it with the address in PILAR_WITNESSES. Put TLS in front of it.\n' +
        'It needs no database and no secret but the key it makes in its folder.',
    )
    .action(run);
}

async function run({ folder, name, log, host, port }: WitnessOptions): Promise<void> {
  const { readVerifier } = await import('#modules/journal/index.ts');
  const { openWitness } = await import('./witness-server.ts');
  const { FolderInUse, holdFolder } = await import('#platform/folder-lock.ts');
  const hold = () => {
    try {
      return holdFolder(folder);
    } catch (error) {
      if (error instanceof FolderInUse) failInput(`another witness (${error.holder}) uses ${folder}`);
      throw error;
    }
  };
  if (!/^[^\s+]{1,200}$/u.test(name)) failInput(`this is no name of a witness: ${name}`);
  const number = Number(port);
  if (!Number.isInteger(number) || number < 0 || number > 65_535) failInput(`this is no port: ${port}`);
  const logs = log.map((text) => {
    const key = readVerifier(text);
    return key?.use === 'log' ? key : failInput(`this is no public key of a journal: ${text}`);
  });
  const release = hold();
  const { key, server } = openWitness(folder, name, logs);
  server.on('error', (error) => failInput(error.message));
  server.listen(number, host, () => {
    const address = server.address();
    const at = typeof address === 'object' && address ? address.port : number;
    process.stdout.write(
      `witness of ${logs.map((one) => one.name).join(', ')}\nlistening on http://${host}:${at}/\nkey: ${key}\n`,
    );
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => server.close(() => release()));
}
