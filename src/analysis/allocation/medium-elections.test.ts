import fc from 'fast-check';
import { expect, test } from 'vitest';
import { equalShares } from './completion.ts';
import type { BallotKind } from './election.ts';
import { runEqualShares } from './equal-shares.ts';
import { lowest } from './fraction.ts';
import { mediumElections } from './medium-elections.ts';
import { raised, rupiahByRupiah, setupOf, sharesByDefinition } from './shares-by-definition.ts';
import { prepareShares } from './shares-setup.ts';
import type { Utility } from './support.ts';
import { startTrail } from './trail.ts';

const CASES = [
  ['approval', 'cost'],
  ['approval', 'cardinality'],
  ['points', 'points'],
] as const satisfies readonly (readonly [BallotKind, Utility])[];

const SEED = 20_260_731;

test.each(CASES)(
  'winners and prices are those of the definition: %s ballots, %s utility',
  (kind, utility) => {
    fc.assert(
      fc.property(mediumElections(kind), fc.nat(12), (election, added) => {
        const setup = setupOf(election, utility);
        const endowment = raised(election, BigInt(added));
        const { picks, rounds } = runEqualShares(prepareShares(setup), endowment);
        const expected = sharesByDefinition(setup, endowment);
        expect(picks).toEqual(expected.picks);
        expect(rounds.map((round) => round.share)).toEqual(expected.prices.map(lowest));
      }),
      { numRuns: 40, seed: SEED },
    );
  },
);

test.each(CASES)('a leap passes over nothing: %s ballots, %s utility', (kind, utility) => {
  fc.assert(
    fc.property(mediumElections(kind), (election) => {
      const prepared = prepareShares(setupOf(election, utility));
      const trail = startTrail(prepared);
      for (let [added, looks] = [0, 0]; looks < 25; looks += 1) {
        const steady = Math.min(Math.floor(trail.moveOn(added, raised(election, BigInt(added)))), 2 ** 40);
        for (const more of new Set([0, steady >> 1, steady]))
          expect(runEqualShares(prepared, raised(election, BigInt(added + more))).picks).toEqual(trail.picks);
        added += steady + 1;
      }
    }),
    { numRuns: 30, seed: SEED },
  );
});

test.each(
  CASES.flatMap(([kind, utility]) => [
    [kind, utility, 'overshoot'] as const,
    [kind, utility, 'exhaustive'] as const,
  ]),
)(
  'Add1 ends, within the budget, where one rupiah after another ends: %s ballots, %s utility, until %s',
  (kind, utility, until) => {
    fc.assert(
      fc.property(mediumElections(kind), (election) => {
        const setup = setupOf(election, utility);
        const { run, endowment } = equalShares(setup, { until, whenAllFit: 'complete' });
        expect(run.cost <= election.budget).toBe(true);
        expect({ picks: run.picks, added: endowment.added }).toEqual(rupiahByRupiah(setup, until));
        const paid = sharesByDefinition(setup, endowment.perVoter).prices.map(lowest);
        expect(run.rounds.map((round) => round.share)).toEqual(paid);
      }),
      { numRuns: 20, seed: SEED },
    );
  },
);
