import { expect, test } from 'vitest';
import { writtenElection } from '../../../test/support/written-election.ts';
import type { Election } from './election.ts';
import { type Fraction, lowest } from './fraction.ts';
import type { Limits } from './limits.ts';
import { Purse } from './limits.ts';
import { phragmen } from './phragmen.ts';
import { supportOf } from './support.ts';
import { tieRanks } from './tie-breaking.ts';

function outcomeOf(election: Election, whenTooDear: 'stop' | 'skip' = 'stop', limits: Limits = {}) {
  const support = supportOf(election, 'cardinality');
  const votes = support.map((one) => one.votes);
  const purse = new Purse(election, votes, limits);
  return { ...phragmen(election, support, tieRanks(election, votes, 'id'), purse, whenTooDear), purse };
}

const told = ({ part, of }: Fraction) => (of === 1n ? `${part}` : `${part}/${of}`);

/** What was bought when, as `project at time`; and what was left then. */
const bought = (election: Election, whenTooDear?: 'stop' | 'skip', limits?: Limits) =>
  outcomeOf(election, whenTooDear, limits).rounds.map(
    ({ project, load, left }) => `${project} at ${told(lowest(load))}, left ${left}`,
  );

test('supporters buy as soon as they hold the cost together, and hold nothing then', () => {
  // Three for the road hold 30 after 10. One of them and another want the well: (t - 10) + t = 40 at 25.
  const election = writtenElection(100n, 'road:30 well:40 lamp:20', '2×road 1×road+well 1×well 1×lamp');
  const { rounds, losses, purse } = outcomeOf(election);
  expect(rounds.map(({ load, ...round }) => ({ ...round, at: Number(load.part) / Number(load.of) }))).toEqual(
    [
      { project: 'road', at: 10, votes: 3, tally: 3, left: 70n, amount: 30n, number: 1 },
      { project: 'lamp', at: 20, votes: 1, tally: 1, left: 50n, amount: 20n, number: 2 },
      { project: 'well', at: 25, votes: 2, tally: 2, left: 10n, amount: 40n, number: 3 },
    ].map((round) => ({ ...round, by: 'phragmen', whole: true, tiedWith: [] })),
  );
  expect(losses).toEqual([]);
  expect(purse.left).toBe(10n);
});

test('who paid twice holds what came since the last time', () => {
  // All three at 2 (6); two of them and nobody else for b: (t - 2) x 2 = 6 at 5; one of these with two more for c:
  // (t - 5) + 2 t = 16 at 7; this one alone for d, 5 later.
  const election = writtenElection(100n, 'a:6 b:6 c:16 d:5', '1×a+b+c+d 1×a+b 1×a 2×c');
  expect(bought(election)).toEqual([
    'a at 2, left 94',
    'b at 5, left 88',
    'c at 7, left 72',
    'd at 12, left 67',
  ]);
});

test('a fraction of a moment is exact', () => {
  // 10 among three at 10/3; one of these alone needs 5 more: 25/3; and another, with one who never paid:
  // (t - 10/3) + t = 20 at 35/3.
  const election = writtenElection(100n, 'a:10 b:5 c:20', '1×a+b 1×a+c 1×a 1×c');
  expect(bought(election)).toEqual(['a at 10/3, left 90', 'b at 25/3, left 85', 'c at 35/3, left 65']);
});

test('who paid a fraction long ago is not forgotten when fractions become smaller', () => {
  // a at 10/3; b by one who paid for it and one who did not: 35/3; c by another who paid for a: 10/3 + 30.
  const election = writtenElection(100n, 'a:10 b:20 c:30', '1×a+b 1×b 1×a+c 1×a');
  expect(bought(election)).toEqual(['a at 10/3, left 90', 'b at 35/3, left 70', 'c at 100/3, left 40']);
});

test('what costs the whole budget is bought', () => {
  expect(bought(writtenElection(50n, 'a:50 b:1', '2×a'))).toEqual(['a at 25, left 0']);
});

test('of several at one moment the order of ties decides, and the others are named', () => {
  const election = writtenElection(100n, 'c:10 a:20 b:10', '1×c 2×a 1×b');
  expect(outcomeOf(election).rounds.map((one) => [one.project, one.tiedWith])).toEqual([
    ['a', ['c', 'b']],
    ['b', ['c']],
    ['c', []],
  ]);
});

const DEAR = writtenElection(100n, 'a:60 b:50 c:40 d:101 e:5', '6×a 4×b 2×c 9×d');

