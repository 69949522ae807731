import { expect, test } from 'vitest';
import { allocate } from './allocate.ts';
import { makeElection } from './election.ts';

test('completion that may only look so often stops within the budget and says so', () => {
  const projects = [
    { id: 'bangku', name: 'Bangku', cost: 60n },
    { id: 'drainase', name: 'Drainase', cost: 60n },
    { id: 'kursus', name: 'Kursus', cost: 40n },
  ];
  const ballots = [['bangku', 'drainase'], ['bangku'], ['drainase', 'kursus'], ['kursus']].map((list) => ({
    projects: list,
  }));
  const election = makeElection(150n, projects, 'approval', ballots);
  const plain = allocate(election, { rule: 'equal-shares' });
  const looking = (mostLooks: number) =>
    allocate(election, {
      rule: 'equal-shares',
      add1: { until: 'overshoot', whenAllFit: 'complete', mostLooks },
    });
  expect(looking(1)).toMatchObject({ winners: plain.winners, endowment: { added: 0n, ended: 'given-up' } });
  const stops = Array.from({ length: 40 }, (_, i) => looking(i + 1));
  for (const { cost } of stops) expect(cost).toBeLessThanOrEqual(150n);
  // With a look more it comes further.
  const given = stops.filter(({ endowment }) => endowment?.ended === 'given-up');
  expect(given.length).toBeGreaterThan(1);
  for (const [i, { endowment }] of given.entries())
    if (i > 0) expect(endowment?.added).toBeGreaterThan(given[i - 1]?.endowment?.added ?? 0n);
  expect(stops.at(-1)?.endowment?.ended).toBe('overshoot');
});

test('a bench, a drain and a course: supporters pay equally, and who has less gives all', () => {
  const projects = [
    { id: 'bangku', name: 'Bangku', cost: 60n },
    { id: 'drainase', name: 'Drainase', cost: 60n },
    { id: 'kursus', name: 'Kursus', cost: 40n },
  ];
  const ballots = [
    { projects: ['bangku', 'drainase'] },
    { projects: ['bangku', 'drainase'] },
    { projects: ['bangku'] },
    { projects: ['drainase'] },
    { projects: ['drainase', 'kursus'] },
    { projects: ['kursus'] },
  ];
  const { rounds, losses } = allocate(makeElection(150n, projects, 'approval', ballots), {
    rule: 'equal-shares',
  });
  // Everybody holds 25. The drain has four supporters (15 each), then the course two: 10 and all of 25 make 35.
  expect(rounds).toMatchObject([
    { project: 'drainase', paidShare: 4, share: { part: 15n, of: 1n }, gaveAll: 0 },
  ]);
  expect(losses).toMatchObject([
    { project: 'bangku', reason: { code: 'supporters-spent', money: { part: 45n } } },
    { project: 'kursus', reason: { code: 'supporters-spent', money: { part: 35n } } },
  ]);
  expect(losses[1]?.remedies).toEqual([
    { code: 'cost-at-most', amount: 35n },
    { code: 'more-voters', count: 1 },
  ]);
});

test('amounts near the limit stay exact', () => {
  const cost = 2n ** 53n - 1n;
  const projects = [
    { id: 'a', name: 'a', cost },
    { id: 'b', name: 'b', cost: 1n },
  ];
  const ballots = [{ projects: ['a'] }, { projects: ['a'] }, { projects: ['b'] }];
  const election = makeElection(2n ** 53n, projects, 'approval', ballots);
  const add1 = { until: 'overshoot', whenAllFit: 'complete' } as const;
  const { winners, endowment } = allocate(election, { rule: 'equal-shares', add1 });
  expect(winners.map((winner) => winner.project)).toEqual(['a', 'b']);
  // A third of 2^53 each; the two who pay a need half of 2^53 - 1, and are given whole rupiah until they have it.
  expect(endowment?.added).toBe((2n ** 53n + 2n) / 6n);
});
