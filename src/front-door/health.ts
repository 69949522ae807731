import type { IncomingMessage, ServerResponse } from 'node:http';

/** Something the service needs, looked at again and again. */
export type Need = {
  readonly name: string;
  /** What is amiss, in a word; undefined when all is well. */
  readonly look: () => Promise<string | undefined>;
  /** Milliseconds within which a look has to end; longer is amiss too. */
  readonly within: number;
  /** Milliseconds after which, amiss all the while, only a new start of the process would help. */
  readonly lostAfter?: number;
};

export type Health = {
  /** Answers `/healthz` and `/healthz/live` at once from what was found last; whether the address was one of them. */
  answer(request: IncomingMessage, response: ServerResponse): boolean;
  isAmiss(name: string): boolean;
  /** The application is open, or it is closing. */
  enter(phase: 'open' | 'closing'): void;
  close(): void;
};

/**
 * Watches what the service needs, beside the requests: health waits for no lane, no pool and no lock, since it tells what
 * was found last and asks nothing itself.
 *
 * `/healthz` (send requests here?) is 200 `ready`, or 503 `starting`, `closing`, or `degraded` with what is amiss.
 * `/healthz/live` (start the process again?) is 200 `alive`, or 503 `dead` when only that would help.
 */
export function watchHealth(needs: readonly Need[], every = 2000): Health {
  let phase: 'starting' | 'open' | 'closing' = 'starting';
  const amiss = new Map<string, string>();
  const since = new Map<string, number>();
  const timers = new Set<NodeJS.Timeout>();
  let closed = false;

  function later(milliseconds: number, work: () => void): NodeJS.Timeout {
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
    }, milliseconds);
    timer.unref();
    timers.add(timer);
    return timer;
  }

  function found(name: string, what: string | undefined): void {
    if (what === undefined) {
      amiss.delete(name);
      since.delete(name);
      return;
    }
    amiss.set(name, what);
    if (!since.has(name)) since.set(name, performance.now());
  }

  async function watch({ name, look, within }: Need): Promise<void> {
    const late = later(within, () => found(name, 'silent'));
    const what = await look().catch(() => 'failed');
    clearTimeout(late);
    timers.delete(late);
    found(name, what);
    // The next look waits for this one: what hangs is not asked a thousand times.
    if (!closed) later(every, () => void watch({ name, look, within }));
  }
  for (const need of needs) void watch(need);

  function lost(): string[] {
    const now = performance.now();
    return needs
      .filter(({ name, lostAfter }) => lostAfter !== undefined && now - (since.get(name) ?? now) > lostAfter)
      .map(({ name }) => name);
  }

  function say(response: ServerResponse, status: string, isWell: boolean): void {
    response.writeHead(isWell ? 200 : 503, {
      'content-type': 'application/json',
      'cache-control': 'no-store',
      ...(isWell ? {} : { 'retry-after': '3' }),
    });
    response.end(JSON.stringify(amiss.size > 0 ? { status, amiss: Object.fromEntries(amiss) } : { status }));
  }

  return {
    isAmiss: (name) => amiss.has(name),
    enter(next) {
      phase = next;
    },
    close() {
      closed = true;
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
    answer(request, response) {
      const [path] = (request.url ?? '').split('?', 1);
      if (path !== '/healthz' && path !== '/healthz/live') return false;
      request.resume();
      if (path === '/healthz/live') {
        const isAlive = lost().length === 0;
        say(response, isAlive ? 'alive' : 'dead', isAlive);
      } else {
        const isReady = phase === 'open' && amiss.size === 0;
        say(response, phase === 'open' ? (isReady ? 'ready' : 'degraded') : phase, isReady);
      }
      return true;
    },
  };
}
