import { expect, test } from 'vitest';
import { allocate, type Choice } from './allocate.ts';
import type { Remedy } from './allocation.ts';
import { makeElection, type Project } from './election.ts';
import { fundInOrder } from './in-order.ts';
import { Purse } from './limits.ts';
import { supportOf } from './support.ts';
import { tieRanks } from './tie-breaking.ts';

type Asked = readonly [id: string, cost: bigint, votes: number, more?: Partial<Project>];

/** So many voters for each project, and nobody for two. */
function electionOf(budget: bigint, asked: readonly Asked[]) {
  return makeElection(
    budget,
    asked.map(([id, cost, , more]) => ({ id, name: id, cost, ...more })),
    'approval',
    asked.flatMap(([id, , votes]) => Array.from({ length: votes }, () => ({ projects: [id] }))),
  );
}

const before = (project: string, count: number): Remedy => ({ code: 'more-tally', count, before: project });
const atMost = (amount: bigint): Remedy => ({ code: 'cost-at-most', amount });

const LIST: readonly Asked[] = [
  ['road', 60n, 9],
  ['drain', 50n, 7],
  ['post', 40n, 5],
  ['sewing', 45n, 4],
  ['park', 100n, 2],
  ['bridge', 101n, 1],
];

test('a list in order of priority ends at the first that does not fit, and each is told what it lacked', () => {
  const { rounds, losses } = allocate(electionOf(100n, LIST), { rule: 'priority' });
  expect(rounds).toEqual([
    {
      by: 'order',
      number: 1,
      project: 'road',
      amount: 60n,
      whole: true,
      votes: 9,
      tally: 9,
      left: 40n,
      tiedWith: [],
      perRupiah: false,
      completion: false,
    },
  ]);
  const stopped = { code: 'stopped', at: 'drain', left: 40n } as const;
  expect(losses).toEqual([
    {
      project: 'drain',
      votes: 7,
      tally: 7,
      reason: { code: 'budget', left: 40n },
      // As much as was left, or one vote more than the road, at whose turn there was money enough.
      remedies: [atMost(40n), before('road', 3)],
    },
    // What would have fitted had only to stand before the one at which the list ended.
    { project: 'post', votes: 5, tally: 5, reason: stopped, remedies: [before('drain', 3)] },
    { project: 'sewing', votes: 4, tally: 4, reason: stopped, remedies: [before('road', 6)] },
    { project: 'park', votes: 2, tally: 2, reason: stopped, remedies: [before('road', 8)] },
    // No place in the list helps what costs more than there is.
    { project: 'bridge', votes: 1, tally: 1, reason: stopped, remedies: [] },
  ]);
});

test('in order of score what does not fit is passed over, and the next that fits is funded', () => {
  const { rounds, losses } = allocate(electionOf(100n, LIST), { rule: 'score' });
  expect(rounds.map((one) => [one.number, one.project, one.left])).toEqual([
    [1, 'road', 40n],
    [2, 'post', 0n],
  ]);
  const nothing = { code: 'budget', left: 0n } as const;
  expect(losses.map(({ project, reason, remedies }) => [project, reason, remedies])).toEqual([
    ['drain', { code: 'budget', left: 40n }, [atMost(40n), before('road', 3)]],
    // At the turn of the post there was not money enough for it.
    ['sewing', nothing, [before('road', 6)]],
    ['park', nothing, [before('road', 8)]],
    ['bridge', nothing, []],
  ]);
});

test('whoever would have had money enough at a later turn needs only to stand before that one', () => {
  const { losses } = allocate(
    electionOf(100n, [
      ['road', 60n, 9],
      ['post', 40n, 5],
      ['well', 40n, 3],
    ]),
    { rule: 'score' },
  );
  expect(losses.map((one) => one.remedies)).toEqual([[before('post', 3)]]);
});

test('those with as much support are named where the order of ties decided', () => {
  const { rounds } = allocate(
    electionOf(100n, [
      ['c', 10n, 3],
      ['a', 20n, 3],
      ['b', 30n, 3],
      ['d', 40n, 1],
    ]),
    { rule: 'score' },
  );
  expect(rounds.map((one) => [one.project, one.tiedWith])).toEqual([
    ['a', ['b', 'c']],
    ['b', ['c']],
    ['c', []],
    ['d', []],
  ]);
});

