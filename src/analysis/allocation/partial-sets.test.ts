import { expect, test } from 'vitest';
import { isBetter, mergeFrontiers, type PartialSet, withItem } from './partial-sets.ts';

const set = (cost: bigint, worth: bigint, members = 0n): PartialSet => ({ cost, worth, members });

test('a set with one project more costs and is worth as much more', () => {
  const item = { position: 2, cost: 5n, worth: 7n, bit: 0b010n };
  expect(withItem(set(10n, 20n, 0b100n), item)).toEqual(set(15n, 27n, 0b110n));
});

test.each<[string, PartialSet, PartialSet, boolean]>([
  ['worth more, though it costs more', set(9n, 5n), set(1n, 4n), true],
  ['worth less, though it costs less', set(1n, 4n), set(9n, 5n), false],
  ['worth as much and cheaper', set(1n, 5n), set(2n, 5n), true],
  ['worth as much and dearer', set(2n, 5n), set(1n, 5n), false],
  ['as good, with a project that goes first', set(1n, 5n, 0b100n), set(1n, 5n, 0b011n), true],
  ['as good, without the project that goes first', set(1n, 5n, 0b011n), set(1n, 5n, 0b100n), false],
  ['the same', set(1n, 5n, 1n), set(1n, 5n, 1n), false],
])('better? %s', (_, one, other, better) => {
  expect(isBetter(one, other)).toBe(better);
});

test.each<[string, PartialSet[], PartialSet[], PartialSet[]]>([
  ['nothing', [], [], []],
  ['one list alone', [set(0n, 0n), set(2n, 3n)], [], [set(0n, 0n), set(2n, 3n)]],
  ['the other alone', [], [set(0n, 0n), set(2n, 3n)], [set(0n, 0n), set(2n, 3n)]],
  [
    'both by cost, without those worth no more than a cheaper one',
    [set(0n, 0n), set(4n, 5n), set(6n, 9n)],
    [set(1n, 2n), set(3n, 2n), set(5n, 5n), set(7n, 10n)],
    [set(0n, 0n), set(1n, 2n), set(4n, 5n), set(6n, 9n), set(7n, 10n)],
  ],
  [
    'of the same cost the one worth more',
    [set(2n, 3n, 1n), set(5n, 6n, 1n)],
    [set(2n, 4n, 2n), set(5n, 5n, 2n)],
    [set(2n, 4n, 2n), set(5n, 6n, 1n)],
  ],
  ['of two as good the one that goes first', [set(2n, 3n, 1n)], [set(2n, 3n, 2n)], [set(2n, 3n, 2n)]],
  ['whichever list it stands in', [set(2n, 3n, 2n)], [set(2n, 3n, 1n)], [set(2n, 3n, 2n)]],
])('two lists of sets become one: %s', (_, one, other, merged) => {
  expect(mergeFrontiers(one, other)).toEqual(merged);
});
