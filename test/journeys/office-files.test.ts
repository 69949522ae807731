import { constants, deflateRawSync } from 'node:zlib';
import ExcelJS from 'exceljs';
import PizZip from 'pizzip';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { text } from '#kernel/table-column.ts';
import { workbookParts } from '#platform/sheets/workbook-parts.ts';
import {
  faultsOf,
  journey,
  PHONE,
  pictureOnFailure,
  type Setting,
  sees,
  type Visit,
} from '../support/journey.ts';
import { PLACES } from '../support/places.ts';
import { memoryGrownBy } from '../support/server.ts';
import { press, unfold } from './steps.ts';

const people = journey();
const { village } = PLACES['files of an office'];
const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const FORM = '/bandung/impor/lembaga';

/** The lurah at the form that takes institutions over, from the page that lists what can be taken over. */
async function atTheForm(setting: Setting = {}): Promise<Visit> {
  const visit = await people.person(`Lurah ${village}`, { viewport: PHONE, ...setting });
  pictureOnFailure(visit.page);
  await visit.page.goto('/bandung/impor');
  await visit.page.getByRole('link', { name: /^Lembaga dan RW/ }).click();
  await visit.page.getByRole('heading', { level: 1, name: 'Lembaga dan RW' }).waitFor();
  return visit;
}

/** What a link hands out, as the program of an office opens it. */
async function handedOut({ page, context }: Visit, link: Locator): Promise<ExcelJS.Workbook> {
  const file = await context.request.get(new URL((await link.getAttribute('href')) ?? '', page.url()).href);
  expect(file.headers()['content-type']).toBe(SHEET);
  return opened(await file.body());
}

async function opened(bytes: Buffer): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(Uint8Array.from(bytes).buffer);
  return book;
}

function present(visit: Visit): Promise<ExcelJS.Workbook> {
  return handedOut(visit, visit.page.getByRole('link', { name: /^Excel.*Yang sudah tercatat/ }));
}

function sheetOf(book: ExcelJS.Workbook): ExcelJS.Worksheet {
  const [sheet] = book.worksheets;
  if (!sheet) throw new Error('no sheet');
  return sheet;
}

/** The rows below the names of the columns, as texts. */
function rowsOf(book: ExcelJS.Workbook): string[][] {
  const rows: string[][] = [];
  sheetOf(book).eachRow((row, number) => {
    if (number > 1) rows.push(Array.from({ length: 8 }, (_, i) => row.getCell(i + 1).text));
  });
  return rows;
}

const saved = async (book: ExcelJS.Workbook) => Buffer.from(await book.xlsx.writeBuffer());

async function send(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.getByLabel('Berkas Excel atau CSV').setInputFiles({ name, mimeType: SHEET, buffer });
  await press(page, 'Periksa berkas');
}

/** What stands beside the file that was refused. */
function besides(page: Page): Promise<string> {
  return page.locator('#isian-file-galat').innerText();
}

