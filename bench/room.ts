import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { BROWSER_FLAGS, findBrowser } from '../test/support/browser.ts';
import { freePort } from '../test/support/postgres.ts';
import { median, say } from './measure.ts';

/*
 * A hall on the demo: how long until three hundred who listen have seen somebody recorded, and how long an officer takes
 * to decide what is on the agenda by keys. Server, browser and listeners share this machine's cores. `PILAR_BENCH_DATA`
 * names a demo that is told already; without it one is told, which takes two minutes.
 */

const LISTENERS = 300;
const CHECK_INS = 7;
const PLACE = 'Babakan Ciparay';

type Heard = { last: number; messages: number };

async function main(): Promise<void> {
  const port = await freePort();
  const known = process.env.PILAR_BENCH_DATA;
  const folder = known ?? mkdtempSync(join(tmpdir(), 'pilar-room-'));
  const server = await serve(port, folder);
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: BROWSER_FLAGS });
  try {
    const page = await (
      await browser.newContext({ baseURL: `http://127.0.0.1:${port}`, locale: 'id-ID' })
    ).newPage();
    const room = await enter(page);
    const heard = await listen(port, room);
    await checkIns(page, heard);
    await decisions(page);
  } finally {
    await browser.close();
    server.kill('SIGTERM');
    await new Promise((done) => server.once('exit', done));
    if (known === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

async function serve(port: number, folder: string): Promise<ChildProcess> {
  const server = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--max-old-space-size=320', 'scripts/start.ts'],
    { env: { ...process.env, PORT: String(port), PILAR_DATA: folder }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  await new Promise<void>((ready, failed) => {
    server.once('exit', () => failed(new Error('the server ended')));
    server.stdout?.on('data', (chunk) => {
      if (String(chunk).includes('ready in')) ready();
    });
  });
  return server;
}

/** Signs the lurah in and opens the officer's screen of the forum that lacks its quorum. */
async function enter(page: Page): Promise<string> {
  await page.goto('/masuk');
  await page.getByRole('button', { name: new RegExp(`^Lurah ${PLACE}`) }).click();
  await page.waitForURL(/meja/);
  await page.goto('/bandung/musyawarah');
  const link = page.locator('main a[href*="/musyawarah/0"]').filter({ hasText: PLACE }).first();
  const room = (await link.getAttribute('href')) ?? '';
  await page.goto(`${room}/ruang`);
  await page.locator('.scripted').waitFor();
  return room;
}

async function listen(port: number, room: string): Promise<readonly Heard[]> {
  const all = Array.from({ length: LISTENERS }, (): Heard => ({ last: 0, messages: 0 }));
  for (const one of all) {
    get(
      {
        hostname: '127.0.0.1',
        port,
        path: `${room}/siaran`,
        headers: { accept: 'text/event-stream', 'accept-language': 'id' },
      },
      (answer) => {
        answer.setEncoding('utf8');
        answer.on('error', () => {});
        answer.on('data', (text: string) => {
          if (!text.includes('data: {')) return;
          one.messages += 1;
          one.last = performance.now();
        });
      },
    ).on('error', () => {});
  }
  await until(() => all.every((one) => one.messages > 0));
  return all;
}

async function checkIns(page: Page, heard: readonly Heard[]): Promise<void> {
  const all: number[] = [];
  for (let i = 0; i < CHECK_INS; i += 1) {
    const before = heard.map((one) => one.messages);
    const names = page.getByLabel('Nama', { exact: true });
    await names.fill(`Warga bangku ${Date.now()}`);
    await page.getByLabel('Mewakili').selectOption('others');
    const save = page.getByRole('button', { name: 'Simpan nama' });
    await save.hover();
    const began = performance.now();
    // Playwright's own click waits up to a second for a page that still moves; a person does not.
    await save.dispatchEvent('click');
    await until(() => heard.every((one, j) => one.messages > (before[j] ?? 0)));
    all.push(Math.max(...heard.map((one) => one.last)) - began);
    await new Promise((done) => setTimeout(done, 500));
  }
  say(
    `from the officer's press until the last of ${LISTENERS} listeners has seen it`,
    `median ${median(all).toFixed(0)} ms`,
    `worst ${Math.max(...all).toFixed(0)} ms`,
    `one after the other ${all.map((each) => each.toFixed(0)).join(', ')} ms`,
  );
}

/** Everybody is recorded, then each proposal of the agenda is decided by one key. */
async function decisions(page: Page): Promise<void> {
  const everybody = page.getByRole('button', { name: /^Semua hadir/ });
  while ((await everybody.count()) > 0) {
    // The button goes as soon as its element is there: then there is nothing more to press.
    await everybody
      .first()
      .click({ timeout: 3000 })
      .catch(() => {});
    await page.waitForTimeout(400);
  }
  const women = page.locator('section', { has: page.getByRole('heading', { name: 'Tokoh wanita' }) });
  const woman = women.locator('button[name=who]').first();
  if ((await woman.count()) > 0) await woman.click();
  const titles = page.locator('#usulan-judul');
  await page.locator('.outcomes button').first().waitFor();
  let loads = 0;
  page.on('load', () => {
    loads += 1;
  });
  let keys = 0;
  const began = performance.now();
  while ((await titles.count()) > 0) {
    const title = await titles.innerText();
    await page.keyboard.press('1');
    keys += 1;
    await page.waitForFunction(
      (before) => document.querySelector('#usulan-judul')?.textContent !== before,
      title,
    );
  }
  await page
    .getByText(/(\d+) dari \1 usulan diputuskan/)
    .first()
    .waitFor();
  const seconds = (performance.now() - began) / 1000;
  say(
    `${keys} proposals decided by ${keys} keys and ${loads} page loads`,
    `${seconds.toFixed(1)} s until the server has all`,
  );
}

async function until(isSo: () => boolean): Promise<void> {
  const end = performance.now() + 60_000;
  while (!isSo()) {
    if (performance.now() > end) throw new Error('waited a minute in vain');
    await new Promise((done) => setTimeout(done, 5));
  }
}

await main();
