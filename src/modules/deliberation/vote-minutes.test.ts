import { expect, test } from 'vitest';
import { forumKind } from '#modules/models/index.ts';
import { VOTE } from '../../../test/support/a-vote.ts';
import { PIPPK } from '../../../test/support/pippk.ts';
import type { SlipLine, Vote, VoteResult } from './ballot.ts';
import { compareVote } from './rule-comparison.ts';
import { minutesOfVote } from './vote-minutes.ts';

function line(number: number, requested: bigint): SlipLine {
  return {
    number,
    proposal: `proposal ${number}`,
    title: `Usulan ${number}`,
    institution: `rw${number}`,
    institutionName: `RW ${number}`,
    scope: 'rw-infrastruktur',
    nature: 'infrastructure',
    requested,
  };
}

const KELURAHAN = { forum: 'kelurahan' };

const RESULT: VoteResult = {
  budget: 60_000_000n,
  ceilings: [],
  gone: [],
  parts: [{ number: 2, least: 20_000_000n, instead: 'saluran 40 m' }],
  ballots: [
    { projects: [1], weight: 3 },
    { projects: [2], weight: 1 },
  ],
};
const CLOSED: Vote = {
  ...VOTE,
  state: 'closed',
  slip: [line(1, 40_000_000n), line(2, 90_000_000n)],
  exclusions: [{ numbers: [1, 2], reason: 'lahan yang sama' }],
  received: 4,
  attendance: 7,
  result: RESULT,
  resultSha256: 'abc',
  followed: 'greedy',
  followedReason: 'dipilih forum',
};

test('the minutes say what a vote counted, what each proposal got, and what each rule came to', () => {
  const rules = forumKind(PIPPK.model, 'kelurahan').ballots;
  if (!rules) throw new Error('PIPPK offers no ballots');
  const words = { field: (id: string) => id };
  const compared = compareVote({ ...rules, minimumShares: [] }, CLOSED, RESULT, words);
  const all = [
    'priority',
    'greedy',
    'greedy-per-rupiah',
    'knapsack',
    'phragmen',
    'equal-shares',
    'equal-shares-count',
  ];
  expect(minutesOfVote(PIPPK, KELURAHAN, CLOSED, compared)).toEqual({
    kind: 'approval',
    points: null,
    ballots: 4,
    attendance: 7,
    budget: '60000000',
    counts: [
      {
        number: 1,
        proposal: 'proposal 1',
        title: 'Usulan 1',
        requested: '40000000',
        votes: 3,
        tally: 3,
        rules: compared?.fundedBy.get('1')?.length,
      },
      {
        number: 2,
        proposal: 'proposal 2',
        title: 'Usulan 2',
        requested: '90000000',
        votes: 1,
        tally: 1,
        rules: compared?.fundedBy.get('2')?.length ?? 0,
      },
    ],
    rules: all,
    exclusions: [{ numbers: [1, 2], reason: 'lahan yang sama' }],
    parts: [{ number: 2, least: '20000000', instead: 'saluran 40 m' }],
    followed: 'greedy',
    followedReason: 'dipilih forum',
    sha256: 'abc',
  });
  expect(compared?.fundedBy.get('1')?.length).toBeGreaterThan(4);
});

test('a vote whose rules could not be computed has counts alone', () => {
  const minutes = minutesOfVote(
    PIPPK,
    KELURAHAN,
    { ...CLOSED, attendance: null, resultSha256: null },
    undefined,
  );
  expect(minutes).toMatchObject({
    attendance: 4,
    rules: [],
    counts: [{ votes: 3, rules: 0 }, { rules: 0 }],
    sha256: '',
  });
});

test('a rule that gave up is not among those that came to something', () => {
  const given = {
    election: {} as never,
    results: [
      { rule: 'greedy', comparison: { allocation: {} } as never },
      { rule: 'knapsack', comparison: { problem: {} } as never },
    ] as const,
    fundedBy: new Map(),
    applied: 1,
    completion: 'add1',
  } as const;
  expect(minutesOfVote(PIPPK, KELURAHAN, CLOSED, given)?.rules).toEqual(['greedy']);
});

test('nothing is said of a vote that was not counted, or where the model offers none', () => {
  expect(minutesOfVote(PIPPK, KELURAHAN, { ...CLOSED, result: null }, undefined)).toBeUndefined();
  const { ballots: _, ...forum } = forumKind(PIPPK.model, 'kelurahan');
  const without = { ...PIPPK, model: { ...PIPPK.model, forums: [forum] } };
  expect(minutesOfVote(without, KELURAHAN, CLOSED, undefined)).toBeUndefined();
});
