import { expect, test } from 'vitest';
import { isRefusal } from '#kernel/refusal.ts';
import { type BallotForm, type Choices, choicesOf, countBallots, countsOf, readSlip } from './ballot.ts';

const slip = [1, 2, 3, 4].map((number) => ({ number }));
const approval: BallotForm = { kind: 'approval', points: null, slip };
const points: BallotForm = { kind: 'points', points: 10, slip };
const ranking: BallotForm = { kind: 'ranking', points: null, slip };

test.each([
  // form       typed              what it says
  [approval, '1 3', { projects: [1, 3] }],
  [approval, ' 3, 1;4 ', { projects: [1, 3, 4] }],
  [approval, '0', { projects: [] }],
  [points, '1:5 4:3', { projects: [1, 4], points: [5, 3] }],
  [points, '4 = 3 , 1 : 7', { projects: [1, 4], points: [7, 3] }],
  [points, '1:0 2:10', { projects: [2], points: [10] }],
  [points, '0', { projects: [], points: [] }],
  [ranking, '4 1 3', { projects: [4, 1, 3] }],
])('a slip of %o typed as "%s"', (form, typed, choices) => {
  expect(readSlip(form, typed)).toEqual(choices);
});

test.each([
  // form       typed        refused as                   with
  [approval, '', 'ballot.blank', {}],
  [approval, '   ', 'ballot.blank', {}],
  [approval, '1 5', 'ballot.number', { number: 5, last: 4 }],
  [approval, '1 0', 'ballot.number', { number: 0, last: 4 }],
  [approval, '2 2', 'ballot.twice', { number: 2 }],
  [approval, '1 dua', 'ballot.unreadable', { typed: 'dua' }],
  [approval, '1:2', 'ballot.unreadable', { typed: '1:2' }],
  [approval, '-1', 'ballot.unreadable', { typed: '-1' }],
  [points, '1 2', 'ballot.unreadable-points', { typed: '1' }],
  [points, '1:6 2:5', 'ballot.points', { given: 11, limit: 10 }],
  [points, '1:2 1:3', 'ballot.twice', { number: 1 }],
  [ranking, '3 1 3', 'ballot.twice', { number: 3 }],
])('a slip of %o typed as "%s" is refused', (form, typed, refusal, params) => {
  expect(readSlip(form, typed)).toMatchObject({ refusal, params });
});

test('a phone cannot send half a point or fewer than none', () => {
  expect(choicesOf(points, { projects: [1], points: [0.5] })).toMatchObject({ refusal: 'ballot.points' });
  expect(choicesOf(points, { projects: [1, 2], points: [-5, 12] })).toMatchObject({
    refusal: 'ballot.points',
  });
});

test('counted ballots tell nothing of the order in which they came', () => {
  const typed = ['3', '1 2', '0', '1 2', '3', '3'];
  const read = (list: readonly string[]): Choices[] =>
    list.map((text) => {
      const choices = readSlip(approval, text);
      if (isRefusal(choices)) throw new Error(text);
      return choices;
    });
  const counted = countBallots(read(typed));
  expect(counted).toEqual(countBallots(read([...typed].reverse())));
  expect(counted).toEqual([
    { projects: [], weight: 1 },
    { projects: [1, 2], weight: 2 },
    { projects: [3], weight: 3 },
  ]);
});

test('what a proposal got: votes, points, Borda points', () => {
  const vote = { slip: slip.map((line) => ({ ...line, proposal: '', title: '' })) } as const;
  const whole = (kind: 'approval' | 'points' | 'ranking') => ({ ...vote, kind }) as never;
  expect(
    countsOf(whole('points'), { ballots: [{ projects: [1, 3], points: [7, 3], weight: 2 }] }).slice(0, 3),
  ).toEqual([
    { number: 1, votes: 2, tally: 14 },
    { number: 2, votes: 0, tally: 0 },
    { number: 3, votes: 2, tally: 6 },
  ]);
  expect(countsOf(whole('ranking'), { ballots: [{ projects: [4, 1, 3], weight: 3 }] })).toEqual([
    { number: 1, votes: 3, tally: 3 },
    { number: 2, votes: 0, tally: 0 },
    { number: 3, votes: 3, tally: 0 },
    { number: 4, votes: 3, tally: 6 },
  ]);
});
