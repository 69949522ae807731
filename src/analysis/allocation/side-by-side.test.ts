import { expect, test } from 'vitest';
import { writtenElection } from '../../../test/support/written-election.ts';
import type { Choice } from './allocate.ts';
import { allocate } from './allocate.ts';
import { compareRules, votersPreferring } from './side-by-side.ts';

/** For 90: the road, or what fewer wish for but costs less. */
const ELECTION = writtenElection(90n, 'road:80 course:40 gym:30', '4×road 3×course+gym');
const ROAD: Choice = { rule: 'greedy' };
const BY_RUPIAH: Choice = { rule: 'greedy', utility: 'cardinality' };

test('rules stand side by side on the same ballots, with how many voters they reach', () => {
  const [road, byRupiah] = compareRules(ELECTION, [ROAD, BY_RUPIAH]);
  expect(road).toEqual({
    choice: ROAD,
    allocation: allocate(ELECTION, ROAD),
    votersReached: 4,
    // One project for four of seven voters.
    fundedPerVoter: 4 / 7,
  });
  expect(byRupiah).toMatchObject({ choice: BY_RUPIAH, votersReached: 3, fundedPerVoter: 6 / 7 });
});

test('a rule that the ballots do not carry says so beside the others', () => {
  expect(compareRules(ELECTION, [{ rule: 'borda' }])).toEqual([
    {
      choice: { rule: 'borda' },
      problem: { code: 'rule.needs-ranking', line: null, params: { ballots: 'approval' } },
    },
  ]);
});

test('a fault of the program is no problem of the ballots', () => {
  const broken = { ...ELECTION, classes: [{ weight: 1, projects: undefined as unknown as number[] }] };
  expect(() => compareRules(broken, [ROAD])).toThrow(TypeError);
});

test('a voter who gave no points is not reached', () => {
  const election = writtenElection(80n, 'road:80 course:40', '1×road=0+course=3 2×road=9');
  const [one] = compareRules(election, [{ rule: 'score' }]);
  expect(one).toMatchObject({ votersReached: 2, fundedPerVoter: 2 / 3 });
});

test('how many voters are better served by which result; who is served alike counts for neither', () => {
  const election = writtenElection(90n, 'road:80 course:40 gym:30', '4×road 3×course+gym 2×road+course 1×');
  const one = allocate(election, ROAD);
  const other = allocate(election, BY_RUPIAH);
  expect(one.winners.map((winner) => winner.project)).toEqual(['road']);
  expect(other.winners.map((winner) => winner.project)).toEqual(['course', 'gym']);
  expect(votersPreferring(election, one, other)).toEqual({ one: 4, other: 3 });
  expect(votersPreferring(election, other, one)).toEqual({ one: 3, other: 4 });
  expect(votersPreferring(election, one, one)).toEqual({ one: 0, other: 0 });
});
