import { describe, expect, test } from 'vitest';
import { countedShares } from '../../../test/support/counted-shares.ts';
import { strainedElections } from '../../../test/support/medium-elections.ts';
import { raised, setupOf } from '../../../test/support/shares-by-definition.ts';
import { sameElections } from '../../../test/support/small-elections.ts';
import { writtenElection } from '../../../test/support/written-election.ts';
import type { BallotKind, Election } from './election.ts';
import { runEqualShares } from './equal-shares.ts';
import type { Limits } from './limits.ts';
import { prepareShares } from './shares-setup.ts';
import type { Utility } from './support.ts';
import { startTrail } from './trail.ts';

/*
 * What makes Equal Shares quick is how seldom it goes through the supporters of a project. Floats settle what is beyond
 * doubt, a bound settles many rounds, a leap many rupiah, and only the ballots of who may come to have enough are read again. How
 * often they may be asked for is promised here; that
 * nothing is passed over by it is what all the other tables say.
 */

/** Follows the picks over so many rupiah, against runs from scratch: how often it looked, and asked for supporters. */
function follow(
  election: Election,
  utility: Utility,
  most: number,
  limits: Limits = {},
): { looks: number; asked: number; ballots: number } {
  const prepared = prepareShares(setupOf(election, utility, limits));
  const { counted, asked, ballots } = countedShares(prepared);
  const trail = startTrail(counted);
  const before = asked();
  let looks = 0;
  for (let added = 0; added < most; looks += 1) {
    const last = Math.min(added + Math.floor(trail.moveOn(added, raised(election, BigInt(added)))), most);
    for (const each of [added, last])
      expect(trail.picks, `with ${each} added, leapt from ${added}`).toEqual(
        runEqualShares(prepared, raised(election, BigInt(each))).picks,
      );
    added = last + 1;
  }
  return { looks, asked: asked() - before, ballots: ballots() };
}

test('a pick that is overtaken: the order is guessed, and proven', () => {
  const lamp = writtenElection(
    156n,
    'well:30 lamp:40 kiosk:45 tower:400',
    '1×well+lamp 2×well 1×lamp 1×kiosk 1×kiosk+tower',
  );
  const { looks, asked } = follow(lamp, 'cardinality', 40);
  expect(looks).toBeLessThanOrEqual(4);
  expect(asked).toBeLessThanOrEqual(55);
});

type Promised = readonly (readonly [looks: number, asked: number, ballots: number])[];

/** With sixty rupiah more each, no election is looked at, and nothing is asked of it, more often than was promised for it. */
function isWithin(kind: BallotKind, utility: Utility, promised: Promised, limits: Limits = {}): void {
  const elections = strainedElections(kind);
  test.each(promised.map((most, place) => [place, ...most] as const))(
    'election %d',
    (place, mostLooks, mostAsked, mostBallots) => {
      const election = elections[place];
      if (!election) throw new RangeError(`no election ${place}`);
      const { looks, asked, ballots } = follow(election, utility, 60, limits);
      expect(looks, 'looks').toBeLessThanOrEqual(mostLooks);
      expect(asked, 'asked').toBeLessThanOrEqual(mostAsked);
      expect(ballots, 'ballots').toBeLessThanOrEqual(mostBallots);
    },
  );
}

describe.each<[BallotKind, Utility, Promised]>([
  // how many of 60 endowments it looks at; how often it asks for supporters, and for the ballot of a class
  [
    'approval',
    'cost',
    [
      [12, 4955, 5478],
      [20, 8171, 19230],
      [36, 10515, 12070],
      [26, 9653, 15547],
    ],
  ],
  [
    'approval',
    'cardinality',
    [
      [12, 2885, 6872],
      [20, 4834, 14561],
      [34, 5746, 10833],
      [25, 7759, 15008],
    ],
  ],
  [
    'points',
    'points',
    [
      [13, 3083, 4004],
      [18, 6174, 8015],
      [23, 2995, 3390],
      [21, 5877, 8950],
    ],
  ],
  [
    'ranking',
    'borda',
    [
      [14, 4409, 5598],
      [25, 10503, 22187],
      [42, 8021, 17520],
      [29, 9113, 23071],
    ],
  ],
])('a kelurahan, %s ballots, by %s: sixty rupiah more each', (kind, utility, promised) => {
  isWithin(kind, utility, promised);
});

