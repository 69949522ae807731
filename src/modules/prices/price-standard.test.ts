import { expect, test } from 'vitest';
import { compareLine, type PriceStandard, unitKey } from './price-standard.ts';

const of = (item: string, unit: string, price: bigint): PriceStandard => ({ item, unit, price });
const STANDARDS = [
  of('Pipa pj 40', 'm', 90_000n),
  of('Semen portland 50 kg', 'zak', 72_000n),
  of('Semen putih 40 kg', 'zak', 95_000n),
  of('Semen portland', 'kg', 1_500n),
  of('Pasir beton', 'm3', 310_000n),
  of('U-ditch 40x40', 'm', 290_000n),
];
const line = (item: string, unit: string, unitPrice: bigint) => ({ item, unit, unitPrice });

test('the same thing in the same unit is compared with its own standard alone, however it is spelled', () => {
  expect(compareLine(line('SEMEN  Portland 50 kg', 'Zak.', 72_000n), STANDARDS)).toEqual({
    like: 'same',
    least: 72_000n,
    most: 72_000n,
    count: 1,
    above: false,
  });
});

test('a rupiah more than the standard is above it', () => {
  expect(compareLine(line('Semen portland 50 kg', 'zak', 72_001n), STANDARDS)?.above).toBe(true);
});

test('what is called more shortly is compared with all that is called alike, above only what the dearest costs', () => {
  const found = compareLine(line('Semen', 'zak', 95_000n), STANDARDS);
  expect(found).toEqual({ like: 'alike', least: 72_000n, most: 95_000n, count: 2, above: false });
  expect(compareLine(line('Semen', 'zak', 95_001n), STANDARDS)?.above).toBe(true);
});

test('of several that are alike the cheapest and the dearest are told, in whatever order they are listed', () => {
  const cement = [30n, 10n, 30n, 20n].map((price, at) => of(`Semen merek ${'ABCD'[at]}aaa`, 'zak', price));
  const told = { like: 'alike', least: 10n, most: 30n, count: 4, above: false };
  expect(compareLine(line('Semen', 'zak', 30n), cement)).toEqual(told);
  expect(compareLine(line('Semen', 'zak', 30n), cement.toReversed())).toEqual(told);
});

test('what has its own standard is not compared with what is only alike', () => {
  const standards = [...STANDARDS, of('Semen', 'zak', 60_000n)];
  expect(compareLine(line('semen', 'zak', 60_001n), standards)).toEqual({
    like: 'same',
    least: 60_000n,
    most: 60_000n,
    count: 1,
    above: true,
  });
});

test('what is told in more words is alike where it has every word of the standard', () => {
  expect(compareLine(line('Pasir beton untuk cor jalan', 'm³', 300_000n), STANDARDS)).toMatchObject({
    like: 'alike',
    most: 310_000n,
  });
});

test('a name with its numbers is alike where the number is the same', () => {
  expect(compareLine(line('Semen 40', 'zak', 1n), STANDARDS)).toMatchObject({ like: 'alike', most: 95_000n });
});

test.each([
  ['another unit', line('Semen portland 50 kg', 'truk', 1n)],
  ['another thing', line('Batu kali', 'm3', 1n)],
  ['half of its words', line('Semen instan 50 kg', 'zak', 1n)],
  ['numbers alone', line('40', 'm', 1n)],
  ['numbers and what they count', line('Pj 40', 'm', 1n)],
])('%s is compared with nothing', (_, asked) => {
  expect(compareLine(asked, STANDARDS)).toBeUndefined();
});

test.each([
  // as it is called            as lists and people write it
  ['buah', ['Buah', 'bh', 'biji', 'pcs', 'Pcs.']],
  ['lembar', ['lbr']],
  ['batang', ['btg.']],
  ['liter', ['ltr']],
  ['orang', ['org']],
  ['orang hari', ['OH', 'orang/hari', 'HOK']],
  ['m', ['M', 'mtr', 'meter', "m'", 'm1', 'M¹']],
  ['m2', ['m²', 'Meter persegi']],
  ['m3', ['M³', 'meter kubik']],
  ['zak', ['Zak.', 'ZAK']],
  // A point within belongs to the name.
  ['a.b', ['A.B.']],
])('%s is one unit with %j', (unit, written) => {
  for (const one of written) expect(unitKey(one), one).toBe(unit);
});

test('a unit that an object would know is itself', () => {
  expect(unitKey('constructor')).toBe('constructor');
});
