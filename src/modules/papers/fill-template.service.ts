import { Document, Packer, Paragraph, type ParagraphChild, PatchType, patchDocument, TextRun } from 'docx';
import { type Archive, openArchive } from '#platform/sheets/zip-files.ts';
import { zipParts } from '#platform/sheets/zip-parts.ts';
import { type LaidAnnexes, layAnnexes } from './annex-sheets.service.ts';
import type { Annex, Block, Paper, PaperSize, Pictures } from './paper.ts';
import { BLOCK_PARTS, type BlockPart, textsOf } from './template-parts.ts';
import { headOf, MM, section, seen, text, titleOf, type Written, written } from './write-docx.ts';

/** What the archive of a template may be, unpacked. */
export const TEMPLATE_LIMITS = { entries: 500, bytes: 16 * 1024 * 1024 } as const;

export const DELIMITERS = { start: '{{', end: '}}' } as const;

/** A paper as a Word document made from the template of its office: only what the template names is filled in, once. */
export async function fillTemplate(
  said: Paper,
  pictures: Pictures,
  template: Uint8Array,
): Promise<Uint8Array> {
  const paper = inert(said);
  const archive = openArchive(Buffer.from(template), TEMPLATE_LIMITS);
  const xml = documentIn(archive);
  const width = textWidthOf(xml);
  const laid = layAnnexes(xml, paper.annexes);
  const texts = [...textsOf(paper)].map(([part, said]) => [
    part,
    { type: PatchType.PARAGRAPH, children: linesOf(said) },
  ]);
  const blocks: [string, unknown][] = [];
  for (const part of BLOCK_PARTS) {
    const isLaid = laid !== undefined && part === 'lampiran';
    const children = isLaid ? [] : await blockOf(part, paper, pictures, width);
    blocks.push([part, { type: PatchType.DOCUMENT, children }]);
  }
  for (const [i, place] of (laid?.places ?? []).entries()) {
    const children = annexOf(paper.annexes[i], pictures, place);
    blocks.push([place.part, { type: PatchType.DOCUMENT, children }]);
  }
  return patchDocument({
    outputType: 'uint8array',
    data: laid && typeof archive !== 'string' ? await withDocument(archive, laid.xml) : template,
    patches: Object.fromEntries([...texts, ...blocks]),
    placeholderDelimiters: DELIMITERS,
    trimPlaceholders: true,
    keepOriginalStyles: true,
    recursive: false,
  });
}

/**
 * The library looks for each part in what was filled in before, too. Behind every bracket that people typed stands a sign that
 * nobody sees, so that no text of a paper can name a part of the template.
 */
function inert<T>(said: T): T {
  const parts: unknown = JSON.parse(JSON.stringify(said), (_, value: unknown) =>
    typeof value === 'string' ? value.replaceAll('{', `{${JOINER}`) : value,
  );
  // Data alone, of the same shape: a paper is copied whole between processes as it is.
  return parts as T;
}

const JOINER = '\u2060';

function linesOf(said: string): ParagraphChild[] {
  return said
    .split('\n')
    .map((line, index) => new TextRun({ text: line, ...(index > 0 ? { break: 1 } : {}) }));
}

async function blockOf(part: BlockPart, paper: Paper, pictures: Pictures, width: number): Promise<Written[]> {
  const all = (blocks: readonly Block[]) => blocks.flatMap((block) => written(block, width, pictures));
  switch (part) {
    case 'kop':
      return headOf(paper, pictures, width);
    case 'kepala':
      return titleOf(paper);
    case 'isi':
      return all(paper.body.filter((block) => block.is !== 'signatures'));
    case 'tanda-tangan':
      return all(paper.body.filter((block) => block.is === 'signatures'));
    case 'qr':
      return paper.seen ? [await seen(paper.seen, width)] : [];
    case 'lampiran':
      // Where the template has no sheets that lie: upright all of them.
      return paper.annexes.flatMap((annex) => annexOf(annex, pictures, { width, begun: false }));
  }
}

function annexOf(
  annex: Annex | undefined,
  pictures: Pictures,
  { width, begun }: Pick<LaidAnnexes['places'][number], 'width' | 'begun'>,
): Written[] {
  if (!annex) return [];
  return [
    text(annex.title, { bold: true, size: 24, after: 160, newPage: !begun }),
    ...annex.body.flatMap((block) => written(block, width, pictures)),
  ];
}

const DOCUMENT = 'word/document.xml';

function documentIn(archive: Archive | string): string {
  const part = typeof archive === 'string' ? undefined : archive.read(DOCUMENT);
  return Buffer.isBuffer(part) ? part.toString('utf8') : '';
}

/** The same file with another text of its document. */
async function withDocument(archive: Archive, xml: string): Promise<Uint8Array> {
  const entries = archive.names
    .filter((name) => !name.endsWith('/'))
    .map((name) => {
      const part = name === DOCUMENT ? xml : archive.read(name);
      return { name, parts: part === undefined ? [] : [part] };
    });
  return Buffer.concat(await Array.fromAsync(zipParts(entries)));
}

/** What stands between the margins of the template's sheet, in twentieths of a point. */
function textWidthOf(xml: string): number {
  const last = xml.slice(xml.lastIndexOf('<w:sectPr'));
  const figure = (tag: string, name: string) =>
    Number(new RegExp(`<w:${tag}\\b[^>]*\\bw:${name}="(\\d{1,6})"`).exec(last)?.[1] ?? Number.NaN);
  const width = figure('pgSz', 'w') - figure('pgMar', 'left') - figure('pgMar', 'right');
  return width >= NARROWEST && width <= WIDEST ? width : USUAL;
}

const NARROWEST = 80 * MM;
const WIDEST = 400 * MM;
const USUAL = 165 * MM;

/** The form that Pilar writes, as a template to begin with: the same parts in the same order, on the same sheet. */
export async function builtInTemplate({ size }: { readonly size: PaperSize }): Promise<Uint8Array> {
  const part = (name: BlockPart) => new Paragraph({ children: [new TextRun(`{{${name}}}`)] });
  const document = new Document({ sections: [section({ size }, 'upright', BLOCK_PARTS.map(part))] });
  return new Uint8Array(await Packer.toBuffer(document));
}
