import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startPostgres } from './postgres.ts';
import { stageIsReady } from './server.ts';

/** An installation as a city runs it: PostgreSQL, `npm run serve`, nothing in it that its operator did not enter. */
export type Installation = {
  readonly origin: string;
  readonly databaseUrl: string;
  /** Runs a `pilar` command against it; fails with what it said when it ends with another code than 0. */
  readonly pilar: (words: readonly string[], input?: string) => string;
  readonly close: () => Promise<void>;
};

/**
 * Starts Pilar on an empty database, once its pages are built; ready when it says so. On a PostgreSQL of its own, unless one
 * is given, which is stopped with it.
 */
export async function startInstallation(
  given?: Pick<Awaited<ReturnType<typeof startPostgres>>, 'url' | 'stop'>,
): Promise<Installation> {
  await stageIsReady();
  const folder = mkdtempSync(join(tmpdir(), 'pilar-production-'));
  const postgres = given ?? (await startPostgres());
  const databaseUrl = `${postgres.url}/postgres`;
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const env = {
    ...process.env,
    DATABASE_URL: databaseUrl,
    PILAR_DATA: folder,
    PORT: String(port),
    HOST: '127.0.0.1',
    ORIGIN: origin,
    PILAR_SECRET: 'only for this test: thirty-two letters and more',
  };
  const server = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'scripts/serve.ts'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await untilReady(server);
  return {
    origin,
    databaseUrl,
    pilar: (words, input = '') => execFileSync('bin/pilar', words, { env, input, encoding: 'utf8' }),
    close: async () => {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGTERM');
      await ended;
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function untilReady(server: ChildProcess): Promise<void> {
  const said: string[] = [];
  return new Promise((resolve, reject) => {
    server.stdout?.on('data', (bytes: Buffer) => {
      said.push(bytes.toString());
      if (said.join('').includes('ready on')) resolve();
    });
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}:\n${said.join('')}`)));
  });
}
