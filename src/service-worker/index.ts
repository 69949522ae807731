/**
 * Between an officer's browser and the network (decision 0102): keeps the pages on which they record things, shows them
 * again without network, and keeps what was sent meanwhile until the server has it. Visitors never get it.
 */
import { self } from '$app/service-worker';
import { beginsAt, cityAt, isKept, whatWaits } from '../offline/addresses.ts';
import { account, setAccount } from '../offline/store.ts';
import { beginHere, begunHere, forgetBlanks, formOf, keepBlanks } from './begun-drafts.ts';
import {
  forgetPages,
  fromKept,
  hasPage,
  keepAsset,
  keepPage,
  keepShell,
  leadToHeld,
  SHELL_ADDRESS,
  shell,
} from './kept-pages.ts';
import { markSent, sendAll, takeIn } from './waiting-forms.ts';

self.addEventListener('install', (event) => {
  event.waitUntil(keepShell().then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (address.origin !== self.location.origin) return;
  if (request.mode === 'navigate') {
    event.respondWith(request.method === 'GET' ? openPage(event, address) : sendForm(request, address));
  } else if (request.method === 'GET' && address.pathname.startsWith('/_app/immutable/')) {
    event.respondWith(keepAsset(request));
  }
});

/** A page that was opened says whose it is, and sends what waits. */
self.addEventListener('message', (event) => {
  const said: unknown = event.data;
  if (typeof said !== 'object' || said === null || !('kind' in said)) return;
  if (said.kind === 'opened' && 'account' in said && 'address' in said && 'language' in said) {
    event.waitUntil(opened(String(said.account), String(said.address), String(said.language)));
  } else if (said.kind === 'changed' && 'address' in said) {
    event.waitUntil(keepPage(String(said.address)));
  } else if (said.kind === 'send') {
    event.waitUntil(sendAll());
  }
});

// The browser's own call when the network is back, where it has one, also after the page was closed.
self.addEventListener('sync', (event) => {
  if ('waitUntil' in event && typeof event.waitUntil === 'function') event.waitUntil(sendAll());
});

async function opened(owner: string, address: string, language: string): Promise<void> {
  if ((await account()) !== owner) {
    // What one person read on this device is not the next one's.
    await forgetPages();
    await forgetBlanks();
    await setAccount(owner);
  }
  await keepShell(language);
  const page = new URL(address, self.location.origin);
  // One that came through here was kept on its way, unless it told of something that was just done.
  if (isKept(page) && (page.search !== '' || !(await hasPage(page.pathname)))) await keepPage(page.pathname);
  await sendAll();
  const city = cityAt(page.pathname);
  if (city && isKept(page)) await keepBlanks(city);
}

/** Milliseconds for which a network that does not answer is waited for, where the page is here. */
const PATIENCE = 8000;

async function openPage(event: FetchEvent, address: URL): Promise<Response> {
  const { request } = event;
  const begun = await begunHere(address);
  const kept =
    (isKept(address) ? await fromKept(address) : undefined) ?? (begun && (await formOf(begun, false)));
  try {
    const answered = await (kept ? soon(fetch(request)) : fetch(request));
    // The server has not heard of it yet, or would not begin it: it stands here alone.
    if (answered.status === 404 && begun) return (await formOf(begun, true)) ?? leadToHeld();
    if (answered.ok && isKept(address) && address.search === '') {
      // Nobody waits for it.
      event.waitUntil(keepPage(address.pathname, answered.clone()));
    }
    return answered;
  } catch {
    // Where the installed app begins, what is here is more use than what is not.
    if (address.pathname === '/masuk') return leadToHeld();
    return kept ?? shell(address.pathname === SHELL_ADDRESS ? undefined : 'not-here');
  }
}

/** What is answered in time; thrown otherwise. A page that is being opened takes no signal by which it could be given up. */
function soon(answer: Promise<Response>): Promise<Response> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no answer')), PATIENCE);
    answer.finally(() => clearTimeout(timer)).then(resolve, reject);
  });
}

async function sendForm(request: Request, address: URL): Promise<Response> {
  const kind = whatWaits(address);
  const city = beginsAt(address.pathname);
  const copy = kind || city ? request.clone() : undefined;
  const answered = await fetch(request).catch(() => undefined);
  if (answered === undefined) {
    if (city && copy) return beginHere(city, await copy.formData());
    return kind && copy ? takeIn(kind, address, await copy.formData()) : shell('not-sent');
  }
  // From here until a page says whose it is, nobody's forms are sent.
  if (address.pathname === '/keluar' || address.pathname === '/masuk') await setAccount('');
  if (address.pathname === '/keluar') {
    await forgetPages();
    await forgetBlanks();
  }
  if (kind && copy && answered.type === 'opaqueredirect') await markSent(address, await copy.formData());
  return answered;
}
