import { describe, expect, test } from 'vitest';
import { strainedElections } from '../../../test/support/medium-elections.ts';
import { raised, setupOf, sharesByDefinition } from '../../../test/support/shares-by-definition.ts';
import { sameElections } from '../../../test/support/small-elections.ts';
import { writtenElection } from '../../../test/support/written-election.ts';
import type { BallotKind, Election } from './election.ts';
import { runEqualShares } from './equal-shares.ts';
import { prepareShares } from './shares-setup.ts';
import type { Utility } from './support.ts';
import { startTrail } from './trail.ts';

/** Follows the picks rupiah by rupiah: how often it looked, and how often the picks changed, as the definition has them. */
function follow(
  election: Election,
  utility: Utility,
  most: number,
  from = 0,
): { looks: number; changes: number } {
  const setup = setupOf(election, utility);
  const prepared = prepareShares(setup);
  const picksAt = (added: number) => sharesByDefinition(setup, raised(election, BigInt(added))).picks;
  const trail = startTrail(prepared);
  let before = '';
  let [looks, changes] = [0, 0];
  for (let added = from; added < most; looks += 1) {
    const steady = Math.min(Math.floor(trail.moveOn(added, raised(election, BigInt(added)))), most);
    const picks = picksAt(added);
    expect(trail.picks, `with ${added} added`).toEqual(picks);
    for (const position of picks) expect(trail.purse.isFunded(position)).toBe(true);
    expect(picksAt(added + steady), `with ${added + steady} added, leapt from ${added}`).toEqual(picks);
    expect(picksAt(added + (steady >> 1)), `amid the leap from ${added}`).toEqual(picks);
    if (picks.join() !== before) changes += 1;
    before = picks.join();
    added += steady + 1;
  }
  return { looks, changes };
}

/** Three voters share the well; from two rupiah more each on, the lamp comes before the kiosk. */
const LAMP = writtenElection(
  156n,
  'well:30 lamp:40 kiosk:45 tower:400',
  '1×well+lamp 2×well 1×lamp 1×kiosk 1×kiosk+tower',
);

test('a project that becomes the better buy overtakes another at the very rupiah', () => {
  const trail = startTrail(prepareShares(setupOf(LAMP, 'cardinality')));
  const steady = trail.moveOn(0, raised(LAMP, 0n));
  // Well, kiosk, lamp. With 27.5 each the lamp is as good a buy as the kiosk, and of these the kiosk goes first.
  expect(trail.picks).toEqual([0, 2, 1]);
  expect(Math.floor(steady)).toBe(1);
  trail.moveOn(2, raised(LAMP, 2n));
  expect(trail.picks).toEqual([0, 1, 2]);
});

test('with so much each that everybody could pay for everything, it leaps far', () => {
  const election = writtenElection(400n, 'a:30 b:20', '1×a+b 1×a');
  const trail = startTrail(prepareShares(setupOf(election, 'cardinality')));
  expect(trail.moveOn(0, raised(election, 0n))).toBeGreaterThan(80);
});

test('two endowments that are far apart: what was known is forgotten', () => {
  const trail = startTrail(prepareShares(setupOf(LAMP, 'cardinality')));
  trail.moveOn(0, raised(LAMP, 0n));
  for (const added of [7, 60, 400, 4000]) {
    trail.moveOn(added, raised(LAMP, BigInt(added)));
    expect(trail.picks).toEqual(
      sharesByDefinition(setupOf(LAMP, 'cardinality'), raised(LAMP, BigInt(added))).picks,
    );
  }
});

test('rupiah by rupiah, past the one where whoever was emptied just has enough', () => {
  const { looks, changes } = follow(LAMP, 'cardinality', 40);
  // Well, kiosk, lamp; then the lamp before the kiosk, and at last before nothing else.
  expect(changes).toBe(2);
  expect(looks).toBeLessThan(20);
});

test.each([
  ['few supporters', { minimumSupport: 2 }],
  ['rivals', { incompatible: [['p0', 'p1']] }],
  ['a ceiling', { ceilings: [{ by: 'institution', name: 'RW 0', atMost: 20n }] }],
  ['a minimum share', { minimumShares: [{ by: 'field', name: 'pemberdayaan', perMille: 500 }] }],
] as const)('limits bar the same as in a run from scratch: %s', (_, limits) => {
  const elections = sameElections('approval', 7, 12).filter((election) => election.projects.length > 1);
  for (const election of elections) {
    const prepared = prepareShares(setupOf(election, 'cost', limits));
    const trail = startTrail(prepared);
    for (let added = 0; added < 60; ) {
      const steady = Math.min(Math.floor(trail.moveOn(added, raised(election, BigInt(added)))), 60);
      for (const more of [0, steady])
        expect(runEqualShares(prepared, raised(election, BigInt(added + more))).picks).toEqual(trail.picks);
      added += steady + 1;
    }
  }
});

/** The same elections in every run. */
const seeded = (kind: BallotKind, numRuns: number) => sameElections(kind, 30_11, numRuns);

describe.each([
  ['approval', 'cost'],
  ['approval', 'cardinality'],
  ['points', 'points'],
  ['ranking', 'borda'],
] as const)('%s ballots, by %s', (kind, utility) => {
  test.each(seeded(kind, 12).map((election) => [election]))(
    'small election %#: no leap passes over a change',
    (election) => {
      const { looks, changes } = follow(election, utility, 120);
      // Of 120 rupiah it looks at few between changes.
      expect(looks).toBeLessThanOrEqual(12 + 3 * changes);
    },
  );
});

describe.each([
  ['approval', 'cost', 9],
  ['approval', 'cardinality', 3],
  ['points', 'points', 20],
] as const)('a kelurahan, %s ballots, by %s, from %d rupiah more', (kind, utility, from) => {
  test.each(strainedElections(kind).map((election) => [election]))(
    'election %#: no leap passes over a change',
    (election) => {
      follow(election, utility, from + 5, from);
    },
  );
});

describe.each([
  ['approval', 'cost'],
  ['approval', 'cardinality'],
  ['points', 'points'],
] as const)(
  '%s ballots, by %s: whatever is passed over, picks are those of a run from scratch',
  (kind, utility) => {
    test.each(strainedElections(kind).map((election) => [election]))('election %#', (election) => {
      const prepared = prepareShares(setupOf(election, utility));
      const trail = startTrail(prepared);
      for (const added of [0, 1, 4, 5, 6, 13, 14, 40, 41, 200]) {
        trail.moveOn(added, raised(election, BigInt(added)));
        expect(trail.picks, `with ${added} added`).toEqual(
          runEqualShares(prepared, raised(election, BigInt(added))).picks,
        );
      }
    });
  },
);
