import { type Actor, acting, type Mandate, type Visitor } from '#kernel/actor.ts';
import { type Id, newId } from '#kernel/id.ts';
import { at, isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { attach, type StoredFile } from '#modules/documents/index.ts';
import { record } from '#modules/journal/index.ts';
import {
  insertLetter,
  isNumberTaken,
  letterNumber,
  letterPatterns,
  mandateAt,
  nextSequence,
  readLetterNumber,
  USUAL_PATTERN,
} from '#modules/letters/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import type { Paper, PaperWriter } from './paper.ts';
import { isOpenForm, type PaperForm, paperOf } from './papers.service.ts';
import type { PaperSetting } from './setting.ts';
import { writePaper } from './write-paper.service.ts';
import { MEDIA_TYPES, PAPER_FORMATS, type PaperFormat } from './written-paper.ts';

export type IssuePaper = {
  readonly form: PaperForm;
  /** What the paper is about. */
  readonly id: Id;
  /** As typed; empty for the next of the sequence. */
  readonly number: string;
  readonly setting: PaperSetting;
};

/** How often somebody who asked for the next number is given the one after when others were faster. */
const TRIES = 5;

type Issuing = { readonly writer: PaperWriter; readonly by: Mandate };

/** Who may issue a paper: whoever may read it and acts for the office whose letter it is. */
async function issuing(tx: Tx, actor: Actor, { form, id, setting }: IssuePaper): Promise<Issuing | Refusal> {
  const paper = await paperOf(tx, actor, form, id, setting);
  if (isRefusal(paper)) return paper;
  if (!paper.writer) return refuse('letter.not-numbered');
  const by = mandateAt(actor, paper.writer.id);
  return isRefusal(by) ? by : { writer: paper.writer, by };
}

/** What is to be issued: the paper with its number, day and page. */
type Drawn = {
  readonly letter: Id;
  readonly paper: Paper;
  readonly number: string;
  readonly year: number;
  readonly sequence: number | null;
  readonly on: string;
  readonly writer: PaperWriter;
};

async function drawn(tx: Tx, actor: Actor, input: IssuePaper): Promise<Drawn | Refusal> {
  const found = await issuing(tx, actor, input);
  if (isRefusal(found)) return found;
  const { writer } = found;
  const year = Number(tx.today.slice(0, 4));
  const typed = input.number.trim() === '' ? undefined : readLetterNumber(input.number);
  if (isRefusal(typed)) return typed;
  const numbered =
    typed === undefined ? await nextNumber(tx, writer, input.form, year) : { number: typed, sequence: null };
  if (typed !== undefined && (await isNumberTaken(tx, writer.id, typed))) return taken(typed);
  const letter = newId(tx.now);
  const issued = { number: numbered.number, on: tx.today, letter };
  const paper = await paperOf(tx, actor, input.form, input.id, { ...input.setting, issued });
  return isRefusal(paper) ? paper : { letter, paper, ...numbered, year, on: tx.today, writer };
}

function taken(number: string): Refusal {
  return at('number', refuse('letter.number-taken', undefined, { number }));
}

/**
 * The next free number of an office's sequence for a form in a year, by the city's pattern. A number that was typed before is
 * passed over.
 */
export async function nextNumber(
  tx: Tx,
  writer: PaperWriter,
  form: PaperForm,
  year: number,
): Promise<{ readonly number: string; readonly sequence: number }> {
  const patterns = await letterPatterns(tx);
  const pattern = patterns.find((one) => one.form === form)?.pattern ?? USUAL_PATTERN;
  for (let sequence = await nextSequence(tx, writer.id, form, year); ; sequence += 1) {
    const number = letterNumber(pattern, sequence, writer.name, tx.today);
    if (!(await isNumberTaken(tx, writer.id, number))) return { number, sequence };
  }
}

/**
 * Issues a paper as a letter of its office: numbered, written in both forms, its bytes kept for ever by their hash, recorded.
 * The number is taken when the letter is recorded; should another have taken it meanwhile, the paper is written anew with
 * the next. One that was typed is refused then.
 */
export async function issuePaper(
  runtime: Runtime,
  who: Actor | Visitor,
  input: IssuePaper,
  left?: AbortSignal,
): Promise<Result<{ readonly letter: Id }>> {
  for (let attempt = 1; ; attempt += 1) {
    const result = await issueOnce(runtime, who, input, left);
    const again = !result.ok && input.number.trim() === '' && attempt < TRIES && isTaken(result.refusal);
    if (!again) return result;
  }
}

function isTaken(refusal: Refusal): boolean {
  return refusal.refusal === 'letter.number-taken' || (refusal.issues ?? []).some(isTaken);
}

function issueOnce(
  runtime: Runtime,
  who: Actor | Visitor,
  input: IssuePaper,
  left: AbortSignal | undefined,
): Promise<Result<{ readonly letter: Id }>> {
  return runtime.changePrepared(who, 'offices:write', {
    ask: async (tx, actor) => {
      const found = await issuing(tx, actor, input);
      return isRefusal(found) ? found : undefined;
    },
    prepare: async () => {
      if (who.person === undefined) return refuse('access.sign-in');
      const plan = await runtime.read(who.tenant, (tx) => drawn(tx, who, input));
      if (isRefusal(plan)) return plan;
      const files = new Map<PaperFormat, StoredFile>();
      for (const format of PAPER_FORMATS) {
        const asked = { form: input.form, paper: plan.paper, format };
        const waiting = { who: 'member', ...(left ? { left } : {}) } as const;
        const written = await writePaper(runtime, who.tenant, asked, waiting);
        if (!written.ok) return written.refusal;
        files.set(format, await storedAs(runtime, written.value, format));
      }
      return { plan, files };
    },
    work: async (tx, actor, { plan, files }) => {
      const found = await issuing(tx, actor, input);
      if (isRefusal(found)) return refused(found);
      const [docx, pdf] = [files.get('docx'), files.get('pdf')];
      if (!docx || !pdf) throw new Error('a paper was not written');
      const open = isOpenForm(input.form);
      const { letter, number, writer } = plan;
      const inserted = await insertLetter(
        tx,
        {
          id: letter,
          form: input.form,
          subject: input.id,
          organization: writer.id,
          region: writer.region,
          title: plan.paper.title.slice(0, 2).join(', ') || plan.paper.fileName,
          number,
          year: plan.year,
          sequence: plan.sequence,
          issuedOn: plan.on,
          pdfSha256: pdf.sha256,
          docxSha256: docx.sha256,
          open,
        },
        actor.person,
      );
      if (inserted === 'taken') return refused(taken(number));
      for (const [format, file] of files) {
        await attach(tx, file, {
          subjectType: 'letter',
          subjectId: letter,
          role: `issued-${format}`,
          caption: `${plan.paper.fileName}.${format}`,
          public: open ? 'public' : 'private',
          by: actor.person,
        });
      }
      await record(tx, acting(actor, found.by), {
        action: 'letter.issued',
        subjectType: 'letter',
        subjectId: letter,
        region: writer.region,
        summary: { form: input.form, letterNumber: number, sha256: pdf.sha256, wordSha256: docx.sha256 },
      });
      return ok({ letter });
    },
  });
}

/** Bytes that Pilar wrote, or checked, kept as they are. */
export async function storedAs(
  { files }: Pick<Runtime, 'files'>,
  bytes: Uint8Array,
  format: PaperFormat,
): Promise<StoredFile> {
  return {
    sha256: await files.put(bytes),
    original: await files.put(bytes),
    thumbnail: null,
    mediaType: MEDIA_TYPES[format],
    size: bytes.length,
    width: null,
    height: null,
    likeness: null,
    position: null,
    looks: 'varied',
  };
}
