import type { Actor, Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { seesWithheld } from '#kernel/readable.ts';
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { calledThen, type Organization, organizationById } from '#modules/actors/index.ts';
import { type Document, documentsOf } from '#modules/documents/index.ts';
import { type HistoryEntry, historyOf } from '#modules/journal/index.ts';
import { type Letter, letterById, lettersAbout, mandateAt } from '#modules/letters/index.ts';
import { type FoundThing, findById } from '#modules/overview/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { nextNumber } from './issue-paper.service.ts';
import type { PaperWriter } from './paper.ts';
import { type PaperForm, paperOf } from './papers.service.ts';
import type { PaperSetting } from './setting.ts';

/** An issued letter: what it is, its hashes, its entry; its files for those who may read them. */
export type LetterOverview = {
  readonly letter: Letter;
  readonly office: Organization | undefined;
  /** What its office was called when it was issued, where it is called otherwise now. */
  readonly calledThen: string | undefined;
  /** What it is about, where its reader may find that. */
  readonly about: FoundThing | undefined;
  /** Undefined for those who may not read the paper itself. */
  readonly files: readonly Document[] | undefined;
  readonly scan: Document | undefined;
  /** Whether the reader may attach the scan of what was signed. */
  readonly mayScan: boolean;
  readonly history: readonly HistoryEntry[];
};

/** Reads an issued letter: everybody may know that there is one, with its number, day and hashes. */
export async function letterOverview(
  tx: Tx,
  viewer: Actor | Visitor,
  id: Id,
): Promise<LetterOverview | Refusal> {
  const letter = await letterById(tx, id);
  if (!letter) return refuse('access.not-found');
  const documents = await documentsOf(tx, id);
  const scan = documents.find((one) => one.role === 'scan');
  const sees =
    letter.open || seesWithheld(viewer, 'file', { place: letter.region, organization: letter.organization });
  const office = await organizationById(tx, letter.organization);
  return {
    letter,
    office,
    calledThen: office && (await calledThen(tx, office, letter.issuedAt)),
    about: await findById(tx, viewer, letter.subject),
    files: sees ? documents : undefined,
    scan,
    mayScan: viewer.person !== undefined && !scan && !isRefusal(mandateAt(viewer, letter.organization)),
    history: await historyOf(tx, id),
  };
}

/** A paper that its office could issue, with the number that it would get, and what was issued of it before. */
export type LetterDraft = {
  readonly writer: PaperWriter;
  readonly next: string;
  readonly earlier: readonly Letter[];
};

/** Reads what issuing a paper would come to; refused where its reader may not issue it. */
export async function letterDraft(
  tx: Tx,
  viewer: Actor | Visitor,
  form: PaperForm,
  id: Id,
  setting: PaperSetting,
): Promise<LetterDraft | Refusal> {
  if (viewer.person === undefined) return refuse('access.sign-in');
  const paper = await paperOf(tx, viewer, form, id, setting);
  if (isRefusal(paper)) return paper;
  if (!paper.writer) return refuse('letter.not-numbered');
  const by = mandateAt(viewer, paper.writer.id);
  if (isRefusal(by)) return by;
  const next = await nextNumber(tx, paper.writer, form, Number(tx.today.slice(0, 4)));
  return {
    writer: paper.writer,
    next: next.number,
    earlier: (await lettersAbout(tx, id)).filter((one) => one.form === form),
  };
}
