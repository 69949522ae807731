import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject, vi } from 'vitest';
import type { TestProject } from 'vitest/node';
import { build } from '../../scripts/build.ts';
import { buildIsFresh } from '../../scripts/freshness.ts';
import { findBrowser } from './browser.ts';
import { freePort } from './postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    origin: string;
    /** Path of the file that says how the making ready went, once it has. */
    stage: string;
  }
}

/** What the journeys play on, or why it could not be made ready. */
type Stage =
  | { readonly browserPath: string; readonly server: number | undefined }
  | { readonly failure: string };

/**
 * Finds a browser, builds the pages where they are old and starts the demo as `npm start` does, in a folder of its own.
 * All of it while other tests run, which need none of it: who does waits for the `stage`.
 */
async function makeReady(): Promise<Making> {
  const folder = mkdtempSync(join(tmpdir(), 'pilar-journeys-'));
  const port = await freePort();
  const file = join(folder, 'stage.json');
  const say = (stage: Stage) => {
    writeFileSync(`${file}.new`, JSON.stringify(stage));
    renameSync(`${file}.new`, file);
  };
  let stop = async () => {};
  const ready = async () => {
    const browserPath = await findBrowser();
    if (!buildIsFresh()) await build();
    const demo = startDemo(port, folder);
    stop = demo.stop;
    await demo.ready;
    say({ browserPath, server: demo.process });
  };
  const made = ready().catch((error) => say({ failure: String(error) }));
  return {
    origin: `http://127.0.0.1:${port}`,
    stage: file,
    clear: async () => {
      await made;
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

type Making = { readonly origin: string; readonly stage: string; readonly clear: () => Promise<void> };

declare global {
  /** Journeys are two projects, each of which loads this file for itself, on one stage. */
  var stageOfJourneys: { readonly making: Promise<Making>; projects: number } | undefined;
}

/** Vitest's global set-up of the projects whose people go to the demo. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  globalThis.stageOfJourneys ??= { making: makeReady(), projects: 0 };
  const shared = globalThis.stageOfJourneys;
  shared.projects += 1;
  const { origin, stage, clear } = await shared.making;
  project.provide('origin', origin);
  project.provide('stage', stage);
  return async () => {
    shared.projects -= 1;
    if (shared.projects === 0) await clear();
  };
}

type Demo = {
  readonly process: number | undefined;
  readonly ready: Promise<void>;
  readonly stop: () => Promise<void>;
};

function startDemo(port: number, folder: string): Demo {
  const { NODE_ENV: _, ...env } = process.env;
  const server = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'scripts/start.ts'], {
    env: { ...env, PORT: String(port), PILAR_DATA: join(folder, 'data') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said: string[] = [];
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const ready = new Promise<void>((resolve, reject) => {
    server.stdout.on('data', (bytes: Buffer) => {
      said.push(bytes.toString());
      if (said.join('').includes('ready in')) resolve();
    });
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}:\n${said.join('')}`)));
  });
  return {
    process: server.pid,
    ready,
    stop: async () => {
      server.kill('SIGTERM');
      await ended;
    },
  };
}

/** Waits until the pages are built, the demo is open and a browser is there; answers the browser's path. */
export async function stageIsReady(): Promise<string> {
  return (await readyStage()).browserPath;
}

async function readyStage() {
  const file = inject('stage');
  await vi.waitUntil(() => existsSync(file), { timeout: 1_800_000, interval: 200 });
  const stage: Stage = JSON.parse(readFileSync(file, 'utf8'));
  if ('failure' in stage) throw new Error(stage.failure);
  return stage;
}

/** By how many megabytes the memory of the demo's server grew at most while something was done; 0 where the system does not tell. */
export async function memoryGrownBy(done: () => Promise<void>): Promise<number> {
  const { server } = await readyStage();
  const status = `/proc/${server}/status`;
  const held = () =>
    existsSync(status) ? Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(status, 'utf8'))?.[1]) / 1024 : 0;
  const before = held();
  let most = before;
  const watching = setInterval(() => {
    most = Math.max(most, held());
  }, 25);
  await done().finally(() => clearInterval(watching));
  return Math.max(most, held()) - before;
}
