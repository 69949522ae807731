import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import {
  evaluate,
  findIndicator,
  type Instrument,
  type Outcome,
  readAssessment,
  readInstrument,
  scaleOf,
  type TimelineEntry,
  timeline,
} from '#analysis/rubric/index.ts';
import type { Language, Words } from '#analysis/words.ts';
import { failInput } from './exit.ts';
import { accept, chosenLanguage, readInputFile } from './read-input.ts';

const INSTRUMENTS = join(import.meta.dirname, '../../models/instruments');

/** `pilar analyze instrument`: reads ratings or events through an instrument and says what comes out and why. */
export function addAnalyzeInstrument(analyze: Command): void {
  analyze
    .command('instrument')
    .argument('<INSTRUMENT>', 'name of an instrument in models/instruments, or the path of one')
    .argument('<FILE>', 'ratings or events, JSON or YAML')
    .description('Rate a partnership with an instrument')
    .option('--json', 'print the whole result as JSON')
    .option('--lang <language>', 'id or en', 'id')
    .action((name: string, file: string, options: { json?: true; lang: string }) => {
      const language = chosenLanguage(options.lang);
      const path = instrumentPath(name, language);
      const instrument = accept(readInstrument(readInputFile(path, language)), path, language);
      const assessment = accept(readAssessment(readInputFile(file, language), instrument), file, language);
      const outcome = evaluate(instrument, assessment);
      const line = timeline(instrument, assessment);
      const printed = options.json
        ? JSON.stringify({ ...outcome, timeline: line.map(timelineJson) }, null, 2)
        : inWords(instrument, assessment.title, outcome, line, language);
      process.stdout.write(`${printed}\n`);
    });
}

function instrumentPath(name: string, language: Language): string {
  if (/[/\\]|\.(ya?ml|json)$/.test(name)) return name;
  const known = readdirSync(INSTRUMENTS)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.slice(0, -'.yaml'.length));
  if (known.includes(name)) return join(INSTRUMENTS, `${name}.yaml`);
  const list = known.join(', ');
  return failInput(
    language === 'id'
      ? `instrumen "${name}" tidak ada; yang ada: ${list}`
      : `there is no instrument "${name}"; there are: ${list}`,
  );
}

function timelineJson(entry: TimelineEntry) {
  const { period, title, from, to, events, outcome } = entry;
  return { period, title, from, to, category: outcome.category, claim: outcome.claim, events };
}

const TEXT = {
  id: {
    open: 'belum dapat diputuskan',
    possible: 'Masih mungkin',
    because: 'Karena',
    undecided: 'Belum pasti',
    unrated: 'belum dinilai',
    'raters-differ': 'para penilai berbeda',
    narrows: 'menentukan',
    pivotal: 'Satu nilai yang mengubah hasil',
    wouldBe: 'hasilnya menjadi',
    agreement: 'Kesepakatan penilai (1: sepenuhnya, 0: seperti kebetulan)',
    alpha: 'alfa Krippendorff',
    kappa: 'kappa Fleiss',
    oneWay: 'ICC(1,1)',
    twoWay: 'ICC(2,1)',
    units: 'butir',
    claimAgrees: 'Sama dengan kesimpulan sumber',
    claimDiffers: 'Berbeda dari kesimpulan sumber',
    timeline: 'Garis waktu',
  },
  en: {
    open: 'cannot be decided yet',
    possible: 'Still possible',
    because: 'Because',
    undecided: 'Open',
    unrated: 'not rated yet',
    'raters-differ': 'raters differ',
    narrows: 'decisive',
    pivotal: 'A single rating that would change the outcome',
    wouldBe: 'the outcome would be',
    agreement: 'Agreement of raters (1: full, 0: as by chance)',
    alpha: "Krippendorff's alpha",
    kappa: "Fleiss' kappa",
    oneWay: 'ICC(1,1)',
    twoWay: 'ICC(2,1)',
    units: 'units',
    claimAgrees: 'The same as the source concludes',
    claimDiffers: 'Different from what the source concludes',
    timeline: 'Timeline',
  },
} as const;

