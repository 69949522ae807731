import { createHash } from 'node:crypto';
import { error, type RequestEvent, redirect } from '@sveltejs/kit';
import type { Actor, Visitor } from '#kernel/actor.ts';
import type { WaitingFor } from '#kernel/bounded-work.ts';
import { type Id, isId } from '#kernel/id.ts';
import { storable } from '#kernel/readers/text.ts';
import { isRefusal, type Refusal } from '#kernel/refusal.ts';
import type { FileOnDisk } from '#kernel/sent-file.ts';
import type { Tenant } from '#platform/database/tenant-transaction.ts';
import { formFingerprint, ReceivedFile } from '#platform/receive-form.ts';
import type { Caller, Session } from '#platform/sign-in/sign-in.ts';
import { refusalStatus } from '#ui/refusal-status.ts';

/** The hidden field of every form: a UUID made when the page was rendered, so that sending it twice does it once. */
export const KEY_FIELD = '_key';

/** The city of this page; 404 outside one. */
export function requireTenant(event: RequestEvent): Tenant {
  return event.locals.tenant ?? error(404);
}

/** Who reads: the actor, or a visitor of this city. For public pages and for showing what may be done and what not. */
export function viewerOf(event: RequestEvent): Actor | Visitor {
  return event.locals.actor ?? { tenant: requireTenant(event).id };
}

/** The account that is signed in, for pages about the account itself; sends a stranger to the sign-in page. */
export function requireSession(event: RequestEvent): Session {
  return event.locals.session ?? redirect(303, signInPath(event.url.pathname + event.url.search));
}

/**
 * Who acts, for pages that need somebody signed in. Sends a stranger to the sign-in page, which brings them back;
 * an account of another city gets 403.
 */
export function requireActor(event: RequestEvent): Actor {
  const { actor, session } = event.locals;
  if (actor) return actor;
  if (session) error(403);
  redirect(303, signInPath(event.url.pathname + event.url.search));
}

/** What its sender can mend on the way: what they typed is worth keeping. */
const MENDABLE: ReadonlySet<string> = new Set<Refusal['refusal']>([
  'access.prove-again',
  'access.second-factor',
]);

/**
 * Ends a post of somebody who may not make this change whatever they send, before any of its body is read. Whoever may act,
 * but not now, is told with their form.
 */
export async function askFirst(asked: Promise<Refusal | undefined>): Promise<void> {
  const refusal = await asked;
  if (!refusal || MENDABLE.has(refusal.refusal)) return;
  const status = refusalStatus(refusal);
  if (status === 401 || status === 403 || status === 404) error(status);
}

/**
 * Who acts, for a form action or an API write: with the key that makes the write safe to repeat, from the form's
 * hidden `_key` or the header `Idempotency-Key`. Reads the body without using it up: `event.request.formData()` may
 * be called before and after. A body that is one `file` has been received already.
 */
export async function actorFor(event: RequestEvent, file?: FileOnDisk): Promise<Actor> {
  const actor = requireActor(event);
  const form = isForm(event.request) ? await event.request.formData() : undefined;
  const key = event.request.headers.get('idempotency-key') ?? textOf(form, KEY_FIELD);
  if (!/^[\w-]{8,128}$/.test(key)) return actor;
  const body =
    file?.sha256 ?? (form ? await formFingerprint(form, [KEY_FIELD]) : await event.request.clone().text());
  return { ...actor, request: { key, fingerprint: fingerprint(event.request.method, event.url, body) } };
}

/** SHA-256 over what was asked: method, address with query, and body. */
export function fingerprint(method: string, url: URL, body: string): string {
  return createHash('sha256').update(`${method} ${url.pathname}${url.search}\n${body}`).digest('hex');
}

export function isForm(request: Request): boolean {
  return /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(
    request.headers.get('content-type') ?? '',
  );
}

/** A text field of a form as typed, in a form that a database holds; the empty text when it is missing or a file. */
export function textOf(form: FormData | undefined, name: string): string {
  const value = form?.get(name);
  return typeof value === 'string' ? storable(value) : '';
}

/** An id from a form field or path; 404 when it is none. */
export function idOr404(text: string | undefined): Id {
  return text && isId(text) ? text : error(404);
}

/** What was read; 404 for what is not there, or not for this reader. */
export function readOr404<T>(read: T | Refusal): T {
  return isRefusal(read) ? error(404) : read;
}

/**
 * A whole number that an address names, such as where a list goes on; 0 for anything else. Seven digits at most: neither
 * `Infinity` nor `1e30` reaches the database.
 */
export function wholeIn(url: URL, name: string): number {
  const said = url.searchParams.get(name) ?? '';
  return /^\d{1,7}$/.test(said) ? Number(said) : 0;
}

/**
 * The sign-in page that brings somebody back to a path of this site afterwards: without its query where that is longer than
 * a header takes, and to their desk where the path itself is.
 */
export function signInPath(back: string): string {
  const [path = ''] = back.split('?');
  const kept = [back, path].find((one) => ownPath(one) !== undefined);
  return kept === undefined ? '/masuk' : `/masuk?kembali=${encodeURIComponent(kept)}`;
}

/**
 * A path of this site, or undefined for anything that leads elsewhere: another origin, a protocol-relative or
 * backslash address, a text with control characters.
 */
export function ownPath(text: string | null | undefined): string | undefined {
  if (!text?.startsWith('/') || text.length > 2000 || hasControlCharacter(text)) return undefined;
  const here = 'http://pilar.invalid';
  if (!URL.canParse(text, here)) return undefined;
  const url = new URL(text, here);
  return url.origin === here && !url.pathname.startsWith('//') ? url.pathname + url.search : undefined;
}

function hasControlCharacter(text: string): boolean {
  return [...text].some((sign) => sign < ' ' || sign === '\u007f');
}

/** Who waits for an analysis of this request; it ends when they leave. */
export function waitingFor(event: RequestEvent): WaitingFor {
  return { left: event.request.signal, who: event.locals.actor ? 'member' : 'visitor' };
}

/** Who calls, for everything that concerns sessions. The address is what the server saw, never what a client says. */
export function callerOf(event: RequestEvent): Caller {
  return {
    cookie: event.request.headers.get('cookie') ?? '',
    address: event.getClientAddress(),
    userAgent: (event.request.headers.get('user-agent') ?? '').slice(0, 300),
  };
}

/** The files chosen in a field; an untouched field sends an empty file without a name, which is left out. */
export function filesIn(form: FormData, name: string): ReceivedFile[] {
  return form
    .getAll(name)
    .filter(
      (value): value is ReceivedFile =>
        value instanceof ReceivedFile && (value.size > 0 || value.name !== ''),
    );
}

/** The documents chosen in a form, each called as its file is. */
export function documentsIn(form: FormData): { readonly file: ReceivedFile; readonly called: string }[] {
  return filesIn(form, 'documents').map((file) => ({ file, called: file.name }));
}
