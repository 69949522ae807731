import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { BROWSER_FLAGS } from '../support/browser.ts';
import { faultsOf, PHONE, pictureOnFailure, sees, signIn } from '../support/journey.ts';
import { PLACES } from '../support/places.ts';
import { stageIsReady } from '../support/server.ts';
import { fillProposal, press, submitProposal } from './steps.ts';

/** The profile of a phone's browser, which outlives the browser. */
const newProfile = () => mkdtempSync(join(tmpdir(), 'pilar-phone-'));
const profiles = [newProfile()];
let phone: BrowserContext | undefined;

async function switchOn(): Promise<Page> {
  await phone?.close();
  phone = await chromium.launchPersistentContext(profiles.at(-1) ?? '', {
    executablePath: await stageIsReady(),
    args: [...BROWSER_FLAGS],
    baseURL: inject('origin'),
    viewport: PHONE,
    locale: 'id-ID',
    timezoneId: 'Asia/Jakarta',
  });
  phone.setDefaultTimeout(60_000);
  return phone.pages()[0] ?? (await phone.newPage());
}

beforeAll(async () => {
  await stageIsReady();
});
afterAll(async () => {
  await phone?.close();
  for (const profile of profiles) rmSync(profile, { recursive: true, force: true });
});

/** Waits until the browser keeps this page for times without network. */
async function isKept(page: Page): Promise<void> {
  const path = new URL(page.url()).pathname;
  const kept = () =>
    page.evaluate(async (at) => {
      const found = await (await caches.open('pilar-pages')).match(at, { ignoreVary: true });
      return found !== undefined;
    }, path);
  await expect.poll(kept).toBe(true);
}

/** Lets the browser take somebody for the one who uses it; answers who it was before. */
function usedBy(page: Page, account: string): Promise<string> {
  return page.evaluate(
    (next) =>
      new Promise<string>((done) => {
        const opening = indexedDB.open('pilar');
        opening.onsuccess = () => {
          const facts = opening.result.transaction('facts', 'readwrite').objectStore('facts');
          const before = facts.get('account');
          before.onsuccess = () => {
            const written = facts.put(next, 'account');
            written.onsuccess = () => done(String(before.result));
          };
        };
      }),
    account,
  );
}

/** Begins a proposal where there is network; answers the path of its form. */
async function begin(page: Page): Promise<string> {
  await page.goto('/bandung/usulan/baru');
  await page
    .locator('main')
    .getByRole('button', { name: /usulan/i })
    .first()
    .click();
  await page.waitForURL(/\/usulan\/[0-9a-f-]+\/ubah/);
  await isKept(page);
  return new URL(page.url()).pathname;
}

const photo = async (shade: string) => ({
  name: `saluran-${shade.slice(1)}.jpg`,
  mimeType: 'image/jpeg',
  buffer: await sharp({ create: { width: 640, height: 480, channels: 3, background: shade } })
    .composite([
      {
        input: Buffer.from(
          `<svg width="640" height="480"><path d="M0 0 640 480M0 480 640 0" stroke="#fff" stroke-width="40"/></svg>`,
        ),
      },
    ])
    .jpeg()
    .toBuffer(),
});

