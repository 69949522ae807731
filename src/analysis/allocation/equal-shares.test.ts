import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allocate } from './allocate.ts';
import { equalShares } from './completion.ts';
import type { BallotKind, Election } from './election.ts';
import { makeElection } from './election.ts';
import { runEqualShares } from './equal-shares.ts';
import type { Fraction } from './fraction.ts';
import { gcd } from './fraction.ts';
import type { Limits } from './limits.ts';
import type { SharesSetup } from './shares-setup.ts';
import { prepareShares } from './shares-setup.ts';
import { smallElections } from './small-elections.ts';
import type { Utility } from './support.ts';
import { supportOf } from './support.ts';
import { tieRanks } from './tie-breaking.ts';
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
      expect(runEqualShares(prepareShares(setup), endowment).picks).toEqual(plainly(setup, endowment));
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
          expect({ picks: run.picks, added: endowment.added }).toEqual(oneByOne(setup, until));
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

function setupOf(election: Election, utility: Utility, limits: Limits = {}): SharesSetup {
  const support = supportOf(election, utility);
  const ranks = tieRanks(
    election,
    support.map((supporters) => supporters.votes),
    'id',
  );
  return { election, support, ranks, utility, limits };
}

function raised(election: Election, added: bigint): Fraction {
  const voters = BigInt(election.voters);
  return { part: election.budget + added * voters, of: voters };
}

function oneByOne(setup: SharesSetup, until: 'overshoot' | 'exhaustive') {
  const { election, support } = setup;
  const prepared = prepareShares(setup);
  const everything = election.projects.reduce((sum, project) => sum + project.cost, 0n);
  let before = { picks: [] as readonly number[], added: -1n };
  for (let added = 0n; ; added += 1n) {
    const { picks, cost, purse } = runEqualShares(prepared, raised(election, added));
    if (cost > election.budget) return { picks: before.picks, added: added - 1n };
    before = { picks, added };
    const supported = [...support.keys()].filter((position) => (support[position]?.tally ?? 0) > 0);
    const open = supported.filter((position) => !picks.includes(position));
    const fits = open.some(
      (position) => !purse.barrierWithBudget(position, election.projects[position]?.cost ?? 0n),
    );
    if (open.length === 0 || (until === 'exhaustive' && !fits)) return before;
    // Now every voter could pay for everything alone.
    const { part, of } = raised(election, added);
    if (part >= everything * of) return before;
  }
}

/** The rule as it is defined, with a fraction for every voter; slow, and independent of the real one. */
function plainly({ election, support, utility }: SharesSetup, endowment: Fraction): number[] {
  const money = election.classes.map(() => endowment);
  const picks: number[] = [];
  for (;;) {
    let best: { position: number; price: Fraction; score: Fraction } | undefined;
    for (const [position, project] of election.projects.entries()) {
      const price = picks.includes(position) ? undefined : priceOf(position, project.cost);
      if (!price) continue;
      const score = utility === 'cost' ? { part: price.part, of: price.of * project.cost } : price;
      if (!best || less(score, best.score)) best = { position, price, score };
    }
    if (!best) return picks;
    picks.push(best.position);
    const { classes, weights } = support[best.position] ?? { classes: [], weights: [] };
    for (const [k, index] of classes.entries()) {
      const due = times(best.price, weights[k] ?? 0);
      const held = money[index] ?? endowment;
      money[index] = less(held, due) ? { part: 0n, of: 1n } : minus(held, due);
    }
  }

  function priceOf(position: number, cost: bigint): Fraction | undefined {
    const { classes, voters, weights } = support[position] ?? { classes: [], voters: [], weights: [] };
    let rich = [...classes.keys()];
    let open: Fraction = { part: cost, of: 1n };
    for (;;) {
      const shares = rich.reduce((sum, k) => sum + (voters[k] ?? 0) * (weights[k] ?? 0), 0);
      if (shares === 0) return undefined;
      const price = { part: open.part, of: open.of * BigInt(shares) };
      const poor = rich.filter((k) =>
        less(money[classes[k] ?? 0] ?? endowment, times(price, weights[k] ?? 0)),
      );
      if (poor.length === 0) return price;
      for (const k of poor) open = minus(open, times(money[classes[k] ?? 0] ?? endowment, voters[k] ?? 0));
      rich = rich.filter((k) => !poor.includes(k));
    }
  }
}

function less(a: Fraction, b: Fraction): boolean {
  return a.part * b.of < b.part * a.of;
}

function times(a: Fraction, count: number): Fraction {
  return { part: a.part * BigInt(count), of: a.of };
}

function minus(a: Fraction, b: Fraction): Fraction {
  const part = a.part * b.of - b.part * a.of;
  const of = a.of * b.of;
  const common = gcd(part, of) || 1n;
  return { part: part / common, of: of / common };
}
