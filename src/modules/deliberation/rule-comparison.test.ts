import { expect, test } from 'vitest';
import { ALLOCATION_RULES, BALLOT_KINDS, type BallotRules } from '#modules/models/index.ts';
import { type Choices, countBallots, type SlipExclusion, type SlipLine, type VoteResult } from './ballot.ts';
import {
  choiceFor,
  compareVote,
  electionOf,
  limitsOfVote,
  MOST_FOR_ADD1,
  rulesFor,
} from './rule-comparison.ts';

const words = { field: (id: string) => id };

function line(
  number: number,
  millions: bigint,
  nature = 'infrastructure',
  institution = `rw${number}`,
): SlipLine {
  return {
    number,
    proposal: `proposal ${number}`,
    title: `Usulan ${number}`,
    institution,
    institutionName: institution,
    scope: `${nature}-scope`,
    nature,
    requested: millions * 1_000_000n,
  };
}

const rules: BallotRules = {
  basis: 'b',
  officers: ['clerk'],
  kinds: ['approval'],
  rules: [...ALLOCATION_RULES],
  minimumSupport: 0,
  minimumShares: [],
  tie: 'cost-votes',
};

const PIPPK_ORDER: Pick<BallotRules, 'rules'> = {
  rules: [
    'priority',
    'score',
    'greedy',
    'greedy-per-rupiah',
    'borda',
    'knapsack',
    'phragmen',
    'equal-shares',
    'equal-shares-count',
  ],
};

type Given = Partial<VoteResult> & { budget: bigint; exclusions?: readonly SlipExclusion[] };

function compared(
  slip: readonly SlipLine[],
  ballots: readonly Choices[],
  { exclusions = [], ...given }: Given,
  changed: Partial<BallotRules> = {},
) {
  const result: VoteResult = { ceilings: [], gone: [], parts: [], ...given, ballots: countBallots(ballots) };
  return compareVote({ ...rules, ...changed }, { slip, kind: 'approval', exclusions }, result, words);
}

function winners(...given: Parameters<typeof compared>) {
  return new Map(
    (compared(...given)?.results ?? []).map(({ rule, comparison }) => [
      rule,
      'allocation' in comparison
        ? comparison.allocation.winners.map((one) => Number(one.project)).sort((a, b) => a - b)
        : undefined,
    ]),
  );
}

const approvals = (...lists: readonly (readonly number[])[]): Choices[] =>
  lists.map((projects) => ({ projects }));

test.each(BALLOT_KINDS)('every rule offered for %s ballots can be computed on them', (kind) => {
  const slip = [line(1, 40n), line(2, 30n), line(3, 20n)];
  const ballots: Choices[] =
    kind === 'points'
      ? [
          { projects: [1, 2], points: [7, 3] },
          { projects: [3], points: [10] },
        ]
      : approvals([1, 2], [3]);
  const result: VoteResult = {
    budget: 60_000_000n,
    ceilings: [],
    gone: [],
    parts: [],
    ballots: countBallots(ballots),
  };
  const all = compareVote(rules, { slip, kind, exclusions: [] }, result, words);
  expect(all?.results.map((one) => one.rule)).toEqual(rulesFor(rules, kind));
  expect(all?.applied).toBe(rulesFor(rules, kind).length);
});

test('the ceiling of an institution holds under every rule', () => {
  const slip = [line(1, 40n, 'infrastructure', 'rw1'), line(2, 40n, 'infrastructure', 'rw1'), line(3, 40n)];
  const found = winners(slip, approvals([1, 2], [1, 2], [1, 2], [3]), {
    budget: 120_000_000n,
    ceilings: [{ institution: 'rw1', left: 50_000_000n }],
  });
  expect(found.size).toBe(7);
  for (const [rule, list = []] of found) {
    expect(
      list.filter((number) => number < 3),
      rule,
    ).toHaveLength(1);
  }
});

test('a minimum share is kept under every rule, and falls away where nothing on the slip belongs to it', () => {
  const share = { field: 'empowerment', perMille: 300, basis: 'b', label: { id: 'x', en: 'x' } };
  const ballots = approvals([1], [1], [1], [2], [2], [3]);
  const budget = 100_000_000n;
  const with3 = [line(1, 60n), line(2, 40n), line(3, 30n, 'empowerment')];
  for (const [rule, list = []] of winners(with3, ballots, { budget }, { minimumShares: [share] })) {
    expect(list.includes(1) && list.includes(2), rule).toBe(false);
  }
  const without = [line(1, 60n), line(2, 40n), line(3, 30n)];
  expect(winners(without, ballots, { budget }, { minimumShares: [share] }).get('greedy')).toEqual([1, 2]);
});

