import { randomUUID } from 'node:crypto';
import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { type Actor, authorise, type Visitor } from '#kernel/actor.ts';
import { isId } from '#kernel/id.ts';
import { at, isRefusal, type Labelled, type Refusal, refuse } from '#kernel/refusal.ts';
import { levelOf } from '#kernel/region.ts';
import { loadTokenActor } from '#modules/actors/index.ts';
import { officeWordsIn } from '#modules/programs/index.ts';
import type { Locale } from '#paraglide/runtime.js';
import type { Tenant } from '#platform/database/tenant-transaction.ts';
import { DatabaseUnavailable } from '#platform/database/unavailable.ts';
import { describeFailure } from '#platform/describe-failure.ts';
import type { IncomingBox } from '#platform/incoming.ts';
import { withOffices } from '#ui/message.ts';
import type { Pilar } from '../pilar.ts';
import { isStorable, readBody } from './body.ts';
import { isWord, openApiDocument } from './document.ts';
import type { Answer, Call, Endpoint } from './endpoint.ts';
import { ENDPOINTS } from './endpoints.ts';
import { type Fault, faulty, isFault } from './fault.ts';
import { indexPage } from './index-page.ts';
import { type Limits, limitsOf } from './limits.ts';
import { readKey, readVersion, requestKey } from './preconditions.ts';
import { faultProblem, type Problem, preferredLocale, problemOf } from './problem.ts';

/** What the API is given with each request: the application, and the caller's address as the server saw it. */
export type ApiEnvironment = { readonly pilar: Pilar; readonly address: string };

export type Api = {
  fetch(request: Request, environment: ApiEnvironment): Promise<Response>;
  /** The addresses that are answered, as the router has them. */
  readonly routes: readonly { readonly method: string; readonly path: string }[];
};

export const BASE = '/api/v1';

/** Requests a minute for each token, or each address without one, unless configured otherwise. */
export const REQUESTS_PER_MINUTE = 600;

type Hono = { Bindings: ApiEnvironment };

/**
 * The REST API under `/api/v1`: addresses from `ENDPOINTS`, the OpenAPI document at `openapi.json`, a page that lists
 * them at its root. It takes personal tokens and looks at no cookie, so that no other site can act through a browser.
 */
export function createApi(options: { requestsPerMinute?: number } = {}): Api {
  const limits = limitsOf(options.requestsPerMinute ?? REQUESTS_PER_MINUTE);
  const app = new OpenAPIHono<Hono>().basePath(BASE);
  let document: string | undefined;
  app.get('/openapi.json', () => {
    document ??= JSON.stringify(openApiDocument());
    return new Response(document, { headers: { ...COMMON, 'content-type': 'application/json' } });
  });
  app.get('/', (context) => {
    const locale = preferredLocale(context.req.raw.headers.get('accept-language'));
    return new Response(indexPage(locale), {
      headers: {
        ...COMMON,
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': PAGE_POLICY,
      },
    });
  });
  for (const endpoint of ENDPOINTS) {
    const path = endpoint.path.replaceAll(/\{(\w+)\}/g, ':$1');
    app.on(endpoint.method.toUpperCase(), path, (context) => answer(endpoint, context, limits));
  }
  app.notFound((context) => {
    const allowed = methodsAt(context.req.path);
    const locale = preferredLocale(context.req.raw.headers.get('accept-language'));
    return allowed.length === 0
      ? problemResponse(faultProblem(faulty('address-unknown'), locale), locale)
      : problemResponse(faultProblem(faulty('method-unknown', { allowed }), locale), locale, {
          allow: allowed.join(', '),
        });
  });
  app.onError((error, context) => failed(error, context));
  return {
    fetch: async (request, environment) => app.fetch(request, environment),
    routes: app.routes.map(({ method, path }) => ({ method, path })),
  };
}

const COMMON = {
  'x-content-type-options': 'nosniff',
  vary: 'Accept-Language, Authorization',
  'cache-control': 'no-cache',
} as const;

const PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

