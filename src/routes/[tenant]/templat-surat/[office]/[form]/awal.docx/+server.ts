import { error } from '@sveltejs/kit';
import { MEDIA_TYPES, templateOverview, writingTemplate } from '#modules/papers/index.ts';
import { idOr404, readOr404, requireActor, requireTenant, waitingFor } from '../../../../../request.ts';
import { paperSetting } from '../../../../surat/paper-setting.ts';
import type { RequestHandler } from './$types.js';

/** The form that Pilar writes, as a template to begin with, for the office whose letters it is. */
export const GET: RequestHandler = async (event) => {
  const tenant = requireTenant(event);
  const actor = requireActor(event);
  const asked = { office: idOr404(event.params.office), form: event.params.form };
  const { pilar } = event.locals;
  const { form } = readOr404(await pilar.read(tenant.id, (tx) => templateOverview(tx, actor, asked)));
  const { size } = paperSetting(event);
  const written = await pilar.analyse(writingTemplate, { size }, waitingFor(event));
  if (!written.ok) error(503);
  return new Response(Uint8Array.from(written.value), {
    headers: {
      'content-type': MEDIA_TYPES.docx,
      'content-disposition': `attachment; filename="templat-${form}.docx"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  });
};
