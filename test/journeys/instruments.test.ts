import { afterAll, expect, test } from 'vitest';
import { dayIn } from '#kernel/date.ts';
import { DESK, faultsOf, journey, PHONE, pictureOnFailure, sees, type Visit } from '../support/journey.ts';
import { PLACES } from '../support/places.ts';

const people = journey();
const PLACE = PLACES.instruments;
const YEAR = dayIn('Asia/Jakarta', new Date()).slice(0, 4);
const here = new Map<string, Visit>();

/** Somebody who has signed in once and stays. */
async function as(label: string, setting: Parameters<typeof people.person>[1]): Promise<Visit['page']> {
  const visit = here.get(label) ?? (await people.person(label, setting));
  here.set(label, visit);
  pictureOnFailure(visit.page);
  return visit.page;
}

const lurah = () => as(`Lurah ${PLACE.village}`, { viewport: DESK });
const chair = () => as(`Ketua ${PLACE.institution}`, { viewport: PHONE, javaScript: 'off' });

afterAll(async () => {
  await Promise.all([...here.values()].map(({ context }) => context.close()));
});

test('the chair of an RW rates at a phone without JavaScript; what was typed stays until it is right', async () => {
  const page = await chair();
  await page.getByRole('link', { name: /Beri nilai kemitraan.*Tangga partisipasi/ }).click();
  await sees(page, `Nilai kemitraan di Kelurahan ${PLACE.village}`);
  const stage = (name: string) => page.getByRole('group', { name: new RegExp(`^${name}`) });
  for (const name of ['Perencanaan', 'Pengambilan keputusan', 'Pelaksanaan', 'Pengawasan']) {
    await stage(name).getByLabel('Tidak dapat menilai').check();
  }
  await page.getByLabel('Dasarnya').first().fill('Rembuk warga RW 07 di pos ronda.');
  await page.getByRole('button', { name: 'Kirim nilai' }).click();
  await sees(page, 'Belum ada tingkat yang dipilih.');
  expect(await stage('Pengawasan').getByLabel('Tidak dapat menilai').isChecked()).toBe(true);
  expect(await page.getByLabel('Dasarnya').first().inputValue()).toBe('Rembuk warga RW 07 di pos ronda.');
  await stage('Perencanaan').getByLabel('Merencanakan bersama').check();
  await stage('Pengambilan keputusan').getByLabel('Menasihati atau mengusulkan').check();
  await stage('Pelaksanaan').getByLabel('Merencanakan bersama').check();
  await page.getByRole('button', { name: 'Kirim nilai' }).click();
  await sees(page, 'Nilai Anda tersimpan.');
  await sees(page, 'Hasil dan sebaran nilai baru tampak setelah putaran ditutup');
  await page.goto('/bandung/meja');
  expect(await page.getByRole('link', { name: /Beri nilai kemitraan.*Tangga partisipasi/ }).count()).toBe(0);
});

test('the lurah closes the round; the result, its spread and its line over time can be read', async () => {
  const page = await lurah();
  await page.getByRole('link', { name: /Tutup penilaian kemitraan/ }).click();
  expect(await faultsOf(page)).toEqual([]);
  await page.getByText('Tutup putaran', { exact: true }).click();
  await page.getByRole('button', { name: 'Ya, tutup dan hitung' }).click();
  await sees(page, 'Putaran ditutup. Hasilnya dibekukan.');
  await sees(page, 'Tingkat setiap dimensi');
  await sees(page, 'Nilai setiap orang');
  expect(await page.getByRole('img', { name: 'Dari waktu ke waktu' }).count()).toBe(1);
  expect(await faultsOf(page)).toEqual([]);

  const { page: visitor, context } = await people.visitor({ viewport: PHONE, javaScript: 'off' });
  pictureOnFailure(visitor);
  await visitor.goto(page.url());
  await sees(visitor, 'Sebaran nilai');
  const text = await visitor.locator('main').innerText();
  expect(text).not.toContain('Nilai setiap orang');
  expect(text).not.toContain('Rembuk warga RW 07');
  await context.close();
});

