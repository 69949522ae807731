import { expect, test } from 'vitest';
import { refusalIn } from '#kernel/refusal.ts';
import type { TypedField } from '#modules/models/index.ts';
import { placesIn } from './field.ts';
import { readAnswers, shownAnswers } from './index.ts';

const label = { id: 'Isian', en: 'Field' };
const asked = { key: 'isian', label, required: true, personal: false };
const WHERE = {
  under: 'answers',
  area: '32.73',
  known: new Set(['32.73.30.1003', '32.73.30', '32.01.01.1001']),
  institutions: new Map([['isian', new Set(['pt-1'])]]),
};

const NUMBER: TypedField = { ...asked, type: 'number', least: 60, most: 100 };
const DATE: TypedField = { ...asked, type: 'date', earliest: '2004-01-01', latest: '2010-12-31' };
const ONE_OF: TypedField = {
  ...asked,
  type: 'one-of',
  options: [
    { option: 'sma', label },
    { option: 'smk', label },
  ],
};
const DIGITS: TypedField = { ...asked, type: 'digits', length: 13 };
const SEVERAL: TypedField = { ...ONE_OF, type: 'several-of' };
const COMPANY: TypedField = { ...asked, type: 'institution', kinds: ['perusahaan'] };
const VILLAGE: TypedField = { ...asked, type: 'place', at: 'village' };

test.each<[TypedField, string, string | undefined, string | undefined]>([
  // what is asked                     typed                 read                  refused
  [{ ...asked, type: 'text' }, '  SMA   1 ', 'SMA 1', undefined],
  [{ ...asked, type: 'text' }, 'a'.repeat(301), undefined, 'input.too-long'],
  [{ ...asked, type: 'text' }, '', undefined, 'input.required'],
  [{ ...asked, type: 'text' }, '!!', undefined, 'input.no-letters'],
  [{ ...asked, type: 'text', required: false }, ' ', undefined, undefined],
  [{ ...asked, type: 'long-text' }, 'satu\n\n\n\ndua', 'satu\n\ndua', undefined],
  [NUMBER, '60', '60', undefined],
  [NUMBER, '100,00', '100', undefined],
  [NUMBER, '59', undefined, 'input.below'],
  [NUMBER, '101', undefined, 'input.above'],
  [NUMBER, 'tujuh puluh', undefined, 'input.number'],
  [{ ...asked, type: 'rupiah' }, 'Rp 1,5 juta', '1500000', undefined],
  [{ ...asked, type: 'rupiah' }, '0', '0', undefined],
  [DATE, '2004-01-01', '2004-01-01', undefined],
  [DATE, '2003-12-31', undefined, 'input.date-order'],
  [DATE, '2011-01-01', undefined, 'input.date-order'],
  [DATE, '2008-02-30', undefined, 'input.date'],
  [{ ...asked, type: 'yes-no' }, 'yes', 'yes', undefined],
  [{ ...asked, type: 'yes-no' }, 'ya', undefined, 'input.choice'],
  [ONE_OF, 'smk', 'smk', undefined],
  [ONE_OF, 'SMK', undefined, 'input.choice'],
  [DIGITS, '0120 3456 78901', '0120345678901', undefined],
  [DIGITS, '012034567890', undefined, 'input.digits'],
  [DIGITS, '01203456789A1', undefined, 'input.digits'],
  [DIGITS, ' ', undefined, 'input.required'],
  [SEVERAL, 'smk sma smk', 'sma smk', undefined],
  [SEVERAL, 'sma smp', undefined, 'input.choice'],
  [SEVERAL, ' ', undefined, 'input.required'],
  [{ ...SEVERAL, required: false }, '', undefined, undefined],
  [COMPANY, 'pt-1', 'pt-1', undefined],
  [COMPANY, 'pt-2', undefined, 'input.choice'],
  [VILLAGE, '32.73.30.1003', '32.73.30.1003', undefined],
  [VILLAGE, '32.73.30', undefined, 'region.unknown'],
  [VILLAGE, '32.73.30.1004', undefined, 'region.unknown'],
  [VILLAGE, '32.01.01.1001', undefined, 'region.unknown'],
])('%j: %s is read as %s, or refused with %s', (field, typed, value, refused) => {
  const answers = readAnswers([field], { isian: typed }, WHERE);
  const [issue] = refusalIn(answers)?.issues ?? [];
  expect(issue?.refusal).toBe(refused);
  if (refused) expect(issue?.field).toBe('answers.isian');
  else expect(answers).toEqual(value === undefined ? {} : { isian: value });
});

test('nobody answers what is not asked, whatever its key', () => {
  expect(readAnswers([], { isian: 'x', constructor: 'y' }, WHERE)).toEqual({});
  expect(
    refusalIn(readAnswers([{ ...asked, key: 'constructor', type: 'text' }], {}, WHERE))?.issues,
  ).toMatchObject([{ refusal: 'input.required' }]);
});

test('places are looked up only where a place of the level is named', () => {
  const named = (code: string) =>
    placesIn([VILLAGE, { ...asked, key: 'sekolah', type: 'text' }], { isian: code, sekolah: code });
  expect(named(' 32.73.30.1003 ')).toEqual(['32.73.30.1003']);
  expect(named('32.73.30')).toEqual([]);
  expect(named('bukan kode')).toEqual([]);
});

test('what is personal is withheld from the public, and only that', () => {
  const fields: TypedField[] = [
    { ...asked, key: 'lahir', type: 'date', personal: true },
    { ...asked, key: 'sekolah', type: 'text' },
    { ...asked, key: 'kosong', type: 'text', personal: true, required: false },
  ];
  const answers = { lahir: '2008-05-01', sekolah: 'SMA 1' };
  const seen = (reader: 'all' | 'public') =>
    shownAnswers(fields, answers, reader).map((one) => [one.field.key, one.value]);
  expect(seen('all')).toEqual([
    ['lahir', '2008-05-01'],
    ['sekolah', 'SMA 1'],
  ]);
  expect(seen('public')).toEqual([
    ['lahir', undefined],
    ['sekolah', 'SMA 1'],
  ]);
});
