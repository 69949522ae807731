import {
  AlignmentType,
  BorderStyle,
  Document,
  Table as DocxTable,
  Footer,
  ImageRun,
  type ISectionOptions,
  LineRuleType,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  ShadingType,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  UnderlineType,
  VerticalAlign,
  WidthType,
} from 'docx';
import QRCode from 'qrcode';
import {
  type Annex,
  type Block,
  documentTitle,
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

/** Twentieths of a point in a millimetre. */
export const MM = 1440 / 25.4;
/** Word has it everywhere; elsewhere a face of the same widths stands in. */
const FACE = 'Arial';
const THIN = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const NO_LINES = {
  top: NONE,
  bottom: NONE,
  left: NONE,
  right: NONE,
  insideHorizontal: NONE,
  insideVertical: NONE,
};

export type Written = Paragraph | DocxTable;

/** A paper as a Word document, which an office can go on writing: real tables, a head on every page, page numbers as fields. */
export async function writeDocx(paper: Paper, pictures: Pictures): Promise<Uint8Array> {
  const upright = widthWithin(paper.size, 'upright') * MM;
  const document = new Document({
    title: documentTitle(paper),
    creator: paper.letterhead.office,
    styles: {
      default: {
        document: {
          run: { font: FACE, size: 21 },
          paragraph: { spacing: { line: 276, lineRule: LineRuleType.AUTO } },
        },
      },
    },
    sections: [
      section(paper, 'upright', [
        ...headOf(paper, pictures, upright),
        ...titleOf(paper),
        ...paper.body.flatMap((block) => written(block, upright, pictures)),
        ...(paper.seen ? [await seen(paper.seen, upright)] : []),
      ]),
      ...paper.annexes.map((annex) =>
        section(paper, annex.lies, [
          text(annex.title, { bold: true, size: 24, after: 160 }),
          ...annex.body.flatMap((block) =>
            written(block, widthWithin(paper.size, annex.lies) * MM, pictures),
          ),
        ]),
      ),
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

/** A part of the document on its sheet, with its page numbers. */
export function section(
  paper: Pick<Paper, 'size'>,
  lies: Annex['lies'],
  children: Written[],
): ISectionOptions {
  const { width, height } = SIZES[paper.size];
  return {
    properties: {
      page: {
        // The library turns the page itself.
        size: {
          width: Math.round(width * MM),
          height: Math.round(height * MM),
          orientation: lies === 'across' ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
        },
        margin: {
          top: Math.round(MARGINS.top * MM),
          right: Math.round(MARGINS.right * MM),
          bottom: Math.round(MARGINS.bottom * MM),
          left: Math.round(MARGINS.left * MM),
        },
      },
    },
    footers: {
      default: new Footer({
        children: [
          new Paragraph({
            alignment: AlignmentType.RIGHT,
            children: [
              new TextRun({
                size: 16,
                children: ['Halaman ', PageNumber.CURRENT, ' dari ', PageNumber.TOTAL_PAGES],
              }),
            ],
          }),
        ],
      }),
    },
    children,
  };
}

type Look = {
  readonly bold?: boolean;
  /** Half points. */
  readonly size?: number;
  readonly align?: (typeof AlignmentType)[keyof typeof AlignmentType];
  readonly before?: number;
  readonly after?: number;
  readonly underlined?: boolean;
  readonly keepNext?: boolean;
  readonly newPage?: boolean;
};

export function text(said: string, look: Look = {}): Paragraph {
  const {
    bold,
    size,
    align = AlignmentType.LEFT,
    before = 0,
    after = 0,
    underlined,
    keepNext,
    newPage,
  } = look;
  // What a paragraph is without saying so is not said: a table of a thousand rows has ten thousand of them.
  const run = {
    ...(bold ? { bold } : {}),
    ...(size === undefined ? {} : { size }),
    ...(underlined ? { underline: { type: UnderlineType.SINGLE } } : {}),
  };
  const lines = said.split('\n');
  return new Paragraph({
    ...(align === AlignmentType.LEFT ? {} : { alignment: align }),
    ...(before + after > 0 ? { spacing: { before, after } } : {}),
    ...(keepNext ? { keepNext } : {}),
    ...(newPage ? { pageBreakBefore: newPage } : {}),
    children: lines.map(
      (line, index) => new TextRun({ ...run, text: line, ...(index > 0 ? { break: 1 } : {}) }),
    ),
  });
}

/** The logo stands at the left of the lines, with as much room at their right: they stay in the middle of the sheet. */
const LOGO = { column: 1300, longest: 76 } as const;

export function headOf({ letterhead }: Paper, pictures: Pictures, width: number): Written[] {
  const centre = { align: AlignmentType.CENTER };
  const lines = [
    ...letterhead.above.map((line) => text(line.toUpperCase(), { ...centre, bold: true, size: 24 })),
    text(letterhead.office.toUpperCase(), { ...centre, bold: true, size: 30 }),
    ...letterhead.address.map((line) => text(line, { ...centre, size: 17 })),
  ];
  const logo = letterhead.logo === undefined ? undefined : pictures.get(letterhead.logo);
  return [
    ...(logo ? [besideLogo(lines, logo, width)] : lines),
    new Paragraph({
      spacing: { after: 240 },
      border: { bottom: { style: BorderStyle.DOUBLE, size: 12, color: '000000', space: 1 } },
      children: [],
    }),
  ];
}

function besideLogo(lines: Paragraph[], logo: Picture, width: number): DocxTable {
  const widths = [LOGO.column, Math.round(width - 2 * LOGO.column), LOGO.column];
  const scale = LOGO.longest / Math.max(logo.width, logo.height);
  const transformation = { width: Math.round(logo.width * scale), height: Math.round(logo.height * scale) };
  const picture = new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new ImageRun({ type: 'jpg', data: logo.bytes, transformation })],
  });
  return new DocxTable({
    layout: TableLayoutType.FIXED,
    width: { size: Math.round(width), type: WidthType.DXA },
    columnWidths: widths,
    borders: NO_LINES,
    rows: [
      new TableRow({
        cantSplit: true,
        children: [[picture], lines, [text('')]].map(
          (children, place) =>
            new TableCell({
              width: { size: widths[place] ?? 0, type: WidthType.DXA },
              verticalAlign: VerticalAlign.CENTER,
              children,
            }),
        ),
      }),
    ],
  });
}

export function titleOf({ title, number }: Paper): Written[] {
  if (title.length === 0) return [];
  const centre = { align: AlignmentType.CENTER };
  return [
    ...title.map((line, index) =>
      text(line.toUpperCase(), { ...centre, bold: true, size: index === 0 ? 26 : 22 }),
    ),
    text(number === undefined ? '' : `Nomor: ${number}`, { ...centre, after: 200 }),
  ];
}

export function written(block: Block, width: number, pictures: Pictures): Written[] {
  switch (block.is) {
    case 'text':
      return [text(block.text, { after: 140, ...looks(block.look) })];
    case 'heading':
      return [text(block.text, { bold: true, before: 120, after: 100, keepNext: true })];
    case 'marked': {
      const long = Math.max(...block.items.map(({ mark }) => mark.length), 1) > 4;
      return [
        bare(
          block.items.map(({ mark, text: said }) => [mark, said]),
          long ? 1600 : 420,
          width,
        ),
        gap(),
      ];
    }
    case 'facts':
      return [
        bare(
          block.rows.map(([label, said]) => [label, ':', said]),
          2200,
          width,
        ),
        gap(),
      ];
    case 'table':
      return [table(block, width), gap()];
    case 'photos':
      return photos(block.photos, pictures);
    case 'signatures':
      return [gap(), signatures(block.signers, width), gap()];
  }
}

function looks(look: TextLook | undefined): Look {
  switch (look) {
    case 'centred':
      return { align: AlignmentType.CENTER };
    case 'right':
      return { align: AlignmentType.RIGHT };
    case 'bold':
      return { bold: true };
    case 'small':
      return { size: 17 };
    case 'justified':
      return { align: AlignmentType.BOTH };
    case undefined:
      return {};
  }
}

/** Word wants a paragraph after a table, or two tables become one. */
function gap(): Paragraph {
  return new Paragraph({ spacing: { line: 140, lineRule: LineRuleType.AUTO }, children: [] });
}

/** Rows without lines: a mark or a label first, what it says last. */
function bare(rows: readonly (readonly string[])[], first: number, width: number): DocxTable {
  const colon = rows.some((row) => row.length === 3) ? 220 : 0;
  const widths = [first, ...(colon > 0 ? [colon] : []), Math.round(width - first - colon)];
  return new DocxTable({
    layout: TableLayoutType.FIXED,
    width: { size: Math.round(width), type: WidthType.DXA },
    columnWidths: widths,
    borders: NO_LINES,
    rows: rows.map(
      (row) =>
        new TableRow({
          children: row.map(
            (said, index) =>
              new TableCell({
                width: { size: widths[index] ?? 0, type: WidthType.DXA },
                children: [text(said, { after: 40 })],
              }),
          ),
        }),
    ),
  });
}

function table(given: Table, width: number): DocxTable {
  const shares = given.columns.reduce((all, one) => all + one.share, 0);
  const widths = given.columns.map((one) => Math.round((width * one.share) / shares));
  const size = given.columns.length > 5 ? 16 : 18;
  const space = given.toSign ? 140 : 50;
  const align = (index: number) => {
    const wanted = given.columns[index]?.align;
    if (wanted === 'centre') return AlignmentType.CENTER;
    return wanted === 'right' ? AlignmentType.RIGHT : AlignmentType.LEFT;
  };
  const cell = (said: string, index: number, look: Look) =>
    new TableCell({
      width: { size: widths[index] ?? 0, type: WidthType.DXA },
      children: [text(said, { size, align: align(index), ...look })],
    });
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: given.columns.map(
      (one, index) =>
        new TableCell({
          width: { size: widths[index] ?? 0, type: WidthType.DXA },
          shading: { type: ShadingType.CLEAR, fill: 'EEEEEE', color: 'auto' },
          margins: { top: 50, bottom: 50, left: 60, right: 60 },
          children: [text(one.title, { size, bold: true, align: AlignmentType.CENTER })],
        }),
    ),
  });
  const row = (cells: readonly string[], look: Look) =>
    new TableRow({
      cantSplit: true,
      children: given.columns.map((_, index) => cell(cells[index] ?? '', index, look)),
    });
  return new DocxTable({
    layout: TableLayoutType.FIXED,
    width: { size: Math.round(width), type: WidthType.DXA },
    columnWidths: widths,
    // Said once for all cells: of a long table each would cost memory for it.
    margins: { top: space, bottom: space, left: 60, right: 60 },
    borders: {
      top: THIN,
      bottom: THIN,
      left: THIN,
      right: THIN,
      insideHorizontal: THIN,
      insideVertical: THIN,
    },
    rows: [
      head,
      ...given.rows.map((cells) => row(cells, {})),
      ...(given.sum ? [row(given.sum, { bold: true })] : []),
    ],
  });
}

