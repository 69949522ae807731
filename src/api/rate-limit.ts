/** Counts requests by who makes them, in windows of a minute, in this process. */
export type RateLimit = {
  /** Counts one request; answers the seconds to wait when that is one too many. */
  take(who: string, now: Date): number | undefined;
};

const WINDOW = 60_000;

/** More names than this in a minute are counted together, so that a flood of addresses costs no memory. */
const MOST_NAMES = 100_000;

/** At most `perMinute` requests a minute from each; 0 means no limit. */
export function rateLimit(perMinute: number): RateLimit {
  let start = 0;
  let counts = new Map<string, number>();
  return {
    take(who, now) {
      if (perMinute === 0) return undefined;
      const time = now.getTime();
      if (time >= start + WINDOW || time < start) {
        start = time;
        counts = new Map();
      }
      const name = counts.size < MOST_NAMES || counts.has(who) ? who : '';
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      return count > perMinute ? Math.max(1, Math.ceil((start + WINDOW - time) / 1000)) : undefined;
    },
  };
}
