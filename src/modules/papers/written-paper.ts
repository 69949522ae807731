import type { CheckedTemplate } from './check-template.service.ts';
import type { Paper, Pictures } from './paper.ts';

export const PAPER_FORMATS = ['docx', 'pdf'] as const;
export type PaperFormat = (typeof PAPER_FORMATS)[number];

export const MEDIA_TYPES: Readonly<Record<PaperFormat, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
};

/**
 * A paper in one of its formats; the Word document from the template of its office where it has one. The writers are large
 * and loaded here alone, in the process that writes.
 */
export async function writtenPaper({
  paper,
  format,
  pictures = new Map(),
  template,
}: {
  readonly paper: Paper;
  readonly format: PaperFormat;
  readonly pictures?: Pictures;
  readonly template?: Uint8Array | undefined;
}): Promise<Uint8Array> {
  switch (format) {
    case 'docx':
      return template
        ? (await import('./fill-template.service.ts')).fillTemplate(paper, pictures, template)
        : (await import('./write-docx.ts')).writeDocx(paper, pictures);
    case 'pdf':
      return (await import('./write-pdf.ts')).writePdf(paper, pictures);
  }
}

/** The form that Pilar writes, as a template to begin with. */
export async function writtenTemplate({ size }: { readonly size: Paper['size'] }): Promise<Uint8Array> {
  return (await import('./fill-template.service.ts')).builtInTemplate({ size });
}

/** Whether a file may be an office's template (`check-template.service.ts`). */
export async function checkedTemplate(input: {
  readonly bytes: Uint8Array;
  readonly form: string;
}): Promise<CheckedTemplate> {
  return (await import('./check-template.service.ts')).checkTemplate(input);
}
