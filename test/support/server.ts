import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { findBrowser } from './browser.ts';
import { freePort } from './postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    origin: string;
    browserPath: string;
  }
}

/** Starts the demo as `npm start` does, in a folder of its own, and waits until it says that it is ready. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  project.provide('browserPath', findBrowser());
  const folder = mkdtempSync(join(tmpdir(), 'pilar-journeys-'));
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const server = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'scripts/start.ts'], {
    env: { ...process.env, PORT: String(port), PILAR_DATA: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said: string[] = [];
  await new Promise<void>((resolve, reject) => {
    server.stdout.on('data', (bytes: Buffer) => {
      said.push(bytes.toString());
      if (said.join('').includes(`ready in`)) resolve();
    });
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}:\n${said.join('')}`)));
  });
  project.provide('origin', origin);
  return async () => {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
}
