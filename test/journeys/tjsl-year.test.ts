/**
 * A year of TJSL in a new city, everybody on a phone and without JavaScript: the city's priorities, a company's plan beside them,
 * a need of a resident without an account, from its code to its evaluated realisation, the Forum over the whole, and an award.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Id } from '#kernel/id.ts';
import { ok } from '#kernel/result.ts';
import { closeAward } from '#modules/awards/index.ts';
import { answerProposal } from '#modules/deliberation/index.ts';
import { stateOffer } from '#modules/matching/index.ts';
import { filingKind } from '#modules/models/index.ts';
import { openBy, oweFilings } from '#modules/obligations/index.ts';
import { programBySlug } from '#modules/programs/index.ts';
import { addProposalPhoto, ProposalFields, startProposal, submitProposal } from '#modules/proposals/index.ts';
import { granted, photo, VILLAGE } from '../support/city.ts';
import { type CityInstallation, TODAY, YEAR } from '../support/city-installation.ts';
import { journey, PHONE, pictureOnFailure, sees } from '../support/journey.ts';
import { COMPANY, OTHER_COMPANY, PROGRAM, startTjsl } from '../support/tjsl-installation.ts';
import * as steps from './steps.ts';
import * as tjsl from './tjsl-steps.ts';
import { lookAt } from './tour.ts';

const { press, unfold } = steps;
const people = journey();

const REMARK = 'Pilih kegiatan yang manfaatnya bertahan.';
const BOOKS = 'Buku untuk taman baca RW 01';
const SHELF = 'Rak buku untuk RW 01';
const QUESTION = 'Bidang mana yang belum tersentuh?';

let city: CityInstallation;
/** Addresses that one part of the year hands to the next. */
const at = { plan: '', need: '', work: '', activity: '', report: '', evaluation: '', code: '' };
const page = (path: string) => `${city.origin}${path}`;
const program = (path = '') => page(`/bandung/program/${PROGRAM}${path}`);

beforeAll(async () => {
  city = await startTjsl(people);
});
afterAll(() => city?.close());

async function visitor() {
  const visit = await people.visitor({ javaScript: 'off', viewport: PHONE });
  pictureOnFailure(visit.page);
  return visit;
}

/** The plan of the year, also where its day went by before the company joined. */
function owePlan(): Promise<Id> {
  return city.beside(async (pilar) => {
    const mayor = await city.named(pilar, 'Wali Kota');
    const company = await pilar.read(city.tenant, (tx) => city.institution(tx, COMPANY));
    granted(
      await pilar.change(mayor, 'offices:write', async (tx) => {
        const found = await programBySlug(tx, PROGRAM);
        if (!found) throw new Error(`there is no ${PROGRAM}`);
        await oweFilings(
          tx,
          [
            {
              filing: filingKind(found.model, 'rencana'),
              ...{
                kind: 'rencana',
                along: null,
                occasion: YEAR,
                program: found.id,
                fiscalYear: Number(YEAR),
              },
              ...{ organization: company, offices: ['petugas-tjsl', 'direksi'], region: '32.73' },
              ...{
                subjectType: 'organization',
                subjectId: company,
                startsOn: `${YEAR}-01-01`,
                title: COMPANY,
              },
            },
          ],
          found,
        );
        return ok(undefined);
      }),
    );
    const owed = await pilar.read(city.tenant, (tx) => openBy(tx, company));
    const plan = owed.find((one) => one.kind === 'rencana');
    if (!plan) throw new Error('nobody owes a plan');
    return plan.id;
  });
}

test('the economy division keeps the priorities of the year, and a broken line keeps nothing', async () => {
  const economy = await city.as('Ekonomi');
  await economy.goto(program('/prioritas'));
  await unfold(economy, 'Catat daftar prioritas');
  await economy.getByLabel('Rujukan').fill('RKPD contoh');
  await economy.getByLabel('Daftar prioritas').fill('kegiatan;prioritas;kecamatan\nJembatan;Jembatan baru;');
  await press(economy, 'Simpan daftar');
  await sees(economy, '“Jembatan” tidak ada dalam daftar kegiatan program');
  await economy.getByLabel('Daftar prioritas').fill('kegiatan;prioritas;kecamatan\nPendidikan;Minat baca;');
  await press(economy, 'Simpan daftar');
  await sees(economy, 'Daftar prioritas tersimpan.');
  await sees(economy, 'Minat baca');
});

