import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync, realpathSync } from 'node:fs';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { refuse } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { type Answer, type Order, PATIENCE, type Thrown } from './order.ts';

/** How a piece of work ended: with its value, refused, or with what it threw. */
export type Ending = Result<unknown> | { readonly thrown: Error };

/** What an empty process holds, and by how much the collector of garbage may lag behind. */
const EMPTY_MEGABYTES = 128;
const LOOK_MILLISECONDS = 100;
/** How much it yields to everything else; 20 would be all. */
const NICE = 5;

/** One process. It does one order at a time and is ended when that asks too much; then another has to be started. */
export type WorkingProcess = {
  state: 'idle' | 'busy' | 'ended';
  /** Since when it is idle, in milliseconds of `performance.now()`. */
  idleSince: number;
  carryOut(order: Order): Promise<Ending>;
  /** Ends it at once, and what it was doing with `ending`. */
  stop(ending: Ending): void;
};

export function startProcess(home: string, megabytes: number): WorkingProcess {
  const child = forked(home, megabytes);
  let finish: ((ending: Ending) => void) | undefined;
  let stopped: Ending | undefined;

  const idle = (ending: Ending): void => {
    const waiting = finish;
    finish = undefined;
    if (started.state === 'busy') started.state = 'idle';
    started.idleSince = performance.now();
    keepAlive(child, 'released');
    waiting?.(ending);
  };
  const end = (ending: Ending): void => {
    process.off('exit', kill);
    started.state = 'ended';
    idle(stopped ?? ending);
  };
  const kill = () => child.kill('SIGKILL');
  // While it computes it hears of nothing, not even that this process has ended.
  process.on('exit', kill);
  child.on('message', (answer: Answer) =>
    idle('value' in answer ? ok(answer.value) : endingOf(answer.thrown, megabytes)),
  );
  child.on('error', (thrown) => end({ thrown }));
  child.on('exit', (code, signal) => end(deathOf(code, signal, megabytes)));

  const started: WorkingProcess = {
    state: 'idle',
    idleSince: performance.now(),
    carryOut: (order) =>
      new Promise<Ending>((resolve) => {
        started.state = 'busy';
        keepAlive(child, 'held');
        const { milliseconds } = order;
        const begun = processorTime(child.pid);
        const patience = begun === undefined ? 1 : PATIENCE;
        const timer = setTimeout(() => started.stop(tooLong(milliseconds)), milliseconds * patience);
        const looking = setInterval(() => {
          const worked = (processorTime(child.pid) ?? 0) - (begun ?? 0);
          if (worked > milliseconds) started.stop(tooLong(milliseconds));
          if (heldBy(child.pid) > megabytes + EMPTY_MEGABYTES) started.stop(tooMuch(megabytes));
        }, LOOK_MILLISECONDS);
        finish = (ending) => {
          clearTimeout(timer);
          clearInterval(looking);
          resolve(ending);
        };
        child.send(order, (problem) => problem && started.stop({ thrown: problem }));
      }),
    stop(ending) {
      stopped ??= ending;
      started.state = 'ended';
      kill();
    },
  };
  return started;
}

/** It sees no settings and no secrets, and may read the source and nothing else. Requests of people go before it. */
function forked(home: string, megabytes: number): ChildProcess {
  const readable = ['src', 'node_modules', 'package.json'].map((name) => realpathSync(join(home, name)));
  const child = fork(join(home, 'src/platform/bounded-work/child.ts'), {
    cwd: home,
    env: {},
    execArgv: [
      '--disable-warning=ExperimentalWarning',
      `--max-old-space-size=${megabytes}`,
      '--max-semi-space-size=8',
      '--permission',
      ...readable.map((path) => `--allow-fs-read=${path}`),
    ],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  try {
    if (child.pid !== undefined) setPriority(child.pid, NICE);
  } catch {
    // It has ended already, or the system keeps priorities to itself.
  }
  keepAlive(child, 'released');
  return child;
}

/** Whether this process may end while the other one exists. */
function keepAlive(child: ChildProcess, state: 'held' | 'released'): void {
  for (const one of [child, child.channel]) {
    if (state === 'held') one?.ref();
    else one?.unref();
  }
}

const TICKS_A_SECOND = 100;

/** Milliseconds that it has had the processor; undefined where the system does not tell. */
function processorTime(pid: number | undefined): number | undefined {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // After the name of the program, which may hold anything.
    const [user = 0, system = 0] = line
      .slice(line.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13)
      .map(Number);
    return ((user + system) * 1000) / TICKS_A_SECOND;
  } catch {
    return undefined;
  }
}

/** Memory in use, in megabytes; 0 where the system does not tell, and only the heap is limited. */
function heldBy(pid: number | undefined): number {
  try {
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

function tooMuch(megabytes: number): Ending {
  return refused(refuse('analysis.too-much', undefined, { megabytes }));
}

function tooLong(milliseconds: number): Ending {
  return refused(refuse('analysis.too-long', undefined, { seconds: Math.ceil(milliseconds / 1000) }));
}

/** What V8 says when a text, a list or the stack would become larger than it can. */
const BEYOND_V8 =
  /^(Invalid (array|string|typed array|BigInt)|Maximum|Map maximum|Set maximum|Array buffer alloc)/;

function endingOf({ name, message, stack }: Thrown, megabytes: number): Ending {
  if (name === 'RangeError' && BEYOND_V8.test(message)) return tooMuch(megabytes);
  return { thrown: Object.assign(new Error(message), { name, stack }) };
}

/** A process that ran out of memory aborts, or is ended by the system. */
const OUT_OF_MEMORY: ReadonlySet<NodeJS.Signals | null> = new Set([
  'SIGABRT',
  'SIGKILL',
  'SIGSEGV',
  'SIGTRAP',
  'SIGILL',
]);

function deathOf(code: number | null, signal: NodeJS.Signals | null, megabytes: number): Ending {
  if (OUT_OF_MEMORY.has(signal) || code === 134) return tooMuch(megabytes);
  return { thrown: new Error(`a working process ended with ${signal ?? code}`) };
}
