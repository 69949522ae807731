import { expect, test } from 'vitest';
import { type Ballot, type BallotKind, type Election, makeElection } from './election.ts';
import { AllocationInputError } from './problem.ts';
import { type BordaCount, supportOf, type Utility, usualUtility } from './support.ts';

function electionOf(kind: BallotKind, ballots: readonly Ballot[]): Election {
  const projects = ['a', 'b', 'c', 'd'].map((id) => ({ id, name: id, cost: 10n }));
  return makeElection(100n, projects, kind, ballots);
}

const talliesOf = (election: Election, utility: Utility, borda?: BordaCount) =>
  supportOf(election, utility, borda).map((one) => one.tally);

test.each<[BallotKind, Utility]>([
  ['approval', 'cost'],
  ['points', 'points'],
  ['ranking', 'borda'],
])('%s ballots are counted by %s where nobody chose', (kind, utility) => {
  expect(usualUtility(electionOf(kind, [{ projects: [] }]))).toBe(utility);
});

test('approvals: equal ballots are gathered, and each project is told who supports it', () => {
  const election = electionOf('approval', [
    { projects: ['a', 'b'] },
    { projects: ['b', 'a'] },
    { projects: ['b'] },
    { projects: [] },
  ]);
  for (const utility of ['cost', 'cardinality'] as const) {
    const [a, b, c] = supportOf(election, utility);
    expect(a).toEqual({
      classes: Int32Array.of(0),
      voters: Float64Array.of(2),
      weights: Float64Array.of(1),
      votes: 2,
      named: 2,
      tally: 2,
    });
    expect(b).toEqual({
      classes: Int32Array.of(0, 1),
      voters: Float64Array.of(2, 1),
      weights: Float64Array.of(1, 1),
      votes: 3,
      named: 3,
      tally: 3,
    });
    expect(c).toMatchObject({ votes: 0, named: 0, tally: 0 });
  }
});

const GIVEN = electionOf('points', [
  { projects: ['a', 'b'], points: [5, 0] },
  { projects: ['a', 'b'], points: [5, 0] },
  { projects: ['a'], points: [1] },
]);

test.each<[Utility, number]>([
  // 5 + 5 + 1 points, or three voters who gave some
  ['points', 11],
  ['cost', 3],
  ['cardinality', 3],
])('points counted by %s: who gave nothing names it, but does not support it', (utility, tally) => {
  const [a, b] = supportOf(GIVEN, utility);
  expect(a).toMatchObject({ votes: 3, named: 3, tally });
  expect(b).toMatchObject({ votes: 0, named: 2, tally: 0, classes: Int32Array.of() });
});

const RANKED = electionOf('ranking', [
  { projects: ['a', 'b', 'c'] },
  { projects: ['a', 'b', 'c'] },
  { projects: ['b', 'a'] },
  { projects: ['d'] },
]);

test.each<[string, Utility, BordaCount | undefined, number[]]>([
  // a: 2+2+0, b: 1+1+1; the last of a ballot gets nothing
  ['from the bottom of each ballot', 'borda', undefined, [4, 3, 0, 0]],
  ['the same where it is asked for', 'borda', 'listed', [4, 3, 0, 0]],
  // a: 3+3+2, b: 2+2+3, c: 1+1, d: 3
  ['from the bottom of all four projects', 'borda', 'all', [8, 7, 2, 3]],
  // 3-2-1: a: 3+3+2, b: 2+2+3, c: 1+1, d: 3
  ['by places of the longest ballot', 'places', undefined, [8, 7, 2, 3]],
  // whatever Borda counts
  ['by places, however Borda counts', 'places', 'all', [8, 7, 2, 3]],
  ['by votes', 'cardinality', 'all', [3, 3, 2, 1]],
])('rankings: %s', (_, utility, borda, tallies) => {
  expect(talliesOf(RANKED, utility, borda)).toEqual(tallies);
});

test.each([
  [undefined, [3, 2]],
  [2, [3, 2]],
  [5, [5, 4]],
])('a ranking of %s places counts them all, and never fewer than the longest ballot has', (places, first) => {
  const election = electionOf('ranking', [{ projects: ['a', 'b', 'c'] }]);
  const tallies = talliesOf({ ...election, ...(places === undefined ? {} : { places }) }, 'places');
  expect(tallies.slice(0, 2)).toEqual(first);
});

test('who is ranked last under Borda is named, but has no support', () => {
  const [, , c] = supportOf(RANKED, 'borda');
  expect(c).toMatchObject({ votes: 0, named: 2, tally: 0 });
});

test.each<[BallotKind, Utility, string]>([
  ['approval', 'points', 'rule.needs-points'],
  ['ranking', 'points', 'rule.needs-points'],
  ['approval', 'borda', 'rule.needs-ranking'],
  ['points', 'borda', 'rule.needs-ranking'],
  ['approval', 'places', 'rule.needs-ranking'],
  ['points', 'places', 'rule.needs-ranking'],
])('%s ballots do not carry %s', (ballots, utility, code) => {
  const count = () => supportOf(electionOf(ballots, [{ projects: [] }]), utility);
  expect(count).toThrow(AllocationInputError);
  expect(count).toThrow(`${code} (ballots=${ballots})`);
});

test('a sum of points up to 2^53 - 1 is counted, and one more is refused', () => {
  const most = Number.MAX_SAFE_INTEGER;
  const election = electionOf('points', [{ projects: ['a'], points: [1] }]);
  const withVoters = (weight: number): Election => ({
    ...election,
    classes: [{ weight, projects: [0], points: [1] }],
  });
  expect(talliesOf(withVoters(most), 'points')[0]).toBe(most);
  expect(() => supportOf(withVoters(most + 1), 'points')).toThrow('ballots.points-above-limit');
});
