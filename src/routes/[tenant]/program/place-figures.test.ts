import { expect, test } from 'vitest';
import type { PlaceFigures } from '#modules/measures/index.ts';
import { chosenMeasure, placeRows } from './place-figures.ts';

const place: PlaceFigures = {
  code: '32.73.30.1003',
  name: 'Pasir Impun',
  whole: false,
  ceiling: 1_000_000_000n,
  decided: 400_000_000n,
  disbursed: 20_000_000n,
  settled: 400_000n,
  contribution: 0n,
  proposals: 9n,
  activities: 5n,
  people: 0n,
  'poor-households': 0n,
};

test('shares of the ceiling: a little is not nothing, and no ceiling has no share', () => {
  const rows = placeRows([place, { ...place, ceiling: 0n }]);
  expect(rows.places[0]?.share).toEqual({
    decided: '40\u00a0%',
    disbursed: '2\u00a0%',
    settled: 'kurang dari 0,1\u00a0%',
  });
  expect(rows.places[1]?.share.settled).toBeUndefined();
});

test.each([
  ['', { ...place, settled: 10_000_000n }, 'settled'],
  ['', place, 'disbursed'],
  ['', { ...place, disbursed: 0n }, 'decided'],
  ['?ukuran=dipertanggungjawabkan', place, 'settled'],
  ['?ukuran=apa-saja', place, 'disbursed'],
])(
  'the map shades by what was asked for, else by the last stage that was reached: %s',
  (query, total, measure) => {
    expect(chosenMeasure(new URL(`http://pilar.invalid/${query}`), total)).toBe(measure);
  },
);
