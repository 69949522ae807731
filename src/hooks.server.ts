import { randomUUID } from 'node:crypto';
import { error, isHttpError, type RequestEvent } from '@sveltejs/kit';
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit/hooks';
import { authorise } from '#kernel/actor.ts';
import { isRefusal, type Labelled } from '#kernel/refusal.ts';
import { loadActor, loadTokenActor } from '#modules/actors/index.ts';
import { sweepMeetings } from '#modules/deliberation/index.ts';
import { keepSweeping } from '#modules/documents/index.ts';
import { sweepPurses } from '#modules/funding/index.ts';
import { keepImporting } from '#modules/imports/index.ts';
import { keepSealing, keepWitnessed, witnessesIn } from '#modules/journal/index.ts';
import { sweepOffers } from '#modules/matching/index.ts';
import { keepClocks } from '#modules/obligations/index.ts';
import { isVisit, keepVisits } from '#modules/portal/index.ts';
import { officeWordsIn } from '#modules/programs/index.ts';
import { sweepAppeals } from '#modules/sanctions/index.ts';
import { paraglideMiddleware } from '#paraglide/server.js';
import { DatabaseUnavailable } from '#platform/database/unavailable.ts';
import { describeFailure } from '#platform/describe-failure.ts';
import { receiveForm } from '#platform/receive-form.ts';
import { readSettings } from '#platform/settings.ts';
import { publishVitalSigns } from '#platform/vital-signs.ts';
import { withOffices } from '#ui/message.ts';
import { building } from '$app/env';
import { statusOfBody } from './front-door/body-status.ts';
import { BOUNDS, classOf } from './front-door/route-class.ts';
import { buildPilar, type Pilar } from './pilar.ts';
import { awayAnswer } from './routes/away-answer.ts';
import { callerOf, isForm, signInPath } from './routes/request.ts';
import { giveCookies } from './routes/session-cookies.ts';
import { waitAt } from './routes/wait-at.ts';

let pilar: Pilar | undefined;
let visits: ReturnType<typeof keepVisits> | undefined;

/** Builds the application before the first request is served. */
export const init: ServerInit = async () => {
  if (building) return;
  const settings = readSettings(process.env);
  const witnesses = witnessesIn(process.env.PILAR_WITNESSES ?? '');
  const opened = await buildPilar(settings, { unreachable: 'wait' });
  pilar = opened;
  publishVitalSigns({
    database: (milliseconds) => opened.database.check(milliseconds),
    endStreams: () => opened.rooms.close(),
  });
  const visiting = keepVisits(opened);
  visits = visiting;
  const stopSealing = keepSealing(opened);
  const stopSweeping = keepSweeping(opened);
  const stopClocks = keepClocks(opened, [sweepPurses, sweepAppeals, sweepOffers, sweepMeetings]);
  const stopImports = keepImporting(opened);
  const stopWitnesses = keepWitnessed(opened, settings.origin, witnesses);
  process.once('sveltekit:shutdown', async () => {
    await visiting.stop();
    await stopImports();
    await stopSweeping();
    await stopClocks();
    await stopWitnesses();
    await stopSealing();
    await opened.close();
  });
};

export const handle: Handle = async ({ event, resolve }) => {
  if (!pilar || !event.route.id?.startsWith('/api/')) return answerPage({ event, resolve });
  // The API finds out for itself who asks and in which language, by headers alone.
  event.locals.pilar = pilar;
  const response = await resolve(event);
  secure(response, event);
  return response;
};

const answerPage: Handle = ({ event, resolve }) =>
  paraglideMiddleware(event.request, async ({ locale }) => {
    event.locals.locale = locale;
    if (pilar) rememberForm(event, pilar);
    try {
      const stopped = pilar && (await identify(event, pilar).catch((thrown) => notAvailable(event, thrown)));
      const answered =
        stopped ??
        (await withOffices(event.locals.offices ?? NO_OFFICES, () =>
          resolve(event, { transformPageChunk: ({ html }) => html.replace('%lang%', locale) }),
        ));
      const { away, instead } = event.locals;
      const response =
        away && answered.status >= 500 ? awayAnswer(event.request, locale, away) : (instead ?? answered);
      secure(response, event);
      countVisit(response, event);
      return response;
    } finally {
      await event.locals.incoming?.clear();
    }
  });

const NO_OFFICES = new Map<string, Labelled>();

