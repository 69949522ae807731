import { expect, test } from 'vitest';
import { raised, setupOf } from '../../../test/support/shares-by-definition.ts';
import { writtenElection } from '../../../test/support/written-election.ts';
import { chooseFrom } from './choosing.ts';
import type { Election } from './election.ts';
import { makeElection } from './election.ts';
import { runEqualShares } from './equal-shares.ts';
import { approximately } from './fraction.ts';
import type { Limits } from './limits.ts';
import { moveTo } from './moving.ts';
import { firstUnproven } from './proving.ts';
import { guessEarlier } from './reordering.ts';
import { prepareShares } from './shares-setup.ts';
import type { Standing } from './standing.ts';
import { raiseEndowment, standAtStart } from './standing.ts';

/*
 * Three voters share the well, 10 each. One of them and a neighbour want the lamp: with 26 each, the one gives the 16
 * left and the neighbour 24; every rupiah more makes the lamp one rupiah cheaper for whoever pays most. Two others
 * pay 22.5 each for the kiosk, whatever they hold. So from 27.5 on the lamp comes before the kiosk.
 */
const PROJECTS = [
  { id: 'well', name: 'Sumur', cost: 30n, fields: ['air'] },
  { id: 'lamp', name: 'Lampu', cost: 40n },
  { id: 'kiosk', name: 'Kios', cost: 45n },
  { id: 'tower', name: 'Menara', cost: 400n },
];
const [WELL, LAMP, KIOSK, TOWER] = [0, 1, 2, 3];
const BALLOTS = [['well', 'lamp'], ['well'], ['well'], ['lamp'], ['kiosk'], ['kiosk', 'tower']];

/** Where the trail stands at first, all rounds chosen, and then so many rupiah further, nothing chosen anew. */
function moved(budget: bigint, by: bigint, limits: Limits = {}): { election: Election; standing: Standing } {
  const election = makeElection(
    budget,
    PROJECTS,
    'approval',
    BALLOTS.map((projects) => ({ projects })),
  );
  return { election, standing: movedIn(election, by, limits) };
}

function movedIn(election: Election, by: bigint, limits: Limits = {}): Standing {
  const standing = standAtStart(prepareShares(setupOf(election, 'cardinality', limits)));
  for (const added of [0n, by]) {
    const endowment = raised(election, added);
    raiseEndowment(standing, endowment);
    moveTo(standing.purchases, Number(added), approximately(endowment));
    if (added === 0n) chooseFrom(standing, 0);
  }
  return standing;
}

/*
 * 26 each. Of the lamp (148) one pays the 16 left after the well, and six pay 22; one of these six is for the kiosk too,
 * where each pays 21.50 and which comes first, so that the five others pay 25.50 for the lamp. With four more each the
 * lamp, at 21.33, comes before the kiosk: it is cheaper than before for the five, who paid 23.90, and the kiosk is dearer.
 */
const shared = (kiosk: number, others: string) =>
  writtenElection(
    BigInt(26 * (9 + (kiosk === 86 ? 3 : 1))),
    `well:30 lamp:148 kiosk:${kiosk} tower:400`,
    `1×well+lamp 2×well 1×lamp+kiosk 5×lamp ${others}`,
  );
const FELL = 23.9 - (148 - 20) / 6;

test('who has overtaken a pick is put before it, and all is as chosen from scratch', () => {
  const { election, standing } = moved(6n * 26n, 2n);
  expect(standing.purchases.picks).toEqual([WELL, KIOSK, LAMP]);
  expect(firstUnproven(standing, 0)).toEqual({ round: 1, position: LAMP });

  expect(guessEarlier(standing, LAMP, 1)).toBe(true);

  expect(firstUnproven(standing, 0)).toBeUndefined();
  const { picks, rounds } = runEqualShares(standing.prepared, raised(election, 2n));
  expect(picks).toEqual([WELL, LAMP, KIOSK]);
  expect(standing.purchases.picks).toEqual(picks);
  for (const [round, position] of picks.entries())
    expect(standing.purchases.price[position]).toBeCloseTo(
      approximately(rounds[round]?.share ?? { part: 0n, of: 1n }),
      9,
    );
});

test.each([
  ['one that is not bought', TOWER, 1n, {}],
  ['one that is still dearer', LAMP, 1n, {}],
  ['one that is just as good, for then the order of ties decides', LAMP, 1.5, {}],
  [
    'any, where reserves for a group depend on the order',
    LAMP,
    2n,
    { minimumShares: [{ by: 'field', name: 'air', perMille: 100 }] },
  ],
] as const)('no guess is made for %s', (_, position, by, limits) => {
  // Half a rupiah more to begin with, where the tie is to be met.
  const { standing } = by === 1.5 ? moved(6n * 26n + 3n, 1n) : moved(6n * 26n, by, limits);
  const before = [...standing.purchases.picks];
  expect(guessEarlier(standing, position, before.indexOf(KIOSK))).toBe(false);
  expect(standing.purchases.picks).toEqual(before);
});

