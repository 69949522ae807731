import { expect, test } from 'vitest';
import {
  type Ballot,
  BallotGatherer,
  type BallotKind,
  MAX_AMOUNT,
  MAX_POINTS,
  MAX_PROJECTS,
  makeElection,
  type Project,
} from './election.ts';
import { AllocationInputError, type AllocationProblem } from './problem.ts';

const project = (id: string, cost = 10n): Project => ({ id, name: id, cost });
const PROJECTS = ['a', 'b', 'c'].map((id) => project(id));
const classesOf = (kind: BallotKind, ballots: readonly Ballot[]) =>
  makeElection(100n, PROJECTS, kind, ballots).classes;

test('an election holds what was handed in, and counts its voters, also those without a choice', () => {
  const ballots = [{ projects: ['a'] }, { projects: [] }, { projects: [] }];
  expect(makeElection(100n, PROJECTS, 'approval', ballots)).toEqual({
    budget: 100n,
    projects: PROJECTS,
    ballotKind: 'approval',
    classes: [
      { weight: 1, projects: [0] },
      { weight: 2, projects: [] },
    ],
    voters: 3,
  });
});

test('approvals are equal in whatever order they stand', () => {
  const ballots = [{ projects: ['c', 'a'] }, { projects: ['a', 'c'] }, { projects: ['a'] }];
  expect(classesOf('approval', ballots)).toEqual([
    { weight: 2, projects: [0, 2] },
    { weight: 1, projects: [0] },
  ]);
});

test('rankings keep their order', () => {
  const ballots = [{ projects: ['c', 'a'] }, { projects: ['a', 'c'] }, { projects: ['c', 'a'] }];
  expect(classesOf('ranking', ballots)).toEqual([
    { weight: 2, projects: [2, 0] },
    { weight: 1, projects: [0, 2] },
  ]);
});

test('points go with their projects, and ballots with other points are others', () => {
  const ballots = [
    { projects: ['c', 'a'], points: [5, 0] },
    { projects: ['a', 'c'], points: [0, 5] },
    { projects: ['a', 'c'], points: [5, 0] },
    { projects: [] },
  ];
  expect(classesOf('points', ballots)).toEqual([
    { weight: 2, projects: [0, 2], points: [0, 5] },
    { weight: 1, projects: [0, 2], points: [5, 0] },
    { weight: 1, projects: [], points: [] },
  ]);
});

test('what is at the limits is taken', () => {
  const made = makeElection(MAX_AMOUNT, [project('a', MAX_AMOUNT), project('b', 1n)], 'points', [
    { projects: ['a', 'b'], points: [MAX_POINTS, 0] },
  ]);
  expect(made).toMatchObject({ budget: 2n ** 53n, classes: [{ points: [1_000_000, 0] }] });
  expect(makeElection(1n, [project('a')], 'approval', [{ projects: [] }]).budget).toBe(1n);
  const many = Array.from({ length: MAX_PROJECTS }, (_, index) => project(`p${index}`));
  expect(makeElection(1n, many, 'approval', [{ projects: [] }]).projects).toHaveLength(10_000);
});

function problemOf(make: () => unknown): AllocationProblem | undefined {
  try {
    make();
    return undefined;
  } catch (error) {
    if (error instanceof AllocationInputError) return error.problem;
    throw error;
  }
}

const nobody = [{ projects: [] }];
const many = Array.from({ length: MAX_PROJECTS + 1 }, (_, index) => project(`p${index}`));

test.each<
  [
    string,
    bigint,
    readonly Project[],
    readonly Ballot[],
    AllocationProblem['code'],
    AllocationProblem['params'],
  ]
>([
  ['a budget of nothing', 0n, PROJECTS, nobody, 'budget.zero', { amount: '0' }],
  ['a budget below nothing', -5n, PROJECTS, nobody, 'budget.zero', { amount: '-5' }],
  [
    'a budget above 2^53',
    MAX_AMOUNT + 1n,
    PROJECTS,
    nobody,
    'amount.above-limit',
    { amount: '9007199254740993', limit: '9007199254740992' },
  ],
  ['no projects', 1n, [], nobody, 'projects.none', {}],
  ['10,001 projects', 1n, many, nobody, 'projects.too-many', { count: 10_001, limit: 10_000 }],
  ['a project without id', 1n, [project('')], nobody, 'project.no-id', {}],
  ['an id twice', 1n, [project('a'), project('a')], nobody, 'project.id-twice', { project: 'a' }],
  ['a cost of nothing', 1n, [project('a', 0n)], nobody, 'project.zero-cost', { project: 'a' }],
  ['a cost below nothing', 1n, [project('a', -1n)], nobody, 'project.zero-cost', { project: 'a' }],
  [
    'a cost above 2^53',
    1n,
    [project('a', MAX_AMOUNT + 1n)],
    nobody,
    'amount.above-limit',
    { amount: '9007199254740993', limit: '9007199254740992' },
  ],
  ['no ballots', 1n, PROJECTS, [], 'ballots.none', {}],
  [
    'a ballot for what nobody proposed',
    1n,
    PROJECTS,
    [{ projects: ['a', 'x'] }],
    'ballot.unknown-project',
    { project: 'x' },
  ],
  [
    'a project twice on a ballot',
    1n,
    PROJECTS,
    [{ projects: ['a', 'b', 'c', 'b', 'a'] }],
    'ballot.project-twice',
    { project: 'b' },
  ],
])('refused: %s', (_, budget, projects, ballots, code, params) => {
  const make = () => makeElection(budget, projects, 'approval', ballots);
  expect(problemOf(make)).toEqual({ code, params, line: null });
});

test.each<[string, Ballot, AllocationProblem['code'], AllocationProblem['params']]>([
  ['an unknown project', { projects: ['x'], points: [1] }, 'ballot.unknown-project', { project: 'x' }],
  ['a project twice', { projects: ['a', 'a'], points: [1, 1] }, 'ballot.project-twice', { project: 'a' }],
  [
    'fewer points than projects',
    { projects: ['a', 'b'], points: [1] },
    'ballot.points-count',
    { projects: 2, points: 1 },
  ],
  ['no points', { projects: ['a'] }, 'ballot.points-count', { projects: 1, points: 0 }],
  [
    'points below nothing',
    { projects: ['a'], points: [-1] },
    'ballot.points-unreadable',
    { points: '-1', limit: 1_000_000 },
  ],
  [
    'points above a million',
    { projects: ['a'], points: [1_000_001] },
    'ballot.points-unreadable',
    { points: '1000001', limit: 1_000_000 },
  ],
  [
    'half a point',
    { projects: ['a'], points: [0.5] },
    'ballot.points-unreadable',
    { points: '0.5', limit: 1_000_000 },
  ],
])('a reader is told the line of a ballot with %s', (_, ballot, code, params) => {
  const gatherer = new BallotGatherer(100n, PROJECTS, 'points');
  expect(problemOf(() => gatherer.add(ballot, 7))).toEqual({ code, params, line: 7 });
});
