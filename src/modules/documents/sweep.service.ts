import type { SweepCounts } from '#platform/file-store.ts';
import type { Incoming } from '#platform/incoming.ts';
import type { Runtime } from '#platform/runtime.ts';
import { hashesInUse } from './document.store.ts';

/** The application with the list of its tenants, which is read anew. */
type Sweeping = Runtime & { reloadTenants(): Promise<void> };

/** And with the place where files of requests lie. */
type SweepingServer = Sweeping & { readonly incoming: Incoming };

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A file newer than this may belong to a change in progress: its bytes are kept before its row is written. */
const UNTOUCHED = DAY;
/** For so long a file lies aside before it is gone, so that a database brought back from yesterday finds its files. */
const ASIDE = 7 * DAY;

/**
 * Sweeps files that no document of any tenant refers to: pictures of a change that was refused after all, and photos
 * taken off a draft. They are laid aside first, brought back when something refers to them again, and removed after a
 * week. Safe beside changes in progress and beside another server that does the same. What was done is counted in the
 * log; the journal keeps no entry, since no record changes by it.
 */
export async function sweepFiles(runtime: Sweeping, now = new Date()): Promise<SweepCounts> {
  // A city founded beside this server has files too.
  await runtime.reloadTenants();
  const counts = await runtime.files.sweep({
    now,
    putBefore: new Date(now.getTime() - UNTOUCHED),
    asideBefore: new Date(now.getTime() - ASIDE),
    referred: async (hashes) => {
      const used = new Set<string>();
      for (const tenant of runtime.tenants()) {
        for (const sha256 of await runtime.read(tenant.id, (tx) => hashesInUse(tx, hashes))) used.add(sha256);
      }
      return used;
    },
  });
  runtime.log.info(counts, 'files swept');
  return counts;
}

/**
 * Sweeps while a server runs: at its start and every `pause` milliseconds what requests left behind that ended with
 * their process, and every six hours the files nobody refers to. The returned function ends it and waits for a sweep in
 * progress. A sweep that fails is logged and tried again the next time.
 */
export function keepSweeping(runtime: SweepingServer, pause = HOUR / 4): () => Promise<void> {
  let sweptAt = performance.now();
  async function turn(): Promise<void> {
    try {
      const left = await runtime.incoming.sweep();
      if (left > 0) runtime.log.info({ left }, 'files of requests that ended with their process removed');
      if (performance.now() - sweptAt < 6 * HOUR) return;
      sweptAt = performance.now();
      await sweepFiles(runtime);
    } catch (error) {
      const said = error instanceof Error ? error.message : String(error);
      runtime.log.error({ error: said }, 'sweeping files failed');
    }
  }
  let running = turn();
  const timer = setInterval(() => {
    running = running.then(turn);
  }, pause);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
