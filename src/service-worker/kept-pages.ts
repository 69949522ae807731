import { newId } from '#kernel/id.ts';
import { self } from '$app/service-worker';
import {
  assetsOf,
  errorPartsIn,
  languageOf,
  templateIn,
  withFreshKeys,
  withNotice,
  withoutScripts,
} from '../offline/kept-html.ts';

const PAGES = 'pilar-pages';
const ASSETS = 'pilar-assets';
const SHELL = 'pilar-shell';

/** The page that tells what this device holds. */
export const SHELL_ADDRESS = '/tanpa-jaringan';

/** More than the pages of an officer need of one build, twice. */
const MOST_ASSETS = 600;

/** Pages that are kept at once: a desk, and what an institution carries out in a year. */
const MOST_PAGES = 60;

/** The copy of a page, as it came. */
export async function keptPage(path: string): Promise<Response | undefined> {
  return (await caches.open(PAGES)).match(path, { ignoreVary: true });
}

/** Whether there is a copy of a page already. */
export async function hasPage(path: string): Promise<boolean> {
  return (await keptPage(path)) !== undefined;
}

/** Fetches a page anew, unless it was handed, and keeps it once all that it is made of is here. */
export async function keepPage(path: string, answered?: Response): Promise<void> {
  const page = answered ?? (await fetch(path, { headers: { accept: 'text/html' } }).catch(() => undefined));
  // One that led elsewhere, to signing in perhaps, is not this page.
  if (!page?.ok || page.redirected || !(await keepAssetsOf(await page.clone().text()))) return;
  const pages = await caches.open(PAGES);
  await pages.put(path, page);
  await dropOldest(pages, MOST_PAGES);
}

/** Keeps what a page is made of besides its text; answers whether all of it is here now. */
export async function keepAssetsOf(html: string): Promise<boolean> {
  const assets = await caches.open(ASSETS);
  const keep = async (address: string): Promise<boolean> => {
    if (await assets.match(address)) return true;
    const found = await fetch(address).catch(() => undefined);
    if (found?.ok) await assets.put(address, found);
    return found?.ok === true;
  };
  let whole = true;
  for (const address of assetsOf(html)) whole = (await keep(address)) && whole;
  for (const address of await errorPartsOf(assets, html)) whole = (await keep(address)) && whole;
  await dropOldest(assets, MOST_ASSETS);
  return whole;
}

/** What the client of a page asks for besides what the page names, as its entry says, which is here. */
async function errorPartsOf(assets: Cache, html: string): Promise<string[]> {
  const entry = assetsOf(html).find((address) => /\/entry\/app\./.test(address));
  const text = entry && (await (await assets.match(entry))?.text());
  return text ? errorPartsIn(text) : [];
}

/** A page with its scripts, or without where one of its parts is not here: its client would open it again without end. */
async function runnable(html: string): Promise<string> {
  const assets = await caches.open(ASSETS);
  for (const address of [...assetsOf(html), ...(await errorPartsOf(assets, html))]) {
    if (!(await assets.match(address))) return withoutScripts(html);
  }
  return html;
}

async function dropOldest(cache: Cache, most: number): Promise<void> {
  const all = await cache.keys();
  for (const one of all.slice(0, Math.max(0, all.length - most))) await cache.delete(one);
}

/** A part of this build: as it was kept, for its address changes with what is in it. */
export async function keepAsset(request: Request): Promise<Response> {
  const assets = await caches.open(ASSETS);
  const kept = await assets.match(request);
  if (kept) return kept;
  const found = await fetch(request);
  if (found.ok) await assets.put(request, found.clone());
  return found;
}

/** A page as it was when there was network, with a notice that says so, ready to be sent from; undefined when it is not here. */
export async function fromKept(address: URL): Promise<Response | undefined> {
  const kept = await keptPage(address.pathname);
  return kept && showKept(kept, 'notice-kept');
}

/** A copy of a page with a notice of why it is shown, and with keys of its own. */
export async function showKept(
  kept: Response,
  why: 'notice-kept' | 'notice-only-here',
  change: (html: string) => string = (html) => html,
): Promise<Response> {
  const notice = templateIn(await shellText(), why);
  const html = withFreshKeys(await runnable(change(await kept.text())), () => newId());
  return asPage(withNotice(html, notice), kept.headers);
}

/**
 * Keeps the page about what waits here, as a visitor gets it: it names nobody. Fetched again when the reader's language
 * is another.
 */
export async function keepShell(language = ''): Promise<void> {
  const text = await shellText();
  if (text !== '' && (language === '' || languageOf(text) === language)) return;
  const headers = { accept: 'text/html', ...(language === '' ? {} : { 'accept-language': language }) };
  const page = await fetch(SHELL_ADDRESS, { headers, credentials: 'omit' }).catch(() => undefined);
  if (!page?.ok) return;
  await keepAssetsOf(await page.clone().text());
  await (await caches.open(SHELL)).put(SHELL_ADDRESS, page);
}

async function shellText(): Promise<string> {
  const kept = await keptShell();
  return kept ? kept.text() : '';
}

async function keptShell(): Promise<Response | undefined> {
  return (await caches.open(SHELL)).match(SHELL_ADDRESS, { ignoreVary: true });
}

/** Why a page shows what waits here in the place of what was asked for; each has its words in a template of that page. */
type Instead = 'not-here' | 'not-sent' | 'no-room';

/** The page about what waits here, in the place of one that cannot be had. */
export async function shell(instead?: Instead): Promise<Response> {
  const kept = await keptShell();
  if (!kept) return Response.error();
  const html = await kept.text();
  return instead
    ? asPage(
        withoutScripts(withNotice(html, templateIn(html, `notice-${instead}`))),
        kept.headers,
        STATUS[instead],
      )
    : asPage(await runnable(html), kept.headers);
}

const STATUS: Readonly<Record<Instead, number>> = { 'not-here': 504, 'not-sent': 504, 'no-room': 507 };

/** Leads to the page about what waits here, on which a form that was just kept stands first. */
export function leadToWaiting(id: string): Response {
  return Response.redirect(new URL(`${SHELL_ADDRESS}?tersimpan=${id}`, self.location.origin), 303);
}

/** Leads to the page about what waits here. */
export function leadToHeld(): Response {
  return Response.redirect(new URL(SHELL_ADDRESS, self.location.origin), 303);
}

/** Forgets all pages of whoever was signed in. */
export async function forgetPages(): Promise<void> {
  await caches.delete(PAGES);
}

function asPage(html: string, from: Headers, status = 200): Response {
  const headers = new Headers(from);
  for (const name of ['content-encoding', 'content-length', 'transfer-encoding']) headers.delete(name);
  return new Response(html, { status, headers });
}