test('a plan is written, set by its board, sent back with a remark on a line, answered and approved', async () => {
  const owed = page(`/bandung/laporan/tagihan/${await owePlan()}`);
  const officer = await city.as('Bima');
  await officer.goto(owed);
  await officer.getByLabel('Tanggal ditetapkan direksi').fill(TODAY);
  await officer.getByLabel('Nomor surat penetapan').fill('1/DIR');
  await tjsl.fillPlanLine(officer, 1, 'Peringatan hari besar');
  await press(officer, 'Sampaikan');
  at.plan = officer.url();

  const board = await city.as('Kartika');
  await board.goto(at.plan);
  await press(board, 'Terima dan teruskan');

  const forum = await city.as('Dedi');
  await forum.goto(at.plan);
  await sees(forum, 'Tidak ada prioritas kota untuk kegiatan dan wilayah ini.');
  const line = forum.getByRole('group', { name: 'Baris 1' });
  await line.getByLabel('Penilaian').selectOption({ label: 'Perlu disesuaikan' });
  await line.getByLabel('Catatan').fill(REMARK);
  // Approved it cannot be, and the remark stays in the form.
  await press(forum, 'Setujui');
  await sees(forum, 'Masih ada baris yang perlu disesuaikan.');
  expect(await line.getByLabel('Catatan').inputValue()).toBe(REMARK);
  await forum.getByLabel('Catatan umum').fill('Satu baris belum selaras.');
  await press(forum, 'Kembalikan');
  await sees(forum, REMARK);

  await officer.goto(owed);
  await sees(officer, REMARK);
  await officer
    .getByRole('group', { name: 'Baris 1' })
    .getByLabel('Kegiatan')
    .selectOption({ label: tjsl.BOOKS_ENTRY });
  const reply = officer.getByLabel('Jawaban untuk Rincian kegiatan, baris 1');
  expect(await reply.getAttribute('required')).not.toBeNull();
  await reply.fill('Diganti buku.');
  await press(officer, 'Sampaikan');

  await board.goto(at.plan);
  await press(board, 'Terima dan teruskan');
  await forum.goto(at.plan);
  await sees(forum, 'Diganti buku.');
  const chosen = forum.getByLabel('Selaras dengan').locator('option:checked');
  expect(await chosen.textContent()).toBe('Minat baca');
  await press(forum, 'Setujui');
  await sees(forum, 'Laporan diterima pada jenjang ini.');
});

test('a resident asks from a phone, a company offers, and the resident agrees with the code alone', async () => {
  const { page: resident, context } = await visitor();
  await resident.goto(program());
  await resident.getByRole('link', { name: 'Sampaikan Permohonan TJSL' }).click();
  await resident.getByLabel('Bidang').selectOption({ label: 'Pendidikan' });
  await resident.getByLabel('Kecamatan').selectOption({ label: 'Mandalajati' });
  await press(resident, 'Lanjut');
  await tjsl.writeNeed(resident, BOOKS);
  await press(resident, 'Kirim');
  await resident.getByRole('heading', { name: 'Terkirim. Simpan kode ini' }).waitFor();
  at.code = await resident.getByText(/^\w{4}-\w{4}-\w{4}$/).innerText();
  const shown = await resident.getByRole('link', { name: 'Lihat halaman umumnya' }).getAttribute('href');
  at.need = page(shown ?? '');

  const lurah = await city.as('Euis');
  await lurah.goto(at.need);
  await press(lurah, 'Setujui (Kelurahan)');
  const agency = await city.as('Nurhayati');
  await agency.goto(at.need);
  await press(agency, 'Setujui (Dinas Pendidikan)');

  const officer = await city.as('Bima');
  await officer.goto(at.need.replace('/usulan/', '/kebutuhan/'));
  await officer.getByLabel('Nilai yang diberikan').fill('Rp 10 juta');
  await officer.getByLabel('Apa yang diberikan, dan kapan').fill('200 buku, sebelum akhir tahun.');
  await press(officer, 'Tawarkan kepada pengusul');
  await sees(officer, 'Penawaran terkirim');

  await tjsl.follow(resident, city.origin, at.code);
  await sees(resident, '200 buku, sebelum akhir tahun.');
  await tjsl.fits(resident);
  await press(resident, 'Sepakati');
  await sees(resident, 'Jawaban tersimpan.');
  await tjsl.fits(resident);
  await context.close();
});

