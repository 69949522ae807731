import { describe, expect, test } from 'vitest';
import { writtenElection } from '../../../test/support/written-election.ts';
import { allocate, type Choice } from './allocate.ts';
import type { Loss } from './allocation.ts';
import type { Election } from './election.ts';
import { AllocationInputError } from './problem.ts';
import type { Utility } from './support.ts';

/** Road and drain fit together, and so do road, lamp and swing; by votes for each rupiah the lamp leads. */
const FORUM = writtenElection(
  100n,
  'road:60 drain:40 lamp:10 swing:30',
  '4×road 3×road+drain 2×lamp+swing 1×lamp',
);
const RANKED = writtenElection(100n, 'a:60 b:60 c:40', '3×a>b>c 2×b>c 4×c');
const GIVEN = writtenElection(100n, 'a:60 b:50 c:40', '3×a=5+b=1 2×b=9 1×c=4');

const winnersOf = (election: Election, choice: Choice) =>
  allocate(election, choice)
    .winners.map((one) => one.project)
    .join(' ');

test('what a rule makes of an election: who gets what, what it costs, what is left, and by which conventions', () => {
  const { winners, cost, left, rule, utility, borda, tie, shares, ...more } = allocate(FORUM, {
    rule: 'score',
  });
  expect(winners).toEqual([
    { project: 'road', amount: 60n, whole: true },
    { project: 'drain', amount: 40n, whole: true },
  ]);
  expect({ cost, left, rule, utility, borda, tie, shares }).toEqual({
    cost: 100n,
    left: 0n,
    rule: 'score',
    utility: 'cardinality',
    borda: 'listed',
    tie: 'id',
    shares: [],
  });
  expect(Object.keys(more).sort()).toEqual(['losses', 'rounds']);
  expect(
    allocate(RANKED, { rule: 'borda', borda: 'all', tie: 'cost-votes' }),
    'what was asked for',
  ).toMatchObject({ borda: 'all', tie: 'cost-votes' });
});

test.each<[Choice['rule'], Utility | undefined, Election, Utility]>([
  // rule            asked for        on         counted by
  ['greedy', undefined, FORUM, 'cost'],
  ['greedy', undefined, GIVEN, 'points'],
  ['greedy', undefined, RANKED, 'borda'],
  ['greedy', 'cardinality', FORUM, 'cardinality'],
  ['score', undefined, FORUM, 'cardinality'],
  ['score', undefined, GIVEN, 'points'],
  ['score', undefined, RANKED, 'places'],
  ['score', 'borda', RANKED, 'borda'],
  ['borda', undefined, RANKED, 'borda'],
  ['borda', 'cardinality', RANKED, 'borda'],
])('%s by %s is counted as the ballots carry it (%#)', (rule, utility, election, counted) => {
  const choice = { rule, ...(utility === undefined ? {} : { utility }) };
  expect(allocate(election, choice).utility).toBe(counted);
});

const DEAR = writtenElection(100n, 'a:60 b:50 c:40 d:4', '9×a 7×b 5×c 2×d');

test.each<[string, Election, Choice, string]>([
  ['priority ends at the first that does not fit', DEAR, { rule: 'priority' }, 'a'],
  ['score passes it over', DEAR, { rule: 'score' }, 'a c'],
  ['greedy counts votes under cost', DEAR, { rule: 'greedy' }, 'a c'],
  // 0.15, 0.14, 0.125, 0.5 votes for a rupiah
  ['greedy counts votes for each rupiah otherwise', DEAR, { rule: 'greedy', utility: 'cardinality' }, 'd a'],
  // a 6, b 5, c 0 points
  ['Borda passes over', RANKED, { rule: 'borda' }, 'a c'],
  // a 6, b 3 + 4 = 7, c 2 + 8 = 10, where all three places count
  ['Borda over all projects', RANKED, { rule: 'borda', borda: 'all' }, 'c b'],
  ['the set that is worth most', DEAR, { rule: 'knapsack' }, 'a c'],
  ['Phragmén stops unless asked to go on', DEAR, { rule: 'phragmen' }, 'd a'],
  ['Phragmén goes on when asked', DEAR, { rule: 'phragmen', phragmenTooDear: 'skip' }, 'd a'],
  [
    'Phragmén, then what still fits',
    writtenElection(100n, 'a:60 b:50 c:40', '9×a 7×b 5×c'),
    { rule: 'phragmen', thenGreedy: true },
    'a c',
  ],
  ['ties by id', writtenElection(10n, 'b:5 a:10', '1×a 1×b'), { rule: 'score' }, 'a'],
  [
    'ties by the lower cost',
    writtenElection(10n, 'b:5 a:10', '1×a 1×b'),
    { rule: 'score', tie: 'cost-votes' },
    'b',
  ],
  ['limits bind every rule', DEAR, { rule: 'score', limits: { incompatible: [['a', 'c']] } }, 'a d'],
])('%s', (_, election, choice, winners) => {
  expect(winnersOf(election, choice)).toBe(winners);
});

