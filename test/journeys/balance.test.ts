import { expect, test } from 'vitest';
import { faultsOf, journey, PHONE, pictureOnFailure, sees } from '../support/journey.ts';
import { PLACES } from '../support/places.ts';

const people = journey();
const PLACE = PLACES['facts of places'];
const BALANCE = '/bandung/analisis/keseimbangan';

/** The amount that a cell shows; nothing where it shows a dash. */
function rupiahIn(text: string): number {
  return Number(text.replaceAll(/\D/g, ''));
}

test('a resident without scripts follows a figure from the city down to the proposals of an RW', async () => {
  const { page, context } = await people.visitor({ javaScript: 'off', viewport: PHONE });
  pictureOnFailure(page);
  await page.goto('/bandung');
  await page.getByRole('link', { name: 'Buka PIPPK' }).first().click();
  await page.getByRole('heading', { level: 2, name: 'Siapa yang belum terjangkau' }).waitFor();
  await page.getByRole('link', { name: 'Lihat jangkauan dan keseimbangan' }).click();
  await page.getByRole('heading', { level: 1, name: 'Jangkauan dan keseimbangan' }).waitFor();
  await sees(page, /Separuh dari uang yang diputuskan ada di \d+ dari 30 kecamatan/);

  const table = page.getByRole('table', { name: 'Uang yang diputuskan menurut' });
  await table.getByRole('link', { name: PLACE.within, exact: true }).click();
  await table.getByRole('link', { name: PLACE.village, exact: true }).click();
  const figure = table.getByRole('link', { name: /^RW \d+: Diputuskan/ }).first();
  const amount = await figure.textContent();
  const [rw = ''] = ((await figure.getAttribute('aria-label')) ?? '').split(':');
  await figure.click();
  await page.getByRole('heading', { level: 1, name: 'Usulan' }).waitFor();
  await page.getByRole('link', { name: rw }).first().waitFor();
  const granted = await page.locator('td[data-label="Diputuskan (Rp)"]').allInnerTexts();
  expect(granted.map(rupiahIn).reduce((sum, one) => sum + one, 0)).toBe(rupiahIn(amount ?? ''));
  await context.close();
});

test('who was left out can be read, filtered and taken home as a table', async () => {
  const { page, context } = await people.visitor({ javaScript: 'off' });
  pictureOnFailure(page);
  await page.goto(`${BALANCE}/belum-terjangkau`);
  await sees(page, 'Kelurahan yang belum terjangkau');
  await page.getByText('Pilihan', { exact: true }).click();
  await page.getByLabel('Siapa').selectOption({ label: 'RW' });
  await page.getByRole('button', { name: 'Tampilkan' }).click();
  await page.getByRole('heading', { level: 2, name: 'RW yang belum terjangkau' }).waitFor();
  await page.getByRole('link', { name: /^Berikutnya/ }).click();
  await sees(page, /^41–80 dari/);
  const csv = await context.request.get(`${BALANCE}/belum-terjangkau.csv?siapa=rw`);
  const [head, ...lines] = (await csv.text()).trim().split('\r\n');
  expect(head).toBe('Kode,RW,Kelurahan,Kecamatan,Penduduk,Keluarga miskin,Pernah mengusulkan');
  expect(lines.length).toBeGreaterThan(1000);
  const workbook = await context.request.get(`${BALANCE}/belum-terjangkau.xlsx?siapa=rw`);
  expect(workbook.headers()['content-type']).toContain('spreadsheetml');
  expect((await context.request.get(`${BALANCE}/belum-terjangkau.exe`)).status()).toBe(404);
  expect(lines[0]).toMatch(/^32\.73\.\d\d\.\d{4}\.\d{3},RW \d\d,/);

  for (const [path, heading] of [
    ['bidang', 'Menurut bidang dan sifat'],
    ['pemusatan', 'Pemusatan'],
    ['tanda', 'Penerima yang itu-itu saja?'],
    ['jarak', 'Jarak dari pusat kota'],
  ]) {
    await page.goto(`${BALANCE}/${path}`);
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    expect((await context.request.get(`${BALANCE}/sebaran.csv?tingkat=kelurahan`)).status()).toBe(200);
  }
  await context.close();
});

test('the city secretariat keeps facts of places; a bad line is named and what was typed stays', async () => {
  const { page, context } = await people.person(PLACE.city);
  pictureOnFailure(page);
  await page.goto(`${BALANCE}/data-wilayah`);
  const upload = async (lines: readonly string[]) => {
    await page.getByLabel('Berkas Excel atau CSV').setInputFiles({
      name: 'wilayah.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(['kode;penduduk;keluarga_miskin;lintang;bujur', ...lines].join('\r\n')),
    });
    await page.getByRole('button', { name: 'Simpan data wilayah' }).click();
  };
  await page.getByLabel('Sumber dan lisensinya').fill('Angka contoh untuk uji');
  await upload(['32.73;;;-6,9118;107,6098', `${PLACE.code};14.000;lima;;`]);
  await sees(page, 'Baris 3: “lima” di kolom keluarga_miskin bukan bilangan bulat.');
  expect(await page.getByLabel('Sumber dan lisensinya').inputValue()).toBe('Angka contoh untuk uji');
  expect(await faultsOf(page)).toEqual([]);
  await upload(['32.73;;;-6,9118;107,6098', `${PLACE.code};14.000;400;-6,9;107,68`]);
  await sees(page, 'Data 2 wilayah tersimpan.');
  await page.goto(`${BALANCE}/jarak`);
  await sees(page, /Jarak garis lurus dari Angka contoh untuk uji/);
  await page.getByRole('table', { name: 'Menurut jarak dari pusat' }).waitFor();
  expect(await faultsOf(page)).toEqual([]);
  await context.close();
});
