import { expect, test } from 'vitest';
import { isRefusal, type Refusal } from '#kernel/refusal.ts';
import { ProposalFields, readFields } from './proposal-fields.ts';

const complete = {
  title: 'Perbaikan drainase',
  need: 'Gang tergenang setiap hujan.',
  scope: 'rw-infrastruktur',
  place: '32.73.30.1003.007',
  address: 'Gang Sukanagara',
  volume: '96',
  unit: 'm',
  people: '184',
  poorHouseholds: '23',
  costLines: [{ item: 'U-ditch', quantity: '96', unit: 'm', unitPrice: '285.000' }],
};

function problems(changed: Record<string, unknown>): Record<string, string> {
  const read = readFields(ProposalFields.parse({ ...complete, ...changed }));
  const issues: readonly Refusal[] = isRefusal(read) ? (read.issues ?? []) : [];
  return Object.fromEntries(issues.map((issue) => [issue.field ?? '', issue.refusal]));
}

test('a complete proposal is read, and its total is computed', () => {
  const read = readFields(ProposalFields.parse(complete));
  expect(read).toMatchObject({ requested: 27_360_000n, volume: 96_000n, people: 184, contribution: 0n });
});

test.each([
  // what was typed                                   beside which field     what is said
  ['no title', { title: ' ' }, { title: 'input.required' }],
  ['a title of emoji only', { title: '🎉🎉🎉' }, { title: 'input.no-letters' }],
  ['a title too long', { title: 'a'.repeat(121) }, { title: 'input.too-long' }],
  ['people who are no number', { people: 'banyak' }, { people: 'input.number' }],
  ['a negative volume', { volume: '-3' }, { volume: 'quantity.unreadable' }],
  ['a point outside Indonesia', { latitude: '52.5', longitude: '13.4' }, { latitude: 'input.number' }],
  ['no cost line', { costLines: [] }, { costLines: 'input.no-lines' }],
  ['only empty cost lines', { costLines: [{}, {}] }, { costLines: 'input.no-lines' }],
  [
    'a negative price',
    { costLines: [{ item: 'Pasir', quantity: '1', unit: 'm³', unitPrice: '-1' }] },
    { 'costLines.0.unitPrice': 'money.negative' },
  ],
  [
    'a fraction of a rupiah',
    { costLines: [{ item: 'Pasir', quantity: '1', unit: 'm³', unitPrice: '1500,50' }] },
    { 'costLines.0.unitPrice': 'money.fractional' },
  ],
  [
    'a price above Rp9.000 triliun',
    { costLines: [{ item: 'Pasir', quantity: '1', unit: 'm³', unitPrice: '9000000000000001' }] },
    { 'costLines.0.unitPrice': 'money.too-large' },
  ],
  [
    'lines that come to more than Rp9.000 triliun',
    { costLines: [{ item: 'Pasir', quantity: '2', unit: 'm³', unitPrice: '9000000000000000' }] },
    { costLines: 'money.too-large' },
  ],
  [
    'a cost plan of 10,000 lines',
    { costLines: Array.from({ length: 10_000 }, () => complete.costLines[0]) },
    { costLines: 'input.too-many-lines' },
  ],
  [
    'a contribution of no known form',
    { contributions: [{ form: 'doa', description: 'Doa bersama', value: '1000' }] },
    { 'contributions.0.form': 'input.choice' },
  ],
])('%s is refused beside its field', (_, changed, wanted) => {
  expect(problems(changed)).toEqual(wanted);
});

test('everything that is wrong is said at once', () => {
  expect(Object.keys(problems({ title: '', unit: '', people: '', costLines: [{ item: 'x' }] }))).toEqual(
    expect.arrayContaining([
      'title',
      'unit',
      'people',
      'costLines.0.quantity',
      'costLines.0.unit',
      'costLines.0.unitPrice',
    ]),
  );
});