test('a new round is asked of everybody once its dates are right', async () => {
  const page = await lurah();
  await page.goto('/bandung/analisis');
  await page.getByRole('link', { name: /^Instrumen/ }).click();
  await page.getByRole('link', { name: 'Buka putaran' }).click();
  await page.getByLabel('Instrumen').selectOption({ label: 'Tangga partisipasi masyarakat' });
  await page.getByLabel('Program').selectOption({ label: `PIPPK ${YEAR}` });
  await page.getByLabel('Jumlah keluarga miskin').fill('banyak');
  await page.getByRole('button', { name: 'Buka putaran' }).click();
  await page.getByRole('alert').waitFor();
  expect(await page.getByLabel('Jumlah keluarga miskin').inputValue()).toBe('banyak');
  expect(await faultsOf(page)).toEqual([]);
  await page.getByLabel('Jumlah keluarga miskin').fill('');
  await page.getByRole('button', { name: 'Buka putaran' }).click();
  await sees(page, 'Putaran dibuka. Para mitra diminta menilai.');
  const desk = await chair();
  await desk.goto('/bandung/meja');
  await desk.getByRole('link', { name: /Beri nilai kemitraan.*Tangga partisipasi/ }).waitFor();
});

test('the lurah writes what happened, corrects it, and everybody reads which phases it shows', async () => {
  const page = await lurah();
  await page.goto('/bandung/analisis/instrumen');
  await page.getByRole('link', { name: /^Fase hubungan/ }).click();
  await page
    .getByRole('main')
    .getByRole('link', { name: `Kelurahan ${PLACE.village}` })
    .first()
    .click();
  await page.getByRole('link', { name: 'Tulis peristiwa' }).first().click();
  expect(await faultsOf(page)).toEqual([]);
  await page.getByLabel('Kapan', { exact: true }).fill('minggu lalu');
  await page.getByLabel('Apa yang terjadi').fill('Dua kelurahan bersaing mendapatkan pelatih yang sama.');
  await page.getByLabel('Dasarnya').fill('Notulen rapat kecamatan, butir 4');
  await page.getByRole('button', { name: 'Simpan peristiwa' }).click();
  await sees(page, 'Tanggal ini tidak terbaca.');
  expect(await page.getByLabel('Kapan', { exact: true }).inputValue()).toBe('minggu lalu');
  expect(await faultsOf(page)).toEqual([]);
  await page.getByLabel('Kapan', { exact: true }).fill('November 2023');
  await page.getByLabel('Daerah menjalankan program terpisah').check();
  await page.getByRole('button', { name: 'Simpan peristiwa' }).click();
  await sees(page, 'Peristiwa tersimpan dan sudah masuk garis waktu.');
  await page
    .getByRole('link', { name: /^Dua kelurahan bersaing/ })
    .first()
    .click();
  await page.getByRole('link', { name: 'Betulkan' }).click();
  await page.getByLabel('Kapan', { exact: true }).fill('14/12/2023');
  await page.getByLabel('Alasan pembetulan').fill('Tanggal menurut notulen.');
  await page.getByRole('button', { name: 'Simpan pembetulan' }).click();
  await sees(page, 'Pembetulan tersimpan.');
  await sees(page, 'Bunyi sebelumnya');
  expect(await faultsOf(page)).toEqual([]);
  const address = page.url();

  const { page: visitor, context } = await people.visitor({ viewport: PHONE, javaScript: 'off' });
  pictureOnFailure(visitor);
  await visitor.goto(address);
  await sees(visitor, '14 Desember 2023');
  expect(await visitor.getByText('Tarik peristiwa').count()).toBe(0);
  await visitor.getByRole('link', { name: 'Lihat garis waktu' }).click();
  const row = visitor
    .getByRole('row')
    .filter({ hasText: /Kompetitif/ })
    .filter({ hasText: '2023' });
  await row.getByRole('link', { name: /^Dua kelurahan bersaing/ }).waitFor();
  expect(await visitor.getByRole('img', { name: 'Garis waktu' }).count()).toBe(1);
  await sees(visitor, 'dari catatan');
  await context.close();

  await page.getByText('Tarik peristiwa', { exact: true }).click();
  await page.getByLabel('Alasan penarikan').fill('Sudah dibicarakan dan ternyata tidak bersaing.');
  await page.getByRole('button', { name: 'Ya, tarik' }).click();
  await sees(page, 'Peristiwa ditarik.');
  expect(await page.getByRole('link', { name: /^Dua kelurahan bersaing/ }).count()).toBe(0);
});
