import { isIPv6 } from 'node:net';

/** Counts what each name takes, in windows of a minute, in this process. */
export type RateLimit = {
  /** Takes `cost` for a name; answers the seconds to wait when that is too much. */
  take(who: string, now: Date, cost?: number): number | undefined;
  /** The seconds to wait for a name that has nothing left, without taking anything. */
  wait(who: string, now: Date): number | undefined;
};

const WINDOW = 60_000;

/** Names that are counted at once; what a flood of addresses may cost in memory. */
const MOST_NAMES = 50_000;

/**
 * At most `perMinute` a minute for each name; 0 means no limit. When there are too many names the one counted longest is
 * forgotten and begins anew: nobody can fill the list to shut others out.
 */
export function rateLimit(perMinute: number, mostNames = MOST_NAMES): RateLimit {
  let start = 0;
  let counts = new Map<string, number>();

  function turn(now: Date): number {
    const time = now.getTime();
    if (time >= start + WINDOW || time < start) {
      start = time;
      counts = new Map();
    }
    return Math.max(1, Math.ceil((start + WINDOW - time) / 1000));
  }

  return {
    take(who, now, cost = 1) {
      if (perMinute === 0) return undefined;
      const seconds = turn(now);
      const taken = (counts.get(who) ?? 0) + cost;
      if (!counts.has(who) && counts.size >= mostNames) {
        const [longest] = counts.keys();
        if (longest !== undefined) counts.delete(longest);
      }
      counts.set(who, taken);
      return taken > perMinute ? seconds : undefined;
    },
    wait(who, now) {
      if (perMinute === 0) return undefined;
      const seconds = turn(now);
      return (counts.get(who) ?? 0) >= perMinute ? seconds : undefined;
    },
  };
}

/**
 * The name by which an address is counted: itself, or of IPv6 the first four groups, since one line is given 2^64
 * addresses.
 */
export function nameOfAddress(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.toLowerCase().split('%')[0]?.split('::') ?? [];
  const left = head.split(':').filter(Boolean);
  const right = (tail ?? '').split(':').filter(Boolean);
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0');
  const groups = [...left, ...zeros, ...right].slice(0, 4);
  return `${groups.map((group) => group.replace(/^0+(?=.)/, '')).join(':')}::/64`;
}
