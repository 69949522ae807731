import { fail, type RequestEvent } from '@sveltejs/kit';
import { isRefusal, type Refusal } from '#kernel/refusal.ts';
import { answerByCode, sayByCode } from '#modules/matching/index.ts';
import { type Followed, followByCode, mendByCode, withdrawByCode } from '#modules/proposals/index.ts';
import { refusalStatus } from '#ui/refusal-status.ts';
import { type Refusing, refusedForm, versionIn } from '../../carry-out.ts';
import { callerOf, documentsIn, filesIn, idOr404, requireTenant, textOf } from '../../request.ts';
import { typedIn } from '../usulan/[id]/ubah/typed-fields.ts';
import type { Actions, PageServerLoad } from './$types.js';
import { followedView } from './followed-view.ts';

/** A code is asked for; nobody keeps a copy of these pages. What it opens is answered to the form, so that no address holds it. */
export const load: PageServerLoad = (event) => {
  requireTenant(event);
  event.setHeaders({ 'cache-control': 'private, no-store' });
};

export const actions: Actions = {
  buka: async (event) => {
    const form = await event.request.formData();
    const followed = await opened(event, form);
    return isRefusal(followed) ? shut(event, form, followed) : { view: await shown(event, form, followed) };
  },

  perbaiki: async (event) => {
    const form = await event.request.formData();
    const followed = await opened(event, form);
    if (isRefusal(followed)) return shut(event, form, followed);
    const sent = await mendByCode(event.locals.pilar, followed, {
      version: versionIn(form),
      fields: typedIn(form),
      photos: filesIn(form, 'photos'),
      documents: documentsIn(form),
    });
    return sent.ok
      ? { view: await shown(event, form, followed), said: 'mended' as const }
      : refused(event, form, followed, sent.refusal);
  },

  tarik: async (event) => {
    const form = await event.request.formData();
    const followed = await opened(event, form);
    if (isRefusal(followed)) return shut(event, form, followed);
    const input = { version: versionIn(form), reason: textOf(form, 'reason') };
    const withdrawn = await withdrawByCode(event.locals.pilar, followed, input);
    return withdrawn.ok
      ? { view: await shown(event, form, followed), said: 'withdrawn' as const }
      : refused(event, form, followed, withdrawn.refusal);
  },

  jawab: async (event) => {
    const form = await event.request.formData();
    const followed = await opened(event, form);
    if (isRefusal(followed)) return shut(event, form, followed);
    const match = idOr404(textOf(form, 'match'));
    const answered = await answerByCode(event.locals.pilar, followed, {
      match,
      outcome: textOf(form, 'outcome') === 'agree' ? 'agree' : 'decline',
      remark: textOf(form, `remark.${match}`),
      version: versionIn(form),
    });
    return answered.ok
      ? { view: await shown(event, form, followed), said: 'answered' as const }
      : refused(event, form, followed, answered.refusal, { row: 'match' });
  },

  tulis: async (event) => {
    const form = await event.request.formData();
    const followed = await opened(event, form);
    if (isRefusal(followed)) return shut(event, form, followed);
    const organization = idOr404(textOf(form, 'organization'));
    const input = { organization, said: textOf(form, `said.${organization}`) };
    const written = await sayByCode(event.locals.pilar, followed, input);
    return written.ok
      ? { view: await shown(event, form, followed), said: 'written' as const }
      : refused(event, form, followed, written.refusal, { row: 'organization' });
  },
};

function opened(event: RequestEvent, form: FormData): Promise<Followed | Refusal> {
  return followByCode(event.locals.pilar, callerOf(event), requireTenant(event).id, textOf(form, 'kode'));
}

async function shown(event: RequestEvent, form: FormData, followed: Followed) {
  return { ...(await followedView(event, followed)), code: textOf(form, 'kode') };
}

/** The code did not open anything: the page that asks for it again. */
function shut(event: RequestEvent, form: FormData, refusal: Refusal) {
  return fail(refusalStatus(refusal), { ...refusedForm(event, form, refusal), view: undefined });
}

/** What was wanted of it was refused: the page with what stands against it and all that was typed. */
async function refused(
  event: RequestEvent,
  form: FormData,
  followed: Followed,
  refusal: Refusal,
  refusing?: Refusing,
) {
  return fail(refusalStatus(refusal), {
    ...refusedForm(event, form, refusal, refusing),
    typed: typedIn(form),
    view: await shown(event, form, followed),
  });
}