test.each([
  { javaScript: 'on', rw: 91 },
  { javaScript: 'off', rw: 92 },
] as const)(
  'a sheet goes out, is changed, and comes back in, JavaScript $javaScript',
  async ({ javaScript, rw }) => {
    const visit = await atTheForm({ javaScript });
    const { page, context } = visit;
    const book = await present(visit);
    const before = rowsOf(book);
    expect(before.length).toBeGreaterThan(5);
    const name = `RW ${rw} ${village}`;

    // Three cells are wrong; none of the rows is taken, not the right one either.
    const sheet = sheetOf(book);
    const from = sheet.rowCount;
    sheet.addRow([name, 'rw', '', village, rw, 6]);
    sheet.addRow(['RW 93', 'rw', '', 'Antah Berantah', 93, 5]);
    sheet.addRow(['RW 94', 'rw', '', village, 'sembilan empat', 5]);
    sheet.addRow(['', 'rw', '', village, 95, 5]);
    await send(page, 'lembaga-salah.xlsx', await saved(book));
    await sees(page, 'Wilayah ini tidak dikenal.');
    const at = (line: number, column: string) => `Lembar ${sheet.name}, baris ${line}, kolom ${column}:`;
    const said = await besides(page);
    expect(said).toContain(`${at(from + 2, 'kelurahan')} Wilayah ini tidak dikenal.`);
    expect(said).toContain(`${at(from + 3, 'rw')} Angka ini tidak dapat diterima.`);
    expect(said).toContain(`${at(from + 4, 'nama')} Isian ini wajib diisi.`);
    expect(said.match(/Lembar /g)).toHaveLength(3);
    if (javaScript === 'on') expect(await faultsOf(page)).toEqual([]);
    await page.goto(FORM);
    const right = await present(visit);
    expect(rowsOf(right)).toEqual(before);

    // Put right: what would become of it is told before anything is saved.
    sheetOf(right).addRow([name, 'rw', '', village, rw, 6]);
    await send(page, 'lembaga.xlsx', await saved(right));
    await page.getByRole('heading', { level: 2, name: 'Hasil pemeriksaan' }).waitFor();
    await sees(page, 'Menunggu persetujuan Anda');
    expect(await counted(page)).toEqual({
      'Akan ditambahkan': '1',
      'Akan diubah': '0',
      'Sudah tercatat, tetap': String(before.length),
    });
    if (javaScript === 'on') expect(await faultsOf(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    const job = page.url();
    await press(page, `Masukkan ${before.length + 1} baris`);
    // It goes on by itself, and the page shows how far it is, also without JavaScript.
    await page.getByRole('heading', { level: 2, name: 'Yang dimasukkan' }).waitFor();
    await page.getByText('Selesai', { exact: true }).first().waitFor();
    expect(page.url()).toBe(job);
    expect(await counted(page)).toEqual({
      Ditambahkan: '1',
      Diubah: '0',
      'Sudah tercatat, tetap': String(before.length),
    });

    // Whoever looks for it finds it.
    await page.goto(`/bandung/lembaga?kata=${encodeURIComponent(name)}`);
    await page.getByRole('link', { name, exact: true }).click();
    await page.getByRole('heading', { level: 1, name }).waitFor();

    // What is handed out now has it, with an id: its name is changed by that.
    await page.goto(FORM);
    const again = await present(visit);
    const found = rowsOf(again).findIndex((row) => row[0] === name);
    expect(found).toBeGreaterThanOrEqual(0);
    sheetOf(again).getCell(found + 2, 1).value = `${name} Permai`;
    await send(page, 'nama-baru.xlsx', await saved(again));
    await press(page, `Masukkan ${before.length + 1} baris`);
    await page.getByText('Selesai', { exact: true }).first().waitFor();
    expect(await counted(page)).toMatchObject({ Ditambahkan: '0', Diubah: '1' });

    // What is handed out comes in again without a change, and nothing else does either.
    await page.goto(FORM);
    const last = await present(visit);
    expect(rowsOf(last).map(([called]) => called)).toContain(`${name} Permai`);
    await send(page, 'tanpa-ubahan.xlsx', await saved(last));
    await sees(page, 'Semua baris sudah tercatat sama persis; tidak ada yang akan berubah.');
    await unfold(page, 'Batalkan');
    await press(page, 'Batalkan berkas');
    await sees(page, 'Dibatalkan');
    await page.goto('/bandung/impor');
    await sees(page, 'tanpa-ubahan.xlsx');
    expect(await overflow(page)).toBe(0);
    if (javaScript === 'on') expect(await faultsOf(page)).toEqual([]);
    await context.close();
  },
);

/** The figures of an import, by what they are called. */
async function counted(page: Page): Promise<Record<string, string>> {
  const terms = await page.locator('main dt').allInnerTexts();
  const values = await page.locator('main dd').allInnerTexts();
  const all = terms.map((term, i): [string, string] => [term.trim(), values[i]?.trim() ?? '']);
  return Object.fromEntries(all.filter(([, value]) => /^[\d.]+$/.test(value)));
}

/** By how much a page is wider than the window; asked of what the browser drew, so that it works without JavaScript too. */
async function overflow(page: Page): Promise<number> {
  const box = await page.locator('main').boundingBox();
  return Math.max(0, (box?.x ?? 0) + (box?.width ?? 0) - PHONE.width);
}

test('the template that is offered is taken once it is filled in; its example is not', async () => {
  const visit = await atTheForm();
  const { page, context } = visit;
  const book = await handedOut(visit, page.getByRole('link', { name: /^Excel.*Contoh berkas/ }));
  await send(page, 'contoh.xlsx', await saved(book));
  await sees(page, 'Belum ada satu baris pun.');
  sheetOf(book).addRow([`RW 96 ${village}`, 'Rukun Warga (RW)', '', `Kel. ${village}`, 96, 4]);
  await send(page, 'contoh-terisi.xlsx', await saved(book));
  await sees(page, 'Menunggu persetujuan Anda');
  expect(await counted(page)).toMatchObject({ 'Akan ditambahkan': '1' });
  await context.close();
});

const HEAD = ['nama', 'jenis', 'kecamatan', 'kelurahan', 'rw', 'jumlah rt', 'kode wilayah', 'id'];

/** A sheet of an office with something in it that no table has. */
async function sheetWith(fill: (sheet: ExcelJS.Worksheet) => void): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('Daftar');
  sheet.addRow(HEAD);
  sheet.addRow([`RW 97 ${village}`, 'rw', '', village, 97, 4]);
  fill(sheet);
  return saved(book);
}

/** So many rows of two columns, as the project itself writes sheets. */
async function longSheet(rows: number): Promise<Buffer> {
  const columns = ['nama', 'jenis'].map(text);
  async function* batches() {
    for (let from = 0; from < rows; from += 10_000)
      yield Array.from({ length: Math.min(10_000, rows - from) }, (_, i) => [`RW ${from + i}`, 'rw']);
  }
  return Buffer.concat(await Array.fromAsync(workbookParts({ name: 'Daftar', columns, batches: batches() })));
}

/** Megabytes to which the sheet of a bomb unpacks. */
const BOMB = 3200;

/**
 * A workbook of three megabytes whose sheet unpacks to gigabytes: one packed piece again and again, each of which begins
 * anew. `says` is what its list tells of the size.
 */
async function bomb(says: 'the truth' | 'a lie'): Promise<Buffer> {
  const book = new PizZip(await sheetWith(() => {}));
  const honest = book.generate({ type: 'nodebuffer', compression: 'STORE' });
  const names = Object.keys(book.files).filter((name) => !book.files[name]?.dir);
  expect(names).toContain('xl/worksheets/sheet1.xml');
  const piece = deflateRawSync(Buffer.alloc(64 * 2 ** 20, ' '), { finishFlush: constants.Z_FULL_FLUSH });
  const packed = Buffer.concat([
    ...Array.from({ length: BOMB / 64 }, () => piece),
    deflateRawSync(Buffer.alloc(0)),
  ]);
  const size = says === 'the truth' ? BOMB * 2 ** 20 : 4000;
  return withFile(honest, 'xl/worksheets/sheet1.xml', packed, size);
}

/** An archive in which one file is another, packed, that says to be of a size. Its list is written anew behind it. */
function withFile(archive: Buffer, name: string, packed: Buffer, size: number): Buffer {
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06'));
  let at = archive.readUInt32LE(end + 16);
  const list = Buffer.from(archive.subarray(at, end));
  const start = at;
  const local = Buffer.alloc(30);
  local.write('PK\x03\x04', 'latin1');
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(size, 22);
  local.writeUInt16LE(name.length, 26);
  for (let place = 0; place < list.length; ) {
    const length = list.readUInt16LE(place + 28);
    if (list.toString('utf8', place + 46, place + 46 + length) === name) {
      list.writeUInt16LE(8, place + 10);
      list.writeUInt32LE(packed.length, place + 20);
      list.writeUInt32LE(size, place + 24);
      list.writeUInt32LE(start, place + 42);
    }
    place += 46 + length + list.readUInt16LE(place + 30) + list.readUInt16LE(place + 32);
  }
  const file = Buffer.concat([local, Buffer.from(name), packed]);
  at = start + file.length;
  const tail = Buffer.from(archive.subarray(end));
  tail.writeUInt32LE(at, 16);
  return Buffer.concat([archive.subarray(0, start), file, list, tail]);
}

test.each([
  {
    what: 'cells that were merged',
    file: () =>
      sheetWith((sheet) => {
        sheet.addRow([`RW 98 ${village}`, 'rw', '', village, 98, 4]);
        sheet.mergeCells('D2:D3');
      }),
    says: ['Ada sel yang digabung. Lembar Daftar, sel D2:D3.', 'Pisahkan selnya'],
  },
  {
    what: 'a formula',
    file: () => sheetWith((sheet) => (sheet.getCell('F2').value = { formula: 'E2-93', result: 4 })),
    says: ['Ada rumus di sel ini', 'Lembar Daftar, sel F2.'],
  },
  {
    what: 'an error in a cell',
    file: () => sheetWith((sheet) => (sheet.getCell('F2').value = { error: '#DIV/0!' })),
    says: ['Sel ini berisi galat.', 'Lembar Daftar, sel F2.'],
  },
  {
    what: 'a day where a number belongs, and half an RT',
    file: () =>
      sheetWith((sheet) => {
        sheet.getCell('E2').value = new Date('2026-03-05T00:00:00Z');
        sheet.addRow([`RW 98 ${village}`, 'rw', '', village, 98, 4.5]);
        sheet.addRow([`RW 99 ${village}`, true, '', village, 99, 4]);
      }),
    says: ['baris 2, kolom rw:', 'baris 3, kolom jumlah rt:', 'baris 4, kolom jenis:'],
  },
  {
    what: 'another table altogether',
    file: async () => Buffer.from('tanggal;uraian\r\n2026-01-01;Tahun baru\r\n'),
    says: ['Ada kolom yang tidak ditemukan.', 'nama, jenis'],
  },
  {
    what: 'a hundred thousand rows, its heads among them',
    file: () => longSheet(99_999),
    says: ['Paling banyak 20.000 baris.'],
  },
  {
    what: 'more rows than any import takes',
    file: () => longSheet(100_000),
    says: ['Isi berkas ini terlalu banyak.'],
  },
  {
    what: 'a sheet that unpacks to gigabytes',
    file: () => bomb('the truth'),
    says: ['Isi berkas ini terlalu banyak.'],
  },
  { what: 'one that says it does not', file: () => bomb('a lie'), says: ['Isi berkas ini terlalu banyak.'] },
  {
    what: 'an old workbook',
    file: async () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(4096)]),
    says: ['Berkas ini berbentuk Excel lama (.xls)', 'simpan sebagai buku kerja .xlsx'],
  },
  {
    what: 'a PDF that is called a workbook',
    file: async () => Buffer.from('%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << >>\n%%EOF\n'),
    says: ['Berkas ini bukan lembar kerja.'],
  },
  {
    what: 'a workbook that was cut off',
    file: async () => (await sheetWith(() => {})).subarray(0, 3000),
    says: ['Berkas ini bukan lembar kerja.'],
  },
  {
    what: 'more megabytes than are taken',
    file: async () => Buffer.alloc(8.5 * 2 ** 20),
    says: ['Berkas ini terlalu besar.'],
  },
])('is told beside the file, and nothing is taken: $what', async ({ file, says }) => {
  const { page, context } = await atTheForm();
  const buffer = await file();
  const grown = await memoryGrownBy(async () => {
    await send(page, 'buruk.xlsx', buffer);
    await page.locator('#isian-file-galat').waitFor();
  });
  const said = await besides(page);
  for (const one of says) expect(said).toContain(one);
  expect(await overflow(page)).toBe(0);
  expect(await faultsOf(page)).toEqual([]);
  // The server is there, and holds nothing of what was packed.
  expect((await context.request.get('/healthz')).status()).toBe(200);
  expect(grown).toBeLessThan(BOMB / 10);
  await page.goto('/bandung/impor');
  expect(await page.getByText('buruk.xlsx', { exact: true }).count()).toBe(0);
  await context.close();
});

