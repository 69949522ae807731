import { expect, test } from 'vitest';
import type { Actor, Visitor } from '#kernel/actor.ts';
import { refusalIn, unless } from '#kernel/refusal.ts';
import { disbursementRules, fundingRules, type Step } from '#modules/models/index.ts';
import { notOwn } from '#modules/proposals/index.ts';
import { FUNDED } from '../../../test/support/a-proposal.ts';
import { VILLAGE } from '../../../test/support/drainage.ts';
import { officer } from '../../../test/support/officer.ts';
import { PIPPK } from '../../../test/support/pippk.ts';
import { fitsCommitment, mayRecordDisbursement, onItsDay, paidOut } from './funding.ts';
import { areasOfMoney, mayHandleMoney, wantsSecondFactor } from './money-office.ts';
import { purseMeant } from './spending.ts';
import { type Disbursement, mayReviewVoucher, type OnReview, readableVoucher } from './voucher.ts';

const { model } = PIPPK;
const BASIS = { cite: 'Perwal 436/2015' };

test.each([
  // payment                              committed    waiting      amount       left, if refused
  ['all that was granted', 50_000_000n, 0n, 50_000_000n, undefined],
  ['one rupiah more', 50_000_000n, 0n, 50_000_001n, 50_000_000n],
  ['the rest beside one that waits', 50_000_000n, 30_000_000n, 20_000_000n, undefined],
  ['more than the rest beside one that waits', 50_000_000n, 30_000_000n, 20_000_001n, 20_000_000n],
  ['any when more waits than is committed', 10_000_000n, 30_000_000n, 1n, 0n],
])('paying %s', (_, commitment, pending, amount, left) => {
  const refusal = fitsCommitment({ commitment, advance: 0n, spent: 0n }, pending, amount, BASIS);
  expect(refusal).toEqual(
    left === undefined
      ? undefined
      : { refusal: 'disbursement.exceeds-commitment', basis: BASIS, params: { amount, left } },
  );
});

test('what was paid out and what a giver spent are no promise any more', () => {
  expect(paidOut({ advance: 30_000_000n, spent: 12_500_000n })).toBe(42_500_000n);
});

const TWO_YEARS = { ...PIPPK, model: { ...model, lasts: { years: 2, basis: 'kebijakan-kota' } } };

test.each([
  // a programme of      bound since     paid on       refused
  ['2026', PIPPK, '2026-02-10', '2026-02-10', undefined],
  ['2026', PIPPK, '2026-02-10', '2026-12-31', undefined],
  ['2026', PIPPK, '2026-02-10', '2026-02-09', ['disbursement.before-decision', { day: '2026-02-10' }]],
  ['2026', PIPPK, null, '2026-02-10', ['disbursement.before-decision', { day: '' }]],
  ['2026', PIPPK, '2025-12-20', '2025-12-31', ['disbursement.outside-year', { year: '2026' }]],
  ['2026', PIPPK, '2026-02-10', '2027-01-01', ['disbursement.outside-year', { year: '2026' }]],
  ['2026 and 2027', TWO_YEARS, '2026-02-10', '2027-12-31', undefined],
  [
    '2026 and 2027',
    TWO_YEARS,
    '2026-02-10',
    '2028-01-01',
    ['disbursement.outside-year', { year: '2026–2027' }],
  ],
] as const)('in a programme of %s', (_, program, bound, paidOn, refused) => {
  const refusal = onItsDay(program, bound, paidOn, BASIS);
  expect(refusal && [refusal.refusal, refusal.params]).toEqual(refused);
  // The year is the law's, the day the city's.
  const cited =
    refused?.[0] === 'disbursement.outside-year' ? { cite: 'UU 17/2003', rule: 'Pasal 4' } : BASIS;
  if (refusal) expect(refusal.basis).toEqual(cited);
});

