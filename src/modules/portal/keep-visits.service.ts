import type { Id } from '#kernel/id.ts';
import { ok } from '#kernel/result.ts';
import type { Runtime } from '#platform/runtime.ts';
import { addVisits } from './visit.store.ts';

const MINUTE = 60_000;

/**
 * Counts visits in memory and writes them down once a minute, so that a page waits for none of it. `stop` writes down what
 * is left; what a server that is killed had counted within the minute is lost.
 */
export function keepVisits(
  runtime: Pick<Runtime, 'changeFor' | 'log'>,
  pause = MINUTE,
): { readonly count: (tenant: Id) => void; readonly stop: () => Promise<void> } {
  const counted = new Map<Id, number>();

  async function write(): Promise<void> {
    for (const [tenant, opened] of [...counted]) {
      counted.delete(tenant);
      try {
        await runtime.changeFor(tenant, async (tx) => ok(await addVisits(tx, opened)));
      } catch (error) {
        counted.set(tenant, (counted.get(tenant) ?? 0) + opened);
        const said = error instanceof Error ? error.message : String(error);
        runtime.log.warn({ tenant, error: said }, 'visits could not be written down; they are kept');
      }
    }
  }

  let writing = Promise.resolve();
  const timer = setInterval(() => {
    writing = writing.then(write);
  }, pause);
  timer.unref();
  return {
    count: (tenant) => void counted.set(tenant, (counted.get(tenant) ?? 0) + 1),
    stop: async () => {
      clearInterval(timer);
      await writing;
      await write();
    },
  };
}
