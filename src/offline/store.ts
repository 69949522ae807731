/* What a device holds that the server may not have yet. The service worker and pages read and write the same. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { WaitingKind } from './addresses.ts';

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

interface Schema extends DBSchema {
  forms: { key: string; value: WaitingForm };
  photos: { key: string; value: WaitingPhoto; indexes: { address: string } };
  facts: { key: string; value: string };
}

let opened: Promise<IDBPDatabase<Schema>> | undefined;

function store(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>('pilar', 1, {
    upgrade(db) {
      db.createObjectStore('forms', { keyPath: 'id' });
      db.createObjectStore('photos', { keyPath: 'key' }).createIndex('address', 'address');
      db.createObjectStore('facts');
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
  return forms.length + photos.length;
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
