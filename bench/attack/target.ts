/** The server that is attacked: the demo city in a process, a folder and a database of its own, on loopback. */
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort, startPostgres } from '../../test/support/postgres.ts';
import { percentile, say } from '../measure.ts';
import type { HealthReport } from './health-watch.ts';

export type Target = {
  readonly port: number;
  /** What the server logged as an error, newest last. */
  readonly errors: readonly string[];
  /** How it ended, when nobody meant it to. */
  death(): string | undefined;
  /** Ends it as an operator does, and starts it again on the same data with these settings beside its own. */
  again(settings: Readonly<Record<string, string>>): Promise<void>;
  close(): Promise<void>;
};

/** As `npm start` bounds the heap. */
const HEAP = ['--max-old-space-size=320', '--max-semi-space-size=16', '--wasm-num-compilation-tasks=1'];

export async function startTarget(database: 'postgres' | 'embedded'): Promise<Target> {
  const folder = mkdtempSync(join(tmpdir(), 'pilar-attack-'));
  const postgres = database === 'postgres' ? await startPostgres() : undefined;
  const port = await freePort();
  const errors: string[] = [];
  let meant = false;
  let death: string | undefined;
  const base = {
    PORT: String(port),
    PILAR_DATA: folder,
    DATABASE_URL: postgres ? `${postgres.url}/postgres` : '',
    PILAR_API_LIMIT: '0',
    PILAR_PAGE_LIMIT: '0',
    PILAR_LOG: 'error',
  };

  async function start(settings: Readonly<Record<string, string>>): Promise<ChildProcess> {
    meant = false;
    const { NODE_ENV: _, ...env } = process.env;
    const server = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', ...HEAP, 'scripts/start.ts'],
      { env: { ...env, ...base, ...settings }, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    server.once('exit', (code, signal) => {
      if (!meant) death = `ended with ${signal ?? code}: ${errors.slice(-3).join('\n')}`;
    });
    createInterface({ input: server.stderr }).on('line', (line) => errors.push(line));
    await new Promise<void>((resolve, reject) => {
      createInterface({ input: server.stdout }).on('line', (line) => {
        if (line.startsWith('{')) errors.push(line);
        if (line.includes('ready in')) resolve();
      });
      server.once('exit', () => reject(new Error(`the server did not start: ${errors.join('\n')}`)));
    });
    return server;
  }

  async function stop(server: ChildProcess): Promise<void> {
    meant = true;
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    server.kill('SIGTERM');
    await ended;
  }

  let server = await start({});
  return {
    port,
    errors,
    death: () => death,
    async again(settings) {
      await stop(server);
      server = await start(settings);
    },
    async close() {
      await stop(server);
      await postgres?.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Watches health from beside, from an address of this machine, until called; then prints how fast it answered and answers what it found. */
export function watchHealth(port: number, from?: string): () => Promise<HealthReport> {
  const watcher = fork(
    new URL('./health-watch.ts', import.meta.url).pathname,
    [String(port), ...(from === undefined ? [] : [from])],
    {
      execArgv: ['--disable-warning=ExperimentalWarning'],
    },
  );
  return async () => {
    const report = new Promise<HealthReport>((resolve) => watcher.once('message', resolve));
    watcher.send('report');
    const { milliseconds, statuses } = await report;
    say(
      'health: asked, median, p99, longest, ms (p99 wanted < 250)',
      String(milliseconds.length),
      ...[0.5, 0.99, 1].map((share) => percentile(milliseconds, share)),
    );
    say('health: answers by status', JSON.stringify(statuses));
    return { milliseconds, statuses };
  };
}