test('by support for each rupiah the cheaper goes before the more popular', () => {
  const { rounds, losses } = allocate(
    electionOf(10n, [
      ['dear', 10n, 5],
      ['cheap', 2n, 2],
      ['also', 3n, 3],
    ]),
    { rule: 'greedy', utility: 'cardinality' },
  );
  expect(rounds.map((one) => [one.project, one.by === 'order' && one.perRupiah, one.tiedWith])).toEqual([
    ['also', true, ['cheap']],
    ['cheap', true, []],
  ]);
  // More than a vote for each rupiah of its cost: eleven, not three.
  expect(losses.map((one) => one.remedies)).toEqual([[atMost(5n), before('also', 6)]]);
});

test.each<[string, Partial<Project>, Choice['limits'], bigint, [bigint, boolean] | undefined]>([
  // the second, which costs 50                          under                    of      gets
  ['wants all of it', {}, undefined, 100n, undefined],
  ['accepts exactly what is left', { acceptsFrom: 40n }, undefined, 100n, [40n, false]],
  ['accepts less than what is left', { acceptsFrom: 10n }, undefined, 100n, [40n, false]],
  ['accepts a rupiah more than is left', { acceptsFrom: 41n }, undefined, 100n, undefined],
  ['accepts a part and gets the whole', { acceptsFrom: 10n }, undefined, 110n, [50n, true]],
  ['accepts whatever, where nothing is left', { acceptsFrom: 0n }, undefined, 60n, undefined],
  [
    'accepts what its institution may still get',
    { acceptsFrom: 20n, institution: 'PKK' },
    { ceilings: [{ by: 'institution', name: 'PKK', atMost: 30n }] },
    200n,
    [30n, false],
  ],
  [
    'accepts a part that another limit forbids',
    { acceptsFrom: 5n, institution: 'PKK' },
    {
      ceilings: [
        { by: 'institution', name: 'PKK', atMost: 30n },
        { by: 'institution', name: 'PKK', atMost: 20n },
      ],
    },
    200n,
    undefined,
  ],
  ['accepts a part, but too few want it', { acceptsFrom: 5n }, { minimumSupport: 8 }, 100n, undefined],
])('a project that %s', (_, more, limits, budget, gets) => {
  const election = electionOf(budget, [
    ['road', 60n, 9],
    ['drain', 50n, 7, more],
  ]);
  const { rounds } = allocate(election, { rule: 'score', ...(limits ? { limits } : {}) });
  const second = rounds[1];
  expect(second && [second.amount, second.whole]).toEqual(gets);
});

const PKK = { institution: 'PKK' };

test.each<[string, Choice['limits'], Remedy[]]>([
  // what keeps the second from its money                                     and what alone would help
  ['too few want it', { minimumSupport: 8 }, []],
  ['it excludes the first', { incompatible: [['drain', 'road']] }, [{ code: 'without', project: 'road' }]],
  [
    'its institution may get less',
    { ceilings: [{ by: 'institution', name: 'PKK', atMost: 30n }] },
    [atMost(30n)],
  ],
  ['its institution may get nothing', { ceilings: [{ by: 'institution', name: 'PKK', atMost: 0n }] }, []],
])('under a limit: %s', (_, limits, remedies) => {
  const election = electionOf(200n, [
    ['road', 60n, 9],
    ['drain', 50n, 7, PKK],
  ]);
  const { losses } = allocate(election, { rule: 'score', ...(limits ? { limits } : {}) });
  expect(losses.map((one) => one.remedies)).toEqual([remedies]);
});

test('a limit ends no list: what is behind it is passed over in order of priority too', () => {
  const election = electionOf(100n, [
    ['road', 60n, 9],
    ['drain', 30n, 7, PKK],
    ['post', 40n, 5],
  ]);
  const limits = { ceilings: [{ by: 'institution', name: 'PKK', atMost: 0n }] } as const;
  const { rounds } = allocate(election, { rule: 'priority', limits });
  expect(rounds.map((one) => one.project)).toEqual(['road', 'post']);
});

test('completion counts its rounds on from those before, and leaves out what is funded', () => {
  const election = electionOf(100n, LIST.slice(0, 3));
  const support = supportOf(election, 'cardinality');
  const votes = support.map((one) => one.votes);
  const purse = new Purse(election, votes, {});
  purse.fund(0, 20n);
  const order = { election, support, ranks: tieRanks(election, votes, 'id'), per: 'project' } as const;
  const { rounds } = fundInOrder(order, purse, 'skip', { number: 4, completion: true });
  expect(rounds.map((one) => [one.number, one.project, one.left, one.completion])).toEqual([
    [4, 'drain', 30n, true],
  ]);
});
