import { expect, test } from 'vitest';
import { refusalIn } from '#kernel/refusal.ts';
import type { TypedField } from '#modules/models/index.ts';
import { type Answers, institutionsIn, placesIn, proposalsIn } from './field.ts';
import { readAnswers, shownAnswers } from './index.ts';

const label = { id: 'Isian', en: 'Field' };
const asked = { key: 'isian', label, required: true, personal: false };
const WHERE = {
  under: 'answers',
  area: '32.73',
  known: new Set(['32.73.30.1003', '32.73.30', '32.01.01.1001']),
  institutions: new Map([['isian', new Set(['pt-1'])]]),
  proposals: new Map([['isian', new Set(['usulan-1'])]]),
  entries: new Set(['drainase']),
  today: '2026-06-01',
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
const PROPOSAL: TypedField = { ...asked, type: 'proposal', of: ['usulan'] };
const ENTRY: TypedField = { ...asked, type: 'entry' };
const BORN: TypedField = { ...asked, type: 'date', latest: 'today' };
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
  [DATE, '2010-12-31', '2010-12-31', undefined],
  [BORN, '2026-06-01', '2026-06-01', undefined],
  [BORN, '2026-06-02', undefined, 'input.date-order'],
  [BORN, '1900-01-01', '1900-01-01', undefined],
  [{ ...asked, type: 'yes-no' }, 'yes', 'yes', undefined],
  [{ ...asked, type: 'yes-no' }, 'no', 'no', undefined],
  [{ ...asked, type: 'yes-no' }, 'ya', undefined, 'input.choice'],
  [ONE_OF, 'smk', 'smk', undefined],
  [ONE_OF, 'SMK', undefined, 'input.choice'],
  [DIGITS, '0120 3456 78901', '0120345678901', undefined],
  [DIGITS, '012034567890', undefined, 'input.digits'],
  [DIGITS, '01203456789A1', undefined, 'input.digits'],
  [DIGITS, ' ', undefined, 'input.required'],
  [SEVERAL, 'smk sma smk', 'sma smk', undefined],
  [SEVERAL, 'smk', 'smk', undefined],
  [SEVERAL, '  smk   sma ', 'sma smk', undefined],
  [SEVERAL, 'sma smp', undefined, 'input.choice'],
  [SEVERAL, ' ', undefined, 'input.required'],
  [{ ...SEVERAL, required: false }, '', undefined, undefined],
  [COMPANY, 'pt-1', 'pt-1', undefined],
  [COMPANY, 'pt-2', undefined, 'input.choice'],
  [COMPANY, '', undefined, 'input.required'],
  [PROPOSAL, 'usulan-1', 'usulan-1', undefined],
  [PROPOSAL, 'usulan-2', undefined, 'input.choice'],
  [PROPOSAL, '', undefined, 'input.required'],
  [ENTRY, 'drainase', 'drainase', undefined],
  [ENTRY, 'jembatan', undefined, 'scope.unknown'],
  [ENTRY, '', undefined, 'input.required'],
  [VILLAGE, '', undefined, 'input.required'],
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
    shownAnswers(fields, answers, reader).map((one) => [one.field.key, one.value, one.withheld]);
  expect(seen('all')).toEqual([
    ['lahir', '2008-05-01', false],
    ['sekolah', 'SMA 1', false],
  ]);
  expect(seen('public')).toEqual([
    ['lahir', undefined, true],
    ['sekolah', 'SMA 1', false],
  ]);
});

test.each<[TypedField, string, object]>([
  [NUMBER, '59', { limit: 60 }],
  [DATE, '2003-12-31', { from: '2004-01-01', to: '2003-12-31' }],
  [DATE, '2011-01-01', { from: '2011-01-01', to: '2010-12-31' }],
  [DIGITS, '1', { length: 13 }],
])('of %j, %s is refused with what would do', (field, typed, params) => {
  expect(refusalIn(readAnswers([field], { isian: typed }, WHERE))?.issues).toMatchObject([{ params }]);
});

test('where it is not known what can be named, nothing can', () => {
  const where = { under: 'answers', area: '32.73', known: new Set<string>() };
  for (const field of [COMPANY, PROPOSAL, ENTRY])
    expect(refusalIn(readAnswers([field], { isian: 'pt-1' }, where))?.issues).toHaveLength(1);
  const elsewhere = { ...WHERE, institutions: new Map(), proposals: new Map() };
  for (const field of [COMPANY, PROPOSAL])
    expect(refusalIn(readAnswers([field], { isian: 'pt-1' }, elsewhere))?.issues).toHaveLength(1);
  // No day is too late where nobody says which one it is.
  expect(readAnswers([BORN], { isian: '2099-01-01' }, where)).toEqual({ isian: '2099-01-01' });
});

test('what can be read is not handed on beside what cannot', () => {
  const fields: TypedField[] = [
    { ...asked, key: 'sekolah', type: 'text' },
    { ...NUMBER, key: 'nilai' },
  ];
  expect(readAnswers(fields, { sekolah: 'SMA 1', nilai: '70' }, WHERE)).toEqual({
    sekolah: 'SMA 1',
    nilai: '70',
  });
  expect(refusalIn(readAnswers(fields, { sekolah: 'SMA 1', nilai: '7' }, WHERE))?.issues).toHaveLength(1);
});

test('institutions and proposals are looked up only where one is named by an id', () => {
  const id = '019c44e8-6d00-7000-8000-2f1d3c9a5b10';
  const fields: TypedField[] = [
    { ...COMPANY, key: 'mitra' },
    { ...PROPOSAL, key: 'usulan' },
    { ...asked, key: 'catatan', type: 'text' },
  ];
  const typed = { mitra: ` ${id} `, usulan: ` ${id} `, catatan: id };
  expect(institutionsIn(fields, typed)).toEqual([id]);
  expect(proposalsIn(fields, typed)).toEqual([id]);
  const unknown: Answers[] = [{}, { mitra: 'pt-1', usulan: 'usulan-1' }];
  for (const nobody of unknown) {
    expect(institutionsIn(fields, nobody)).toEqual([]);
    expect(proposalsIn(fields, nobody)).toEqual([]);
    expect(placesIn([VILLAGE], nobody)).toEqual([]);
  }
});
