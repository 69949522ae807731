import { expect, test } from 'vitest';
import { distanceCorrelation, distanceKm, neverReached, reachOf, rings } from './reach.ts';

/** Bandung's town hall and four places to its east, 0, 2, 5 and 20 km away. */
const CENTRE = { latitude: -6.9118, longitude: 107.6098 };
const east = (km: number) => ({ latitude: CENTRE.latitude, longitude: CENTRE.longitude + km / 110.394 });
const PLACES = [
  { id: 'pusat', people: 1000, poorHouseholds: 10, point: east(0) },
  { id: 'dekat', people: 1000, poorHouseholds: 40, point: east(2) },
  { id: 'jauh', people: 500, poorHouseholds: 90, point: east(5) },
  { id: 'tepi', people: 500, poorHouseholds: 120, point: east(20) },
  { id: 'tanpa-peta' },
];
const REACHED = [
  { place: 'pusat', year: 2022, amount: 600n },
  { place: 'pusat', year: 2024, amount: 400n },
  { place: 'dekat', year: 2023, amount: 500n },
  { place: 'di-luar', year: 2023, amount: 999n },
];

test('who was reached how often, with how much, and when last', () => {
  expect(reachOf(PLACES, REACHED)).toEqual([
    { place: 'pusat', times: 2, money: 1000n, lastYear: 2024 },
    { place: 'dekat', times: 1, money: 500n, lastYear: 2023 },
    { place: 'jauh', times: 0, money: 0n },
    { place: 'tepi', times: 0, money: 0n },
    { place: 'tanpa-peta', times: 0, money: 0n },
  ]);
});

test('never reached, the poorest first', () => {
  expect(neverReached(PLACES, REACHED).map((place) => place.id)).toEqual(['tepi', 'jauh', 'tanpa-peta']);
});

test('a degree of latitude is 111,195 km', () => {
  expect(distanceKm({ latitude: 0, longitude: 0 }, { latitude: 1, longitude: 0 })).toBeCloseTo(111.195, 3);
  expect(distanceKm(CENTRE, east(5))).toBeCloseTo(5, 1);
});

test('money per person by distance from the centre', () => {
  expect(rings(PLACES, REACHED, CENTRE, [1, 10])).toEqual([
    { fromKm: 0, toKm: 1, places: 1, neverReached: 0, people: 1000, money: 1000n, perPerson: 1n },
    { fromKm: 1, toKm: 10, places: 2, neverReached: 1, people: 1500, money: 500n, perPerson: 0n },
    { fromKm: 10, places: 1, neverReached: 1, people: 500, money: 0n, perPerson: 0n },
  ]);
});

test('the nearer, the more: close to -1; too few places or all alike: unknown', () => {
  // Ranks 1 2 3 4 against 4 3 1,5 1,5.
  expect(distanceCorrelation(PLACES, REACHED, CENTRE)).toBeCloseTo(-4.5 / Math.sqrt(5 * 4.5), 9);
  expect(distanceCorrelation(PLACES.slice(0, 2), REACHED, CENTRE)).toBeUndefined();
  expect(distanceCorrelation(PLACES, [], CENTRE)).toBeUndefined();
});