/** Finds out the city, the account and who acts. Answers a response when the request ends here. */
async function identify(event: RequestEvent, pilar: Pilar): Promise<Response | undefined> {
  event.locals.pilar = pilar;
  event.locals.tenant = await pilar.tenantNamed(event.params.tenant);
  if (event.locals.tenant) event.locals.offices = await officeWordsIn(pilar, event.locals.tenant.id);
  const token = /^Bearer +(\S+)$/i.exec(event.request.headers.get('authorization') ?? '')?.[1];
  const { tenant } = event.locals;
  if (token !== undefined) {
    // On pages a token reads, and only with the scope for it: changes by token belong to the API, which checks each
    // one's scope. It counts for the city in the path alone; cookies beside it are not looked at.
    if (event.request.method !== 'GET' && event.request.method !== 'HEAD') return tokenCannotChange();
    const actor = tenant && (await loadTokenActor(pilar, tenant.id, token));
    if (actor && !isRefusal(authorise(actor, 'read'))) event.locals.actor = actor;
    return undefined;
  }
  if (event.request.headers.has('cookie')) {
    const { session, cookies } = await pilar.signIn.session(callerOf(event));
    giveCookies(event, cookies);
    event.locals.session = session;
    if (session && tenant) event.locals.actor = await loadActor(pilar, tenant.id, session);
    if (session && isNotTheirs(event)) event.locals.unread = true;
  }
  return event.locals.session ? undefined : interruptedPost(event, pilar);
}

/** The most that somebody without an office may send to a page of their city, in bytes: a form without files. */
const MOST_OF_RESIDENT = 64 * 1024;

/**
 * Whether somebody may not send this whatever is in it: of another city, or without an office a file or a long form. What
 * an officer may send where, each page asks before it reads (`askFirst`).
 */
function isNotTheirs({ request, route, url, locals }: RequestEvent): boolean {
  if (request.method !== 'POST' || !route.id?.startsWith('/[tenant]') || OPEN_FORMS.has(route.id))
    return false;
  if (!locals.actor) return true;
  const kind = classOf('POST', url.pathname + url.search, request.headers.get('content-type') ?? '');
  const isLarge = kind === 'upload' || announced(request) > MOST_OF_RESIDENT;
  return isLarge && locals.actor.mandates.length === 0;
}

/** Bytes of a body as its head says; one that does not say may be of any length. */
function announced(request: Request): number {
  const said = request.headers.get('content-length');
  return said === null ? Number.POSITIVE_INFINITY : Number(said);
}

function tokenCannotChange(): Response {
  return new Response('A token changes things through /api/v1 only.\n', {
    status: 403,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  });
}

/** Where the database does not serve, the request ends here; anything else is thrown on. */
function notAvailable(event: RequestEvent, thrown: unknown): Response {
  if (!(thrown instanceof DatabaseUnavailable)) throw thrown;
  noteAway(event, thrown);
  return new Response(null, { status: 503 });
}

/** A line in the log, and a mark on the request by which it is answered 503. */
function noteAway(event: RequestEvent, away: DatabaseUnavailable): void {
  event.locals.away = away;
  pilar?.log.warn({ lack: away.lack, code: away.code, route: event.route.id }, 'the database did not serve');
}

/** Pages whose forms need no account: a ballot with a slip code, a file that is computed and forgotten, what residents send and follow, the place a device keeps. */
const OPEN_FORMS = new Set([
  '/[tenant]/suara',
  '/[tenant]/analisis/suara',
  '/[tenant]/usulan/kirim',
  '/[tenant]/lacak',
  '/[tenant]/tempat/[code]',
]);

/**
 * A form of a city's page whose session has ended: its fields go on to the sign-in page, which carries them through
 * signing in. Files are dropped as they come. What is as large as only an officer sends is received from a browser in
 * which somebody was signed in before; of a stranger's nothing is read.
 */
async function interruptedPost(event: RequestEvent, pilar: Pilar): Promise<Response | undefined> {
  const { request } = event;
  const isPageForm =
    request.method === 'POST' &&
    isForm(request) &&
    event.route.id?.startsWith('/[tenant]') &&
    !OPEN_FORMS.has(event.route.id);
  if (!isPageForm) return undefined;
  const isSmall = announced(request) <= BOUNDS.carried.body.bytes;
  const page = signInPath(event.url.pathname + event.url.search).replace(/^\/masuk\??/, '/masuk?/lanjut&');
  if (!isSmall && !(await pilar.signIn.wasHere(callerOf(event)))) {
    return waitAt(event, `${page}&utuh=tidak`, new FormData());
  }
  event.locals.filesLeftBehind = true;
  try {
    return await waitAt(event, page, await request.formData());
  } catch (problem) {
    // The page asks for the same body, cannot read it either, and answers that.
    if (isHttpError(problem)) return undefined;
    throw problem;
  }
}