describe.each<[BallotKind, Utility, Promised]>([
  [
    'approval',
    'cost',
    [
      [5, 48, 6],
      [4, 127, 60],
      [11, 91, 10],
      [14, 315, 137],
      [12, 74, 53],
      [1, 11, 4],
      [13, 410, 227],
      [14, 482, 493],
      [1, 24, 6],
      [1, 0, 0],
      [1, 17, 14],
      [14, 209, 144],
    ],
  ],
  [
    'approval',
    'cardinality',
    [
      [5, 48, 6],
      [3, 105, 60],
      [11, 86, 8],
      [13, 232, 124],
      [12, 81, 47],
      [1, 11, 4],
      [12, 301, 375],
      [12, 204, 180],
      [1, 24, 6],
      [1, 0, 0],
      [1, 17, 14],
      [13, 216, 95],
    ],
  ],
  [
    'points',
    'points',
    [
      [5, 36, 6],
      [1, 25, 10],
      [10, 0, 0],
      [13, 104, 12],
      [12, 37, 4],
      [1, 0, 0],
      [12, 221, 363],
      [14, 306, 87],
      [1, 11, 4],
      [1, 0, 0],
      [1, 8, 8],
      [14, 177, 10],
    ],
  ],
  [
    'ranking',
    'borda',
    [
      [5, 36, 6],
      [2, 36, 32],
      [10, 0, 0],
      [13, 153, 12],
      [11, 33, 4],
      [1, 0, 0],
      [11, 397, 283],
      [16, 303, 123],
      [1, 11, 4],
      [1, 0, 0],
      [1, 13, 14],
      [13, 143, 10],
    ],
  ],
])('small elections, %s ballots, by %s: sixty rupiah more each', (kind, utility, promised) => {
  const elections = sameElections(kind, 30_11, 12);
  test.each(promised.map((most, place) => [place, ...most] as const))(
    'election %d',
    (place, mostLooks, mostAsked, mostBallots) => {
      const election = elections[place];
      if (!election) throw new RangeError(`no election ${place}`);
      const { looks, asked, ballots } = follow(election, utility, 60);
      expect(looks, 'looks').toBeLessThanOrEqual(mostLooks);
      expect(asked, 'asked').toBeLessThanOrEqual(mostAsked);
      expect(ballots, 'ballots').toBeLessThanOrEqual(mostBallots);
    },
  );
});

/** Of each of these one at most: the other is barred as soon as it is bought, and no longer when it comes later. */
const RIVALS: Limits = {
  incompatible: [
    ['p00', 'p11'],
    ['p01', 'p10'],
    ['p02', 'p13'],
    ['p03', 'p12'],
    ['p04', 'p15'],
    ['p05', 'p14'],
  ],
};

describe.each<[BallotKind, Utility, Promised]>([
  [
    'approval',
    'cost',
    [
      [12, 4776, 4725],
      [19, 4677, 13634],
      [18, 4592, 7555],
      [23, 4564, 9151],
    ],
  ],
  [
    'points',
    'points',
    [
      [12, 2836, 3193],
      [16, 3249, 6043],
      [8, 1136, 1011],
      [18, 2062, 4620],
    ],
  ],
])('rivals among them, %s ballots, by %s', (kind, utility, promised) => {
  isWithin(kind, utility, promised, RIVALS);
});

test.each<[BallotKind, Utility, readonly number[]]>([
  // of 18 to 30 projects, most of which are bought one after the other
  ['approval', 'cost', [503, 330, 517, 256]],
  ['approval', 'cardinality', [531, 360, 520, 256]],
  ['points', 'points', [496, 332, 534, 256]],
  ['ranking', 'borda', [509, 332, 498, 231]],
])('one run, %s ballots, by %s, asks for supporters no more than so often', (kind, utility, promised) => {
  for (const [place, election] of strainedElections(kind).entries()) {
    const { counted, asked } = countedShares(prepareShares(setupOf(election, utility)));
    runEqualShares(counted, raised(election, 0n));
    expect(asked(), `election ${place}`).toBeLessThanOrEqual(promised[place] ?? 0);
  }
});
