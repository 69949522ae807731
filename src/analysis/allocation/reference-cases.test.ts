import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Choice } from './allocate.ts';
import { allocate } from './allocate.ts';
import type { Add1 } from './completion.ts';
import type { Election } from './election.ts';
import { makeElection } from './election.ts';
import { approximately } from './fraction.ts';
import { readPabulib } from './pabulib.ts';
import { votersPreferring } from './side-by-side.ts';

/** Ballots as `17×180` (seventeen voters for 180) or `1×180+183`. */
function approvals(budget: bigint, costs: string, ballots: string): Election {
  const projects = costs.split(' ').map((entry) => {
    const [id = '', cost = ''] = entry.split(':');
    return { id, name: id, cost: BigInt(cost) };
  });
  const cast = ballots.split(' ').flatMap((entry) => {
    const [count = '', chosen = ''] = entry.split('×');
    return Array.from({ length: Number(count) }, () => ({ projects: chosen.split('+') }));
  });
  return makeElection(budget, projects, 'approval', cast);
}

/** Toulouse 2022, district 17 (Pabulib). */
const TOULOUSE = approvals(
  400_000n,
  '180:75000 183:200000 178:10500 182:200000 181:30000 185:65000 186:100000 187:39000 184:10000 179:80000',
  '5×185 2×187 17×180 2×184 1×180+183+186 16×183 6×186 1×182+181+184 30×182 1×183+186 4×179 1×186+184 2×178 1×182+181 1×180+183 1×180+182 1×183+186+179 1×183+185',
);

/** Mechanical Turk, Knapsack 3 (Pabulib): here the two ways to end Add1 part. */
const TURK = approvals(
  500_000n,
  '3:27000 51:105000 13:24000 25:90000 7:50000 40:120000 16:90000 22:320000 45:250000 34:250000',
  '3×3+51+13+25+7+16 7×3+51+13+25+40+16 1×3+13+25+7+34 1×51+13+25+7+40+16 8×3+51+25+7+40+16 8×3+51+13+25+7+40 1×3+13+25+16+45 3×3+51+13+25+45 3×3+13+25+7+40+16 5×3+25+7+22 3×3+51+13+22 3×3+51+13+7+45 3×51+13+7+22 1×3+51+16+45 2×3+7+40+45 3×3+51+13+25+34 1×3+51+13+7+40+16 2×3+51+25+40+16 1×34 1×3+16+22 1×51 1×51+13+7 1×51+13+40+34 1×3+51+13+34 1×51+40+45 1×3+13+40+22 1×13+25+7+22 2×51+7+22 1×3+13+25+22 2×3+51+13+7+34 1×3+40+16+45 1×3+25+40+45 1×3+51+13+16+45 1×51+40+34 1×3+51+22',
);

const overshoot: Add1 = { until: 'overshoot', whenAllFit: 'plain' };
const exhaustive: Add1 = { until: 'exhaustive', whenAllFit: 'complete' };

test.each<[string, Election, Choice, string]>([
  ['Toulouse, most votes first', TOULOUSE, { rule: 'greedy' }, '182 183'],
  ['Toulouse, votes per euro', TOULOUSE, { rule: 'greedy', utility: 'cardinality' }, '184 180 178 182 186'],
  ['Toulouse, Equal Shares', TOULOUSE, { rule: 'equal-shares' }, '180 184'],
  ['Toulouse, with Add1', TOULOUSE, { rule: 'equal-shares', add1: overshoot }, '182 180 184 178'],
  [
    'Toulouse, Add1, then greedy',
    TOULOUSE,
    { rule: 'equal-shares', add1: overshoot, thenGreedy: true },
    '182 180 184 178 186',
  ],
  ['Toulouse, then greedy', TOULOUSE, { rule: 'equal-shares', thenGreedy: true }, '180 184 182 186 178'],
  ['Toulouse, cardinality', TOULOUSE, { rule: 'equal-shares', utility: 'cardinality' }, '184 180'],
  ['Knapsack 3, until overshoot', TURK, { rule: 'equal-shares', add1: overshoot }, '3 51 13 25 7 40'],
  ['Knapsack 3, until exhaustive', TURK, { rule: 'equal-shares', add1: exhaustive }, '3 51 13 25 7 16'],
])('%s', (_, election, choice, winners) => {
  expect(allocate(election, choice).winners.map((winner) => winner.project)).toEqual(winners.split(' '));
});

test('Toulouse, sequential Phragmén', () => {
  const { winners } = allocate(TOULOUSE, { rule: 'phragmen' });
  expect(winners.map((winner) => winner.project).sort()).toEqual(['178', '180', '182', '184']);
});

test('Add1 ends at the very rupiah where the tools end it', () => {
  const { endowment } = allocate(TURK, { rule: 'equal-shares', add1: exhaustive });
  expect(approximately(endowment?.perVoter ?? { part: 0n, of: 1n })).toBeCloseTo(7302.506493506494, 9);
});

