import { type RequestOptions, request } from 'node:http';
import { text as streamed } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { describe, expect, inject, test } from 'vitest';
import {
  cameraPicture,
  faultsOf,
  journey,
  PHONE,
  pictureOnFailure,
  sees,
  signIn,
} from '../support/journey.ts';
import { PLACES } from '../support/places.ts';
import { words } from './languages.ts';
import { fillProposal, press, readyToWrite, startWriting, unfold, type Way } from './steps.ts';

const people = journey();
const PLACE = PLACES['bad input'];
const RW = `Ketua ${PLACE.institution}`;
const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const PKK = `Ketua ${PLACE.drafts}`;

/** Sends the forms of a page past the browser's own checks, as an old browser or a script would. */
async function withoutBrowserChecks(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const form of document.forms) form.noValidate = true;
  });
}

/** Sends a request exactly so, with nothing set right by a browser; a body that was announced is not sent. */
function raw(address: string, sent: RequestOptions): Promise<{ status: number; type: string; text: string }> {
  return new Promise((resolve, reject) => {
    const asking = request(address, sent, async (response) => {
      resolve({
        status: response.statusCode ?? 0,
        type: response.headers['content-type'] ?? '',
        text: await streamed(response),
      });
      asking.destroy();
    });
    asking.on('error', reject);
    if (sent.method === 'POST') asking.flushHeaders();
    else asking.end();
  });
}

/** What stands beside a field that was refused. */
async function besides(page: Page, field: string): Promise<string> {
  return page.locator(`#isian-${field}-galat`).innerText();
}

describe('an expense', () => {
  async function expenseForm() {
    const visit = await people.person(RW, { viewport: PHONE });
    const { page } = visit;
    pictureOnFailure(page);
    await page.getByRole('link').filter({ hasText: 'Laksanakan kegiatan' }).first().click();
    await page.getByRole('link', { name: 'Catat belanja' }).click();
    await unfold(page, 'Catat belanja dengan bukti sendiri');
    await page.locator('#isian-costPosition').selectOption({ index: 1 });
    await page.getByLabel('Untuk apa').fill('Semen dan pasir');
    await page.getByLabel('Nomor bukti').fill('NOTA-77');
    return visit;
  }
  const recorded = (page: Page) => page.getByText('Bukti NOTA-77').count();

  test('takes whole rupiah of a sensible size alone, says so beside the field, and keeps what was typed', async () => {
    const { page, context } = await expenseForm();
    for (const [typed, message] of [
      ['1.500,50', 'Nilai rupiah harus bulat, tanpa sen.'],
      ['-20.000', 'Nilai rupiah tidak boleh negatif.'],
      ['9.000.000.000.000.001', 'Nilainya melebihi Rp9.000 triliun.'],
      ['lima ribu', 'Nilai rupiah ini tidak terbaca.'],
      ['', 'Isian ini wajib diisi.'],
    ] as const) {
      await page.locator('#isian-amount').fill(typed);
      await withoutBrowserChecks(page);
      await press(page, 'Simpan belanja');
      await page.getByRole('link', { name: `Jumlah: ${message}` }).waitFor();
      expect(await besides(page, 'amount')).toContain(message);
      expect(await page.locator('#isian-amount').inputValue()).toBe(typed);
      expect(await page.getByLabel('Untuk apa').inputValue()).toBe('Semen dan pasir');
    }
    expect(await faultsOf(page)).toEqual([]);
    await page.goto(page.url().replace(/\?.*/, ''));
    expect(await recorded(page)).toBe(0);
    await context.close();
  });

  test('is not paid tomorrow, nor on a day that does not exist', async () => {
    const { page, context } = await expenseForm();
    await page.locator('#isian-amount').fill('15.000');
    await page.getByLabel('Dibayar pada').fill('2099-01-01');
    await withoutBrowserChecks(page);
    await press(page, 'Simpan belanja');
    await sees(page, /Urutan tanggal tidak mungkin/);
    expect(await besides(page, 'paidOn')).toContain('Urutan tanggal tidak mungkin.');
    expect(await page.getByLabel('Dibayar pada').inputValue()).toBe('2099-01-01');
    expect(await recorded(page)).toBe(0);
    await context.close();
  });

  test('that is sent twice is recorded once', async () => {
    const { page, context } = await expenseForm();
    await page.locator('#isian-amount').fill('15.000');
    await page.getByRole('button', { name: 'Simpan belanja' }).dblclick();
    await sees(page, 'Tercatat.');
    await page.goto(page.url().replace(/\?.*/, ''));
    expect(await recorded(page)).toBe(1);
    await context.close();
  });

  test('whose session ends while it is written survives signing in', async () => {
    const { page, context } = await expenseForm();
    await page.getByLabel('Untuk apa').fill('Upah dua tukang');
    await page.getByLabel('Nomor bukti').fill('NOTA-78');
    await page.locator('#isian-amount').fill('300.000');
    await context.clearCookies();
    await press(page, 'Simpan belanja');
    await sees(page, 'Isian Anda tidak hilang.');
    expect(await faultsOf(page)).toEqual([]);
    await signIn(page, RW);
    await sees(page, 'Kirim isian Anda');
    expect(await faultsOf(page)).toEqual([]);
    await press(page, 'Kirim sekarang');
    await sees(page, 'Tercatat.');
    await sees(page, 'Upah dua tukang');
    await context.close();
  });
});