/** Each with its words beneath, no larger than half a page is wide. */
function photos(all: readonly Photo[], pictures: Pictures): Written[] {
  return all.flatMap(({ sha256, caption }) => {
    const one = pictures.get(sha256);
    if (!one) return [];
    const scale = Math.min(1, 320 / one.width, 240 / one.height);
    return [
      new Paragraph({
        keepNext: true,
        children: [
          new ImageRun({
            type: 'jpg',
            data: one.bytes,
            transformation: { width: Math.round(one.width * scale), height: Math.round(one.height * scale) },
          }),
        ],
      }),
      text(caption, { size: 17, after: 160 }),
    ];
  });
}

function signatures(signers: readonly Signer[], width: number): DocxTable {
  const all: readonly (Signer | undefined)[] = signers.length === 1 ? [undefined, ...signers] : signers;
  const inLine = Math.min(3, all.length);
  const size = Math.round(width / inLine);
  const centre = { align: AlignmentType.CENTER, keepNext: true };
  const row = (line: number, cell: (one: Signer) => Paragraph[]) =>
    new TableRow({
      cantSplit: true,
      children: Array.from({ length: inLine }, (_, place) => {
        const one = all[line * inLine + place];
        return new TableCell({
          width: { size, type: WidthType.DXA },
          children: one ? cell(one) : [text('')],
        });
      }),
    });
  return new DocxTable({
    layout: TableLayoutType.FIXED,
    width: { size: Math.round(width), type: WidthType.DXA },
    columnWidths: Array.from({ length: inLine }, () => size),
    borders: NO_LINES,
    // Two rows for each line of signers: names stand at one height, however long the offices above them are.
    rows: Array.from({ length: Math.ceil(all.length / inLine) }, (_, line) => [
      row(line, (one) => [text(one.placeAndDay ?? '', centre), text(`${one.capacity},`, centre)]),
      row(line, (one) => [
        one.name === ''
          ? text(TO_SIGN, { ...centre, before: 960 })
          : text(one.name, { ...centre, before: 960, bold: true, underlined: true }),
      ]),
    ]).flat(),
  });
}

export async function seen({ address, says }: NonNullable<Paper['seen']>, width: number): Promise<DocxTable> {
  const picture = await QRCode.toBuffer(address, { margin: 0, scale: 6 });
  const first = 1300;
  return new DocxTable({
    layout: TableLayoutType.FIXED,
    width: { size: Math.round(width), type: WidthType.DXA },
    columnWidths: [first, Math.round(width - first)],
    borders: NO_LINES,
    rows: [
      new TableRow({
        cantSplit: true,
        children: [
          new TableCell({
            width: { size: first, type: WidthType.DXA },
            children: [
              new Paragraph({
                children: [
                  new ImageRun({ type: 'png', data: picture, transformation: { width: 78, height: 78 } }),
                ],
              }),
            ],
          }),
          new TableCell({
            width: { size: Math.round(width - first), type: WidthType.DXA },
            verticalAlign: VerticalAlign.CENTER,
            children: [text(says, { size: 16 }), text(address, { size: 16 })],
          }),
        ],
      }),
    ],
  });
}
