import { expect, test } from 'vitest';
import { dayIn } from '#kernel/date.ts';
import { VILLAGE } from '../support/drainage.ts';
import { journey, keepPictures } from '../support/journey.ts';
import { lookAt, ROUTES, tour } from './tour.ts';

const people = journey();
const TODAY = dayIn('Asia/Jakarta', new Date());
const YEAR = TODAY.slice(0, 4);
/** What the demo's year only has once most of it is over: a duty that is overdue, an award that was given. */
const LATE = ['penghargaan/[id]', 'sanksi/[id]', 'program/[slug]/kepatuhan/susun/[organization]'];
const isLate = TODAY.slice(5) >= '11-10';
/** The programme of companies and residents' needs; that of the institutions is the first to which links lead. */
const GIVING = `/bandung/program/tjsl-${YEAR}`;
const { visited, walk } = tour();
/** A walk takes as long as there are pages that nobody has looked at: the limit only ends one that never would. */
const WALK = { timeout: 1_800_000 };

// Beside one another: together they look at most of the pages there are, each with a browser's page of their own.
test.concurrent('a visitor finds every public page in order, on a screen and on a phone', WALK, async () => {
  const visit = await people.visitor();
  const from = [
    '/',
    '/bandung/usulan?keadaan=funded',
    '/bandung/cari?kata=rw',
    GIVING,
    `${GIVING}/penghargaan`,
    `${GIVING}/kepatuhan?keadaan=terlambat`,
    `${GIVING}/rencana`,
    `${GIVING}/daftar/perusahaan`,
    '/bandung/kebutuhan',
    '/bandung/usulan/baru',
    '/bandung/lacak',
  ];
  expect(await walk(visit, from)).toEqual([]);
  await visit.context.close();
});

const OF_GIVING = new Set(['Sekretaris Forum TJSL', 'Bagian Perekonomian', 'Wali Kota']);

test.concurrent(
  'what an activity is not ready for, and a plan that is made already, say so in order',
  WALK,
  async ({ onTestFailed, task }) => {
    const visit = await people.person('Ketua RW 04 Cipaganti');
    onTestFailed(() => keepPictures(task.name, [visit.page]));
    await visit.page.getByRole('link').filter({ hasText: 'Laksanakan kegiatan' }).first().click();
    const activity = new URL(visit.page.url()).pathname;
    const proposal = await visit.page.getByRole('link', { name: 'Lihat jejaknya' }).getAttribute('href');
    const waiting = [
      `${activity}/mulai`,
      `${activity}/serah-terima`,
      `${activity}/laporan`,
      `/bandung/kegiatan/rencana/${proposal?.split(/[/#]/).at(-2)}`,
    ];
    expect(await walk(visit, waiting)).toEqual([]);
    await visit.context.close();
  },
);

