import { expect, test } from 'vitest';
import { isRefusal, refusalIn } from '#kernel/refusal.ts';
import { forumKind } from '#modules/models/index.ts';
import { VOTE } from '../../../test/support/a-vote.ts';
import { VILLAGE } from '../../../test/support/drainage.ts';
import { officer } from '../../../test/support/officer.ts';
import { PIPPK } from '../../../test/support/pippk.ts';
import {
  type BallotForm,
  ballotRules,
  type Choices,
  choicesOf,
  countBallots,
  countsOf,
  mayCloseVote,
  mayOpenVote,
  mayReceive,
  mayRunVotes,
  readSlip,
} from './ballot.ts';
import type { ForumState } from './forum.ts';
import type { Quorum } from './quorum.ts';

const KELURAHAN = { forum: 'kelurahan' };

const MET: Quorum = { answer: 'met', elements: [], unentered: [], countedOnce: [] };
const SHORT: Quorum = { ...MET, answer: 'not-met' };

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
  [points, '3 :4  1= 6', { projects: [1, 3], points: [6, 4] }],
  [approval, '1   \t 3', { projects: [1, 3] }],
  [approval, '1,, 3;;', { projects: [1, 3] }],
  [approval, '0001 4', { projects: [1, 4] }],
  [approval, `1${' '.repeat(3000)}4`, { projects: [1, 4] }],
  [approval, '1'.padEnd(2000, ','), { projects: [1] }],
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
  [approval, 'x1', 'ballot.unreadable', { typed: 'x1' }],
  [approval, '1x', 'ballot.unreadable', { typed: '1x' }],
  [approval, '12345', 'ballot.unreadable', { typed: '12345' }],
  [approval, '1'.padEnd(2001, ','), 'ballot.unreadable', { typed: '1'.padEnd(40, ',') }],
  [approval, 'x'.repeat(41), 'ballot.unreadable', { typed: 'x'.repeat(40) }],
  [points, 'x1:2', 'ballot.unreadable-points', { typed: 'x1:2' }],
  [points, '1:2x', 'ballot.unreadable-points', { typed: '1:2x' }],
  [points, '0012:0001', 'ballot.number', { number: 12, last: 4 }],
  [points, '1 2', 'ballot.unreadable-points', { typed: '1' }],
  [points, '1:6 2:5', 'ballot.points', { given: 11, limit: 10 }],
  [points, '1:2 1:3', 'ballot.twice', { number: 1 }],
  [ranking, '3 1 3', 'ballot.twice', { number: 3 }],
])('a slip of %o typed as "%s" is refused', (form, typed, refusal, params) => {
  expect(readSlip(form, typed)).toMatchObject({ refusal, params });
});

test('a ballot that approves keeps no points, whatever was sent with it', () => {
  expect(readSlip(ranking, '2 1')).toEqual({ projects: [2, 1] });
  expect(choicesOf(approval, { projects: [2, 1], points: [3, 4] })).toEqual({ projects: [1, 2] });
  expect(choicesOf(points, { projects: [2, 1] })).toEqual({ projects: [], points: [] });
});

test('ballots that approve have no points to count', () => {
  const one = { slip: [{ number: 1 }], kind: 'approval' } as never;
  expect(countsOf(one, { ballots: [{ projects: [1], weight: 4 }] })).toEqual([
    { number: 1, votes: 4, tally: 4 },
  ]);
});

test.each([
  // the vote is   ballots   quorum   refused
  ['open', 1, MET, undefined],
  ['open', 0, MET, 'ballot.none'],
  ['open', 1, SHORT, 'forum.no-quorum'],
  ['open', 0, SHORT, 'forum.no-quorum'],
  ['closed', 1, MET, 'ballot.closed'],
  ['cancelled', 1, MET, 'ballot.closed'],
] as const)('a vote that is %s with %d ballots is closed: %#', (state, received, quorum, refused) => {
  const refusal = mayCloseVote(PIPPK, KELURAHAN, { ...VOTE, state, received }, quorum);
  expect(refusal?.refusal).toBe(refused);
  if (refused?.startsWith('ballot')) expect(refusal?.basis?.cite).toContain('Pilar');
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

test.each<
  [string, ForumState, Quorum, 'open' | 'closed' | 'cancelled' | undefined, number, string | undefined]
>([
  // the forum                      is           quorum  its vote      proposals  refused
  ['over two proposals', 'open', MET, undefined, 2, undefined],
  ['over a hundred', 'open', MET, undefined, 100, undefined],
  ['again after one was cancelled', 'open', MET, 'cancelled', 2, undefined],
  ['before the forum is opened', 'scheduled', MET, undefined, 2, 'forum.state'],
  ['in sealed minutes', 'sealed', MET, undefined, 2, 'forum.sealed'],
  ['without quorum', 'open', SHORT, undefined, 2, 'forum.no-quorum'],
  ['while one is open', 'open', MET, 'open', 2, 'ballot.open'],
  ['after one was held', 'open', MET, 'closed', 2, 'ballot.held'],
  ['over a single proposal', 'open', MET, undefined, 1, 'ballot.no-proposals'],
  ['over more than a slip can list', 'open', MET, undefined, 101, 'ballot.too-many'],
])('a vote is opened %s', (_, state, quorum, vote, proposals, refused) => {
  const stands = { quorum, vote: vote && { ...VOTE, state: vote }, proposals };
  const refusal = mayOpenVote(PIPPK, { ...KELURAHAN, state }, stands);
  expect(refusal?.refusal).toBe(refused);
  if (refused === 'ballot.too-many') expect(refusal?.params).toEqual({ count: 101, limit: 100 });
});

test.each([
  // the vote is          ballots   people   refused
  ['open', 12, 13, undefined],
  ['open', 13, 13, 'ballot.full'],
  ['closed', 0, 13, 'ballot.closed'],
  ['cancelled', 0, 13, 'ballot.closed'],
] as const)(
  'one more ballot comes to a vote that is %s: %d of %d',
  (state, received, attendance, refused) => {
    const refusal = mayReceive(PIPPK, KELURAHAN, { ...VOTE, state, received }, attendance);
    expect(refusal?.refusal).toBe(refused);
    if (refused === 'ballot.full') expect(refusal?.params).toEqual({ ballots: 13, attendance: 13 });
  },
);

test.each([
  ['lurah', VILLAGE, undefined],
  ['village-secretary', VILLAGE, undefined],
  ['lurah', '32.73.30.1001', 'access.office'],
  ['chair', VILLAGE, 'access.office'],
])('a vote is run by the %s of %s', (office, region, refused) => {
  expect(
    refusalIn(mayRunVotes(officer(office, region), PIPPK, { ...KELURAHAN, region: VILLAGE }))?.refusal,
  ).toBe(refused);
});

test('where a model offers no ballots there are none', () => {
  const { ballots, ...forum } = forumKind(PIPPK.model, 'kelurahan');
  const without = { ...PIPPK, model: { ...PIPPK.model, forums: [forum] } };
  const stands = { quorum: MET, vote: undefined, proposals: 2 };
  expect(ballotRules(PIPPK, KELURAHAN)).toBe(ballots);
  expect(mayOpenVote(without, { ...KELURAHAN, state: 'open' }, stands)?.refusal).toBe('ballot.not-offered');
  const answer = mayRunVotes(officer('lurah', VILLAGE), without, { ...KELURAHAN, region: VILLAGE });
  expect(refusalIn(answer)?.refusal).toBe('ballot.not-offered');
});