test('a proposal is written in a tunnel: offline, reload, restart, online', async () => {
  let page = await switchOn();
  pictureOnFailure(page);
  await page.goto('/masuk');
  await signIn(page, `Ketua ${PLACES['without network'].institution}`);
  await page.getByRole('link', { name: 'Ajukan usulan' }).first().click();
  await page
    .getByRole('button', { name: /^Mulai/ })
    .first()
    .click();
  await page.waitForURL(/\/usulan\/[0-9a-f-]+\/ubah/);
  const address = new URL(page.url()).pathname;
  await isKept(page);

  await page.context().setOffline(true);
  await page.getByLabel('Judul').fill('Saluran di bawah jembatan');
  await page.locator('input[name=photos]').setInputFiles([await photo('#335577'), await photo('#775533')]);
  await sees(page, 'Tersimpan di ponsel ini');
  await page.getByText('tersimpan di perangkat ini').first().waitFor();

  // The page is opened again where nothing can be reached, and all of it stands there.
  await page.reload();
  await sees(page, /Tanpa jaringan\. Halaman ini ditampilkan/);
  await expect.poll(() => page.getByLabel('Judul').inputValue()).toBe('Saluran di bawah jembatan');
  await page.getByText('saluran-335577.jpg').waitFor();
  expect(await faultsOf(page)).toEqual([]);
  // What cannot be had says so in words of ours, and what waits is told.
  await page.goto('/bandung/usulan');
  await sees(page, 'Halaman itu tidak dapat dibuka tanpa jaringan.');
  await page.goto('/tanpa-jaringan');
  await sees(page, 'Saluran di bawah jembatan');
  await sees(page, 'Foto saluran-775533.jpg untuk usulan');
  expect(await faultsOf(page)).toEqual([]);

  // The phone is switched off in the tunnel and on again outside.
  page = await switchOn();
  await page.goto(address);
  // What had not arrived is offered, or was sent as the browser closed.
  const offer = page.getByRole('button', { name: 'Pulihkan isian itu' });
  const title = page.getByLabel('Judul');
  await expect.poll(async () => (await title.inputValue()) !== '' || (await offer.count()) > 0).toBe(true);
  if ((await offer.count()) > 0) await offer.click();
  await page.locator('.photos img').nth(1).waitFor();
  await expect
    .poll(async () => {
      await page.goto(address);
      return [await title.inputValue(), await page.locator('.photos img').count()];
    })
    .toEqual(['Saluran di bawah jembatan', 2]);
  await page.goto('/tanpa-jaringan');
  await sees(page, 'Tidak ada yang menunggu');
});

test('a form that found no network arrives once; what the server would not take is for its sender to see', async () => {
  const page = await switchOn();
  pictureOnFailure(page);
  const address = await begin(page);
  // As a page without scripts sends it: the draft's own script is left out, which would save it by itself.
  const send = (title: string) =>
    page.evaluate((typed) => {
      const written = document.querySelector<HTMLFormElement>('#tulis-usulan');
      const form = document.createElement('form');
      Object.assign(form, { method: 'post', action: '?/simpan' });
      for (const [name, value] of new FormData(written ?? undefined)) {
        if (typeof value !== 'string') continue;
        const text = name === 'title' ? typed : value;
        form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value: text }));
      }
      document.body.append(form);
      form.submit();
    }, title);

  await page.context().setOffline(true);
  await send('Lampu jalan');
  await sees(page, 'Tersimpan di perangkat ini. Belum sampai ke server');
  await page.goto(address);
  await sees(page, /Tanpa jaringan\. Halaman ini ditampilkan/);
  await send('Lampu jalan gang');
  await sees(page, 'Tersimpan di perangkat ini. Belum sampai ke server');
  await page.getByRole('button', { name: 'Buang Usulan' }).nth(1).waitFor();

  // The first arrives; the second was made from the copy of before, which is no longer how things stand.
  await page.context().setOffline(false);
  await sees(page, 'Sudah diterima server');
  await page.getByRole('button', { name: 'Buka dan kirim lagi: Usulan' }).click();
  await page.getByRole('button', { name: 'Pakai isian saya' }).first().waitFor();
  expect(await page.getByLabel('Judul').inputValue()).toBe('Lampu jalan gang');
  await page.getByRole('button', { name: 'Pakai isian saya' }).first().click();
  await page.waitForURL(/tersimpan=1/);
  await page.goto('/tanpa-jaringan');
  await sees(page, 'Tidak ada yang menunggu');
  await page.goto(address);
  expect(await page.getByLabel('Judul').inputValue()).toBe('Lampu jalan gang');

  // What was filled in is sent for nobody else: whoever signs out leaves it here, told but not shown, until they are back.
  await page.context().setOffline(true);
  await page.goto(address);
  await send('Lampu jalan dan taman');
  await page.getByRole('button', { name: 'Buang Usulan' }).waitFor();
  const owner = await usedBy(page, 'somebody else');
  await page.context().setOffline(false);
  await sees(page, '1 isian di perangkat ini milik akun lain');
  expect(await page.getByRole('button', { name: 'Buang Usulan' }).count()).toBe(0);
  await usedBy(page, owner);
  await page.goto('/tanpa-jaringan');
  await sees(page, 'Tidak ada yang menunggu');
  await page.goto(address);
  expect(await page.getByLabel('Judul').inputValue()).toBe('Lampu jalan dan taman');

  // Who signs out takes their pages along.
  await page.goto('/akun');
  await page.getByRole('button', { name: 'Keluar' }).first().click();
  await page.waitForURL((url) => url.pathname === '/');
  expect(await page.evaluate(() => caches.has('pilar-pages'))).toBe(false);
});

