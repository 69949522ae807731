/** The secretariat rewrites rules of a programme in the browser, without a file on a computer. */
import { expect, test } from 'vitest';
import { dayIn } from '#kernel/date.ts';
import { journey, pictureOnFailure, sees } from '../support/journey.ts';
import { PLACES } from '../support/places.ts';
import { press, unfold } from './steps.ts';

const people = journey();
const TODAY = dayIn('Asia/Jakarta', new Date());
const YEAR = TODAY.slice(0, 4);
const VERSION = `${YEAR}.77`;

/** Five rules beside the due day of the report, which the story changes by itself. */
const RULES: readonly (readonly [string, string])[] = [
  ['{ check: photos, atLeast: 1,', '{ check: photos, atLeast: 2,'],
  ['checkpoints: [0, 50, 100]', 'checkpoints: [0, 100]'],
  ['photosEach: 1', 'photosEach: 2'],
  ['element: women-leader, atLeast: 1', 'element: women-leader, atLeast: 2'],
  ['perMille: 300', 'perMille: 250'],
];

test('six rules are changed, a mistake mended at its line, cases run, and the version holds from a day', async () => {
  const { page, context } = await people.person(PLACES['rules of a programme'].city, { javaScript: 'off' });
  pictureOnFailure(page);
  const text = page.getByRole('textbox', { name: /^Isi / });
  const follow = (among: 'Bagian' | 'Rancangan ini', name: string) =>
    page.getByRole('navigation', { name: among }).getByRole('link', { name, exact: true }).click();

  await page.goto(`/bandung/program/pippk-${YEAR}/model`);
  await page.getByRole('link', { name: 'Ubah aturan program ini' }).click();
  const copy = page.locator('form[action="?/salin"]');
  await copy.getByLabel('Versi yang disalin').selectOption('pippk 2015');
  await copy.getByLabel('Versi', { exact: true }).fill(VERSION);
  await press(page, 'Salin menjadi rancangan');

  // One section alone; the mistake is told in Indonesian, at its line in the file and in the section.
  await follow('Bagian', 'Laporan');
  const section = await text.inputValue();
  expect(section.startsWith('filings:')).toBe(true);
  await text.fill(section.replace('workingDays: 10', 'workingDays: sepuluh'));
  await press(page, 'Simpan dan periksa');
  await sees(page, 'seharusnya angka, tertulis teks');
  const line = section.split('\n').findIndex((one) => one.includes('workingDays: 10')) + 1;
  await sees(page, `Baris ${line} bagian ini`);
  await text.fill(section.replace('workingDays: 10', 'workingDays: 7'));
  await press(page, 'Simpan dan periksa');
  await sees(page, 'Tidak ada yang salah; rancangan ini dapat diterbitkan.');

  await follow('Bagian', 'Seluruh berkas');
  let source = await text.inputValue();
  for (const [from, to] of RULES) {
    expect(source.split(from)).toHaveLength(2);
    source = source.replace(from, to);
  }
  await text.fill(source);
  await press(page, 'Simpan dan periksa');
  await sees(page, 'filings.lpj.due.within.workingDays');
  await sees(page, 'forums.kelurahan.quorum.elements.women-leader.atLeast');

  await follow('Rancangan ini', 'Sebagai siapa');
  await page.getByLabel('Sebagai', { exact: true }).selectOption('chair');
  await press(page, 'Lihat');
  await sees(page, 'Sedikitnya 2 foto');
  await sees(page, '7 hari kerja');

  await follow('Rancangan ini', 'Kasus');
  await page.getByLabel('Pilih aturan').selectOption('checks:proposals.usulan.photos');
  await press(page, 'Lanjut');
  await page.getByLabel('Banyaknya foto').fill('1');
  await press(page, 'Lihat jawabannya');
  await sees(page, 'Jawabnya: tidak terpenuhi');
  await press(page, 'Simpan sebagai kasus');
  await sees(page, 'Kasus: 1, semua seperti yang tertulis.');
  await sees(page, 'proposals.usulan.photos: belum ada kasus yang terpenuhi');

  await follow('Rancangan ini', 'Bandingkan');
  await sees(page, 'Yang kita ubah sejak pippk 2015');
  expect(await page.locator('#kita tbody tr').count()).toBe(6);

  await follow('Rancangan ini', 'Tulis');
  await unfold(page, 'Terbitkan');
  await press(page, 'Terbitkan');
  // In the last days of a year no day is left on which it could begin.
  if (TODAY < `${YEAR}-12-30`) {
    const apply = page.locator('form[action="?/terapkan"]');
    await apply.getByLabel('Versi yang sudah terbit').selectOption(`pippk ${VERSION}`);
    await apply.getByLabel('Berlaku mulai').fill(`${YEAR}-12-30`);
    await apply.getByLabel('Alasan').fill('Peraturan wali kota yang baru');
    await press(page, 'Berlakukan');
    await sees(page, `Mulai 30 Desember ${YEAR}: pippk ${VERSION}`);

    // The law wants the shorter term also for what runs.
    await page.getByRole('link', { name: 'Wajibkan satu aturan bagi yang sedang berjalan' }).click();
    await page.getByLabel('Versi yang sudah terbit').selectOption(VERSION);
    await press(page, 'Lihat aturannya');
    await page.locator('input[value="filings.lpj.due.within.workingDays"]').check();
    await press(page, 'Lihat dampaknya');
    await sees(page, /2015 menjadi 2015\.1/);
    await page.getByLabel('Dasar hukum').selectOption('perwal-436-2015');
    await page.getByLabel('Berlaku mulai').fill(`${YEAR}-12-31`);
    await page.getByLabel('Alasan').fill('Batas laporan berlaku bagi semua');
    await press(page, 'Wajibkan');
    await sees(page, `berlaku bagi semua mulai 31 Desember ${YEAR}`);
  }
  await context.close();
});
