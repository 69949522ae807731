import { expect, test } from 'vitest';
import { everywhere, onOneDay, sameAmounts } from './red-flags.ts';

test.each([
  ['nothing yet', [], 0],
  ['one step', ['2026-02-10'], 0],
  ['all on one day', ['2026-02-10', '2026-02-10', '2026-02-10'], 1],
  ['the last on another', ['2026-02-10', '2026-02-10', '2026-02-11'], 0],
])('progress: %s', (_, days, flags) => {
  expect(onOneDay(days.map((happenedOn) => ({ happenedOn })))).toEqual(
    flags === 0 ? [] : [{ flag: 'one-day', day: '2026-02-10', steps: 3 }],
  );
});

test.each([
  [
    'different amounts',
    [
      [10n, 'A', null],
      [11n, 'B', null],
    ],
    [],
  ],
  [
    'one amount on two receipts',
    [
      [10n, 'A', null],
      [10n, 'B', null],
      [7n, 'C', null],
    ],
    [['A', 'B']],
  ],
  [
    'two parts of one payment',
    [
      [10n, 'A', 'p'],
      [10n, 'A', 'p'],
    ],
    [],
  ],
  [
    'the same number of two payments',
    [
      [10n, 'A', 'p'],
      [10n, 'A', 'q'],
    ],
    [['A', 'A']],
  ],
] as const)('amounts: %s', (_, rows, receipts) => {
  const expenses = rows.map(([amount, receiptNumber, payment]) => ({ amount, receiptNumber, payment }));
  expect(sameAmounts(expenses)).toEqual(
    receipts.map((list) => ({ flag: 'same-amount', amount: 10n, receipts: list })),
  );
});

test.each([
  // paid  of all  stands out
  [2, 2, false],
  [3, 6, false],
  [4, 7, true],
  [3, 3, true],
])('a supplier paid for %i of %i proposals', (paid, all, stands) => {
  expect(everywhere([{ name: 'Toko', paid, all }])).toEqual(
    stands ? [{ flag: 'one-supplier', name: 'Toko', paid, all }] : [],
  );
});
