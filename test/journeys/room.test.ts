import type { Page } from 'playwright-core';
import { beforeEach, expect, onTestFailed, test } from 'vitest';
import { faultsOf, journey, PHONE, pictureOnFailure, sees, signIn } from '../support/journey.ts';
import { PLACES } from '../support/places.ts';
import { press, unfold } from './steps.ts';

const people = journey();
const PLACE = PLACES['a room'];
const LURAH = `Lurah ${PLACE.village}`;
let forum = '';

// Each stands on the one before: after a failure the others have nothing to tell.
let failed = '';
beforeEach(({ task }) => {
  if (failed) throw new Error(`the room was left when ${failed}`);
  onTestFailed(() => {
    failed = task.name;
  });
});

test('before a vote the chair says which of two proposals excludes the other', async () => {
  const { page } = await people.person(`Lurah ${PLACE.village}`, { viewport: PHONE });
  pictureOnFailure(page);
  await page.getByRole('main').getByRole('link').filter({ hasText: PLACE.village }).first().click();
  await page.getByRole('link', { name: 'Buka pemungutan suara' }).click();
  await unfold(page, 'Nyatakan satu pasangan');
  await page.getByLabel('Usulan', { exact: true }).selectOption({ index: 1 });
  await page.getByLabel('Tidak dapat bersama').selectOption({ index: 1 });
  await page.getByLabel('Alasan').fill('Sama-sama di lahan Posyandu Melati.');
  await press(page, 'Nyatakan pasangan');
  await sees(page, 'Pilihan ini tidak tersedia.');
  expect(await page.getByLabel('Alasan').inputValue()).toBe('Sama-sama di lahan Posyandu Melati.');
  const other = page.getByLabel('Tidak dapat bersama');
  const second = await other.locator('option').filter({ hasText: /^2\./ }).getAttribute('value');
  await other.selectOption(second);
  await press(page, 'Nyatakan pasangan');
  await sees(page, 'Pasangan dinyatakan dan akan tercetak di surat suara.');
  await sees(page, 'Tidak bersama no. 2: Sama-sama di lahan Posyandu Melati.');
  expect(await faultsOf(page)).toEqual([]);
  await press(page, 'Tarik pasangan no. 1 dan no. 2');
  await sees(page, 'Pasangan ditarik.');
});

test('too few have come: the sitting is adjourned, and of the next more than forty people are recorded in twelve presses, before two officers and the wall', async () => {
  const [lurah, other] = [await people.person(LURAH), await people.person(LURAH)];
  const wall = await people.visitor();
  pictureOnFailure(lurah.page, other.page, wall.page);
  await lurah.page.getByRole('main').getByRole('link').filter({ hasText: PLACE.village }).first().click();
  forum = new URL(lurah.page.url()).pathname;
  await sees(lurah.page, 'Kuorum musyawarah belum terpenuhi.');
  await unfold(lurah.page, 'Skors sidang');
  await lurah.page.getByLabel('Alasan menskors').fill('Hujan; sepertiga pengurus belum datang.');
  await press(lurah.page, 'Skors sidang');
  await sees(lurah.page, 'Sidang diskors.');
  await press(lurah.page, 'Lanjutkan sidang');
  await sees(lurah.page, 'Sidang dilanjutkan. Catat siapa yang hadir hari ini.');

  await enterRoom(lurah.page);
  await enterRoom(other.page);
  await wall.page.goto(`${forum}/layar`);
  const loads = [loadsOf(lurah.page), loadsOf(other.page), loadsOf(wall.page)];
  const here = lurah.page.locator('.face.here');
  const before = await here.count();
  let presses = 0;
  const everybody = lurah.page.getByRole('button', { name: /^Semua hadir/ });
  for (let left = await everybody.count(); left > 0; left -= 1) {
    await everybody.first().click();
    presses += 1;
    await expect.poll(() => everybody.count()).toBe(left - 1);
  }
  for (const leader of ['Tokoh masyarakat', 'Tokoh agama', 'Tokoh wanita', 'Tokoh pemuda']) {
    const form = lurah.page.locator('form', { has: lurah.page.getByLabel('Nama', { exact: true }) });
    await form.getByLabel('Mewakili').selectOption({ label: leader });
    await form.getByLabel('Nama', { exact: true }).fill(`Wakil ${leader} ${PLACE.village}`);
    await form.getByRole('button', { name: 'Simpan nama' }).click();
    presses += 2;
    await here.filter({ hasText: `Wakil ${leader} ${PLACE.village}` }).waitFor();
  }
  expect((await here.count()) - before).toBeGreaterThan(40);
  expect(presses).toBeLessThanOrEqual(12);

  const all = await here.count();
  await expect.poll(() => other.page.locator('.face.here').count()).toBe(all);
  await sees(other.page, 'Terpenuhi');
  await sees(wall.page, /Kuorum terpenuhi|Terpenuhi/);
  expect(loads.map((count) => count())).toEqual([0, 0, 0]);
  expect(await faultsOf(lurah.page)).toEqual([]);
  for (const { context } of [lurah, other, wall]) await context.close();
});

