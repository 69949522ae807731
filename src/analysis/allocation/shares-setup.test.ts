import { expect, test } from 'vitest';
import { setupOf } from '../../../test/support/shares-by-definition.ts';
import { writtenElection } from '../../../test/support/written-election.ts';
import type { Election } from './election.ts';
import { at, prepareShares } from './shares-setup.ts';
import type { Utility } from './support.ts';

const prepared = (election: Election, utility: Utility) => prepareShares(setupOf(election, utility));

/** Ballots as lists of `project×weight`, class by class. */
function listed({ from, projects, weights }: ReturnType<typeof prepareShares>['ballots']): string[][] {
  return Array.from({ length: from.length - 1 }, (_, index) =>
    Array.from(projects.subarray(from[index], from[index + 1]), (project, j) => {
      return `${project}×${weights[(from[index] ?? 0) + j]}`;
    }),
  );
}

/** Votes: a 1, b 6, c 3, d nobody. */
const THREE = writtenElection(90n, 'a:10 b:20 c:30 d:40', '2×b 1×a+b 3×c+b 4×');

test('classes are numbered anew from the rarest project, without those that support nothing', () => {
  const { heads, support, ballots, ballotsFor } = prepared(THREE, 'cost');
  // The one for a and b, the three for b and c, the two for b alone.
  expect([...heads]).toEqual([1, 3, 2]);
  expect(support.map((one) => [[...one.classes], [...one.voters], [...one.weights]])).toEqual([
    [[0], [1], [1]],
    [
      [0, 1, 2],
      [1, 3, 2],
      [1, 1, 1],
    ],
    [[1], [3], [1]],
    [[], [], []],
  ]);
  expect(support.map(({ votes, tally, named }) => [votes, tally, named])).toEqual([
    [1, 1, 1],
    [6, 6, 6],
    [3, 3, 3],
    [0, 0, 0],
  ]);
  expect(listed(ballots)).toEqual([['0×1', '1×1'], ['1×1', '2×1'], ['1×1']]);
  // The same ballots side by side for the supporters of each project.
  expect(ballotsFor.map(listed)).toEqual([
    [['0×1', '1×1']],
    [['0×1', '1×1'], ['1×1', '2×1'], ['1×1']],
    [['1×1', '2×1']],
    [],
  ]);
});

test('weights go with their projects; what was given nothing is not on the ballot', () => {
  const points = writtenElection(90n, 'a:10 b:20 c:30', '2×a=1+b=0+c=7 1×a=5+b=4 3×c=0');
  const { ballots, heaviest, longestBallot, heads } = prepared(points, 'points');
  expect([...heads]).toEqual([1, 2]);
  expect(listed(ballots)).toEqual([
    ['0×5', '1×4'],
    ['0×1', '2×7'],
  ]);
  expect([...heaviest]).toEqual([5, 4, 7]);
  expect(longestBallot).toBe(2);
});

test.each([
  ['cost', [10, 20, 30, 40]],
  ['cardinality', [1, 1, 1, 1]],
] as const)('by %s a project is worth so much to one supporter', (utility, units) => {
  const { costs, units: found, votes, longestBallot, heaviest } = prepared(THREE, utility);
  expect([...found]).toEqual(units);
  expect([...costs]).toEqual([10, 20, 30, 40]);
  expect(votes).toEqual([1, 6, 3, 0]);
  expect(longestBallot).toBe(2);
  expect([...heaviest]).toEqual([1, 1, 1, 0]);
});

test('what is not there is a fault of the program', () => {
  expect(at(['x'], 0)).toBe('x');
  expect(() => at(['x'], 1)).toThrow(new RangeError('nothing at 1'));
});
