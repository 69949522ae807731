import { expect, test } from 'vitest';
import { DESK, faultsOf, journey, PHONE, pictureOnFailure, sees } from '../support/journey.ts';
import { PLACES } from '../support/places.ts';
import { press, unfold } from './steps.ts';

const people = journey();
const PLACE = PLACES.vote;

test('an RW chair, at a phone without scripts, says what would be done for less; somebody else was faster', async () => {
  const { page, context } = await people.person(`Ketua ${PLACE.institution}`, {
    javaScript: 'off',
    viewport: PHONE,
  });
  pictureOnFailure(page);
  await page.getByRole('main').getByRole('link').filter({ hasText: 'RW 07' }).first().click();
  await page.getByRole('link', { name: 'Bersedia didanai sebagian?' }).click();
  const least = page.getByLabel('Paling sedikit');
  await least.fill('999.000.000');
  await page.getByLabel('Yang dikerjakan dengan jumlah itu').fill('Separuh ember dahulu.');
  await press(page, 'Simpan kesediaan');
  await sees(page, /Jumlah paling sedikit tidak sesuai\./);
  expect(await least.inputValue()).toBe('999.000.000');
  const old = await context.newPage();
  await old.goto(new URL(page.url()).pathname);
  await least.fill('8.000.000');
  await press(page, 'Simpan kesediaan');
  await sees(page, 'Kesediaan didanai sebagian disimpan.');
  await old.getByLabel('Paling sedikit').fill('9.000.000');
  await old.getByLabel('Yang dikerjakan dengan jumlah itu').fill('Sebagian besar ember.');
  await press(old, 'Simpan kesediaan');
  await sees(old, 'Data ini sudah diubah orang lain');
  expect(await old.getByLabel('Paling sedikit').inputValue()).toBe('9.000.000');
  await page.getByRole('link', { name: 'Lihat pemungutan suara' }).click();
  await sees(page, /Bersedia didanai sebagian, paling sedikit Rp.8\.000\.000: Separuh ember dahulu\./);
  await context.close();
});

test('a hall votes on paper and by phone, compares the rules, and says which it follows', async () => {
  const { page } = await people.person(`Lurah ${PLACE.village}`, { viewport: DESK });
  pictureOnFailure(page);
  await page.getByRole('main').getByRole('link').filter({ hasText: PLACE.village }).first().click();
  const forum = new URL(page.url()).pathname;
  await sees(page, /dari \d+ peserta sudah memberi suara/);
  await page.goto(`${forum}/suara`);
  const before = await ballotsIn(page);

  // A slip on one line; what is wrong with it is said beside it, and what was typed stays.
  await page.keyboard.type('1 99');
  await page.keyboard.press('Enter');
  await sees(page, /Tertulis 99; nomornya 1 sampai \d+/);
  expect(await page.getByLabel(/^Surat suara ke-/).inputValue()).toBe('1 99');
  expect(await faultsOf(page)).toEqual([]);
  await page.getByLabel(/^Surat suara ke-/).fill('1 2');
  await page.keyboard.press('Enter');
  await sees(page, `Surat suara ke-${before + 1} diterima`);
  await page.keyboard.type('3');
  await page.keyboard.press('Enter');
  await sees(page, `Surat suara ke-${before + 2} diterima`);
  await unfold(page, 'Tarik kembali surat terakhir');
  await press(page, 'Ya, tarik kembali');
  await sees(page, `Sekarang ada ${before + 1} surat suara`);

  // Somebody asks about a proposal: the wall explains it, and shows how many voted as before.
  await page.getByLabel('Yang dijelaskan').selectOption({ index: 2 });
  await press(page, 'Tampilkan');
  await sees(page, 'Layar musyawarah diperbarui.');
  await page.goto(`${forum}/layar`);
  await sees(page, 'Sedang dijelaskan');
  await sees(page, `${before + 1} dari`);
  expect(await faultsOf(page)).toEqual([]);
  await page.goto(`${forum}/suara`);
  await page.getByLabel('Yang dijelaskan').selectOption({ label: 'Tidak ada' });
  await press(page, 'Tampilkan');

  // Codes are shown once.
  await page.getByRole('link', { name: 'Cetak kode suara' }).click();
  await page.getByLabel('Jumlah kode').fill('2');
  await press(page, 'Buat kode');
  await sees(page, '2 kode siap dicetak');
  expect(await faultsOf(page)).toEqual([]);
  const [code = '', other = ''] = await page.locator('.sheet b').allInnerTexts();
  expect(code).toMatch(/^[2-9A-Z]{5}-[2-9A-Z]{5}$/);

  await fromPhone(code);

  // While it is open nobody sees a result, nor anything decided.
  await page.goto(`${forum}/layar`);
  await sees(page, `${before + 2} dari`);
  await sees(page, '/bandung/suara');
  expect(await page.getByRole('table').count()).toBe(0);
  expect(await faultsOf(page)).toEqual([]);
  await page.goto(forum);
  await sees(page, 'Pemungutan suara masih dibuka');

  await page.goto(`${forum}/suara`);
  await unfold(page, /^Tutup pemungutan suara$/);
  await press(page, 'Ya, tutup dan hitung');
  await sees(page, 'Pemungutan suara ditutup dan dihitung');
  await sees(page, 'Suara yang sama, cara yang berbeda');
  expect(await faultsOf(page)).toEqual([]);
  await page.getByLabel('Cara', { exact: true }).selectOption({ label: 'Bagian setara' });
  await page.getByLabel('Alasan musyawarah').fill('Semua kelompok mendapat bagian.');
  await press(page, 'Catat');
  await sees(page, 'Cara yang diikuti sudah dicatat');

  // Beside the agenda it is a hint; deciding stays with the forum.
  await page.goto(forum);
  await sees(page, 'Musyawarah mengikuti: Bagian setara');
  await sees(page, /terpilih pada \d dari 7 cara/);
  await page.goto(`${forum}/layar`);
  await sees(page, 'Hasil pemungutan suara');
  expect(await faultsOf(page)).toEqual([]);

  await byAnybody(`${forum}/suara`, other);
});