/** A payment that waits for the one step of PIPPK's route. */
const RECORDED = {
  state: 'recorded',
  along: 'disbursement',
  route: ['approval'],
  step: 0,
  recordedBy: 'treasurer',
} as const;
const NOBODY_YET = { answered: [], escalated: [] };

test.each<[string, Partial<OnReview>, string | undefined]>([
  // what was recorded and                    refused
  ['waits', {}, undefined],
  ['was recorded by the lurah', { recordedBy: 'lurah' }, 'access.maker-checker'],
  ['was approved already', { state: 'approved', step: 1 }, 'voucher.state'],
  ['was refused already', { state: 'refused' }, 'voucher.state'],
])('the lurah examines what %s', (_, changed, refused) => {
  const place = { region: VILLAGE, organization: 'rw1' };
  const lurah = officer('lurah', VILLAGE, { person: 'lurah' });
  for (const along of ['disbursement', 'refund']) {
    const voucher = { ...RECORDED, along, ...changed };
    const answer = mayReviewVoucher(lurah, model, voucher, place, NOBODY_YET, 'optional');
    expect(refusalIn(answer)?.refusal).toBe(refused);
    if (refused === 'voucher.state') expect(refusalIn(answer)?.params).toEqual({ state: voucher.state });
  }
});

test('a second approval above an amount is another person, by its own office, and knows its own answers', () => {
  const [first] = disbursementRules(model).route;
  if (!first) throw new Error('PIPPK approves payments by no step');
  const second: Step = {
    ...first,
    step: 'camat',
    offices: ['camat', 'lurah'],
    notSameAs: ['author', 'approval'],
  };
  const disbursement = { ...disbursementRules(model), route: [first, second] };
  const twice = { ...model, funding: { ...fundingRules(model), disbursement } };
  const voucher = { ...RECORDED, route: ['approval', 'camat'], step: 1 };
  const place = { region: VILLAGE, organization: 'rw1' };
  const answered = { answered: [{ step: 'approval', by: 'lurah' }], escalated: [] };
  const asked = (actor: Actor, answer?: 'accept' | 'refuse') =>
    refusalIn(mayReviewVoucher(actor, twice, voucher, place, answered, 'optional', answer))?.refusal;
  expect(asked(officer('camat', '32.73.30'))).toBeUndefined();
  expect(asked(officer('lurah', VILLAGE, { person: 'lurah' }))).toBe('access.maker-checker');
  const accepting = { ...disbursement, route: [first, { ...second, may: ['accept' as const] }] };
  const onlyYes = { ...model, funding: { ...fundingRules(model), disbursement: accepting } };
  expect(
    refusalIn(
      mayReviewVoucher(officer('camat', '32.73.30'), onlyYes, voucher, place, answered, 'optional', 'refuse'),
    )?.refusal,
  ).toBe('step.answer');
});

const PROVED = { secondFactor: true } as const;
const SET_UP = { factorSetUp: true } as const;

/** One person in the offices of both. */
function withMandates(actor: Actor, other: Actor): Actor {
  return { ...actor, mandates: [...actor.mandates, ...other.mandates] };
}

test.each<[string, Actor, 'required' | 'optional', string | undefined]>([
  // who                                                                this city      refused
  ['the lurah with a fresh proof', officer('lurah', VILLAGE, PROVED), 'required', undefined],
  ['the lurah whose proof grew old', officer('lurah', VILLAGE, SET_UP), 'required', 'access.prove-again'],
  ['the lurah without any', officer('lurah', VILLAGE), 'required', 'access.second-factor'],
  ['the lurah without any', officer('lurah', VILLAGE), 'optional', undefined],
  ['the camat without any', officer('camat', '32.73.30'), 'required', 'access.second-factor'],
  ['the treasurer, of whom PIPPK asks none', officer('village-treasurer', VILLAGE), 'required', undefined],
  ['the lurah of another kelurahan', officer('lurah', '32.73.30.1001', PROVED), 'required', 'access.office'],
  ['the chair of an RW', officer('chair', `${VILLAGE}.001`, PROVED), 'required', 'access.office'],
])('money of a kelurahan handled by %s , by the rule of the city', (_, actor, secondFactor, refused) => {
  const offices = ['village-treasurer', 'lurah', 'camat'];
  const answer = mayHandleMoney(actor, model, offices, VILLAGE, secondFactor, disbursementRules(model).basis);
  expect(refusalIn(answer)?.refusal).toBe(refused);
  if (!refused) expect(answer).toEqual(actor.mandates[0]);
});

