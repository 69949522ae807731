import { Document, Packer, Paragraph, type ParagraphChild, PatchType, patchDocument, TextRun } from 'docx';
import { openArchive } from '#platform/sheets/zip-files.ts';
import type { Block, Paper, PaperSize, Pictures } from './paper.ts';
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
  const width = textWidthOf(template);
  const texts = [...textsOf(paper)].map(([part, said]) => [
    part,
    { type: PatchType.PARAGRAPH, children: linesOf(said) },
  ]);
  const blocks: [BlockPart, unknown][] = [];
  for (const part of BLOCK_PARTS) {
    blocks.push([part, { type: PatchType.DOCUMENT, children: await blockOf(part, paper, pictures, width) }]);
  }
  return patchDocument({
    outputType: 'uint8array',
    data: template,
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
      // Upright all of them: the sheets of the document are the template's.
      return paper.annexes.flatMap((annex) => [
        text(annex.title, { bold: true, size: 24, after: 160, newPage: true }),
        ...all(annex.body),
      ]);
  }
}

/** What stands between the margins of the template's sheet, in twentieths of a point. */
function textWidthOf(template: Uint8Array): number {
  const archive = openArchive(Buffer.from(template), TEMPLATE_LIMITS);
  const part = typeof archive === 'string' ? undefined : archive.read('word/document.xml');
  const xml = Buffer.isBuffer(part) ? part.toString('utf8') : '';
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
