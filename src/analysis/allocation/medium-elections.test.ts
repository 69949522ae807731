import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mediumElections } from '../../../test/support/medium-elections.ts';
import {
  raised,
  rupiahByRupiah,
  setupOf,
  sharesByDefinition,
} from '../../../test/support/shares-by-definition.ts';
import { equalShares } from './completion.ts';
import type { BallotKind } from './election.ts';
import { makeElection } from './election.ts';
import { runEqualShares } from './equal-shares.ts';
import { lowest } from './fraction.ts';
import type { PreparedShares } from './shares-setup.ts';
import { prepareShares } from './shares-setup.ts';
import type { Utility } from './support.ts';
import { startTrail } from './trail.ts';

const CASES = [
  ['approval', 'cost'],
  ['approval', 'cardinality'],
  ['points', 'points'],
] as const satisfies readonly (readonly [BallotKind, Utility])[];

const SEED = 20_260_731;
const MINUTE = 60_000;

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

/** Looks so many times: picks are those of an exact run where the trail stands, amid its leap and at the end of it. */
function followsExactRuns(prepared: PreparedShares, looks: number): void {
  const { election } = prepared;
  const trail = startTrail(prepared);
  for (let [added, look] = [0, 0]; look < looks; look += 1) {
    const steady = Math.min(Math.floor(trail.moveOn(added, raised(election, BigInt(added)))), 2 ** 40);
    for (const more of new Set([0, Math.floor(steady / 2), steady]))
      expect(runEqualShares(prepared, raised(election, BigInt(added + more))).picks).toEqual(trail.picks);
    added += steady + 1;
  }
}

test.each(CASES)(
  'a leap passes over nothing: %s ballots, %s utility',
  (kind, utility) => {
    fc.assert(
      fc.property(mediumElections(kind), (election) => {
        followsExactRuns(prepareShares(setupOf(election, utility)), 25);
      }),
      { numRuns: 15, seed: SEED },
    );
  },
  MINUTE,
);

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
      { numRuns: 10, seed: SEED },
    );
  },
  MINUTE,
);

/** Where a project that nobody emptied a purse for is bought earlier, in a place where somebody does. */
test('what was proven while a price stood still is not taken to hold once it falls', () => {
  const costs = [210, 280, 280, 210, 280, 210, 84, 42, 210, 280, 280, 210, 280, 210, 84, 42];
  const ballots =
    '3×1+4+5+6 3×9+12+13+14 6×5+8+10+14 6×0+2+6+13 4×1+2+4+10+11 4×2+3+9+10+12 3×7 3×15 4×0+6+8+9+12+13 4×0+1+4+5+8+14 3×6+9+11+12+13 3×1+3+4+5+14 5×2+3+9+13 5×1+5+10+11 3×2+8+13 3×0+5+10';
  const name = (index: number) => `p${String(index).padStart(2, '0')}`;
  const election = makeElection(
    2266n,
    costs.map((cost, index) => ({ id: name(index), name: name(index), cost: BigInt(cost) })),
    'approval',
    ballots.split(' ').flatMap((entry) => {
      const [voters = '', chosen = ''] = entry.split('×');
      return Array.from({ length: Number(voters) }, () => ({
        projects: chosen.split('+').map(Number).map(name),
      }));
    }),
  );
  followsExactRuns(prepareShares(setupOf(election, 'cost')), 40);
});
