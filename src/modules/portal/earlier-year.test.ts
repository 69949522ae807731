import { expect, test } from 'vitest';
import { refusalIn } from '#kernel/refusal.ts';
import { readEarlierYear, SOURCE_LENGTH, type TypedYear } from './earlier-year.ts';

/** 2013 as the office has it: three companies gave for education, two for roads, four altogether. */
const YEAR: TypedYear = {
  year: '2013',
  fields: [
    { field: 'pendidikan', amount: 'Rp 2 juta', givers: '3' },
    { field: 'jalan', amount: '500.000', givers: '2' },
  ],
  total: '2.500.000',
  givers: '4',
  source: 'Laporan Forum TJSL 2013',
};
const BEGINS = 2015;
const at = (field: string, typed: object): TypedYear => ({
  ...YEAR,
  fields: YEAR.fields.map((one) => (one.field === field ? { ...one, ...typed } : one)),
});

test('a year before the records is read field by field', () => {
  expect(readEarlierYear(YEAR, BEGINS)).toEqual({
    year: 2013,
    figures: [
      { field: 'pendidikan', amount: 2_000_000n, givers: 3 },
      { field: 'jalan', amount: 500_000n, givers: 2 },
    ],
    givers: 4,
    source: 'Laporan Forum TJSL 2013',
  });
});

test.each<[string, TypedYear, string[]]>([
  // what is typed                                     refused beside, with
  ['the first year', { ...YEAR, year: '1990' }, []],
  ['a year too early', { ...YEAR, year: '1989' }, ['year input.number']],
  ['the year before the records', { ...YEAR, year: '2014' }, []],
  ['the first year of the records', { ...YEAR, year: '2015' }, ['year input.above']],
  ['a total that is more', { ...YEAR, total: '2.500.001' }, ['total earlier.total']],
  ['a total that is less', { ...YEAR, total: '2.499.999' }, ['total earlier.total']],
  ['as many givers as the largest field', { ...YEAR, givers: '3' }, []],
  ['fewer than the largest field', { ...YEAR, givers: '2' }, ['givers earlier.givers']],
  ['as many as all fields together', { ...YEAR, givers: '5' }, []],
  ['more than all fields together', { ...YEAR, givers: '6' }, ['givers earlier.givers']],
  ['no source', { ...YEAR, source: '' }, ['source input.required']],
  ['a long source', { ...YEAR, source: 'a'.repeat(SOURCE_LENGTH + 1) }, ['source input.too-long']],
  ['an amount that is none', at('jalan', { amount: 'banyak' }), ['amount.jalan money.unreadable']],
  ['a field without givers', at('pendidikan', { givers: '' }), ['givers.pendidikan input.required']],
  [
    'several that cannot be read, whatever the total',
    { ...at('jalan', { amount: 'banyak', givers: 'x' }), year: '' },
    ['year input.required', 'amount.jalan money.unreadable', 'givers.jalan input.number'],
  ],
])('%s', (_, typed, wrong) => {
  const issues = refusalIn(readEarlierYear(typed, BEGINS))?.issues ?? [];
  expect(issues.map((one) => `${one.field} ${one.refusal}`)).toEqual(wrong);
});

test('what does not add up says what would', () => {
  const issue = (typed: TypedYear) => refusalIn(readEarlierYear(typed, BEGINS))?.issues?.[0]?.params;
  expect(issue({ ...YEAR, total: '9' })).toEqual({ typed: 9n, sum: 2_500_000n });
  expect(issue({ ...YEAR, givers: '9' })).toEqual({ least: 3, most: 5 });
});
