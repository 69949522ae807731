import { expect, test } from 'vitest';
import { balanceFrom, type Compared, concentrationOf, shareOf, totalBalance } from './balance.ts';
import { readPlaceFile } from './place-file.ts';

/*
 * A small city reckoned by hand: two kecamatan, six kelurahan, twelve million rupiah.
 *
 *   kecamatan  kelurahan   received (million)   share of the money
 *   barat      Anggrek            6                 500 ‰
 *   barat      Bakung             2                 167 ‰
 *   barat      Cempaka            0                   0 ‰
 *   timur      Dahlia             2                 167 ‰
 *   timur      Edelweis           1                  83 ‰
 *   timur      Flamboyan          1                  83 ‰
 */
const CITY: readonly (Compared & { name: string; share: number })[] = [
  { name: 'Anggrek', group: 'barat', amount: 6_000_000n, share: 500 },
  { name: 'Bakung', group: 'barat', amount: 2_000_000n, share: 167 },
  { name: 'Cempaka', group: 'barat', amount: 0n, share: 0 },
  { name: 'Dahlia', group: 'timur', amount: 2_000_000n, share: 167 },
  { name: 'Edelweis', group: 'timur', amount: 1_000_000n, share: 83 },
  { name: 'Flamboyan', group: 'timur', amount: 1_000_000n, share: 83 },
];
const WHOLE = 12_000_000n;

test.each(CITY)('$name has $share per mille of the money', ({ amount, share }) => {
  expect(shareOf(amount, WHOLE)).toBe(share);
});

test('the small city by hand', () => {
  const found = concentrationOf(CITY);
  // From the least: 0 1 1 2 2 6. Gini = 2·Σ(rank × amount) ÷ (n·Σ) − (n+1)/n
  //   = 2·(1·0 + 2·1 + 3·1 + 4·2 + 5·2 + 6·6) ÷ (6·12) − 7/6 = 118/72 − 84/72 = 34/72
  expect(found?.gini).toBeCloseTo(34 / 72, 12);
  // Herfindahl = (36 + 4 + 0 + 4 + 1 + 1) ÷ 144 = 46/144
  expect(found?.herfindahl).toBeCloseTo(46 / 144, 12);
  // Theil T = Σ share · ln(share × 6)
  //   = ½·ln 3 + ⅙·ln 1 + 0 + ⅙·ln 1 + ¹⁄₁₂·ln ½ + ¹⁄₁₂·ln ½ = ½·ln 3 − ⅙·ln 2
  const theil = Math.log(3) / 2 - Math.log(2) / 6;
  expect(found?.theil).toBeCloseTo(theil, 12);
  // Between: barat has ⅔, timur ⅓ of the money, each half of the kelurahan: ⅔·ln(4/3) + ⅓·ln(2/3)
  const between = (2 / 3) * Math.log(4 / 3) + (1 / 3) * Math.log(2 / 3);
  expect(found?.betweenGroups).toBe(Math.round((between / theil) * 1000));
  // Half of twelve is six: Anggrek alone holds it. The top tenth of six is one: 500 per mille. Cempaka has nothing.
  expect(found).toMatchObject({
    counted: 6,
    without: 1,
    holdHalf: 1,
    largest: { counted: 1, perMille: 500 },
    weighed: 'places',
  });
  expect(found?.lorenz.map((point) => Number(point.money) / 1_000_000)).toEqual([0, 1, 2, 4, 6, 12]);
});

test.each([
  // where                                       what is weighed   Gini
  ['one number of people missing', [100, undefined], 'places', 0],
  ['all known, and one place is three times as large', [100, 300], 'people', 0.25],
])('%s', (_, people, weighed, gini) => {
  const places = people.map((number) => ({ amount: 5n, group: 'kota', people: number }));
  expect(concentrationOf(places)).toMatchObject({ weighed, betweenGroups: undefined });
  expect(concentrationOf(places)?.gini).toBeCloseTo(gini, 12);
});

test('the largest are found in whatever order places come', () => {
  const amounts = [1n, 0n, 3n, 1n, 2n, 0n, 3n, 1n, 1n, 0n, 2n, 1n];
  // Falling: 3 3 2 2 1 1 1 1 1 0 0 0, together 15: half is held by 3 + 3 + 2. The top tenth of twelve is two.
  expect(concentrationOf(amounts.map((amount) => ({ amount, group: 'kota' })))).toMatchObject({
    counted: 12,
    without: 3,
    holdHalf: 3,
    largest: { counted: 2, perMille: 400 },
  });
});

test('an inequality that lies between groups alone is wholly there, and where none is nothing can be parted', () => {
  const of = (amount: bigint, group: string) => ({ amount, group });
  expect(concentrationOf([of(3n, 'barat'), of(3n, 'barat'), of(1n, 'timur')])?.betweenGroups).toBe(1000);
  expect(concentrationOf([of(5n, 'barat'), of(5n, 'timur')])?.betweenGroups).toBeUndefined();
});

test('nothing to share out is no equality', () => {
  expect(concentrationOf([])).toBeUndefined();
  expect(concentrationOf([{ amount: 0n, group: 'barat' }])).toBeUndefined();
  expect(shareOf(0n, 0n)).toBeUndefined();
});

test('places add up figure by figure', () => {
  const parts = [
    balanceFrom({ decided: 7n, women: 2n, came: 5n }),
    balanceFrom({ decided: 4n }),
    balanceFrom(undefined),
  ];
  expect(totalBalance(parts)).toMatchObject({ decided: 11n, women: 2n, came: 5n, activities: 0n });
});

const read = (text: string) => readPlaceFile(text, '32.73');

test.each([
  // what a file says                                                  what is known
  [
    'kode,penduduk\n32.73.30,41000',
    { code: '32.73.30', people: 41000, poorHouseholds: null, latitude: null },
  ],
  ['kode;penduduk;keluarga_miskin\n32.73.30;41.000;1.250', { people: 41000, poorHouseholds: 1250 }],
  ['Kode\tLintang\tBujur\n32.73\t-6,9118\t107,6098', { latitude: -6.9118, longitude: 107.6098 }],
  ['\uFEFFkode,lintang,bujur\r\n"32.73.30.1003",-6.9,107.68\r\n', { code: '32.73.30.1003', latitude: -6.9 }],
])('a file of places: %j', (text, known) => {
  expect(read(text)).toMatchObject([known]);
});

test.each([
  // what a file says                               line  reason
  ['', 1, 'no-header'],
  ['nama,penduduk\nDago,1', 1, 'no-header'],
  ['kode,penduduk\n\n', 2, 'no-lines'],
  ['kode,penduduk\n3273,5', 2, 'code'],
  ['kode,penduduk\n32.10.01,5', 2, 'outside'],
  ['kode,penduduk\n32.73.30,5\n32.73.30,6', 3, 'twice'],
  ['kode,penduduk\n32.73.30,1.5', 2, 'count'],
  ['kode,penduduk\n32.73.30,-5', 2, 'count'],
  ['kode,penduduk,keluarga_miskin\n32.73.30,5,6', 2, 'more-poor'],
  ['kode,lintang,bujur\n32.73.30,107.6,-6.9', 2, 'degrees'],
  ['kode,lintang,bujur\n32.73.30,-6.9,', 2, 'half-point'],
  ['kode,lintang,bujur\n32.73.30,,', 2, 'nothing'],
])('a file that cannot be read: %j, line %i', (text, line, reason) => {
  expect(read(text)).toMatchObject({ line, reason });
});
