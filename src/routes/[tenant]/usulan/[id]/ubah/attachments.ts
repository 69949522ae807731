import type { RequestEvent } from '@sveltejs/kit';
import type { Actor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { isRefusal, type Refusal } from '#kernel/refusal.ts';
import { documentsOf } from '#modules/documents/index.ts';
import { addProposalDocument, addProposalPhoto } from '#modules/proposals/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { filesIn, idOr404 } from '../../../../request.ts';

/** One form may make several changes; each of them happens once, under a key of its own. */
export function step(actor: Actor, name: string): Actor {
  return actor.request
    ? { ...actor, request: { ...actor.request, key: `${actor.request.key}.${name}` } }
    : actor;
}

/** The photos and documents of a proposal, as its form and its review show them. */
export async function attachedTo(tx: Tx, proposal: Id) {
  const all = await documentsOf(tx, proposal);
  const withRole = (role: string) =>
    all.filter((one) => one.role === role).map(({ id, caption }) => ({ id, caption }));
  return { photos: withRole('photo'), documents: withRole('document') };
}

/** Adds the photos and documents that came along; answers what the next page is told of them in its address (`PictureNotice`). */
export async function addFiles(
  event: RequestEvent,
  actor: Actor,
  form: FormData,
): Promise<Refusal | '' | '&polos'> {
  const told = await addPhotos(event, actor, form);
  if (isRefusal(told)) return told;
  for (const [place, file] of filesIn(form, 'documents').entries()) {
    const added = await addProposalDocument(
      event.locals.pilar,
      step(actor, `dokumen-${place}`),
      { proposal: idOr404(event.params.id ?? ''), file, called: file.name },
      event.request.signal,
    );
    if (!added.ok) return added.refusal;
  }
  return told;
}

async function addPhotos(
  event: RequestEvent,
  actor: Actor,
  form: FormData,
): Promise<Refusal | '' | '&polos'> {
  let plain = 0;
  for (const [place, file] of filesIn(form, 'photos').entries()) {
    const added = await addProposalPhoto(
      event.locals.pilar,
      step(actor, `foto-${place}`),
      { proposal: idOr404(event.params.id ?? ''), file, caption: '' },
      event.request.signal,
    );
    if (!added.ok) return added.refusal;
    if (added.value.looks === 'plain') plain += 1;
  }
  return plain > 0 ? '&polos' : '';
}
