import { expect, test } from 'vitest';
import { isRefusal, type Refusal } from '#kernel/refusal.ts';
import { ASKED_PARTS, type ProposalKind } from '#modules/models/index.ts';
import {
  type Given,
  mayKeep,
  NO_FIELDS,
  ProposalFields,
  readableTotal,
  readFields,
} from './proposal-fields.ts';

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

const SAND = { item: 'Pasir', quantity: '1', unit: 'm³', unitPrice: '1' };

type Kind = Pick<ProposalKind, 'asks' | 'entry' | 'fields' | 'costs' | 'label'>;

/** A kind that asks all that Pilar can ask, as PIPPK does, and nothing of its own. */
const WHOLE: Kind = {
  asks: [...ASKED_PARTS],
  entry: 'asked',
  fields: [],
  costs: 'lines',
  label: { id: 'Usulan', en: 'Proposal' },
};
const GIVEN: Given = {
  place: '32.73.30.1003',
  title: 'Usulan · Prasarana',
  area: '32.73',
  known: new Set(['32.73.30.1001']),
};

function readWhole(typed: Record<string, unknown>) {
  return readFields(WHOLE, ProposalFields.parse(typed), GIVEN);
}

function read(changed: Record<string, unknown>) {
  return readWhole({ ...complete, ...changed });
}

function problems(changed: Record<string, unknown>): Record<string, string> {
  const answer = read(changed);
  const issues: readonly Refusal[] = isRefusal(answer) ? (answer.issues ?? []) : [];
  return Object.fromEntries(issues.map((issue) => [issue.field ?? '', issue.refusal]));
}

test('a complete proposal is read, and its total is computed', () => {
  expect(read({})).toMatchObject({
    requested: 27_360_000n,
    volume: 96_000n,
    people: 184,
    poorHouseholds: 23,
    contribution: 0n,
  });
});

test('who typed nothing is told every field that must be filled', () => {
  const answer = readFields(WHOLE, NO_FIELDS, GIVEN);
  const issues = isRefusal(answer) ? (answer.issues ?? []) : [];
  expect(issues.map((issue) => `${issue.field}: ${issue.refusal}`)).toEqual([
    'costLines: input.no-lines',
    'title: input.required',
    'need: input.required',
    'scope: input.required',
    'place: input.required',
    'address: input.required',
    'volume: input.required',
    'unit: input.required',
    'people: input.required',
  ]);
});

test.each([
  // poor households as typed   as read
  ['', 0],
  [' ', 0],
  ['23', 23],
])('poor households typed as "%s" are %i', (poorHouseholds, wanted) => {
  expect(read({ poorHouseholds })).toMatchObject({ poorHouseholds: wanted });
});

test.each([
  // latitude   longitude    the point
  ['', '', undefined],
  [' ', ' ', undefined],
  ['-6,9', '107,6', { latitude: -6.9, longitude: 107.6 }],
  ['-11.5', '94', { latitude: -11.5, longitude: 94 }],
  ['6.5', '142', { latitude: 6.5, longitude: 142 }],
])('a point at "%s", "%s"', (latitude, longitude, point) => {
  const content = read({ latitude, longitude });
  expect(isRefusal(content) ? content : content.point).toEqual(point);
});

test.each([
  // what is wrong                latitude   longitude
  ['south of Indonesia', '-11.6', '107.6'],
  ['north of Indonesia', '6.6', '107.6'],
  ['west of Indonesia', '-6.9', '93.9'],
  ['east of Indonesia', '-6.9', '142.1'],
  ['no latitude', ' ', '107.6'],
  ['no longitude', '-6.9', ' '],
  ['words', 'selatan', '107.6'],
  ['words', '-6.9', 'timur'],
])('a point is refused with what was typed: %s', (_, latitude, longitude) => {
  expect(read({ latitude, longitude })).toMatchObject({
    issues: [{ field: 'latitude', refusal: 'input.number', params: { typed: `${latitude}, ${longitude}` } }],
  });
});

test('contributions are read and summed, and an empty row is none', () => {
  const contributions = [
    { form: 'labour', description: '40 hari kerja', value: '5.400.000' },
    { form: 'money', description: ' ', value: ' ' },
    { form: 'material', description: 'Pasir', value: '600.000' },
  ];
  expect(read({ contributions })).toMatchObject({
    contributions: [
      { form: 'labour', description: '40 hari kerja', value: 5_400_000n },
      { form: 'material', description: 'Pasir', value: 600_000n },
    ],
    contribution: 6_000_000n,
  });
});

