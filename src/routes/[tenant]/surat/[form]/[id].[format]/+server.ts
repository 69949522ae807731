import { error } from '@sveltejs/kit';
import { isPaperForm, MEDIA_TYPES, PAPER_FORMATS, paperOf, writePaper } from '#modules/papers/index.ts';
import { idOr404, readOr404, requireTenant, viewerOf, waitingFor } from '../../../../request.ts';
import { paperSetting } from '../../paper-setting.ts';
import type { RequestHandler } from './$types.js';

/** A paper about a thing as Word document or PDF: `/surat/berita-acara/<id>.pdf`, and `?kertas=A4` on the smaller sheet. */
export const GET: RequestHandler = async (event) => {
  const tenant = requireTenant(event);
  const id = idOr404(event.params.id);
  const { form } = event.params;
  const format = PAPER_FORMATS.find((one) => one === event.params.format);
  if (!format || !isPaperForm(form)) error(404);
  const { pilar } = event.locals;
  const paper = readOr404(
    await pilar.read(tenant.id, (tx) => paperOf(tx, viewerOf(event), form, id, paperSetting(event))),
  );
  const written = await writePaper(pilar, tenant.id, { form, paper, format }, waitingFor(event));
  if (!written.ok) error(503);
  return new Response(Uint8Array.from(written.value), {
    headers: {
      'content-type': MEDIA_TYPES[format],
      'content-disposition': `attachment; filename="${paper.fileName}.${format}"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  });
};
