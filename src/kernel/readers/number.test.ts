import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatQuantity, groupDigits, MAX_RUPIAH } from '../money.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import {
  asTyped,
  certainText,
  plainQuantity,
  readCount,
  readDegrees,
  readPositiveRupiah,
  readQuantity,
  readRupiah,
  readWhole,
} from './number.ts';

/** The value, the code of a refusal, or both readings of a question. */
function seen(read: bigint | number | Refusal): unknown {
  if (!isRefusal(read)) return read;
  return read.refusal === 'number.ambiguous' ? [read.params.larger, read.params.smaller] : read.refusal;
}

describe('rupiah', () => {
  test.each([
    // as typed                  rupiah, both readings, or why not
    ['1500000', 1_500_000n],
    ['1.500.000', 1_500_000n],
    ['1,500,000', 1_500_000n],
    ['1 500 000', 1_500_000n],
    ['Rp 1.500.000', 1_500_000n],
    ['Rp\u00a01.500.000', 1_500_000n],
    ['Rp 1.500.000,-', 1_500_000n],
    ['Rp. 1.500.000,=', 1_500_000n],
    ['rp1.500.000,00', 1_500_000n],
    ['Rp 1,500,000.00', 1_500_000n],
    ['IDR 1,500,000', 1_500_000n],
    ['1.500.000 rupiah', 1_500_000n],
    ['\u202aRp 1.500.000\u202c', 1_500_000n],
    ['1,5 juta', 1_500_000n],
    ['1.5 jt', 1_500_000n],
    ['Rp 750 ribu', 750_000n],
    ['2 miliar', 2_000_000_000n],
    ['1.500', 1_500n],
    ['1,500', 1_500n],
    ['1.000', 1_000n],
    ['0', 0n],
    ['9.000.000.000.000.000', MAX_RUPIAH],
    // a million and a half, or one and a half billion
    ['1.500 juta', ['1500000000', '1500000']],
    ['9.000.000.000.000.001', 'money.too-large'],
    // the smaller reading, 9.5 triliun, would fit
    ['9.500 triliun', 'money.too-large'],
    ['9,5 triliun', 9_500_000_000_000n],
    ['1  500 \t 000', 1_500_000n],
    ['12 500', 12_500n],
    ['12 500,00', 12_500n],
    ['5juta', 5_000_000n],
    ['5rupiah', 5n],
    ['5,--', 5n],
    ['5 rupiah', 5n],
    ['5 -3', 'money.unreadable'],
    ['1 5', 'money.unreadable'],
    ['5 jutawan', 'money.unreadable'],
    ['x1 500', 'money.unreadable'],
    ['1 500x', 'money.unreadable'],
    ['1rp500', 'money.unreadable'],
    ['5rupiah00', 'money.unreadable'],
    ['5,-00', 'money.unreadable'],
    ['1'.repeat(80), 'money.too-large'],
    ['99999999999999999999', 'money.too-large'],
    ['-5', 'money.negative'],
    ['Rp -5', 'money.negative'],
    ['\u22125', 'money.negative'],
    ['1500,50', 'money.fractional'],
    ['12.5', 'money.fractional'],
    ['1,5', 'money.fractional'],
    ['0,500', 'money.fractional'],
    ['1,0000001 juta', 'money.fractional'],
    ['15.00.000', 'money.unreadable'],
    ['1.500,000.00', 'money.unreadable'],
    ['1e21', 'money.unreadable'],
    ['1,2 M', 'money.unreadable'],
    ['NaN', 'money.unreadable'],
    ['lima juta', 'money.unreadable'],
    ['juta', 'money.unreadable'],
    ['1'.repeat(81), 'money.unreadable'],
    ['', 'input.required'],
    [' \u200b ', 'input.required'],
  ])('typed as %j', (typed, wanted) => {
    expect(seen(readRupiah(typed))).toEqual(wanted);
  });

  test.each(['-5', '12.5', 'lima', '9.500 triliun'])('refused as %s tells what was typed', (typed) => {
    expect(readRupiah(typed)).toMatchObject({ params: { typed } });
  });

  test('a payment or contribution of nothing is none', () => {
    expect(readPositiveRupiah('0')).toMatchObject({ refusal: 'money.unreadable', params: { typed: '0' } });
    expect(seen(readPositiveRupiah('Rp 1'))).toBe(1n);
  });
});

describe('a quantity', () => {
  test.each([
    ['96', 96_000n],
    ['22,5', 22_500n],
    ['22.5', 22_500n],
    ['12,50', 12_500n],
    ['1250,5', 1_250_500n],
    ['1.250,5', 1_250_500n],
    ['1,250.5', 1_250_500n],
    ['1.234,567', 1_234_567n],
    ['1.000.000', 1_000_000_000n],
    ['0,500', 500n],
    ['0.125', 125n],
    ['1500.500', 1_500_500n],
    ['12,1250', 12_125n],
    ['2 ribu', 2_000_000n],
    // a thousand or one: nobody can know
    ['1.000', ['1000', '1']],
    ['1,000', ['1000', '1']],
    ['1.250', ['1250', '1,25']],
    ['22.500', ['22500', '22,5']],
    ['12.125', ['12125', '12,1250']],
    ['0', 'quantity.unreadable'],
    ['0.000', 'quantity.unreadable'],
    ['1 500,5', 1_500_500n],
    ['1 500.25', 1_500_250n],
    ['999.999 juta', 'quantity.unreadable'],
    ['1,2345', 'quantity.unreadable'],
    ['-1', 'quantity.unreadable'],
    ['1000000000', 'quantity.unreadable'],
    ['', 'input.required'],
  ])('typed as %j', (typed, wanted) => {
    expect(seen(readQuantity(typed))).toEqual(wanted);
  });
});