test.each([
  // contribution                                         beside which field
  [{ form: 'money', description: '', value: '1' }, { 'contributions.0.description': 'input.required' }],
  [{ form: 'money', description: 'Kas RW', value: '' }, { 'contributions.0.value': 'input.required' }],
  [
    { form: 'doa', description: '', value: '-1' },
    {
      'contributions.0.form': 'input.choice',
      'contributions.0.description': 'input.required',
      'contributions.0.value': 'money.negative',
    },
  ],
])('a contribution half filled is refused where it lacks: %j', (given, wanted) => {
  expect(problems({ contributions: [given] })).toEqual(wanted);
});

test.each([
  // list          rows of                                                       most
  ['costLines', SAND, 200],
  ['contributions', { form: 'money', description: 'Kas', value: '1' }, 30],
])('of %s as many are read as may be kept, and the limit is told', (list, row, limit) => {
  const rows = (count: number) => ({ [list]: Array.from({ length: count }, () => row) });
  expect(isRefusal(read(rows(limit)))).toBe(false);
  const issue = { field: list, refusal: 'input.too-many-lines', params: { limit } };
  const answer = read(rows(limit + 1));
  expect(isRefusal(answer) && answer.issues).toEqual([issue]);
  expect(mayKeep(ProposalFields.parse(rows(limit)))).toBeUndefined();
  expect(mayKeep(ProposalFields.parse(rows(limit + 1)))).toMatchObject({ issues: [issue] });
});

test('a draft is kept up to half a million signs of JSON', () => {
  const around = JSON.stringify(NO_FIELDS).length;
  const draft = (signs: number) => mayKeep({ ...NO_FIELDS, need: 'a'.repeat(signs - around) });
  expect(draft(500_000)).toBeUndefined();
  expect(draft(500_001)).toMatchObject({ refusal: 'input.too-large', params: { limit: 500_000 } });
});

test.each([
  // cost lines                                                                 total shown of a draft
  [[], 0n],
  [[SAND, { ...SAND, quantity: '2', unitPrice: '1.500' }], 3001n],
  [
    [
      { ...SAND, quantity: 'banyak' },
      { ...SAND, unitPrice: '7' },
    ],
    7n,
  ],
  [
    [
      { ...SAND, unitPrice: 'murah' },
      { ...SAND, unitPrice: '7' },
    ],
    7n,
  ],
  [[{ ...SAND, unitPrice: '9000000000000000' }], 9_000_000_000_000_000n],
  [[{ ...SAND, unitPrice: '9000000000000000' }, SAND], 0n],
  [Array.from({ length: 201 }, () => SAND), 200n],
])('what can be read of a draft is summed (%#)', (costLines, total) => {
  expect(readableTotal(WHOLE, ProposalFields.parse({ costLines }))).toBe(total);
});

test('exactly the most that is money may be asked for', () => {
  expect(read({ costLines: [{ ...SAND, unitPrice: '9000000000000000' }] })).toMatchObject({
    requested: 9_000_000_000_000_000n,
  });
});

test.each([
  // what was typed                                   beside which field     what is said
  ['no title', { title: ' ' }, { title: 'input.required' }],
  ['a title of the API that is null', { title: null }, { title: 'input.required' }],
  ['poor households who are no number', { poorHouseholds: 'banyak' }, { poorHouseholds: 'input.number' }],
  ['a title of emoji only', { title: '🎉🎉🎉' }, { title: 'input.no-letters' }],
  ['a title too long', { title: 'a'.repeat(121) }, { title: 'input.too-long' }],
  ['people who are no number', { people: 'banyak' }, { people: 'input.number' }],
  ['a negative volume', { volume: '-3' }, { volume: 'quantity.unreadable' }],
  ['a point outside Indonesia', { latitude: '52.5', longitude: '13.4' }, { latitude: 'input.number' }],
  ['a quantity that may be a thousand or one', { volume: '1.000' }, { volume: 'number.ambiguous' }],
  ['no quantity', { volume: ' ' }, { volume: 'input.required' }],
  ['no cost line', { costLines: [] }, { costLines: 'input.no-lines' }],
  ['only empty cost lines', { costLines: [{}, {}] }, { costLines: 'input.no-lines' }],
  ['cost lines of blanks', { costLines: [{ item: ' ', unit: ' ' }] }, { costLines: 'input.no-lines' }],
  [
    'neither title nor cost line',
    { title: '', costLines: [] },
    { title: 'input.required', costLines: 'input.no-lines' },
  ],
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
  expect(read({ costLines })).toMatchObject({ requested });
});

