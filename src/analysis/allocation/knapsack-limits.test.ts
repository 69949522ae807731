import { expect, test } from 'vitest';
import { writtenElection } from '../../../test/support/written-election.ts';
import { boundTogether, eligibleItems, limitGuard } from './knapsack-limits.ts';
import type { Limits } from './limits.ts';
import type { Item, KnapsackProblem, PartialSet } from './partial-sets.ts';
import { supportOf } from './support.ts';
import { tieRanks } from './tie-breaking.ts';

/** RW 1 asks for 65, PKK for 60, b for nobody's sake. Votes: a 3, b 2, c 2, d 1, e none. */
const ELECTION = writtenElection(
  100n,
  'a:30#jalan@RW1 b:40@RW2 c:25#jalan@RW1 d:60#air@PKK e:10@RW1',
  '2×a+b 1×a+c 1×c 1×d',
);

function problemOf(limits: Limits): KnapsackProblem {
  const support = supportOf(ELECTION, 'cardinality');
  const votes = support.map((one) => one.votes);
  const ranks = tieRanks(ELECTION, votes, 'id');
  return { election: ELECTION, support, ranks, utility: 'cardinality', limits, votes };
}

const ITEMS = ELECTION.projects.map(
  (project, position): Item => ({
    position,
    cost: project.cost,
    worth: BigInt(supportOf(ELECTION, 'cardinality')[position]?.tally ?? 0),
    bit: 1n << BigInt(4 - position),
  }),
);

const named = (letters: string) => ITEMS.filter((item) => letters.includes('abcde'[item.position] ?? '-'));
const letters = (items: readonly Item[]) => items.map((item) => 'abcde'[item.position]).join('');

function setOf(members: string): PartialSet {
  return named(members).reduce(
    (set, item) => ({
      cost: set.cost + item.cost,
      worth: set.worth + item.worth,
      members: set.members | item.bit,
    }),
    { cost: 0n, worth: 0n, members: 0n },
  );
}

test.each<[string, bigint, Limits, string]>([
  ['nobody supports e', 100n, {}, 'abcd'],
  ['d costs more than all', 59n, {}, 'abc'],
  ['exactly all is not too much', 60n, {}, 'abcd'],
  ['with two supporters at least', 100n, { minimumSupport: 2 }, 'abc'],
  ['with three', 100n, { minimumSupport: 3 }, 'a'],
])('what some set may hold: %s', (_, budget, limits, eligible) => {
  expect(letters(eligibleItems(problemOf(limits), ITEMS, budget))).toBe(eligible);
});

const atMost = (by: 'institution' | 'field', name: string, amount: bigint): Limits => ({
  ceilings: [{ by, name, atMost: amount }],
});

test.each<[string, Limits, string]>([
  ['two that exclude each other', { incompatible: [['d', 'b']] }, 'abdce'],
  ['the first of the list too', { incompatible: [['a', 'e']] }, 'aebcd'],
  [
    'three, one through the other',
    {
      incompatible: [
        ['a', 'c'],
        ['c', 'e'],
      ],
    },
    'acebd',
  ],
  [
    'two pairs that turn out to be one group',
    {
      incompatible: [
        ['b', 'd'],
        ['e', 'c'],
        ['e', 'd'],
      ],
    },
    'abcde',
  ],
  [
    'two pairs apart',
    {
      incompatible: [
        ['a', 'd'],
        ['b', 'e'],
      ],
    },
    'adbec',
  ],
  ['who could exceed a ceiling together', atMost('institution', 'RW1', 64n), 'acebd'],
  ['a ceiling and rivals', { ...atMost('field', 'jalan', 54n), incompatible: [['c', 'e']] }, 'acebd'],
])('looked at together: %s', (_, limits, order) => {
  expect(letters(boundTogether(problemOf(limits), ITEMS))).toBe(order);
});

test.each<[string, Limits]>([
  ['there are no limits', {}],
  ['a ceiling holds all that is asked', atMost('institution', 'RW1', 65n)],
  ['a ceiling concerns one alone', atMost('institution', 'PKK', 1n)],
])('the list is as it was where %s', (_, limits) => {
  expect(boundTogether(problemOf(limits), ITEMS)).toBe(ITEMS);
});

test('one that cannot be in any set excludes nobody', () => {
  const open = named('abce');
  expect(boundTogether(problemOf({ incompatible: [['d', 'b']] }), open)).toBe(open);
});

/** Whether two sets, after the project at a place of `abcde` was looked at, may no longer be compared. */
function apart(limits: Limits, one: string, other: string, after: string): boolean {
  const guard = limitGuard(problemOf(limits), ITEMS, ITEMS, 100n);
  const index = 'abcde'.indexOf(after);
  return guard.key(setOf(one), index) !== guard.key(setOf(other), index);
}