test('when all projects fit the budget, Add1 buys all or leaves the plain result, as asked', () => {
  const everything = { ...TOULOUSE, budget: 900_000n };
  const plain = allocate(everything, { rule: 'equal-shares', add1: overshoot });
  const complete = allocate(everything, {
    rule: 'equal-shares',
    add1: { ...overshoot, whenAllFit: 'complete' },
  });
  expect(plain.winners).toEqual(allocate(everything, { rule: 'equal-shares' }).winners);
  expect(plain.endowment?.ended).toBe('all-fit');
  expect(complete.winners).toHaveLength(10);
});

const shared = fileURLToPath(new URL('../../../../shared/cases/budgeting/', import.meta.url));

describe.runIf(existsSync(shared))('files computed by other tools', () => {
  const files = existsSync(shared) ? readdirSync(shared).filter((file) => file.endsWith('.pb')) : [];

  test.each(files)('pabutools: %s', (file) => {
    const { election } = readPabulib(readFileSync(shared + file, 'utf8'));
    const expected = JSON.parse(readFileSync(shared + file.replace('.pb', '.expected.json'), 'utf8'));
    for (const [key, result] of Object.entries<PabutoolsResult>(expected.results)) {
      const allocation = allocate(election, pabutoolsChoice(key));
      const winners = allocation.winners.map((winner) => winner.project);
      // The tool gives Phragmén's winners sorted.
      if (key === 'sequential_phragmen') winners.sort();
      expect({ key, winners }).toEqual({ key, winners: result.winners_in_pick_order });
      expect(String(allocation.cost)).toBe(result.cost);
      const money = allocation.rounds.map((round) =>
        round.by === 'equal-shares' ? String(round.voterMoneyAfter.part / round.voterMoneyAfter.of) : '',
      );
      if (result.rounds) expect(money).toEqual(result.rounds.map((round) => round.total_voter_money_after));
    }
  });

  const published = files.map((file) => file.replace('.pb', '.equalshares-net.json'));
  test.each(published.filter((file) => existsSync(shared + file)))('equalshares.net: %s', (file) => {
    const { election } = readPabulib(
      readFileSync(shared + file.replace('.equalshares-net.json', '.pb'), 'utf8'),
    );
    const expected = JSON.parse(readFileSync(shared + file, 'utf8'));
    for (const [key, result] of Object.entries<EqualSharesNetResult>(expected.results)) {
      const allocation = allocate(election, equalSharesNetChoice(result));
      // Its last step can put the greedy result in the place of Equal Shares, where more voters prefer it.
      const greedy = allocate(election, { rule: 'greedy', tie: 'cost-votes' });
      const preferring = votersPreferring(election, greedy, allocation);
      const replaced = result.params.comparison === 'satisfaction' && preferring.one > preferring.other;
      const winners = (replaced ? greedy : allocation).winners.map((winner) => winner.project);
      expect({ key, winners }).toEqual({ key, winners: result.winners });
      // Whether, not how many: the tool does not count voters to whom one of the results gives nothing.
      expect(result.comparison !== null).toBe(replaced);
      const perVoter = allocation.endowment?.perVoter ?? { part: 0n, of: 1n };
      expect(approximately(perVoter)).toBeCloseTo(Number(result.endowment), 6);
    }
  });
});

interface PabutoolsResult {
  readonly winners_in_pick_order: readonly string[];
  readonly cost: string;
  readonly rounds?: readonly { readonly total_voter_money_after: string }[];
}

interface EqualSharesNetResult {
  readonly winners: readonly string[];
  readonly endowment: string;
  readonly comparison: string | null;
  readonly params: {
    readonly completion: string;
    readonly comparison: string;
    readonly add1options?: readonly string[];
  };
}

/** pabutools ends Add1 when the result is exhaustive, also where everything fits. */
function pabutoolsChoice(key: string): Choice {
  const tie = key.includes('mincost_maxvotes') ? 'cost-votes' : 'id';
  if (key === 'sequential_phragmen') return { rule: 'phragmen', tie };
  const [rule, word = ''] = key.split('_');
  const utility = word === 'cardinality' || word === 'points' || word === 'borda' ? word : 'cost';
  return {
    rule: rule === 'mes' ? 'equal-shares' : 'greedy',
    utility,
    tie,
    ...(key.includes('add1') ? { add1: exhaustive } : {}),
    thenGreedy: key.includes('then_greedy'),
  };
}

/** equalshares.net ends Add1 before the first overshoot and does not complete where everything fits. */
function equalSharesNetChoice({ params }: EqualSharesNetResult): Choice {
  const options = params.add1options ?? [];
  const add1: Add1 = {
    until: options.includes('exhaustive') ? 'exhaustive' : 'overshoot',
    whenAllFit: 'plain',
    startFrom: options.includes('integral') ? 'whole' : 'exact',
  };
  return {
    rule: 'equal-shares',
    utility: 'cost',
    tie: 'cost-votes',
    ...(params.completion === 'none' ? {} : { add1 }),
    thenGreedy: params.completion === 'add1u',
  };
}
