import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readModel } from '#modules/models/index.ts';
import {
  fitsPaper,
  numberKey,
  readStanding,
  type TypedPaper,
  type TypedTax,
  withheldOf,
} from './payment-paper.ts';

const read = readModel(readFileSync('models/pippk-kota/2026.yaml', 'utf8'));
if (!read.ok) throw new Error('the model does not read');
/** A payment stands on an SPP, an SPM and an SP2D, in that order. */
const { model } = read;
const POLICY = { cite: 'Kebijakan pelaksanaan kota, dapat disunting' };

const paper = (name: string, number: string, day: string): TypedPaper => ({ paper: name, number, day });
const PAPERS = [
  paper('spp', '1/SPP', '2026-03-02'),
  paper('spm', '1/SPM', '2026-03-03'),
  paper('sp2d', '1/SP2D', '2026-03-05'),
];
/** The papers with one of them otherwise. */
const but = (name: string, differs: Partial<TypedPaper>) =>
  PAPERS.map((one) => (one.paper === name ? { ...one, ...differs } : one));
const standing = (
  papers: readonly TypedPaper[],
  more: { bound?: string | null; paidOn?: string | undefined; withheld?: TypedTax[]; amount?: string } = {},
) => {
  const { bound = '2026-03-01', withheld = [], amount = '10.000.000' } = more;
  const paidOn = 'paidOn' in more ? more.paidOn : '2026-03-06';
  return readStanding(model, { amount, papers, withheld }, { bound, paidOn });
};
const told = (found: ReturnType<typeof standing>) =>
  found.against.map((one) => `${one.field} ${one.refusal}`);

describe('the papers that a payment stands on', () => {
  test('are read with number and day', () => {
    expect(standing(PAPERS)).toEqual({
      papers: [
        { paper: 'spp', number: '1/SPP', datedOn: '2026-03-02' },
        { paper: 'spm', number: '1/SPM', datedOn: '2026-03-03' },
        { paper: 'sp2d', number: '1/SP2D', datedOn: '2026-03-05' },
      ],
      withheld: [],
      against: [],
    });
  });

  test.each<[string, readonly TypedPaper[], Parameters<typeof standing>[1], string[]]>([
    // what                                        papers                             the rest            refused
    ['all of one day', PAPERS.map((one) => ({ ...one, day: '2026-03-06' })), {}, []],
    ['the first on the day that binds', but('spp', { day: '2026-03-01' }), {}, []],
    [
      'the first before the decision',
      but('spp', { day: '2026-02-28' }),
      {},
      ['papers.spp.day disbursement.before-decision'],
    ],
    [
      'nothing that binds',
      PAPERS,
      { bound: null },
      [
        'papers.spp.day disbursement.before-decision',
        'papers.spm.day disbursement.before-decision',
        'papers.sp2d.day disbursement.before-decision',
      ],
    ],
    [
      'the order before the request',
      but('spm', { day: '2026-03-01' }),
      {},
      ['papers.spm.day payment.paper-order'],
    ],
    [
      'the last after the payment',
      but('sp2d', { day: '2026-03-07' }),
      {},
      ['papers.sp2d.day payment.paper-after'],
    ],
    [
      'the last after a day that cannot be read',
      but('sp2d', { day: '2026-03-07' }),
      { paidOn: undefined },
      [],
    ],
    ['one without a number', but('spm', { number: ' ' }), {}, ['papers.spm.number input.required']],
    [
      'a number that is too long',
      but('spm', { number: '1'.repeat(81) }),
      {},
      ['papers.spm.number input.too-long'],
    ],
    ['one without a day', but('spm', { day: '' }), {}, ['papers.spm.day input.required']],
    [
      'one left out',
      PAPERS.slice(1),
      {},
      ['papers.spp.number input.required', 'papers.spp.day input.required'],
    ],
    [
      'none',
      [],
      {},
      ['spp', 'spm', 'sp2d'].flatMap((one) => [
        `papers.${one}.number input.required`,
        `papers.${one}.day input.required`,
      ]),
    ],
    [
      'one that the model does not know',
      [...PAPERS, paper('kwitansi', '1', '2026-03-05')],
      {},
      ['papers input.choice'],
    ],
  ])('%s', (_, papers, more, refused) => {
    expect(told(standing(papers, more))).toEqual(refused);
  });

  test('those that need not be there may be left out, but not by half, and keep their order', () => {
    const own = readModel(readFileSync('models/pippk/2015.yaml', 'utf8'));
    if (!own.ok) throw new Error('the model does not read');
    const told = (papers: readonly TypedPaper[]) =>
      readStanding(
        own.model,
        { amount: '10.000.000', papers },
        { bound: '2026-03-01', paidOn: '2026-03-06' },
      ).against.map((one) => `${one.field} ${one.refusal}`);
    expect(told([])).toEqual([]);
    expect(told([paper('spp', ' ', ''), paper('sp2d', '', ' ')])).toEqual([]);
    expect(told(PAPERS)).toEqual([]);
    expect(told([paper('sp2d', '1/SP2D', '')])).toEqual(['papers.sp2d.day input.required']);
    expect(told([paper('sp2d', '', '2026-03-05')])).toEqual(['papers.sp2d.number input.required']);
    expect(told(but('spm', { day: '2026-03-01' }))).toEqual(['papers.spm.day payment.paper-order']);
    expect(told([paper('sp2d', '1/SP2D', '2026-03-07')])).toEqual(['papers.sp2d.day payment.paper-after']);
  });

  test('a paper is laid beside the last before it whose day can be read', () => {
    const [spp] = PAPERS;
    const gone = [spp ?? paper('', '', ''), paper('spm', '1', 'x'), paper('sp2d', '1', '2026-03-01')];
    expect(told(standing(gone))).toEqual([
      'papers.spm.day input.date',
      'papers.sp2d.day payment.paper-order',
    ]);
  });

  test('whoever is refused reads which paper, which day, and by which rule', () => {
    expect(standing(but('spm', { day: '2026-03-01' })).against).toMatchObject([
      { basis: POLICY, params: { paper: [{ id: 'SPM' }], before: [{ id: 'SPP' }], day: '2026-03-02' } },
    ]);
    expect(standing(but('sp2d', { day: '2026-03-07' })).against).toMatchObject([
      { basis: POLICY, params: { paper: [{ id: 'SP2D' }], day: '2026-03-06' } },
    ]);
    expect(standing(but('spp', { day: '2026-02-28' })).against).toMatchObject([
      { basis: POLICY, params: { day: '2026-03-01' } },
    ]);
    expect(standing(PAPERS, { bound: null }).against[0]).toMatchObject({ params: { day: '' } });
  });
});

