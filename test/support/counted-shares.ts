import type { PreparedShares } from '#analysis/allocation/shares-setup.ts';

/** For the tests: the same shares, and how often the supporters of a project were asked for: what takes nearly all the time. */
export function countedShares(prepared: PreparedShares): { counted: PreparedShares; asked: () => number } {
  let asked = 0;
  const watched = <T extends object>(list: T): T =>
    new Proxy(list, {
      get(of, key) {
        if (typeof key === 'string' && /^\d+$/.test(key)) asked += 1;
        return Reflect.get(of, key);
      },
    });
  const counted = {
    ...prepared,
    support: watched(prepared.support),
    ballotsFor: watched(prepared.ballotsFor),
  };
  return { counted, asked: () => asked };
}
