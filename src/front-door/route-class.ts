/**
 * Kinds of requests, told apart by method, address and media type before anything of the application is asked. Each
 * kind has its own bounds, so that a flood of one leaves room for the others, and a stranger's form may not be as large
 * as an officer's photos.
 */
export type RouteClass =
  | 'asset'
  | 'page'
  | 'file'
  | 'figures'
  | 'export'
  | 'stream'
  | 'sign-in'
  | 'carried'
  | 'ballot'
  | 'write'
  | 'analysis'
  | 'upload'
  | 'api-read'
  | 'api-write';

/** What a body may be. `fields` counts the fields of a form and the values of a JSON text; `seconds` is for all of it to arrive. */
export type BodyBounds = { readonly bytes: number; readonly fields: number; readonly seconds: number };

/** How many requests of a kind are worked on at once, how many wait for it, and for how many seconds. */
export type LaneBounds = { readonly running: number; readonly waiting: number; readonly seconds: number };

export type ClassBounds = {
  readonly body: BodyBounds;
  readonly lane: LaneBounds;
  /** What one request takes of its address's page budget. */
  readonly cost: number;
};

const KB = 1024;
const MB = 1024 * KB;

/** The largest body of all: three photos of 15 MB and the form around them. */
export const LARGEST_BODY = 48 * MB;

const NO_BODY: BodyBounds = { bytes: 0, fields: 0, seconds: 10 };

/** Bounds of each kind. Of uploads `running` counts megabytes, since memory is what they take. */
export const BOUNDS: Readonly<Record<RouteClass, ClassBounds>> = {
  asset: { body: NO_BODY, lane: { running: 64, waiting: 600, seconds: 15 }, cost: 0 },
  page: { body: NO_BODY, lane: { running: 24, waiting: 400, seconds: 10 }, cost: 1 },
  file: { body: NO_BODY, lane: { running: 8, waiting: 200, seconds: 15 }, cost: 1 },
  figures: { body: NO_BODY, lane: { running: 4, waiting: 60, seconds: 10 }, cost: 5 },
  export: { body: NO_BODY, lane: { running: 3, waiting: 30, seconds: 15 }, cost: 10 },
  // Lasts for as long as a room is looked at: a place of its own each, none waits, and none takes another's turn.
  stream: { body: NO_BODY, lane: { running: 1500, waiting: 0, seconds: 1 }, cost: 1 },
  'sign-in': {
    body: { bytes: 16 * KB, fields: 40, seconds: 20 },
    lane: { running: 8, waiting: 100, seconds: 15 },
    cost: 5,
  },
  carried: {
    body: { bytes: 4 * MB, fields: 6_000, seconds: 60 },
    lane: { running: 2, waiting: 20, seconds: 15 },
    cost: 20,
  },
  // A hall votes at once.
  ballot: {
    body: { bytes: 128 * KB, fields: 3_000, seconds: 30 },
    lane: { running: 12, waiting: 500, seconds: 20 },
    cost: 1,
  },
  // A cost plan of ten thousand lines still gets its own refusal.
  write: {
    body: { bytes: 4 * MB, fields: 25_000, seconds: 60 },
    lane: { running: 12, waiting: 200, seconds: 15 },
    cost: 2,
  },
  analysis: {
    body: { bytes: 9 * MB, fields: 25_000, seconds: 120 },
    lane: { running: 2, waiting: 10, seconds: 15 },
    cost: 20,
  },
  upload: {
    body: { bytes: LARGEST_BODY, fields: 25_000, seconds: 600 },
    lane: { running: 144, waiting: 100, seconds: 30 },
    cost: 5,
  },
  'api-read': { body: NO_BODY, lane: { running: 16, waiting: 200, seconds: 10 }, cost: 0 },
  'api-write': {
    body: { bytes: 2 * MB, fields: 250_000, seconds: 60 },
    lane: { running: 8, waiting: 200, seconds: 15 },
    cost: 0,
  },
};

/** On the embedded database all queries go one after another: heavy reads one at a time leave room between them. */
export function laneBounds(kind: RouteClass, database: 'embedded' | 'server'): LaneBounds {
  const { lane } = BOUNDS[kind];
  return database === 'embedded' && (kind === 'figures' || kind === 'export' || kind === 'analysis')
    ? { ...lane, running: 1 }
    : lane;
}