/** What the browser keeps in the row of a draft that was begun without network, changed by hand. */
function mendBegun(page: Page, title: string, organization: string): Promise<void> {
  return page.evaluate(
    ([named, other]) =>
      new Promise<void>((done) => {
        const opening = indexedDB.open('pilar');
        opening.onsuccess = () => {
          const drafts = opening.result.transaction('drafts', 'readwrite').objectStore('drafts');
          const all = drafts.getAll();
          all.onsuccess = () => {
            const found = all.result.find((one) => one.fields?.title === named);
            const written = drafts.put({ ...found, start: { ...found.start, organization: other } });
            written.onsuccess = () => done();
          };
        };
      }),
    [title, organization],
  );
}

/** Opens the installed app where there is no network, and begins a proposal there. */
async function beginInTheDark(page: Page): Promise<void> {
  await page.goto('/masuk');
  await page.getByRole('link', { name: 'Tulis usulan baru' }).click();
  await sees(page, /Tanpa jaringan\. Halaman ini ditampilkan/);
  await press(page, /^Mulai menulis usulan: .*PIPPK/);
  await page.getByRole('heading', { level: 1, name: 'Tulis usulan' }).waitFor();
}

test('a proposal is begun without network: written with a photo, restarted, made once on the server, submitted', async () => {
  const way = {
    title: 'Sumur resapan gang buntu',
    institution: PLACES['without network'].institution,
    village: '',
    scope: 'Infrastruktur',
    proposal: '',
    forum: '',
    activity: '',
    report: '',
  };
  // On a phone that knows nothing yet: all that it ever sees with network is the desk.
  profiles.push(newProfile());
  let page = await switchOn();
  pictureOnFailure(page);
  await page.goto('/masuk');
  await signIn(page, `Ketua ${way.institution}`);
  await page.waitForURL(/\/meja/);
  const blanks = () =>
    page.evaluate(async () => (await (await caches.open('pilar-blanks')).keys()).map((one) => one.url));
  await expect.poll(async () => (await blanks()).length).toBeGreaterThan(0);

  await page.context().setOffline(true);
  await beginInTheDark(page);
  const address = new URL(page.url()).pathname;
  await fillProposal(page, way);
  await page.locator('input[name=photos]').setInputFiles(await photo('#557733'));
  await sees(page, 'Tersimpan di ponsel ini saja');
  await page.getByText('tersimpan di perangkat ini').first().waitFor();
  expect(await faultsOf(page)).toEqual([]);
  await page.goto('/tanpa-jaringan');
  await sees(page, way.title);
  await sees(page, 'Belum diajukan, belum ada di server');
  expect(await faultsOf(page)).toEqual([]);
  // Somebody else at the same phone is told that something waits, and not what.
  const owner = await usedBy(page, 'somebody else');
  await page.reload();
  await sees(page, '2 isian di perangkat ini milik akun lain');
  expect(await page.getByText(way.title).count()).toBe(0);
  await page.goto(address);
  expect(await page.getByText(way.title).count()).toBe(0);
  await usedBy(page, owner);

  // Switched off and on where there is still no network, it is opened again and gone on with.
  page = await switchOn();
  pictureOnFailure(page);
  await page.context().setOffline(true);
  await page.goto('/tanpa-jaringan');
  await page.goto(address);
  await expect.poll(() => page.getByLabel('Judul').inputValue()).toBe(way.title);
  await page.getByText('saluran-557733.jpg').or(page.locator('.photos img')).first().waitFor();
  await page.getByLabel('Alamat atau patokan').fill('Belakang pos ronda');

  await page.context().setOffline(false);
  await sees(page, /^Tersimpan \d/);
  await page.locator('.photos img').first().waitFor();
  await submitProposal(page, way);
  expect(way.proposal).toBe(address.replace('/ubah', ''));
  await sees(page, 'Belakang pos ronda');
  await page.goto('/bandung/usulan?q=Sumur+resapan+gang+buntu');
  expect(await page.locator('main').getByRole('link', { name: way.title }).count()).toBe(1);
  await page.goto('/tanpa-jaringan');
  await sees(page, 'Tidak ada yang menunggu');
});

