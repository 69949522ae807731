import { isId, newId } from '#kernel/id.ts';
import { self } from '$app/service-worker';
import { BLANK_DRAFT, blankAddress, type DraftStart, draftAt, FOR_BLANKS } from '../offline/addresses.ts';
import { blanksIn, withDraft } from '../offline/kept-html.ts';
import { account, type BegunDraft, draftsOf, draftWith, putDraft } from '../offline/store.ts';
import { callBack } from './call-back.ts';
import { hasPage, keepAssetsOf, keepPage, keptPage, shell, showKept } from './kept-pages.ts';

const BLANKS = 'pilar-blanks';

/** Hours after which what can be begun, and the forms for it, are asked for again. */
const FRESH_FOR = 12;

/** More than anybody may begin at once. */
const MOST_BLANKS = 20;

/** Keeps a blank form of everything that this person may begin in a city. */
export async function keepBlanks(city: string): Promise<void> {
  const list = `${city}/usulan/baru`;
  if (!isFresh(await keptPage(list))) await keepPage(list);
  const blanks = await caches.open(BLANKS);
  for (const address of blanksIn((await (await keptPage(list))?.text()) ?? '').slice(0, MOST_BLANKS)) {
    if (isFresh(await blanks.match(address, { ignoreVary: true }))) continue;
    const headers = { accept: 'text/html', [FOR_BLANKS]: '1' };
    const blank = await fetch(address, { headers }).catch(() => undefined);
    if (!blank?.ok || blank.redirected || !(await keepAssetsOf(await blank.clone().text()))) continue;
    await blanks.put(address, blank);
  }
}

function isFresh(kept: Response | undefined): boolean {
  const made = Date.parse(kept?.headers.get('date') ?? '');
  return Date.now() - made < FRESH_FOR * 3_600_000;
}

/** Forgets the blank forms of whoever was signed in; what was begun with them stays. */
export async function forgetBlanks(): Promise<void> {
  await caches.delete(BLANKS);
}

/** Begins here what could not be begun on the server, and leads to its form. */
export async function beginHere(city: string, form: FormData): Promise<Response> {
  const said = (name: string) => String(form.get(name) ?? '');
  const start: DraftStart = {
    program: said('program'),
    kind: said('kind'),
    organization: said('organization') || undefined,
  };
  const owner = await account();
  if (owner === '' || !(await blankOf(city, start))) return shell('not-sent');
  // Pressed twice it is one: the form's key is its id, unless something was written under that before.
  const key = said('_key');
  const before = isId(key) ? await draftWith(key) : undefined;
  const id = isId(key) && before?.fields === undefined ? key : newId();
  const page = `${city}/usulan/${id}`;
  try {
    await putDraft({ id, page, start, account: owner, at: new Date().toISOString() });
  } catch {
    return shell('no-room');
  }
  await callBack();
  return Response.redirect(new URL(`${page}/ubah`, self.location.origin), 303);
}

/** The form of a draft that was begun here, where the address is one's and its person is the one at the device. */
export async function begunHere(address: URL): Promise<BegunDraft | undefined> {
  const id = draftAt(address.pathname)?.id;
  const draft = id && (await draftWith(id).catch(() => undefined));
  return draft && draft.account === (await account()) ? draft : undefined;
}

/** A draft that was begun here, on the blank form that is kept for it; undefined where none is. */
export async function formOf(draft: BegunDraft, online: boolean): Promise<Response | undefined> {
  const city = draft.page.replace(/\/usulan\/.*$/, '');
  const blank = await blankOf(city, draft.start);
  return (
    blank &&
    showKept(blank, online ? 'notice-only-here' : 'notice-kept', (html) =>
      withDraft(html, BLANK_DRAFT, draft.id),
    )
  );
}

async function blankOf(city: string, start: DraftStart): Promise<Response | undefined> {
  return (await caches.open(BLANKS)).match(blankAddress(city, start), { ignoreVary: true });
}

/** What the server has begun meanwhile is kept as it stands there, like every page. */
export async function keepBegun(): Promise<void> {
  for (const { page, version } of await draftsOf(await account())) {
    if (version !== undefined && !(await hasPage(`${page}/ubah`))) await keepPage(`${page}/ubah`);
  }
}
