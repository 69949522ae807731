import { expect, test } from 'vitest';
import { compareUpload, comparingUpload } from './uploaded-ballots.ts';

const RULES = ['score', 'greedy', 'knapsack'] as const;
const most = { projects: 100, classes: 2000 };

/** Projects that cost nearly what their votes are worth, half of them in pairs of which one at most may be funded. */
function nearlyProportional(projects: number, pairs: number, voters: number): string {
  let seed = 7;
  const chance = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return seed / 2 ** 31;
  };
  const ids = Array.from({ length: projects }, (_, i) => `p${i}`);
  const ballots = Array.from({ length: voters }, () => ids.filter(() => chance() < 0.35));
  const costs = ids.map(
    (id) => ballots.filter((one) => one.includes(id)).length * 1_000_003 + Math.floor(chance() * 1000),
  );
  const budget = Math.floor(costs.reduce((sum, cost) => sum + cost, 0) / 2);
  return [
    `META\nkey;value\nbudget;${budget}\nvote_type;approval`,
    ...Array.from({ length: pairs }, (_, i) => `pilar_incompatible_${i + 1};p${2 * i}=p${2 * i + 1}`),
    'PROJECTS\nproject_id;cost',
    ...ids.map((id, i) => `${id};${costs[i]}`),
    'VOTES\nvoter_id;vote',
    ...ballots.map((one, i) => `${i};${one.join()}`),
  ].join('\n');
}

test('the file that took all memory: 60 nearly proportional projects in 28 pairs', () => {
  const outcome = compareUpload({ text: nearlyProportional(60, 28, 300), rules: [...RULES], most });
  if (!('compared' in outcome)) throw new Error(JSON.stringify(outcome));
  const knapsack = outcome.compared.results.find((one) => one.rule === 'knapsack')?.comparison;
  expect(knapsack && 'allocation' in knapsack && knapsack.allocation.winners.length).toBeGreaterThan(25);
});

test('a set too hard to find gives up alone: the other rules are told all the same', () => {
  const ids = Array.from({ length: 100 }, (_, i) => `p${i}`);
  const costs = ids.map((_, i) => 1_000_000 + ((i * 7_919_777) % 99_999_989) * 10);
  const text = [
    `META\nkey;value\nvote_type;scoring\nbudget;${Math.floor(costs.reduce((sum, cost) => sum + cost, 0) / 2)}`,
    'PROJECTS\nproject_id;cost',
    ...ids.map((id, i) => `${id};${costs[i]}`),
    `VOTES\nvoter_id;vote;points\n1;${ids.join()};${costs.map((cost) => Math.round(cost / 1001)).join()}`,
  ].join('\n');
  const outcome = compareUpload({ text, rules: [...RULES], most });
  if (!('compared' in outcome)) throw new Error(JSON.stringify(outcome));
  expect(
    outcome.compared.results.map(({ rule, comparison }) => [
      rule,
      'problem' in comparison ? comparison.problem.code : 'told',
    ]),
  ).toEqual([
    ['score', 'told'],
    ['greedy', 'told'],
    ['knapsack', 'knapsack.too-hard'],
  ]);
  expect(outcome.compared.applied).toBe(2);
  expect(new Set([...outcome.compared.fundedBy.values()].flat())).toEqual(new Set(['score', 'greedy']));
});

test('a process of its own finds the work by its file', () => {
  expect(comparingUpload).toMatchObject({
    file: 'modules/deliberation/uploaded-ballots.ts',
    name: 'compareUpload',
  });
});

test('a file larger than the page takes, and one that is none', () => {
  const text = nearlyProportional(6, 1, 4);
  expect(compareUpload({ text, rules: [...RULES], most: { projects: 5, classes: 9 } })).toMatchObject({
    tooMany: { projects: 6 },
  });
  const { classes } = { classes: 4 };
  const found = { projects: 6, classes };
  expect(compareUpload({ text, rules: [...RULES], most: { projects: 6, classes: 3 } })).toEqual({
    tooMany: found,
  });
  expect(compareUpload({ text, rules: [...RULES], most: found })).toMatchObject({ currency: 'IDR' });
  expect(compareUpload({ text: 'a"', rules: [...RULES], most })).toMatchObject({
    problem: { code: 'file.no-section' },
  });
});