test('the company does it once the Forum found it in step, in a meeting with its quorum and sealed minutes', async () => {
  const officer = await city.as('Bima');
  await officer.goto(at.need.replace('/usulan/', '/kebutuhan/'));
  await press(officer, 'Susun kegiatannya');
  await press(officer, 'Periksa dan ajukan');
  await press(officer, 'Ajukan sekarang');
  await sees(officer, 'Usulan sudah diajukan.');
  at.work = page(new URL(officer.url()).pathname);

  const secretary = await city.as('Dedi');
  await secretary.goto(page(`/bandung/musyawarah/jadwal?program=${PROGRAM}&forum=triwulan`));
  await secretary.getByLabel('Tanggal').fill(TODAY);
  await secretary.getByLabel('Jam mulai').fill('09:00');
  await secretary.getByLabel('Tempat').fill('Balai Kota');
  await press(secretary, 'Jadwalkan');
  const forum = page(new URL(secretary.url()).pathname);
  await press(secretary, 'Buka musyawarah');
  expect(await secretary.getByRole('button', { name: 'Segel berita acara' }).isDisabled()).toBe(true);
  for (const seat of ['Ketua Forum', 'Sekretaris Forum', 'Ketua bidang Pendidikan']) {
    await secretary.getByLabel(seat, { exact: true }).check();
  }
  await press(secretary, 'Simpan kehadiran anggota');
  await sees(secretary, 'Terpenuhi');

  const chair = await city.as('Ratna');
  await chair.goto(forum);
  await steps.decide(await steps.itemOf(chair, BOOKS), {
    outcome: 'Selaras dan disetujui',
    reason: 'Selaras dengan prioritas minat baca.',
  });
  await sees(chair, /Keputusan dicatat/);
  await secretary.goto(forum);
  await steps.seal(secretary);
});

test('the company buys, delivers and reports what it did with which money, and its board and the Forum accept it', async () => {
  const officer = await city.as('Bima');
  await tjsl.planActivity(officer, at.work);
  at.activity = page(new URL(officer.url()).pathname);
  await tjsl.startActivity(officer, at.activity);
  await tjsl.spend(officer, at.work.replace('/usulan/', '/dana/'));
  const economy = await city.as('Ekonomi');
  await economy.goto(at.work.replace('/usulan/', '/dana/'));
  await steps.approveAll(economy);
  await tjsl.finishActivity(officer, at.activity);
  await tjsl.reportRealisation(officer, at.activity);
  await officer.goto(at.activity);
  await officer.getByRole('link', { name: 'Buka laporan' }).first().click();
  at.report = page(new URL(officer.url()).pathname);

  const board = await city.as('Kartika');
  await board.goto(at.report);
  await press(board, 'Terima dan teruskan');
  const forum = await city.as('Dedi');
  await forum.goto(at.report);
  await press(forum, 'Terima laporan');
  await sees(forum, 'Laporan diterima pada jenjang ini.');
});

