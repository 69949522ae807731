import type { Id } from '#kernel/id.ts';
import type { RegionCode } from '#kernel/region.ts';

/**
 * An office paper as a description, written as DOCX and as PDF by two writers that know nothing of what it says. Papers are
 * Indonesian in every language of the pages, as official papers are (decision 91).
 */
export type Paper = {
  /** Without its ending; says what the paper is: `berita-acara-pasir-impun-2026-01-28`. */
  readonly fileName: string;
  readonly size: PaperSize;
  readonly letterhead: Letterhead;
  /** Centred above the text, the first line largest; a letter has none. */
  readonly title: readonly string[];
  /** Written under the title, `Nomor: …`; undefined on a letter, whose head tells it, and on papers without one. */
  readonly number?: string | undefined;
  readonly body: readonly Block[];
  /** Each begins a page of its own. */
  readonly annexes: readonly Annex[];
  /** The office or institution whose letter it is and that may number it; undefined where no record of it stands. */
  readonly writer: PaperWriter | undefined;
  /** The public page that a QR opens, and what is said beside it. */
  readonly seen?: { readonly address: string; readonly says: string } | undefined;
};

export type PaperWriter = { readonly id: Id; readonly name: string; readonly region: RegionCode };

/** A4 is 210 × 297 mm, F4 (folio) 215 × 330 mm. */
export type PaperSize = 'A4' | 'F4';

/** Who writes: the government, what stands between, the office itself, then its address. */
export type Letterhead = {
  readonly above: readonly string[];
  readonly office: string;
  /** Street, telephone, mail; lines in small print. */
  readonly address: readonly string[];
  /** A picture beside all that, by its hash (`Pictures`). */
  readonly logo?: string;
};

export type Annex = {
  readonly title: string;
  /** Wide tables lie across the page. */
  readonly lies: 'upright' | 'across';
  readonly body: readonly Block[];
};

export type Block =
  | { readonly is: 'text'; readonly text: string; readonly look?: TextLook }
  | { readonly is: 'heading'; readonly text: string }
  /** What is agreed or ordered, each with its mark before it: `KESATU`, `1.`, `a.` */
  | { readonly is: 'marked'; readonly items: readonly { readonly mark: string; readonly text: string }[] }
  /** `Nomor : …`, `Perihal : …` */
  | { readonly is: 'facts'; readonly rows: readonly (readonly [label: string, said: string])[] }
  | Table
  | { readonly is: 'photos'; readonly photos: readonly Photo[] }
  | { readonly is: 'signatures'; readonly signers: readonly Signer[] };

export type TextLook = 'justified' | 'centred' | 'right' | 'bold' | 'small';

export type Table = {
  readonly is: 'table';
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  /** The last row, in bold. */
  readonly sum?: readonly string[];
  /** Rows high enough to sign in. */
  readonly toSign?: boolean;
};

export type Column = {
  readonly title: string;
  /** Its share of the width, in any unit. */
  readonly share: number;
  readonly align?: 'left' | 'right' | 'centre';
};

/** A picture that is kept, by its hash; its bytes are handed to the writers beside the paper (`Pictures`). */
export type Photo = { readonly sha256: string; readonly caption: string };

/** Pictures of a paper by their hash, as JPEG small enough to print. One that is missing is left out with its words. */
export type Pictures = ReadonlyMap<string, Picture>;
export type Picture = { readonly bytes: Uint8Array; readonly width: number; readonly height: number };

/** Who signs: in which capacity, by name where it is known on the day, else on a line of points. */
export type Signer = {
  /** Above the capacity: `Bandung, 28 Januari 2026`. */
  readonly placeAndDay?: string;
  readonly capacity: string;
  readonly name: string;
};

export const TO_SIGN = '(……………………………………)';

/** Page sizes in millimetres. Source: context, Paper; F4 as offices use it, 215 × 330 mm. */
export const SIZES: Readonly<Record<PaperSize, { readonly width: number; readonly height: number }>> = {
  A4: { width: 210, height: 297 },
  F4: { width: 215, height: 330 },
};

/** Margins in millimetres: the left one holds the binding. */
export const MARGINS = { top: 20, right: 20, bottom: 22, left: 25 } as const;

/** What may stand between the margins of a page, in millimetres. */
export function widthWithin(size: PaperSize, lies: Annex['lies']): number {
  const { width, height } = SIZES[size];
  return (lies === 'across' ? height : width) - MARGINS.left - MARGINS.right;
}

/** What a reader of the file is told that it is: its title with its number. */
export function documentTitle({
  title,
  number,
  fileName,
}: Pick<Paper, 'title' | 'number' | 'fileName'>): string {
  return [...title, number ?? ''].filter(Boolean).join(' · ') || fileName;
}

/** A name for a file from what it says: small letters, digits and strokes, at most 80 signs. */
export function fileNameOf(...parts: readonly (string | number)[]): string {
  return parts
    .join(' ')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 80)
    .replace(/-$/, '');
}
