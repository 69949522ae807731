import { createRequire } from 'node:module';
import pdfmake from 'pdfmake';
import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import {
  type Annex,
  type Block,
  documentTitle,
  type Letterhead,
  MARGINS,
  type Paper,
  type Photo,
  type Picture,
  type Pictures,
  SIZES,
  type Signer,
  type Table,
  type TextLook,
  TO_SIGN,
  widthWithin,
} from './paper.ts';

/** Points in a millimetre. */
const MM = 72 / 25.4;
const FACE = 'Roboto';
const CELL = { x: 3, y: 2.5 } as const;
/** A row with more text than this may go over to the next page. */
const LONG_CELL = 1500;

/** The face stands in the package of the writer, and is embedded; nothing is fetched and no other file is read. */
function prepare(): void {
  const fonts: { readonly [FACE]: Record<'normal' | 'bold' | 'italics' | 'bolditalics', string> } =
    createRequire(import.meta.url)('pdfmake/fonts/Roboto.js');
  const files = new Set(Object.values(fonts[FACE]));
  pdfmake.setFonts({ ...fonts });
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => files.has(path));
}

/** A paper as PDF: with its page numbers, its face embedded, tables whose head stands on every page. */
export async function writePdf(paper: Paper, pictures: Pictures): Promise<Uint8Array> {
  prepare();
  const { width, height } = SIZES[paper.size];
  const definition: TDocumentDefinitions = {
    pageSize: { width: width * MM, height: height * MM },
    pageMargins: [MARGINS.left * MM, MARGINS.top * MM, MARGINS.right * MM, MARGINS.bottom * MM],
    defaultStyle: { font: FACE, fontSize: 10.5, lineHeight: 1.2 },
    info: { title: documentTitle(paper) },
    footer: (page, pages) => ({
      text: `Halaman ${page} dari ${pages}`,
      alignment: 'right',
      fontSize: 8,
      margin: [MARGINS.left * MM, 8 * MM, MARGINS.right * MM, 0],
    }),
    content: [
      ...head(paper.letterhead, widthWithin(paper.size, 'upright'), pictures),
      ...titleOf(paper),
      ...paper.body.flatMap((block) => drawn(block, widthWithin(paper.size, 'upright'), pictures)),
      ...(paper.seen ? [seen(paper.seen)] : []),
      ...paper.annexes.flatMap((annex) => annexOf(annex, paper, pictures)),
    ],
  };
  return new Uint8Array(await pdfmake.createPdf(definition).getBuffer());
}

/** The logo stands at the left of the lines, with as much room at their right: they stay in the middle of the sheet. */
const LOGO = { column: 62, longest: 58 } as const;

function head({ above, office, address, logo }: Letterhead, width: number, pictures: Pictures): Content[] {
  const line = (y: number, thick: number) => ({
    type: 'line' as const,
    x1: 0,
    y1: y,
    x2: width * MM,
    y2: y,
    lineWidth: thick,
  });
  const lines: Content[] = [
    ...above.map((text) => ({
      text: text.toUpperCase(),
      alignment: 'center' as const,
      fontSize: 12,
      bold: true,
    })),
    { text: office.toUpperCase(), alignment: 'center', fontSize: 15, bold: true },
    ...address.map((text) => ({ text, alignment: 'center' as const, fontSize: 8.5 })),
  ];
  const picture = logo === undefined ? undefined : pictures.get(logo);
  return [
    ...(picture ? [besideLogo(lines, picture)] : lines),
    { canvas: [line(0, 2), line(3, 0.6)], margin: [0, 5, 0, 12] },
  ];
}

function besideLogo(lines: Content[], { bytes }: Picture): Content {
  const fit: [number, number] = [LOGO.longest, LOGO.longest];
  return {
    columns: [
      { width: LOGO.column, image: jpeg(bytes), fit },
      { width: '*', stack: lines },
      { width: LOGO.column, text: '' },
    ],
  };
}

function jpeg(bytes: Uint8Array): string {
  return `data:image/jpeg;base64,${Buffer.from(bytes).toString('base64')}`;
}

function titleOf({ title, number }: Paper): Content[] {
  if (title.length === 0) return [];
  return [
    ...title.map((text, index) => ({
      text: text.toUpperCase(),
      alignment: 'center' as const,
      bold: true,
      fontSize: index === 0 ? 13 : 11,
    })),
    { text: number === undefined ? '' : `Nomor: ${number}`, alignment: 'center', margin: [0, 2, 0, 10] },
  ];
}

function annexOf(annex: Annex, paper: Paper, pictures: Pictures): Content[] {
  const heading: Content = {
    text: annex.title,
    bold: true,
    fontSize: 12,
    margin: [0, 0, 0, 8],
    pageBreak: 'before',
    pageOrientation: annex.lies === 'across' ? 'landscape' : 'portrait',
  };
  return [
    heading,
    ...annex.body.flatMap((block) => drawn(block, widthWithin(paper.size, annex.lies), pictures)),
  ];
}

function drawn(block: Block, width: number, pictures: Pictures): Content[] {
  switch (block.is) {
    case 'text':
      return [{ text: block.text, margin: [0, 0, 0, 7], ...looks(block.look) }];
    case 'heading':
      return [{ text: block.text, bold: true, margin: [0, 6, 0, 5], headlineLevel: 1 }];
    case 'marked':
      return [
        columns(
          block.items.map(({ mark, text }) => [mark, text]),
          markWidth(block.items),
          '',
        ),
      ];
    case 'facts':
      return [columns(block.rows, 125, ':')];
    case 'table':
      return [table(block, width)];
    case 'photos':
      return photos(block.photos, pictures);
    case 'signatures':
      return [signatures(block.signers)];
  }
}