describe('a photo', () => {
  test.each([
    {
      what: 'a text that is named as a photo',
      file: { name: 'foto.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('bukan foto, hanya teks') },
      message: 'Isi berkas ini bukan jenis yang diterima.',
    },
    {
      what: 'more than 15 MB',
      file: { name: 'besar.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(16 * 1024 * 1024, 0xff) },
      message: 'Berkas ini terlalu besar.',
    },
    {
      what: 'a photo of an iPhone that writes HEIC',
      file: {
        name: 'IMG_0001.HEIC',
        mimeType: 'image/heic',
        buffer: Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'),
      },
      message: 'Di iPhone: buka Pengaturan → Kamera → Format',
    },
  ])('is refused beside its field: $what', async ({ file, message }) => {
    const { page, context } = await people.person(RW, { viewport: PHONE });
    pictureOnFailure(page);
    await page.getByRole('link').filter({ hasText: 'Laksanakan kegiatan' }).first().click();
    await page.getByRole('link', { name: 'Catat kemajuan' }).click();
    await page.getByLabel('Foto dari galeri').setInputFiles(file, { timeout: 120_000 });
    await page.getByLabel('Catatan').fill('Dinding kiri selesai');
    await press(page, /^Simpan kemajuan/);
    await sees(page, message);
    expect(await besides(page, 'photos')).toContain(message);
    expect(await page.getByLabel('Catatan').inputValue()).toBe('Dinding kiri selesai');
    await context.close();
  });
});

test('progress with many megabytes of photos, whose session ends, keeps its words and asks for the photos again', async () => {
  const { page, context } = await people.person(RW, {
    viewport: PHONE,
    javaScript: 'off',
  });
  pictureOnFailure(page);
  await page.getByRole('link').filter({ hasText: 'Laksanakan kegiatan' }).first().click();
  await page.getByRole('link', { name: 'Catat kemajuan' }).click();
  const form = page.url();
  const photos = ['satu', 'dua', 'tiga'].map((name) => ({
    name: `${name}.jpg`,
    mimeType: 'image/jpeg',
    buffer: Buffer.alloc(8 * 1024 * 1024, 0xff),
  }));
  await page.getByLabel('Foto dari galeri').setInputFiles(photos, { timeout: 120_000 });
  await page.getByLabel('Catatan').fill('Dinding kiri selesai, kanan menyusul');
  await context.clearCookies({ name: 'pilar.session_token' });
  await press(page, /^Simpan kemajuan/);
  await sees(page, 'Isian Anda tidak hilang.');
  await sees(page, 'Foto dan berkas tidak ikut terbawa');
  await signIn(page, RW);
  await sees(page, 'Kirim isian Anda');
  const again = { name: 'foto.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('bukan foto') };
  await page.getByLabel('Pilih lagi foto atau berkas Anda').setInputFiles(again);
  await press(page, 'Kirim sekarang');
  await sees(page, 'Isi berkas ini bukan jenis yang diterima.');
  expect(new URL(page.url()).pathname).toBe(new URL(form).pathname);
  expect(await page.getByLabel('Catatan').inputValue()).toBe('Dinding kiri selesai, kanan menyusul');
  await context.close();
});

describe('a proposal', () => {
  const way: Way = {
    title: '🌧️🌧️',
    institution: PLACE.drafts,
    village: PLACE.village,
    scope: 'Pokja IV: kesehatan, kelestarian lingkungan, dan perencanaan sehat',
    proposal: '',
    forum: '',
    activity: '',
    report: '',
  };

  test.each(['on', 'off'] as const)(
    'without words and with part of a rupiah stays a draft as typed, JavaScript %s',
    async (javaScript) => {
      const { page, context } = await people.person(PKK, { javaScript });
      pictureOnFailure(page);
      await startWriting(page);
      await fillProposal(page, way);
      await page
        .getByRole('group', { name: 'Baris 2', exact: true })
        .getByLabel('Harga satuan (Rp)')
        .fill('150.000,75');
      await press(page, 'Periksa dan ajukan');
      await sees(page, 'Belum dapat diajukan: perbaiki dahulu');
      expect(await besides(page, 'title')).toContain('Isian ini harus memuat huruf atau angka.');
      expect(await besides(page, 'costLines-1-unitPrice')).toContain('Nilai rupiah harus bulat, tanpa sen.');
      expect(await page.getByLabel('Judul usulan').inputValue()).toBe(way.title);
      expect(await page.getByLabel('Alamat atau patokan').inputValue()).toBe('Depan pos ronda');
      if (javaScript === 'on') expect(await faultsOf(page)).toEqual([]);
      await page.goto(new URL(page.url()).pathname.replace(/\/ubah$/, ''));
      await sees(page, 'Draf');
      await context.close();
    },
  );

  test.each(['on', 'off'] as const)(
    'takes its cost plan from a sheet, whole or not at all, JavaScript %s',
    async (javaScript) => {
      const { page, context } = await people.person(PKK, { javaScript });
      pictureOnFailure(page);
      await startWriting(page);
      const draft = page.url();
      const template = async () => {
        const file = await context.request.get(`${new URL(draft).pathname}/rincian.xlsx`);
        const book = new ExcelJS.Workbook();
        await book.xlsx.load(Uint8Array.from(await file.body()).buffer);
        const [sheet] = book.worksheets;
        if (!sheet) throw new Error('no sheet');
        return { book, sheet };
      };
      const send = async (book: ExcelJS.Workbook, name: string) => {
        // Where something was wrong it stands open.
        if (!(await page.getByLabel('Berkas Excel atau CSV').isVisible()))
          await unfold(page, 'Isi dari Excel');
        const buffer = Buffer.from(await book.xlsx.writeBuffer());
        await page.getByLabel('Berkas Excel atau CSV').setInputFiles({ name, mimeType: SHEET, buffer });
        await press(page, 'Isi rincian');
      };

      const good = await template();
      expect(good.sheet.getRow(1).values).toContain('Harga satuan');
      good.sheet.addRow(['Polybag', 40, 'lembar', 2500]);
      good.sheet.addRow(['Tanah dan kompos', 12.5, 'karung', 30_000]);
      await page.getByLabel('Judul usulan').fill('Kebun gizi dari lembar');
      await send(good.book, 'rincian.xlsx');
      await sees(page, /Rp\s?475\.000/);
      expect(await page.getByLabel('Judul usulan').inputValue()).toBe('Kebun gizi dari lembar');

      // What was handed out comes back with one cell changed into a formula, and one that says no number.
      const changed = await template();
      expect(changed.sheet.getRow(3).values).toEqual([
        undefined,
        'Tanah dan kompos',
        12.5,
        'karung',
        30_000,
        375_000,
      ]);
      changed.sheet.getCell('D3').value = { formula: 'B3*2', result: 25 };
      await send(changed.book, 'rumus.xlsx');
      await sees(page, 'Belum tersimpan: perbaiki dahulu');
      expect(await besides(page, 'costSheet')).toContain('Lembar rincian-biaya, sel D3.');
      const typed = await template();
      typed.sheet.getCell('D3').value = 'tiga puluh ribu';
      await send(typed.book, 'kata.xlsx');
      await page
        .getByText(/baris 3, kolom Harga satuan: Nilai rupiah ini tidak terbaca/)
        .first()
        .waitFor();
      if (javaScript === 'on') expect(await faultsOf(page)).toEqual([]);
      expect((await template()).sheet.getRow(3).getCell(4).value).toBe(30_000);
      await context.close();
    },
  );

  test('changed in a second tab is not written over unseen', async () => {
    const { page, context } = await people.person(PKK, { javaScript: 'off' });
    pictureOnFailure(page);
    await startWriting(page);
    const other = await context.newPage();
    await other.goto(page.url());
    await other.getByLabel('Judul usulan').fill('Kebun obat keluarga');
    await press(other, 'Simpan draf');
    await sees(other, 'Draf tersimpan.');
    await page.getByLabel('Judul usulan').fill('Kebun gizi');
    await press(page, 'Simpan draf');
    await sees(page, 'Data ini sudah diubah orang lain sejak Anda membukanya.');
    expect(await page.getByLabel('Judul usulan').inputValue()).toBe('Kebun gizi');
    await other.reload();
    expect(await other.getByLabel('Judul usulan').inputValue()).toBe('Kebun obat keluarga');
    await press(page, 'Pakai isian saya');
    await sees(page, 'Draf tersimpan.');
    expect(await page.getByLabel('Judul usulan').inputValue()).toBe('Kebun gizi');
    await context.close();
  });

  test('with a scope that is not for its institution and a place that is not there names both fields', async () => {
    const { page, context } = await people.person(PKK);
    pictureOnFailure(page);
    await startWriting(page);
    await readyToWrite(page, 'on');
    await fillProposal(page, { ...way, title: 'Kebun gizi' });
    for (const [field, value] of [
      ['scope', 'rw-infrastruktur'],
      ['place', '32.73.99.9999'],
    ] as const) {
      await page.locator(`#isian-${field}`).evaluate((select, offered) => {
        select.append(new Option(offered, offered));
      }, value);
      await page.locator(`#isian-${field}`).selectOption(value);
    }
    await press(page, 'Periksa dan ajukan');
    await sees(page, 'Belum dapat diajukan: perbaiki dahulu');
    expect(await besides(page, 'scope')).toContain('Lingkup kegiatan ini bukan untuk jenis lembaga Anda.');
    expect(await besides(page, 'place')).toContain('Wilayah ini tidak dikenal.');
    expect(await besides(page, 'photos')).toContain('Foto lokasi belum cukup.');
    await context.close();
  });

  test('of ten thousand cost lines is refused in words', async () => {
    const { page, context } = await people.person(PKK);
    await startWriting(page);
    const lines = Array.from({ length: 10_000 }, (_, i) => [`costLines.${i}.item`, `Barang ${i}`]);
    const answer = await context.request.post(`${new URL(page.url()).pathname}?/periksa`, {
      headers: { accept: 'text/html', origin: new URL(page.url()).origin },
      form: { title: 'Kebun gizi', ...Object.fromEntries(lines) },
    });
    expect(answer.status()).toBe(422);
    const html = await answer.text();
    expect(html.length).toBeLessThan(2_000_000);
    const kept = /<textarea[^>]*name="costLines\.rest"[^>]*>([^<]*)</.exec(html)?.[1]?.split('\n') ?? [];
    expect(kept.map((line) => line.trim()).filter(Boolean)).toHaveLength(9800);
    expect(html).toContain('9.800 baris tidak ditampilkan sebagai isian');
    expect(words(html).some((text) => text.startsWith('Barisnya terlalu banyak.'))).toBe(true);
    await context.close();
  });
});

describe('a drawing without background', () => {
  test.each(['on', 'off'] as const)(
    'is kept on white, and one of a single colour is told, JavaScript %s',
    async (javaScript) => {
      const { page, context } = await people.person(PKK, { viewport: PHONE, javaScript });
      pictureOnFailure(page);
      await startWriting(page);
      await readyToWrite(page, javaScript);
      // The same drawing again would be told as one that is there already.
      const height = javaScript === 'on' ? 300 : 310;
      const drawing = (line: string) =>
        sharp(
          Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="400" height="${height}">
        <path d="M20 20 L380 280" stroke="${line}" stroke-width="30"/></svg>`),
        )
          .png()
          .toBuffer();
      // A draft that was left empty is gone on with: it may hold photos already.
      const before = await page.getByRole('img', { name: /^Foto \d+$/ }).count();
      const send = async (name: string, line: string, photos: number) => {
        await page
          .getByLabel('Tambah foto')
          .setInputFiles({ name, mimeType: 'image/png', buffer: await drawing(line) });
        if (javaScript === 'off') await press(page, 'Simpan draf');
        await page.getByRole('img', { name: `Foto ${before + photos}`, exact: true }).waitFor();
      };
      await send('denah.png', '#000', 1);
      expect(await page.getByText('tampak hanya satu warna').count()).toBe(0);
      const address = await page
        .getByRole('img', { name: `Foto ${before + 1}`, exact: true })
        .getAttribute('src');
      const shown = await context.request.get(new URL(`${address}`.replace(/\/kecil$/, ''), page.url()).href);
      const { channels } = await sharp(await shown.body()).stats();
      for (const { mean, min } of channels) expect([mean > 190, min < 60]).toEqual([true, true]);
      await send('putih.png', '#fff', 2);
      await sees(page, /tampak hanya satu warna/);
      if (javaScript === 'on') expect(await faultsOf(page)).toEqual([]);
      await context.close();
    },
  );
});

describe('a draft on a phone', () => {
  test('keeps what was written and chosen before the scripts of the page had arrived', async () => {
    const { page, context } = await people.person(PKK, { viewport: PHONE });
    pictureOnFailure(page);
    await startWriting(page);
    const arrived = Promise.withResolvers<void>();
    await page.route('**/_app/**/*.js', async (route) => {
      await arrived.promise;
      await route.continue();
    });
    await page.goto(page.url(), { waitUntil: 'commit' });
    await readyToWrite(page, 'off');
    await page.getByLabel('Judul usulan').fill('Dapur sehat');
    await page.getByLabel('Lingkup').selectOption({ index: 2 });
    const scope = await page.getByLabel('Lingkup').inputValue();
    await page.getByLabel('Tambah foto').setInputFiles(await cameraPicture('#7c5b5b'));
    arrived.resolve();
    await sees(page, /^Tersimpan \d\d[.:]\d\d/);
    expect(await page.getByLabel('Judul usulan').inputValue()).toBe('Dapur sehat');
    expect(await page.getByLabel('Lingkup').inputValue()).toBe(scope);
    await page.getByRole('img', { name: 'Foto 1' }).waitFor();
    await page.reload();
    expect(await page.getByLabel('Judul usulan').inputValue()).toBe('Dapur sehat');
    await context.close();
  });

  test('survives a lost connection, its return, and a new start of the page', async () => {
    const { page, context } = await people.person(PKK, { viewport: PHONE });
    pictureOnFailure(page);
    await startWriting(page);
    await sees(page, 'Perubahan disimpan sendiri.');
    await context.setOffline(true);
    await page.getByLabel('Judul usulan').fill('Dapur sehat RW');
    await sees(page, 'Tersimpan di ponsel ini, akan dikirim saat ada sinyal.');
    await context.setOffline(false);
    await sees(page, /^Tersimpan \d\d[.:]\d\d/);
    await page.reload();
    expect(await page.getByLabel('Judul usulan').inputValue()).toBe('Dapur sehat RW');

    await sees(page, 'Perubahan disimpan sendiri.');
    await context.setOffline(true);
    await page.getByLabel('Mengapa diperlukan').fill('Anak-anak kurang gizi');
    await sees(page, 'Tersimpan di ponsel ini, akan dikirim saat ada sinyal.');
    const address = page.url();
    await page.close();
    await context.setOffline(false);
    const again = await context.newPage();
    await again.goto(address);
    // What was typed last is offered, or was sent as the page closed.
    const need = again.getByLabel('Mengapa diperlukan');
    const offer = again.getByRole('button', { name: 'Pulihkan isian itu' });
    await expect.poll(async () => (await need.inputValue()) !== '' || (await offer.isVisible())).toBe(true);
    if (await offer.isVisible()) {
      await offer.click();
      await sees(again, /^Tersimpan \d\d[.:]\d\d/);
    }
    await expect.poll(() => need.inputValue()).toBe('Anak-anak kurang gizi');
    await context.close();
  });
});

describe('what is not there, or not for this person', () => {
  test("another city's things and unknown cities are not found", async () => {
    const { page, context } = await people.visitor();
    await page.goto('/prabumulih/usulan');
    const foreign = await page.locator('main table a').first().getAttribute('href');
    const id = foreign?.split('/').at(-1);
    expect((await context.request.get(`/prabumulih/usulan/${id}`)).status()).toBe(200);
    for (const address of [
      `/bandung/usulan/${id}`,
      `/bandung/dana/${id}`,
      `/bandung/musyawarah/${id}`,
      `/bandung/kegiatan/${id}`,
      '/bandung/usulan/bukan-id',
      '/kota-yang-tidak-ada',
      '/kota-yang-tidak-ada/usulan',
    ]) {
      const response = await context.request.get(address, { headers: { accept: 'text/html' } });
      expect([address, response.status()]).toEqual([address, 404]);
      expect(words(await response.text())).toContain('Halaman ini tidak ditemukan');
    }
    await context.close();
  });

  test('an address that cannot be decoded and more than the server takes are worded, for people and for programs', async () => {
    const { context } = await people.visitor();
    const origin = inject('origin');
    const tooMuch = { method: 'POST', headers: { 'content-length': String(60 * 1024 * 1024) } };
    for (const [path, sent, status, code, title] of [
      ['%ff', {}, 400, 'request-malformed', 'Alamat ini tidak terbaca'],
      ['bandung/usulan', tooMuch, 413, 'request-too-large', 'Kiriman ini terlalu besar'],
    ] as const) {
      const page = await raw(`${origin}/${path}`, sent);
      expect([page.status, page.type]).toEqual([status, 'text/html; charset=utf-8']);
      expect(words(page.text)).toContain(title);
      const problem = await raw(`${origin}/api/v1/${path}`, sent);
      expect([problem.status, problem.type]).toEqual([status, 'application/problem+json']);
      expect(JSON.parse(problem.text)).toMatchObject({ status, code, type: `/api/v1#${code}` });
    }
    const page = await context.newPage();
    await page.goto(`${origin}/%ff`);
    expect(await faultsOf(page)).toEqual([]);
    await context.close();
  });

  test('forty megabytes from somebody who may not send them are answered by their head alone', async () => {
    const { page, context } = await people.person(RW);
    const origin = inject('origin');
    await page.getByRole('link').filter({ hasText: 'Laksanakan kegiatan' }).first().click();
    const own = new URL(page.url()).pathname;
    const { context: other, page: otherPage } = await people.person(PKK);
    const cookieOf = async (one: typeof context) =>
      (await one.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
    const send = (cookie: string) =>
      raw(`${origin}${own}/kemajuan`, {
        method: 'POST',
        headers: {
          cookie,
          origin,
          accept: 'text/html',
          'accept-language': 'id',
          'content-type': 'multipart/form-data; boundary=xx',
          'content-length': String(40 * 1024 * 1024),
        },
      });
    const strange = await send('');
    expect(strange.status).toBe(401);
    expect(strange.text).toContain('Isian ini terlalu panjang untuk dibawa.');
    const outside = await send(await cookieOf(other));
    expect(outside.status).toBe(403);
    expect(words(outside.text)).toContain('Anda tidak berwenang membuka halaman ini');
    await otherPage.close();
    await other.close();
    await context.close();
  });

  test('a form that an office may not send is refused with its rule', async () => {
    const { page, context } = await people.person(RW);
    await page.goto('/bandung/musyawarah?keadaan=open');
    await page.locator('main table a').first().click();
    const forged = await context.request.post(`${new URL(page.url()).pathname}?/segel`, {
      headers: { accept: 'text/html', origin: new URL(page.url()).origin },
      form: {},
    });
    expect(forged.status()).toBe(403);
    expect(words(await forged.text())).toContain('Jabatan Anda tidak berwenang melakukan ini.');
    await context.close();
  });
});
