import { expect, test } from 'vitest';
import { isRefusal, type Refusal } from '#kernel/refusal.ts';
import { mayKeep, ProposalFields, readFields } from './proposal-fields.ts';

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
  ['a quantity that may be a thousand or one', { volume: '1.000' }, { volume: 'number.ambiguous' }],
  ['no quantity', { volume: ' ' }, { volume: 'input.required' }],
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

test.each([
  // quantity   unit price          requested: 1.000 × 1.500 is never Rp1.500
  ['1000', '1.500', 1_500_000n],
  ['1250', '1.500', 1_875_000n],
  ['1.000.000', '5', 5_000_000n],
  ['96', 'Rp 1.500.000,-', 144_000_000n],
  ['22,5', '1,15 juta', 25_875_000n],
])('%s at %s', (quantity, unitPrice, requested) => {
  const costLines = [{ item: 'Bata merah', quantity, unit: 'buah', unitPrice }];
  expect(readFields(ProposalFields.parse({ ...complete, costLines }))).toMatchObject({ requested });
});

test.each([
  ['1.000', '1000', '1'],
  ['1.250', '1250', '1,25'],
])(
  '%s of something is asked about, and either answer is read as it was meant',
  (quantity, larger, smaller) => {
    const line = { item: 'Bata merah', unit: 'buah', unitPrice: '1.500' };
    const read = readFields(ProposalFields.parse({ ...complete, costLines: [{ ...line, quantity }] }));
    expect(isRefusal(read) && read.issues).toMatchObject([
      {
        field: 'costLines.0.quantity',
        refusal: 'number.ambiguous',
        params: { typed: quantity, larger, smaller },
      },
    ]);
    const [more, less] = [larger, smaller].map((answer) =>
      readFields(ProposalFields.parse({ ...complete, costLines: [{ ...line, quantity: answer }] })),
    );
    if (!more || !less || isRefusal(more) || isRefusal(less)) throw new Error('an answer is not read');
    expect(more.requested).toBe(less.requested * 1000n);
  },
);

test('the same number as text and as a JSON number is the same', () => {
  const of = (fields: Record<string, unknown>) =>
    readFields(ProposalFields.parse({ ...complete, ...fields }));
  expect(of({ volume: 22.5, people: 184 })).toEqual(of({ volume: '22,5', people: '184' }));
  expect(of({ volume: 12.125 })).toMatchObject({ volume: 12_125n });
  expect(of({ volume: '22.5\u00a0' })).toMatchObject({ volume: 22_500n });
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

test.each<[string, Record<string, unknown>, string | undefined]>([
  // a draft                    what was typed                                        is not kept
  ['as people write', complete, undefined],
  ['of 200 cost lines', { costLines: Array.from({ length: 200 }, () => ({})) }, undefined],
  ['of 201 cost lines', { costLines: Array.from({ length: 201 }, () => ({})) }, 'input.invalid'],
  ['of 31 contributions', { contributions: Array.from({ length: 31 }, () => ({})) }, 'input.invalid'],
  ['of half a million signs', { need: 'a'.repeat(500_000) }, 'input.too-large'],
])('a draft %s', (_, typed, refused) => {
  expect(mayKeep(ProposalFields.parse(typed))?.refusal).toBe(refused);
});
