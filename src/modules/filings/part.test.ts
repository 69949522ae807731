import { expect, test } from 'vitest';
import type { FilingKind } from '#modules/models/index.ts';
import { daysToldOf } from './figures.ts';
import { contentOf, lineOf, linePart, partsOf, rowKindOf, WHOLE } from './part.ts';

const EXPENSE = 'expense.019c44e8-6d00-7000-8000-2f1d3c9a5b10';
const label = { id: 'Isian', en: 'Field' };
const asked = { label, required: true, personal: false };
const KIND: Pick<FilingKind, 'fields'> = {
  fields: [
    { ...asked, key: 'narasi', type: 'long-text' },
    {
      key: 'rincian',
      type: 'lines',
      label,
      required: true,
      most: 9,
      columns: [
        { ...asked, key: 'kegiatan', type: 'text' },
        { ...asked, key: 'biaya', type: 'rupiah' },
      ],
    },
    { key: 'realisasi', label, required: true, type: 'from-records', of: 'expenses' },
  ],
};

test.each([
  // a part           is the line     of field
  ['rincian.2', { field: 'rincian', line: 2 }],
  ['rincian.1234', { field: 'rincian', line: 1234 }],
  ['rincian.12345', undefined],
  ['rincian.0', undefined],
  ['rincian.02', undefined],
  ['rincian.2.biaya', undefined],
  ['x.rincian.2', undefined],
  ['narasi', undefined],
  [WHOLE, undefined],
  [EXPENSE, undefined],
])('%s', (part, line) => {
  expect(lineOf(part)).toEqual(line);
  if (line) expect(linePart(line.field, line.line)).toBe(part);
});

test.each([
  [EXPENSE, 'expense'],
  [EXPENSE.replace('expense', 'participation'), 'participation'],
  [EXPENSE.replace('expense', 'contribution'), 'contribution'],
  [EXPENSE.replace('expense', 'person'), undefined],
  [`2${EXPENSE}`, undefined],
  [`${EXPENSE}0`, undefined],
  ['expense.1', undefined],
  [WHOLE, undefined],
])('%s is a row of the kind %s', (part, kind) => {
  expect(rowKindOf(part)).toBe(kind);
});

test('a filing has the parts of its fields with their lines, then the rows of the records; what was written is found in them', () => {
  const content = {
    narasi: 'Selesai',
    'rincian.1.kegiatan': 'buku',
    'rincian.1.biaya': '40',
    'rincian.3.biaya': '2',
  };
  const row = { part: EXPENSE, told: { amount: '40' } };
  const parts = partsOf(KIND, content, [row]);
  expect(parts).toEqual([
    { part: 'narasi', told: { narasi: 'Selesai' } },
    { part: 'rincian', told: {} },
    { part: 'rincian.1', told: { kegiatan: 'buku', biaya: '40' } },
    { part: 'rincian.3', told: { kegiatan: '', biaya: '2' } },
    { part: 'realisasi', told: {} },
    row,
  ]);
  expect(contentOf(parts)).toEqual({ ...content, 'rincian.3.kegiatan': '' });
  expect(partsOf(KIND, {}, [])).toEqual([
    { part: 'narasi', told: { narasi: '' } },
    { part: 'rincian', told: {} },
    { part: 'realisasi', told: {} },
  ]);
});

const QUARTERLY = { due: { every: 'quarter', within: { days: 10 }, basis: 'x' } } as const;
const AFTER = { due: { after: 'activity.completed', within: { days: 10 }, basis: 'x' } } as const;

test.each([
  // of what            for                  today           tells of the days
  [QUARTERLY, '2026-Q1', '2026-04-10', '2026-01-01', '2026-03-31'],
  [QUARTERLY, '2026-Q1', '2026-03-31', '2026-01-01', '2026-03-31'],
  [QUARTERLY, '2026-Q1', '2026-02-10', '2026-01-01', '2026-02-10'],
  [QUARTERLY, '2026-05-20', '2026-06-10', '2026-04-01', '2026-06-10'],
  [AFTER, '2026-05-20', '2026-06-10', '2026-01-01', '2026-06-10'],
  [AFTER, '', '2026-06-10', '2026-01-01', '2026-06-10'],
  [AFTER, 'selesai', '2026-06-10', '2026-01-01', '2026-06-10'],
])('%j for “%s” on %s: from %s until %s', (kind, occasion, today, from, until) => {
  expect(daysToldOf(kind, occasion, today)).toEqual({ from, until });
});
