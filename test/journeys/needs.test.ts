/** A resident with a phone and no account: sends a need, follows it with its code, mends it and sees it accepted. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dayIn } from '#kernel/date.ts';
import { VILLAGE } from '../support/city.ts';
import { cameraPicture, faultsOf, journey, PHONE, pictureOnFailure, sees } from '../support/journey.ts';
import { type Installation, startInstallation } from '../support/production.ts';
import { press, unfold } from './steps.ts';

const people = journey();
const YEAR = dayIn('Asia/Jakarta', new Date()).slice(0, 4);
const PASSWORD = 'tujuh belas ayam';
const PROGRAM = `program=tjsl-${YEAR}&jenis=permohonan`;

let city: Installation;
beforeAll(async () => {
  city = await startInstallation();
  const rw = join(mkdtempSync(join(tmpdir(), 'pilar-needs-')), 'rw.csv');
  writeFileSync(rw, ['kelurahan;rw;rt', ...[1, 2, 3].map((n) => `${VILLAGE};${n};2`)].join('\n'));
  city.pilar([
    ...['tenant', 'create', '--region', '32.73', '--slug', 'bandung', '--rw', rw],
    ...['--model', 'models/tjsl/2014.yaml', '--year', YEAR],
  ]);
  const create = (name: string, office: string, kind: string, organization: string, region: string) =>
    city.pilar(
      [
        ...['user', 'create', '--city', 'bandung', '--name', name, '--email', `${office}@bandung.example`],
        ...['--office', office, '--kind', kind, '--organization', organization, '--region', region],
      ],
      PASSWORD,
    );
  create('Euis', 'lurah', 'kelurahan', 'Kelurahan Pasir Impun', VILLAGE);
  create('Tatang', 'village-secretary', 'kelurahan', 'Kelurahan Pasir Impun', VILLAGE);
  city.pilar([
    ...['tenant', 'institution', 'Dinas Pendidikan', '--city', 'bandung'],
    ...['--kind', 'dinas-pendidikan', '--region', '32.73'],
  ]);
  create('Rina', 'kepala-dinas-pendidikan', 'dinas-pendidikan', 'Dinas Pendidikan', '32.73');
});
afterAll(() => city?.close());

async function officer(office: string): Promise<{ page: Page; end: () => Promise<void> }> {
  const { page, context } = await people.visitor();
  pictureOnFailure(page);
  await page.goto(`${city.origin}/masuk`);
  await page.getByLabel('Surel atau nomor ponsel').fill(`${office}@bandung.example`);
  await page.getByRole('textbox', { name: 'Kata sandi' }).fill(PASSWORD);
  await press(page, 'Masuk');
  await page.getByRole('heading', { level: 1, name: /^Selamat / }).waitFor();
  return { page, end: () => context.close() };
}

async function resident(): Promise<Page> {
  const { page } = await people.visitor({ javaScript: 'off', viewport: PHONE });
  pictureOnFailure(page);
  return page;
}

/** No page is wider than the phone it is read on. */
async function fits(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
}

/** Where the documents lie that somebody sees on the page of a need. */
function hrefs(page: Page): Promise<(string | null)[]> {
  return page
    .locator('ul.documents a')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
}

async function writeNeed(page: Page, title: string, place: string): Promise<void> {
  await page
    .getByLabel('Lingkup')
    .selectOption({ label: 'Pengadaan buku perpustakaan sekolah dan masyarakat' });
  await page.getByLabel('Apa yang dibutuhkan').fill(title);
  await page
    .getByLabel('Mengapa diperlukan')
    .fill('Anak-anak belajar bersama setiap sore, bukunya belum ada.');
  await page.getByLabel('Bentuk bantuan').selectOption({ label: 'Barang' });
  await page.getByLabel('Volume').fill('200');
  await page.getByLabel('Satuan').fill('buku');
  await page.getByLabel('Perkiraan nilai').fill('15 juta');
  await page.getByLabel('Penerima manfaat').fill('60');
  await page.getByLabel('Tempat').selectOption({ label: place });
}

