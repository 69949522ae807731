import { expect, test } from 'vitest';
import { NEVER } from './purchases.ts';
import type { Bound } from './reach.ts';
import { forEachRound, highestScores, NONE_SUFFICES, putBound } from './rivals.ts';
import type { Standing } from './standing.ts';

const bound = (round: number): Bound => ({ round, added: 0, base: 0, growth: 0, rich: 0, poor: 0, until: 1 });

/** One project with bounds made in rounds 0, 2 and 5; bought or barred in a round, or not at all. */
function standingOf(roundOf = NEVER, barredIn = NEVER): Standing {
  return {
    purchases: { roundOf: Int32Array.of(roundOf) },
    barredIn: Int32Array.of(barredIn),
    bounds: [[bound(0), bound(2), bound(5)]],
  } as unknown as Standing;
}

test.each<[string, Standing, [number, number], string]>([
  // who                                        rounds   visited: round, with the bound of round
  ['every round, with the bound that speaks for it', standingOf(), [0, 7], '0:0 1:0 2:2 3:2 4:2 5:5 6:5'],
  ['from a round on', standingOf(), [3, 6], '3:2 4:2 5:5'],
  ['none', standingOf(), [3, 3], ''],
  ['only until it was bought', standingOf(3), [0, 7], '0:0 1:0 2:2'],
  ['only until it was barred', standingOf(NEVER, 2), [0, 7], '0:0 1:0'],
])('rounds that a project could have won: %s', (_, standing, [from, to], expected) => {
  const visited: string[] = [];
  forEachRound(standing, 0, { from, to }, NONE_SUFFICES, (round, list, i) => {
    visited.push(`${round}:${list[i]?.round}`);
    return true;
  });
  expect(visited.join(' ')).toBe(expected);
});

test('where a bound suffices for all its rounds, they are passed over', () => {
  const [asked, visited]: [string[], number[]] = [[], []];
  forEachRound(
    standingOf(),
    0,
    { from: 1, to: 7 },
    ({ round }, last) => {
      asked.push(`${round} up to ${last}`);
      return round !== 2;
    },
    (round) => visited.push(round) > 0,
  );
  expect(visited).toEqual([2, 3, 4]);
  expect(asked).toEqual(['0 up to 1', '2 up to 4', '2 up to 4', '2 up to 4', '5 up to 6']);
});

test('it ends when the visitor has seen enough', () => {
  const visited: number[] = [];
  forEachRound(standingOf(), 0, { from: 0, to: 7 }, NONE_SUFFICES, (round) => visited.push(round) < 3);
  expect(visited).toEqual([0, 1, 2]);
});

const bought = {
  purchases: {
    picks: [1, 0, 2],
    price: Float64Array.of(30, 10, 24),
    off: Float64Array.of(1, 0, 0),
  },
  prepared: { units: Float64Array.of(1, 1, 2) },
} as unknown as Standing;

test('the highest price for a unit of worth at which a round, or one before, is won', () => {
  // 10 for the second project, 31 at most for the first, 12 for each unit of the third.
  expect([...highestScores(bought)].map((score) => Math.round(score * 1e6) / 1e6)).toEqual([10, 31, 31]);
  expect(highestScores(bought)[1]).toBeGreaterThan(31);
});

test.each([
  [[0, 2, 5], 1, 2, '0 2* 5'],
  [[0, 2, 5], 1, 3, '0 2 3* 5'],
  [[0, 2, 5], 2, 6, '0 2 5 6*'],
  // The first of all stays.
  [[0], 0, 0, '0 0*'],
])('to bounds of rounds %j, after place %d, one of round %d is put', (rounds, i, round, expected) => {
  const list = rounds.map(bound);
  const added = bound(round);
  putBound(list, i, added);
  expect(list.map((one) => `${one.round}${one === added ? '*' : ''}`).join(' ')).toBe(expected);
});