test('minimum support, what left the agenda, and nothing to divide', () => {
  const slip = [line(1, 40n), line(2, 30n), line(3, 20n)];
  const ballots = approvals([1, 3], [1, 3], [2, 3]);
  const budget = 90_000_000n;
  expect(winners(slip, ballots, { budget }, { minimumSupport: 2 }).get('greedy')).toEqual([1, 3]);
  expect(winners(slip, ballots, { budget, gone: [3] }).get('greedy')).toEqual([1, 2]);
  expect(winners(slip, ballots, { budget, gone: [1, 2, 3] }).size).toBe(0);
  expect(winners(slip, ballots, { budget: 0n }).size).toBe(0);
  expect(winners(slip, [], { budget }).size).toBe(0);
});

test('ten proposals and more keep the order of the slip when ballots tie', () => {
  const slip = Array.from({ length: 12 }, (_, i) => line(i + 1, 10n));
  const everybody = approvals(slip.map((one) => one.number));
  expect(winners(slip, everybody, { budget: 30_000_000n }, { tie: 'slip' }).get('greedy')).toEqual([1, 2, 3]);
});

test('of two that exclude one another no rule funds both, and the loser is told by whom', () => {
  const slip = [line(1, 40n), line(2, 30n), line(3, 20n)];
  const ballots = approvals([1, 2], [1, 2], [1, 3], [2]);
  const given: Given = { budget: 90_000_000n, exclusions: [{ numbers: [1, 2], reason: 'lahan yang sama' }] };
  for (const [rule, list = []] of winners(slip, ballots, given)) {
    expect(
      list.filter((number) => number < 3),
      rule,
    ).toHaveLength(1);
  }
  const greedy = compared(slip, ballots, given)?.results.find((one) => one.rule === 'greedy')?.comparison;
  expect(greedy).toMatchObject({
    allocation: { losses: [{ project: '1', reason: { code: 'incompatible', with: '2' } }] },
  });
  // One of them left the agenda: the other is free.
  expect(winners(slip, ballots, { ...given, gone: [2] }).get('greedy')).toEqual([1, 3]);
});

test.each([
  // the least that its institution takes        what greedy grants the drain (Rp40 juta) after the road (Rp60 juta) of Rp90 juta
  ['nothing said', undefined, undefined],
  ['Rp20 juta', 20_000_000n, 30_000_000n],
  ['exactly what is left', 30_000_000n, 30_000_000n],
  ['one rupiah more than is left', 30_000_001n, undefined],
])('a part is funded only with consent, and not below it: %s', (_, least, granted) => {
  const slip = [line(1, 60n), line(2, 40n)];
  const given = {
    budget: 90_000_000n,
    parts: least === undefined ? [] : [{ number: 2, least, instead: 'saluran 40 m' }],
  };
  const found = compared(slip, approvals([1], [1], [2]), given)?.results.find((one) => one.rule === 'greedy');
  const won = found && 'allocation' in found.comparison ? found.comparison.allocation.winners : [];
  expect(won.find((one) => one.project === '2')?.amount).toBe(granted);
  expect(won.every((one) => one.whole)).toBe(granted === undefined);
});

test.each([
  // ballots       rules that they carry
  ['approval', 'priority greedy greedy-per-rupiah knapsack phragmen equal-shares equal-shares-count'],
  ['points', 'priority score greedy greedy-per-rupiah knapsack equal-shares equal-shares-count'],
  ['ranking', 'priority score greedy greedy-per-rupiah borda knapsack equal-shares equal-shares-count'],
] as const)('ballots of kind %s carry %s', (kind, carried) => {
  expect(rulesFor(PIPPK_ORDER, kind).join(' ')).toBe(carried);
});

const LIMITS = { minimumSupport: 1 };

test.each([
  // rule            ballots     as it is computed
  ['priority', 'approval', { rule: 'priority' }],
  ['score', 'points', { rule: 'score' }],
  ['borda', 'ranking', { rule: 'borda' }],
  ['greedy', 'points', { rule: 'greedy', utility: 'cost' }],
  ['greedy-per-rupiah', 'approval', { rule: 'greedy', utility: 'cardinality' }],
  ['greedy-per-rupiah', 'points', { rule: 'greedy', utility: 'points' }],
  ['greedy-per-rupiah', 'ranking', { rule: 'greedy', utility: 'borda' }],
  ['knapsack', 'points', { rule: 'knapsack', utility: 'points', mostSets: 100_000 }],
  ['phragmen', 'approval', { rule: 'phragmen', phragmenTooDear: 'skip', thenGreedy: true }],
  ['equal-shares', 'approval', { rule: 'equal-shares', utility: 'cost', thenGreedy: true }],
  ['equal-shares', 'points', { rule: 'equal-shares', utility: 'points', thenGreedy: true }],
  ['equal-shares', 'ranking', { rule: 'equal-shares', utility: 'borda', thenGreedy: true }],
  ['equal-shares-count', 'points', { rule: 'equal-shares', utility: 'cardinality', thenGreedy: true }],
] as const)('%s on ballots of kind %s', (rule, kind, choice) => {
  expect(choiceFor(rule, kind, { limits: LIMITS, tie: 'id', completion: 'votes' })).toEqual({
    ...choice,
    limits: LIMITS,
    tie: 'id',
  });
});