test('the mayor asks, the Forum answers on its minutes with figures that stay, and the mayor receives it', async () => {
  const mayor = await city.as('Wali Kota');
  await mayor.goto(page('/bandung/laporan'));
  await mayor.getByRole('link', { name: 'Minta laporan' }).click();
  await press(mayor, 'Minta');
  await sees(mayor, 'Yang ingin diketahui');
  await mayor.getByLabel('Yang ingin diketahui').fill(QUESTION);
  await press(mayor, 'Minta');
  await sees(mayor, 'Permintaan sampai di meja penyusunnya.');

  const secretary = await city.as('Dedi');
  await secretary.goto(page('/bandung/meja'));
  await secretary
    .getByRole('link')
    .filter({ hasText: 'Evaluasi triwulan' })
    .filter({ hasText: 'diminta' })
    .click();
  await sees(secretary, QUESTION);
  await sees(secretary, 'Angka dari catatan');
  await secretary.getByLabel('Perkembangan program TJSL').fill('Satu kebutuhan terpenuhi.');
  await secretary.getByLabel('Bidang dan wilayah yang tertinggal').fill('Enam bidang masih kosong.');
  await press(secretary, 'Sampaikan');
  at.evaluation = page(`/bandung/laporan/${new URL(secretary.url()).pathname.split('/').at(-1)}`);

  const chair = await city.as('Ratna');
  await chair.goto(at.evaluation);
  const minutes = chair.getByLabel('Rapat yang menyetujuinya');
  expect(await minutes.getAttribute('required')).not.toBeNull();
  await chair.locator('[name="acceptRemark"]').fill('Disetujui rapat.');
  await minutes.selectOption({ index: 1 });
  await press(chair, 'Terima dan teruskan');
  await sees(chair, 'Atas berita acara');

  await mayor.goto(page('/bandung/meja'));
  await mayor.getByRole('link').filter({ hasText: 'Evaluasi triwulan' }).click();
  await press(mayor, 'Terima laporan');
  await sees(mayor, 'Laporan diterima pada jenjang ini.');
});

test('everybody reads the plan, the need, what was done for it and the evaluation, and nobody reads who asked', async () => {
  const { page: reader, context } = await visitor();
  await reader.goto(at.plan);
  for (const words of [REMARK, 'Diganti buku.', 'Minat baca']) await sees(reader, words);
  await reader.goto(at.need);
  await sees(reader, COMPANY);
  expect(await reader.content()).not.toMatch(/Sumiati|81211112222/);
  await reader.goto(program('/badan'));
  await reader.getByRole('link', { name: /Evaluasi triwulan, diminta/ }).click();
  await sees(reader, 'Satu kebutuhan terpenuhi.');
  await reader.locator('#angka').getByRole('link', { name: 'Musyawarah', exact: true }).click();
  await sees(reader, 'Balai Kota');
  // Who asked follows with the code to what came of it.
  await tjsl.follow(reader, city.origin, at.code);
  await reader.getByRole('link', { name: 'Kegiatannya' }).click();
  await sees(reader, BOOKS);
  await context.close();

  const looking = await people.visitor({ viewport: PHONE });
  pictureOnFailure(looking.page);
  const pages = [
    at.plan,
    at.need,
    at.work,
    at.report,
    at.evaluation,
    program('/badan'),
    program('/prioritas'),
  ];
  for (const where of pages) expect(await lookAt(looking.page, where)).toEqual([]);
  await tjsl.follow(looking.page, city.origin, at.code);
  expect(await tjsl.soundAsItStands(looking.page)).toEqual([]);
  await looking.context.close();
});

/** A need of the RW, accepted by kelurahan and agency, and what another company offers: by the use cases beside the server. */
function openAnother(): Promise<Id> {
  return city.beside(async (pilar) => {
    const rw = await city.named(pilar, 'Asep');
    const { id } = granted(
      await startProposal(pilar, rw, {
        program: PROGRAM,
        kind: 'permohonan',
        organization: rw.mandates[0]?.organization.id ?? '',
        fields: ProposalFields.parse({
          ...{ scope: 'buku-perpustakaan', title: SHELF, need: 'Buku warga belum ada raknya.' },
          ...{ place: `${VILLAGE}.001`, volume: '4', unit: 'rak', people: '60', total: 'Rp 15 juta' },
          answers: { bentuk: 'barang' },
        }),
      }),
    );
    granted(await addProposalPhoto(pilar, rw, { proposal: id, file: await photo(), caption: '' }));
    granted(await submitProposal(pilar, rw, { proposal: id }));
    for (const name of ['Euis', 'Nurhayati']) {
      const who = await city.named(pilar, name);
      granted(await answerProposal(pilar, who, { proposal: id, outcome: 'accept', remark: '' }));
    }
    const organization = await pilar.read(city.tenant, (tx) => city.institution(tx, OTHER_COMPANY));
    const offer = { amount: 'Rp 20 juta', fields: ['pendidikan'], places: [], forms: [] };
    granted(
      await stateOffer(pilar, await city.named(pilar, 'Joko'), { program: PROGRAM, organization, ...offer }),
    );
    return id;
  });
}

