import type { WaitingFor } from '#kernel/bounded-work.ts';
import type { Id } from '#kernel/id.ts';
import type { Result } from '#kernel/result.ts';
import { currentTemplate } from '#modules/letters/index.ts';
import type { Runtime } from '#platform/runtime.ts';
import type { Paper } from './paper.ts';
import type { PaperForm } from './papers.service.ts';
import { picturesOf } from './pictures.service.ts';
import { writingPaper } from './writing.ts';
import type { PaperFormat } from './written-paper.ts';

/**
 * Writes a paper in one of its formats, beside the server: the Word document from the template that its office keeps for
 * that form, where it does; PDF always as Pilar writes it.
 */
export async function writePaper(
  runtime: Pick<Runtime, 'files' | 'read' | 'analyse'>,
  tenant: Id,
  asked: { readonly form: PaperForm; readonly paper: Paper; readonly format: PaperFormat },
  waiting: WaitingFor,
): Promise<Result<Uint8Array>> {
  const { form, paper, format } = asked;
  const template = format === 'docx' ? await templateFor(runtime, tenant, form, paper) : undefined;
  const pictures = await picturesOf(runtime, paper);
  return runtime.analyse(writingPaper, { paper, format, pictures, template }, waiting);
}

async function templateFor(
  { files, read }: Pick<Runtime, 'files' | 'read'>,
  tenant: Id,
  form: PaperForm,
  { writer }: Paper,
): Promise<Uint8Array | undefined> {
  if (!writer) return undefined;
  const kept = await read(tenant, (tx) => currentTemplate(tx, writer.id, form));
  return kept?.sha256 ? files.get(kept.sha256) : undefined;
}