test('Equal Shares is completed by Add1 where that was chosen, in the order of ties of the library else', () => {
  expect(
    choiceFor('equal-shares', 'approval', { limits: LIMITS, tie: undefined, completion: 'add1' }),
  ).toEqual({
    rule: 'equal-shares',
    utility: 'cost',
    limits: LIMITS,
    add1: { until: 'exhaustive', whenAllFit: 'complete', mostLooks: 2000 },
    thenGreedy: true,
  });
});

test.each([
  // projects   different ballots   completion
  [3, 3, 'add1'],
  [60, 100, 'add1'],
  [60, 101, 'votes'],
])(
  'of %i proposals and %i different ballots Equal Shares is completed by %3$s',
  (projects, classes, completion) => {
    expect(MOST_FOR_ADD1).toBe(6000);
    const slip = Array.from({ length: projects }, (_, i) => line(i + 1, 10n));
    // Pairs of proposals, each once.
    const pairs = slip.flatMap((one) => slip.slice(one.number).map((other) => [one.number, other.number]));
    const lists = [...slip.map((one) => [one.number]), ...pairs].slice(0, classes);
    const found = compared(slip, approvals(...lists), { budget: 10_000_000n }, { rules: ['equal-shares'] });
    expect(found?.completion).toBe(completion);
  },
);

test('institutions of one name are told apart, in the order of the slip', () => {
  const named = (number: number, institution: string, institutionName: string): SlipLine => ({
    ...line(number, 10n, 'infrastructure', institution),
    institutionName,
  });
  const slip = [
    named(1, 'a', 'RW 01'),
    named(2, 'b', 'RW 01'),
    named(3, 'a', 'RW 01'),
    named(4, 'c', 'RW 02'),
    named(5, 'd', 'RW 01'),
    ...Array.from({ length: 8 }, (_, i) => named(6 + i, `e${i}`, 'RW 01')),
  ];
  const result: VoteResult = {
    budget: 50_000_000n,
    ceilings: [
      { institution: 'b', left: 5n },
      { institution: 'elsewhere', left: 7n },
      { institution: 'c', left: 9n },
    ],
    gone: [4],
    parts: [],
    ballots: [{ projects: [1, 2, 3, 5], weight: 1 }],
  };
  const vote = { slip, kind: 'approval', exclusions: [] } as const;
  const election = electionOf(vote, result, words);
  expect(election?.projects.map((one) => one.institution)).toEqual([
    'RW 01',
    'RW 01 (2)',
    'RW 01',
    'RW 01 (3)',
    ...Array.from({ length: 8 }, (_, i) => `RW 01 (${4 + i})`),
  ]);
  if (!election) throw new Error('there is no election');
  // What left the agenda, and who is not on the slip, have no ceiling.
  expect(limitsOfVote(rules, vote, result, election, words).limits.ceilings).toEqual([
    { by: 'institution', name: 'RW 01 (2)', atMost: 5n },
  ]);
});

test('points stay beside their proposals when one leaves the agenda', () => {
  const slip = [line(1, 10n), line(2, 10n), line(3, 10n)];
  const result: VoteResult = {
    budget: 50_000_000n,
    ceilings: [],
    gone: [1],
    parts: [],
    ballots: [{ projects: [1, 2, 3], points: [5, 3, 2], weight: 2 }],
  };
  const election = electionOf({ slip, kind: 'points' }, result, words);
  expect(election?.classes).toMatchObject([{ weight: 2, points: [3, 2] }]);
});

test('which rules fund a proposal is told by its number', () => {
  const slip = [line(1, 40n), line(2, 30n)];
  const found = compared(
    slip,
    approvals([1], [1], [2]),
    { budget: 40_000_000n },
    { rules: ['priority', 'greedy'] },
  );
  expect(found?.applied).toBe(2);
  expect([...(found?.fundedBy ?? [])]).toEqual([['1', ['priority', 'greedy']]]);
});

test.each([
  ['slip', 'id'],
  ['cost-votes', 'cost-votes'],
] as const)('ties by %s are ties by %s in the library', (tie, as) => {
  const slip = [line(1, 40n)];
  const result: VoteResult = {
    budget: 1n,
    ceilings: [],
    gone: [],
    parts: [],
    ballots: [{ projects: [1], weight: 1 }],
  };
  const vote = { slip, kind: 'approval', exclusions: [] } as const;
  const election = electionOf(vote, result, words);
  if (!election) throw new Error('there is no election');
  expect(limitsOfVote({ ...rules, tie }, vote, result, election, words).tie).toBe(as);
});
