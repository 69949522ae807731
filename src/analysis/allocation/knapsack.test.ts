import { describe, expect, test } from 'vitest';
import { writtenElection } from '../../../test/support/written-election.ts';
import { allocate } from './allocate.ts';
import type { Remedy } from './allocation.ts';
import type { Election } from './election.ts';
import { bestSet } from './knapsack.ts';
import { belongsTo, type Limits } from './limits.ts';
import { AllocationInputError } from './problem.ts';
import { supportOf, type Utility } from './support.ts';
import { tieRanks } from './tie-breaking.ts';

function found(election: Election, utility: Utility, limits: Limits = {}, mostSets?: number) {
  const support = supportOf(election, utility);
  const votes = support.map((one) => one.votes);
  return bestSet(election, support, tieRanks(election, votes, 'id'), utility, limits, mostSets);
}

const winnersOf = (election: Election, utility: Utility, limits?: Limits) =>
  found(election, utility, limits)
    .rounds.map((round) => round.project)
    .sort();

/** The best set as it is defined: every set is looked at. */
function byDefinition(election: Election, utility: Utility, limits: Limits = {}): string[] {
  const { projects, budget } = election;
  const support = supportOf(election, utility);
  const places = projects.map((_, place) => place).sort((a, b) => (idAt(a) < idAt(b) ? -1 : 1));
  let best: { members: number[]; worth: bigint; cost: bigint } = { members: [], worth: 0n, cost: 0n };
  for (let set = 1; set < 1 << projects.length; set += 1) {
    const members = places.filter((place) => (set >> place) % 2 === 1);
    const cost = costOf(members);
    if (cost > budget || !keepsLimits(members)) continue;
    const worth = members.reduce((sum, place) => {
      const tally = BigInt(support[place]?.tally ?? 0);
      return sum + (utility === 'cost' ? tally * costOf([place]) : tally);
    }, 0n);
    const one = { members, worth, cost };
    if (isFirst(one)) best = one;
  }
  return best.members.map(idAt);

  function idAt(place: number): string {
    return projects[place]?.id ?? '';
  }

  function costOf(members: readonly number[]): bigint {
    return members.reduce((sum, place) => sum + (projects[place]?.cost ?? 0n), 0n);
  }

  /** More worth, then the lower cost, then whoever has the first project in which they differ. */
  function isFirst(one: typeof best): boolean {
    if (one.worth !== best.worth) return one.worth > best.worth;
    if (one.cost !== best.cost) return one.cost < best.cost;
    const differs = places.find((place) => one.members.includes(place) !== best.members.includes(place));
    return differs !== undefined && one.members.includes(differs);
  }

  function keepsLimits(members: readonly number[]): boolean {
    const votes = (place: number) => support[place]?.votes ?? 0;
    const ids = members.map(idAt);
    const within = (group: Parameters<typeof belongsTo>[1], places: readonly number[]) =>
      places.filter((place) => {
        const project = projects[place];
        return project !== undefined && belongsTo(project, group);
      });
    if (members.some((place) => votes(place) < (limits.minimumSupport ?? 0))) return false;
    if (limits.incompatible?.some(([a, b]) => ids.includes(a) && ids.includes(b))) return false;
    if (limits.ceilings?.some((ceiling) => costOf(within(ceiling, members)) > ceiling.atMost)) return false;
    const open = (limits.minimumShares ?? []).map((share) => {
      const eligible = within(share, places).filter((place) => votes(place) >= (limits.minimumSupport ?? 0));
      const kept = (budget * BigInt(share.perMille) + 999n) / 1000n;
      const asked = costOf(eligible);
      const missing = (asked < kept ? asked : kept) - costOf(within(share, members));
      return missing > 0n ? missing : 0n;
    });
    return costOf(members) + open.reduce((sum, missing) => sum + missing, 0n) <= budget;
  }
}

/** All alike: ties everywhere. */
const ALIKE = writtenElection(60n, 'd:20@RW1 b:20@RW2 c:20@RW1 a:20@RW2 e:20@RW1', '1×d 1×b 1×c 1×a 1×e');

