import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { type Command, Option } from 'commander';
import {
  type LoopRule,
  NETWORK_LIMITS,
  type NetworkReading,
  type ParallelRule,
  type ProjectOnto,
  readNetworkFile,
  refuseTooLarge,
} from '#analysis/network/index.ts';
import type { Language } from '#analysis/words.ts';
import { failInput } from './exit.ts';

/** How a file is to be read, as the commands that read networks are told. */
export interface ReadingChoices {
  readonly directed?: true;
  readonly undirected?: true;
  readonly loops: LoopRule;
  readonly parallel: ParallelRule;
  readonly graph?: string;
  readonly project?: ProjectOnto;
  readonly nodes?: string;
}

/** The options of every command that reads a network. */
export function addReadingOptions(command: Command): Command {
  return command
    .addOption(new Option('--directed', 'read every tie as running one way').conflicts('undirected'))
    .option('--undirected', 'read every tie as running no particular way')
    .addOption(
      new Option('--loops <rule>', 'ties of an actor with itself')
        .choices(['refuse', 'drop', 'keep'])
        .default('refuse'),
    )
    .addOption(
      new Option(
        '--parallel <rule>',
        'several ties of one pair: their greatest strength, its sum, or the first',
      )
        .choices(['refuse', 'max', 'sum', 'first'])
        .default('refuse'),
    )
    .option('--graph <NAME|NUMBER|all>', 'which network of a file that holds several')
    .addOption(
      new Option(
        '--project <side>',
        'of a two-mode network, one side tied where it shares the other',
      ).choices(['rows', 'columns']),
    )
    .option('--nodes <FILE>', 'a table of actors (CSV) beside the file: labels, facts, attributes by id');
}

/** Reads a network file; ends the command when there is none. Throws NetworkInputError for what is wrong with its content. */
export function readNetworkAt(path: string, choices: ReadingChoices, language: Language): NetworkReading {
  return readNetworkFile(readBytes(path, language), {
    fileName: basename(path),
    direction: choices.directed ? 'directed' : choices.undirected ? 'undirected' : 'as-written',
    loops: choices.loops,
    parallel: choices.parallel,
    graph: choices.graph,
    project: choices.project,
    nodes: choices.nodes === undefined ? undefined : readBytes(choices.nodes, language),
    limits: NETWORK_LIMITS,
  });
}

/** The bytes of a file of at most the size that networks may have. */
export function readBytes(path: string, language: Language): Uint8Array {
  let size: number;
  try {
    size = statSync(path).size;
  } catch {
    return unreadable(path, language);
  }
  refuseTooLarge(size);
  try {
    return readFileSync(path);
  } catch {
    return unreadable(path, language);
  }
}

function unreadable(path: string, language: Language): never {
  return failInput(`${path}: ${language === 'id' ? 'berkas tidak dapat dibaca' : 'the file cannot be read'}`);
}
