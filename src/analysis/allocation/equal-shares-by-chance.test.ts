import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  raised,
  rupiahByRupiah,
  setupOf,
  sharesByDefinition,
} from '../../../test/support/shares-by-definition.ts';
import { smallElections } from '../../../test/support/small-elections.ts';
import { equalShares } from './completion.ts';
import type { BallotKind } from './election.ts';
import { runEqualShares } from './equal-shares.ts';
import type { Limits } from './limits.ts';
import { prepareShares } from './shares-setup.ts';
import type { Utility } from './support.ts';
import { startTrail } from './trail.ts';

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
