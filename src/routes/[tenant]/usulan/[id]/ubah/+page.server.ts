import { fail, type RequestEvent, redirect } from '@sveltejs/kit';
import type { Id } from '#kernel/id.ts';
import { isRefusal, type Refusal } from '#kernel/refusal.ts';
import { reviewProposal } from '#modules/overview/index.ts';
import {
  askToWrite,
  COST_SHEET_FIELD,
  proposalById,
  removeProposalPhoto,
  saveProposal,
} from '#modules/proposals/index.ts';
import { refusalStatus } from '#ui/refusal-status.ts';
import { BLANK_DRAFT } from '../../../../../offline/addresses.ts';
import { refusedForm, versionIn } from '../../../../carry-out.ts';
import {
  actorFor,
  askFirst,
  idOr404,
  requireTenant,
  textOf,
  viewerOf,
  wholeIn,
} from '../../../../request.ts';
import { saysSheet } from '../../../../sheet-file.ts';
import { editable } from '../own-proposal.ts';
import type { Actions, PageServerLoad } from './$types.js';
import { addFiles, step } from './attachments.ts';
import { blankIn } from './blank.ts';
import { withSheet } from './cost-sheet.ts';
import { typedIn } from './typed-fields.ts';
import { SPARE_ROWS, writingOf } from './writing.ts';

export const load: PageServerLoad = async (event) => {
  return event.locals.pilar.read(requireTenant(event).id, async (tx) =>
    event.params.id === BLANK_DRAFT
      ? writingOf(tx, event, await blankIn(tx, event))
      : writingOf(tx, event, await editable(tx, event)),
  );
};

export const actions: Actions = {
  simpan: async (event) => {
    const { refused, note } = await keep(event);
    return refused ?? redirect(303, `${pageOf(event)}/ubah?tersimpan=1${note}`);
  },

  baris: async (event) => {
    const { refused, note } = await keep(event);
    const spare = wholeIn(event.url, 'baris') || SPARE_ROWS;
    return refused ?? redirect(303, `${pageOf(event)}/ubah?baris=${spare + SPARE_ROWS}${note}#rincian`);
  },

  lembar: async (event) => {
    const { refused, note } = await keep(event);
    return refused ?? redirect(303, `${pageOf(event)}/ubah?tersimpan=1${note}#rincian`);
  },

  titik: async (event) => {
    const { refused, note } = await keep(event);
    return refused ?? redirect(303, `${pageOf(event)}/ubah?tersimpan=1${note}#titik`);
  },

  'hapus-foto': async (event) => {
    const { refused } = await keep(event);
    if (refused) return refused;
    const form = await event.request.formData();
    const removed = await removeProposalPhoto(event.locals.pilar, step(await actorFor(event), 'hapus'), {
      proposal: idOr404(event.params.id),
      document: idOr404(textOf(form, 'hapus')),
    });
    if (!removed.ok) return refusedDraft(event, form, removed.refusal);
    redirect(303, `${pageOf(event)}/ubah?tersimpan=1#foto`);
  },

  /** Keeps what was typed and goes on to the whole on one page, or says here what cannot be sent yet. */
  periksa: async (event) => {
    const { refused, form } = await keep(event);
    if (refused) return refused;
    const { pilar } = event.locals;
    const review = await pilar.read(requireTenant(event).id, (tx) =>
      reviewProposal(tx, viewerOf(event), idOr404(event.params.id)),
    );
    // What cannot be submitted yet is kept as a draft, so that leaving the page loses nothing.
    return isRefusal(review)
      ? refusedDraft(event, form, review, 'as-draft')
      : redirect(303, `${pageOf(event)}/periksa`);
  },
};

/** Keeps the draft as typed and the photos that came along; answers the refused form when that cannot be. */
async function keep(event: RequestEvent) {
  const proposal = idOr404(event.params.id);
  await askFirst(askToWrite(event.locals.pilar, viewerOf(event), proposal));
  const form = await event.request.formData();
  const actor = await actorFor(event);
  const fields = await withSheet(event, form, typedIn(form));
  if (isRefusal(fields)) return { refused: await refusedDraft(event, form, fields), form, note: '' };
  const saved = await saveProposal(event.locals.pilar, actor, {
    proposal,
    version: versionMeant(form),
    fields,
  });
  const note = saved.ok ? await addFiles(event, actor, form) : saved.refusal;
  return isRefusal(note)
    ? { refused: await refusedDraft(event, form, note), form, note: '' }
    : { refused: undefined, form, note };
}

/** The version that the form was made from; `timpa` is the newer one that its writer has been shown and writes over. */
function versionMeant(form: FormData): number | undefined {
  return versionIn(form, textOf(form, 'timpa') ? 'timpa' : 'version');
}

/** Whether the form's own fields were sent, not only a button beside it. */
function hasFields(form: FormData): boolean {
  return form.has('title') || form.has('scope');
}

/** The form again with all that was typed, the errors beside the fields, and the version it may now be sent on. */
async function refusedDraft(
  event: RequestEvent,
  form: FormData,
  refusal: Refusal,
  kept: 'as-draft' | 'not-kept' = 'not-kept',
) {
  const refused = refusedForm(event, form, refusal, { says: saysSheet(COST_SHEET_FIELD) });
  const stale = refused.newest !== undefined;
  const current = await currentVersion(event, idOr404(event.params.id));
  return fail(refusalStatus(refusal), {
    ...refused,
    values: hasFields(form) ? typedIn(form) : undefined,
    version: stale ? versionMeant(form) : current,
    newer: stale ? current : undefined,
    kept,
  });
}

async function currentVersion(event: RequestEvent, id: Id): Promise<number | undefined> {
  const { pilar } = event.locals;
  return pilar.read(requireTenant(event).id, async (tx) => (await proposalById(tx, id))?.version);
}

function pageOf(event: RequestEvent): string {
  return `/${requireTenant(event).slug}/usulan/${event.params.id}`;
}
