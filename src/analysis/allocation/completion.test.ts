import { expect, test } from 'vitest';
import { setupOf } from '../../../test/support/shares-by-definition.ts';
import { writtenElection } from '../../../test/support/written-election.ts';
import type { EndowmentFacts } from './allocation.ts';
import { type Add1, equalShares } from './completion.ts';
import type { Election } from './election.ts';
import type { Limits } from './limits.ts';

function completed(election: Election, add1: Add1 | undefined, limits: Limits = {}) {
  const { run, endowment } = equalShares(setupOf(election, 'cost', limits), add1);
  return { endowment, picks: run.picks.map((position) => election.projects[position]?.id).join(' ') };
}

const overshoot: Add1 = { until: 'overshoot', whenAllFit: 'complete' };
const exhaustive: Add1 = { until: 'exhaustive', whenAllFit: 'complete' };

/** With 60 each, both buy, which costs 120. */
const TWO = writtenElection(100n, 'a:60 b:60', '1×a 1×b');
/** 30 each for a; b only with 60 each, when both cost 120 of 90. */
const STRONG = writtenElection(90n, 'a:60 b:60', '2×a 1×b');
/** 25 each; with 30 each both are paid, and nobody wants the third. */
const BOTH = writtenElection(100n, 'a:60 b:30 c:200', '2×a 1×b 1×');
const rivals: Limits = { incompatible: [['a', 'b']] };

test.each<
  [string, Election, Add1 | undefined, Limits, string, bigint, EndowmentFacts['ended'], bigint | undefined]
>([
  // what                                  ballots  asked                         limits  bought  added  why it ended      and what a step more had cost
  ['nothing is added where nobody asks', TWO, undefined, {}, '', 0n, 'not-completed', undefined],
  ['the last before it costs too much', TWO, overshoot, {}, '', 9n, 'overshoot', 120n],
  ['the same, in steps of four', TWO, { ...overshoot, step: 4n }, {}, '', 8n, 'overshoot', 120n],
  ['the same, in steps beyond it', TWO, { ...overshoot, step: 11n }, {}, '', 0n, 'overshoot', 120n],
  ['goes on though nothing more fits', STRONG, overshoot, {}, 'a', 29n, 'overshoot', 120n],
  ['ends when nothing more fits', STRONG, exhaustive, {}, 'a', 0n, 'exhaustive', undefined],
  ['goes on as long as something fits', TWO, exhaustive, {}, '', 9n, 'overshoot', 120n],
  ['ends when all that has supporters is bought', BOTH, overshoot, {}, 'a b', 5n, 'exhaustive', undefined],
  [
    'in steps of four that is two steps',
    BOTH,
    { ...overshoot, step: 4n },
    {},
    'a b',
    8n,
    'exhaustive',
    undefined,
  ],
  // All costs 290, and everybody holds 25.
  ['ends when all could pay for all alone', BOTH, overshoot, rivals, 'a', 265n, 'settled', undefined],
  ['which steps of four pass', BOTH, { ...overshoot, step: 4n }, rivals, 'a', 268n, 'settled', undefined],
  ['what a limit bars does not fit', BOTH, exhaustive, rivals, 'a', 5n, 'exhaustive', undefined],
  ['gives up after so many looks', TWO, { ...overshoot, mostLooks: 1 }, {}, '', 0n, 'given-up', undefined],
  [
    'unless it ends with that look',
    STRONG,
    { ...exhaustive, mostLooks: 1 },
    {},
    'a',
    0n,
    'exhaustive',
    undefined,
  ],
])('Add1: %s', (_, election, add1, limits, picks, added, ended, overshootCost) => {
  const found = completed(election, add1, limits);
  expect(found).toMatchObject({ picks, endowment: { added, ended } });
  expect(found.endowment.overshootCost).toBe(overshootCost);
  expect('overshootCost' in found.endowment).toBe(overshootCost !== undefined);
});

test.each<[string, bigint, Add1 | undefined, [bigint, bigint]]>([
  ['an equal part of the budget, in lowest terms', 90n, undefined, [45n, 2n]],
  ['a whole part where it comes out', 100n, undefined, [25n, 1n]],
  // With 61.5 each both buy.
  ['what is added on top', 90n, { ...overshoot, step: 3n }, [117n, 2n]],
  [
    'rounded down to whole rupiah, where that is asked for',
    90n,
    { ...overshoot, mostLooks: 1, startFrom: 'whole' },
    [22n, 1n],
  ],
  ['and not where the exact part is', 90n, { ...overshoot, mostLooks: 1, startFrom: 'exact' }, [45n, 2n]],
])('what everybody holds: %s', (_, budget, add1, [part, of]) => {
  const election = writtenElection(budget, 'a:60 b:61', '1×a 1×b 2×');
  expect(completed(election, add1).endowment.perVoter).toEqual({ part, of });
});

test.each<[bigint, Add1['whenAllFit'], EndowmentFacts['ended'], string]>([
  // everything costs 90; b only with 30 each
  [90n, 'plain', 'all-fit', 'a'],
  [91n, 'plain', 'all-fit', 'a'],
  [90n, 'complete', 'exhaustive', 'a b'],
  [89n, 'plain', 'overshoot', 'a'],
])('with a budget of %d and all fitting: %s', (budget, whenAllFit, ended, picks) => {
  const election = writtenElection(budget, 'a:30 b:60', '3×a 1×b');
  const found = completed(election, { until: 'overshoot', whenAllFit, startFrom: 'whole' });
  expect(found).toMatchObject({ picks, endowment: { ended } });
  // Where nothing is completed nothing is rounded either.
  if (ended === 'all-fit') {
    const { part, of } = found.endowment.perVoter;
    expect(Number(part) / Number(of)).toBe(Number(budget) / 4);
  }
});

test('nothing is added where everybody can pay for everything from the start', () => {
  const election = writtenElection(100n, 'a:60 b:30', '1×a+b');
  expect(completed(election, overshoot, rivals).endowment).toEqual({
    perVoter: { part: 100n, of: 1n },
    added: 0n,
    ended: 'settled',
  });
});