test('where the list stops: at the first that no longer fits; what costs more than all is left out before', () => {
  const { rounds, losses } = outcomeOf(DEAR);
  // a at 10; b at 12.5 needs 50 where 40 are left.
  expect(rounds.map((one) => one.project)).toEqual(['a']);
  expect(losses).toEqual([
    {
      project: 'd',
      votes: 9,
      tally: 9,
      reason: { code: 'budget', left: 100n },
      remedies: [{ code: 'cost-at-most', amount: 100n }],
    },
    { project: 'e', votes: 0, tally: 0, reason: { code: 'no-support' }, remedies: [] },
    {
      project: 'b',
      votes: 4,
      tally: 4,
      reason: { code: 'stopped', at: 'b', left: 40n },
      remedies: [{ code: 'cost-at-most', amount: 40n }],
    },
    { project: 'c', votes: 2, tally: 2, reason: { code: 'stopped', at: 'b', left: 40n }, remedies: [] },
  ]);
});

test('where it goes on: what does not fit is passed over', () => {
  const { rounds, losses } = outcomeOf(DEAR, 'skip');
  expect(rounds.map((one) => [one.project, one.left])).toEqual([
    ['a', 40n],
    ['c', 0n],
  ]);
  expect(losses.map(({ project, reason, remedies }) => [project, reason, remedies])).toEqual([
    ['e', { code: 'no-support' }, []],
    // At 101/9 = 11.2, after a at 10.
    ['d', { code: 'budget', left: 40n }, [{ code: 'cost-at-most', amount: 40n }]],
    ['b', { code: 'budget', left: 40n }, [{ code: 'cost-at-most', amount: 40n }]],
  ]);
});

test('the exact rest of the budget still fits', () => {
  expect(bought(writtenElection(100n, 'a:60 b:40', '6×a 2×b'))).toEqual([
    'a at 10, left 40',
    'b at 20, left 0',
  ]);
});

test('stops even if only one of several at a moment does not fit', () => {
  const election = writtenElection(50n, 'a:30 b:40 c:20', '3×a 4×b 2×c');
  expect(bought(election)).toEqual(['a at 10, left 20']);
  expect(outcomeOf(election).losses.map((one) => one.reason)).toEqual([
    { code: 'stopped', at: 'b', left: 20n },
    { code: 'stopped', at: 'b', left: 20n },
  ]);
  expect(bought(election, 'skip')).toEqual(['a at 10, left 20', 'c at 10, left 0']);
});

test('of several that do not fit, the list stops at the one that goes first in ties', () => {
  const election = writtenElection(50n, 'a:30 c:40 b:40', '6×a 4×c 4×b');
  expect(outcomeOf(election).losses.map((one) => one.reason)).toEqual([
    { code: 'stopped', at: 'b', left: 20n },
    { code: 'stopped', at: 'b', left: 20n },
  ]);
});

const PKK = writtenElection(100n, 'a:30@PKK b:30@PKK c:20', '3×a 2×b 1×c');

test.each<[string, Limits, string[], unknown[]]>([
  [
    'what the ceiling of a group leaves would have been enough',
    { ceilings: [{ by: 'institution', name: 'PKK', atMost: 50n }] },
    ['a', 'c'],
    [
      {
        project: 'b',
        votes: 2,
        tally: 2,
        reason: { code: 'ceiling', left: 20n },
        remedies: [{ code: 'cost-at-most', amount: 20n }],
      },
    ],
  ],
  [
    'nothing is left beneath the ceiling of a group',
    { ceilings: [{ by: 'institution', name: 'PKK', atMost: 30n }] },
    ['a', 'c'],
    [{ project: 'b', reason: { code: 'ceiling', left: 0n }, remedies: [] }],
  ],
  [
    'the other is funded',
    { incompatible: [['a', 'b']] },
    ['a', 'c'],
    [
      {
        project: 'b',
        reason: { code: 'incompatible', with: 'a' },
        remedies: [{ code: 'without', project: 'a' }],
      },
    ],
  ],
  [
    'too few support it',
    { minimumSupport: 2 },
    ['a', 'b'],
    [{ project: 'c', reason: { code: 'support', votes: 1, wanted: 2 }, remedies: [] }],
  ],
])('behind a limit: %s', (_, limits, winners, lost) => {
  const { rounds, losses } = outcomeOf(PKK, 'stop', limits);
  expect(rounds.map((one) => one.project)).toEqual(winners);
  expect(losses).toMatchObject(lost);
  expect(losses).toHaveLength(lost.length);
});
