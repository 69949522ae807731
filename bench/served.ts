import { type ChildProcess, spawn } from 'node:child_process';
import { gzipSync } from 'node:zlib';
import { Client } from 'pg';

/* The built server as a process of its own, what its pages ask the database, and what they weigh. */

/** As `npm start` and `npm run serve` bound memory. */
export const HEAP = [
  '--max-old-space-size=320',
  '--max-semi-space-size=16',
  '--wasm-num-compilation-tasks=1',
];

/** Starts the server on the given database and folder; it answers when this does. */
export async function startServer(env: Record<string, string>): Promise<ChildProcess> {
  const server = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', ...HEAP, 'scripts/start.ts'],
    {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  await new Promise<void>((resolve, reject) => {
    server.stdout.on('data', (bytes: Buffer) => bytes.toString().includes('ready in') && resolve());
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
  return server;
}

/** What a page asks the database, caught from the driver while its load function's queries run once. */
export async function queriesOf(
  work: () => Promise<unknown>,
): Promise<{ text: string; values: unknown[] }[]> {
  const caught: { text: string; values: unknown[] }[] = [];
  const original = Client.prototype.query;
  Client.prototype.query = function caughtQuery(this: Client, ...args: unknown[]) {
    const [text, values] = args;
    if (typeof text === 'string') caught.push({ text, values: Array.isArray(values) ? values : [] });
    return Reflect.apply(original, this, args);
  } as typeof original;
  await work();
  Client.prototype.query = original;
  return caught.filter((one) => /^\s*(select|with)\b/i.test(one.text) && !/app_enter_tenant/.test(one.text));
}

/** What a page weighs on first load, compressed, with its styles, scripts and font (bytes). */
export async function firstLoad(page: string): Promise<number> {
  const html = await (await fetch(page)).text();
  const assets = [...html.matchAll(/(?:href|src)="([^"]+\.(?:css|js|woff2))"/g)].map(
    (match) => new URL(match[1] ?? '', page).href,
  );
  let bytes = gzipSync(html).length;
  for (const asset of new Set(assets)) {
    const body = Buffer.from(await (await fetch(asset)).arrayBuffer());
    for (const [, font] of body.toString().matchAll(/url\("?([^")]+\.woff2)/g)) {
      if (font) bytes += (await (await fetch(new URL(font, asset))).arrayBuffer()).byteLength;
    }
    bytes += asset.endsWith('woff2') ? body.length : gzipSync(body).length;
  }
  return bytes;
}