/**
 * Makes `request.formData()` answer the same form every time: actions read it, and so does the fingerprint that
 * makes a double submit harmless. A form with files is read through to disk, where they lie until the request is
 * answered.
 */
function rememberForm(event: RequestEvent, pilar: Pilar): void {
  const { request } = event;
  const box = pilar.incoming.open();
  event.locals.incoming = box;
  const readFields = request.formData.bind(request);
  const read = async () => {
    const { unread, filesLeftBehind } = event.locals;
    if (unread) error(403);
    const mediaType = request.headers.get('content-type') ?? '';
    if (!/^multipart\/form-data\b/i.test(mediaType)) return readFields();
    const files = filesLeftBehind ? 'left behind' : 'kept';
    const form = await receiveForm(request.body, mediaType, box, Number.POSITIVE_INFINITY, files);
    return typeof form === 'string' ? error(form === 'too-large' ? 413 : 400) : form;
  };
  let form: Promise<FormData> | undefined;
  request.formData = () => {
    form ??= read().catch((problem) => {
      if (isHttpError(problem) || isDiskFull(problem)) throw problem;
      error(statusOfBody(problem) ?? 400);
    });
    return form;
  };
}

/** Nothing the sender can mend: an error of ours, to be seen in the log. */
function isDiskFull(problem: unknown): boolean {
  return (
    problem instanceof Error &&
    'code' in problem &&
    ['ENOSPC', 'EDQUOT', 'EROFS', 'EIO'].includes(String(problem.code))
  );
}

function secure(response: Response, event: RequestEvent): void {
  const { headers } = response;
  headers.append('vary', 'Accept-Language, Cookie, Authorization');
  headers.set('x-content-type-options', 'nosniff');
  headers.set('x-frame-options', 'DENY');
  headers.set('referrer-policy', 'same-origin');
  headers.set('cross-origin-opener-policy', 'same-origin');
  headers.set('permissions-policy', 'camera=(self), geolocation=(self), microphone=(), payment=()');
  if (event.url.protocol === 'https:') headers.set('strict-transport-security', 'max-age=31536000');
  if (!headers.has('cache-control')) headers.set('cache-control', caching(response, event));
}

function countVisit({ status, headers }: Response, { request, route, locals }: RequestEvent): void {
  if (!locals.tenant || !route.id?.startsWith('/[tenant]')) return;
  const opened = {
    method: request.method,
    status,
    mediaType: headers.get('content-type'),
    userAgent: request.headers.get('user-agent'),
    purpose: request.headers.get('sec-purpose'),
    isSignedIn: locals.session !== undefined || locals.actor !== undefined,
  };
  if (isVisit(opened)) visits?.count(locals.tenant.id);
}

/** What a visitor reads of a city may be kept by anyone but is asked for again (by ETag); all else is nobody's to keep. */
function caching(response: Response, event: RequestEvent): string {
  const { session, actor } = event.locals;
  const isPublic = event.route.id === '/' || event.route.id?.startsWith('/[tenant]');
  return isPublic && !session && !actor && response.status < 300 && !response.headers.has('set-cookie')
    ? 'public, max-age=0, must-revalidate'
    : 'private, no-store';
}

/** What went wrong goes to the log without anything a person typed; the page gets a reference to ask about. */
export const handleError: HandleServerError = ({ kind, error: thrown, event }) => {
  if (kind !== 'unknown') return { status: thrown.status, message: thrown.message };
  if (thrown instanceof DatabaseUnavailable) {
    noteAway(event, thrown);
    return { status: 503, message: 'The database does not serve' };
  }
  // A body that was too large, too slow or cut off in the middle: the sender's doing, not ours.
  const status = statusOfBody(thrown);
  if (status !== undefined) return { status, message: 'The body could not be read' };
  const reference = randomUUID().slice(0, 8);
  pilar?.log.error(
    {
      reference,
      method: event.request.method,
      route: event.route.id,
      ...describeFailure(thrown, pilar.settings.mode === 'demo' ? 'with its message' : 'without its message'),
    },
    'request failed',
  );
  return { status: 500, message: 'Internal error', reference };
};