test('the best set, told from the most worth for a rupiah down', () => {
  // a: 3 x 60 = 180, b: 4 x 50 = 200, c: 2 x 50 = 100, d: 5 x 40 = 200, e: no votes. b and d are worth most.
  const election = writtenElection(100n, 'a:60 b:50 c:50 d:40 e:1', '3×a 4×b 2×c 5×d');
  const { rounds, purse } = found(election, 'cost');
  const told = { by: 'knapsack', whole: true, tiedWith: [] };
  expect(rounds).toEqual([
    { ...told, number: 1, project: 'd', amount: 40n, votes: 5, tally: 5, left: 60n, worth: 200n },
    { ...told, number: 2, project: 'b', amount: 50n, votes: 4, tally: 4, left: 10n, worth: 200n },
  ]);
  expect(purse.left).toBe(10n);
  expect(purse.isFunded(3) && purse.isFunded(1) && !purse.isFunded(0)).toBe(true);
});

test('each that is left out is told why, the best supported first, and what more votes would do', () => {
  const election = writtenElection(100n, 'a:60 b:50 c:50 d:40 e:1 f:200', '3×a 4×b 2×c 5×d 9×f');
  const { losses } = found(election, 'cost');
  const more = (count: number): Remedy[] => [{ code: 'more-tally', count }];
  expect(losses).toEqual([
    // No number of votes helps what costs more than there is.
    { project: 'f', votes: 9, tally: 9, reason: { code: 'outweighed', worth: 1800n }, remedies: [] },
    // With the drain (40) it must be worth more than 400: 401 - 200 = 201 of 60 each, so four votes: one more.
    { project: 'a', votes: 3, tally: 3, reason: { code: 'outweighed', worth: 180n }, remedies: more(1) },
    // The same with 50 each: 201 need five votes, three more than it has.
    { project: 'c', votes: 2, tally: 2, reason: { code: 'outweighed', worth: 100n }, remedies: more(3) },
    // What fits beside the best set needs but one.
    { project: 'e', votes: 0, tally: 0, reason: { code: 'no-support' }, remedies: more(1) },
  ]);
});

test('where votes count alone, as many more as are missing and one', () => {
  const election = writtenElection(10n, 'a:10 b:5 c:5', '3×a 2×b 2×c');
  const { rounds, losses } = found(election, 'cardinality');
  expect(rounds.map((one) => [one.project, one.worth])).toEqual([
    ['b', 2n],
    ['c', 2n],
  ]);
  expect(losses).toMatchObject([{ project: 'a', remedies: [{ code: 'more-tally', count: 2 }] }]);
});

test('who was given no points is told so', () => {
  const election = writtenElection(10n, 'a:10 b:5', '3×a=2+b=0');
  expect(found(election, 'points').losses).toMatchObject([
    { project: 'b', votes: 0, tally: 0, reason: { code: 'no-points', voters: 3 } },
  ]);
});

test('what would help is worked out for the best supported five', () => {
  const election = writtenElection(10n, 'a:10 b:10 c:10 d:10 e:10 f:10 g:10', '7×a 6×b 5×c 4×d 3×e 2×f 1×g');
  expect(found(election, 'cardinality').losses.map((one) => [one.project, one.remedies.length])).toEqual([
    ['b', 1],
    ['c', 1],
    ['d', 1],
    ['e', 1],
    ['f', 1],
    ['g', 0],
  ]);
});

test('of as many votes the order of ties tells who is named first among the lost', () => {
  const election = writtenElection(10n, 'd:10 c:10 b:10 a:10', '2×d 2×c 2×b 2×a');
  const { rounds, losses } = found(election, 'cardinality');
  expect([...rounds, ...losses].map((one) => one.project)).toEqual(['a', 'b', 'c', 'd']);
});