test('the Forum computes, adjusts and recommends; the company offers, the RW agrees, and what came of it is told', async () => {
  const need = await openAnother();
  const chair = await city.as('Ratna');
  await chair.goto(page('/bandung/kebutuhan'));
  await chair.getByRole('link', { name: 'Pandangan menyeluruh' }).click();
  await sees(chair, 'Belum ada usulan yang dihitung');
  await press(chair, 'Hitung usulan padanan');
  await sees(chair, 'Usulan tersimpan.');
  await sees(chair, '0,00 % di bawah batas atas');
  await sees(chair, 'Terbukti yang terbaik');
  await sees(chair, SHELF);
  await sees(chair, 'Rp 15.000.000');
  const first = chair.url();

  // More than the need is refused beside the field, and what was typed stays; less is held.
  const amount = chair.getByLabel(`Nilai untuk ${OTHER_COMPANY}`);
  await chair.getByLabel(`Pasangan dengan ${OTHER_COMPANY}`).selectOption({ label: 'Kunci' });
  await amount.fill('Rp 16 juta');
  await press(chair, 'Hitung lagi di sekitar yang dikunci');
  await sees(chair, 'Nilainya lebih besar daripada yang masih diperlukan');
  expect(await amount.inputValue()).toBe('Rp 16 juta');
  await amount.fill('Rp 12 juta');
  await press(chair, 'Hitung lagi di sekitar yang dikunci');
  await sees(chair, 'yang lama tetap dapat dibuka');
  await sees(chair, '1 pasangan dikunci');
  await press(chair, 'Usulkan kepada kedua pihak');
  await sees(chair, 'Usulan terkirim');

  const officer = await city.as('Joko');
  await officer.goto(page('/bandung/meja'));
  await officer.getByRole('link').filter({ hasText: 'Forum mengusulkan' }).click();
  await sees(officer, `Forum mengusulkan ${OTHER_COMPANY} memenuhi kebutuhan ini sebesar Rp 12.000.000`);
  expect(await officer.getByLabel('Nilai yang diberikan').inputValue()).toBe('12.000.000');
  await press(officer, 'Tawarkan kepada pengusul');
  await sees(officer, 'Penawaran terkirim');

  const rw = await city.as('Asep');
  await rw.goto(page('/bandung/meja'));
  await rw.getByRole('link').filter({ hasText: 'Jawab penawaran' }).click();
  await press(rw, 'Sepakati');
  await sees(rw, 'Jawaban tersimpan.');

  await chair.goto(program('/pemadanan'));
  await sees(chair, '1 diusulkan, 1 ditawarkan, 1 disepakati');
  await sees(chair, '0 diusulkan, 0 ditawarkan, 0 disepakati');
  // The first one is as it was.
  await chair.goto(first);
  await sees(chair, 'Tidak ada yang dikunci atau dicoret');
  const csv = await chair.context().request.get(`${first.split('?')[0]}/daftar.csv`);
  expect(await csv.text()).toContain(`${SHELF},RW 01 Pasir Impun`);
  for (const where of [program('/pemadanan'), first, page(`/bandung/kebutuhan/${need}`)]) {
    await chair.goto(where);
    await tjsl.fits(chair);
  }
  expect((await officer.goto(program('/pemadanan')))?.status()).toBe(404);
});

