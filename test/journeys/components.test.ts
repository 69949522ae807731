import { expect, test } from 'vitest';
import { faultsOf, journey, PHONE, pictureOnFailure, sees } from '../support/journey.ts';
import { PLACES } from '../support/places.ts';
import { press, unfold } from './steps.ts';

const people = journey();
const LURAH = `Lurah ${PLACES['map of components'].village}`;

const MAP = 'Dari sampah rumah ke kerajinan dan kompos';
const OTHER = 'Kampus mitra';

test('a working group looks at its chain, changes it in a meeting and settles it, without JavaScript', async () => {
  const lurah = await people.person(LURAH, { javaScript: 'off', viewport: PHONE });
  const { page, context } = lurah;
  pictureOnFailure(page);
  await page.goto('/bandung/analisis');
  await page.getByRole('link', { name: /^Rantai dan komponen/ }).click();
  await page
    .getByRole('link', { name: new RegExp(MAP) })
    .first()
    .click();
  await sees(page, 'tidak ada komponen yang mengerjakannya');
  await sees(page, 'Pelatihan yang sama dikerjakan oleh 3 komponen');
  const map = new URL(page.url()).pathname;
  await page.getByRole('link', { name: 'Lanjutkan rapat ini' }).click();
  const meeting = new URL(page.url()).pathname;

  const late = await context.newPage();
  await late.goto(`${meeting}/kegiatan`);

  await page.getByRole('link', { name: 'Tambah kegiatan', exact: true }).first().click();
  await page.getByLabel('Siapa yang mengerjakan').selectOption({ label: OTHER });
  await page.getByLabel('Kegiatan', { exact: true }).fill('Uji mutu kompos');
  await page.getByLabel('Bentuk').selectOption({ label: 'Layanan' });
  await page.getByLabel('Tentang apa').fill('!!!');
  await page.getByLabel('Mata rantai').selectOption({ label: 'Pengolahan' });
  await page.getByLabel('Organik dan kompos').check();
  await press(page, 'Simpan');
  await page.getByRole('alert').waitFor();
  expect(await page.getByLabel('Kegiatan', { exact: true }).inputValue()).toBe('Uji mutu kompos');
  expect(await page.getByLabel('Organik dan kompos').isChecked()).toBe(true);
  await page.getByLabel('Tentang apa').fill('Mutu kompos');
  await press(page, 'Simpan');
  await sees(page, 'Tersimpan dalam rapat ini.');
  await sees(page, 'Uji mutu kompos');

  await late.getByLabel('Siapa yang mengerjakan').selectOption({ label: OTHER });
  await late.getByLabel('Kegiatan', { exact: true }).fill('Pasar kompos');
  await late.getByLabel('Bentuk').selectOption({ label: 'Layanan' });
  await late.getByLabel('Tentang apa').fill('Pasar');
  await late.getByLabel('Mata rantai').selectOption({ label: 'Pemasaran' });
  await press(late, 'Simpan');
  await late.getByRole('alert').waitFor();
  expect(await late.getByLabel('Kegiatan', { exact: true }).inputValue()).toBe('Pasar kompos');
  await late.getByRole('link', { name: 'Buka versi terbaru' }).click();
  await late.getByRole('heading', { level: 1, name: 'Tambah kegiatan' }).waitFor();
  await late.close();

  await page.getByRole('textbox', { name: /^Catatan/ }).fill('Koperasi mulai menjual kompos bulan ini.');
  await press(page, 'Simpan catatan');
  await sees(page, 'Tersimpan dalam rapat ini.');
  await unfold(page, 'Tutup rapat ini');
  await press(page, 'Ya, tutup dan berlakukan');
  await sees(page, 'Rapat ditutup. Peta ini berlaku mulai sekarang.');
  await sees(page, 'Setiap mata rantai sudah ada yang mengerjakan.');
  await sees(page, 'Celah yang tertutup');

  await page.getByRole('link', { name: 'Buka rapat berikutnya' }).click();
  await page.getByLabel(OTHER).check();
  await press(page, 'Buka rapat');
  await sees(page, 'Rapat dibuka dengan peta dari rapat sebelumnya.');
  await context.close();

  const visitor = await people.visitor({ javaScript: 'off' });
  await visitor.page.goto(map);
  await sees(visitor.page, 'Koperasi mulai menjual kompos bulan ini.');
  expect(await visitor.page.getByRole('link', { name: 'Lanjutkan rapat ini' }).count()).toBe(0);
  await visitor.page.getByRole('link', { name: /^Rapat ke-1,/ }).click();
  await sees(visitor.page, 'Anda melihat peta ini seperti ditetapkan pada rapat ke-1.');
  await visitor.page.goto(`${meeting}`);
  await visitor.page.getByRole('heading', { level: 1, name: /Masuk/ }).waitFor();
  await visitor.context.close();
});

test('the map, its meeting and a refused form are in order on a phone', async () => {
  const { page, context } = await people.person(LURAH, { viewport: PHONE });
  pictureOnFailure(page);
  await page.goto('/bandung/analisis/rantai');
  await page
    .getByRole('link', { name: new RegExp(MAP) })
    .first()
    .click();
  await sees(page, 'Rapat kelompok kerja');
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole('link', { name: 'Lanjutkan rapat ini' }).click();
  await sees(page, 'Catatan rapat');
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole('link', { name: 'Tambah komponen', exact: true }).first().click();
  await page.getByLabel('Nama komponen').fill('kampus MITRA');
  await page.getByLabel('Masyarakat').check();
  await press(page, 'Simpan');
  await page.getByRole('alert').waitFor();
  expect(await page.getByLabel('Nama komponen').inputValue()).toBe('kampus MITRA');
  expect(await faultsOf(page)).toEqual([]);
  await context.close();
});

test("a visitor sees the paper's areas with what it tells of them, and takes the map along", async () => {
  const { page, context } = await people.visitor({ viewport: PHONE });
  pictureOnFailure(page);
  await page.goto('/bandung/analisis/rantai');
  await page.getByRole('link', { name: /apa: Kawasan Telang/ }).click();
  await sees(page, /Tabel 4\.1/);
  await sees(page, /Tenaga kerja dan transmigrasi.*Ketahanan pangan dan penyuluhan/);
  await sees(page, 'Belum berkegiatan sama sekali:');
  expect(await faultsOf(page)).toEqual([]);
  const csv = await context.request.get('/bandung/analisis/rantai/kasus/telang/unduh/csv');
  expect(csv.headers()['content-type']).toContain('text/csv');
  expect(await csv.text()).toContain('Klaster,Komponen,Pihak,Lahan dan prasarana');
  const json = await context.request.get('/bandung/analisis/rantai/kasus/telang/unduh/json');
  expect(JSON.parse(await json.text())).toMatchObject({ place: { id: 'Kawasan Telang' } });
  await context.close();
});
