import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allocate } from './allocate.ts';
import { equalShares } from './completion.ts';
import type { BallotKind } from './election.ts';
import { makeElection } from './election.ts';
import { runEqualShares } from './equal-shares.ts';
import type { Limits } from './limits.ts';
import { raised, rupiahByRupiah, setupOf, sharesByDefinition } from './shares-by-definition.ts';
import { prepareShares } from './shares-setup.ts';
import { smallElections } from './small-elections.ts';
import type { Utility } from './support.ts';
import { startTrail } from './trail.ts';

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

const CASES = [
  ['approval', 'cost'],
  ['approval', 'cardinality'],
  ['points', 'points'],
  ['ranking', 'borda'],
] as const satisfies readonly (readonly [BallotKind, Utility])[];

test.each(CASES)('agrees with a plain computation in fractions: %s ballots, %s utility', (kind, utility) => {
  fc.assert(
    fc.property(smallElections(kind), fc.nat(40), (election, added) => {
      const setup = setupOf(election, utility);
      const endowment = raised(election, BigInt(added));
      expect(runEqualShares(prepareShares(setup), endowment).picks).toEqual(
        sharesByDefinition(setup, endowment).picks,
      );
    }),
    { numRuns: 300 },
  );
});

const limitsFor = fc.record({
  ceilings: fc.constantFrom<Limits['ceilings']>([], [{ by: 'institution', name: 'RW 0', atMost: 20n }]),
  minimumShares: fc.constantFrom<Limits['minimumShares']>(
    [],
    [{ by: 'field', name: 'pemberdayaan', perMille: 500 }],
  ),
  minimumSupport: fc.constantFrom(0, 2),
  incompatible: fc.constantFrom<Limits['incompatible']>([], [['p0', 'p1']]),
});

const severalProjects = (kind: BallotKind) =>
  smallElections(kind).filter((election) => election.projects.length >= 2);

test.each(CASES)('a leap passes over nothing: %s ballots, %s utility', (kind, utility) => {
  fc.assert(
    fc.property(severalProjects(kind), limitsFor, (election, limits) => {
      const prepared = prepareShares(setupOf(election, utility, limits));
      const everything = election.projects.reduce((sum, project) => sum + project.cost, 0n);
      const trail = startTrail(prepared);
      for (let added = 0; added < everything; ) {
        const steady = Math.min(Math.floor(trail.moveOn(added, raised(election, BigInt(added)))), 2 ** 40);
        const tried = steady <= 3 ? [0, 1, 2, 3] : [0, 1, steady >> 1, steady];
        for (const more of tried.filter((leap) => leap <= steady))
          expect(runEqualShares(prepared, raised(election, BigInt(added + more))).picks).toEqual(trail.picks);
        added += steady + 1;
      }
    }),
    { numRuns: 60 },
  );
});

test.each(
  CASES.flatMap(([kind, utility]) => [
    [kind, utility, 'overshoot'] as const,
    [kind, utility, 'exhaustive'] as const,
  ]),
)(
  'Add1 ends where one rupiah after another ends: %s ballots, %s utility, until %s',
  (kind, utility, until) => {
    fc.assert(
      fc.property(
        severalProjects(kind).filter((election) => election.budget < 1000n),
        limitsFor,
        (election, limits) => {
          const setup = setupOf(election, utility, limits);
          const { run, endowment } = equalShares(setup, { until, whenAllFit: 'complete' });
          expect({ picks: run.picks, added: endowment.added }).toEqual(rupiahByRupiah(setup, until));
        },
      ),
      { numRuns: 50 },
    );
  },
);

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
