import { describe, expect, test } from 'vitest';
import { countedShares } from '../../../test/support/counted-shares.ts';
import { strainedElections } from '../../../test/support/medium-elections.ts';
import { raised, setupOf } from '../../../test/support/shares-by-definition.ts';
import { sameElections } from '../../../test/support/small-elections.ts';
import type { BallotKind, Election } from './election.ts';
import { runEqualShares } from './equal-shares.ts';
import type { Limits } from './limits.ts';
import { prepareShares } from './shares-setup.ts';
import type { Utility } from './support.ts';
import { startTrail } from './trail.ts';

/*
 * What makes Equal Shares quick is how seldom it goes through the supporters of a project. Floats settle what is beyond
 * doubt, a bound settles many rounds, a leap many rupiah. How often they may be asked for is promised here; that
 * nothing is passed over by it is what all the other tables say.
 */

/** Follows the picks over so many rupiah, against runs from scratch: how often it looked, and asked for supporters. */
function follow(
  election: Election,
  utility: Utility,
  most: number,
  limits: Limits = {},
): { looks: number; asked: number } {
  const prepared = prepareShares(setupOf(election, utility, limits));
  const { counted, asked } = countedShares(prepared);
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
  return { looks, asked: asked() - before };
}

describe.each<[BallotKind, Utility, readonly (readonly [looks: number, asked: number])[]]>([
  // of 60 endowments looks at, and asks for supporters
  [
    'approval',
    'cost',
    [
      [12, 5090],
      [20, 8187],
      [36, 10971],
      [26, 9680],
    ],
  ],
  [
    'approval',
    'cardinality',
    [
      [12, 2885],
      [20, 4834],
      [34, 5746],
      [25, 7759],
    ],
  ],
  [
    'points',
    'points',
    [
      [13, 3083],
      [18, 6174],
      [23, 2995],
      [21, 5877],
    ],
  ],
  [
    'ranking',
    'borda',
    [
      [14, 4409],
      [25, 10652],
      [42, 8149],
      [30, 9341],
    ],
  ],
])('a kelurahan, %s ballots, by %s: sixty rupiah more each', (kind, utility, promised) => {
  const elections = strainedElections(kind);
  test.each(promised.map((most, place) => [place, ...most] as const))(
    'election %d',
    (place, mostLooks, mostAsked) => {
      const election = elections[place];
      if (!election) throw new RangeError(`no election ${place}`);
      const { looks, asked } = follow(election, utility, 60);
      expect(looks, 'looks').toBeLessThanOrEqual(mostLooks);
      expect(asked, 'asked').toBeLessThanOrEqual(mostAsked);
    },
  );
});

describe.each<[BallotKind, Utility, readonly (readonly [looks: number, asked: number])[]]>([
  [
    'approval',
    'cost',
    [
      [5, 48],
      [4, 127],
      [11, 91],
      [14, 315],
      [12, 74],
      [1, 11],
      [13, 410],
      [14, 482],
      [1, 24],
      [1, 0],
      [1, 17],
      [14, 209],
    ],
  ],
  [
    'approval',
    'cardinality',
    [
      [5, 48],
      [3, 105],
      [11, 86],
      [13, 232],
      [12, 81],
      [1, 11],
      [12, 301],
      [12, 204],
      [1, 24],
      [1, 0],
      [1, 17],
      [13, 216],
    ],
  ],
  [
    'points',
    'points',
    [
      [5, 36],
      [1, 25],
      [10, 0],
      [13, 104],
      [12, 37],
      [1, 0],
      [12, 221],
      [14, 306],
      [1, 11],
      [1, 0],
      [1, 8],
      [14, 177],
    ],
  ],
  [
    'ranking',
    'borda',
    [
      [5, 36],
      [2, 36],
      [10, 0],
      [13, 153],
      [11, 33],
      [1, 0],
      [11, 397],
      [16, 303],
      [1, 11],
      [1, 0],
      [1, 13],
      [13, 143],
    ],
  ],
])('small elections, %s ballots, by %s: sixty rupiah more each', (kind, utility, promised) => {
  const elections = sameElections(kind, 30_11, 12);
  test.each(promised.map((most, place) => [place, ...most] as const))(
    'election %d',
    (place, mostLooks, mostAsked) => {
      const election = elections[place];
      if (!election) throw new RangeError(`no election ${place}`);
      const { looks, asked } = follow(election, utility, 60);
      expect(looks, 'looks').toBeLessThanOrEqual(mostLooks);
      expect(asked, 'asked').toBeLessThanOrEqual(mostAsked);
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

describe.each<[BallotKind, Utility, readonly (readonly [looks: number, asked: number])[]]>([
  [
    'approval',
    'cost',
    [
      [12, 4776],
      [19, 4677],
      [18, 4592],
      [23, 4564],
    ],
  ],
  [
    'points',
    'points',
    [
      [12, 2836],
      [16, 3249],
      [8, 1136],
      [18, 2062],
    ],
  ],
])('rivals among them, %s ballots, by %s', (kind, utility, promised) => {
  const elections = strainedElections(kind);
  test.each(promised.map((most, place) => [place, ...most] as const))(
    'election %d',
    (place, mostLooks, mostAsked) => {
      const election = elections[place];
      if (!election) throw new RangeError(`no election ${place}`);
      const { looks, asked } = follow(election, utility, 60, RIVALS);
      expect(looks, 'looks').toBeLessThanOrEqual(mostLooks);
      expect(asked, 'asked').toBeLessThanOrEqual(mostAsked);
    },
  );
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