describe('what is withheld of a payment', () => {
  const tax = (name: string, amount: string): TypedTax => ({ tax: name, amount });
  test.each<[string, TypedTax[], string, readonly [string, bigint][], string[]]>([
    // what                        typed                                          of            read                  refused
    ['nothing', [], '1.000.000', [], []],
    ['a tax left empty', [tax('ppn', ' ')], '1.000.000', [], []],
    [
      'two taxes',
      [tax('pph-22', '15.000'), tax('ppn', '100.000')],
      '1.000.000',
      [
        ['ppn', 100_000n],
        ['pph-22', 15_000n],
      ],
      [],
    ],
    ['a tax of nothing', [tax('ppn', '0')], '1.000.000', [], ['withheld.ppn money.unreadable']],
    ['what is no amount', [tax('ppn', 'x')], '1.000.000', [], ['withheld.ppn money.unreadable']],
    ['a tax that the model does not know', [tax('pbb', '1')], '1.000.000', [], ['withheld input.choice']],
    ['all but one rupiah', [tax('ppn', '999.999')], '1.000.000', [['ppn', 999_999n]], []],
    [
      'all of it',
      [tax('pph-21', '400.000'), tax('pph-23', '600.000')],
      '1.000.000',
      [
        ['pph-21', 400_000n],
        ['pph-23', 600_000n],
      ],
      ['withheld.pph-21 payment.withheld'],
    ],
    ['more than an amount that cannot be read', [tax('ppn', '1')], 'x', [['ppn', 1n]], []],
  ])('%s', (_, withheld, amount, kept, refused) => {
    const found = standing(PAPERS, { withheld, amount });
    expect(told(found)).toEqual(refused);
    expect(found.withheld.map((one) => [one.tax, one.amount])).toEqual(kept);
  });

  test('whoever withholds all reads how much', () => {
    expect(
      standing(PAPERS, { withheld: [tax('ppn', '2.000.000')], amount: '1.000.000' }).against,
    ).toMatchObject([{ basis: POLICY, params: { amount: 1_000_000n, withheld: 2_000_000n } }]);
    expect(withheldOf([{ amount: 2n }, { amount: 3n }])).toBe(5n);
  });

  test('what is refused of papers and taxes is said at once', () => {
    const found = standing(but('sp2d', { day: '2026-03-07' }), { withheld: [tax('ppn', 'x')] });
    expect(told(found)).toEqual(['papers.sp2d.day payment.paper-after', 'withheld.ppn money.unreadable']);
  });
});

test('a payment of a programme that wants no papers stands on none', () => {
  const bare = readModel(readFileSync('models/pippk/2015.yaml', 'utf8'));
  if (!bare.ok) throw new Error('the model does not read');
  expect(readStanding(bare.model, { amount: '1' }, { bound: '2026-03-01', paidOn: '2026-03-02' })).toEqual({
    papers: [],
    withheld: [],
    against: [],
  });
});

test.each([
  ['1/SPP/2026', '1/spp/2026', true],
  ['1/SPP/2026', '1 / SPP / 2026', true],
  ['1/SPP/2026', '2/SPP/2026', false],
])('%s and %s are one number: %s', (one, other, same) => {
  expect(numberKey(one) === numberKey(other)).toBe(same);
});

test.each([
  // payments on it, not refused   made   for the same proposal and day        fits
  [3, 2, 1, {}, true],
  [3, 3, 1, {}, false],
  [3, 1, 2, {}, true],
  [3, 1, 3, {}, false],
  [3, 0, 1, { proposal: 'b' }, false],
  [3, 0, 1, { datedOn: '2026-03-03' }, false],
])(
  'a paper for %i payments of which %i stand takes %i more, %o: %s',
  (payees, standing, made, differs, fits) => {
    const same = { proposal: 'a', datedOn: '2026-03-02' };
    expect(fitsPaper({ ...same, payees, standing }, { ...same, payees: made, ...differs })).toBe(fits);
  },
);
