import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { faultsOf, journey, PHONE, pictureOnFailure, sees } from '../support/journey.ts';
import { PLACES } from '../support/places.ts';
import { press } from './steps.ts';

const people = journey();
const PLACE = PLACES['maps of causes'];
const CAMAT = `Camat ${PLACE.district}`;
const [STUDIED, OTHER] = PLACE.reads;
const MAPS = '/bandung/analisis/sebab';

async function startMap(page: Page, title: string): Promise<void> {
  await page.goto(`${MAPS}/mulai`);
  await page.getByLabel('Wilayah').selectOption({ label: `Kecamatan ${PLACE.district}` });
  await page.getByLabel('Judul peta').fill(title);
  await page.getByLabel('Pertanyaan yang dijawab').fill('Mengapa sampah menumpuk?');
  await press(page, 'Buat peta');
  await sees(page, 'Peta dibuat.');
  await page.getByRole('link', { name: 'Ubah peta' }).first().click();
  await page.getByRole('heading', { level: 1, name: `Ubah peta: ${title}` }).waitFor();
}

function card(page: Page, slug: string) {
  return page.locator(`g[data-factor="${slug}"][role="button"]`);
}

/** Waits until the drawing's factor has the keyboard. */
async function holdsFocus(page: Page, slug: string): Promise<void> {
  await page.locator(`g[data-factor="${slug}"]:focus`).waitFor();
}