function looks(
  look: TextLook | undefined,
): Partial<{ alignment: 'justify' | 'center' | 'right'; bold: boolean; fontSize: number }> {
  switch (look) {
    case 'centred':
      return { alignment: 'center' };
    case 'right':
      return { alignment: 'right' };
    case 'bold':
      return { bold: true };
    case 'small':
      return { fontSize: 8.5 };
    case 'justified':
      return { alignment: 'justify' };
    case undefined:
      return {};
  }
}

/** Room for the longest mark: `1.` needs less than `KETIGA`. */
function markWidth(items: readonly { readonly mark: string }[]): number {
  return Math.max(...items.map(({ mark }) => mark.length), 1) > 4 ? 80 : 20;
}

function columns(
  rows: readonly (readonly [string, string] | readonly string[])[],
  first: number,
  between: string,
): Content {
  return {
    margin: [0, 0, 0, 7],
    layout: {
      hLineWidth: () => 0,
      vLineWidth: () => 0,
      paddingLeft: () => 0,
      paddingTop: () => 1,
      paddingBottom: () => 1,
    },
    table: {
      widths: [first, between === '' ? 0 : 6, '*'],
      body: rows.map(([label = '', said = '']) => [label, between, { text: said, alignment: 'left' }]),
    },
  };
}

function table(given: Table, width: number): Content {
  const shares = given.columns.reduce((all, one) => all + one.share, 0);
  // Beside its text each column takes its padding, and the table its lines.
  const room = width * MM - given.columns.length * 2 * CELL.x - (given.columns.length + 1) * 0.5;
  const align = (index: number) => {
    const wanted = given.columns[index]?.align;
    return wanted === 'centre' ? ('center' as const) : (wanted ?? 'left');
  };
  const row = (cells: readonly string[], bold: boolean): TableCell[] =>
    given.columns.map((_, index) => ({ text: cells[index] ?? '', alignment: align(index), bold }));
  const longest = Math.max(0, ...given.rows.flat().map((cell) => cell.length));
  return {
    margin: [0, 0, 0, 8],
    fontSize: given.columns.length > 5 ? 8 : 9,
    layout: {
      hLineWidth: () => 0.5,
      vLineWidth: () => 0.5,
      paddingLeft: () => CELL.x,
      paddingRight: () => CELL.x,
      paddingTop: () => (given.toSign ? 7 : CELL.y),
      paddingBottom: () => (given.toSign ? 7 : CELL.y),
      fillColor: (index) => (index === 0 ? 'whitesmoke' : null),
    },
    table: {
      headerRows: 1,
      dontBreakRows: longest < LONG_CELL,
      widths: given.columns.map((one) => (room * one.share) / shares),
      body: [
        given.columns.map((one) => ({ text: one.title, bold: true, alignment: 'center' as const })),
        ...given.rows.map((cells) => row(cells, false)),
        ...(given.sum ? [row(given.sum, true)] : []),
      ],
    },
  };
}

/** Two beside each other. */
function photos(all: readonly Photo[], pictures: Pictures): Content[] {
  const found = all.flatMap(({ sha256, caption }) => {
    const picture = pictures.get(sha256);
    return picture ? [{ caption, bytes: picture.bytes }] : [];
  });
  return Array.from({ length: Math.ceil(found.length / 2) }, (_, pair) => ({
    unbreakable: true,
    columnGap: 10,
    margin: [0, 0, 0, 10],
    columns: found.slice(pair * 2, pair * 2 + 2).map((one) => ({
      width: 225,
      stack: [
        { image: jpeg(one.bytes), fit: [225, 170] },
        { text: one.caption, fontSize: 8.5, margin: [0, 3, 0, 0] },
      ],
    })),
  }));
}

/** Those who sign beside each other, three in a line at most; whoever signs alone stands at the right. */
function signatures(signers: readonly Signer[]): Content {
  const all: readonly (Signer | undefined)[] = signers.length === 1 ? [undefined, ...signers] : signers;
  const inLine = Math.min(3, all.length);
  const lines = Array.from({ length: Math.ceil(all.length / inLine) }, (_, line) =>
    Array.from({ length: inLine }, (_, place) => all[line * inLine + place]),
  );
  // Two rows for each line of signers: names stand at one height, however long the offices above them are.
  const above = (one: Signer | undefined): TableCell =>
    one ? { alignment: 'center', stack: [one.placeAndDay ?? ' ', `${one.capacity},`] } : '';
  const beneath = (one: Signer | undefined): TableCell =>
    one
      ? {
          alignment: 'center',
          margin: [0, 48, 0, 0],
          ...(one.name === '' ? { text: TO_SIGN } : { text: one.name, bold: true, decoration: 'underline' }),
        }
      : '';
  return {
    unbreakable: true,
    margin: [0, 12, 0, 12],
    layout: 'noBorders',
    table: {
      widths: Array.from({ length: inLine }, () => '*'),
      body: lines.flatMap((line) => [line.map(above), line.map(beneath)]),
    },
  };
}

function seen({ address, says }: NonNullable<Paper['seen']>): Content {
  return {
    unbreakable: true,
    margin: [0, 6, 0, 0],
    columnGap: 8,
    columns: [
      { width: 84, qr: address, fit: 80 },
      { width: '*', fontSize: 8, margin: [0, 12, 0, 0], stack: [{ text: says }, { text: address }] },
    ],
  };
}
