import { expect, test } from 'vitest';
import { allocate } from './allocate.ts';
import { makeElection } from './election.ts';
import { belongsTo, type Limits, Purse, roomLeft } from './limits.ts';
import { AllocationInputError, type AllocationProblem } from './problem.ts';

const JUTA = 1_000_000n;

/** Five proposals for Rp100 juta; votes fall from top to bottom. */
const FORUM = makeElection(
  100n * JUTA,
  [
    { id: 'jalan', name: 'Jalan', cost: 60n * JUTA, fields: ['prasarana'], institution: 'RW 01' },
    { id: 'drainase', name: 'Drainase', cost: 40n * JUTA, fields: ['prasarana'], institution: 'RW 02' },
    {
      id: 'pos',
      name: 'Pos ronda',
      cost: 20n * JUTA,
      fields: ['prasarana'],
      institution: 'RW 01',
      acceptsFrom: 5n * JUTA,
    },
    { id: 'jahit', name: 'Menjahit', cost: 25n * JUTA, fields: ['pemberdayaan'], institution: 'PKK' },
    { id: 'senam', name: 'Senam', cost: 10n * JUTA, fields: ['pemberdayaan'], institution: 'PKK' },
  ],
  'approval',
  [5, 4, 3, 2, 1].flatMap((votes, index) =>
    Array.from({ length: votes }, () => ({
      projects: [['jalan', 'drainase', 'pos', 'jahit', 'senam'][index] ?? ''],
    })),
  ),
);

/** As many for each as its place from below. */
const VOTES = [5, 4, 3, 2, 1];

test.each<[string, Limits, string]>([
  // what the forum binds itself to          limits                                                         funded, in juta
  ['nothing', {}, 'jalan 60, drainase 40'],
  [
    'RW 01 at most Rp60 juta',
    { ceilings: [{ by: 'institution', name: 'RW 01', atMost: 60n * JUTA }] },
    'jalan 60, drainase 40',
  ],
  [
    'RW 01 at most Rp59 juta',
    { ceilings: [{ by: 'institution', name: 'RW 01', atMost: 59n * JUTA }] },
    'drainase 40, pos 20, jahit 25, senam 10',
  ],
  [
    'empowerment at least 30 %',
    { minimumShares: [{ by: 'field', name: 'pemberdayaan', perMille: 300 }] },
    'jalan 60, pos 10, jahit 25',
  ],
  [
    'empowerment at least 90 %',
    { minimumShares: [{ by: 'field', name: 'pemberdayaan', perMille: 900 }] },
    'jalan 60, pos 5, jahit 25, senam 10',
  ],
  [
    'road and drain exclude each other',
    { incompatible: [['drainase', 'jalan']] },
    'jalan 60, pos 20, senam 10',
  ],
  [
    'at least three supporters',
    { minimumSupport: 3, incompatible: [['drainase', 'jalan']] },
    'jalan 60, pos 20',
  ],
])('greedy, bound by: %s', (_, limits, funded) => {
  const { winners } = allocate(FORUM, { rule: 'greedy', limits });
  const told = winners.map((winner) => `${winner.project} ${winner.amount / JUTA}`);
  expect(told).toEqual(funded.split(', '));
});

test('the reason names the limit, and what is left under it', () => {
  const limits: Limits = {
    ceilings: [{ by: 'institution', name: 'PKK', atMost: 30n * JUTA }],
    minimumShares: [{ by: 'field', name: 'pemberdayaan', perMille: 300 }],
    minimumSupport: 2,
  };
  const { losses, shares } = allocate(FORUM, { rule: 'greedy', limits });
  expect(losses.map((loss) => [loss.project, loss.reason.code])).toEqual([
    ['drainase', 'reserve'],
    ['senam', 'support'],
  ]);
  // Only the course in sewing is eligible, so that no more than its cost is kept.
  expect(shares).toMatchObject([{ wanted: 25n * JUTA, spent: 25n * JUTA, met: true }]);
});

