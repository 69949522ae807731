import { type Actor, acting, type Mandate, type Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { at, isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import type { SentFile } from '#kernel/sent-file.ts';
import { attach, documentsOf, keepFiles } from '#modules/documents/index.ts';
import { record } from '#modules/journal/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { type Letter, letterById } from './letter.store.ts';

/** The mandate by which somebody acts for the office whose letter it is. */
export function mandateAt(actor: Actor, organization: Id): Mandate | Refusal {
  return (
    actor.mandates.find((held) => held.organization.id === organization) ??
    refuse('access.office', undefined, { offices: [] })
  );
}

async function scanning(
  tx: Tx,
  actor: Actor,
  id: Id,
): Promise<{ readonly letter: Letter; readonly by: Mandate } | Refusal> {
  const letter = await letterById(tx, id);
  if (!letter) return refuse('access.not-found');
  const by = mandateAt(actor, letter.organization);
  if (isRefusal(by)) return by;
  const scanned = (await documentsOf(tx, id)).some((one) => one.role === 'scan');
  return scanned ? at('scan', refuse('letter.scanned')) : { letter, by };
}

/** Whether somebody may attach the scan of a signed letter, asked before the file is received. */
export function askToScan(runtime: Runtime, who: Actor | Visitor, id: Id): Promise<Refusal | undefined> {
  return runtime.askFirst(who, 'offices:write', async (tx, actor) => scanning(tx, actor, id));
}

/**
 * Attaches the scan of a letter as it was signed: a PDF or a picture, checked by its content, by the office whose letter it
 * is, once. It stands beside what was issued, which it never changes.
 */
export function attachScan(
  runtime: Runtime,
  who: Actor | Visitor,
  input: { readonly letter: Id; readonly scan: SentFile | undefined },
  left?: AbortSignal,
): Promise<Result<{ readonly letter: Id }>> {
  return runtime.changePrepared(who, 'offices:write', {
    ask: async (tx, actor) => {
      const found = await scanning(tx, actor, input.letter);
      return isRefusal(found) ? found : undefined;
    },
    prepare: async () => {
      if (!input.scan) return at('scan', refuse('input.required'));
      return keepFiles(runtime.files, 'scan', [input.scan], 'receipt', left);
    },
    work: async (tx, actor, [file]) => {
      const found = await scanning(tx, actor, input.letter);
      if (isRefusal(found)) return refused(found);
      if (!file) return refused(at('scan', refuse('input.required')));
      const { letter, by } = found;
      const to = {
        subjectType: 'letter',
        subjectId: letter.id,
        role: 'scan',
        caption: '',
        by: actor.person,
      } as const;
      await attach(tx, file, { ...to, public: letter.open ? 'public' : 'private' });
      await record(tx, acting(actor, by), {
        action: 'letter.scanned',
        subjectType: 'letter',
        subjectId: letter.id,
        region: letter.region,
        summary: { letterNumber: letter.number, sha256: file.sha256 },
      });
      return ok({ letter: letter.id });
    },
  });
}
