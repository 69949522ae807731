import { expect, test } from 'vitest';
import type { TypedField } from '#modules/models/index.ts';
import {
  type Compared,
  compare,
  deviation,
  type PlannedLine,
  plannedLines,
  type Realised,
  wholeIn,
} from './deviation.ts';

const BOOKS = { organization: 'pt', year: '2026', entry: 'buku', place: '32.73.30.1003' };
const line = (of: Partial<PlannedLine>): PlannedLine => ({
  ...BOOKS,
  line: 1,
  amount: 40n,
  quantity: 600n,
  ...of,
});
const done = (of: Partial<Realised>): Realised => ({
  ...BOOKS,
  activity: 'a',
  title: 'Buku',
  spent: 40n,
  quantity: 600n,
  ...of,
});

test.each<[string, PlannedLine[], Realised[], Partial<Compared>[]]>([
  // what is held against each other                    planned    carried out              what comes of it
  ['as it was planned', [line({})], [done({})], [{ standing: 'as-planned', difference: 0n, lines: [1] }]],
  [
    'for less',
    [line({})],
    [done({ spent: 35n, quantity: 500n })],
    [{ standing: 'less', difference: -5n, plannedQuantity: 600n, quantity: 500n }],
  ],
  ['for more', [line({})], [done({ spent: 41n })], [{ standing: 'more', difference: 1n }]],
  ['not at all', [line({})], [], [{ standing: 'not-carried-out', difference: -40n, quantity: null }]],
  [
    'what nobody planned',
    [],
    [done({})],
    [{ standing: 'unplanned', difference: 40n, planned: 0n, lines: [] }],
  ],
  [
    'two lines that name the same, one activity',
    [line({}), line({ line: 2, amount: 10n })],
    [done({ spent: 50n })],
    [{ standing: 'as-planned', lines: [1, 2], planned: 50n, plannedQuantity: 1200n }],
  ],
  [
    'one line, two activities',
    [line({})],
    [done({ spent: 15n }), done({ activity: 'b', spent: 25n })],
    [
      {
        standing: 'as-planned',
        activities: [
          { activity: 'a', title: 'Buku' },
          { activity: 'b', title: 'Buku' },
        ],
      },
    ],
  ],
  [
    'another place, year, entry or company',
    [line({})],
    [
      done({ place: '32.73.30.1004' }),
      done({ year: '2027' }),
      done({ entry: 'jalan' }),
      done({ organization: 'lain' }),
    ],
    [
      { standing: 'not-carried-out' },
      { standing: 'unplanned', place: '32.73.30.1004' },
      { standing: 'unplanned', year: '2027' },
      { standing: 'unplanned', entry: 'jalan' },
      { standing: 'unplanned', organization: 'lain' },
    ],
  ],
])('%s', (_, planned, realised, expected) => {
  expect(compare(planned, realised)).toMatchObject(expected);
});

test.each<[string, [bigint, bigint | undefined][], string, bigint, bigint]>([
  // what was planned and spent                                            as of         differs  of
  [
    'more and less do not make up for each other',
    [
      [40n, 45n],
      [40n, 35n],
    ],
    '2026-11-30',
    10n,
    80n,
  ],
  [
    'what was not carried out can still be',
    [
      [40n, 40n],
      [60n, undefined],
    ],
    '2026-12-31',
    0n,
    40n,
  ],
  [
    'it counts once the year is over',
    [
      [40n, 40n],
      [60n, undefined],
    ],
    '2027-01-01',
    60n,
    100n,
  ],
  ['nothing was planned and nothing done', [], '2027-01-01', 0n, 0n],
])('%s', (_, amounts, today, difference, planned) => {
  const compared = amounts.flatMap(([amount, spent], i) =>
    compare([line({ entry: `e${i}`, amount })], spent === undefined ? [] : [done({ entry: `e${i}`, spent })]),
  );
  expect(deviation(compared, today)).toEqual({ difference, planned });
});

test('the lines of a plan are read by the columns that its model names', () => {
  const label = { id: 'Isian', en: 'Field' };
  const asked = { label, required: true, personal: false };
  const columns: TypedField[] = [
    { ...asked, key: 'kegiatan', type: 'entry' },
    { ...asked, key: 'lokasi', type: 'place', at: 'village' },
    { ...asked, key: 'biaya', type: 'rupiah' },
    { ...asked, key: 'jumlah', type: 'number', least: 0, most: 100 },
  ];
  const rules = {
    fields: [{ key: 'rincian', type: 'lines' as const, label, required: true, most: 9, columns }],
    plans: {
      lines: 'rincian',
      entry: 'kegiatan',
      place: 'lokasi',
      amount: 'biaya',
      quantity: 'jumlah',
      told: 'lpj',
    },
  };
  const content = {
    'rincian.1.kegiatan': 'buku',
    'rincian.1.lokasi': '32.73.30.1003',
    'rincian.1.biaya': '40',
    'rincian.1.jumlah': '7',
  };
  const of = (more: object, plans: object = {}) =>
    plannedLines(
      { ...rules, plans: { ...rules.plans, ...plans } },
      { organization: 'pt', occasion: '2026-Q2', content: { ...content, ...more } },
    );
  expect(of({})).toEqual([line({ quantity: 7n })]);
  // What is not told is nothing planned, and no quantity; a model need not ask for one.
  expect(of({ 'rincian.2.kegiatan': 'jalan' })[1]).toEqual(
    line({ line: 2, entry: 'jalan', place: '', amount: 0n, quantity: null }),
  );
  expect(of({}, { quantity: undefined })).toEqual([line({ quantity: null })]);
  expect(of({}, { lines: 'lain' })).toEqual([]);
});

test.each([
  ['12', 12n],
  ['0', 0n],
  ['a12', null],
  ['12a', null],
  ['', null],
  [undefined, null],
])('a quantity kept as %s is %s', (text, whole) => {
  expect(wholeIn(text)).toBe(whole);
});

test('a quantity that one of several did not tell is left out of their sum', () => {
  expect(compare([line({}), line({ line: 2, quantity: null })], [])).toMatchObject([
    { plannedQuantity: 600n },
  ]);
});