test.concurrent.for([
  {
    who: 'Ketua RW 04 Cipaganti',
    looksAt: [
      'meja',
      'kegiatan/[id]',
      'kegiatan/[id]/kemajuan',
      'kegiatan/[id]/belanja',
      'kegiatan/[id]/peserta',
    ],
  },
  {
    who: 'Ketua RW 03 Karang Pamulang',
    looksAt: ['usulan/[id]', 'usulan/[id]/ubah', 'usulan/[id]/periksa', 'usulan/baru'],
  },
  { who: 'Lurah Karang Pamulang', looksAt: ['meja', 'musyawarah/[id]', 'musyawarah/jadwal', 'dana'] },
  {
    who: 'Lurah Jatihandap',
    looksAt: ['musyawarah/[id]', 'musyawarah/[id]/suara', 'musyawarah/[id]/suara/cetak'],
  },
  {
    who: 'Ketua RW 07 Jatihandap',
    looksAt: ['usulan/[id]', 'usulan/[id]/sebagian', 'musyawarah/[id]/suara'],
  },
  {
    who: 'Lurah Babakan Ciparay',
    looksAt: ['musyawarah/[id]', 'musyawarah/[id]/ruang', 'musyawarah/[id]/layar', 'musyawarah/[id]/ikut'],
  },
  { who: 'Lurah Antapani Kidul', looksAt: ['meja'] },
  { who: 'Ketua RW 07 Dago', looksAt: ['meja'] },
  { who: 'Lurah Pasir Impun', looksAt: ['laporan/[id]', 'dana/[proposal]', 'lembaga/[id]'] },
  { who: 'Ketua RW 07 Pasir Impun', looksAt: ['meja', 'kegiatan/[id]', 'lembaga/[id]'] },
  { who: 'Sekretariat Daerah', looksAt: ['meja', 'laporan', 'dana'] },
  { who: 'Inspektorat', looksAt: ['meja', 'usulan/[id]'] },
  { who: 'Warga', looksAt: ['meja'] },
  { who: 'Petugas TJSL', looksAt: ['meja', 'kebutuhan/[id]'] },
  { who: 'Direksi perusahaan', looksAt: ['meja'] },
  { who: 'Sekretaris Forum TJSL', looksAt: ['meja', 'kebutuhan/[id]'] },
  {
    who: 'Bagian Perekonomian',
    looksAt: [
      'meja',
      'sanksi/[id]',
      'program/[slug]/daftar/[kind]/[entry]',
      'program/[slug]/daftar/[kind]/[entry]/surat',
      'program/[slug]/daftar/[kind]/impor',
    ],
  },
  { who: 'Wali Kota', looksAt: ['meja', 'penghargaan/[id]'] },
])('$who finds the pages in order', WALK, async ({ who, looksAt }, { onTestFailed, task }) => {
  const visit = await people.person(who);
  onTestFailed(() => keepPictures(task.name, [visit.page]));
  const again = looksAt.flatMap((page) => (isLate || !LATE.includes(page) ? [`/[tenant]/${page}`] : []));
  // Nothing leads to calling a forum while one is called.
  const calling = looksAt.includes('musyawarah/jadwal') ? ['/bandung/musyawarah/jadwal'] : [];
  // Only a payment leads to proving oneself again, and only when the last proof has grown old.
  const proving = looksAt.includes('dana/[proposal]') ? ['/akun/bukti'] : [];
  // Nothing leads to the bodies, checklists, awards and sanctions of a programme whose model has none.
  const bodies =
    who === 'Sekretariat Daerah'
      ? ['badan', 'daftar-periksa', 'penghargaan', 'kepatuhan'].map(
          (page) => `/bandung/program/pippk-${YEAR}/${page}`,
        )
      : [];
  const giving = OF_GIVING.has(who)
    ? ['', '/kepatuhan', '/daftar/perusahaan', '/prioritas'].map((page) => `${GIVING}${page}`)
    : [];
  // Only whom the model lets ask for a report is led there, from the list of that programme.
  const asking = who === 'Wali Kota' ? [`/bandung/laporan/minta?program=tjsl-${YEAR}`] : [];
  const from = ['/bandung/meja', ...asking, ...calling, ...proving, ...bodies, ...giving];
  expect(await walk(visit, from, again)).toEqual([]);
  await visit.context.close();
});

test.concurrent('pages on which two records become one, and an institution leaves, are in order', async ({
  onTestFailed,
  task,
}) => {
  const visit = await people.person('Lurah Pasir Impun');
  onTestFailed(() => keepPictures(task.name, [visit.page]));
  const read = async (address: string) => (await visit.context.request.get(address)).text();
  const place = await read(`/bandung/program/pippk-${YEAR}/kelurahan/${VILLAGE}`);
  const found = await read('/bandung/kode-masuk?cari=a');
  const institution = /\/bandung\/lembaga\/[0-9a-f-]{36}/.exec(place)?.[0] ?? 'no institution';
  const person = /\/bandung\/kode-masuk\/gabung\/[0-9a-f-]{36}/.exec(found)?.[0] ?? 'no person';
  const leaving = `${institution}/keluar?program=pippk-${YEAR}`;
  expect(await walk(visit, [`${institution}/gabung`, person, leaving])).toEqual([]);
  await visit.context.close();
});

test('what is not there says so in order', async () => {
  const { page, context } = await people.visitor();
  expect(await lookAt(page, '/bandung/tidak-ada')).toEqual([]);
  expect(await lookAt(page, '/tidak-ada')).toEqual([]);
  await context.close();
});

/** Pages that nobody of the demo is led to: the journeys of the chain, of a new city, of needs that residents send, of an award and a sanction look at them. */
const ELSEWHERE = [
  '/[tenant]/dana/[proposal]/sekaligus',
  '/[tenant]/dana/kas/[purse]',
  '/[tenant]/formulir/[number]',
  '/[tenant]/impor/berkas/[job]',
  '/[tenant]/penghargaan/[id]/nilai',
  '/[tenant]/penghargaan/[id]/nilai/[candidate]',
  '/[tenant]/penghargaan/[id]/ubah',
  '/[tenant]/program/[slug]/kabupaten/[code]',
  '/[tenant]/surat/[id]',
  '/[tenant]/usulan/titip-lembaga',
];

test('every page there is was looked at', () => {
  const unseen = ROUTES.filter((route) => !visited.has(route)).toSorted();
  const soon = isLate ? [] : LATE.map((page) => `/[tenant]/${page}`);
  expect(unseen.filter((route) => !soon.includes(route))).toEqual(ELSEWHERE);
});
