import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import type { Command } from 'commander';
import {
  type Claim,
  compareClaims,
  drawSociogram,
  graphOf,
  measureNetwork,
  type Network,
  NetworkInputError,
  type NetworkMeasures,
  readClaims,
  readNetwork,
  refuseTooLarge,
} from '#analysis/network/index.ts';
import type { Language } from '#analysis/words.ts';
import { failInput } from './exit.ts';
import { pathSumsInThreads } from './network-threads.ts';
import { measuresAsText, problemSentence, sociogramWords } from './network-words.ts';
import { chosenLanguage } from './read-input.ts';

interface NetworkCommandOptions {
  readonly directed?: true;
  readonly attribute?: string;
  readonly json?: true;
  readonly svg?: string;
  readonly lang: string;
}

/** Actors × arcs from which starting threads pays. */
const THREADS_FROM = 40_000_000;
/** A sociogram of more actors than this is ink, not a picture. */
const DRAW_UP_TO = 2_000;

/** `pilar analyze network FILE`: every metric of an actor network, as a table or JSON, and its sociogram. */
export function addAnalyzeNetwork(analyze: Command): void {
  analyze
    .command('network')
    .description('Metrics of an actor network (JSON, CSV, GraphML, GEXF, Pajek .net, UCINET DL)')
    .argument('<FILE>', 'the network')
    .option('--directed', 'read every tie as running one way')
    .option('--attribute <name>', 'the attribute that groups actors (default: pillar, where actors have one)')
    .option('--json', 'print JSON')
    .option('--svg <OUT>', 'draw the sociogram into this file')
    .option('--lang <id|en>', 'language of the output', 'id')
    .action(analyzeNetwork);
}

async function analyzeNetwork(path: string, options: NetworkCommandOptions): Promise<void> {
  const language = chosenLanguage(options.lang);
  try {
    const text = readText(path, language);
    const network = readNetwork(text, {
      fileName: basename(path),
      direction: options.directed ? 'directed' : 'as-written',
    });
    const measures = await measure(network, options.attribute);
    const claims = compareClaims(network, claimsIn(text));
    const drawing =
      options.svg === undefined ? undefined : draw(network, measures, options.attribute, language);
    if (options.svg !== undefined && drawing !== undefined) writeDrawing(options.svg, drawing, language);
    print(
      options.json
        ? `${JSON.stringify(claims.length > 0 ? { ...measures, claims } : measures, null, 2)}\n`
        : measuresAsText(measures, claims, language),
    );
  } catch (error) {
    if (error instanceof NetworkInputError) failInput(problemSentence(error.problem, path, language));
    throw error;
  }
}

/* Whoever reads the output may stop early, as `head` does. */
function print(text: string): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  process.stdout.write(text);
}

function readText(path: string, language: Language): string {
  try {
    refuseTooLarge(statSync(path).size);
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    if (error instanceof NetworkInputError) throw error;
    if (error instanceof TypeError)
      failInput(`${path}: ${language === 'id' ? 'bukan teks UTF-8' : 'not UTF-8 text'}`);
    return failInput(
      `${path}: ${language === 'id' ? 'berkas tidak dapat dibaca' : 'the file cannot be read'}`,
    );
  }
}

async function measure(network: Network, attribute: string | undefined): Promise<NetworkMeasures> {
  const graph = graphOf(network);
  const threads = Math.min(availableParallelism(), 4);
  const large = graph.size * graph.targets.length >= THREADS_FROM && threads > 1;
  return measureNetwork(network, {
    attribute,
    pathSums: large ? await pathSumsInThreads(graph, threads) : undefined,
  });
}

/* Only the JSON format has a place for claims. */
function claimsIn(text: string): readonly Claim[] {
  return text.trimStart().startsWith('{') ? readClaims(text) : [];
}

function draw(
  network: Network,
  measures: NetworkMeasures,
  attribute: string | undefined,
  language: Language,
): string {
  if (network.actors.length > DRAW_UP_TO) {
    failInput(
      language === 'id'
        ? `--svg: ${network.actors.length} aktor terlalu banyak untuk digambar; batasnya ${DRAW_UP_TO}`
        : `--svg: ${network.actors.length} actors are too many to draw; the limit is ${DRAW_UP_TO}`,
    );
  }
  return drawSociogram(network, { id: 'sociogram', words: sociogramWords(measures, language), attribute });
}

function writeDrawing(path: string, drawing: string, language: Language): void {
  try {
    writeFileSync(path, drawing);
  } catch {
    failInput(
      `--svg ${path}: ${language === 'id' ? 'berkas tidak dapat ditulis' : 'the file cannot be written'}`,
    );
  }
}