test.each<[string, Actor, 'required' | 'optional', string | undefined]>([
  // who comes                                                          this city      is told
  ['the lurah with a fresh proof', officer('lurah', VILLAGE, PROVED), 'required', undefined],
  ['the lurah whose proof grew old', officer('lurah', VILLAGE, SET_UP), 'required', 'access.prove-again'],
  ['the lurah without any', officer('lurah', VILLAGE), 'required', 'access.second-factor'],
  ['the lurah without any, in a demo', officer('lurah', VILLAGE), 'optional', undefined],
  ['the treasurer', officer('village-treasurer', VILLAGE), 'required', undefined],
  [
    'the lurah who chairs an RW too',
    withMandates(officer('lurah', VILLAGE), officer('chair', `${VILLAGE}.001`)),
    'required',
    'access.second-factor',
  ],
])('before money is handled, %s is told', (_, actor, secondFactor, told) => {
  expect(wantsSecondFactor(actor, model, secondFactor)?.refusal).toBe(told);
});

test.each<[string, Actor, Partial<typeof FUNDED>, string | undefined]>([
  // who records a payment                                                        the proposal            refused
  ['the treasurer', officer('village-treasurer', VILLAGE), {}, undefined],
  ['the lurah', officer('lurah', VILLAGE, PROVED), {}, undefined],
  ['the camat', officer('camat', '32.73.30', PROVED), {}, 'access.office'],
  ['the lurah without a second factor', officer('lurah', VILLAGE), {}, 'access.second-factor'],
  [
    'a treasurer of the RW that proposed',
    officer('village-treasurer', VILLAGE, { institution: 'rw1' }),
    {},
    'access.own-proposal',
  ],
  [
    'the treasurer before the minutes are sealed',
    officer('village-treasurer', VILLAGE),
    { bindingSince: null },
    'decision.not-binding',
  ],
])('recording a payment: %s', (_, actor, changed, refused) => {
  const answer = mayRecordDisbursement(actor, model, { ...FUNDED, ...changed }, 'required');
  expect(refusalIn(answer)?.refusal).toBe(refused);
});

test('nobody records a payment where givers spend all of it themselves', () => {
  const purses = model.purses.map((one) => ({ ...one, paid: 'by-giver' as const }));
  const answer = mayRecordDisbursement(
    officer('village-treasurer', VILLAGE),
    { ...model, purses },
    FUNDED,
    'required',
  );
  expect(refusalIn(answer)?.refusal).toBe('disbursement.no-cash');
});

test.each<[string, Actor, string | undefined]>([
  // who approves what the treasurer recorded
  ['the lurah', officer('lurah', VILLAGE, PROVED), undefined],
  ['the camat', officer('camat', '32.73.30', PROVED), undefined],
  ['the treasurer', officer('village-treasurer', VILLAGE, PROVED), 'access.office'],
  ['the lurah without a second factor', officer('lurah', VILLAGE), 'access.second-factor'],
  [
    'a lurah who wrote the proposal',
    officer('lurah', VILLAGE, { ...PROVED, person: FUNDED.author }),
    'access.own-proposal',
  ],
  [
    'a lurah who recorded it as treasurer',
    officer('lurah', VILLAGE, { ...PROVED, person: 'village-treasurer' }),
    'access.maker-checker',
  ],
])('approving a payment: %s', (_, actor, refused) => {
  const disbursement = { ...RECORDED, recordedBy: 'village-treasurer' };
  const place = { region: FUNDED.village, organization: FUNDED.organization };
  const answer = unless(
    mayReviewVoucher(actor, model, disbursement, place, NOBODY_YET, 'required'),
    notOwn(actor, FUNDED, model),
  );
  expect(refusalIn(answer)?.refusal).toBe(refused);
});

