import type { Runtime } from '#platform/runtime.ts';
import { sealJournal } from './journal.service.ts';

const HOUR = 3_600_000;

/**
 * Seals the journals of all tenants every `pause` milliseconds until the returned function is called, which seals once
 * more and answers when that is done. Servers that share a database may all do so: sealing waits for its turn. What
 * was recorded lately is sealed each time; once an hour, at the start and at the end everything is looked through. A
 * seal that fails is logged and tried again.
 */
export function keepSealing(runtime: Runtime, pause = 10_000): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let stopped = false;
  let lookedThrough = 0;

  async function sealAll(since: Date | undefined): Promise<void> {
    for (const tenant of runtime.tenants()) {
      try {
        await sealJournal(runtime, tenant.id, since);
      } catch (error) {
        runtime.log.error(
          { tenant: tenant.slug, error: error instanceof Error ? error.message : String(error) },
          'sealing the journal failed',
        );
      }
    }
  }

  async function turn(): Promise<void> {
    const now = runtime.clock.now().getTime();
    const whole = now - lookedThrough >= HOUR;
    if (whole) lookedThrough = now;
    await sealAll(whole ? undefined : new Date(now - HOUR));
    if (!stopped) wait();
  }

  function wait(): void {
    timer = setTimeout(() => {
      running = turn();
    }, pause);
    timer.unref();
  }

  wait();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await running;
    await sealAll(undefined);
  };
}
