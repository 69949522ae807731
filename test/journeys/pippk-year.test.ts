/**
 * A year of PIPPK in one kecamatan, played by its offices: opened by the secretariat, carried through by two kelurahan side by
 * side, each at devices of its own, above them the forums of the kecamatan and the city, down to the recap of the city.
 */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest';
import { foundOrganization, operatorOf } from '#modules/actors/index.ts';
import {
  appoint,
  type CityInstallation,
  enter,
  giveAccounts,
  type Holder,
  startCity,
  YEAR,
} from '../support/city-installation.ts';
import { DESK, journey, PHONE, pictureOnFailure, sees } from '../support/journey.ts';
import * as steps from './steps.ts';
import { lookAt } from './tour.ts';

const { press, unfold } = steps;
const people = journey();
const PROGRAM = `pippk-kota-${YEAR}`;
const LAST = `pippk-kota-${Number(YEAR) - 1}`;
const DISTRICT = '32.73.30';
const BASIS = 'Keputusan Wali Kota Nomor 5';

type Kelurahan = { readonly village: string; readonly code: string; readonly way: steps.Way };
const kelurahan = (village: string, code: string): Kelurahan => ({
  village,
  code,
  way: wayOf(`Sumur resapan RW 01 ${village}`, 'RW 01', village),
});
function wayOf(title: string, rw: string, village: string): steps.Way {
  const at = { proposal: '', forum: '', activity: '', report: '' };
  return { title, institution: `${rw} ${village}`, village, scope: 'Infrastruktur', ...at };
}

const FIRST = kelurahan('Pasir Impun', '32.73.30.1003');
const SECOND = kelurahan('Karang Pamulang', '32.73.30.1002');
const BOTH = [FIRST, SECOND];
/** What is more than a kelurahan can do. */
const BRIDGE = wayOf('Jembatan di antara dua kelurahan', 'RW 02', FIRST.village);
const SPARE = wayOf('Gerbang RW 02', 'RW 02', SECOND.village);
/** What comes back to the treasurer of the second goes back to the ceiling. */
const REFUND = '50.000';
const TOGETHER = '11.950.000';

const HOLDERS: readonly Holder[] = [
  ['Setda', 'setda', 'sekretariat'],
  ['Camat', 'camat', 'kecamatan mandalajati', DISTRICT],
  ['Pekerjaan Umum', 'public-works', 'dinas pekerjaan'],
  ...BOTH.flatMap(({ village, code }): Holder[] => [
    [`Lurah ${village}`, 'lurah', `kelurahan ${village}`, code],
    [`Bendahara ${village}`, 'village-treasurer', `kelurahan ${village}`, code],
    [`Ketua RW 01 ${village}`, 'chair', `rw 01 ${village}`, `${code}.001`],
    [`Ketua RW 02 ${village}`, 'chair', `rw 02 ${village}`, `${code}.002`],
  ]),
];

let city: CityInstallation;
beforeAll(async () => {
  const source = readFileSync('models/pippk-kota/2026.yaml', 'utf8');
  // A city whose calendar is open the whole year, and that asks those who hold money for no second factor.
  const model = source
    .replaceAll(/window: \{[^}]*\}/g, 'window: { from: "01-01", to: "12-31", basis: kebijakan-kota }')
    .replaceAll('secondFactor: true', 'secondFactor: false');
  const rw = ['kelurahan;rw;rt', ...BOTH.flatMap(({ code }) => [`${code};1;1`, `${code};2;1`])].join('\n');
  city = await startCity(people, { model, year: String(Number(YEAR) - 1), rw });
  const { tenant } = city;
  await city.beside(async (pilar) => {
    await enter(pilar, tenant, async (tx) => {
      await foundOrganization(tx, operatorOf(tenant), {
        name: 'Dinas Pekerjaan Umum',
        kind: 'dinas-pu',
        region: '32.73',
      });
    });
    await appoint(pilar, tenant, HOLDERS);
    await giveAccounts(pilar, tenant, HOLDERS);
  });
});
afterAll(() => city?.close());

// Each month stands on the one before: after a failure the others have nothing to tell.
let failed = '';
beforeEach(({ task }) => {
  if (failed) throw new Error(`the year broke when ${failed}`);
  onTestFailed(() => {
    failed = task.name;
  });
});

const officer = (name: string) => city.as(name, { javaScript: 'off', viewport: DESK });
const lurah = ({ village }: Kelurahan) => officer(`Lurah ${village}`);
const treasurer = ({ village }: Kelurahan) => officer(`Bendahara ${village}`);
const chair = ({ institution }: steps.Way) => city.as(`Ketua ${institution}`);
/** The same in both kelurahan at once. */
const inBoth = (work: (place: Kelurahan) => Promise<unknown>) => Promise.all(BOTH.map(work));

