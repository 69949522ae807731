import type { Actor, Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { handoverPaper, progressPaper, reportPaper } from './activity-papers.service.ts';
import { blankFormPaper } from './blank-form.service.ts';
import { attendancePaper, decisionPaper, invitationPaper, minutesPaper } from './forum-papers.service.ts';
import { receiptPaper } from './money-papers.service.ts';
import type { Paper } from './paper.ts';
import { proposalPaper } from './proposal-papers.service.ts';
import { recapPaper } from './recap-paper.service.ts';
import type { PaperSetting } from './setting.ts';

/** The papers that Pilar writes, as their addresses name them. */
export const PAPER_FORMS = [
  'berita-acara',
  'keputusan',
  'undangan',
  'daftar-hadir',
  'usulan',
  'formulir',
  'kwitansi',
  'kemajuan',
  'serah-terima',
  'laporan',
  'rekapitulasi',
] as const;
export type PaperForm = (typeof PAPER_FORMS)[number];

export function isPaperForm(word: string): word is PaperForm {
  return PAPER_FORMS.some((one) => one === word);
}

/** Forms that an office issues with a number: a recap is a list of the moment, a blank form is nobody's letter yet. */
export const LETTER_FORMS = PAPER_FORMS.filter((form) => form !== 'rekapitulasi' && form !== 'formulir');

type Writes = (tx: Tx, viewer: Actor | Visitor, id: Id, setting: PaperSetting) => Promise<Paper | Refusal>;

/** Each asks first whether the reader may have it: what it rests on is read by the use case that says so. */
const FORMS: Readonly<Record<PaperForm, Writes>> = {
  'berita-acara': minutesPaper,
  keputusan: decisionPaper,
  undangan: invitationPaper,
  'daftar-hadir': attendancePaper,
  usulan: proposalPaper,
  formulir: blankFormPaper,
  kwitansi: receiptPaper,
  kemajuan: progressPaper,
  'serah-terima': handoverPaper,
  laporan: reportPaper,
  rekapitulasi: recapPaper,
};

/** A paper about a thing, as much of it as its reader may see; to others it is not there. */
export function paperOf(
  tx: Tx,
  viewer: Actor | Visitor,
  form: PaperForm,
  id: Id,
  setting: PaperSetting,
): Promise<Paper | Refusal> {
  return FORMS[form](tx, viewer, id, setting);
}

/** Papers in which nothing stands that is not for everybody once they are issued; of all others the page tells only that there is one. */
const OPEN: ReadonlySet<PaperForm> = new Set<PaperForm>(['undangan', 'keputusan']);

export function isOpenForm(form: PaperForm): boolean {
  return OPEN.has(form);
}
