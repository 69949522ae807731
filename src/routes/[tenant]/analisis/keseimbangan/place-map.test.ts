import { expect, test } from 'vitest';
import { lorenz } from '#analysis/balance/index.ts';
import { lorenzPath, lowerHalf, SIDE } from './pemusatan/lorenz.ts';
import { drawPlaces } from './place-map.ts';

const at = (key: string, latitude: number, longitude: number, amount: bigint) => ({
  key,
  point: { latitude, longitude },
  amount,
});

test('places stand as on a map: north is up, a kilometre is as long both ways, the area tells the amount', () => {
  const drawing = drawPlaces(
    [at('barat-laut', -6.9, 107.6, 400n), at('timur', -6.95, 107.7, 100n), at('selatan', -7, 107.6, 0n)],
    { latitude: -6.95, longitude: 107.65 },
    [2],
  );
  const circle = (key: string) => drawing?.circles.find((one) => one.key === key) ?? { x: 0, y: 0, r: 0 };
  const [northWest, east, south] = [circle('barat-laut'), circle('timur'), circle('selatan')];
  expect(northWest.y).toBeLessThan(east.y);
  expect(east.y).toBeLessThan(south.y);
  expect(northWest.x).toBe(south.x);
  expect(northWest.x).toBeLessThan(east.x);
  // A tenth of a degree is 11,12 km southward and, here, 11,04 km eastward.
  expect((south.y - northWest.y) / (east.x - northWest.x)).toBeCloseTo(11.12 / 11.04, 2);
  expect(northWest.r / east.r).toBeCloseTo(2, 1);
  expect(south.r).toBeLessThan(east.r);
  expect(drawing?.rings[0]?.r).toBeCloseTo((2 * (south.y - northWest.y)) / 11.12, 0);
});

test('one point alone is no map', () => {
  expect(drawPlaces([at('pusat', -6.9, 107.6, 1n)])).toBeUndefined();
});

test.each([
  // what places received, and what the half with the least has, per mille
  [[0, 1, 1, 2, 2, 6], 167],
  [[5, 5, 5, 5], 500],
  [[0, 0, 0, 12], 0],
  [[4, 4, 4], 500],
  [[0, 2, 10], 83],
])('the lower half of %j has %i per mille', (amounts, perMille) => {
  expect(lowerHalf(lorenz(amounts.map((amount) => ({ amount: BigInt(amount) }))))).toBe(perMille);
});

test('a Lorenz curve runs from corner to corner, however many places there are', () => {
  const points = lorenz(Array.from({ length: 2000 }, (_, i) => ({ amount: BigInt(i) })));
  const path = lorenzPath(points);
  expect(path.startsWith(`M0 ${SIDE}L`)).toBe(true);
  expect(path.endsWith(`L${SIDE} 0`)).toBe(true);
  expect(path.split('L').length).toBeLessThan(130);
  expect(lorenzPath([])).toBe('');
});