test('an award: weights first, marks in private, an office in a candidate, a missing mark, and how it was computed', async () => {
  const secretary = await city.as('Dedi');
  await secretary.goto(program('/penghargaan/susun'));
  await secretary.getByLabel('Penilaian dimulai').fill(TODAY);
  await secretary.getByLabel('Hari terakhir penilaian').fill(TODAY);
  const last = secretary.getByLabel(tjsl.ASPECTS[3], { exact: false });
  await last.fill('150');
  await press(secretary, 'Simpan rancangan');
  // Weights that do not add up: nothing typed is lost.
  await sees(secretary, '1.050');
  expect(await last.inputValue()).toBe('150');
  await last.fill('100');
  await press(secretary, 'Simpan rancangan');
  await sees(secretary, 'Rancangan tersimpan.');
  const round = page(new URL(secretary.url()).pathname);

  const { page: reader } = await visitor();
  expect((await reader.goto(round))?.status()).toBe(404);
  await secretary.getByText('Terbitkan', { exact: true }).first().click();
  await press(secretary, 'Terbitkan');
  await sees(secretary, 'Putaran ini terbit.');
  // Everybody reads who is judged, by what and how much it counts, before anybody marks.
  await reader.goto(round);
  for (const text of [COMPANY, OTHER_COMPANY, ...tjsl.ASPECTS, 'Cara menghitung']) await sees(reader, text);
  expect(await reader.getByText('Hitungan', { exact: true }).count()).toBe(0);

  const first = await city.as('Juri Satu');
  await tjsl.mark(first, round, COMPANY, ['90', '80', '70', '']);
  await sees(first, 'Sebagian');
  await tjsl.mark(first, round, OTHER_COMPANY, ['60', '50', '70', '40']);
  const second = await city.as('Juri Dua');
  await tjsl.mark(second, round, COMPANY, ['80', '80', '80', '60']);
  await tjsl.mark(second, round, OTHER_COMPANY, ['50', '50', '60', '50']);
  // Whoever holds an office in a candidate does not mark it, also not by its address.
  const third = await city.as('Juri Tiga');
  await tjsl.mark(third, round, COMPANY, ['85', '75', '70', '80']);
  await sees(third, 'Tidak menilai karena memegang jabatan di sini');
  expect(await third.getByRole('link').filter({ hasText: OTHER_COMPANY }).count()).toBe(0);
  await first.goto(`${round}/nilai`);
  const own = await first.getByRole('link').filter({ hasText: OTHER_COMPANY }).getAttribute('href');
  await third.goto(page(own ?? ''));
  expect(await third.getByRole('button', { name: 'Simpan nilai' }).count()).toBe(0);
  // Nobody reads a mark before the round is closed, and it is not closed while marks may come.
  await reader.goto(round);
  expect(await reader.getByText('Rincian hitungan').count()).toBe(0);
  await secretary.goto(round);
  expect(await secretary.locator('#belum-tutup').count()).toBe(1);

  // The days are over.
  const id = round.split('/').at(-1) ?? '';
  await city.beside(
    async (pilar) => granted(await closeAward(pilar, await city.named(pilar, 'Dedi'), { round: id })),
    new Date(Date.now() + 86_400_000),
  );
  await reader.goto(round);
  for (const summary of await reader.getByText('Rincian hitungan').all()) await summary.click();
  // One of three left the last aspect empty: it counts by the two who marked it, and is no zero.
  await sees(reader, 'Juri: 2 nilai, 60 sampai 80');
  await sees(reader, 'Juri: 3 nilai, 80 sampai 90');
  await sees(reader, '1 juri tidak menilai karena memegang jabatan di peserta ini.');
  // One of them planned nothing, so that nobody can tell how far it was kept to: shown as such.
  await sees(reader, 'Tanpa bukti');
  const csv = await reader.context().request.get(`${round}/hitungan.csv`);
  expect(await csv.text()).toContain('tanpa bukti');

  const mayor = await city.as('Wali Kota');
  await mayor.goto(round);
  await mayor.getByLabel('Nomor dan tanggal keputusan').fill('500/Kep.1');
  await press(mayor, 'Tetapkan hasil');
  await sees(mayor, 'Hasil ditetapkan.');
  await reader.goto(round);
  await sees(reader, 'Penerima penghargaan');
  const looking = await people.visitor({ viewport: PHONE });
  expect(await lookAt(looking.page, round)).toEqual([]);
});