test.each([
  // the tower barred in round   is the guess made
  [0, true],
  [1, true],
  [2, false],
  [3, false],
  [4, true],
])('with another barred by a limit in round %d: %s', (barred, made) => {
  const { standing } = moved(6n * 26n, 2n);
  standing.barredIn[TOWER] = barred;
  expect(guessEarlier(standing, LAMP, 1)).toBe(made);
});

test('what was proven before the round and after the one it left still holds, with what was added since', () => {
  const { standing } = moved(6n * 26n, 2n);
  const bound = { added: 0, base: 10, growth: 3, rich: 1, poor: 2, until: 99 };
  standing.bounds[TOWER] = [0, 1, 2, 3].map((round) => ({ ...bound, round }));
  standing.settled.splice(0, 9, ...[0, 1, 2, 3].map((round) => new Map([[TOWER, round]])));
  const before = standing.bounds[TOWER]?.[1];
  expect(guessEarlier(standing, LAMP, 1)).toBe(true);
  const kept = standing.bounds[TOWER] ?? [];
  // Of round 2 nothing is known, for other picks stand before it.
  expect(kept.map((one) => one.round)).toEqual([0, 1, 3]);
  expect(kept[1]).toBe(before);
  // 10, and 3 for each of two rupiah; no price fell.
  expect(kept[2]).toMatchObject({ round: 3, added: 2, growth: 3, rich: 1, poor: 2 });
  expect(kept[2]?.base).toBeCloseTo(16, 6);
  expect(standing.settled.map((losers) => losers.size)).toEqual([1, 0, 0, 0]);
});

test('how far what is left rose before each round is kept count of', () => {
  const { standing } = moved(6n * 26n, 2n);
  const before = [...standing.purchases.risenBefore];
  expect(guessEarlier(standing, LAMP, 1)).toBe(true);
  // No price fell with the order, so that nothing rose but by doubts.
  for (const [round, risen] of standing.purchases.risenBefore.entries())
    expect(risen).toBeCloseTo(before[round] ?? 0, 6);
});

test('what falls with the order is added to how far what is left rose, from the round after on', () => {
  const standing = movedIn(shared(86, '2×kiosk 1×kiosk+tower'), 4n);
  expect(standing.purchases.picks).toEqual([WELL, KIOSK, LAMP]);
  expect(standing.purchases.price[LAMP]).toBeCloseTo(23.9, 9);
  const before = [...standing.purchases.risenBefore];
  const bound = { added: 0, base: 10, growth: 3, rich: 1, poor: 2, until: 99 };
  standing.bounds[TOWER] = [1, 3].map((round) => ({ ...bound, round }));

  expect(guessEarlier(standing, LAMP, 1)).toBe(true);

  expect(standing.purchases.picks).toEqual([WELL, LAMP, KIOSK]);
  expect(standing.purchases.price[LAMP]).toBeCloseTo(148 / 6 - 20 / 6, 9);
  const rose = [0, 1, 2, 3].map(
    (round) => (standing.purchases.risenBefore[round] ?? 0) - (before[round] ?? 0),
  );
  for (const [round, fell] of [0, 0, FELL, FELL].entries()) expect(rose[round]).toBeCloseTo(fell, 6);
  // 10, and 3 for each of four rupiah; two whose money is all spent hold that much more each.
  const [, after] = standing.bounds[TOWER] ?? [];
  expect(after?.base).toBeCloseTo(22 + 2 * FELL, 6);
  // In doubt, more is taken to have fallen, never less.
  expect(rose[2]).toBeGreaterThanOrEqual(FELL);
});

test('a guess that leaves a later pick unpaid is none: what is known of the rounds before is kept', () => {
  const standing = movedIn(shared(43, '1×kiosk+tower'), 4n);
  expect(standing.purchases.picks).toEqual([WELL, KIOSK, LAMP]);
  const bound = { added: 0, base: 10, growth: 3, rich: 1, poor: 2, until: 99 };
  standing.bounds[TOWER] = [0, 1, 2, 3].map((round) => ({ ...bound, round }));
  expect(guessEarlier(standing, LAMP, 1)).toBe(false);
  expect(standing.purchases.picks).toEqual([WELL, LAMP]);
  expect(standing.bounds[TOWER]?.map((one) => one.round)).toEqual([0, 1]);
});