test('a need goes from a phone without an account to the agency of its field, followed by its code', async () => {
  const page = await resident();
  await page.goto(`${city.origin}/bandung/program/tjsl-${YEAR}`);
  await page.getByRole('link', { name: 'Sampaikan Permohonan TJSL' }).click();
  await page.getByLabel('Bidang').selectOption({ label: 'Pendidikan' });
  await page.getByLabel('Kecamatan').selectOption({ label: 'Mandalajati' });
  await fits(page);
  await press(page, 'Lanjut');

  await writeNeed(page, 'Buku untuk taman baca RW 01', 'RW 01, Pasir Impun');
  await page.getByLabel('Nama').fill('Ibu Sumiati');
  await page.getByLabel('Nomor telepon').fill('000');
  await press(page, 'Kirim');
  // All that is wrong is said at once, and what was typed is still there.
  await sees(page, 'Nomor telepon: ');
  await sees(page, 'Foto keadaan sekarang: ');
  await fits(page);
  expect(await page.getByLabel('Apa yang dibutuhkan').inputValue()).toBe('Buku untuk taman baca RW 01');
  await page.getByLabel('Nomor telepon').fill('0812 1111 2222');
  await page.getByLabel('Foto keadaan sekarang').setInputFiles(await cameraPicture('#335577'));
  await page.getByLabel('Dokumen pendukung').setInputFiles(await cameraPicture('#775533'));
  await fits(page);
  await press(page, 'Kirim');
  await page.getByRole('heading', { name: 'Terkirim. Simpan kode ini' }).waitFor();
  const code = await page.getByText(/^\w{4}-\w{4}-\w{4}$/).innerText();
  await fits(page);
  const shown = await page.getByRole('link', { name: 'Lihat halaman umumnya' }).getAttribute('href');

  const lurah = await officer('lurah');
  await lurah.page.goto(`${city.origin}${shown}`);
  await sees(lurah.page, 'Ibu Sumiati');
  await sees(lurah.page, '+6281211112222');
  const [plan] = await hrefs(lurah.page);
  expect((await lurah.page.request.get(`${city.origin}${plan}`)).status()).toBe(200);
  await unfold(lurah.page, 'Kembalikan dengan catatan');
  await lurah.page.getByLabel('Yang perlu dilengkapi').fill('Berapa anak yang belajar?');
  await press(lurah.page, 'Kembalikan');
  await sees(lurah.page, 'Usulan sudah dikembalikan');

  // In public nobody reads who it was, nor what was remarked.
  await page.goto(`${city.origin}${shown}`);
  expect(await page.content()).not.toMatch(/Sumiati|81211112222|Berapa anak/);
  expect(await hrefs(page)).toEqual([]);
  expect((await page.request.get(`${city.origin}${plan}`)).status()).toBe(404);
  await page.goto(`${city.origin}/bandung/lacak`);
  await page.getByLabel('Kode').fill('ABCD-ABCD-ABCD');
  await press(page, 'Buka');
  await sees(page, 'Kode ini tidak dikenal.');
  await fits(page);
  await page.getByLabel('Kode').fill(code.toLowerCase());
  await press(page, 'Buka');
  await sees(page, 'Berapa anak yang belajar?');
  await fits(page);
  await page.getByLabel('Penerima manfaat').fill('75');
  await press(page, 'Kirim lagi');
  await sees(page, 'Perbaikan terkirim.');

  await lurah.page.reload();
  await press(lurah.page, 'Setujui (Kelurahan)');
  await lurah.end();
  const agency = await officer('kepala-dinas-pendidikan');
  await agency.page.goto(`${city.origin}${shown}`);
  await press(agency.page, 'Setujui (Dinas Pendidikan)');
  await sees(agency.page, 'Jawaban dicatat.');
  await agency.end();
  await page.goto(`${city.origin}/bandung/lacak`);
  await page.getByLabel('Kode').fill(code);
  await press(page, 'Buka');
  await sees(page, 'Disetujui');
});

test('the same again is not taken, and leads to the first', async () => {
  const page = await resident();
  await page.goto(`${city.origin}/bandung/usulan/kirim?${PROGRAM}&bidang=pendidikan&kecamatan=32.73.30`);
  await writeNeed(page, 'BUKU untuk Taman Baca RW 01', 'RW 01, Pasir Impun');
  await page.getByLabel('Nama').fill('Pak Ujang');
  await page.getByLabel('Nomor telepon').fill('0813 7777 8888');
  await page.getByLabel('Foto keadaan sekarang').setInputFiles(await cameraPicture('#775533'));
  await press(page, 'Kirim');
  await sees(page, 'Ada kebutuhan yang mirip di tempat ini.');
  await page.getByLabel('Kebutuhan saya lain').check();
  await page.getByLabel('Foto keadaan sekarang').setInputFiles(await cameraPicture('#775533'));
  await press(page, 'Kirim');
  await sees(page, 'Kebutuhan yang sama sudah disampaikan.');
  await page.getByRole('link', { name: 'Lihat “Buku untuk taman baca RW 01”' }).click();
  await page.getByRole('heading', { level: 1, name: 'Buku untuk taman baca RW 01' }).waitFor();
});

test('what came by telephone is entered at the kelurahan, and its other officer looks at it', async () => {
  const secretary = await officer('village-secretary');
  const { page } = secretary;
  await page.goto(`${city.origin}/bandung/usulan/baru`);
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole('link', { name: 'Catat untuk warga' }).click();
  expect(await faultsOf(page)).toEqual([]);
  await page.getByLabel('Nama').fill('Pak Dadang');
  await page.getByLabel('Nomor telepon').fill('0812 3333 4444');
  await page.getByLabel('Telepon', { exact: true }).check();
  await writeNeed(page, 'Rak buku untuk RW 02', 'RW 02, Pasir Impun');
  await press(page, 'Catat');
  await page.getByRole('heading', { name: 'Terkirim. Simpan kode ini' }).waitFor();
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole('link', { name: 'Lihat halaman umumnya' }).click();
  await sees(page, 'Dicatat oleh');
  expect(await page.getByRole('button', { name: 'Setujui (Kelurahan)' }).count()).toBe(0);
  const shown = new URL(page.url()).pathname;
  await secretary.end();
  const lurah = await officer('lurah');
  await lurah.page.goto(`${city.origin}${shown}`);
  await press(lurah.page, 'Setujui (Kelurahan)');
  await sees(lurah.page, 'Jawaban dicatat.');
  await lurah.end();
});

test('the pages for whoever has no account are sound on a phone and a screen', async () => {
  const { page, context } = await people.visitor({ viewport: PHONE });
  const kirim = `/bandung/usulan/kirim?${PROGRAM}`;
  for (const path of [
    '/bandung/usulan/baru',
    '/bandung/lacak',
    kirim,
    `${kirim}&bidang=pendidikan&kecamatan=32.73.30`,
  ]) {
    await page.goto(`${city.origin}${path}`);
    expect(await faultsOf(page), path).toEqual([]);
  }
  await context.close();
});
