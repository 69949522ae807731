import { json } from '@sveltejs/kit';
import { type Refusal, refuse } from '#kernel/refusal.ts';
import { addProposalPhoto, askToWrite } from '#modules/proposals/index.ts';
import { receiveFile } from '#platform/receive-form.ts';
import { refusalStatus } from '#ui/refusal-status.ts';
import { wordRefusal } from '#ui/word-refusal.ts';
import { actorFor, idOr404, viewerOf } from '../../../../request.ts';
import type { RequestHandler } from './$types.js';

/** Takes one photo as the bare body, as the form sends it once it is shrunk. What it is, its content says. */
export const POST: RequestHandler = async (event) => {
  const proposal = idOr404(event.params.id);
  const outside = await askToWrite(event.locals.pilar, viewerOf(event), proposal);
  if (outside) return refused(outside);
  if (!/^image\//i.test(event.request.headers.get('content-type') ?? '')) return refused(refuse('file.type'));
  // Of one that is too large the rest is dropped here, so that its sender gets to hear it.
  const file = await receiveFile(event.request.body, event.locals.incoming);
  const actor = await actorFor(event, file);
  const added = await addProposalPhoto(
    event.locals.pilar,
    actor,
    { proposal, file, caption: '' },
    event.request.signal,
  );
  if (!added.ok) return refused(added.refusal);
  const { document, looks } = added.value;
  return json({ id: document, looks }, { status: 201 });
};

function refused(refusal: Refusal): Response {
  return json(wordRefusal(refusal), { status: refusalStatus(refusal) });
}
