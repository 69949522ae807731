import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import {
  type ComponentMap,
  chains,
  drawChains,
  expectations,
  gaps,
  idleComponents,
  overlaps,
  readComponentMap,
} from '#analysis/components/index.ts';
import type { Language } from '#analysis/words.ts';
import { failInput } from './exit.ts';
import { accept, chosenLanguage, readInputFile } from './read-input.ts';

/** `pilar analyze components`: who does what along a chain, with its gaps and overlaps, and its drawing. */
export function addAnalyzeComponents(analyze: Command): void {
  analyze
    .command('components')
    .argument('<FILE>', 'who does what along the chains of a place, JSON or YAML')
    .description('Find gaps and overlaps along chains')
    .option('--json', 'print the whole result as JSON')
    .option('--svg <OUT>', 'draw the chains into this file')
    .option('--lang <language>', 'id or en', 'id')
    .action((file: string, options: { json?: true; svg?: string; lang: string }) => {
      const language = chosenLanguage(options.lang);
      const map = accept(readComponentMap(readInputFile(file, language)), file, language);
      if (options.svg !== undefined) writeDrawing(options.svg, drawChains(map, language), language);
      const printed = options.json ? JSON.stringify(found(map), null, 2) : inWords(map, language);
      process.stdout.write(`${printed}\n`);
    });
}

function writeDrawing(path: string, svg: string, language: Language): void {
  try {
    writeFileSync(path, svg);
  } catch {
    failInput(`${path}: ${language === 'id' ? 'berkas tidak dapat ditulis' : 'the file cannot be written'}`);
  }
}

function found(map: ComponentMap) {
  return {
    chains: chains(map).map(({ cluster, stage, components, pillars }) => ({
      cluster,
      stage,
      components,
      pillars,
    })),
    gaps: gaps(map),
    overlaps: overlaps([map]).map(({ topic, kind, components }) => ({ topic, kind, components })),
    expectations: expectations(map).map(({ expectation, met }) => ({ ...expectation, met })),
    idle: idleComponents(map),
  };
}

const TEXT = {
  id: {
    chain: 'Rantai dari hulu ke hilir',
    nobody: 'belum ada',
    single: 'satu pihak saja',
    overlaps: 'Hal yang sama oleh beberapa komponen',
    unmet: 'Harapan belum terpenuhi',
    idle: 'Belum berkegiatan',
    none: 'tidak ada',
  },
  en: {
    chain: 'Chains from upstream to downstream',
    nobody: 'nobody yet',
    single: 'one side only',
    overlaps: 'The same thing by several components',
    unmet: 'Expectations not met',
    idle: 'Not active',
    none: 'none',
  },
} as const;

function inWords(map: ComponentMap, language: Language): string {
  const text = TEXT[language];
  const named = (list: ComponentMap['components'] | ComponentMap['stages'] | ComponentMap['clusters']) => {
    const titles = new Map(list.map((one): [string, string] => [one.slug, one.title[language]]));
    return (slug: string) => titles.get(slug) ?? slug;
  };
  const component = named(map.components);
  const lines = [map.title[language], '', `  ${text.chain}:`];
  const links = chains(map);
  for (const cluster of map.clusters) {
    lines.push(`    ${cluster.title[language]}`);
    for (const link of links.filter((one) => one.cluster === cluster.slug)) {
      const who = link.components.map(component).join(', ') || `— ${text.nobody}`;
      const note = link.pillars.length === 1 ? ` (${text.single})` : '';
      lines.push(`      ${named(map.stages)(link.stage)}: ${who}${note}`);
    }
  }
  const list = (title: string, items: readonly string[]) =>
    lines.push('', `  ${title}:`, ...(items.length > 0 ? items : [text.none]).map((item) => `    ${item}`));
  list(
    text.overlaps,
    overlaps([map]).map(
      ({ topic, kind, components }) => `${topic} [${kind}]: ${components.map(component).join(', ')}`,
    ),
  );
  list(
    text.unmet,
    expectations(map)
      .filter((one) => !one.met)
      .map(({ expectation }) => `${component(expectation.component)}: ${expectation.what[language]}`),
  );
  list(text.idle, idleComponents(map).map(component));
  return lines.join('\n');
}
