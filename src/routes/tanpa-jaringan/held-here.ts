import { titleOf } from '../../offline/kept-html.ts';
import {
  account,
  countOfOthers,
  formsOf,
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
  readonly pages: readonly KeptPage[];
  /** What waits here for others who use this device, or for whoever has signed out. */
  readonly others: number;
  /** Bytes, as far as the browser tells. */
  readonly used: number;
};

/** Looks through what this browser holds. Throws where it holds nothing at all, as in some private windows. */
export async function heldHere(): Promise<HeldHere> {
  const owner = await account();
  const [forms, photos, others, pages, estimate] = await Promise.all([
    formsOf(owner),
    photosOf(owner),
    countOfOthers(owner),
    keptPages(),
    navigator.storage?.estimate?.(),
  ]);
  return { forms, photos, others, drafts: heldDrafts(), pages, used: estimate?.usage ?? 0 };
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
const DRAFT = /^pilar (\S+) usulan (\S+)$/;

function heldDrafts(): HeldDraft[] {
  return Object.keys(localStorage).flatMap((name) => {
    const [, city, id] = DRAFT.exec(name) ?? [];
    const kept = city && id ? readDraft(localStorage.getItem(name) ?? '') : undefined;
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