test('a quantity that is none tells what was typed', () => {
  expect(readQuantity('dua')).toMatchObject({ params: { typed: 'dua' } });
});

describe('a count', () => {
  test.each([
    ['184', 184],
    ['1.250', 1250],
    ['1,250', 1250],
    ['1250', 1250],
    ['1.250.000', 1_250_000],
    ['184,00', 184],
    ['0', 0],
    ['1.5', 'input.number'],
    ['12,50', 'input.number'],
    ['-3', 'input.number'],
    ['1e3', 'input.number'],
    ['1.500 ribu', ['1500000', '1500']],
    ['12.345 ribu', 'input.above'],
    ['10.000.000', 'input.above'],
    ['12345678', 'input.above'],
    ['', 'input.required'],
  ])('typed as %j', (typed, wanted) => {
    expect(seen(readCount(typed))).toEqual(wanted);
  });

  test('has its bounds', () => {
    expect(seen(readWhole('100', 0, 100))).toBe(100);
    expect(readWhole('101', 0, 100)).toMatchObject({ refusal: 'input.above', params: { limit: 100 } });
    expect(readWhole('0', 1, 100)).toMatchObject({ refusal: 'input.number', params: { typed: '0' } });
  });
});

test.each([
  ['-6,9012', -6.9012],
  ['-6.9012', -6.9012],
  ['107.680', 107.68],
  ['\u22126.9', -6.9],
  ['107', 107],
  ['- 6,9', -6.9],
  ['180', 180],
  ['181', 'input.number'],
  ['0x10', 'input.number'],
  ['1e2', 'input.number'],
  ['6.9.1', 'input.number'],
  ['', 'input.required'],
])('degrees typed as %j', (typed, wanted) => {
  const read = readDegrees(typed, 180);
  expect(seen(read)).toEqual(wanted);
  if (wanted === 'input.number') expect(read).toMatchObject({ params: { typed } });
});

test.each([
  // JSON number   as text
  [22.5, '22,5'],
  [22, '22'],
  [1.234, '1,2340'],
  [1.2345, '1,2345'],
])('the JSON number %d is taken as typed "%s"', (value, text) => {
  expect(asTyped(value)).toBe(text);
});

describe('what Pilar writes', () => {
  const amounts = fc.bigInt({ min: 0n, max: MAX_RUPIAH });
  const quantities = fc.oneof(
    fc.bigInt({ min: 1n, max: 999_999_999_999n }),
    fc.bigInt({ min: 1n, max: 2_000_000n }),
    fc.bigInt({ min: 1n, max: 999_999_999n }).map((whole) => whole * 1000n),
  );
  const english = (text: string) => text.replace(/[.,]/g, (sign) => (sign === '.' ? ',' : '.'));

  test('of amounts is read back as the same, in both languages and as a JSON number', () => {
    fc.assert(
      fc.property(amounts, (amount) => {
        const written = [groupDigits(amount), english(groupDigits(amount)), amount.toString()];
        for (const text of written) {
          for (const around of [text, `Rp ${text}`, `Rp${text},-`]) {
            expect(readRupiah(around)).toBe(amount);
          }
        }
        if (amount <= MAX_RUPIAH) expect(readRupiah(asTyped(Number(amount)))).toBe(amount);
      }),
    );
  });

  test('of quantities is read back as the same, or asked about with it among the answers, never another', () => {
    fc.assert(
      fc.property(quantities, (quantity) => {
        for (const text of [formatQuantity(quantity), english(formatQuantity(quantity))]) {
          const read = readQuantity(text);
          if (!isRefusal(read)) expect(read).toBe(quantity);
          else expect(seen(read)).toContain(certainText(quantity, 3));
        }
      }),
    );
  });

  test('for programs, as the answer to a question and as a JSON number is read as the very same', () => {
    fc.assert(
      fc.property(quantities, (quantity) => {
        expect(readQuantity(certainText(quantity, 3))).toBe(quantity);
        expect(readQuantity(plainQuantity(quantity))).toBe(quantity);
        expect(readQuantity(asTyped(Number(quantity) / 1000))).toBe(quantity);
      }),
    );
  });

  test('a JSON number is never taken for grouped digits', () => {
    expect(seen(readRupiah(asTyped(1.234)))).toBe('money.fractional');
    expect(seen(readCount(asTyped(1.234)))).toBe('input.number');
    expect(seen(readQuantity(asTyped(1.234)))).toBe(1_234n);
    expect(seen(readRupiah(asTyped(1e21)))).toBe('money.unreadable');
  });
});

test('no text makes a reader fail, and none is read as two different numbers', () => {
  const signs = fc.constantFrom('0', '1', '5', '.', ',', ' ', '-', 'R', 'p', 'juta', '\u202e', '\u0000');
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(signs, { maxLength: 20 }).map((all) => all.join('')),
      ),
      (text) => {
        for (const read of [readRupiah, readQuantity, readCount]) expect(read(text)).toEqual(read(text));
        const quantity = readQuantity(text);
        if (!isRefusal(quantity)) expect(readQuantity(certainText(quantity, 3))).toBe(quantity);
      },
    ),
  );
});
