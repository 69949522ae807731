/** What the journeys share: a browser, people in it, and a look at a page as axe and a narrow phone see it. */
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import { type Browser, type BrowserContext, type Cookie, chromium, type Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, inject, onTestFailed } from 'vitest';
import { BROWSER_FLAGS } from './browser.ts';
import { stageIsReady } from './server.ts';

/** A cheap phone, held upright. */
export const PHONE = { width: 360, height: 740 };
/** An officer's screen. */
export const DESK = { width: 1440, height: 900 };

/** Long enough for a machine that does other things as well. */
const PATIENCE = 60_000;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}

export type Setting = {
  readonly javaScript?: 'on' | 'off';
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Where the site stands; the demo's, unless said. */
  readonly origin?: string;
};

export type Visit = { readonly context: BrowserContext; readonly page: Page };

export type Journey = {
  /** Somebody at a device of their own who has not signed in. */
  visitor: (setting?: Setting) => Promise<Visit>;
  /** Somebody who signs in with one press of the demo account whose label begins with these words; in a file once, then they come back. */
  person: (label: string, setting?: Setting) => Promise<Visit>;
};

/**
 * A browser for the tests of this file. What it complains of, a script that throws or something that the page may not
 * load, fails the file; of a test that fails, the pages that are open are kept as pictures in `test-results/`.
 */
export function journey(): Journey {
  let browser: Browser | undefined;
  const complaints: string[] = [];
  const sessions = new Map<string, { readonly desk: string; readonly cookies: Cookie[] }>();

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: await stageIsReady(), args: BROWSER_FLAGS });
  });
  afterAll(async () => {
    await browser?.close();
    expect(complaints, 'what the browser complained of').toEqual([]);
  });

  async function visitor({
    javaScript = 'on',
    viewport = DESK,
    origin = inject('origin'),
  }: Setting = {}): Promise<Visit> {
    if (!browser) throw new Error('the browser is not open yet');
    const context = await browser.newContext({
      baseURL: origin,
      javaScriptEnabled: javaScript === 'on',
      viewport,
      locale: 'id-ID',
      timezoneId: 'Asia/Jakarta',
      reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(PATIENCE);
    context.on('weberror', (error) => complaints.push(error.error().stack ?? String(error.error())));
    // A refused form is answered with its status, which the browser counts as an error of the network, and some journeys cut the network; the rest is ours.
    context.on('console', (line) => {
      if (
        line.type() === 'error' &&
        !/^Failed to load resource|^TypeError: Failed to fetch/.test(line.text())
      )
        complaints.push(`${line.page()?.url()}: ${line.text()}`);
    });
    return { context, page: await context.newPage() };
  }

  return {
    visitor,
    async person(label, setting) {
      const visit = await visitor(setting);
      const { page, context } = visit;
      const known = sessions.get(label);
      await context.addCookies(known?.cookies ?? []);
      await page.goto(known?.desk ?? '/masuk');
      if (!known) await signIn(page, label);
      await page.getByRole('heading', { level: 1, name: /^Selamat / }).waitFor();
      if (!known) sessions.set(label, { desk: page.url(), cookies: await context.cookies() });
      return visit;
    },
  };
}

/** Presses the demo account whose label begins with these words, on the sign-in page. */
export async function signIn(page: Page, label: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${label}`) }).click();
}

/** Keeps a picture of each page when the test that runs now fails. */
export function pictureOnFailure(...pages: readonly Page[]): void {
  onTestFailed(({ task }) => keepPictures(task.name, pages));
}

/** Pictures of pages that are open, in `test-results/`, named after a test. */
export async function keepPictures(test: string, pages: readonly Page[]): Promise<void> {
  mkdirSync('test-results', { recursive: true });
  const name = test.replaceAll(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80);
  for (const [number, page] of pages.entries()) {
    if (page.isClosed()) continue;
    await page.screenshot({ path: `test-results/${name}-${number + 1}.png`, fullPage: true });
  }
}

/** Waits until a text can be seen. */
export async function sees(page: Page, text: string | RegExp): Promise<void> {
  await page.getByText(text).filter({ visible: true }).first().waitFor();
}

/**
 * Half of axe's time goes into these. Where a page is looked at on a phone too they are asked there alone: its colours are
 * the same on a screen, and on a screen nobody points with a thumb.
 */
const ON_A_PHONE = { 'color-contrast': { enabled: false }, 'target-size': { enabled: false } };

/**
 * What is wrong with a page as it stands: what axe finds, no or several h1, a wider page than the window. `alsoOnPhone`:
 * the same page is looked at on a phone as well.
 */
export async function faultsOf(page: Page, { alsoOnPhone = false } = {}): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
  const asked = { tags: RULES, rules: alsoOnPhone ? ON_A_PHONE : {} };
  const violations = await page.evaluate(async ({ tags, rules }) => {
    const found = await window.axe.run(document, {
      runOnly: { type: 'tag', values: [...tags] },
      rules,
      resultTypes: ['violations'],
    });
    return found.violations.map(({ id, help, nodes }) => ({
      id,
      help,
      places: nodes.map((node) => node.target.join(' ')),
    }));
  }, asked);
  const shape = await page.evaluate(() => ({
    headings: document.querySelectorAll('h1').length,
    width: document.scrollingElement?.scrollWidth ?? 0,
    window: window.innerWidth,
  }));
  const place = `${new URL(page.url()).pathname} at ${shape.window} px`;
  return [
    ...violations.flatMap(({ id, help, places }) => places.map((at) => `${place}: ${id} (${help}) at ${at}`)),
    ...(shape.headings === 1 ? [] : [`${place}: ${shape.headings} h1`]),
    ...(shape.width <= shape.window ? [] : [`${place}: ${shape.width} px wide`]),
  ];
}

/** A picture as a phone's camera takes it, with a position in it. */
export async function cameraPicture(
  color: string,
): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const buffer = await sharp({ create: { width: 1600, height: 1200, channels: 3, background: color } })
    .withExif({ IFD3: { GPSLatitudeRef: 'S', GPSLatitude: '6/1 54/1 0/1' } })
    .jpeg()
    .toBuffer();
  return { name: 'IMG_20260112_081530.jpg', mimeType: 'image/jpeg', buffer };
}