describe('a template of the office', () => {
  /** The same document with other words in its text; what Word keeps beside it stands. */
  function reworded(docx: Buffer, words: Readonly<Record<string, string>>): Buffer {
    const zip = new PizZip(docx);
    const before = zip.file('word/document.xml')?.asText() ?? '';
    const after = Object.entries(words).reduce((xml, [from, to]) => xml.replace(from, to), before);
    expect(after).not.toBe(before);
    return zip.file('word/document.xml', after).generate({ type: 'nodebuffer', compression: 'DEFLATE' });
  }

  const saidIn = (docx: Buffer) =>
    (new PizZip(docx).file('word/document.xml')?.asText() ?? '')
      .replaceAll('</w:p>', '\n')
      .replace(/<[^>]*>/g, '');

  /** A page of a forum that was sealed here, where its papers are. */
  async function atItsForum(page: Page): Promise<void> {
    const list = await page.context().request.get(`/bandung/lembaga.csv?kata=${encodeURIComponent(village)}`);
    const code = /\d\d\.\d\d\.\d\d\.\d{4}/.exec(await list.text())?.[0] ?? '';
    await page.goto(`/bandung/musyawarah?keadaan=sealed&kecamatan=${code.slice(0, 8)}&kelurahan=${code}`);
    await page
      .locator('main')
      .getByRole('link', { name: new RegExp(`^Musrenbang.*${village}`) })
      .first()
      .click();
    await page.getByRole('heading', { level: 1, name: new RegExp(village) }).waitFor();
  }

  async function got(page: Page, link: Locator): Promise<Buffer> {
    const answer = await page.context().request.get((await link.getAttribute('href')) ?? '');
    expect(answer.status()).toBe(200);
    return answer.body();
  }

  test.each(['on', 'off'] as const)(
    'is downloaded, changed and handed in; its papers are made from it, JavaScript %s',
    async (javaScript) => {
      const { page, context } = await people.person(`Lurah ${village}`, { viewport: PHONE, javaScript });
      pictureOnFailure(page);
      await page.goto('/bandung/templat-surat');
      await page.getByRole('link', { name: 'Berita acara dan lampirannya' }).click();
      const form = page.url();
      const sample = await got(page, page.getByRole('link', { name: 'Unduh templat awal (DOCX)' }));
      const hand = async (name: string, buffer: Buffer) => {
        await page
          .getByLabel('Berkas templat')
          .setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
        await press(page, 'Periksa dan pakai');
      };
      const greeting = `Sampurasun ${javaScript}`;

      // A name that is not filled in is told with the one that was meant, and nothing is kept.
      await hand('salah.docx', reworded(sample, { '{{kepala}}': '{{kepalla}}' }));
      await sees(page, 'Templat menyebut isian yang tidak dikenal.');
      expect(await page.locator('#isian-template-galat').innerText()).toContain(
        '“kepalla” tidak ada; barangkali maksudnya “kepala”.',
      );
      if (javaScript === 'on') expect(await faultsOf(page)).toEqual([]);
      await hand('tanpa-nomor.docx', reworded(sample, { '{{kepala}}': greeting }));
      await sees(page, 'Nomor surat tidak ada di templat.');
      await page.goto(form);
      expect(await page.getByText('tanpa-nomor.docx').count()).toBe(0);

      // The right one is taken, and the paper of a forum that was held is made from it.
      await hand(
        'berita-acara-kami.docx',
        reworded(sample, {
          '{{isi}}': `${greeting} dari {{kantor}}</w:t></w:r></w:p><w:p><w:r><w:t>{{isi}}`,
        }),
      );
      await sees(page, 'dipakai mulai sekarang.');
      expect(await overflow(page)).toBe(0);
      if (javaScript === 'on') expect(await faultsOf(page)).toEqual([]);
      await atItsForum(page);
      const word = await got(page, page.locator('a[href*="/surat/berita-acara/"][href$=".docx"]').first());
      const said = saidIn(word);
      expect(said).toContain(`${greeting} dari Kelurahan ${village}`);
      expect(said).not.toMatch(/\{\{/);
      // Its annexes lie across the page, as in the form that the city has.
      expect(new PizZip(word).file('word/document.xml')?.asText()).toContain('w:orient="landscape"');
      const pdf = await got(page, page.locator('a[href*="/surat/berita-acara/"][href$=".pdf"]').first());
      expect(pdf.subarray(0, 5).toString('latin1')).toBe('%PDF-');

      // Back to the form that the city has.
      await page.goto(form);
      await unfold(page, 'Kembali ke bentuk bawaan');
      await press(page, 'Kembali ke bentuk bawaan');
      await atItsForum(page);
      const built = await got(page, page.locator('a[href*="/surat/berita-acara/"][href$=".docx"]').first());
      expect(saidIn(built)).not.toContain(greeting);
      await context.close();
    },
  );
});