test.each<[string, AllocationProblem['params'], Limits]>([
  ['limit.unknown-project', { project: 'taman' }, { incompatible: [['jalan', 'taman']] }],
  ['limit.unknown-project', { project: 'taman' }, { incompatible: [['taman', 'jalan']] }],
  [
    'limit.unknown-group',
    { by: 'field', group: 'wisata' },
    { ceilings: [{ by: 'field', name: 'wisata', atMost: 1n }] },
  ],
  [
    'limit.unknown-group',
    { by: 'institution', group: 'prasarana' },
    { minimumShares: [{ by: 'institution', name: 'prasarana', perMille: 1 }] },
  ],
  ...[1001, -1, 0.5].map((perMille): [string, AllocationProblem['params'], Limits] => [
    'limit.per-mille',
    { share: String(perMille) },
    { minimumShares: [{ by: 'field', name: 'prasarana', perMille }] },
  ]),
])('%s is refused with what is wrong: %j', (code, params, limits) => {
  let problem: AllocationProblem | undefined;
  try {
    allocate(FORUM, { rule: 'greedy', limits });
  } catch (error) {
    if (error instanceof AllocationInputError) problem = error.problem;
  }
  expect(problem).toEqual({ code, line: null, params });
});

test('a share of nothing and one of all are shares', () => {
  for (const perMille of [0, 1000]) {
    const limits: Limits = { minimumShares: [{ by: 'field', name: 'prasarana', perMille }] };
    const wanted = BigInt(perMille) * 100_000n;
    expect(new Purse(FORUM, VOTES, limits).shares()).toEqual([
      { by: 'field', name: 'prasarana', perMille, wanted, spent: 0n, met: perMille === 0 },
    ]);
  }
});

const [JALAN, DRAINASE, POS, JAHIT, SENAM] = [0, 1, 2, 3, 4];
const POOR: Limits = { minimumShares: [{ by: 'field', name: 'pemberdayaan', perMille: 300 }] };

test('a purse keeps account of what is funded, and of what is kept for whom', () => {
  const purse = new Purse(FORUM, VOTES, POOR);
  expect([purse.left, purse.isFunded(JALAN)]).toEqual([100n * JUTA, false]);
  expect(purse.barrier(JALAN, 60n * JUTA)).toBeUndefined();
  purse.fund(JALAN, 60n * JUTA);
  expect([purse.left, purse.isFunded(JALAN), purse.isFunded(POS)]).toEqual([40n * JUTA, true, false]);
  // 30 are kept, so that 10 are free: for the drain that is too little, for a part of the post it is enough.
  const kept = { code: 'reserve', groups: POOR.minimumShares, left: 10n * JUTA };
  expect(purse.barrier(DRAINASE, 40n * JUTA)).toEqual(kept);
  expect(purse.barrier(POS, 10n * JUTA)).toBeUndefined();
  expect(purse.barrier(POS, 10n * JUTA + 1n)).toEqual(kept);
  // Those it is kept for are held up by nothing, and need less of it afterwards.
  expect(purse.barrier(JAHIT, 25n * JUTA)).toBeUndefined();
  purse.fund(JAHIT, 25n * JUTA);
  expect(purse.shares()).toMatchObject([{ spent: 25n * JUTA, met: false }]);
  expect(purse.barrier(POS, 10n * JUTA)).toBeUndefined();
  expect(purse.barrier(POS, 11n * JUTA)).toEqual({ ...kept, left: 10n * JUTA });
  purse.fund(SENAM, 10n * JUTA);
  // What is used beyond the share is kept no more.
  expect(purse.shares()).toMatchObject([{ wanted: 30n * JUTA, spent: 35n * JUTA, met: true }]);
  expect(purse.barrier(POS, 5n * JUTA)).toBeUndefined();
  expect(purse.barrierWithBudget(POS, 6n * JUTA)).toEqual({ code: 'budget', left: 5n * JUTA });
});

