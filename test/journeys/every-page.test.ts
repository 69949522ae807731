import { expect, test } from 'vitest';
import { dayIn } from '#kernel/date.ts';
import { VILLAGE } from '../support/drainage.ts';
import { journey, pictureOnFailure } from '../support/journey.ts';
import { lookAt, ROUTES, tour } from './tour.ts';

const people = journey();
const YEAR = dayIn('Asia/Jakarta', new Date()).slice(0, 4);
const { visited, walk } = tour();

test('a visitor finds every public page in order, on a screen and on a phone', async () => {
  const visit = await people.visitor();
  // Nothing leads to open needs where no programme has any.
  const from = [
    '/',
    '/bandung/usulan?keadaan=funded',
    '/bandung/cari?kata=rw',
    '/bandung/kebutuhan',
    '/bandung/usulan/baru',
    '/bandung/lacak',
  ];
  expect(await walk(visit, from)).toEqual([]);
  await visit.context.close();
});

test('what an activity is not ready for, and a plan that is made already, say so in order', async () => {
  const visit = await people.person('Ketua RW 04 Cipaganti');
  pictureOnFailure(visit.page);
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
});

test.each([
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
  { who: 'Ketua RW 03 Karang Pamulang', looksAt: ['usulan/[id]', 'usulan/[id]/ubah', 'usulan/baru'] },
  { who: 'Lurah Karang Pamulang', looksAt: ['meja', 'musyawarah/[id]', 'musyawarah/jadwal', 'dana'] },
  {
    who: 'Lurah Jatihandap',
    looksAt: ['musyawarah/[id]', 'musyawarah/[id]/suara', 'musyawarah/[id]/suara/cetak'],
  },
  {
    who: 'Ketua RW 07 Jatihandap',
    looksAt: ['usulan/[id]', 'usulan/[id]/sebagian', 'musyawarah/[id]/suara'],
  },
  { who: 'Lurah Babakan Ciparay', looksAt: ['musyawarah/[id]', 'musyawarah/[id]/layar'] },
  { who: 'Lurah Antapani Kidul', looksAt: ['meja'] },
  { who: 'Ketua RW 07 Dago', looksAt: ['meja'] },
  { who: 'Lurah Pasir Impun', looksAt: ['laporan/[id]', 'dana/[proposal]', 'lembaga/[id]'] },
  { who: 'Ketua RW 07 Pasir Impun', looksAt: ['meja', 'kegiatan/[id]', 'lembaga/[id]'] },
  { who: 'Sekretariat Daerah', looksAt: ['meja', 'laporan', 'dana'] },
  { who: 'Inspektorat', looksAt: ['meja', 'usulan/[id]'] },
  { who: 'Warga', looksAt: ['meja'] },
])('$who finds the pages in order', async ({ who, looksAt }) => {
  const visit = await people.person(who);
  pictureOnFailure(visit.page);
  const again = looksAt.map((page) => `/[tenant]/${page}`);
  // Nothing leads to calling a forum while one is called.
  const calling = looksAt.includes('musyawarah/jadwal') ? ['/bandung/musyawarah/jadwal'] : [];
  // Only a payment leads to proving oneself again, and only when the last proof has grown old.
  const proving = looksAt.includes('dana/[proposal]') ? ['/akun/bukti'] : [];
  // Nothing leads to the bodies, checklists, awards and sanctions of a programme whose model has none.
  const bodies =
    who === 'Sekretariat Daerah'
      ? ['badan', 'daftar-periksa', 'penghargaan', 'kepatuhan', 'kabar'].map(
          (page) => `/bandung/program/pippk-${YEAR}/${page}`,
        )
      : [];
  const from = ['/bandung/meja', ...calling, ...proving, ...bodies];
  expect(await walk(visit, from, again)).toEqual([]);
  await visit.context.close();
});

test('pages on which two records become one, and an institution leaves, are in order', async () => {
  const visit = await people.person('Lurah Pasir Impun');
  pictureOnFailure(visit.page);
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

/** Pages that no programme of the demo leads to: the journeys of a new city, of needs that residents send, of an award and a sanction, and of a need that is met, look at them. */
const ELSEWHERE = [
  '/[tenant]/dana/kas/[purse]',
  '/[tenant]/kebutuhan/[id]',
  '/[tenant]/kebutuhan/untuk/[organization]',
  '/[tenant]/kebutuhan/untuk/[organization]/tawaran',
  '/[tenant]/penghargaan/[id]',
  '/[tenant]/penghargaan/[id]/nilai',
  '/[tenant]/penghargaan/[id]/nilai/[candidate]',
  '/[tenant]/penghargaan/[id]/ubah',
  '/[tenant]/program/[slug]/bidang/tahun',
  '/[tenant]/program/[slug]/daftar/[kind]',
  '/[tenant]/program/[slug]/daftar/[kind]/[entry]',
  '/[tenant]/program/[slug]/daftar/[kind]/[entry]/surat',
  '/[tenant]/program/[slug]/daftar/[kind]/impor',
  '/[tenant]/program/[slug]/kabupaten/[code]',
  '/[tenant]/program/[slug]/kepatuhan/susun/[organization]',
  '/[tenant]/program/[slug]/penghargaan/susun',
  '/[tenant]/program/[slug]/rencana',
  '/[tenant]/sanksi/[id]',
  '/[tenant]/usulan/kirim',
  '/[tenant]/usulan/titip',
];

test('every page there is was looked at', () => {
  expect(ROUTES.filter((route) => !visited.has(route)).toSorted()).toEqual(ELSEWHERE);
});
