import { draftAt } from './addresses.ts';
import { saysNothing } from './answers.ts';
import { begin } from './begin.ts';
import {
  account,
  type BegunDraft,
  draftsOf,
  dropDraft,
  dropForm,
  formsOf,
  photosOf,
  putForm,
  putPhoto,
  type WaitingForm,
  type WaitingPhoto,
} from './store.ts';

/** Days for which a form that has arrived is still told of. */
const TOLD_FOR = 2;

/** What became of something that was sent: the server has it, would not take it so, or was not reached. */
type Sent<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'refused' }
  | { readonly kind: 'away' };

const asksToSignIn = (url: string) => new URL(url).pathname === '/masuk';

/**
 * Sends a form as the browser would have, under the key it was made with: an answer that got lost is answered again.
 * Whatever is answered instead of leading on is for its sender to see.
 */
async function sendForm({ address, fields }: WaitingForm): Promise<Sent<string>> {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  const hasFiles = fields.some(([, value]) => typeof value !== 'string');
  const texts = fields.filter((one): one is readonly [string, string] => typeof one[1] === 'string');
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { accept: 'text/html' },
      body: hasFiles ? form : new URLSearchParams(texts.map(([name, value]) => [name, value])),
    });
    if (saysNothing(response.status)) return { kind: 'away' };
    return response.ok && response.redirected && !asksToSignIn(response.url)
      ? { kind: 'done', value: response.url }
      : { kind: 'refused' };
  } catch {
    return { kind: 'away' };
  }
}

/** What the server says of a photo. */
export type PhotoAnswer = {
  readonly id?: string;
  readonly looks?: 'varied' | 'plain';
  readonly title?: string;
  readonly remedy?: string;
};

/** Sends one photo under its key; undefined where it has to wait. */
export async function sendPhoto(
  photo: Pick<WaitingPhoto, 'key' | 'address' | 'picture'>,
): Promise<PhotoAnswer | undefined> {
  try {
    const { type } = photo.picture;
    const response = await fetch(photo.address, {
      method: 'POST',
      headers: {
        'content-type': type.startsWith('image/') ? type : 'image/jpeg',
        'idempotency-key': photo.key,
      },
      body: photo.picture,
      redirect: 'error',
    });
    // Whose session ended signs in again; the photo is as good then.
    if (saysNothing(response.status) || response.status === 401) return undefined;
    return await response.json();
  } catch {
    return undefined;
  }
}

/**
 * Sends everything that waits for an account, the oldest first, until the network is gone again or somebody else uses the
 * device. Answers whether nothing is left to try. What the server refused stays, marked, until its sender has looked at it.
 */
export async function sendWaiting(owner: string, now: Date): Promise<boolean> {
  if (owner === '') return true;
  if (!(await beginWaiting(owner, now))) return false;
  const unbegun = new Set(
    (await draftsOf(owner)).flatMap((one) => (one.version === undefined ? [one.id] : [])),
  );
  const isAhead = (path: string) => unbegun.has(draftAt(path)?.id ?? '');
  for (const form of await formsOf(owner)) {
    if (form.state === 'done' && isOld(form.at, now)) await dropForm(form.id);
    if (form.state !== 'waiting' || isAhead(form.address.split('?')[0] ?? '')) continue;
    if ((await account()) !== owner) return true;
    const sent = await sendForm(form);
    if (sent.kind === 'away') return false;
    // The files are the server's now: only what it was, and where it is, is still told.
    await putForm(
      sent.kind === 'done'
        ? { ...form, fields: [], state: 'done', answered: sent.value }
        : { ...form, state: 'refused' },
    );
  }
  for (const photo of await photosOf(owner)) {
    if ((await account()) !== owner) return true;
    if (isAhead(photo.address)) continue;
    const answer = await sendPhoto(photo);
    if (answer === undefined) return false;
    // What is wrong with a picture its page says, where another can be chosen.
    if (answer.id !== undefined) await putPhoto({ ...photo, picture: new Blob(), arrived: answer.id });
  }
  return true;
}

/** Begins what was begun here, before anything that belongs to it is sent. Answers whether the server was reached. */
async function beginWaiting(owner: string, now: Date): Promise<boolean> {
  for (const draft of await draftsOf(owner)) {
    if (isOver(draft) && isOld(draft.at, now)) await dropDraft(draft.id);
    if (draft.version !== undefined || draft.fields === undefined || draft.refused) continue;
    if ((await account()) !== owner) return true;
    const begun = await begin(draft, draft.fields);
    if (begun.kind === 'away') return false;
  }
  return true;
}

/** Nothing was written in it, or the server has it: its page has long seen that. */
const isOver = ({ fields, version }: BegunDraft) => fields === undefined || version !== undefined;

function isOld(at: string, now: Date): boolean {
  return now.getTime() - new Date(at).getTime() > TOLD_FOR * 86_400_000;
}
