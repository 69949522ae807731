import type { Acting, Actor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { notRepeated } from '#kernel/readers/repeated.ts';
import { readLine } from '#kernel/readers/text.ts';
import { at, isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import type { RegionCode } from '#kernel/region.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import type { SentFile } from '#kernel/sent-file.ts';
import { attach, documentsOf, keepFiles, type StoredFile } from '#modules/documents/index.ts';
import { record } from '#modules/journal/index.ts';
import { type ProposalKind, proposalKind } from '#modules/models/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { holdOwn, type Who } from './own-proposal.service.ts';
import { lockProposal, proposalById } from './proposal.store.ts';
import { mayMove } from './proposal.ts';

const MOST_DOCUMENTS = 10;
/** So many come with a form that is sent in one step. */
const MOST_AT_ONCE = 3;

/** No system names a file longer. */
const LONGEST_NAME = 255;

/** A document as it is sent, with the name of its file. */
export type SentDocument = { readonly file: SentFile; readonly called: string };
/** The same where it is kept. */
export type KeptDocument = { readonly file: StoredFile; readonly caption: string };

/** What stands against the documents of a form that is sent in one step; undefined where nothing does. */
export function documentsRefused(kind: ProposalKind, sent: readonly SentDocument[]): Refusal | undefined {
  if (sent.length > 0 && !kind.asks.includes('documents')) return at('documents', refuse('input.invalid'));
  return sent.length > MOST_AT_ONCE
    ? at('documents', refuse('file.too-many', undefined, { limit: MOST_AT_ONCE }))
    : undefined;
}

/** Keeps the files of a form that is sent in one step, each under the name of its file. */
export async function keepDocuments(
  files: Runtime['files'],
  sent: readonly SentDocument[],
): Promise<readonly KeptDocument[] | Refusal> {
  const kept = await keepFiles(
    files,
    'documents',
    sent.map(({ file }) => file),
    'receipt',
  );
  if (isRefusal(kept)) return kept;
  const captions = sent.map(({ called }) => readLine(called, LONGEST_NAME));
  const unreadable = captions.find(isRefusal);
  if (unreadable) return at('documents', unreadable);
  return kept.map((file, i) => ({ file, caption: String(captions[i] ?? '') }));
}

/** Lays a document with a proposal: whoever brings it and the offices over its place read it, nobody else. */
export async function layDocument(
  tx: Tx,
  by: Acting,
  proposal: { readonly id: Id; readonly area: RegionCode },
  { file, caption }: KeptDocument,
): Promise<Id> {
  const document = await attach(tx, file, {
    subjectType: 'proposal',
    subjectId: proposal.id,
    role: 'document',
    caption,
    public: 'private',
    by: by.person,
  });
  await record(tx, by, {
    action: 'proposal.document-added',
    subjectType: 'proposal',
    subjectId: proposal.id,
    region: proposal.area,
    summary: { sha256: file.sha256 },
  });
  return document;
}

/**
 * Adds a document to a draft, PDF or picture: the proposal that goes with a letter, what supports a need. Whoever brings it
 * and the offices over its place read it. Source: model `proposals[].asks`; paper 004, §4.2.1.
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
      const to = { id: own.thing.id, area: own.area };
      return ok({ document: await layDocument(tx, own.by, to, { file, caption: own.caption }) });
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
  const caption = readLine(input.called, LONGEST_NAME);
  if (isRefusal(caption)) return at('documents', caption);
  const documents = (await documentsOf(tx, own.thing.id)).filter((one) => one.role === 'document');
  return documents.length < MOST_DOCUMENTS
    ? { ...own, caption, documents }
    : at('documents', refuse('file.too-many', undefined, { limit: MOST_DOCUMENTS }));
}