test('the secretariat closes last year, opens this one and gives one RW a smaller ceiling', async () => {
  const page = await officer('Setda');
  await page.goto(`/bandung/program/${LAST}/kelola`);
  await unfold(page, 'Buka program');
  await page.getByLabel('Tahun anggaran').fill(YEAR);
  const opening = page.locator('form[action="?/buka"]');
  await opening.getByLabel('Dasar').fill(BASIS);
  await opening.getByLabel('Alasan').fill('Tahun anggaran baru.');
  await press(page, 'Buka program');
  await sees(page, 'Program ini dibuka. Periksa jadwal dan pagunya.');
  expect(new URL(page.url()).pathname).toBe(`/bandung/program/${PROGRAM}/kelola`);

  await page.goto(`/bandung/program/${LAST}/kelola`);
  await sees(page, 'Tidak ada usulan, musyawarah, atau pembayaran yang menunggu.');
  await unfold(page, 'Tutup program');
  const closing = page.locator('form[action="?/tutup"]');
  await closing.getByLabel('Dasar').fill(BASIS);
  await closing.getByLabel('Alasan').fill('Tahun anggaran berakhir.');
  await press(page, 'Tutup program');
  await sees(page, 'Program ini sudah ditutup.');

  await page.goto(`/bandung/program/${PROGRAM}/kelola/pagu?wilayah=${SECOND.code}`);
  await unfold(page, /^Ubah pagu/);
  await page.locator('select[name="ceiling"]').selectOption({ index: 1 });
  await page.locator('select[name="organization"]').selectOption({ label: SECOND.way.institution });
  await page.getByLabel('Pagu baru per lembaga').fill('80 juta');
  await page.getByLabel('Dasar').fill(BASIS);
  await page.getByLabel('Alasan').fill('RW lebih kecil.');
  await press(page, 'Simpan pagu');
  await sees(page, '1 pagu berubah.');
});

test('four RW of two kelurahan bring what they need, two at a time', async () => {
  const bring = async (way: steps.Way) => {
    const page = await chair(way);
    await steps.startWriting(page);
    await steps.readyToWrite(page, 'off');
    await steps.fillProposal(page, way);
    await steps.addPhoto(page, 'off');
    await steps.submitProposal(page, way);
  };
  await inBoth(({ way }) => bring(way));
  await Promise.all([BRIDGE, SPARE].map(bring));
  const page = await officer('Setda');
  await page.goto(`/bandung/program/${PROGRAM}/kelola/pantau`);
  await sees(page, /^Musrenbang kelurahan: 151 dari 151 wilayah belum bermusyawarah$/);
});

test('both kelurahan hold their forum: one passes a bridge on, the other keeps a gate for next year', async () => {
  await inBoth(async (place) => {
    const page = await lurah(place);
    await steps.callForum(page, place.way);
    await steps.goToForum(page, place.way);
    await steps.openForum(page);
    await steps.recordBoards(page, 'all but the last RW');
    await steps.recordBoards(page, 'the last RW');
    await steps.recordLeaders(page);
    const fund = { outcome: 'Didanai dari PIPPK', amount: '6.000.000', reason: steps.REASON };
    await steps.decide(await steps.itemOf(page, place.way.title), fund);
    await sees(page, /Keputusan dicatat/);
    const other =
      place === FIRST
        ? { outcome: 'Diteruskan ke Musrenbang kecamatan', reason: 'Menghubungkan dua kelurahan.' }
        : { outcome: 'Disimpan untuk tahun depan', reason: 'Diutamakan tahun depan.' };
    await steps.decide(await steps.itemOf(page, undefined), other);
    await sees(page, /Keputusan dicatat/);
    await steps.seal(page);
  });
});

test('the kecamatan takes the bridge up, and the agency answers in public', async () => {
  const camat = await officer('Camat');
  const above = { ...BRIDGE, village: 'Mandalajati' };
  await steps.takeUp(camat, 'Putuskan', BRIDGE);
  await camat.goto('/bandung/musyawarah');
  await steps.callForum(camat, above);
  await steps.goToForum(camat, above, 'kecamatan');
  await steps.openForum(camat);
  await steps.recordNames(camat, ['Utusan kelurahan', 'Tokoh masyarakat', 'Tokoh wanita']);
  const reason = 'Jalan ini di bawah wewenang dinas.';
  await steps.decide(await steps.itemOf(camat, BRIDGE.title), {
    outcome: 'Diteruskan ke perangkat daerah',
    reason,
  });
  await sees(camat, /Keputusan dicatat/);
  await steps.seal(camat);

  const agency = await officer('Pekerjaan Umum');
  await agency.goto('/bandung/meja');
  await agency.getByRole('main').getByRole('link').filter({ hasText: BRIDGE.title }).first().click();
  await agency.getByLabel('Jawaban', { exact: true }).selectOption({ label: 'Masuk rencana dan anggaran' });
  await agency.getByLabel(/^Hasil langkah/).fill('Masuk rencana kerja tahun depan.');
  await press(agency, 'Catat hasilnya');
  await sees(agency, 'Hasilnya tercatat.');

  const { page, context } = await people.visitor({ javaScript: 'off', viewport: PHONE, origin: city.origin });
  pictureOnFailure(page);
  await page.goto(BRIDGE.proposal);
  await sees(page, 'Masuk rencana kerja tahun depan.');
  await sees(page, reason);
  await context.close();
});