test('behind a limit nothing is promised', () => {
  const election = writtenElection(100n, 'a:60 b:50@PKK c:10', '9×a 3×b 1×c');
  const atMost = (amount: bigint): Limits => ({
    ceilings: [{ by: 'institution', name: 'PKK', atMost: amount }],
  });
  const lost = (limits: Limits) =>
    found(election, 'cost', limits).losses.map(({ project, reason, remedies }) => [
      project,
      reason.code,
      remedies.length,
    ]);
  expect(lost(atMost(40n))).toEqual([['b', 'ceiling', 0]]);
  // It would be allowed, but is outweighed: how much more it needs is not worked out under such limits.
  expect(lost(atMost(50n))).toEqual([['b', 'outweighed', 0]]);
  expect(lost({ minimumShares: [{ by: 'institution', name: 'PKK', perMille: 0 }] })).toEqual([
    ['b', 'outweighed', 0],
  ]);
  expect(lost({ incompatible: [['b', 'c']] })).toEqual([['b', 'incompatible', 0]]);
  // A number of supporters that is wanted of all is no such limit.
  expect(lost({ minimumSupport: 2 })).toEqual([
    ['b', 'outweighed', 1],
    ['c', 'support', 0],
  ]);
});

test('more sets than may be kept at once are refused', () => {
  const election = writtenElection(100n, 'a:11 b:22 c:33 d:44 e:55', '3×a 4×b 5×c 6×d 7×e');
  const ask = (mostSets: number) => () => found(election, 'cardinality', {}, mostSets);
  expect(ask(1)).toThrow(AllocationInputError);
  expect(ask(1)).toThrow('knapsack.too-hard (limit=1)');
  expect(ask(1000)).not.toThrow();
});

test.each<[string, bigint, string, string, Limits, number]>([
  // Without a (9) the others come to no more than 6 + 3: less than a and b, which surely fit.
  ['whatever cannot reach what surely fits', 20n, 'a:10 b:7 c:7 d:7', '9×a 6×b 3×c 1×d', {}, 1],
  ['also where what fits passes something over', 20n, 'a:10 b:15 c:10', '9×a 8×b 5×c', {}, 1],
  [
    'also where rivals are looked at together',
    20n,
    'a:10 b:7 c:7 d:7',
    '9×a 6×b 3×c 1×d',
    { incompatible: [['d', 'a']] },
    1,
  ],
  // a surely fits, b and c might be worth more: with and without a, then with a or b, then a or both others.
  ['what might still become the best is kept', 10n, 'a:6 b:5 c:5', '5×a 4×b 4×c', {}, 2],
])('partial sets are dropped: %s', (_, budget, projects, ballots, limits, most) => {
  const election = writtenElection(budget, projects, ballots);
  expect(() => found(election, 'cardinality', limits, most)).not.toThrow();
  expect(() => found(election, 'cardinality', limits, most - 1)).toThrow('knapsack.too-hard');
  expect(winnersOf(election, 'cardinality', limits)).toEqual(byDefinition(election, 'cardinality', limits));
});

test('rounds and losses of equal worth stand in the order of ties', () => {
  const { rounds, losses } = found(ALIKE, 'cost');
  expect(rounds.map((one) => one.project)).toEqual(['a', 'b', 'c']);
  expect(losses.map((one) => one.project)).toEqual(['d', 'e']);
});

test('losses stand by votes, though others give more for a rupiah', () => {
  const election = writtenElection(10n, 'a:10 b:50 c:30 d:20', '9×a 7×b 6×c 6×d');
  expect(found(election, 'cardinality').losses.map((one) => one.project)).toEqual(['b', 'c', 'd']);
});

test('it is chosen by the name of the rule', () => {
  const election = writtenElection(10n, 'a:10 b:5 c:5', '3×a 2×b 2×c');
  const winners = (utility: Utility) =>
    allocate(election, { rule: 'knapsack', utility }).winners.map((one) => one.project);
  expect(winners('cardinality')).toEqual(['b', 'c']);
  expect(winners('cost')).toEqual(['a']);
});

const LAND = writtenElection(
  100n,
  'a:35#air@RW1 b:30#air@RW2 c:25#jalan@RW1 d:20#jalan/air@RW2 e:15#jalan@RW1 f:10#sosial@PKK g:40#sosial@PKK',
  '7×a 6×b 5×c 3×d 2×e 1×f 4×g 2×a+b 1×c+d+e',
);