function inWords(
  instrument: Instrument,
  title: Words,
  outcome: Outcome,
  line: readonly TimelineEntry[],
  language: Language,
): string {
  const text = TEXT[language];
  const lines = [`${instrument.title[language]}: ${title[language]}`, ''];
  lines.push(
    outcome.title ? `  ${outcome.title[language]} [${outcome.category}]` : `  ${text.open}`,
    ...outcome.because.map((reason) => `  ${text.because}: ${reason[language]}`),
  );
  if (outcome.category === null) lines.push(`  ${text.possible}: ${outcome.possible.join(', ')}`);
  if (outcome.claim) {
    const { agrees, category, source } = outcome.claim;
    const verdict = agrees ? text.claimAgrees : text.claimDiffers;
    lines.push(`  ${verdict}: ${category} (${source.document}, ${source.location})`);
  }
  lines.push('');
  for (const dimension of outcome.dimensions) {
    lines.push(
      `  ${dimensionTitle(instrument, dimension.dimension, language)}: ${dimensionLevel(instrument, dimension, language)}`,
    );
  }
  if (line.length > 0) {
    lines.push('', `  ${text.timeline}:`);
    for (const entry of line) {
      const phase = entry.outcome.title?.[language] ?? text.open;
      lines.push(`    ${entry.title[language]}: ${phase}`);
      for (const event of entry.events) lines.push(`      ${event.date}  ${event.what[language]}`);
    }
  }
  if (outcome.undecided.length > 0) {
    lines.push('', `  ${text.undecided}:`);
    for (const open of outcome.undecided) {
      const flag = open.narrows ? `, ${text.narrows}` : '';
      lines.push(`    ${indicatorTitle(instrument, open.indicator, language)} (${text[open.reason]}${flag})`);
      for (const option of open.options)
        lines.push(`      ${option.level} → ${option.categories.join(', ')}`);
    }
  }
  if (outcome.pivotal.length > 0) {
    lines.push('', `  ${text.pivotal}:`);
    for (const pivot of outcome.pivotal) {
      const then = pivot.category ?? text.open;
      const name = indicatorTitle(instrument, pivot.indicator, language);
      lines.push(`    ${name} (${pivot.rater}): ${pivot.from} → ${pivot.to}, ${text.wouldBe} ${then}`);
    }
  }
  if (outcome.agreement.length > 0) {
    lines.push('', `  ${text.agreement}:`);
    for (const one of outcome.agreement) {
      const figure = (value: number | null) =>
        value === null ? '–' : value.toFixed(3).replace('.', language === 'id' ? ',' : '.');
      const figures = [
        `${text.alpha} ${figure(one.alpha)}`,
        `${text.kappa} ${figure(one.fleissKappa)}`,
        ...(one.icc
          ? [`${text.oneWay} ${figure(one.icc.oneWay)}`, `${text.twoWay} ${figure(one.icc.twoWay)}`]
          : []),
      ];
      lines.push(`    ${one.scale}: ${figures.join(', ')} (${one.units} ${text.units})`);
    }
  }
  return lines.join('\n');
}

function dimensionTitle(instrument: Instrument, slug: string, language: Language): string {
  return instrument.dimensions.find((dimension) => dimension.slug === slug)?.title[language] ?? slug;
}

function dimensionLevel(
  instrument: Instrument,
  outcome: Outcome['dimensions'][number],
  language: Language,
): string {
  const dimension = instrument.dimensions.find((candidate) => candidate.slug === outcome.dimension);
  const levels = dimension ? scaleOf(instrument, dimension).levels : [];
  const title = (slug: string) => levels.find((level) => level.slug === slug)?.title[language] ?? slug;
  if (outcome.level !== null) return title(outcome.level);
  return `? (${outcome.possible.map(title).join(' / ')})`;
}

function indicatorTitle(instrument: Instrument, slug: string, language: Language): string {
  return findIndicator(instrument, slug)?.indicator.title[language] ?? slug;
}