async function answer(endpoint: Endpoint, context: Context<Hono>, limits: Limits): Promise<Response> {
  const { raw } = context.req;
  const locale = preferredLocale(raw.headers.get('accept-language'));
  const box = context.env.pilar.incoming.open();
  const found = await serve(endpoint, raw, context.req.param(), context.env, limits, box).finally(box.clear);
  if (isFault(found)) return faultResponse(found, locale);
  if (isRefusal(found)) return refusedAs(found, locale, context);
  return granted(endpoint, found, raw.url, context.req.param('tenant') ?? '');
}

/** A refusal, its offices called as the city calls them. */
async function refusedAs(refusal: Refusal, locale: Locale, context: Context<Hono>): Promise<Response> {
  const { pilar } = context.env;
  const tenant = await pilar.tenantNamed(context.req.param('tenant'));
  const offices = tenant ? await officeWordsIn(pilar, tenant.id) : new Map<string, Labelled>();
  return withOffices(offices, () => problemResponse(problemOf(refusal, locale), locale, challenge(refusal)));
}

/** One request from who asks to what is answered, in the order in which a stranger should learn least. */
async function serve(
  endpoint: Endpoint,
  request: Request,
  params: Readonly<Record<string, string>>,
  { pilar, address }: ApiEnvironment,
  limits: Limits,
  box: IncomingBox,
): Promise<Answer<unknown> | Refusal | Fault> {
  const token = bearerToken(request.headers.get('authorization'));
  const now = pilar.clock.now();
  const before = limits.before(token, address, now);
  if (before !== undefined) return faulty('request-too-many', { seconds: before });
  const tenant = await pilar.tenantNamed(params.tenant);
  const who = tenant && (await whoAsks(pilar, tenant, token));
  const after = limits.take(token, who, address, now);
  if (after !== undefined) return faulty('request-too-many', { seconds: after });
  if (!tenant || !who || !areWellFormed(params)) return refuse('access.not-found');
  if (isFault(who)) return who;
  if (endpoint.access !== 'public') {
    const allowed = authorise(who, endpoint.access);
    if (isRefusal(allowed)) return allowed;
  }
  const outside = await endpoint.ask?.({ pilar, who }, params);
  if (outside) return outside;
  const given = await readGiven(endpoint, request, who, box);
  if (isFault(given) || isRefusal(given)) return given;
  const query = endpoint.query ? readQuery(request.url) : {};
  if (isRefusal(query)) return query;
  const call: Call = {
    pilar,
    tenant,
    viewer: isRefusal(authorise(who, 'read')) ? { tenant: tenant.id } : who,
    who: given.who,
    version: given.version,
    locale: preferredLocale(request.headers.get('accept-language')),
    left: request.signal,
    read: (work) => pilar.read(tenant.id, work),
  };
  return endpoint.serve(call, { params, query, body: given.body });
}

/** Ids that are none and codes that are none name nothing: what they point to is not there. */
function areWellFormed(params: Readonly<Record<string, string>>): boolean {
  return Object.entries(params).every(([name, value]) => {
    if (name === 'tenant') return true;
    // Slugs and words of a model.
    if (isWord(name)) return isStorable(value);
    return name === 'region' ? levelOf(value) !== undefined : isId(value);
  });
}

/**
 * The token as it is, however its header is spelt: one token has one name. `null` where none came, empty where what came is
 * no token.
 */
function bearerToken(authorization: string | null): string | null {
  if (authorization === null) return null;
  return /^Bearer +(\S{1,200})$/i.exec(authorization.trim())?.[1] ?? '';
}

/** The token's holder, or a visitor where no token came. A token counts for the city in the path alone. */
async function whoAsks(pilar: Pilar, tenant: Tenant, token: string | null): Promise<Actor | Visitor | Fault> {
  if (token === null) return { tenant: tenant.id };
  const actor = token === '' ? undefined : await loadTokenActor(pilar, tenant.id, token);
  return actor || faulty('token-unknown');
}

type Given = { readonly who: Actor | Visitor; readonly version: number | undefined; readonly body: unknown };

