import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  behindOf,
  partsOf,
  placeParts,
  pointsOf,
  pointTables,
  poorOf,
  recordPart,
  type Standing,
  unpromisedPart,
} from './ranking.ts';

const WEIGHTS = {
  field: 220,
  place: 120,
  form: 120,
  behind: 160,
  poverty: 120,
  neglect: 120,
  record: 60,
  unpromised: 80,
};

const place = (people: number | null, poorHouseholds: number | null, promised: bigint) => ({
  people,
  poorHouseholds,
  promised,
});

const STANDING: Standing = {
  fields: new Map([
    ['pendidikan', { share: 90, target: 200 }],
    ['lingkungan', { share: 580, target: 200 }],
  ]),
  places: new Map([
    ['32.73.30.1001', place(1000, 60, 0n)],
    ['32.73.30.1002', place(1000, 30, 50n)],
    ['32.73.01.1001', place(1000, 10, 250n)],
  ]),
  records: new Map([
    ['a', { accepted: 3, owed: 3 }],
    ['b', { accepted: 0, owed: 1 }],
  ]),
};

const need = {
  field: 'pendidikan',
  village: '32.73.30.1001',
  form: 'barang',
  organization: null,
  requested: 100n,
  promised: 0n,
};
const cares = { fields: ['pendidikan'], places: ['32.73.30'], forms: ['barang'] };

test.each([
  // share, target   behind, per mille of the target
  [90, 200, 550],
  [0, 200, 1000],
  [200, 200, 0],
  [580, 200, 0],
  [10, 0, 0],
  [0, 0, 0],
])('a field with %d‰ of what is promised, target %d‰, lies %d‰ behind', (share, target, behind) => {
  expect(behindOf({ share, target })).toBe(behind);
});

test('places stand beside each other: the poorest, and what was promised to each of their people', () => {
  // The mean is 300 for 3,000 people: 100 for each place of 1,000.
  expect(Object.fromEntries(placeParts(STANDING.places))).toEqual({
    '32.73.30.1001': { poverty: 1000, neglect: 1000 },
    '32.73.30.1002': { poverty: 500, neglect: 500 },
    '32.73.01.1001': { poverty: 166, neglect: 0 },
  });
  // Where people are not known of all places, a place is a place; what is not known of poverty earns nothing.
  const unknown = new Map([...STANDING.places, ['32.73.02.1001', place(null, null, 0n)] as const]);
  expect(placeParts(unknown).get('32.73.30.1002')).toEqual({ poverty: 500, neglect: 333 });
  expect(placeParts(unknown).get('32.73.02.1001')).toEqual({ poverty: 0, neglect: 1000 });
  for (const one of [place(0, 5, 0n), place(null, 5, 0n), place(1000, null, 0n)])
    expect(poorOf(one)).toBeUndefined();
  expect(poorOf(place(2, 5, 0n))).toBe(1000);
});

test('a large place is owed more of what is promised than a small one', () => {
  const places = (small: number | null) =>
    Object.fromEntries(
      [
        ...placeParts(
          new Map([
            ['large', place(3000, 0, 100n)],
            ['small', place(small, 0, 100n)],
          ]),
        ),
      ].map(([code, one]) => [code, one.neglect]),
    );
  // Of 200 for 4,000 people 150 would be for the 3,000.
  expect(places(1000)).toEqual({ large: 333, small: 0 });
  // Where the people of one are not known, or there are none, each place is a place.
  expect(places(null)).toEqual({ large: 0, small: 0 });
  expect(places(0)).toEqual({ large: 0, small: 0 });
});

test('where nothing was promised and nobody is poor, no place is poor and all are owed something', () => {
  const none = new Map([
    ['one', place(1000, 0, 0n)],
    ['two', place(2000, 0, 0n)],
  ]);
  expect([...placeParts(none).values()]).toEqual([
    { poverty: 0, neglect: 1000 },
    { poverty: 0, neglect: 1000 },
  ]);
});

test.each([
  ['who owed nothing yet', { accepted: 0, owed: 0 }, 1000],
  ['three of three', { accepted: 3, owed: 3 }, 1000],
  ['none of one', { accepted: 0, owed: 1 }, 500],
  ['one of four', { accepted: 1, owed: 4 }, 400],
])('a record of %s', (_, record, part) => {
  expect(recordPart(record)).toBe(part);
});

test('what is promised by others speaks less for it; what costs nothing is not promised in part', () => {
  expect(unpromisedPart({ requested: 3n, promised: 1n })).toBe(666);
  expect(unpromisedPart({ requested: 0n, promised: 0n })).toBe(1000);
});

test('all that speaks for a need makes the whole, and each reason says how much', () => {
  const poorest = { ...need, field: 'kesehatan' };
  const standing = { ...STANDING, fields: new Map([['kesehatan', { share: 0, target: 180 }]]) };
  expect(pointsOf(WEIGHTS, partsOf(poorest, { ...cares, fields: ['kesehatan'] }, standing)).points).toBe(
    1000,
  );

  const { points, reasons } = pointsOf(WEIGHTS, partsOf(need, cares, STANDING));
  expect(points).toBe(220 + 120 + 120 + 88 + 120 + 120 + 60 + 80);
  expect(reasons[0]).toEqual({ reason: 'field', points: 220 });
  expect(reasons.find((one) => one.reason === 'behind')).toEqual({ reason: 'behind', points: 88 });
  expect(pointsOf(WEIGHTS, partsOf(poorest, cares, standing)).reasons.map((one) => one.reason)).toEqual([
    ...['behind', 'place', 'form', 'poverty', 'neglect', 'unpromised', 'record', 'field'],
  ]);
});

test('who prefers nothing is shown what is needed most', () => {
  const nothing = { fields: [], places: [], forms: [] };
  const elsewhere = {
    ...need,
    field: 'lingkungan',
    village: '32.73.01.1001',
    organization: 'b',
    promised: 50n,
  };
  const points = (of: typeof need | typeof elsewhere) =>
    pointsOf(WEIGHTS, partsOf(of, nothing, STANDING)).points;
  expect(points(need)).toBeGreaterThan(points(elsewhere));
  expect(points(elsewhere)).toBe(Math.floor(120 * 0.166) + 30 + 40);
});

test('tables of points add up to what the reasons say, whatever the need', () => {
  const tables = pointTables(WEIGHTS, cares, STANDING);
  fc.assert(
    fc.property(
      fc.constantFrom('pendidikan', 'lingkungan', 'agama'),
      fc.constantFrom(...STANDING.places.keys(), '32.73.30'),
      fc.constantFrom('barang', 'jasa', null),
      fc.constantFrom('a', 'b', 'c', null),
      fc.bigInt(0n, 1000n),
      fc.nat(1000),
      (field, village, form, organization, requested, taken) => {
        const promised = (requested * BigInt(taken)) / 1000n;
        const one = { field, village, form, organization, requested, promised };
        const added =
          (tables.fields.get(field) ?? 0) +
          (tables.places.get(village) ?? 0) +
          (tables.forms.get(form ?? '') ?? 0) +
          (tables.records.get(organization ?? '') ?? tables.others) +
          Math.floor((tables.unpromised * unpromisedPart(one)) / 1000);
        expect(added).toBe(pointsOf(WEIGHTS, partsOf(one, cares, STANDING)).points);
      },
    ),
  );
});