/** Places of a lane that one request takes: megabytes of an upload (all it may have, where it does not say), else one. */
export function weightOf(kind: RouteClass, contentLength: number | undefined): number {
  return kind === 'upload' ? Math.max(1, Math.ceil((contentLength ?? LARGEST_BODY) / MB)) : 1;
}

/** Pages of a city that take photos and receipts. */
const UPLOADS = [
  /^usulan\/[^/]+\/(ubah|foto)$/,
  /^usulan\/(kirim|titip|titip-lembaga)$/,
  /^lacak$/,
  /^tempat\/batas$/,
  /^surat\/[^/]+$/,
  /^program\/[^/]+\/kelola\/kop$/,
  /^templat-surat\/[^/]+\/[^/]+$/,
  /^kegiatan\/[^/]+\/(kemajuan|belanja|serah-terima)$/,
  /^dana\/(kas\/)?[^/]+(\/sekaligus)?$/,
];

/** Pages of a city that take a file of text, which is read and reckoned with. */
const READERS = [
  /^analisis\/suara$/,
  /^analisis\/jejaring\/impor$/,
  /^analisis\/keseimbangan\/data-wilayah$/,
  /^kalender\/impor$/,
  /^impor\/[a-z]+$/,
  /^program\/[^/]+\/daftar\/[^/]+\/impor$/,
  /^model(\/[^/]+)?$/,
  /^analisis\/sebab\/mulai$/,
  /^analisis\/rantai\/mulai$/,
  /^analisis\/rantai\/[^/]+\/rapat\/[^/]+\/impor$/,
];

/** Public pages that add up many rows, or read ballots by every rule. */
const FIGURES = /^(program|analisis|musyawarah\/[^/]+\/suara)(\/|$)/;

/** What happens in a room, told for as long as somebody listens. */
const STREAMS = /^musyawarah\/[^/]+\/siaran$/;

const DOWNLOADS = /\.(csv|xlsx|docx|pdf|json|pb|yaml|svg)$|\/unduh(\/|$)/;

/** The kind of a request. `address` is path and query as sent. */
export function classOf(method: string, address: string, mediaType: string): RouteClass {
  const mark = address.indexOf('?');
  // What a page's own script asks for when it goes on to another page is that page.
  const path = (mark < 0 ? address : address.slice(0, mark)).replace(/\/?__data\.json$/, '');
  const query = mark < 0 ? '' : address.slice(mark + 1);
  const reads = method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
  const isFile = /^\s*(multipart\/form-data|image\/)/i.test(mediaType);
  if (path.startsWith('/api/')) return reads ? apiRead(path) : isFile ? 'upload' : 'api-write';
  const [city = '', ...rest] = path.split('/').filter(Boolean);
  const page = rest.join('/');
  if (reads) {
    if (city === '_app' || (page === '' && city.includes('.'))) return 'asset';
    if (rest[0] === 'berkas') return 'file';
    if (STREAMS.test(page)) return 'stream';
    if (DOWNLOADS.test(page)) return 'export';
    return FIGURES.test(page) ? 'figures' : 'page';
  }
  if ((city === 'masuk' || page === 'bukti') && OF_ACCOUNTS.has(city) && CARRIES.test(query))
    return 'carried';
  if (OF_ACCOUNTS.has(city)) return 'sign-in';
  if (page === 'suara') return 'ballot';
  if (READERS.some((one) => one.test(page))) return 'analysis';
  return isFile && UPLOADS.some((one) => one.test(page)) ? 'upload' : 'write';
}

const OF_ACCOUNTS = new Set(['masuk', 'akun', 'keluar', 'bahasa']);

/** Addresses of the pages for signing in and for proving oneself to which fields of another form travel along. */
const CARRIES = /(^|&)(\/lanjut|membawa)(&|=|$)/;

function apiRead(path: string): RouteClass {
  return /\/vote\/(ballots\.pb|comparison)$/.test(path) ? 'figures' : 'api-read';
}
