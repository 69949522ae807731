import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isRefusal, type Refusal } from '../refusal.ts';
import { readDay, readPastDay } from './day.ts';
import { readAll, readChoice } from './fields.ts';
import { lengthOf, nameKey, readLine, readName, readRemark, readText, storable, visible } from './text.ts';

const seen = (read: string | Refusal) => (isRefusal(read) ? read.refusal : read);

describe('a text', () => {
  test.each([
    ['Perbaikan  drainase', 'Perbaikan drainase'],
    ['  Gang\u00a0Sukanagara ', 'Gang Sukanagara'],
    ['satu \r\n dua', 'satu\ndua'],
    ['satu\rdua', 'satu\ndua'],
    ['satu \ndua', 'satu\ndua'],
    ['satu\n dua', 'satu\ndua'],
    ['satu\r\n\r\n\r\n\r\ndua', 'satu\n\ndua'],
    ['Posyandu lansia \u202eolas', 'Posyandu lansia olas'],
    ['a\u0000b\u200bc\ufeff', 'abc'],
    ['Kafe\u0301', 'Kafé'],
    ['rapat 👨\u200d👩\u200d👧', 'rapat 👨\u200d👩\u200d👧'],
    ['Bu\u200ddi', 'Budi'],
    ['', 'input.required'],
    ['\u200b', 'input.required'],
    ['\u3164', 'input.required'],
    ['😀', 'input.no-letters'],
    ['---', 'input.no-letters'],
  ])('typed as %j', (typed, wanted) => {
    expect(seen(readText(typed, 100))).toBe(wanted);
  });

  test('of 2,000 signs with line breaks as browsers send them fits into 2,000', () => {
    const text = `${'kata kata\r\n'.repeat(199)}${'a'.repeat(10)}`;
    expect(lengthOf(text)).toBe(2000);
    expect(seen(readText(text, 2000))).toHaveLength(2000);
    expect(readText(`${text}a`, 2000)).toMatchObject({
      refusal: 'input.too-long',
      params: { limit: 2000, over: 1 },
    });
    expect(seen(readText('é'.normalize('NFD').repeat(120), 120))).toBe('é'.repeat(120));
    expect(seen(readText(`a${'😀'.repeat(119)}`, 120))).toBe(`a${'😀'.repeat(119)}`);
  });

  test('that may be left out is never cut', () => {
    expect(readRemark('  ', 10)).toBe('');
    expect(readRemark('👍', 10)).toBe('👍');
    expect(readRemark('a'.repeat(10), 10)).toBe('a'.repeat(10));
    expect(readRemark('a'.repeat(12), 10)).toMatchObject({
      refusal: 'input.too-long',
      params: { limit: 10, over: 2 },
    });
  });

  test('on one line has no line break', () => {
    expect(readLine('Perbaikan\r\ndrainase\u2028RW 7', 100)).toBe('Perbaikan drainase RW 7');
    expect(readLine('satu\n\ndua', 100)).toBe('satu dua');
  });
});

test.each([
  ['Suparman', 'Suparman'],
  ["Nur'aini", "Nur'aini"],
  ['H. Ma’mun, S.Pd.I., M.Si.', 'H. Ma’mun, S.Pd.I., M.Si.'],
  ['R. Ay. Ékadjati', 'R. Ay. Ékadjati'],
  ['\u200b', 'input.required'],
  ['😀', 'input.no-letters'],
  ['12345', 'input.no-letters'],
  ['a'.repeat(121), 'input.too-long'],
])('a name typed as %j', (typed, wanted) => {
  expect(seen(readName(typed))).toBe(wanted);
});

test.each([
  ['RW 01 Fiditan', 'RW 01  Fiditan'],
  ['RW 01 Fiditan', ' rw 01\u00a0fiditan\u200b'],
  ["Al-Qur'an", 'Al-Qur’an'],
  ["Ma'mun", 'Maʼmun'],
  ['Kafe baca', 'Kafé baca'],
])('%j and %j are one name', (one, other) => {
  expect(nameKey(other)).toBe(nameKey(one));
});

test('a name’s key is in small letters, with one space between words', () => {
  expect(nameKey(' RW  01 Fiditan')).toBe('rw 01 fiditan');
  expect(nameKey('Balai 👨\u200d👩')).toBe('balai 👨👩');
  expect(nameKey('Balai\u00a8 warga')).toBe('balai warga');
});

test('a double prime is two apostrophes', () => {
  expect(nameKey('Ja\u2033far')).toBe("ja''far");
  expect(nameKey(nameKey('Ja\u2057far'))).toBe(nameKey('Ja\u2057far'));
});

test('RW 01 and RW 02 are two names', () => {
  expect(nameKey('RW 01 Fiditan')).not.toBe(nameKey('RW 02 Fiditan'));
});

test.each([
  ['', { refusal: 'input.required', params: {} }],
  ['10/02/2026', { refusal: 'input.date', params: { typed: '10/02/2026' } }],
  ['2026-02-11', { refusal: 'input.date-order', params: { from: '2026-02-11', to: '2026-02-10' } }],
])('a day up to 10 February typed as %j is refused', (typed, wanted) => {
  expect(readPastDay(typed, '2026-02-10')).toMatchObject(wanted);
});

test('what is chosen is read without the blanks around it', () => {
  expect(readChoice(' rw-sosial ')).toBe('rw-sosial');
  expect(seen(readChoice(' '))).toBe('input.required');
});

test.each([
  ['2026-02-10', '2026-02-10'],
  [' 2026-02-10\u200e', '2026-02-10'],
  ['10/02/2026', 'input.date'],
  ['2026-02-30', 'input.date'],
  ['', 'input.required'],
])('a day typed as %j', (typed, wanted) => {
  expect(seen(readDay(typed))).toBe(wanted);
});

test('a day that must be past is not after today', () => {
  expect(readPastDay('2026-02-10', '2026-02-10')).toBe('2026-02-10');
  expect(readPastDay('2026-02-11', '2026-02-10')).toMatchObject({ refusal: 'input.date-order' });
});

test('fields are read side by side, and all that is wrong is said at once', () => {
  expect(readAll({ a: 'x', b: 2n })).toEqual({ a: 'x', b: 2n });
  const refused = readAll({ a: readChoice(' '), b: readName('😀'), c: 1 });
  expect(isRefusal(refused) && refused.issues?.map((one) => [one.field, one.refusal])).toEqual([
    ['a', 'input.required'],
    ['b', 'input.no-letters'],
  ]);
});

test('whatever is typed can be stored, and reading it again changes nothing', () => {
  const odd = [
    '\ud800',
    '\udc00',
    '\u0000',
    ' ',
    '\r\n',
    '\u202e',
    'a',
    'É',
    '\u0301',
    '\u200d',
    '’',
    '😀',
    'ﬁ',
    'İ',
  ];
  const unit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));
  const text = fc
    .array(fc.oneof(fc.constantFrom(...odd), unit), { maxLength: 12 })
    .map((all) => all.join(''));
  fc.assert(
    fc.property(text, (typed) => {
      const kept = storable(typed);
      const read = readText(typed, 1000);
      return (
        kept.isWellFormed() &&
        !kept.includes('\u0000') &&
        visible(visible(typed)) === visible(typed) &&
        (isRefusal(read) || readText(read, 1000) === read) &&
        nameKey(nameKey(typed)) === nameKey(typed)
      );
    }),
    { numRuns: 300 },
  );
});