test.each<[Choice, Election, string]>([
  [
    { rule: 'score', add1: { until: 'overshoot', whenAllFit: 'plain' } },
    FORUM,
    'rule.no-completion (rule=score, completion=add1)',
  ],
  [
    { rule: 'phragmen', add1: { until: 'overshoot', whenAllFit: 'plain' } },
    FORUM,
    'rule.no-completion (rule=phragmen, completion=add1)',
  ],
  [{ rule: 'score', thenGreedy: true }, FORUM, 'rule.no-completion (rule=score, completion=greedy)'],
  [{ rule: 'knapsack', thenGreedy: true }, FORUM, 'rule.no-completion (rule=knapsack, completion=greedy)'],
  [{ rule: 'phragmen' }, RANKED, 'rule.needs-approval (rule=phragmen, ballots=ranking)'],
  [{ rule: 'phragmen' }, GIVEN, 'rule.needs-approval (rule=phragmen, ballots=points)'],
  [{ rule: 'borda' }, FORUM, 'rule.needs-ranking (ballots=approval)'],
  [
    { rule: 'knapsack', mostSets: 1 },
    writtenElection(100n, 'a:11 b:22 c:33 d:44 e:55', '3×a 4×b 5×c 6×d 7×e'),
    'knapsack.too-hard (limit=1)',
  ],
])('refused (%#)', (choice, election, message) => {
  const ask = () => allocate(election, choice);
  expect(ask).toThrow(AllocationInputError);
  expect(ask).toThrow(message);
});

/*
 * Six voters hold 25 each. The drain (60) has four supporters, 15 each. Then the three for the bench hold 10, 10 and
 * 25: 45 of 60; the two for the course 10 and 25: 35 of 40.
 */
const WARD = '2×bench+drain 1×bench 1×drain 1×drain+course 1×course 0×';