test('nothing is free where more is kept than is left', () => {
  const purse = new Purse(FORUM, VOTES, POOR);
  purse.fund(JALAN, 80n * JUTA);
  expect(purse.barrier(DRAINASE, 1n)).toMatchObject({ code: 'reserve', left: 0n });
});

test('who belongs to one group is held up by what is kept for another', () => {
  const limits: Limits = {
    minimumShares: [
      { by: 'field', name: 'pemberdayaan', perMille: 300 },
      { by: 'institution', name: 'RW 01', perMille: 500 },
    ],
  };
  const purse = new Purse(FORUM, VOTES, limits);
  // The road itself uses what is kept for RW 01; 30 stay for empowerment.
  expect(purse.barrier(JALAN, 60n * JUTA)).toBeUndefined();
  expect(purse.barrier(JALAN, 71n * JUTA)).toMatchObject({ groups: [limits.minimumShares?.[0]] });
  expect(purse.barrier(DRAINASE, 21n * JUTA)).toMatchObject({
    groups: limits.minimumShares,
    left: 20n * JUTA,
  });
});

test.each<[string, Limits, unknown]>([
  ['the number of supporters', { minimumSupport: 4 }, { code: 'support', votes: 3, wanted: 4 }],
  ['a rival', { incompatible: [['pos', 'jalan']] }, { code: 'incompatible', with: 'jalan' }],
  [
    'the second of two rivals',
    {
      incompatible: [
        ['pos', 'senam'],
        ['jalan', 'pos'],
      ],
    },
    { code: 'incompatible', with: 'jalan' },
  ],
  [
    'a ceiling',
    { ceilings: [{ by: 'institution', name: 'RW 01', atMost: 79n * JUTA }] },
    {
      code: 'ceiling',
      group: { by: 'institution', name: 'RW 01', atMost: 79n * JUTA },
      left: 19n * JUTA,
    },
  ],
  [
    'nothing, where the ceiling just holds it',
    { ceilings: [{ by: 'institution', name: 'RW 01', atMost: 80n * JUTA }] },
    undefined,
  ],
  [
    'nothing, where the ceiling is of others',
    { ceilings: [{ by: 'institution', name: 'PKK', atMost: 0n }] },
    undefined,
  ],
])('after the road, the post is barred by %s', (_, limits, barrier) => {
  const purse = new Purse(FORUM, VOTES, limits);
  purse.fund(JALAN, 60n * JUTA);
  expect(purse.barrier(POS, 20n * JUTA)).toEqual(barrier);
});

test('where money does not suffice, what no amount would help is named first', () => {
  const purse = new Purse(FORUM, VOTES, { minimumSupport: 3 });
  purse.fund(JALAN, 90n * JUTA);
  expect(purse.barrierWithBudget(POS, 20n * JUTA)).toEqual({ code: 'budget', left: 10n * JUTA });
  expect(purse.barrierWithBudget(SENAM, 20n * JUTA)).toEqual({ code: 'support', votes: 1, wanted: 3 });
  expect(purse.barrierWithBudget(POS, 10n * JUTA)).toBeUndefined();
});

test('a project belongs to its institution and to each of its fields', () => {
  const both = { id: 'x', name: 'x', cost: 1n, fields: ['air', 'jalan'], institution: 'PKK' };
  expect(belongsTo(both, { by: 'field', name: 'jalan' })).toBe(true);
  expect(belongsTo(both, { by: 'field', name: 'PKK' })).toBe(false);
  expect(belongsTo(both, { by: 'institution', name: 'PKK' })).toBe(true);
  expect(belongsTo({ id: 'y', name: 'y', cost: 1n }, { by: 'field', name: 'air' })).toBe(false);
});

test('how much room a barrier leaves', () => {
  expect(roomLeft({ code: 'budget', left: 7n })).toBe(7n);
  expect(roomLeft({ code: 'incompatible', with: 'x' })).toBeUndefined();
});
