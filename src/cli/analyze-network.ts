import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import {
  type Claim,
  compareClaims,
  drawSociogram,
  type FullMeasures,
  graphOf,
  measureFully,
  type Network,
  NetworkInputError,
  type NetworkMeasures,
  partOf,
  type QapCorrelation,
  qapCorrelation,
  readClaims,
} from '#analysis/network/index.ts';
import type { Language } from '#analysis/words.ts';
import { gathered } from './convert.ts';
import { failInput } from './exit.ts';
import { NETWORK_HELP } from './network-help.ts';
import { addReadingOptions, type ReadingChoices, readBytes, readNetworkAt } from './network-reading.ts';
import { pathSumsInThreads } from './network-threads.ts';
import { measuresAsText, notesAsText, problemSentence, qapAsText, sociogramWords } from './network-words.ts';
import { chosenLanguage } from './read-input.ts';

interface NetworkCommandOptions extends ReadingChoices {
  readonly attribute?: string;
  readonly on?: readonly string[];
  readonly compare?: string;
  readonly permutations: string;
  readonly seed: string;
  readonly json?: true;
  readonly svg?: string;
  readonly lang: string;
}

/** Actors × arcs from which starting threads pays. */
const THREADS_FROM = 40_000_000;
/** A sociogram of more actors than this is ink, not a picture. */
const DRAW_UP_TO = 2_000;
const MOST_PERMUTATIONS = 1_000_000;

/** `pilar analyze network FILE`: every metric of an actor network, as a table or JSON, and its sociogram. */
export function addAnalyzeNetwork(analyze: Command): void {
  const command = analyze
    .command('network')
    .description('Metrics of an actor network (JSON, CSV, GraphML, GEXF, Pajek, UCINET DL)')
    .argument('<FILE>', 'the network');
  addReadingOptions(command)
    .option(
      '--on <RELATION|STAGE|FORM>',
      'only ties of this form, stage, layer, bond or day (may be repeated)',
      gathered,
    )
    .option('--attribute <name>', 'the attribute that groups actors (default: pillar, where actors have one)')
    .option('--compare <FILE>', 'QAP correlation with another network of the same actors')
    .option('--permutations <n>', 'of the QAP correlation', '2000')
    .option('--seed <n>', 'of communities and permutations: the same seed gives the same answer', '1')
    .option('--json', 'print JSON')
    .option('--svg <OUT>', 'draw the sociogram into this file')
    .option('--lang <id|en>', 'language of the output', 'id')
    .addHelpText('after', NETWORK_HELP)
    .action(analyzeNetwork);
}

async function analyzeNetwork(path: string, options: NetworkCommandOptions): Promise<void> {
  const language = chosenLanguage(options.lang);
  const seed = wholeOption('--seed', options.seed, 0xffff_ffff, language);
  const permutations = wholeOption('--permutations', options.permutations, MOST_PERMUTATIONS, language);
  let current = path;
  try {
    const { format, network: whole, notes } = readNetworkAt(path, options, language);
    const network = options.on ? partOf(whole, options.on) : whole;
    const measures = await measure(network, options.attribute, seed);
    const claims = compareClaims(network, format === 'json' ? claimsIn(path, language) : []);
    let qap: QapCorrelation | undefined;
    if (options.compare !== undefined) {
      current = options.compare;
      const other = readNetworkAt(options.compare, options, language);
      if (!options.json) process.stderr.write(notesAsText(other.notes, language));
      qap = qapCorrelation(network, options.on ? partOf(other.network, options.on) : other.network, {
        permutations,
        seed,
      });
    }
    const drawing =
      options.svg === undefined ? undefined : draw(network, measures, options.attribute, language);
    if (options.svg !== undefined && drawing !== undefined) writeDrawing(options.svg, drawing, language);
    if (options.json) {
      const found = { ...measures, ...(claims.length > 0 ? { claims } : {}), ...(qap ? { qap } : {}), notes };
      print(`${JSON.stringify(found, null, 2)}\n`);
      return;
    }
    process.stderr.write(notesAsText(notes, language));
    print(measuresAsText(measures, claims, language) + (qap ? qapAsText(qap, language) : ''));
  } catch (error) {
    if (error instanceof NetworkInputError) failInput(problemSentence(error.problem, current, language));
    throw error;
  }
}

function wholeOption(name: string, text: string, most: number, language: Language): number {
  const number = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (number <= most) return number;
  return failInput(
    language === 'id'
      ? `${name}: bilangan bulat 0 sampai ${most}`
      : `${name}: a whole number from 0 to ${most}`,
  );
}

/* Whoever reads the output may stop early, as `head` does. */
function print(text: string): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  process.stdout.write(text);
}

async function measure(network: Network, attribute: string | undefined, seed: number): Promise<FullMeasures> {
  const graph = graphOf(network);
  const threads = Math.min(availableParallelism(), 4);
  const large = graph.size * graph.targets.length >= THREADS_FROM && threads > 1;
  return measureFully(network, {
    attribute,
    seed,
    pathSums: large ? await pathSumsInThreads(graph, threads) : undefined,
  });
}

/* Only Pilar's own JSON has a place for claims. */
function claimsIn(path: string, language: Language): readonly Claim[] {
  const text = new TextDecoder().decode(readBytes(path, language));
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
