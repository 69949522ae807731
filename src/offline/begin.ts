import { canonicalJson } from '#kernel/json.ts';
import { saysNothing } from './answers.ts';
import { type BegunDraft, draftWith, mendDraft, type Typed } from './store.ts';

/** What became of a draft that was begun without network, once the server was asked to begin it. */
export type Begun =
  | { readonly kind: 'begun'; readonly version: number; readonly fields: Typed }
  | { readonly kind: 'away' }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'stale'; readonly current: number; readonly theirs: unknown }
  | { readonly kind: 'refused'; readonly title: string; readonly remedy: string };

/** A draft as its page knows it. */
type OwnDraft = Pick<BegunDraft, 'id' | 'page' | 'start'>;

/** What the form of a draft that was begun here asks of this device and of the server. */
export function begunHere(draft: OwnDraft) {
  const mend = (mended: Partial<BegunDraft>) => void mendDraft(draft.id, mended).catch(() => undefined);
  return {
    begin: (typed: Typed) => begin(draft, typed),
    typed: (fields: Typed) => mend({ fields, at: new Date().toISOString() }),
    saved: (version: number, fields: Typed) => mend({ version, fields, tried: fields, refused: undefined }),
  };
}

/**
 * Has the server begin a draft under the id it got here, and save what was typed. Asked once at a time, by its page or
 * by the worker; where an answer may have been lost, the same is asked again, so that the server answers the same.
 */
export function begin(draft: OwnDraft, typed: Typed): Promise<Begun> {
  return navigator.locks.request(`pilar-begin ${draft.id}`, async () => {
    // A page goes on without what is kept here: it knows all that is asked for itself.
    const mend = (mended: Partial<BegunDraft>) => mendDraft(draft.id, mended).catch(() => undefined);
    const before = await draftWith(draft.id).catch(() => undefined);
    const tried = before?.tried ?? typed;
    if (before?.version !== undefined) return { kind: 'begun', version: before.version, fields: tried };
    await mend({ tried });
    const begun = await send(draft, 'POST', { ...draft.start, fields: tried });
    await mend(whatIsKnown(begun));
    if (begun.kind !== 'begun') return begun;
    if (canonicalJson(tried) === canonicalJson(typed)) return { ...begun, fields: tried };
    const saved = await send(draft, 'PUT', { version: begun.version, fields: typed });
    if (saved.kind !== 'begun') return { ...begun, fields: tried };
    await mend({ version: saved.version, tried: typed });
    return { ...saved, fields: typed };
  });
}

type Sent = Exclude<Begun, { kind: 'begun' }> | { readonly kind: 'begun'; readonly version: number };

async function send({ page }: OwnDraft, method: 'POST' | 'PUT', what: unknown): Promise<Sent> {
  try {
    const response = await fetch(`${page}/draf`, {
      method,
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(what),
      redirect: 'error',
    });
    if (saysNothing(response.status)) return { kind: 'away' };
    if (response.status === 401) return { kind: 'signed-out' };
    const { version, current, fields, title, remedy } = await response.json();
    if (response.ok) return { kind: 'begun', version };
    if (response.status === 412) return { kind: 'stale', current, theirs: fields };
    return { kind: 'refused', title: String(title ?? ''), remedy: String(remedy ?? '') };
  } catch {
    return { kind: 'away' };
  }
}

function whatIsKnown(begun: Sent): Partial<BegunDraft> {
  if (begun.kind === 'begun') return { version: begun.version, refused: undefined };
  if (begun.kind === 'refused') return { tried: undefined, refused: begun };
  // It stands there with something else in it: only its page can show both.
  return begun.kind === 'stale' ? { tried: undefined, refused: { title: '', remedy: '' } } : {};
}
