import { expect, test } from 'vitest';
import { compareLine, type PriceStandard, unitKey } from './price-standard.ts';

const of = (item: string, unit: string, price: bigint): PriceStandard => ({ item, unit, price });
const STANDARDS = [
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

test('what is told in more words is alike where it has every word of the standard', () => {
  expect(compareLine(line('Pasir beton untuk cor jalan', 'm³', 300_000n), STANDARDS)).toMatchObject({
    like: 'alike',
    most: 310_000n,
  });
});

test.each([
  ['another unit', line('Semen portland 50 kg', 'truk', 1n)],
  ['another thing', line('Batu kali', 'm3', 1n)],
  ['half of its words', line('Semen instan 50 kg', 'zak', 1n)],
  ['numbers alone', line('40', 'm', 1n)],
])('%s is compared with nothing', (_, asked) => {
  expect(compareLine(asked, STANDARDS)).toBeUndefined();
});

test.each([
  ['M³', 'm3'],
  ['meter kubik', 'm3'],
  ['m2', 'M²'],
  ['bh', 'Buah'],
  ['OH', 'orang hari'],
  ['zak.', 'Zak'],
])('%s and %s are one unit', (one, other) => {
  expect(unitKey(one)).toBe(unitKey(other));
});

test('a unit that an object would know is itself', () => {
  expect(unitKey('constructor')).toBe('constructor');
});
