/** What people do in a year of TJSL, step by step, without JavaScript. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { TODAY, YEAR } from '../support/city-installation.ts';
import { cameraPicture, faultsOf, PHONE, sees } from '../support/journey.ts';
import { press, unfold } from './steps.ts';

export const BOOKS_ENTRY = 'Pengadaan buku perpustakaan sekolah dan masyarakat';

/** The aspects that jurors mark, as their forms call them. */
export const ASPECTS = [
  'Perencanaan: kesesuaian dengan program pembangunan kota',
  'Keberlanjutan: peta jalan dalam rencana kerja perusahaan',
  'Dokumen pendukung administrasi dan fisik',
  'Lainnya yang ditetapkan Forum',
] as const;

/** No page is wider than the phone it is read on. */
export async function fits(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
}

/** What is wrong with a page that only a form answers: it has no address to look at. */
export const soundAsItStands = faultsOf;

export async function fillPlanLine(page: Page, line: number, activity: string): Promise<void> {
  const box = page.getByRole('group', { name: `Baris ${line}`, exact: true });
  await box.getByLabel('Kegiatan').selectOption({ label: activity });
  await box.getByLabel('Kelurahan').selectOption({ index: 1 });
  await box.getByLabel('Sasaran', { exact: true }).fill('Warga');
  await box.getByLabel('Jumlah sasaran').fill('60');
  await box.getByLabel('Satuan').fill('orang');
  await box.getByLabel('Tujuan').fill('Warga terbantu.');
  await box.getByLabel('Rencana pembiayaan').fill('Rp 10 juta');
}

export async function writeNeed(page: Page, title: string): Promise<void> {
  await page.getByLabel('Lingkup').selectOption({ label: BOOKS_ENTRY });
  await page.getByLabel('Apa yang dibutuhkan').fill(title);
  await page
    .getByLabel('Mengapa diperlukan')
    .fill('Anak-anak belajar bersama setiap sore, bukunya belum ada.');
  await page.getByLabel('Bentuk bantuan').selectOption({ label: 'Barang' });
  await page.getByLabel('Volume').fill('200');
  await page.getByLabel('Satuan').fill('buku');
  await page.getByLabel('Perkiraan nilai').fill('10 juta');
  await page.getByLabel('Penerima manfaat').fill('60');
  await page.getByLabel('Tempat').selectOption({ label: 'RW 01, Pasir Impun' });
  await page.getByLabel('Nama').fill('Ibu Sumiati');
  await page.getByLabel('Nomor telepon').fill('0812 1111 2222');
  await page.getByLabel('Foto keadaan sekarang').setInputFiles(await cameraPicture('#335577'));
}

/** Opens a need with its code. */
export async function follow(page: Page, origin: string, code: string): Promise<void> {
  await page.goto(`${origin}/bandung/lacak`);
  await page.getByLabel('Kode').fill(code);
  await press(page, 'Buka');
}

export async function planActivity(page: Page, work: string): Promise<void> {
  await page.goto(work);
  await page.getByRole('link', { name: 'Rencanakan kegiatan' }).first().click();
  await page.getByLabel('Rencana selesai').fill(`${YEAR}-12-31`);
  await page.getByLabel('Pelaksana').fill('Tim TJSL');
  await page.getByLabel('Penanggung jawab').fill('Bima');
  await press(page, 'Simpan rencana');
}

export async function startActivity(page: Page, activity: string): Promise<void> {
  await page.goto(activity);
  await page.getByRole('link', { name: 'Catat mulai' }).click();
  await press(page, 'Kegiatan sudah mulai');
  await sees(page, 'Kegiatan dimulai.');
  await advance(page, activity, 0);
}

async function advance(page: Page, activity: string, percent: 0 | 100): Promise<void> {
  await page.goto(activity);
  await page.getByRole('link', { name: 'Catat kemajuan' }).click();
  await page
    .getByLabel('Potret sekarang')
    .setInputFiles(await cameraPicture(percent === 0 ? '#4a6a5a' : '#4a8a5a'));
  await page.getByLabel('Catatan').fill(`Keadaan pada ${percent} persen`);
  await press(page, `Simpan kemajuan ${percent} %`);
  await sees(page, 'Kemajuan tercatat');
}

/** The company pays its supplier itself; the city sees the receipt. */
export async function spend(page: Page, money: string): Promise<void> {
  await page.goto(money);
  await unfold(page, 'Catat belanja');
  const form = page.locator('form[action^="?/belanja"]');
  await form.locator('[name="seller"]').fill('Toko Buku Mekar');
  await form.locator('[name="bought"]').fill('200 buku anak');
  await form.locator('[name="spent"]').fill('10.000.000');
  await form.locator('[name="billNumber"]').fill('INV-2001');
  await form.locator('[name="boughtOn"]').fill(TODAY);
  await form.locator('[name="bill"]').setInputFiles(await cameraPicture('#d8d4c8'));
  await form.getByRole('button', { name: 'Catat untuk disetujui' }).click();
  await sees(page, 'Menunggu persetujuan');
}

export async function finishActivity(page: Page, activity: string): Promise<void> {
  await page.goto(`${activity}/belanja`);
  await page
    .locator('form[action="?/bayar"]')
    .getByLabel('Untuk baris rincian biaya')
    .selectOption({ index: 1 });
  await press(page, 'Catat dari pembayaran');
  await sees(page, 'Tercatat.');
  await advance(page, activity, 100);
  await page.goto(`${activity}/serah-terima`);
  await page.getByLabel('Diserahkan kepada').fill('RW 01 Pasir Impun');
  await press(page, 'Simpan serah terima');
  await sees(page, 'Serah terima tercatat.');
}

/** What was done, with money told by its source, output and quantity. */
export async function reportRealisation(page: Page, activity: string): Promise<void> {
  await page.goto(`${activity}/laporan`);
  await page.getByLabel('Kegiatan yang dilaksanakan dan lokasinya').fill('200 buku di taman baca RW 01.');
  const money = page.getByRole('region', { name: 'Pembiayaan menurut sumbernya' });
  await money.getByRole('radio', { name: 'Anggaran TJSL perusahaan' }).check();
  await money.getByLabel('Jumlah', { exact: true }).fill('10.000.000');
  await page.getByLabel('Keluaran').fill('Taman baca dengan 200 buku.');
  await page.getByLabel('Kuantitas sasaran').fill('60');
  await press(page, 'Sampaikan');
  await page.getByText('Sedang diperiksa').first().waitFor();
}

/** A juror marks a candidate, aspect by aspect; what is left empty stays empty. */
export async function mark(
  page: Page,
  round: string,
  company: string,
  marks: readonly string[],
): Promise<void> {
  await page.goto(`${round}/nilai`);
  await page.getByRole('link').filter({ hasText: company }).click();
  for (const [i, value] of marks.entries())
    await page.getByLabel(ASPECTS[i] ?? '', { exact: false }).fill(value);
  await press(page, 'Simpan nilai');
  await sees(page, 'Nilai tersimpan.');
}
