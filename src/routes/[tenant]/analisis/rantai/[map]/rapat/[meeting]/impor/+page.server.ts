import { fail } from '@sveltejs/kit';
import { at, refuse } from '#kernel/refusal.ts';
import { askToChangeMeeting, COMPONENT_LIMITS, importComponentMap } from '#modules/assessment/index.ts';
import { fileSize } from '#ui/format.ts';
import { refusalStatus } from '#ui/refusal-status.ts';
import { wordForm } from '#ui/word-refusal.ts';
import {
  actorFor,
  askFirst,
  idOr404,
  requireTenant,
  viewerOf,
  waitingFor,
} from '../../../../../../../request.ts';
import { answered, textIn, versionIn } from '../../../../maps.ts';
import { meetingPath, partOf } from '../part-form.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
  const tenant = requireTenant(event);
  return event.locals.pilar.read(tenant.id, async (tx) => {
    const { head } = await partOf(tx, event, tenant);
    return { head, size: fileSize(COMPONENT_LIMITS.bytes) };
  });
};

export const actions: Actions = {
  default: async (event) => {
    const meeting = idOr404(event.params.meeting);
    await askFirst(askToChangeMeeting(event.locals.pilar, viewerOf(event), meeting));
    const form = await event.request.formData();
    const file = form.get('file');
    if (file instanceof File && file.size > COMPONENT_LIMITS.bytes) {
      const refusal = at('file', refuse('file.too-large', undefined, { limit: COMPONENT_LIMITS.bytes }));
      return fail(refusalStatus(refusal), { ...wordForm(refusal), values: {}, newest: undefined });
    }
    const result = await importComponentMap(
      event.locals.pilar,
      await actorFor(event),
      {
        meeting,
        version: versionIn(form),
        text: await textIn(file),
      },
      waitingFor(event),
    );
    return answered(event, form, result, () => `${meetingPath(event.url)}?diimpor=1`);
  },
};
