import { expect, test } from 'vitest';
import { raised, setupOf, sharesByDefinition } from '../../../test/support/shares-by-definition.ts';
import { writtenElection } from '../../../test/support/written-election.ts';
import { prepareShares } from './shares-setup.ts';
import type { Utility } from './support.ts';
import { startTrail } from './trail.ts';

test.each<[string, bigint, string, string, Utility, number]>([
  // what happens                           each  projects and ballots                  by             first with so many more
  ['one alone can pay', 26n, 'gate:30', '1×gate', 'cost', 4],
  ['two can pay together', 26n, 'hall:61', '2×hall', 'cost', 5],
  ['two with a part of what they have', 26n, 'well:30 hall:44', '2×well+hall 1×well', 'cardinality', 6],
  ['a dearer one of the same supporters', 26n, 'a:20 b:35', '2×a+b', 'cost', 2],
  [
    'who paid before comes to have enough for the next',
    26n,
    'well:30 kiosk:45',
    '1×kiosk+well 1×kiosk 2×well',
    'cost',
    2,
  ],
  [
    'a price falls below another',
    26n,
    'well:30 lamp:40 kiosk:45',
    '1×well+lamp 2×well 1×lamp 2×kiosk',
    'cardinality',
    2,
  ],
  // 15 a point are 45 for one; who gives all 30 leaves 30 for the other.
  ['points: one gives all, the other the rest', 26n, 'gate:60', '1×gate=3 1×gate=1', 'points', 4],
])('%s', (_, each, projects, ballots, utility, change) => {
  const voters = ballots.split(' ').reduce((sum, entry) => sum + BigInt(entry.split('×')[0] ?? 0), 0n);
  const election = writtenElection(each * voters, projects, ballots);
  const setup = setupOf(election, utility);
  const picksAt = (added: number) => sharesByDefinition(setup, raised(election, BigInt(added))).picks;
  // As the definition has it: nothing before, something then.
  expect(picksAt(change - 1)).toEqual(picksAt(0));
  expect(picksAt(change)).not.toEqual(picksAt(0));
  const trail = startTrail(prepareShares(setup));
  let [added, looks] = [0, 0];
  while (added < change) {
    added += Math.floor(trail.moveOn(added, raised(election, BigInt(added)))) + 1;
    looks += 1;
  }
  // It comes to the very rupiah, and without stopping before.
  expect({ added, looks }).toEqual({ added: change, looks: 1 });
});
