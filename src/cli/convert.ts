import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type Command, Option } from 'commander';
import {
  formatOfName,
  type Loss,
  type LossCode,
  lossBetween,
  NETWORK_FORMATS,
  type NetworkFormat,
  NetworkInputError,
  partOf,
  readNetworkFile,
  writeNetwork,
} from '#analysis/network/index.ts';
import type { Language } from '#analysis/words.ts';
import { failInput } from './exit.ts';
import { addReadingOptions, type ReadingChoices, readNetworkAt } from './network-reading.ts';
import { notesAsText, problemSentence } from './network-words.ts';
import { chosenLanguage } from './read-input.ts';

interface ConvertOptions extends ReadingChoices {
  readonly as?: NetworkFormat;
  readonly on?: readonly string[];
  readonly lang: string;
}

/** What was just written is read back whatever its size. */
const WITHOUT_END = { actors: Infinity, ties: Infinity, bytes: Infinity, cells: Infinity };

/** `pilar convert IN OUT`: a network from any format that is read into any that is written, saying what gets lost. */
export function addConvertCommand(program: Command): void {
  const command = program
    .command('convert')
    .description(
      'Convert a network between JSON, CSV, GraphML, GEXF, Pajek and UCINET DL, saying what gets lost',
    )
    .argument('<IN>', 'the network, in any format that `pilar analyze network` reads')
    .argument('<OUT>', 'the file to write; its ending says the format: .json .csv .graphml .gexf .net .dl');
  addReadingOptions(command)
    .option(
      '--on <RELATION|STAGE|FORM>',
      'only ties of this form, stage, layer, bond or day (may be repeated)',
      gathered,
    )
    .addOption(new Option('--as <format>', 'the format, whatever the ending says').choices(NETWORK_FORMATS))
    .option('--lang <id|en>', 'language of the notes', 'id')
    .action(convert);
}

function convert(input: string, output: string, options: ConvertOptions): void {
  const language = chosenLanguage(options.lang);
  const format = options.as ?? formatOfName(basename(output));
  if (!format) {
    const known = NETWORK_FORMATS.join(', ');
    failInput(
      language === 'id'
        ? `${output}: akhiran nama tidak menyebut format; sebutkan dengan --as: ${known}`
        : `${output}: the ending says no format; name it with --as: ${known}`,
    );
  }
  try {
    const { network, notes } = readNetworkAt(input, options, language);
    const part = options.on ? partOf(network, options.on) : network;
    const text = writeNetwork(part, format);
    const back = readNetworkFile(text, {
      fileName: `x.${format}`,
      loops: 'keep',
      parallel: 'first',
      limits: WITHOUT_END,
    });
    writeOut(output, text, language);
    process.stderr.write(
      notesAsText(notes, language) + lossesAsText(lossBetween(part, back.network), language),
    );
  } catch (error) {
    if (error instanceof NetworkInputError) failInput(problemSentence(error.problem, input, language));
    throw error;
  }
}

/** An option that may be given several times. */
export function gathered(word: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, word];
}

function writeOut(path: string, text: string, language: Language): void {
  try {
    writeFileSync(path, text);
  } catch {
    failInput(`${path}: ${language === 'id' ? 'berkas tidak dapat ditulis' : 'the file cannot be written'}`);
  }
}

const LOST: Readonly<Record<Language, Readonly<Record<LossCode, string>>>> = {
  id: {
    direction: 'arah ikatan',
    actors: 'aktor',
    ids: 'id aktor seperti tertulis',
    labels: 'nama aktor',
    facts: 'data aktor (wujud, pilar, jenis, tingkat, tempat)',
    attributes: 'atribut aktor',
    ties: 'ikatan',
    strengths: 'kekuatan ikatan',
    forms: 'bentuk ikatan',
    'facts-of-ties': 'data ikatan (ikatan, arah, sifat, lapis, tahap, tanggal, catatan)',
    evidence: 'bukti ikatan',
  },
  en: {
    direction: 'which way ties run',
    actors: 'actors',
    ids: 'ids of actors as they were',
    labels: 'labels of actors',
    facts: 'facts of actors (entity, pillar, kind, level, place)',
    attributes: 'attributes of actors',
    ties: 'ties',
    strengths: 'strengths of ties',
    forms: 'forms of ties',
    'facts-of-ties': 'facts of ties (bond, standing, nature, layer, stage, dates, note)',
    evidence: 'evidence of ties',
  },
};

function lossesAsText(losses: readonly Loss[], language: Language): string {
  if (losses.length === 0)
    return language === 'id' ? 'pilar: Tidak ada yang hilang.\n' : 'pilar: Nothing was lost.\n';
  return losses
    .map(
      ({ code, count }) =>
        `pilar: ${language === 'id' ? 'Hilang' : 'Lost'}: ${LOST[language][code]} (${count})\n`,
    )
    .join('');
}
