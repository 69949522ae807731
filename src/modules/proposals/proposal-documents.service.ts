import type { Actor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { notRepeated } from '#kernel/readers/repeated.ts';
import { readLine } from '#kernel/readers/text.ts';
import { at, isRefusal, refuse } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import type { SentFile } from '#kernel/sent-file.ts';
import { attach, documentsOf, keepFiles } from '#modules/documents/index.ts';
import { record } from '#modules/journal/index.ts';
import { proposalKind } from '#modules/models/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { holdOwn, type Who } from './own-proposal.service.ts';
import { lockProposal, proposalById } from './proposal.store.ts';
import { mayMove } from './proposal.ts';

const MOST_DOCUMENTS = 10;

/**
 * Adds a document to a draft, PDF or picture: the proposal that goes with a letter. Its institution and the offices over
 * its place read it. Source: model `proposals[].asks`; paper 004, §4.2.1.
 */
export async function addProposalDocument(
  runtime: Runtime,
  who: Who,
  input: { proposal: Id; file: SentFile; called: string },
  left?: AbortSignal,
): Promise<Result<{ document: Id }>> {
  return runtime.changePrepared(who, 'proposals:write', {
    ask: (tx, actor) => asked(tx, actor, input, proposalById),
    prepare: () => keepFiles(runtime.files, 'documents', [input.file], 'receipt', left),
    work: async (tx, actor, [file]) => {
      const own = await asked(tx, actor, input, lockProposal);
      if (isRefusal(own)) return refused(own);
      if (!file) return refused(at('documents', refuse('input.required')));
      const sent = { original: file.original, caption: own.caption };
      const repeated = notRepeated(own.documents, sent, ['original', 'caption']);
      if (repeated) return refused(at('documents', repeated));
      const document = await attach(tx, file, {
        subjectType: 'proposal',
        subjectId: own.thing.id,
        role: 'document',
        caption: own.caption,
        public: 'private',
        by: actor.person,
      });
      await record(tx, own.by, {
        action: 'proposal.document-added',
        subjectType: 'proposal',
        subjectId: own.thing.id,
        region: own.area,
        summary: { sha256: file.sha256 },
      });
      return ok({ document });
    },
  });
}

/** Whether the actor may add a document now: asked before the file is read, and again under lock. */
async function asked(
  tx: Tx,
  actor: Actor,
  input: { proposal: Id; called: string },
  load: typeof proposalById,
) {
  const own = await holdOwn(tx, actor, { proposal: input.proposal }, load);
  if (isRefusal(own)) return own;
  const refusal = mayMove(own.thing, 'save');
  if (refusal) return refusal;
  if (!proposalKind(own.program.model, own.thing.kind).asks.includes('documents')) {
    return refuse('input.invalid');
  }
  const caption = readLine(input.called.slice(0, 200), 200);
  if (isRefusal(caption)) return at('documents', caption);
  const documents = (await documentsOf(tx, own.thing.id)).filter((one) => one.role === 'document');
  return documents.length < MOST_DOCUMENTS
    ? { ...own, caption, documents }
    : at('documents', refuse('file.too-many', undefined, { limit: MOST_DOCUMENTS }));
}
