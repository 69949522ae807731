import { json } from '@sveltejs/kit';
import { type Refusal, refuse } from '#kernel/refusal.ts';
import { MAX_FILE_BYTES } from '#modules/documents/index.ts';
import { addProposalPhoto } from '#modules/proposals/index.ts';
import { refusalStatus } from '#ui/refusal-status.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { actorFor, idOr404 } from '../../../../request.ts';
import type { RequestHandler } from './$types.js';

/** Takes one photo as the bare body, as the form sends it once it is shrunk. What it is, its content says. */
export const POST: RequestHandler = async (event) => {
  const proposal = idOr404(event.params.id);
  if (!event.locals.actor) return refused(refuse('access.sign-in'));
  if (!/^image\//i.test(event.request.headers.get('content-type') ?? '')) return refused(refuse('file.type'));
  if (Number(event.request.headers.get('content-length') ?? '0') > MAX_FILE_BYTES) {
    return refused(refuse('file.too-large', undefined, { limit: '15 MB' }));
  }
  const actor = await actorFor(event);
  const added = await addProposalPhoto(event.locals.pilar, actor, {
    proposal,
    bytes: new Uint8Array(await event.request.arrayBuffer()),
    caption: '',
  });
  return added.ok ? json({ id: added.value.document }, { status: 201 }) : refused(added.refusal);
};

function refused(refusal: Refusal): Response {
  return json(wordRefusal(refusal), { status: refusalStatus(refusal) });
}
