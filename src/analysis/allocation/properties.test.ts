import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ballotsOf, smallElections } from '../../../test/support/small-elections.ts';
import type { Choice } from './allocate.ts';
import { allocate } from './allocate.ts';
import type { Allocation } from './allocation.ts';
import type { BallotKind, Election } from './election.ts';
import { makeElection } from './election.ts';

const CHOICES: readonly (readonly [string, BallotKind, Choice])[] = [
  ['priority', 'approval', { rule: 'priority' }],
  ['greedy', 'approval', { rule: 'greedy' }],
  ['greedy per rupiah', 'approval', { rule: 'greedy', utility: 'cardinality', tie: 'cost-votes' }],
  ['Borda', 'ranking', { rule: 'borda' }],
  ['Borda over all projects', 'ranking', { rule: 'borda', borda: 'all' }],
  ['knapsack', 'approval', { rule: 'knapsack', utility: 'cardinality' }],
  ['knapsack by cost', 'approval', { rule: 'knapsack' }],
  ['Phragmén', 'approval', { rule: 'phragmen' }],
  ['Phragmén, skipping', 'approval', { rule: 'phragmen', phragmenTooDear: 'skip' }],
  ['Equal Shares', 'approval', { rule: 'equal-shares' }],
  ['Equal Shares on points', 'points', { rule: 'equal-shares' }],
  [
    'Equal Shares on rankings',
    'ranking',
    { rule: 'equal-shares', add1: { until: 'exhaustive', whenAllFit: 'complete' } },
  ],
  [
    'Equal Shares, Add1',
    'approval',
    { rule: 'equal-shares', add1: { until: 'overshoot', whenAllFit: 'complete' } },
  ],
  [
    'Equal Shares, Add1, then greedy',
    'approval',
    {
      rule: 'equal-shares',
      add1: { until: 'overshoot', whenAllFit: 'plain' },
      thenGreedy: true,
      tie: 'cost-votes',
    },
  ],
];

describe.each(CHOICES)('%s', (_, kind, choice) => {
  test('never spends more than the budget, and every whole project exactly its cost', () => {
    fc.assert(
      fc.property(smallElections(kind), (election) => {
        const allocation = allocate(election, choice);
        expect(allocation.cost <= election.budget).toBe(true);
        expect(allocation.cost + allocation.left).toBe(election.budget);
        expect(allocation.rounds.at(-1)?.left ?? election.budget).toBe(allocation.left);
        for (const winner of allocation.winners)
          expect(winner.amount).toBe(
            election.projects.find((project) => project.id === winner.project)?.cost,
          );
      }),
      { numRuns: 60 },
    );
  });

  test('every project is either funded or told why not', () => {
    fc.assert(
      fc.property(smallElections(kind), (election) => {
        const { winners, losses } = allocate(election, choice);
        const told = [...winners, ...losses].map((entry) => entry.project).sort();
        expect(told).toEqual(election.projects.map((project) => project.id).sort());
      }),
      { numRuns: 60 },
    );
  });

  test('is neutral: the order of projects and voters plays no part', () => {
    fc.assert(
      fc.property(smallElections(kind), (election) => {
        const turned = makeElection(
          election.budget,
          [...election.projects].reverse(),
          kind,
          ballotsOf(election).reverse(),
        );
        expect(ids(allocate(turned, choice))).toEqual(ids(allocate(election, choice)));
      }),
      { numRuns: 60 },
    );
  });

  test('follows a relabelling that keeps the order of ids', () => {
    const relabel = (id: string) => `usulan-${id.slice(1).padStart(3, '0')}`;
    fc.assert(
      fc.property(smallElections(kind), (election) => {
        const renamed = makeElection(
          election.budget,
          election.projects.map((project) => ({ ...project, id: relabel(project.id) })),
          kind,
          ballotsOf(election).map((ballot) => ({ ...ballot, projects: ballot.projects.map(relabel) })),
        );
        expect(ids(allocate(renamed, choice))).toEqual(ids(allocate(election, choice)).map(relabel));
      }),
      { numRuns: 60 },
    );
  });
});

