import type { Paper, Pictures } from './paper.ts';

export const PAPER_FORMATS = ['docx', 'pdf'] as const;
export type PaperFormat = (typeof PAPER_FORMATS)[number];

export const MEDIA_TYPES: Readonly<Record<PaperFormat, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
};

/** A paper in one of its formats. The writers are large and loaded here alone, in the process that writes. */
export async function writtenPaper({
  paper,
  format,
  pictures = new Map(),
}: {
  readonly paper: Paper;
  readonly format: PaperFormat;
  readonly pictures?: Pictures;
}): Promise<Uint8Array> {
  switch (format) {
    case 'docx':
      return (await import('./write-docx.ts')).writeDocx(paper, pictures);
    case 'pdf':
      return (await import('./write-pdf.ts')).writePdf(paper, pictures);
  }
}
