import { json } from '@sveltejs/kit';
import { type Refusal, refuse } from '#kernel/refusal.ts';
import { LARGEST_FILE } from '#kernel/sent-file.ts';
import { addProposalPhoto } from '#modules/proposals/index.ts';
import { receiveFile } from '#platform/receive-form.ts';
import { refusalStatus } from '#ui/refusal-status.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { actorFor, idOr404 } from '../../../../request.ts';
import type { RequestHandler } from './$types.js';

/** Takes one photo as the bare body, as the form sends it once it is shrunk. What it is, its content says. */
export const POST: RequestHandler = async (event) => {
  const proposal = idOr404(event.params.id);
  if (!event.locals.actor) return refused(refuse('access.sign-in'));
  if (!/^image\//i.test(event.request.headers.get('content-type') ?? '')) return refused(refuse('file.type'));
  if (Number(event.request.headers.get('content-length') ?? '0') > LARGEST_FILE) {
    return refused(refuse('file.too-large', undefined, { limit: LARGEST_FILE }));
  }
  const file = await receiveFile(event.request.body, event.locals.incoming);
  const actor = await actorFor(event, file);
  const added = await addProposalPhoto(event.locals.pilar, actor, { proposal, file, caption: '' });
  if (!added.ok) return refused(added.refusal);
  const { document, looks } = added.value;
  return json({ id: document, looks }, { status: 201 });
};

function refused(refusal: Refusal): Response {
  return json(wordRefusal(refusal), { status: refusalStatus(refusal) });
}
