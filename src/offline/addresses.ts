/** What somebody can send from a page without network: it waits on their device, in the words of `offline.what.*`. */
export const WAITING_KINDS = [
  'progress',
  'spending',
  'participants',
  'help',
  'attendance',
  'report',
  'handover',
  'draft',
] as const;
export type WaitingKind = (typeof WAITING_KINDS)[number];

type Form = { readonly path: RegExp; readonly action: RegExp; readonly kind: WaitingKind };

const CITY = '/[a-z0-9-]+';
const ID = '/[0-9a-f-]{36}';
const beneath = (path: string) => new RegExp(`^${CITY}${path}$`);

/**
 * Forms that record what happened in a place without network. What decides, pays, accepts or takes away is sent by
 * somebody who sees how things stand now, and never waits.
 */
const FORMS: readonly Form[] = [
  { path: beneath(`/kegiatan${ID}/kemajuan`), action: /^$/, kind: 'progress' },
  { path: beneath(`/kegiatan${ID}/belanja`), action: /^catat$/, kind: 'spending' },
  { path: beneath(`/kegiatan${ID}/peserta`), action: /^catat$/, kind: 'participants' },
  { path: beneath(`/kegiatan${ID}/swadaya`), action: /^catat$/, kind: 'help' },
  { path: beneath(`/kegiatan${ID}/serah-terima`), action: /^$/, kind: 'handover' },
  { path: beneath(`/kegiatan${ID}/laporan`), action: /^(|sampaikan)$/, kind: 'report' },
  { path: beneath(`/laporan${ID}`), action: /^sampaikan$/, kind: 'report' },
  { path: beneath(`/musyawarah${ID}`), action: /^hadir$/, kind: 'attendance' },
  { path: beneath(`/usulan${ID}/ubah`), action: /^(simpan|baris)$/, kind: 'draft' },
];

/** The id of a draft that nobody has begun: in the address of its form, and in all that the form says of itself. */
export const BLANK_DRAFT = '00000000-0000-7000-8000-000000000000';

/** What the worker says when it asks for a form to keep; nobody else is given one. */
export const FOR_BLANKS = 'x-pilar-blank';

/** The address of the blank form of something that can be begun. */
export function blankAddress(city: string, start: DraftStart): string {
  const query = new URLSearchParams({ program: start.program, jenis: start.kind });
  if (start.organization) query.set('lembaga', start.organization);
  return `${city}/usulan/${BLANK_DRAFT}/ubah?${query}`;
}

/** What a draft is begun with. */
export type DraftStart = {
  readonly program: string;
  readonly kind: string;
  readonly organization?: string | undefined;
};

const WRITING = new RegExp(`^(${CITY}/usulan/(${ID.slice(1)}))/(?:ubah|draf|foto)$`);

/** The draft whose form, or whose photos, an address is about. */
export function draftAt(path: string): { readonly page: string; readonly id: string } | undefined {
  const [, page, id] = WRITING.exec(path) ?? [];
  return page && id ? { page, id } : undefined;
}

/** The city of an address, as its paths begin. */
export function cityAt(path: string): string | undefined {
  return new RegExp(`^(${CITY})/`).exec(path)?.[1];
}

/** The city whose proposals are begun at an address. */
export function beginsAt(path: string): string | undefined {
  return new RegExp(`^(${CITY})/usulan/baru$`).exec(path)?.[1];
}

/** Pages that an officer can open again without network: their desk, and the pages on which those forms stand. */
const PAGES: readonly RegExp[] = [
  beneath('/meja'),
  beneath('/usulan/baru'),
  beneath(`/kegiatan${ID}`),
  ...FORMS.map(({ path }) => path),
];

/** Whether a page is kept on the device. Its copy is that of its bare address, which says nothing of what was just done. */
export function isKept(address: URL): boolean {
  return PAGES.some((path) => path.test(address.pathname));
}

/** What a form sent to an address would record later, undefined where it does not wait. */
export function whatWaits(address: URL): WaitingKind | undefined {
  const named = [...address.searchParams.keys()].find((name) => name.startsWith('/'));
  const action = named?.slice(1) ?? '';
  return FORMS.find((one) => one.path.test(address.pathname) && one.action.test(action))?.kind;
}
