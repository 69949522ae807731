import { expect, test } from 'vitest';
import { captureSigns } from './recipients.ts';

const RECEIPTS = [
  { recipient: 'KSM Melati', year: 2022, amount: 50n },
  { recipient: 'KSM Mawar', year: 2022, amount: 50n },
  { recipient: 'KSM Melati', year: 2023, amount: 30n },
  { recipient: 'KSM Melati', year: 2023, amount: 30n },
  { recipient: 'KSM Dahlia', year: 2023, amount: 40n },
  { recipient: 'KSM Melati', year: 2024, amount: 75n },
  { recipient: 'KSM Mawar', year: 2024, amount: 25n },
];

test('who receives again, by number and by money', () => {
  const { byYear } = captureSigns(RECEIPTS, { lookBack: 1, years: 3 });
  expect(byYear).toEqual([
    {
      year: 2022,
      recipients: 2,
      yearsBefore: 0,
      again: 0,
      money: 100n,
      moneyAgain: 0n,
      shareAgain: 0,
      moneyShareAgain: 0,
    },
    {
      year: 2023,
      recipients: 2,
      yearsBefore: 1,
      again: 1,
      money: 100n,
      moneyAgain: 60n,
      shareAgain: 0.5,
      moneyShareAgain: 0.6,
    },
    {
      year: 2024,
      recipients: 2,
      yearsBefore: 1,
      again: 1,
      money: 100n,
      moneyAgain: 75n,
      shareAgain: 0.5,
      moneyShareAgain: 0.75,
    },
  ]);
});

test('a longer look back finds the one who paused a year', () => {
  const { byYear } = captureSigns(RECEIPTS, { lookBack: 2, years: 3 });
  expect(byYear.at(-1)).toMatchObject({ yearsBefore: 2, again: 2, moneyShareAgain: 1 });
});

test('frequent recipients with their years and their share of all money', () => {
  const { frequent } = captureSigns(RECEIPTS, { lookBack: 1, years: 2 });
  expect(frequent).toMatchObject([
    { recipient: 'KSM Melati', years: [2022, 2023, 2024], money: 185n },
    { recipient: 'KSM Mawar', years: [2022, 2024], money: 75n },
  ]);
  expect(frequent[0]?.moneyShare).toBeCloseTo(185 / 300, 6);
});

test('no receipts, no signs', () => {
  expect(captureSigns([], { lookBack: 1, years: 2 })).toEqual({ byYear: [], frequent: [] });
});
