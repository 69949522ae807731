import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allocate } from './allocate.ts';
import { equalShares } from './completion.ts';
import type { BallotKind, Election } from './election.ts';
import { makeElection } from './election.ts';
import type { SharesSetup } from './equal-shares.ts';
import { prepareEqualShares } from './equal-shares.ts';
import type { Fraction } from './fraction.ts';
import { gcd } from './fraction.ts';
import { smallElections } from './small-elections.ts';
import type { Utility } from './support.ts';
import { supportOf } from './support.ts';
import { tieRanks } from './tie-breaking.ts';

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
      expect(prepareEqualShares(setup)(endowment, 'explained').picks).toEqual(plainly(setup, endowment));
    }),
    { numRuns: 300 },
  );
});

test.each(CASES)('a leap passes over nothing: %s ballots, %s utility', (kind, utility) => {
  fc.assert(
    fc.property(smallElections(kind), fc.constantFrom(3, 40, 100_000), (election, lookAhead) => {
      const run = prepareEqualShares(setupOf(election, utility));
      const { picks, steadyFor } = run(raised(election, 0n), { lookAhead });
      const last = Math.floor(steadyFor);
      const tried =
        last <= 30 ? Array.from({ length: last }, (_, k) => k + 1) : [1, 2, 3, last >> 1, last - 1, last];
      for (const added of tried)
        expect(run(raised(election, BigInt(added)), 'explained').picks).toEqual(picks);
    }),
    { numRuns: 300 },
  );
});

test.each(['overshoot', 'exhaustive'] as const)(
  'Add1 until %s ends where one rupiah after another ends',
  (until) => {
    fc.assert(
      fc.property(
        smallElections().filter((election) => election.budget < 1000n),
        (election) => {
          const setup = setupOf(election, 'cost');
          const { run, endowment } = equalShares(setup, { until, whenAllFit: 'complete' });
          expect({ picks: run.picks, added: endowment.added }).toEqual(oneByOne(setup, until));
        },
      ),
      { numRuns: 200 },
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

function setupOf(election: Election, utility: Utility): SharesSetup {
  const support = supportOf(election, utility);
  const ranks = tieRanks(
    election,
    support.map((supporters) => supporters.votes),
    'id',
  );
  return { election, support, ranks, utility, limits: {} };
}

function raised(election: Election, added: bigint): Fraction {
  const voters = BigInt(election.voters);
  return { part: election.budget + added * voters, of: voters };
}

function oneByOne(setup: SharesSetup, until: 'overshoot' | 'exhaustive') {
  const { election, support } = setup;
  const run = prepareEqualShares(setup);
  const costOf = (picks: readonly number[]) =>
    picks.reduce((sum, position) => sum + (election.projects[position]?.cost ?? 0n), 0n);
  let before = { picks: [] as readonly number[], added: 0n };
  for (let added = 0n; ; added += 1n) {
    const { picks } = run(raised(election, added), 'explained');
    const left = election.budget - costOf(picks);
    if (left < 0n) return before;
    before = { picks, added };
    const supported = support.flatMap((supporters, position) => (supporters.tally > 0 ? [position] : []));
    const open = supported.filter((position) => !picks.includes(position));
    if (open.length === 0) return before;
    const fits = open.some((position) => (election.projects[position]?.cost ?? 0n) <= left);
    if (until === 'exhaustive' && !fits) return before;
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
