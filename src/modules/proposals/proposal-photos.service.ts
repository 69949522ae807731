import type { Actor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { notRepeated } from '#kernel/readers/repeated.ts';
import { readRemark } from '#kernel/readers/text.ts';
import { at, isRefusal, refuse } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import type { SentFile } from '#kernel/sent-file.ts';
import {
  attach,
  documentById,
  documentsOf,
  keepFiles,
  removeDocument,
  type StoredFile,
} from '#modules/documents/index.ts';
import { record } from '#modules/journal/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { holdOwn, type Who } from './own-proposal.service.ts';
import { lockProposal, proposalById } from './proposal.store.ts';
import { mayMove } from './proposal.ts';

/** Adds a photo to a draft: read by its content, shrunk, its position kept apart. */
export async function addProposalPhoto(
  runtime: Runtime,
  who: Who,
  input: { proposal: Id; file: SentFile; caption: string },
  left?: AbortSignal,
): Promise<Result<{ document: Id; looks: StoredFile['looks'] }>> {
  return runtime.changePrepared(who, 'proposals:write', {
    ask: (tx, actor) => photoAsked(tx, actor, input, proposalById),
    prepare: () => keepFiles(runtime.files, 'photos', [input.file], 'picture', left),
    work: async (tx, actor, [file]) => {
      const own = await photoAsked(tx, actor, input, lockProposal);
      if (isRefusal(own)) return refused(own);
      if (!file) return refused(at('photos', refuse('input.required')));
      const sent = { original: file.original, caption: own.caption };
      const repeated = notRepeated(await documentsOf(tx, own.thing.id), sent, ['original', 'caption']);
      if (repeated) return refused(at('photos', repeated));
      const document = await attach(tx, file, {
        subjectType: 'proposal',
        subjectId: own.thing.id,
        role: 'photo',
        caption: own.caption,
        public: 'public',
        by: actor.person,
      });
      await record(tx, own.by, {
        action: 'proposal.photo-added',
        subjectType: 'proposal',
        subjectId: own.thing.id,
        region: own.area,
        summary: { sha256: file.sha256, original: file.original },
      });
      return ok({ document, looks: file.looks });
    },
  });
}

const MAX_PHOTOS = 10;

/** Whether the actor may add a photo to a proposal now: asked before the picture is read, and again under lock. */
async function photoAsked(
  tx: Tx,
  actor: Actor,
  input: { proposal: Id; caption: string },
  load: typeof proposalById,
) {
  const own = await holdOwn(tx, actor, { proposal: input.proposal }, load);
  if (isRefusal(own)) return own;
  const refusal = mayMove(own.thing, 'save');
  if (refusal) return refusal;
  const caption = readRemark(input.caption, 200);
  if (isRefusal(caption)) return at('caption', caption);
  const photos = (await documentsOf(tx, own.thing.id)).filter((one) => one.role === 'photo');
  return photos.length < MAX_PHOTOS
    ? { ...own, caption }
    : at('photos', refuse('file.too-many', undefined, { limit: MAX_PHOTOS }));
}

/** Takes a photo or a document off a draft. */
export async function removeProposalPhoto(
  runtime: Runtime,
  who: Who,
  input: { proposal: Id; document: Id },
): Promise<Result<{ document: Id }>> {
  return runtime.change(who, 'proposals:write', async (tx, actor) => {
    const own = await holdOwn(tx, actor, { proposal: input.proposal });
    if (isRefusal(own)) return refused(own);
    const refusal = mayMove(own.thing, 'save');
    if (refusal) return refused(refusal);
    const document = await documentById(tx, input.document);
    if (document?.subjectId !== own.thing.id) return refused(refuse('access.not-found'));
    await removeDocument(tx, document.id);
    await record(tx, own.by, {
      action: 'proposal.photo-removed',
      subjectType: 'proposal',
      subjectId: own.thing.id,
      region: own.area,
      summary: { sha256: document.sha256 },
    });
    return ok({ document: document.id });
  });
}
