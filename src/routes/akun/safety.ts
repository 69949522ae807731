import { m } from '#paraglide/messages.js';
import type { FailedTries } from '#platform/sign-in/sign-in.ts';
import { count, moment } from '#ui/format.ts';

/** Failed tries in a sentence for the account's holder: how many, from which network, when last. */
export function wordFailed(tries: FailedTries, timeZone: string): string {
  return m['account.failed.line']({
    count: count(tries.failures),
    place: /^[\d.:a-fx]+…?$/.test(tries.place) ? tries.place : m['account.failed.else'](),
    time: moment(tries.lastAt, timeZone, 'short'),
  });
}

/** A browser by its name and system as people know them, from what it says of itself. */
export function browserName(userAgent: string): string {
  const browser = BROWSERS.find(([sign]) => sign.test(userAgent))?.[1];
  const system = SYSTEMS.find(([sign]) => sign.test(userAgent))?.[1];
  return [browser, system].filter(Boolean).join(', ') || '?';
}

const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/Edg\//, 'Edge'],
  [/OPR\/|Opera/, 'Opera'],
  [/SamsungBrowser/, 'Samsung Internet'],
  [/Firefox\//, 'Firefox'],
  [/Chrom(e|ium)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];