test.each<[string, readonly [string, string][], string[]]>([
  // who                                  offices                              looks after the money of
  ['the lurah', [['lurah', VILLAGE]], [VILLAGE]],
  ['the treasurer', [['village-treasurer', VILLAGE]], [VILLAGE]],
  ['the chair of an RW', [['chair', VILLAGE]], []],
  [
    'a camat who also stands in for a lurah below',
    [
      ['lurah', VILLAGE],
      ['camat', '32.73.30'],
    ],
    ['32.73.30'],
  ],
  [
    'a lurah of two kelurahan',
    [
      ['lurah', VILLAGE],
      ['lurah', '32.73.30.1001'],
      ['village-treasurer', VILLAGE],
    ],
    [VILLAGE, '32.73.30.1001'],
  ],
])('%s looks after the money of their places', (_, offices, areas) => {
  const mandates = offices.flatMap(([office, region]) => officer(office, region).mandates);
  expect(areasOfMoney({ ...officer('lurah', VILLAGE), mandates }, model)).toEqual(areas);
});

test('who holds the budget looks after it, though they neither record nor approve payments', () => {
  const disbursement = {
    ...disbursementRules(model),
    route: disbursementRules(model).route.map((step) => ({ ...step, offices: ['lurah'] })),
  };
  const elsewhere = { ...model, funding: { ...fundingRules(model), disbursement } };
  expect(areasOfMoney(officer('camat', '32.73.30'), elsewhere)).toEqual(['32.73.30']);
});

test.each<[string, Actor | Visitor, boolean]>([
  ['the lurah', officer('lurah', VILLAGE), true],
  ['the RW that proposed', officer('chair', '32.73.30.1003.001', { institution: 'rw1' }), true],
  ['another RW', officer('chair', `${VILLAGE}.002`), false],
  ['a visitor', { tenant: 'tenant' }, false],
])('%s reads the receipt of a payment: %s', (_, viewer, sees) => {
  const payment: Disbursement = {
    kind: 'disbursement',
    supplier: null,
    withheld: 0n,
    route: ['approval'],
    step: 0,
    id: 'd',
    program: 'program',
    proposal: 'proposal',
    provider: 'Toko Bangunan Jaya',
    purpose: 'U-ditch',
    amount: 27_360_000n,
    receiptNumber: 'KW-001',
    receiptDocument: 'document',
    paidOn: '2026-02-12',
    state: 'recorded',
    remark: null,
    recordedBy: 'village-treasurer',
    recordedAt: new Date(0),
    reviewedAt: null,
    version: 1,
  };
  const read = readableVoucher(
    viewer,
    { region: FUNDED.village, organization: FUNDED.organization },
    payment,
  );
  expect(read.receipt).toEqual(sees ? { number: 'KW-001', document: 'document' } : null);
  expect(Object.keys(read)).not.toContain('receiptNumber');
  expect(read).toMatchObject({ provider: 'Toko Bangunan Jaya', amount: 27_360_000n });
});

test.each<[string, string | undefined, string | undefined]>([
  // may spend of   is named    is meant
  ['csr', undefined, 'csr'],
  ['kas', undefined, 'kas'],
  ['nothing', undefined, 'kas'],
  ['kas', 'csr', 'csr'],
  ['kas', 'lain', undefined],
])('of two givers’ purses, who may spend of %s and names %s means %s', (spends, named, meant) => {
  const purses = [{ purse: 'kas' }, { purse: 'csr' }];
  expect(purseMeant(purses, named, (one) => one.purse === spends)?.purse).toBe(meant);
});