test.each([
  ['1.000', '1000', '1'],
  ['1.250', '1250', '1,25'],
])(
  '%s of something is asked about, and either answer is read as it was meant',
  (quantity, larger, smaller) => {
    const line = { item: 'Bata merah', unit: 'buah', unitPrice: '1.500' };
    const asked = read({ costLines: [{ ...line, quantity }] });
    expect(isRefusal(asked) && asked.issues).toMatchObject([
      {
        field: 'costLines.0.quantity',
        refusal: 'number.ambiguous',
        params: { typed: quantity, larger, smaller },
      },
    ]);
    const [more, less] = [larger, smaller].map((answer) =>
      read({ costLines: [{ ...line, quantity: answer }] }),
    );
    if (!more || !less || isRefusal(more) || isRefusal(less)) throw new Error('an answer is not read');
    expect(more.requested).toBe(less.requested * 1000n);
  },
);

test('the same number as text and as a JSON number is the same', () => {
  const of = (fields: Record<string, unknown>) => read(fields);
  expect(of({ volume: 22.5, people: 184 })).toEqual(of({ volume: '22,5', people: '184' }));
  expect(of({ volume: 12.125 })).toMatchObject({ volume: 12_125n });
  expect(of({ volume: '22.5\u00a0' })).toMatchObject({ volume: 22_500n });
});

test('what its kind does not ask is not demanded, and not taken when it is typed', () => {
  const asked: Kind = { ...WHOLE, asks: [], costs: 'none' };
  for (const typed of [{ scope: 'prestasi' }, { ...complete, scope: 'prestasi', total: '5' }]) {
    expect(readFields(asked, ProposalFields.parse(typed), GIVEN)).toMatchObject({
      title: GIVEN.title,
      place: GIVEN.place,
      need: '',
      address: '',
      volume: 0n,
      people: 0,
      poorHouseholds: 0,
      costLines: [],
      requested: 0n,
    });
  }
});

test.each<[Kind['costs'], Record<string, unknown>, bigint, string[]]>([
  // costs      typed                                       asked for    refused
  ['total', { total: 'Rp 2.500.000' }, 2_500_000n, []],
  ['total', { costLines: [SAND] }, 0n, ['total: input.required']],
  ['total', { total: '0' }, 0n, ['total: money.unreadable']],
  ['none', { total: '2500000' }, 0n, []],
  ['lines', { total: '2500000' }, 0n, ['costLines: input.no-lines']],
])('where costs are said as %s, %j asks for Rp%s', (costs, typed, requested, refused) => {
  const kind: Kind = { ...WHOLE, asks: [], costs };
  const fields = ProposalFields.parse({ scope: 'prestasi', ...typed });
  const content = readFields(kind, fields, GIVEN);
  if (isRefusal(content)) {
    expect(content.issues?.map((one) => `${one.field}: ${one.refusal}`)).toEqual(refused);
  } else {
    expect(refused).toEqual([]);
    expect(content.requested).toBe(requested);
    expect(content.costLines.map((line) => line.total)).toEqual(requested > 0n ? [requested] : []);
  }
  expect(readableTotal(kind, fields)).toBe(requested);
});

test('the programme’s own questions are refused beside the others', () => {
  const kind: Kind = {
    ...WHOLE,
    asks: ['title'],
    costs: 'none',
    fields: [
      {
        key: 'nilai',
        type: 'number',
        least: 0,
        most: 100,
        required: true,
        personal: false,
        label: { id: 'Nilai', en: 'Grade' },
      },
    ],
  };
  const of = (typed: Record<string, unknown>) =>
    readFields(kind, ProposalFields.parse({ scope: 'prestasi', ...typed }), GIVEN);
  const wrong = of({ answers: { nilai: '101' } });
  expect(isRefusal(wrong) && wrong.issues?.map((one) => `${one.field}: ${one.refusal}`)).toEqual([
    'answers.nilai: input.above',
    'title: input.required',
  ]);
  expect(of({ title: 'Rapor', answers: { nilai: '100', lain: 'x' } })).toMatchObject({
    answers: { nilai: '100' },
  });
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
