import { expect, test } from 'vitest';
import { ALLOCATION_RULES, BALLOT_KINDS, type BallotRules } from '#modules/models/index.ts';
import { type Choices, countBallots, type SlipExclusion, type SlipLine, type VoteResult } from './ballot.ts';
import { compareVote, rulesFor } from './rule-comparison.ts';

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