/** How many ballots are in, as the page says it. */
async function ballotsIn(page: Awaited<ReturnType<typeof people.visitor>>['page']): Promise<number> {
  const said = await page.locator('p.big').filter({ hasText: 'peserta' }).first().innerText();
  return Number(/^(\d+) dari/.exec(said)?.[1]);
}

/** An attendee without an account, at a cheap phone without scripts; the signal breaks and the form is sent again. */
async function fromPhone(code: string): Promise<void> {
  const { page, context } = await people.visitor({ javaScript: 'off', viewport: PHONE });
  pictureOnFailure(page);
  await page.goto('/bandung/suara');
  await page.getByLabel('Kode suara').fill('AAAAA-22222');
  await press(page, 'Lanjut');
  await sees(page, 'Kode ini tidak dikenal');
  await page.getByLabel('Kode suara').fill(` ${code.toLowerCase()} `);
  await press(page, 'Lanjut');
  await page.getByRole('heading', { level: 1, name: `Surat suara ${PLACE.village}` }).waitFor();
  await press(page, 'Kirim suara');
  await sees(page, 'Surat suara belum diisi');
  await page.getByRole('checkbox').nth(1).check();
  await page.getByRole('checkbox').nth(3).check();
  const form = await page
    .locator('form')
    .first()
    .evaluateHandle((one) => one);
  const fields = await form.evaluate((one) =>
    [...one.querySelectorAll('input')].flatMap((input) =>
      input.type !== 'checkbox' || input.checked ? [[input.name, input.value] as const] : [],
    ),
  );
  const address = page.url();
  await press(page, 'Kirim suara');
  await page.getByRole('heading', { level: 1, name: 'Suara Anda sudah diterima' }).waitFor();
  const again = await context.request.post(address, {
    headers: {
      accept: 'text/html',
      origin: new URL(address).origin,
      'content-type': 'application/x-www-form-urlencoded',
    },
    data: fields.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&'),
  });
  expect(await again.text()).toContain('Suara Anda sudah diterima');
  await page.goto(`/bandung/suara?kode=${code}`);
  await sees(page, 'Kode ini sudah dipakai');
  await context.close();
}

/** Anybody reads the result, how a rule came to it, and counts the ballots again. */
async function byAnybody(vote: string, unusedCode: string): Promise<void> {
  const { page, context } = await people.visitor({ viewport: PHONE });
  pictureOnFailure(page);
  await page.goto(`/bandung/suara?kode=${unusedCode}`);
  await sees(page, 'Pemungutan suara sudah ditutup');
  await page.goto(vote);
  await page.getByRole('region').getByRole('link', { name: 'Paket bernilai tertinggi', exact: true }).click();
  await sees(page, 'Termasuk paket yang nilainya tertinggi');
  expect(await faultsOf(page)).toEqual([]);
  const file = await context.request.get(`${vote}/surat-suara.pb`);
  const ballots = await file.body();
  expect(ballots.toString()).toContain('vote_type;approval');

  await page.goto('/bandung/analisis/suara');
  await sees(page, PLACE.reads[0]);
  await page.getByLabel('Berkas .pb').setInputFiles({
    name: 'surat-suara.pb',
    mimeType: 'text/plain',
    buffer: Buffer.from(ballots.toString().replace('vote_type;approval', 'vote_type;lotre')),
  });
  await press(page, 'Bandingkan');
  await sees(page, /Baris \d+: vote_type lotre tidak dikenal/);
  await page
    .getByLabel('Berkas .pb')
    .setInputFiles({ name: 'surat-suara.pb', mimeType: 'text/plain', buffer: ballots });
  await press(page, 'Bandingkan');
  await sees(page, 'Hasil untuk surat-suara.pb');
  expect(await faultsOf(page)).toEqual([]);
  await context.close();
}
