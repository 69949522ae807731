import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import {
  type CauseMap,
  type CauseStructure,
  causeStructure,
  drawProblemTree,
  planActions,
  readCauseMap,
  withoutRestated,
} from '#analysis/causes/index.ts';
import type { Language } from '#analysis/words.ts';
import { failInput } from './exit.ts';
import { accept, chosenLanguage, readInputFile } from './read-input.ts';

/** `pilar analyze causes`: roots, triggers and the smallest set of roots of a problem tree, and its drawing. */
export function addAnalyzeCauses(analyze: Command): void {
  analyze
    .command('causes')
    .argument('<FILE>', 'factors and causal links, JSON or YAML')
    .description('Find roots and triggers among causes')
    .option('--json', 'print the whole result as JSON')
    .option('--svg <OUT>', 'draw the problem tree into this file')
    .option('--lang <language>', 'id or en', 'id')
    .action((file: string, options: { json?: true; svg?: string; lang: string }) => {
      const language = chosenLanguage(options.lang);
      const map = accept(readCauseMap(readInputFile(file, language)), file, language);
      const structure = causeStructure(map);
      if (options.svg !== undefined) writeDrawing(options.svg, drawProblemTree(map, language), language);
      const printed = options.json
        ? JSON.stringify({ ...structure, plan: planActions(map), withoutRestated: restOf(map) }, null, 2)
        : inWords(map, structure, language);
      process.stdout.write(`${printed}\n`);
    });
}

/** What the links give that do not say the conclusion of the source again, and how many these others are; null where there are none. */
function restOf(map: CauseMap) {
  const rest = withoutRestated(map);
  if (!rest) return null;
  const { roots, triggers, unconnected } = causeStructure(rest);
  return { left: map.links.length - rest.links.length, roots, triggers, unconnected };
}

function writeDrawing(path: string, svg: string, language: Language): void {
  try {
    writeFileSync(path, svg);
  } catch {
    failInput(`${path}: ${language === 'id' ? 'berkas tidak dapat ditulis' : 'the file cannot be written'}`);
  }
}

const TEXT = {
  id: {
    roots: 'Akar masalah',
    externalRoots: 'Pengaruh dari luar',
    triggers: 'Pemicu',
    triggered: 'Terpicu',
    symptoms: 'Gejala',
    unconnected: 'Tak terhubung',
    smallest: 'Akar paling sedikit yang menjangkau semua gejala',
    notProven: 'belum terbukti yang paling sedikit',
    loops: 'Lingkar',
    moreLoops: 'masih ada lingkar lain',
    table: 'Tingkat (1 = paling atas), daya dorong, ketergantungan',
    plan: 'Urutan tindakan',
    reaches: 'faktor terpengaruh',
    due: 'sampai',
    unaddressed: 'Pemicu tanpa tindakan',
    rest: 'Tanpa hubungan yang hanya mengulang kesimpulan itu',
    of: 'dari',
    agrees: 'Sama dengan kesimpulan sumber',
    differs: 'Berbeda dari kesimpulan sumber',
    onlyClaimed: 'hanya menurut sumber',
    onlyFound: 'hanya menurut hubungan di berkas ini',
  },
  en: {
    roots: 'Root causes',
    externalRoots: 'Outside influences',
    triggers: 'Triggers',
    triggered: 'Triggered',
    symptoms: 'Symptoms',
    unconnected: 'Unconnected',
    smallest: 'Fewest roots that reach every symptom',
    notProven: 'not proven to be the fewest',
    loops: 'Loops',
    moreLoops: 'there are more loops',
    table: 'Level (1 = top), driver power, dependence',
    plan: 'Order of actions',
    reaches: 'factors reached',
    due: 'by',
    unaddressed: 'Triggers without an action',
    rest: 'Without the links that only say this conclusion again',
    of: 'of',
    agrees: 'The same as the source concludes',
    differs: 'Different from what the source concludes',
    onlyClaimed: 'only in the source',
    onlyFound: 'only by the links in this file',
  },
} as const;

function inWords(map: CauseMap, structure: CauseStructure, language: Language): string {
  const text = TEXT[language];
  const title = (slug: string) => map.factors.find((factor) => factor.slug === slug)?.title[language] ?? slug;
  const lines = [map.title[language], ''];
  const list = (name: string, slugs: readonly string[]) => {
    if (slugs.length > 0) lines.push(`  ${name}:`, ...slugs.map((slug) => `    ${title(slug)} [${slug}]`));
  };
  list(text.roots, structure.roots);
  list(text.externalRoots, structure.externalRoots);
  list(text.triggers, structure.triggers);
  list(text.triggered, structure.triggered);
  list(text.symptoms, structure.symptoms);
  list(text.unconnected, structure.unconnected);
  const proven = structure.smallestRootSet.exact ? '' : ` (${text.notProven})`;
  list(`${text.smallest}${proven}`, structure.smallestRootSet.roots);
  if (structure.loops.length > 0) {
    lines.push(`  ${text.loops}:`, ...structure.loops.map((loop) => `    ${loop.name[language]}`));
    if (structure.moreLoops) lines.push(`    … ${text.moreLoops}`);
  }
  lines.push('', `  ${text.table}:`);
  for (const factor of structure.factors.toSorted(
    (a, b) => b.level - a.level || b.driverPower - a.driverPower,
  )) {
    const numbers = [factor.level, factor.driverPower, factor.dependence].map((n) => String(n).padStart(4));
    lines.push(`  ${numbers.join('')}  ${title(factor.factor)}`);
  }
  const plan = planActions(map);
  if (plan.actions.length > 0) {
    lines.push('', `  ${text.plan}:`);
    for (const [i, planned] of plan.actions.entries()) {
      const { title: named, responsible, due } = planned.action;
      const done = [responsible, due && `${text.due} ${due}`].filter(Boolean).join(', ');
      const who = done ? `: ${done}` : '';
      lines.push(`    ${i + 1}. ${named[language]} (${planned.reaches} ${text.reaches})${who}`);
    }
    list(text.unaddressed, plan.unaddressed);
  }
  if (structure.claim) {
    const { agrees, roots, triggers } = structure.claim;
    lines.push('', `  ${agrees ? text.agrees : text.differs}`);
    list(text.onlyClaimed, [...roots.onlyClaimed, ...triggers.onlyClaimed]);
    list(text.onlyFound, [...roots.onlyFound, ...triggers.onlyFound]);
    const rest = restOf(map);
    if (rest) {
      lines.push('', `  ${text.rest} (${rest.left} ${text.of} ${map.links.length}):`);
      list(text.roots, rest.roots);
      list(text.triggers, rest.triggers);
    }
  }
  return lines.join('\n');
}
