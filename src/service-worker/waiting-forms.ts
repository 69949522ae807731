import { newId } from '#kernel/id.ts';
import { self } from '$app/service-worker';
import type { WaitingKind } from '../offline/addresses.ts';
import { sendWaiting } from '../offline/send.ts';
import { account, formsOf, putForm, type WaitingForm } from '../offline/store.ts';
import { keepBegun } from './begun-drafts.ts';
import { callBack } from './call-back.ts';
import { leadToWaiting, shell } from './kept-pages.ts';

/** Keeps a form that found no network, and leads to the page that says so. */
export async function takeIn(kind: WaitingKind, address: URL, form: FormData): Promise<Response> {
  const owner = await account();
  // It would be sent in the name of whoever comes next, or never.
  if (owner === '') return shell('not-sent');
  const fields: WaitingForm['fields'] = [...form];
  const before = await formsOf(owner);
  const twin = before.find((one) => one.state !== 'done' && keyOf(one) === keyIn(form));
  if (twin && saysTheSame(twin.fields, fields)) return leadToWaiting(twin.id);
  const id = newId();
  const waiting: WaitingForm = {
    id,
    kind,
    address: address.pathname + address.search,
    // Back on the page something else was typed: another form, which needs a key of its own.
    fields: twin ? fields.map(([name, value]) => [name, name === '_key' ? id : value]) : fields,
    account: owner,
    at: new Date().toISOString(),
    state: 'waiting',
  };
  try {
    await putForm(waiting);
  } catch {
    return shell('no-room');
  }
  await callBack();
  return leadToWaiting(id);
}

const keyIn = (form: FormData) => String(form.get('_key') ?? '');

function keyOf({ fields }: WaitingForm): string {
  const found = fields.find(([name]) => name === '_key')?.[1];
  return typeof found === 'string' ? found : '';
}

function saysTheSame(one: WaitingForm['fields'], other: WaitingForm['fields']): boolean {
  const told = (fields: WaitingForm['fields']) =>
    fields.map(([name, value]) =>
      typeof value === 'string' ? [name, value] : [name, value.name, value.size, value.lastModified],
    );
  return JSON.stringify(told(one)) === JSON.stringify(told(other));
}

/** A form has arrived that its sender sent by hand: the same again, or one that was opened again and mended. */
export async function markSent(address: URL, form: FormData): Promise<void> {
  for (const one of await formsOf(await account())) {
    if (one.state === 'done') continue;
    const isMended = one.reopened && new URL(one.address, address).pathname === address.pathname;
    if (isMended || keyOf(one) === keyIn(form)) await putForm({ ...one, fields: [], state: 'done' });
  }
}

/** Milliseconds between tries: a device says that it is online a while before it reaches anything. */
const AGAIN = [3000, 10_000, 30_000];

/** Sends what waits, one sender at a time, and tells the pages that are open. */
export async function sendAll(): Promise<void> {
  await navigator.locks.request('pilar-send', { ifAvailable: true }, async (lock) => {
    if (!lock) return;
    for (const pause of [...AGAIN, 0]) {
      const isDone = await sendWaiting(await account(), new Date());
      await tellPages();
      await keepBegun();
      if (isDone) return;
      if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
    }
    await callBack();
  });
}

async function tellPages(): Promise<void> {
  for (const page of await self.clients.matchAll()) page.postMessage({ kind: 'sent' });
}