test('treasurers pay in the order of their papers, and the lurah approves', async () => {
  await inBoth(async (place) => {
    const page = await treasurer(place);
    await page.goto('/bandung/meja');
    await steps.goToUnpaid(page, place.way);
    await steps.recordDisbursement(page, place.way, ['spp', 'spm', 'sp2d']);
    const approving = await lurah(place);
    await steps.takeUp(approving, 'Periksa dan setujui pencairan', place.way);
    await steps.approveAll(approving);
    if (place === SECOND) {
      // A part comes back, with its proof.
      await page.reload();
      await steps.recordRefund(page, REFUND);
      await approving.reload();
      await steps.approveAll(approving);
    }
  });
});

test('the RW carry it out with evidence, hand it over and report; the ladder accepts', async () => {
  await inBoth(async ({ way }) => {
    const page = await chair(way);
    await steps.takeUp(page, 'Rencanakan kegiatan', way);
    await steps.plan(page, way);
    await steps.start(page, way);
    await steps.advance(page, way, 0);
    await steps.advance(page, way, 50);
    for (const [line, [provider]] of steps.SUPPLIERS.entries()) {
      await steps.recordExpense(page, way, line === 0 ? 1 : 2, provider);
    }
    await steps.recordContribution(page, way);
    await steps.recordParticipants(page, way);
    await steps.advance(page, way, 100);
    await page.goto(`${way.activity}/serah-terima`);
    await steps.handOver(page, way);
    await steps.takeUp(page, 'Tulis laporan', way);
    await steps.sendReport(page, 'Lima sumur resapan digali dan dipasang buis beton.');
  });
  const checking = await lurah(FIRST);
  await steps.takeUp(checking, 'Periksa laporan', FIRST.way);
  FIRST.way.report = new URL(checking.url()).pathname;
  await unfold(checking, 'Kembalikan dengan catatan');
  await checking.getByLabel('Apa yang harus diperbaiki').fill(steps.REMARK);
  await press(checking, 'Kembalikan dengan catatan');
  await sees(checking, 'Laporan dikembalikan.');
  const mending = await chair(FIRST.way);
  await steps.takeUp(mending, 'Perbaiki laporan yang dikembalikan', FIRST.way);
  await sees(mending, steps.REMARK);
  await mending.getByRole('link', { name: 'Perbaiki laporan' }).click();
  await mending.getByLabel('Jawaban untuk Seluruh laporan').fill('Sepuluh hari, ditambahkan.');
  await steps.sendReport(mending, 'Lima sumur resapan digali oleh tiga tukang selama sepuluh hari.');
  await inBoth(async (place) => steps.acceptReport(await lurah(place), place.way, 'Terima dan teruskan'));
  const above = async (page: Page, words: Parameters<typeof steps.acceptReport>[2]) => {
    for (const { way } of BOTH) await steps.acceptReport(page, way, words);
  };
  await above(await officer('Camat'), 'Terima dan teruskan');
  await above(await officer('Setda'), 'Terima laporan');
});

test('the recap of the city shows what both did, from the front page down to a receipt; the secretariat sees who has held no forum', async () => {
  const { page, context } = await people.visitor({ viewport: DESK, origin: city.origin });
  pictureOnFailure(page);
  for (const figure of ['diputuskan', 'dipertanggungjawabkan', 'dibayar']) {
    await page.goto('/bandung');
    await page.locator(`a[href*="angka=${figure}"]`).first().click();
    await sees(page, `Rp\u00a0${TOGETHER}`);
    for (const { way } of BOTH) await sees(page, way.title);
  }
  await page.locator('a[href*="#bayar-"]').first().click();
  await page.locator(':target').getByText('bukti tersimpan').waitFor();
  expect(await lookAt(page, `/bandung/program/${PROGRAM}`)).toEqual([]);
  expect(await lookAt(page, `/bandung/program/${PROGRAM}/kecamatan/${DISTRICT}`)).toEqual([]);
  for (const { village } of BOTH) await sees(page, village);
  await context.close();

  const secretariat = await officer('Setda');
  await secretariat.goto(`/bandung/program/${PROGRAM}/kelola/pantau`);
  await sees(secretariat, /^Musrenbang kelurahan: 149 dari 151 wilayah belum bermusyawarah$/);
  await secretariat.getByRole('link', { name: 'Uang per bulan' }).click();
  const month = secretariat.getByRole('row').filter({ hasText: TOGETHER });
  expect(await month.getByText(TOGETHER).count()).toBe(3);
  expect(JSON.parse(city.pilar(['verify', '--json']))).toMatchObject({ sound: true });

  // Next year begins with what was kept for it.
  const again = await chair(SPARE);
  await again.goto(SPARE.proposal);
  await sees(again, 'Disimpan untuk tahun depan');
});
