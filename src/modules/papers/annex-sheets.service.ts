import { type Tag, tagsIn } from '#platform/sheets/xml-tags.ts';
import type { Annex } from './paper.ts';

/** A document whose annexes have sheets of their own. */
export type LaidAnnexes = {
  readonly xml: string;
  /** What stands for each annex, in their order, how wide its text is in twentieths of a point, and whether its page was begun. */
  readonly places: readonly { readonly part: string; readonly width: number; readonly begun: boolean }[];
};

const PLACE = /\{\{\s*lampiran\s*\}\}/;
/** What a section says of itself is short; what is longer is none that Word wrote. */
const LONGEST_SECTION = 20_000;

/**
 * The text of a template (`word/document.xml`) in which annexes that lie across the page get sheets that do: the section of
 * the template that names them is parted before and behind them, and theirs is the same turned, with its heads and feet.
 * Undefined where none lies, and where a section cannot be parted: in a table or a box, in a section that lies already, or
 * one with changes that nobody has accepted. There they follow upright.
 */
export function layAnnexes(xml: string, annexes: readonly Pick<Annex, 'lies'>[]): LaidAnnexes | undefined {
  if (!annexes.some(({ lies }) => lies === 'across') || xml.includes('<w:sectPrChange')) return undefined;
  const blocks = blocksOf(xml);
  const at = blocks.findIndex((one) => one.name === 'p' && isPlace(xml.slice(one.from, one.to)));
  const named = blocks[at];
  const end = blocks.findIndex((one, i) => i >= at && sectionIn(xml.slice(one.from, one.to)) !== undefined);
  const carrier = blocks[end];
  if (!named || !carrier || carrier.name === 'tbl') return undefined;
  const section = sectionIn(xml.slice(carrier.from, carrier.to)) ?? '';
  const turned = turnedSection(section);
  if (!turned) return undefined;
  const isOwn = carrier === named;
  const behind = blocks.slice(at + 1, end + (carrier.name === 'p' ? 1 : 0));
  const followed = !isOwn && behind.some((one) => saysSomething(xml.slice(one.from, one.to)));

  const pieces: string[] = [];
  const places: LaidAnnexes['places'][number][] = [];
  let lies: Annex['lies'] = 'upright';
  let parted = false;
  const part = (of: string) => {
    pieces.push(`<w:p><w:pPr>${of}</w:pPr></w:p>`);
    parted = true;
  };
  const sectionFor = (which: Annex['lies']) =>
    which === 'across' ? turned.section : parted ? goingOn(section) : section;
  for (const [i, annex] of annexes.entries()) {
    const begun = annex.lies !== lies;
    if (begun) part(sectionFor(lies));
    lies = annex.lies;
    const name = `lampiran-${i + 1}`;
    pieces.push(`<w:p><w:r><w:t>{{${name}}}</w:t></w:r></w:p>`);
    places.push({ part: name, width: lies === 'across' ? turned.across : turned.upright, begun });
  }
  if (followed && lies === 'across') {
    part(turned.section);
    lies = 'upright';
  }
  const last = sectionFor(lies);
  const before = xml.slice(0, named.from);
  if (isOwn) {
    part(last);
    return { xml: before + pieces.join('') + xml.slice(named.to), places };
  }
  const carried = xml.slice(carrier.from, carrier.to).replace(section, () => last);
  const between = xml.slice(named.to, carrier.from);
  return { xml: before + pieces.join('') + between + carried + xml.slice(carrier.to), places };
}

type BodyBlock = { readonly name: string; readonly from: number; readonly to: number };

/** What stands in the body of a document one after the other: paragraphs, tables, at the end its section. */
function blocksOf(xml: string): BodyBlock[] {
  const blocks: BodyBlock[] = [];
  let depth = -1;
  let open: { name: string; from: number } | undefined;
  for (const tag of tagsIn(xml)) {
    if (depth < 0) {
      if (tag.name === 'body' && tag.kind === 'opening') depth = 0;
      continue;
    }
    if (tag.kind === 'closing') depth -= 1;
    if (depth < 0) break;
    if (depth === 0) {
      if (tag.kind === 'opening') open = { name: tag.name, from: startOf(xml, tag) };
      else if (tag.kind === 'empty') blocks.push({ name: tag.name, from: startOf(xml, tag), to: tag.end });
      else if (open) blocks.push({ ...open, to: tag.end });
    }
    if (tag.kind === 'opening') depth += 1;
  }
  return blocks;
}

/** The first section that ends in a block, as it is written. */
function sectionIn(block: string): string | undefined {
  const from = block.indexOf('<w:sectPr');
  const head = from < 0 ? -1 : block.indexOf('>', from);
  if (head < 0) return undefined;
  const end = block[head - 1] === '/' ? head + 1 : block.indexOf('</w:sectPr>', head) + '</w:sectPr>'.length;
  return end > head && end - from <= LONGEST_SECTION ? block.slice(from, end) : undefined;
}

function startOf(xml: string, { end }: Tag): number {
  return xml.lastIndexOf('<', end - 1);
}

function isPlace(paragraph: string): boolean {
  return !paragraph.includes('<w:txbxContent') && PLACE.test(paragraph.replace(/<[^<>]*>/g, ''));
}

/** Whether a block would be seen: an empty paragraph behind the last annex needs no sheet of its own. */
function saysSomething(block: string): boolean {
  return !block.startsWith('<w:p') || /<w:(?:drawing|pict|object|br|sym|fldSimple)\b|<w:t[ >]/.test(block);
}

/** A section turned by a quarter, and how wide its text is upright and across; undefined where it lies already. */
function turnedSection(
  section: string,
): { readonly section: string; readonly upright: number; readonly across: number } | undefined {
  const figure = (tag: string, name: string) =>
    Number(new RegExp(`<w:${tag}\\b[^>]*\\bw:${name}="(\\d{1,6})"`).exec(section)?.[1] ?? Number.NaN);
  const [width, height] = [figure('pgSz', 'w'), figure('pgSz', 'h')];
  const beside = figure('pgMar', 'left') + figure('pgMar', 'right');
  if (!(width > beside && height > width)) return undefined;
  const size = `<w:pgSz w:w="${height}" w:h="${width}" w:orient="landscape"/>`;
  const turned = goingOn(section).replace(/<w:pgSz\b[^>]*>(?:<\/w:pgSz>)?/, size);
  return { section: turned, upright: width - beside, across: height - beside };
}

/** A section behind the first of its kind: on a new page, its pages counted on, without the head of a first page. */
function goingOn(section: string): string {
  return section
    .replace(/<w:type\b[^>]*>(?:<\/w:type>)?/, '')
    .replace(/<w:titlePg\b[^>]*>(?:<\/w:titlePg>)?/, '')
    .replace(/(<w:pgNumType\b[^>]*?)\s+w:start="\d+"/, '$1');
}
