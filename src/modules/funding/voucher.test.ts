import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { refusalIn } from '#kernel/refusal.ts';
import { readModel } from '#modules/models/index.ts';
import { VILLAGE } from '../../../test/support/drainage.ts';
import { officer } from '../../../test/support/officer.ts';
import { PIPPK } from '../../../test/support/pippk.ts';
import { alongOfVoucher, mayReviewVoucher, voucherSteps } from './voucher.ts';

function modelOf(name: string) {
  const read = readModel(readFileSync(`test/models/${name}.yaml`, 'utf8'));
  if (!read.ok) throw new Error(JSON.stringify(read.problems[0]));
  return read.model;
}
const MARKET = modelOf('iuran-pasar');
const COMPANIES = modelOf('belanja-sendiri');

test.each([
  // what was recorded of money                                             is examined by
  [PIPPK.model, { kind: 'disbursement' }, ['approval']],
  [PIPPK.model, { kind: 'refund' }, ['approval']],
  [MARKET, { kind: 'deposit', purseName: 'kas-pasar', source: 'iuran' }, ['persetujuan']],
  [COMPANIES, { kind: 'spending', purseName: 'dana-mitra' }, ['pemeriksa', 'kepala']],
] as const)('%# what was recorded goes the way that the model names for it', (model, voucher, steps) => {
  const found = voucherSteps(model, alongOfVoucher(voucher), [
    'pemeriksa',
    'kepala',
    'approval',
    'persetujuan',
  ]);
  expect(found.map((one) => one.step)).toEqual(steps);
});

test.each([
  // the way as it was resolved            of the model's steps
  [['pemeriksa'], ['pemeriksa']],
  [
    ['kepala', 'pemeriksa'],
    ['kepala', 'pemeriksa'],
  ],
  [['pemeriksa', 'a step that the model has no more'], ['pemeriksa']],
  [[], []],
])('of a way resolved as %j the steps are %j', (route, steps) => {
  expect(voucherSteps(COMPANIES, 'spending/dana-mitra', route).map((one) => one.step)).toEqual(steps);
});

const PLACE = { region: VILLAGE, organization: 'rw1' };
const NOBODY_YET = { answered: [], escalated: [] };
const PAID = { along: 'disbursement', route: ['approval'], step: 0, recordedBy: 'treasurer' } as const;

test.each([
  // the payment                                       who asks       is told
  ['waits', { ...PAID, state: 'recorded' }, 'lurah', undefined, undefined],
  ['was approved', { ...PAID, state: 'approved', step: 1 }, 'lurah', 'voucher.state', { state: 'approved' }],
  // Whoever holds no office of its last step hears of that, not how it ended.
  [
    'was approved, by an outsider',
    { ...PAID, state: 'approved', step: 1 },
    'chair',
    'access.office',
    { offices: ['lurah', 'camat'], place: VILLAGE },
  ],
  [
    'goes a way that the model has no more',
    { ...PAID, route: ['gone'], state: 'recorded' },
    'lurah',
    'voucher.state',
    { state: 'recorded' },
  ],
] as const)('a payment that %s, examined', (_, voucher, office, refused, params) => {
  const actor = officer(office, VILLAGE);
  const answer = mayReviewVoucher(actor, PIPPK.model, voucher, PLACE, NOBODY_YET, 'optional');
  expect(refusalIn(answer)?.refusal).toBe(refused);
  expect(refusalIn(answer)?.params).toEqual(params);
  if (refused === undefined) expect(answer).toEqual(actor.mandates[0]);
});

test('what refuses cites the rule of the step, or of the money where no step is left', () => {
  const [step] = voucherSteps(PIPPK.model, 'disbursement', ['approval']);
  const { model } = PIPPK;
  const { disbursement } = model.funding ?? {};
  if (!step || !disbursement || !model.funding) throw new Error('PIPPK pays nothing');
  const route = [{ ...step, basis: 'perda-2-2013' }];
  const cited = { ...model, funding: { ...model.funding, disbursement: { ...disbursement, route } } };
  const asked = (way: readonly string[]) =>
    refusalIn(
      mayReviewVoucher(
        officer('lurah', VILLAGE),
        cited,
        { ...PAID, route: way, state: 'refused' },
        PLACE,
        NOBODY_YET,
        'optional',
      ),
    )?.basis?.cite;
  expect(asked(['approval'])).toBe('Peraturan Daerah Kota Bandung Nomor 02 Tahun 2013');
  expect(asked(['gone'])).toBe('Kebijakan pelaksanaan kota, dapat disunting');
});
