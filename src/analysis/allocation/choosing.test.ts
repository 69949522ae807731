import { expect, test } from 'vitest';
import { raised, setupOf } from '../../../test/support/shares-by-definition.ts';
import { writtenElection } from '../../../test/support/written-election.ts';
import { chooseFrom } from './choosing.ts';
import { approximately } from './fraction.ts';
import { moveTo } from './moving.ts';
import { prepareShares } from './shares-setup.ts';
import { raiseEndowment, standAtStart } from './standing.ts';

const MUCH = 4_000_000_000_000_000n;

test.each<[string, bigint, bigint, string, string[]]>([
  // a and b cost                                        and are bought
  ['a rupiah less, told by exact numbers alone', MUCH + 1n, MUCH, '1×a+b', ['b', 'a']],
  ['a rupiah more', MUCH, MUCH + 1n, '1×a+b', ['a', 'b']],
  ['just as good: the first by the order of ties', MUCH, MUCH, '1×a+b', ['a', 'b']],
  // Of b the second has nothing left, so that the first would give all.
  ['a rupiah less, and only one of them can be paid for', MUCH + 1n, MUCH, '1×a+b 1×', ['b']],
])('%s', (_, a, b, ballots, bought) => {
  const each = bought.length === 1 ? MUCH + 2n : 2n * MUCH + 2n;
  const voters = BigInt(ballots.split(' ').length);
  const election = writtenElection(each * voters, `a:${a} b:${b}`, ballots);
  const standing = standAtStart(prepareShares(setupOf(election, 'cardinality')));
  const endowment = raised(election, 0n);
  raiseEndowment(standing, endowment);
  moveTo(standing.purchases, 0, approximately(endowment));
  const picks = () => standing.purchases.picks.map((position) => election.projects[position]?.id);
  chooseFrom(standing, 0);
  expect(picks()).toEqual(bought);
  // Chosen again, with the last ones at hand.
  chooseFrom(standing, 0);
  expect(picks()).toEqual(bought);
});
