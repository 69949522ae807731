/* What a device holds that the server may not have yet. The service worker and pages read and write the same. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { DraftStart, WaitingKind } from './addresses.ts';

/** How it goes with something that waits: for network, or for whoever sent it, since the server would not take it so. */
export type WaitingState = 'waiting' | 'refused' | 'done';

/** A form that was sent without network, as it was sent. */
export type WaitingForm = {
  readonly id: string;
  readonly kind: WaitingKind;
  /** The path and query it goes to. */
  readonly address: string;
  /** Its fields in their order; files whole. */
  readonly fields: readonly (readonly [name: string, value: string | File])[];
  /** Whose it is: sent for nobody else who signs in on this device. */
  readonly account: string;
  readonly at: string;
  readonly state: WaitingState;
  /** Its sender has opened it again on its page: what is sent from there next is this one, mended. */
  readonly reopened?: boolean;
  /** Where the server led to once it had it. */
  readonly answered?: string;
};

/** A photo of a draft, shrunk, on its way to an address that takes it as the bare body. */
export type WaitingPhoto = {
  readonly key: string;
  readonly address: string;
  readonly name: string;
  readonly picture: Blob;
  readonly account: string;
  readonly at: string;
  /** The server has it under this id; the page of its draft has not shown it yet. Nothing but this is kept of it then. */
  readonly arrived?: string;
};

/** A draft that was begun without network: what this device alone knows of it, until the server has it. */
export type BegunDraft = {
  readonly id: string;
  /** The path of its proposal. */
  readonly page: string;
  readonly start: DraftStart;
  readonly account: string;
  readonly at: string;
  /** What was typed, all of it; undefined before anything was. */
  readonly fields?: Typed;
  /** What the server was asked to begin it with, and perhaps did: an answer may have been lost. */
  readonly tried?: Typed;
  /** The version under which the server has it, with `tried` in it. */
  readonly version?: number;
  /** Why the server would not begin it, in its words. */
  readonly refused?: { readonly title: string; readonly remedy: string };
};

/** The fields of a draft as typed; only its page knows what they mean. */
export type Typed = Readonly<Record<string, unknown>>;

interface Schema extends DBSchema {
  forms: { key: string; value: WaitingForm };
  drafts: { key: string; value: BegunDraft };
  photos: { key: string; value: WaitingPhoto; indexes: { address: string } };
  facts: { key: string; value: string };
}

let opened: Promise<IDBPDatabase<Schema>> | undefined;

function store(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>('pilar', 2, {
    upgrade(db, before) {
      if (before < 1) {
        db.createObjectStore('forms', { keyPath: 'id' });
        db.createObjectStore('photos', { keyPath: 'key' }).createIndex('address', 'address');
        db.createObjectStore('facts');
      }
      db.createObjectStore('drafts', { keyPath: 'id' });
    },
    // A worker of a newer build waits for pages that still hold the store as it was.
    blocking(_, __, event) {
      if (event.target instanceof IDBDatabase) event.target.close();
      opened = undefined;
    },
    terminated() {
      opened = undefined;
    },
  });
  return opened;
}

/** Whose device it is at present, as the last page that was online said; empty when nobody is signed in. */
export const account = async (): Promise<string> => (await (await store()).get('facts', 'account')) ?? '';

export async function setAccount(id: string): Promise<void> {
  await (await store()).put('facts', id, 'account');
}

/** All forms of this account, the oldest first: in the order in which things happened. */
export async function formsOf(owner: string): Promise<WaitingForm[]> {
  const all = await (await store()).getAll('forms');
  return all.filter((one) => one.account === owner).sort((a, b) => a.at.localeCompare(b.at));
}

/** Photos of this account that the server does not have yet. */
export async function photosOf(owner: string): Promise<WaitingPhoto[]> {
  const all = await (await store()).getAll('photos');
  return all
    .filter((one) => one.account === owner && one.arrived === undefined)
    .sort((a, b) => a.at.localeCompare(b.at));
}

/** How much waits here that is not this account's: whoever it belongs to signs in, and it is sent. */
export async function countOfOthers(owner: string): Promise<number> {
  const db = await store();
  const forms = (await db.getAll('forms')).filter((one) => one.account !== owner && one.state !== 'done');
  const photos = (await db.getAll('photos')).filter(
    (one) => one.account !== owner && one.arrived === undefined,
  );
  const drafts = (await db.getAll('drafts')).filter((one) => one.account !== owner && isOnlyHere(one));
  return forms.length + photos.length + drafts.length;
}

/** Photos that wait for one draft, and those that arrived unseen, whosever they are. */
export async function photosFor(address: string): Promise<WaitingPhoto[]> {
  const found = await (await store()).getAllFromIndex('photos', 'address', address);
  return found.sort((a, b) => a.at.localeCompare(b.at));
}

/** Keeps a form or replaces it. Throws where the device has no room. */
export async function putForm(form: WaitingForm): Promise<void> {
  await (await store()).put('forms', form);
}

/** Keeps a photo or what is left to tell of it. Throws where the device has no room. */
export async function putPhoto(photo: WaitingPhoto): Promise<void> {
  await (await store()).put('photos', photo);
}

export async function dropForm(id: string): Promise<void> {
  await (await store()).delete('forms', id);
}

export async function dropPhoto(key: string): Promise<void> {
  await (await store()).delete('photos', key);
}

/** Whether something was written in a draft of which the server has nothing. */
export const isOnlyHere = (draft: BegunDraft): boolean =>
  draft.fields !== undefined && draft.version === undefined;

/** Drafts of this account that were begun without network, the oldest first. */
export async function draftsOf(owner: string): Promise<BegunDraft[]> {
  const all = await (await store()).getAll('drafts');
  return all.filter((one) => one.account === owner).sort((a, b) => a.at.localeCompare(b.at));
}

export const draftWith = async (id: string): Promise<BegunDraft | undefined> =>
  (await store()).get('drafts', id);

/** Keeps a draft or replaces it. Throws where the device has no room. */
export async function putDraft(draft: BegunDraft): Promise<void> {
  await (await store()).put('drafts', draft);
}

/** Changes what is known of a draft, at one go: its page and the worker write of the same. */
export async function mendDraft(id: string, mended: Partial<BegunDraft>): Promise<void> {
  const change = (await store()).transaction('drafts', 'readwrite');
  const found = await change.store.get(id);
  if (found) await change.store.put({ ...found, ...mended });
  await change.done;
}

export async function dropDraft(id: string): Promise<void> {
  await (await store()).delete('drafts', id);
}