/** Costs that no two sums share; worth close together. */
const CLOSE = writtenElection(
  200n,
  'a:91#x@P b:64#y@P c:57#x@Q d:38#y@Q e:29#x@P f:23#y@R g:17#x@R h:11#y@Q',
  '10×a 7×b 6×c 4×d 3×e 3×f 2×g 1×h 1×a+h 2×c+e 1×b+g',
);

const LIMITS: readonly [string, Limits][] = [
  ['nothing', {}],
  ['too little for two of RW 1', { ceilings: [{ by: 'institution', name: 'RW1', atMost: 39n }] }],
  ['just enough for two of RW 1', { ceilings: [{ by: 'institution', name: 'RW1', atMost: 40n }] }],
  [
    'two ceilings that share projects',
    {
      ceilings: [
        { by: 'field', name: 'air', atMost: 50n },
        { by: 'institution', name: 'RW2', atMost: 30n },
      ],
    },
  ],
  ['a ceiling that binds nobody', { ceilings: [{ by: 'institution', name: 'RW1', atMost: 1000n }] }],
  ['a ceiling of nothing', { ceilings: [{ by: 'institution', name: 'RW1', atMost: 0n }] }],
  ['two that exclude each other', { incompatible: [['a', 'b']] }],
  [
    'a chain of those that exclude each other',
    {
      incompatible: [
        ['a', 'c'],
        ['c', 'b'],
        ['d', 'e'],
        ['e', 'a'],
      ],
    },
  ],
  ['a share for who is weak', { minimumShares: [{ by: 'field', name: 'sosial', perMille: 300 }] }],
  ['a share of all', { minimumShares: [{ by: 'institution', name: 'RW2', perMille: 1000 }] }],
  [
    'two shares with one project in both',
    {
      minimumShares: [
        { by: 'field', name: 'air', perMille: 450 },
        { by: 'field', name: 'jalan', perMille: 450 },
      ],
    },
  ],
  ['few supporters', { minimumSupport: 4, minimumShares: [{ by: 'field', name: 'sosial', perMille: 500 }] }],
  [
    'everything at once',
    {
      minimumSupport: 2,
      ceilings: [{ by: 'institution', name: 'RW1', atMost: 45n }],
      minimumShares: [{ by: 'field', name: 'jalan', perMille: 250 }],
      incompatible: [['b', 'd']],
    },
  ],
];

describe.each(['cost', 'cardinality'] as const)('no set is better, by %s', (utility) => {
  test.each(LIMITS)('bound by %s', (_, limits) => {
    for (const budget of [100n, 75n, 60n, 34n]) {
      const election = { ...LAND, budget };
      expect(winnersOf(election, utility, limits), `with ${budget}`).toEqual(
        byDefinition(election, utility, limits),
      );
    }
  });

  test.each<[string, Election, Limits]>([
    ['all alike', ALIKE, {}],
    [
      'all alike, at most 20 for RW 2',
      ALIKE,
      { ceilings: [{ by: 'institution', name: 'RW2', atMost: 20n }] },
    ],
    [
      'all alike, the first excluded by all',
      ALIKE,
      {
        incompatible: [
          ['a', 'b'],
          ['a', 'c'],
          ['d', 'a'],
        ],
      },
    ],
    ['close together', CLOSE, {}],
    [
      'close together, at most 110 for P',
      CLOSE,
      { ceilings: [{ by: 'institution', name: 'P', atMost: 110n }] },
    ],
    ['close together, half for y', CLOSE, { minimumShares: [{ by: 'field', name: 'y', perMille: 500 }] }],
    [
      'close together, the strong against each other',
      CLOSE,
      {
        incompatible: [
          ['a', 'b'],
          ['b', 'c'],
          ['d', 'h'],
        ],
        ceilings: [{ by: 'field', name: 'x', atMost: 100n }],
      },
    ],
  ])('%s', (_, election, limits) => {
    for (const budget of [200n, 150n, 110n, 60n, 40n])
      expect(winnersOf({ ...election, budget }, utility, limits), `with ${budget}`).toEqual(
        byDefinition({ ...election, budget }, utility, limits),
      );
  });
});

test('nothing fits: nothing is taken', () => {
  expect(winnersOf(writtenElection(5n, 'a:10 b:6', '1×a 2×b'), 'cost')).toEqual([]);
});
