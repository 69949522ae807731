import { askToChangeMeeting, COMPONENT_LIMITS, importComponentMap } from '#modules/assessment/index.ts';
import { fileSize } from '#ui/format.ts';
import { carryOut, failForm, versionIn } from '../../../../../../../carry-out.ts';
import { askFirst, idOr404, requireTenant, viewerOf, waitingFor } from '../../../../../../../request.ts';
import { fileProblem, textIn, tooLarge } from '../../../../maps.ts';
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
    const refusal = tooLarge(file);
    if (refusal) return failForm(event, form, refusal);
    const text = await textIn(file);
    return carryOut(
      event,
      (pilar, actor) =>
        importComponentMap(pilar, actor, { meeting, version: versionIn(form), text }, waitingFor(event)),
      () => `${meetingPath(event.url)}?diimpor=1`,
      { says: fileProblem },
    );
  },
};
