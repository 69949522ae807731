import { DatabaseUnavailable } from './unavailable.ts';

/** Something that one at a time may hold. */
export type Queue = {
  /** Answers when it is one's turn; throws `DatabaseUnavailable` (`busy`) after `wait` milliseconds, or at once where too many wait. */
  readonly take: (wait: number) => Promise<void>;
  /** Lets the next one have it. */
  readonly pass: () => void;
  /** For how long somebody has held it, in milliseconds; 0 while it is free. */
  readonly heldFor: () => number;
};

/** Most that may wait at once: more would only be refused later. */
const MOST_WAITING = 200;

export function takeTurns(): Queue {
  const waiting = new Set<() => void>();
  let since: number | undefined;
  const busy = () => new DatabaseUnavailable('busy', 'nothing', undefined);
  return {
    async take(wait) {
      if (since === undefined) {
        since = performance.now();
        return;
      }
      if (waiting.size >= MOST_WAITING) throw busy();
      await new Promise<void>((resolve, reject) => {
        const turn = () => {
          clearTimeout(timer);
          waiting.delete(turn);
          since = performance.now();
          resolve();
        };
        const timer = setTimeout(() => {
          waiting.delete(turn);
          reject(busy());
        }, wait);
        waiting.add(turn);
      });
    },
    pass() {
      if (waiting.size === 0) {
        since = undefined;
        return;
      }
      // Held until then by nobody else. First whatever has come meanwhile is heard: this work waits for nothing outside the
      // process, which would else hear nothing, health among it, until the last of those waiting has had its turn.
      since = performance.now();
      setImmediate(() => {
        since = undefined;
        const [next] = waiting;
        next?.();
      });
    },
    heldFor: () => (since === undefined ? 0 : Math.max(performance.now() - since, Number.EPSILON)),
  };
}