/** Goes on with Tab until the element has the keyboard. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    if ((await page.locator(`${selector}:focus`).count()) > 0) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${selector}`);
}

describe('a camat draws why rubbish piles up', () => {
  test('by keyboard alone: factors, a link, a refused one, a removal and its undoing', async () => {
    const { page, context } = await people.person(CAMAT);
    pictureOnFailure(page);
    await startMap(page, 'Sampah dengan papan ketik');
    await tabTo(page, '#isian-title');
    await page.keyboard.type('Sampah menumpuk');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await holdsFocus(page, 'sampah-menumpuk');

    await page.keyboard.press('b');
    await page.locator('#isian-title:focus').waitFor();
    await page.keyboard.type('Jadwal angkut tidak tetap');
    await page.keyboard.press('Enter');
    await holdsFocus(page, 'jadwal-angkut-tidak-tetap');

    await page.keyboard.press('h');
    await page.keyboard.press('PageUp');
    await holdsFocus(page, 'sampah-menumpuk');
    await page.keyboard.press('Enter');
    await page.locator('#isian-evidence-0-text:focus').waitFor();
    await page.keyboard.type('Truk datang tiga kali sepekan, hari berganti.');
    await tabTo(page, '#panel .form button');
    await page.keyboard.press('Enter');
    await holdsFocus(page, 'jadwal-angkut-tidak-tetap');
    expect(await page.locator('#keadaan').textContent()).toContain('Hubungan ditambahkan');

    await page.keyboard.press('ArrowUp');
    await holdsFocus(page, 'sampah-menumpuk');
    await page.keyboard.press('h');
    await page.keyboard.press('Enter');
    await page.locator('#isian-to[aria-invalid="true"]:focus').waitFor();
    expect(await page.locator('#isian-to-galat').textContent()).toContain(
      'Faktor tidak dapat menyebabkan dirinya sendiri.',
    );
    expect(await faultsOf(page)).toEqual([]);

    await card(page, 'jadwal-angkut-tidak-tetap').focus();
    await page.keyboard.press('Delete');
    await page.locator('#batalkan button:focus').waitFor();
    expect(await card(page, 'jadwal-angkut-tidak-tetap').count()).toBe(0);
    await page.keyboard.press('Enter');
    await holdsFocus(page, 'jadwal-angkut-tidak-tetap');
    await context.close();
  });

  test('with the mouse: a line dragged from cause to effect asks for its evidence', async () => {
    const { page, context } = await people.person(CAMAT);
    pictureOnFailure(page);
    await startMap(page, 'Sampah dengan tetikus');
    for (const name of ['Sampah menumpuk', 'Jadwal angkut tidak tetap']) {
      await page.getByLabel('Nama', { exact: true }).fill(name);
      await press(page, 'Tambah faktor');
      await card(page, name.toLowerCase().replaceAll(' ', '-')).waitFor();
    }
    const from = await card(page, 'jadwal-angkut-tidak-tetap').boundingBox();
    const to = await card(page, 'sampah-menumpuk').boundingBox();
    if (!from || !to) throw new Error('a card is not drawn');
    await page.mouse.move(from.x + 40, from.y + 20);
    await page.mouse.down();
    await page.mouse.move(to.x + 40, to.y + 20, { steps: 8 });
    await page.mouse.up();
    await page.locator('#isian-evidence-0-text:focus').waitFor();
    expect(await page.locator('#isian-from').inputValue()).toBe('jadwal-angkut-tidak-tetap');
    expect(await page.locator('#isian-to').inputValue()).toBe('sampah-menumpuk');
    await context.close();
  });

  test('without JavaScript, on a phone: forms, an error with the text kept, a way back, the plan', async () => {
    const { page, context } = await people.person(CAMAT, {
      javaScript: 'off',
      viewport: PHONE,
    });
    pictureOnFailure(page);
    await startMap(page, 'Sampah tanpa skrip');
    const addFactor = async (name: string, kind: string) => {
      await page.getByLabel('Nama', { exact: true }).fill(name);
      await page.getByRole('radio', { name: kind }).check();
      await press(page, 'Tambah faktor');
      await sees(page, `Faktor ditambahkan: ${name}`);
    };
    await addFactor('Sampah menumpuk', 'Gejala');
    await addFactor('Jadwal angkut tidak tetap', 'Faktor di wilayah ini');
    await page.getByRole('link', { name: 'Hubungan baru' }).click();
    const link = async (from: string, to: string) => {
      await page.getByLabel('Sebab', { exact: true }).selectOption({ label: from });
      await page.getByLabel('Akibat', { exact: true }).selectOption({ label: to });
      await page.getByLabel('Apa buktinya').first().fill('Truk datang tiga kali sepekan.');
      await press(page, 'Tambah hubungan');
    };
    await link('Jadwal angkut tidak tetap', 'Sampah menumpuk');
    await sees(page, 'Hubungan ditambahkan');
    await link('Jadwal angkut tidak tetap', 'Sampah menumpuk');
    expect(await page.locator('#isian-to-galat').textContent()).toContain('Hubungan ini sudah ada di peta.');
    expect(await page.getByLabel('Apa buktinya').first().inputValue()).toBe('Truk datang tiga kali sepekan.');

    await page.getByRole('link', { name: 'Jadwal angkut tidak tetap', exact: true }).first().click();
    await page.getByRole('link', { name: 'Tambah tindakan' }).click();
    await page.getByLabel('Tindakan', { exact: true }).fill('Tempel jadwal angkut di tiap RW');
    await page.getByLabel('Penanggung jawab').selectOption({ label: `Kecamatan ${PLACE.district}` });
    await press(page, 'Tambah tindakan');
    await sees(page, 'Tindakan ditambahkan');

    await page.getByRole('link', { name: 'Sampah menumpuk', exact: true }).first().click();
    await press(page, 'Hapus faktor');
    await sees(page, 'Faktor dihapus');
    await press(page, 'Batalkan penghapusan');
    await sees(page, 'Faktor dikembalikan: Sampah menumpuk');
    await page.getByRole('link', { name: 'Lihat peta' }).click();
    await sees(page, /Masalah ini berakar pada: “Jadwal angkut tidak tetap”/);
    await sees(page, 'Setiap akar dan pemicu sudah disentuh sekurangnya satu tindakan.');
    await context.close();
  });
});

test('a filled map, its comparison and the studied case are in order on a phone', async () => {
  const { page, context } = await people.visitor({ viewport: PHONE });
  pictureOnFailure(page);
  await page.goto(MAPS);
  await page
    .getByRole('link')
    .filter({ hasText: `Kelurahan ${OTHER}` })
    .first()
    .click();
  await sees(page, 'Belum ada pendamping laporan');
  expect(await faultsOf(page)).toEqual([]);
  await page.goto(`${MAPS}/kasus/telang`);
  expect(await faultsOf(page)).toEqual([]);
  await page.goto(`${MAPS}/banding?satu=telang&dua=batu-betumpang`);
  await sees(page, 'Kepercayaan awal kurang');
  expect(await faultsOf(page)).toEqual([]);
  await context.close();
});

test('a visitor compares two kelurahan and reads the studied case, without script', async () => {
  const { page, context } = await people.visitor({ javaScript: 'off' });
  pictureOnFailure(page);
  await page.goto(MAPS);
  await page.getByRole('link', { name: 'Bandingkan dua peta' }).click();
  const choose = async (field: string, place: string) => {
    const option = page.getByLabel(field).locator('option').filter({ hasText: 'Laporan PIPPK terlambat' });
    const value = await option.filter({ hasText: place }).first().getAttribute('value');
    await page.getByLabel(field).selectOption(value);
  };
  await choose('Peta pertama', STUDIED);
  await choose('Peta kedua', OTHER);
  await press(page, 'Bandingkan');
  await sees(page, 'Musyawarah kelurahan mundur');
  await page.goto(`${MAPS}/kasus/telang`);
  await sees(page, 'Masalah ini berakar pada: “Kapabilitas kolaborasi kurang”.');
  await sees(page, 'Hitungan dari hubungan yang disebut penelitian sama dengan kesimpulannya.');
  const file = await context.request.get(`${MAPS}/kasus/telang/unduh/json`);
  expect(JSON.parse(await file.text())).toMatchObject({ shape: 'tree' });
  expect((await context.request.get(`${MAPS}/kasus/telang/unduh/exe`)).status()).toBe(404);
  await context.close();
});
