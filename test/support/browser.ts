import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';

/** The shell first: without the window's machinery a page costs half the processor time. */
const PLACES = [
  process.env.PILAR_CHROMIUM,
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Flags for a headless browser in a closed network, also as root. */
export const BROWSER_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

function found(): string | undefined {
  const playwright = chromium.executablePath();
  return [...PLACES, playwright].find((path) => path !== undefined && path !== '' && existsSync(path));
}

/**
 * The path of a Chromium to run the journeys in. Looks for one that is installed, else installs it: Debian's package as
 * root, Playwright's download elsewhere. When neither can be had, says exactly what to do.
 */
export async function findBrowser(): Promise<string> {
  const before = found();
  if (before) return before;
  const attempts: string[] = [];
  const attempt = async (command: string, words: readonly string[]) => {
    try {
      await promisify(execFile)(command, words, { timeout: 240_000 });
    } catch (error) {
      attempts.push(
        `${command} ${words.join(' ')}: ${error instanceof Error ? error.message.split('\n')[0] : error}`,
      );
    }
  };
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    await attempt('apt-get', ['update', '-qq']);
    for (const browser of ['chromium-headless-shell', 'chromium']) {
      if (!found()) await attempt('apt-get', ['install', '-y', '-qq', '--no-install-recommends', browser]);
    }
  } else {
    await attempt('npx', ['playwright-core', 'install', 'chromium']);
  }
  const after = found();
  if (after) return after;
  throw new Error(
    `No Chromium was found for the journey tests, and none could be installed:\n  ${attempts.join('\n  ')}\n` +
      'Install Chromium or Chrome (Debian and Ubuntu: apt-get install chromium; elsewhere: npx playwright-core install chromium),\n' +
      'or set PILAR_CHROMIUM to the path of its executable, and run npm test again.',
  );
}
