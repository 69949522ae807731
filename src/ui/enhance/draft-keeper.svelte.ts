import { newId } from '#kernel/id.ts';
import { canonicalJson } from '#kernel/json.ts';

/** How a draft is kept at the moment. Whatever it is, what was typed stands in this browser until the server has it. */
export type Keeping =
  | { readonly kind: 'still' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly at: Date }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'stale'; readonly current: number; readonly theirs: unknown }
  | { readonly kind: 'refused'; readonly title: string; readonly remedy: string };

/** A draft in this browser. `version` is the one it was made from, or, where the server has it, the one it became. */
export type Kept<Fields> = {
  readonly fields: Fields;
  readonly version: number;
  readonly at: string;
  /** The server has it: it stays for pages that were kept before (`src/service-worker`), and for nothing else. */
  readonly saved?: boolean;
};

/** What is asked of a draft that was begun where there was no network: its version is 0 until the server has it. */
type BegunHere<Fields> = {
  /** Has the server begin it; answers the version and the fields that it has then. */
  readonly begin: (
    fields: Fields,
  ) => Promise<
    | { readonly kind: 'begun'; readonly version: number; readonly fields: unknown }
    | { readonly kind: 'away' }
    | Exclude<Keeping, { kind: 'still' | 'saving' | 'saved' | 'waiting' }>
  >;
  readonly typed: (fields: Fields) => void;
  readonly saved: (version: number, fields: Fields) => void;
};

const PAUSE = 3000;
const RETRY = 15_000;
const PATIENCE = 30_000;

/**
 * Keeps a draft while somebody types: at once in this browser, after a pause on the server. A lost connection is waited
 * out; an answer that got lost is asked for again under the same key, so that nothing is saved twice. When somebody
 * changed the draft elsewhere, it stops and says so.
 */