const RW1 = atMost('institution', 'RW1', 50n);
const BOTH: Limits = {
  ceilings: [
    { by: 'institution', name: 'RW1', atMost: 50n },
    { by: 'field', name: 'jalan', atMost: 30n },
  ],
};
const JALAN: Limits = { minimumShares: [{ by: 'field', name: 'jalan', perMille: 300 }] };

test.each<[string, Limits, string, string, string, boolean]>([
  // what                                     limits  one   other  after  told apart
  ['without limits none are', {}, 'a', '', 'a', false],
  // c and e may come, 35 together, where a leaves 20.
  ['what was spent leaves too little for all', RW1, 'a', '', 'a', true],
  ['the same was spent', RW1, 'ab', 'a', 'b', false],
  // Only e comes yet, for 10, and fits beside either.
  ['all that comes fits beside both', RW1, 'a', 'c', 'c', false],
  ['all that comes just fits', atMost('institution', 'RW1', 40n), 'a', '', 'c', false],
  ['a rupiah too little for all that comes', atMost('institution', 'RW1', 39n), 'a', '', 'c', true],
  ['nothing comes any more', atMost('institution', 'RW1', 39n), 'a', 'c', 'e', false],
  ['by either of two ceilings', BOTH, 'a', '', 'b', true],
  // 300 of 1000 are 30: a holds them, c lacks five.
  ['a share that is kept, and not', JALAN, 'a', '', 'c', true],
  ['a share that lacks more and less', JALAN, 'c', '', 'c', true],
  ['beyond the share all is the same', JALAN, 'a', 'ac', 'c', false],
  ['one that a later one excludes', { incompatible: [['a', 'd']] }, 'a', '', 'a', true],
  ['whichever of the two is named first', { incompatible: [['d', 'a']] }, 'a', '', 'c', true],
  ['when that one has been looked at', { incompatible: [['a', 'd']] }, 'a', '', 'd', false],
  ['one that nobody excludes', { incompatible: [['a', 'd']] }, 'b', '', 'b', false],
  ['one excluded by an earlier one', { incompatible: [['a', 'd']] }, 'd', '', 'd', false],
  [
    'one that the very last excludes',
    {
      incompatible: [
        ['a', 'e'],
        ['b', 'e'],
      ],
    },
    'a',
    'b',
    'd',
    true,
  ],
])('told apart? %s', (_, limits, one, other, after, isApart) => {
  expect(apart(limits, one, other, after)).toBe(isApart);
});

test.each<[string, Limits, string, string, boolean]>([
  ['without limits', {}, 'abc', 'd', true],
  ['a rival', { incompatible: [['a', 'd']] }, 'a', 'd', false],
  ['a rival named the other way round', { incompatible: [['d', 'a']] }, 'a', 'd', false],
  ['no rival', { incompatible: [['a', 'd']] }, 'b', 'd', true],
  [
    'the second rival of one',
    {
      incompatible: [
        ['a', 'd'],
        ['a', 'e'],
      ],
    },
    'e',
    'a',
    false,
  ],
  ['above the ceiling', RW1, 'a', 'c', false],
  ['just at the ceiling', atMost('institution', 'RW1', 55n), 'a', 'c', true],
  ['beyond it, of another group', atMost('institution', 'RW1', 30n), 'a', 'b', true],
  ['above one of two ceilings', BOTH, 'c', 'a', false],
])('may be taken too? %s', (_, limits, members, more, may) => {
  const [item] = named(more);
  if (!item) throw new Error(`no ${more}`);
  expect(limitGuard(problemOf(limits), ITEMS, ITEMS, 100n).mayTake(setOf(members), item)).toBe(may);
});

test.each<[string, Limits, string, boolean]>([
  ['within the budget', {}, 'bd', true],
  ['above it', {}, 'bde', false],
  // 30 are kept for jalan: 60 + 10 + 30, and 60 + 40 + 30.
  ['what is kept is left', JALAN, 'de', true],
  ['what is kept is not left', JALAN, 'bd', false],
  // c uses 25 of them: 25 + 60 + 10 and five more are kept.
  ['what was used need not be kept again', JALAN, 'cde', true],
  ['more than the share is used', JALAN, 'abc', true],
  [
    'of two shares both are kept',
    {
      minimumShares: [
        { by: 'field', name: 'jalan', perMille: 300 },
        { by: 'field', name: 'air', perMille: 500 },
      ],
    },
    'b',
    false,
  ],
  [
    'what is beyond one share makes up for no other',
    {
      minimumShares: [
        { by: 'field', name: 'jalan', perMille: 100 },
        { by: 'field', name: 'air', perMille: 500 },
      ],
    },
    'ac',
    false,
  ],
])('allowed? %s', (_, limits, members, allowed) => {
  expect(limitGuard(problemOf(limits), ITEMS, ITEMS, 100n).allowed(setOf(members))).toBe(allowed);
});

test('limits that name what does not exist are refused', () => {
  expect(() => limitGuard(problemOf(atMost('field', 'wisata', 1n)), ITEMS, ITEMS, 100n)).toThrow(
    'limit.unknown-group',
  );
});
