import type { PreparedShares } from '#analysis/allocation/shares-setup.ts';

/**
 * For the tests: the same shares, and how often what takes nearly all the time was asked for: the supporters of a project,
 * and the ballot of a class.
 */
export function countedShares(prepared: PreparedShares): {
  counted: PreparedShares;
  asked: () => number;
  ballots: () => number;
} {
  const asked = { supporters: 0, ballots: 0 };
  const watched = <T extends object>(list: T, what: keyof typeof asked): T =>
    new Proxy(list, {
      get(of, key) {
        if (typeof key === 'string' && /^\d+$/.test(key)) asked[what] += 1;
        return Reflect.get(of, key);
      },
    });
  const counted = {
    ...prepared,
    support: watched(prepared.support, 'supporters'),
    ballotsFor: watched(prepared.ballotsFor, 'supporters'),
    ballots: { ...prepared.ballots, from: watched(prepared.ballots.from, 'ballots') },
  };
  return { counted, asked: () => asked.supporters, ballots: () => asked.ballots };
}