export function draftKeeper<Fields>(draft: {
  /** Names the draft in this browser, and whose typing it is: nobody else who uses it is offered that. */
  readonly name: string;
  /** The address that takes `{ version, fields }` by PUT and answers `{ version }`. */
  readonly address: string;
  readonly version: number;
  /** What the server has. */
  readonly saved: Fields;
  readonly read: () => Fields;
  readonly begunHere?: BegunHere<Fields> | undefined;
}) {
  let keeping = $state<Keeping>({ kind: 'still' });
  let version = $state(draft.version);
  /** What the server has, as text in which the order of fields tells nothing: page and server write them in their own. */
  let onServer = canonicalJson(draft.saved);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sending: Promise<boolean> | undefined;
  let attempt: { body: string; key: string } | undefined;

  function changed(): void {
    const fields = draft.read();
    keep(fields);
    if (version === 0) draft.begunHere?.typed(fields);
    if (keeping.kind === 'stale') return;
    later(PAUSE);
  }

  function keep(fields: Fields, saved?: true): void {
    const at = new Date().toISOString();
    keepHere(draft.name, { fields, version, at, ...(saved ? { saved } : {}) });
  }

  function later(milliseconds: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), milliseconds);
  }

  /** Sends what is not on the server yet. Answers whether the server has everything now. */
  async function flush(): Promise<boolean> {
    clearTimeout(timer);
    while (sending) await sending;
    if (keeping.kind === 'stale') return false;
    sending = send();
    try {
      return await sending;
    } finally {
      sending = undefined;
    }
  }

  /** Has the server begin what only this browser knows. Answers whether it has it now. */
  async function begin({ begin: ask }: BegunHere<Fields>, fields: Fields): Promise<boolean> {
    keeping = { kind: 'saving' };
    const answer = await ask(fields);
    if (answer.kind === 'begun') {
      version = answer.version;
      onServer = canonicalJson(answer.fields);
      return true;
    }
    keeping = answer.kind === 'away' ? { kind: 'waiting' } : answer;
    if (answer.kind === 'away') later(RETRY);
    return false;
  }

  async function send(): Promise<boolean> {
    const fields = draft.read();
    const text = canonicalJson(fields);
    if (version === 0 && draft.begunHere && !(await begin(draft.begunHere, fields))) return false;
    if (text === onServer) {
      onlyThere(fields);
      if (keeping.kind !== 'saved') keeping = { kind: 'saved', at: new Date() };
      return true;
    }
    const body = JSON.stringify({ version, fields });
    if (attempt?.body !== body) attempt = { body, key: newId() };
    keeping = { kind: 'saving' };
    const answer = await put(draft.address, body, attempt.key);
    if (answer === undefined) {
      keeping = { kind: 'waiting' };
      later(RETRY);
      return false;
    }
    if (answer.status !== 200 || answer.body.version === undefined) {
      keeping = refusalIn(answer);
      return false;
    }
    version = answer.body.version;
    onServer = text;
    attempt = undefined;
    keeping = { kind: 'saved', at: new Date() };
    draft.begunHere?.saved(version, fields);
    if (canonicalJson(draft.read()) === text) {
      onlyThere(fields);
      return true;
    }
    keep(draft.read());
    later(PAUSE);
    return false;
  }

  /** The server has everything. Where pages are kept for times without network, an older one is to be filled from here. */
  function onlyThere(fields: Fields): void {
    if (navigator.serviceWorker?.controller) {
      keep(fields, true);
    } else {
      forgetHere(draft.name);
    }
  }

  return {
    get keeping() {
      return keeping;
    },
    get version() {
      return version;
    },
    changed,
    flush,
    /** Goes on from the version that somebody else saved, with what stands here. */
    overwrite(): Promise<boolean> {
      if (keeping.kind !== 'stale') return flush();
      version = keeping.current;
      keeping = { kind: 'still' };
      return flush();
    },
    /**
     * What this browser holds that this page has not: something the server has not either, or, where the page is a copy
     * from earlier, what the server was given since. Undefined when they are the same.
     */
    kept(): Kept<Fields> | undefined {
      const found = keptHere<Fields>(draft.name);
      const isNews = found && canonicalJson(found.fields) !== onServer;
      if (isNews && (!found.saved || found.version > version)) return found;
      forgetHere(draft.name);
      return undefined;
    },
    /** Goes on from what `kept` answered: from its version, where the page is the older of the two. */
    goOnFrom(kept: Kept<Fields>): void {
      version = Math.max(version, kept.version);
      if (kept.saved) onServer = canonicalJson(kept.fields);
    },
    forget: () => forgetHere(draft.name),
    stop: () => clearTimeout(timer),
  };
}

type Answer = {
  readonly status: number;
  readonly body: { version?: number; current?: number; fields?: unknown; title?: string; remedy?: string };
};

async function put(address: string, body: string, key: string): Promise<Answer | undefined> {
  try {
    const response = await fetch(address, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', accept: 'application/json', 'idempotency-key': key },
      body,
      redirect: 'error',
      keepalive: body.length < 60_000,
      signal: AbortSignal.timeout(PATIENCE),
    });
    // A server that is starting or a gateway in between says nothing about the draft: as if there were no connection.
    if (response.status >= 500) return undefined;
    return { status: response.status, body: await response.json() };
  } catch {
    return undefined;
  }
}

function refusalIn({ status, body }: Answer): Keeping {
  if (status === 401) return { kind: 'signed-out' };
  if (status === 412 && body.current !== undefined) {
    return { kind: 'stale', current: body.current, theirs: body.fields };
  }
  return { kind: 'refused', title: body.title ?? '', remedy: body.remedy ?? '' };
}

/* A browser may refuse to store anything; then the draft lives in the page and on the server alone. */

function keepHere(name: string, kept: Kept<unknown>): void {
  try {
    localStorage.setItem(name, JSON.stringify(kept));
  } catch {}
}

function forgetHere(name: string): void {
  try {
    localStorage.removeItem(name);
  } catch {}
}

function keptHere<Fields>(name: string): Kept<Fields> | undefined {
  try {
    const text = localStorage.getItem(name);
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