test('what the server would not begin is told with the reason, and what was written can be taken along', async () => {
  const page = await switchOn();
  pictureOnFailure(page);
  await page.goto('/bandung/meja');
  await page.context().setOffline(true);
  await beginInTheDark(page);
  const address = new URL(page.url()).pathname;
  await page.getByLabel('Judul').fill('Gapura gang');
  await page.getByLabel('Mengapa diperlukan').fill('Gang ini sulit ditemukan.');
  await sees(page, 'Tersimpan di ponsel ini saja');
  await page.goto('/tanpa-jaringan');
  // As if the office of whoever wrote it had ended: they speak for that institution no more.
  await mendBegun(page, 'Gapura gang', '0190a3f0-0000-7000-8000-000000000001');
  await page.context().setOffline(false);
  await sees(page, 'Perlu Anda lihat');
  await page.getByRole('button', { name: 'Salin isian' }).click();
  const copied = await page.getByRole('textbox', { name: 'Isian Anda' }).inputValue();
  expect(copied).toContain('Gapura gang');
  expect(copied).toContain('Gang ini sulit ditemukan.');
  expect(await faultsOf(page)).toEqual([]);
  // The form is not there any more for what they cannot begin: the same page tells it.
  await page.goto(address);
  await sees(page, 'Perlu Anda lihat');
  await page.getByRole('button', { name: 'Buang Gapura gang' }).click();
  await page.getByRole('button', { name: 'Buang', exact: true }).click();
  await sees(page, 'Tidak ada yang menunggu');
});

const hex = (figure: number) => figure.toString(16).padStart(2, '0');

test('fifty photos of five proposals wait without network and all arrive; a phone that is full says so', async () => {
  const page = await switchOn();
  pictureOnFailure(page);
  await page.goto('/masuk');
  await signIn(page, `Ketua ${PLACES['without network'].institution}`);
  await page.waitForURL(/\/meja/);
  const drafts: string[] = [];
  for (let n = 1; n <= 5; n += 1) {
    drafts.push(await begin(page));
    await page.getByLabel('Judul').fill(`Lampu gang ke-${n}`);
    await sees(page, /^Tersimpan \d/);
  }
  expect(new Set(drafts).size).toBe(5);

  await page.context().setOffline(true);
  for (const [n, draft] of drafts.entries()) {
    await page.goto(draft);
    await sees(page, /Tanpa jaringan\. Halaman ini ditampilkan/);
    // Apart from each other: of neighbours in colour a phone makes one and the same file.
    const shades = Array.from({ length: 10 }, (_, i) => `#${hex(20 + n * 50)}${hex(10 + i * 25)}60`);
    await page.locator('input[name=photos]').setInputFiles(await Promise.all(shades.map(photo)));
    await expect.poll(() => page.getByText('tersimpan di perangkat ini').count()).toBe(10);
  }
  await page.goto('/tanpa-jaringan');
  const waiting = page.getByText(/^Foto saluran-.* untuk usulan/);
  await expect.poll(() => waiting.count()).toBe(50);

  // No room is left: the photo stays on the page alone, which says so.
  await page.goto(drafts[0] ?? '');
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('no room', 'QuotaExceededError');
    };
  });
  await page.locator('input[name=photos]').setInputFiles([await photo('#ff0000')]);
  await page.getByText('penyimpanan perangkat penuh').waitFor();
  expect(await page.getByText('tersimpan di perangkat ini').count()).toBe(10);

  await page.goto('/tanpa-jaringan');
  await page.context().setOffline(false);
  await expect.poll(() => waiting.count(), { timeout: 240_000 }).toBe(0);
  for (const draft of drafts) {
    await page.goto(draft);
    await expect.poll(() => page.locator('.photos img').count()).toBe(10);
  }
});