test('by keys and without loading the page; what is decided without network arrives, also when the window was closed, and what another decided meanwhile is said', async () => {
  const [lurah, other] = [await people.person(LURAH), await people.person(LURAH)];
  pictureOnFailure(lurah.page, other.page);
  await enterRoom(lurah.page);
  await enterRoom(other.page);
  const loads = loadsOf(lurah.page);
  const isQuiet = quietness(lurah.page);
  // One key for each: ten proposals take ten of the twenty that are allowed.
  for (let n = 0; n < 3; n += 1) await decideByKey(lurah.page);
  await sees(lurah.page, /Tersimpan: /);
  await waitingAre(lurah.page, 0);
  // The last is taken back by a key, and decided anew.
  await sees(lurah.page, /^3 dari \d+ usulan diputuskan/);
  await lurah.page.keyboard.press('u');
  await sees(lurah.page, /^2 dari \d+ usulan diputuskan/);
  await decideByKey(lurah.page);
  await sees(lurah.page, /^3 dari \d+ usulan diputuskan/);
  await waitingAre(lurah.page, 0);
  expect(loads()).toBe(0);

  await expect.poll(isQuiet).toBe(true);
  await lurah.context.setOffline(true);
  await sees(lurah.page, 'Jaringan terputus.');
  const taken = await decideByKey(lurah.page);
  await decideByKey(lurah.page);
  await decideByKey(lurah.page);
  await sees(lurah.page, /^Jaringan terputus\. 3 masukan belum sampai/);
  await expect.poll(() => other.page.locator('#usulan-judul').innerText()).toBe(taken);
  await decideByKey(other.page);
  await waitingAre(other.page, 0);
  await lurah.page.close();

  await lurah.context.setOffline(false);
  const again = await lurah.context.newPage();
  pictureOnFailure(again);
  await enterRoom(again);
  await again
    .getByRole('alert')
    .filter({ hasText: `${taken}: ` })
    .waitFor();
  await waitingAre(again, 0);
  await sees(again, /^6 dari \d+ usulan diputuskan/);
  await press(again, 'Tutup');

  // The session ends in the middle: what was decided waits for whoever signs in again.
  await lurah.context.clearCookies();
  await decideByKey(again);
  const link = again.locator('.news').getByRole('link', { name: 'Masuk' });
  const atDoor = again.getByRole('button', { name: new RegExp(`^${LURAH}`) });
  // The room says so, unless something new in it leads to the door by itself, also while the link is pressed.
  await expect
    .poll(async () => {
      await link
        .evaluateAll((links) => {
          for (const each of links) if (each instanceof HTMLElement) each.click();
        })
        .catch(() => undefined);
      return atDoor.count();
    })
    .toBe(1);
  await signIn(again, LURAH);
  await again.locator('.room.scripted').waitFor();
  await sees(again, /^7 dari \d+ usulan diputuskan/);
  for (const { context } of [lurah, other]) await context.close();
});

async function enterRoom(page: Page): Promise<void> {
  await page.goto(`${forum}/ruang`);
  await page.locator('.room.scripted').waitFor();
}

/** Counts how often a page is loaded from now on. */
function loadsOf(page: Page): () => number {
  let loads = 0;
  page.on('load', () => {
    loads += 1;
  });
  return () => loads;
}

/** Whether a page has asked for nothing for a second, and waits for nothing but its stream. */
function quietness(page: Page): () => boolean {
  let open = 0;
  let last = Date.now();
  const ours = (address: string) => !address.endsWith('/siaran');
  const closed = (address: string) => {
    if (!ours(address)) return;
    open -= 1;
    last = Date.now();
  };
  page.on('request', (request) => {
    if (ours(request.url())) open += 1;
  });
  page.on('requestfinished', (request) => closed(request.url()));
  page.on('requestfailed', (request) => closed(request.url()));
  return () => open <= 0 && Date.now() - last > 1000;
}

/** Gives the proposal that stands on the screen what the first key stands for; answers which one it was. */
async function decideByKey(page: Page): Promise<string> {
  const title = page.locator('#usulan-judul');
  const decided = await title.innerText();
  await page.keyboard.press('1');
  await expect.poll(() => title.innerText()).not.toBe(decided);
  return decided;
}

/** Waits until as many of what was asked for have not been answered. */
async function waitingAre(page: Page, count: number): Promise<void> {
  const kept = () =>
    page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('ruang 0')).length);
  await expect.poll(kept).toBe(count);
}