/** What a write comes with: its body, the version it was made on, the key that makes it safe to repeat. */
async function readGiven(
  endpoint: Endpoint,
  request: Request,
  who: Actor | Visitor,
  box: IncomingBox,
): Promise<Given | Fault | Refusal> {
  if (endpoint.method === 'get') return { who, version: undefined, body: undefined };
  const version = readVersion(request.headers.get('if-match'), endpoint.precondition);
  if (isFault(version)) return version;
  const key = readKey(request.headers.get('idempotency-key'));
  if (isFault(key)) return key;
  const body = await readBody(request, endpoint.body, box);
  if (isFault(body) || isRefusal(body)) return body;
  const keyed =
    key === undefined || who.person === undefined
      ? who
      : { ...who, request: requestKey(key, request, body.sha256) };
  return { who: keyed, version, body: body.value };
}

/** What stands after the question mark; refused when no database text could hold it. */
function readQuery(address: string): Record<string, string> | Refusal {
  const query = [...new URL(address).searchParams];
  const unfit = query.find(([name, value]) => !isStorable(name + value));
  return unfit ? at(unfit[0].slice(0, 80), refuse('input.invalid')) : Object.fromEntries(query);
}

function granted(endpoint: Endpoint, found: Answer<unknown>, address: string, tenant: string): Response {
  const headers = new Headers(COMMON);
  if (endpoint.access !== 'public') headers.set('cache-control', 'no-store');
  if (found.version !== undefined) headers.set('etag', `"${found.version}"`);
  if (found.location) headers.set('location', `${BASE}/${tenant}${found.location}`);
  if (found.replayed) headers.set('idempotent-replayed', 'true');
  headers.set('content-type', found.mediaType ?? 'application/json');
  return new Response(bodyText(found, address, headers), { status: endpoint.status ?? 200, headers });
}

function bodyText(found: Answer<unknown>, address: string, headers: Headers): string {
  if (found.mediaType) return String(found.body);
  if (typeof found.next !== 'string') return JSON.stringify(found.body);
  const url = new URL(address);
  url.searchParams.set('cursor', found.next);
  const next = url.pathname + url.search;
  headers.set('link', `<${next}>; rel="next"`);
  return JSON.stringify(Object.assign({}, found.body, { next }));
}

function problemResponse(problem: Problem, locale: Locale, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: {
      ...COMMON,
      'cache-control': 'no-store',
      'content-type': 'application/problem+json',
      'content-language': locale,
      ...headers,
    },
  });
}

function faultResponse(fault: Fault, locale: Locale): Response {
  const headers: Record<string, string> = {};
  if (fault.fault === 'token-unknown')
    headers['www-authenticate'] = 'Bearer realm="pilar", error="invalid_token"';
  if ('seconds' in fault.params) headers['retry-after'] = String(fault.params.seconds);
  return problemResponse(faultProblem(fault, locale), locale, headers);
}

function challenge(refusal: Refusal): Record<string, string> {
  return refusal.refusal === 'access.sign-in' ? { 'www-authenticate': 'Bearer realm="pilar"' } : {};
}

const PATTERNS = ENDPOINTS.map(({ method, path }) => ({
  method: method.toUpperCase(),
  pattern: new RegExp(`^${BASE}${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`),
}));

function methodsAt(path: string): string[] {
  const fixed = path === BASE || path === `${BASE}/openapi.json` ? ['GET'] : [];
  return [...fixed, ...PATTERNS.filter((one) => one.pattern.test(path)).map((one) => one.method)];
}

/** A failure of ours: logged without anything that was sent, answered with the line's name in the log. */
function failed(error: Error, context: Context<Hono>): Response {
  const locale = preferredLocale(context.req.raw.headers.get('accept-language'));
  const { pilar } = context.env;
  if (error instanceof DatabaseUnavailable) {
    pilar.log.warn({ lack: error.lack, code: error.code }, 'the database did not serve');
    return faultResponse(faulty('database-away', { seconds: error.retryAfter, done: error.done }), locale);
  }
  const reference = randomUUID().slice(0, 8);
  pilar.log.error(
    {
      reference,
      method: context.req.method,
      ...describeFailure(error, pilar.settings.mode === 'demo' ? 'with its message' : 'without its message'),
    },
    'request failed',
  );
  return faultResponse(faulty('server-failed', { reference }), locale);
}