describe('Equal Shares', () => {
  const election = writtenElection(150n, 'course:40 bench:60 drain:60 lamp:5', WARD);

  test('who is left out is told what its supporters had, with whom they shared, and what would have helped', () => {
    const { losses, endowment } = allocate(election, { rule: 'equal-shares' });
    expect(endowment).toEqual({ perVoter: { part: 25n, of: 1n }, added: 0n, ended: 'not-completed' });
    expect(losses).toEqual<Loss[]>([
      {
        project: 'bench',
        votes: 3,
        tally: 3,
        reason: {
          code: 'supporters-spent',
          money: { part: 45n, of: 1n },
          sharedWith: [{ project: 'drain', voters: 2 }],
        },
        // 15 are missing, and whoever has spent nothing brings 25.
        remedies: [
          { code: 'cost-at-most', amount: 45n },
          { code: 'more-voters', count: 1 },
        ],
      },
      {
        project: 'course',
        votes: 2,
        tally: 2,
        reason: {
          code: 'supporters-spent',
          money: { part: 35n, of: 1n },
          sharedWith: [{ project: 'drain', voters: 1 }],
        },
        remedies: [
          { code: 'cost-at-most', amount: 35n },
          { code: 'more-voters', count: 1 },
        ],
      },
      { project: 'lamp', votes: 0, tally: 0, reason: { code: 'no-support' }, remedies: [] },
    ]);
  });

  test('so many new voters as bring what is missing, rounded up; and no cheaper cost where nothing is left', () => {
    // Both voters give their 50 for the hall; the pool then has supporters with nothing, and costs twice what one holds.
    const spent = writtenElection(100n, 'hall:100 pool:101', '2×hall+pool');
    expect(allocate(spent, { rule: 'equal-shares' }).losses[0]).toMatchObject({
      reason: { code: 'supporters-spent', money: { part: 0n, of: 1n } },
      // 101 of 50 each
      remedies: [{ code: 'more-voters', count: 3 }],
    });
    // With 100 among three nobody has whole rupiah: the one for the pool has 33 1/3 of 50, so that one more suffices.
    const thirds = writtenElection(100n, 'pool:50', '1×pool 2×');
    expect(allocate(thirds, { rule: 'equal-shares' }).losses[0]?.remedies).toEqual([
      { code: 'cost-at-most', amount: 33n },
      { code: 'more-voters', count: 1 },
    ]);
    const exact = writtenElection(100n, 'pool:75', '1×pool 3×');
    // 50 are missing, of 25 each
    expect(allocate(exact, { rule: 'equal-shares' }).losses[0]?.remedies).toContainEqual({
      code: 'more-voters',
      count: 2,
    });
  });

  test('who gave no points is told so', () => {
    const points = writtenElection(100n, 'a:60 b:50', '3×a=5+b=0');
    expect(allocate(points, { rule: 'equal-shares' }).losses).toEqual([
      { project: 'b', votes: 0, tally: 0, reason: { code: 'no-points', voters: 3 }, remedies: [] },
    ]);
  });

  const PKK = writtenElection(100n, 'a:30@PKK b:30@PKK c:20', '3×a 2×b 1×c');

  test.each<[string, Choice['limits'], Partial<Loss>]>([
    [
      'a ceiling with room',
      { ceilings: [{ by: 'institution', name: 'PKK', atMost: 50n }] },
      {
        project: 'b',
        votes: 2,
        tally: 2,
        reason: {
          code: 'ceiling',
          group: { by: 'institution', name: 'PKK', atMost: 50n } as never,
          left: 20n,
        },
        remedies: [{ code: 'cost-at-most', amount: 20n }],
      },
    ],
    [
      'a ceiling without',
      { ceilings: [{ by: 'institution', name: 'PKK', atMost: 30n }] },
      {
        project: 'b',
        reason: {
          code: 'ceiling',
          group: { by: 'institution', name: 'PKK', atMost: 30n } as never,
          left: 0n,
        },
        remedies: [],
      },
    ],
    [
      'a rival',
      { incompatible: [['b', 'a']] },
      {
        project: 'b',
        reason: { code: 'incompatible', with: 'a' },
        remedies: [{ code: 'without', project: 'a' }],
      },
    ],
    [
      'too few',
      { minimumSupport: 3 },
      { project: 'b', reason: { code: 'support', votes: 2, wanted: 3 }, remedies: [] },
    ],
  ])('behind a limit: %s', (_, limits, loss) => {
    const { losses } = allocate(PKK, { rule: 'equal-shares', ...(limits ? { limits } : {}) });
    expect(losses.find((one) => one.project === 'b')).toMatchObject(loss);
  });

  test('completed: rounds count on, and the reason of the rule is kept for what still does not fit', () => {
    // After the drain 90 are left: the bench, and nothing more.
    const { rounds, losses } = allocate(
      { ...election, budget: 150n },
      { rule: 'equal-shares', thenGreedy: true },
    );
    expect(rounds.map((one) => [one.number, one.project, one.by, one.left])).toEqual([
      [1, 'drain', 'equal-shares', 90n],
      [2, 'bench', 'order', 30n],
      [3, 'lamp', 'order', 25n],
    ]);
    expect(rounds[1]).toMatchObject({ completion: true, perRupiah: false });
    expect(losses).toMatchObject([{ project: 'course', reason: { code: 'supporters-spent' } }]);
    expect(
      allocate(election, { rule: 'equal-shares', utility: 'cardinality', thenGreedy: true }).rounds.at(-1),
    ).toMatchObject({ by: 'order', perRupiah: true });
  });

  test('under Add1 what helps is tried out: the cost that the supporters have left, where it wins', () => {
    const add1 = { until: 'overshoot', whenAllFit: 'complete' } as const;
    const tried = (budget: bigint) => allocate({ ...election, budget }, { rule: 'equal-shares', add1 });
    // 26.5 each; from 27.5 on the course can be paid. For the bench 30 each are needed, and then all costs 160.
    // With 29.5 its supporters have 58.5: at a cost of 58 all three come to 158.
    expect(tried(159n)).toMatchObject({
      winners: [{ project: 'drain' }, { project: 'course' }],
      endowment: { perVoter: { part: 59n, of: 2n }, added: 3n, ended: 'overshoot', overshootCost: 160n },
    });
    expect(tried(159n).losses).toMatchObject([
      { project: 'bench', remedies: [{ code: 'cost-at-most', amount: 58n }] },
      { project: 'lamp', remedies: [] },
    ]);
    // With 150 it ends at 29 each, where the bench would have 57: at such a cost all three come to 157.
    expect(tried(150n).losses.map((one) => [one.project, one.remedies])).toEqual([
      ['bench', []],
      ['lamp', []],
    ]);
  });
});

test('losses stand by their support, and where that is alike in the order of ties', () => {
  const election = writtenElection(10n, 'z:10 d:10 c:10 b:10 a:10', '9×z 2×d 3×c 2×b 2×a');
  for (const rule of ['score', 'knapsack', 'equal-shares'] as const)
    expect(
      allocate(election, { rule })
        .losses.map((one) => one.project)
        .join(' '),
      rule,
    ).toBe(rule === 'equal-shares' ? 'z c a b d' : 'c a b d');
});
