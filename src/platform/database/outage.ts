import { setTimeout as pause } from 'node:timers/promises';
import { asUnavailable, DatabaseUnavailable, isShutOut, lackIn } from './unavailable.ts';

/** What is known of a server that could not be reached, shared by all who try. */
export type Outage = {
  /**
   * Connects, trying again while the server cannot be reached: nothing was asked of it yet, so nothing can happen twice.
   * An outage that lasts longer than anybody waits is known: one tries then, all others are refused at once.
   */
  reach<T>(connect: () => Promise<T>): Promise<T>;
};

/** For how long a failure tells of the moment, in milliseconds. */
const FRESH = 2000;

export function watchOutage(wait: number): Outage {
  let since: number | undefined;
  let failed = 0;
  let trying = 0;
  return {
    async reach(connect) {
      const began = performance.now();
      const isLong = () =>
        since !== undefined && performance.now() - since > wait && performance.now() - failed < FRESH;
      if (isLong() && trying > 0)
        throw asUnavailable(new DatabaseUnavailable('gone', 'nothing', undefined), 'nothing');
      trying += 1;
      try {
        for (let next = 50; ; next = Math.min(next * 2, 500)) {
          try {
            const reached = await connect();
            since = undefined;
            return reached;
          } catch (error) {
            if (isShutOut(error))
              throw asUnavailable(new DatabaseUnavailable('gone', 'nothing', error), 'nothing');
            if (lackIn(error) !== 'gone') throw asUnavailable(error, 'nothing');
            failed = performance.now();
            since ??= failed;
            if (isLong() || performance.now() + next - began > wait) throw asUnavailable(error, 'nothing');
          }
          await pause(next);
        }
      } finally {
        trying -= 1;
      }
    },
  };
}