test.each<[string, Choice]>([
  ['greedy', { rule: 'greedy' }],
  ['greedy per rupiah', { rule: 'greedy', utility: 'cardinality' }],
  ['Equal Shares, then greedy', { rule: 'equal-shares', thenGreedy: true }],
])('%s is exhaustive: nothing that was left out still fits', (_, choice) => {
  fc.assert(
    fc.property(smallElections(), (election) => {
      const allocation = allocate(election, choice);
      const funded = new Set(ids(allocation));
      const fitting = election.projects.filter(
        (project) => !funded.has(project.id) && project.cost <= allocation.left,
      );
      expect(fitting).toEqual([]);
    }),
  );
});

test('Add1 until exhaustive ends exhaustive or one step before an overshoot', () => {
  fc.assert(
    fc.property(smallElections(), (election) => {
      const choice: Choice = { rule: 'equal-shares', add1: { until: 'exhaustive', whenAllFit: 'complete' } };
      const allocation = allocate(election, choice);
      if (allocation.endowment?.ended === 'overshoot') {
        expect((allocation.endowment.overshootCost ?? 0n) > election.budget).toBe(true);
        return;
      }
      const left = allocation.losses.filter((loss) => loss.tally > 0).map((loss) => loss.project);
      const fitting = election.projects.filter(
        (project) => left.includes(project.id) && project.cost <= allocation.left,
      );
      expect(fitting).toEqual([]);
    }),
  );
});

test('one more supporter never drops a winner under greedy', () => {
  fc.assert(
    fc.property(
      smallElections(),
      fc.nat(),
      fc.constantFrom<Choice>(
        { rule: 'greedy' },
        { rule: 'greedy', utility: 'cardinality', tie: 'cost-votes' },
      ),
      (election, which, choice) => {
        const before = ids(allocate(election, choice));
        const winner = before[which % Math.max(1, before.length)];
        if (winner === undefined) return;
        const supported = withVoters(election, winner, 1);
        expect(ids(allocate(supported, choice))).toContain(winner);
      },
    ),
  );
});

test('what is said to have been enough would have been enough', () => {
  const choices: readonly Choice[] = [
    { rule: 'greedy' },
    { rule: 'greedy', utility: 'cardinality' },
    { rule: 'priority' },
    { rule: 'equal-shares' },
    { rule: 'equal-shares', utility: 'cardinality' },
    { rule: 'equal-shares', add1: { until: 'overshoot', whenAllFit: 'plain' } },
    { rule: 'phragmen', phragmenTooDear: 'skip' },
    { rule: 'knapsack', utility: 'cardinality' },
    { rule: 'knapsack' },
  ];
  fc.assert(
    fc.property(smallElections(), fc.constantFrom(...choices), (election, choice) => {
      for (const loss of allocate(election, choice).losses) {
        for (const remedy of loss.remedies) {
          if (remedy.code === 'cost-at-most') {
            const cheaper = withCost(election, loss.project, remedy.amount);
            expect(ids(allocate(cheaper, choice))).toContain(loss.project);
          } else if (remedy.code === 'more-tally') {
            const supported = withVoters(election, loss.project, remedy.count);
            expect(ids(allocate(supported, choice))).toContain(loss.project);
          }
        }
      }
    }),
    { numRuns: 300 },
  );
});

function ids(allocation: Allocation): string[] {
  return allocation.winners.map((winner) => winner.project);
}

function withVoters(election: Election, project: string, count: number): Election {
  const more = Array.from({ length: count }, () => ({ projects: [project] }));
  return makeElection(election.budget, election.projects, 'approval', [...ballotsOf(election), ...more]);
}

function withCost(election: Election, id: string, cost: bigint): Election {
  const projects = election.projects.map((project) => (project.id === id ? { ...project, cost } : project));
  return { ...election, projects };
}
