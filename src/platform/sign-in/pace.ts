/**
 * How fast something may be tried that can be guessed: a password, a code. Failures slow the next try down and never
 * close an account for good; time forgets them.
 */
export type Pace = {
  /** Failures that cost no waiting. */
  readonly free: number;
  /** Seconds to wait after the first failure beyond those; doubled with each more. */
  readonly firstWait: number;
  /** Longest wait, in seconds. */
  readonly longestWait: number;
};

/** After how many quiet minutes failures are forgotten. */
export const FORGOTTEN_AFTER_MINUTES = 60;

/**
 * Who is counted. `pair`: one account from one source. `device`: one account from a browser it was signed in with
 * before, which is counted by itself, so that strangers cannot slow its holder down. `source`: all that comes from one
 * source, so that trying a password on many accounts is slowed too. `account`: one account from everywhere, so that many
 * sources together are slowed; never by more than a minute, for whoever comes from a new device is slowed with them.
 * `factor` and `factorAll`: codes of the second factor, from one source and from everywhere; the password was right
 * already, and six digits need the longer wait.
 * `slip`: one-time codes to set a password with.
 * `followed`: codes by which somebody follows what they brought without an account, from one source; `sent`: what comes from
 * one source without an account, of which nothing is forgiven. Many phones share one address of their provider.
 */
export const PACES = {
  pair: { free: 5, firstWait: 15, longestWait: 900 },
  device: { free: 10, firstWait: 15, longestWait: 900 },
  source: { free: 20, firstWait: 10, longestWait: 900 },
  account: { free: 20, firstWait: 5, longestWait: 60 },
  factor: { free: 5, firstWait: 15, longestWait: 900 },
  factorAll: { free: 20, firstWait: 15, longestWait: 900 },
  slip: { free: 3, firstWait: 30, longestWait: 900 },
  followed: { free: 15, firstWait: 15, longestWait: 900 },
  sent: { free: 20, firstWait: 60, longestWait: 900 },
} as const satisfies Readonly<Record<string, Pace>>;

/** Seconds to wait after so many failures. */
export function waitAfter(failures: number, pace: Pace): number {
  if (failures <= pace.free) return 0;
  return Math.min(pace.longestWait, pace.firstWait * 2 ** Math.min(30, failures - pace.free - 1));
}

/** Where somebody comes from, as far as it is counted: an IPv4 address, or the first 64 bits of an IPv6 one. */
export function sourceOf(address: string): string {
  const mapped = /^(?:::ffff:)?(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  return address.includes(':') ? groupsOf(address).slice(0, 4).join(':') : address;
}

/** A source as its holder may be told: the network, not the single connection. */
export function placeOf(address: string): string {
  const source = sourceOf(address);
  const parts = source.split('.');
  if (parts.length === 4) return `${parts.slice(0, 3).join('.')}.x`;
  return source.includes(':') ? `${source.split(':').slice(0, 3).join(':')}:…` : '?';
}

/** The eight groups of an IPv6 address, without leading zeros. */
function groupsOf(address: string): string[] {
  const [head = '', tail] = (address.split('%')[0] ?? '').toLowerCase().split('::');
  const before = head.split(':').filter(Boolean);
  const after = (tail ?? '').split(':').filter(Boolean);
  const between =
    tail === undefined ? [] : Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0');
  return [...before, ...between, ...after].map((group) => group.replace(/^0+(?=.)/, ''));
}
