import { expect, test } from 'vitest';
import { unusualIn } from './unusual.ts';

const KIND = {
  asks: ['title', 'need', 'photos', 'poor-households', 'contributions', 'point'],
  costs: 'lines',
} as const;
const LINE = { item: 'Semen', quantity: 1000n, unit: 'sak', unitPrice: 70_000n, total: 70_000n } as const;
const CONTENT = {
  requested: 5_000_000n,
  poorHouseholds: 3,
  contribution: 100_000n,
  point: { latitude: -6.9, longitude: 107.6 },
  costLines: [LINE, LINE],
};
const KNOWN = { rest: 5_000_000n, photos: 2, dear: [] };
const whatIn = (...asked: Parameters<typeof unusualIn>) => unusualIn(...asked).map((one) => one.what);

test('a proposal as most are has nothing unusual, also where it asks all that its purse holds', () => {
  expect(unusualIn({ ...KIND, asks: [...KIND.asks] }, CONTENT, KNOWN)).toEqual([]);
});

test('a rupiah above what the purse holds is told, with how much it is above', () => {
  expect(unusualIn({ ...KIND, asks: [...KIND.asks] }, CONTENT, { ...KNOWN, rest: 4_999_999n })).toEqual([
    { what: 'above-rest', field: 'costLines', rest: 4_999_999n, over: 1n },
  ]);
});

test('no purse has no rest to pass', () => {
  expect(whatIn({ ...KIND, asks: [...KIND.asks] }, CONTENT, { ...KNOWN, rest: undefined })).toEqual([]);
});

test.each([
  ['no-photo', CONTENT, { ...KNOWN, photos: 0 }],
  ['no-poor', { ...CONTENT, poorHouseholds: 0 }, KNOWN],
  ['no-contribution', { ...CONTENT, contribution: 0n }, KNOWN],
  ['no-point', { ...CONTENT, point: undefined }, KNOWN],
] as const)('%s is told where the kind asks for it, and only there', (what, content, known) => {
  expect(whatIn({ ...KIND, asks: [...KIND.asks] }, content, known)).toEqual([what]);
  expect(whatIn({ costs: 'lines', asks: ['title'] }, content, known)).toEqual([]);
});

test('what asks more than the city says it costs is told by name', () => {
  expect(unusualIn({ ...KIND, asks: [...KIND.asks] }, CONTENT, { ...KNOWN, dear: ['Semen'] })).toEqual([
    { what: 'above-standard', field: 'costLines', items: ['Semen'] },
  ]);
});

test('a plan of one line is told where costs are lines', () => {
  const one = { ...CONTENT, costLines: [LINE] };
  expect(whatIn({ ...KIND, asks: [...KIND.asks] }, one, KNOWN)).toEqual(['one-line']);
  expect(whatIn({ costs: 'total', asks: [] }, one, KNOWN)).toEqual([]);
});

test.each([
  ['outside its kelurahan', false, ['point-elsewhere']],
  ['within it', true, []],
  ['where the city has no boundaries', undefined, []],
])('a point %s', (_, liesIn, told) => {
  expect(whatIn({ ...KIND, asks: [...KIND.asks] }, CONTENT, { ...KNOWN, liesIn })).toEqual(told);
});
