import { titleOf } from '../../offline/kept-html.ts';
import {
  account,
  type BegunDraft,
  countOfOthers,
  draftsOf,
  dropDraft,
  dropPhoto,
  formsOf,
  photosFor,
  photosOf,
  type WaitingForm,
  type WaitingPhoto,
} from '../../offline/store.ts';

/** A page that opens without network. */
export type KeptPage = { readonly path: string; readonly title: string };

/** The text of a draft that only this browser has, by the page on which it is written. */
export type HeldDraft = { readonly path: string; readonly title: string; readonly at: string };

/** All that this browser holds for whoever uses it now. */
export type HeldHere = {
  readonly forms: readonly WaitingForm[];
  readonly photos: readonly WaitingPhoto[];
  readonly drafts: readonly HeldDraft[];
  /** Drafts that were begun without network, in which something was written. */
  readonly begun: readonly BegunDraft[];
  readonly pages: readonly KeptPage[];
  /** What waits here for others who use this device, or for whoever has signed out. */
  readonly others: number;
  /** Bytes, as far as the browser tells. */
  readonly used: number;
};

/** Looks through what this browser holds. Throws where it holds nothing at all, as in some private windows. */
export async function heldHere(): Promise<HeldHere> {
  const owner = await account();
  const [forms, photos, others, begun, pages, estimate] = await Promise.all([
    formsOf(owner),
    photosOf(owner),
    countOfOthers(owner),
    draftsOf(owner),
    keptPages(),
    navigator.storage?.estimate?.(),
  ]);
  const isBegun = new Set(begun.flatMap((one) => (one.version === undefined ? [`${one.page}/ubah`] : [])));
  return {
    forms,
    photos,
    others,
    drafts: heldDrafts(owner).filter(({ path }) => !isBegun.has(path)),
    begun: begun.filter(({ fields }) => fields !== undefined),
    pages,
    used: estimate?.usage ?? 0,
  };
}

async function keptPages(): Promise<KeptPage[]> {
  const cache = await caches.open('pilar-pages');
  const found: KeptPage[] = [];
  for (const request of await cache.keys()) {
    const page = await cache.match(request, { ignoreVary: true });
    const path = new URL(request.url).pathname;
    if (page) found.push({ path, title: titleOf(await page.text()) || path });
  }
  return found.toReversed();
}

/** How the form of a proposal names its draft in this browser. */
const DRAFT = /^pilar (\S+) usulan (\S+) (\S+)$/;

function heldDrafts(owner: string): HeldDraft[] {
  return Object.keys(localStorage).flatMap((name) => {
    const [, city, id, account] = DRAFT.exec(name) ?? [];
    const kept = city && id && account === owner ? readDraft(localStorage.getItem(name) ?? '') : undefined;
    return kept ? [{ ...kept, path: `/${city}/usulan/${id}/ubah` }] : [];
  });
}

function readDraft(text: string): { title: string; at: string } | undefined {
  try {
    const { saved, at, fields } = JSON.parse(text);
    return saved ? undefined : { title: String(fields?.title ?? ''), at: String(at ?? '') };
  } catch {
    return undefined;
  }
}

/** What somebody called a draft; empty where they have not yet. */
export const titleIn = ({ fields }: BegunDraft): string => String(fields?.title ?? '').trim();

/** Throws a draft away of which the server has nothing, with its photos. */
export async function dropBegun({ id, page, account: owner }: BegunDraft): Promise<void> {
  for (const { key } of await photosFor(`${page}/foto`)) await dropPhoto(key);
  localStorage.removeItem(`pilar ${page.split('/')[1]} usulan ${id} ${owner}`);
  await dropDraft(id);
}

/** Sends a form as its page would have, so that its sender sees what the server says, with all that was typed. */
export function openAgain({ address, fields }: WaitingForm): void {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = address;
  if (fields.some(([, value]) => typeof value !== 'string')) form.enctype = 'multipart/form-data';
  for (const [name, value] of fields) form.append(inputOf(name, value));
  document.body.append(form);
  form.submit();
}

function inputOf(name: string, value: string | File): HTMLInputElement {
  const input = document.createElement('input');
  input.name = name;
  if (typeof value === 'string') {
    input.type = 'hidden';
    input.value = value;
  } else {
    const files = new DataTransfer();
    if (value.size > 0) files.items.add(value);
    input.type = 'file';
    input.hidden = true;
    input.files = files.files;
  }
  return input;
}
