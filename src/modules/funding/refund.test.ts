import { expect, test } from 'vitest';
import { refusalIn } from '#kernel/refusal.ts';
import { PROPOSAL } from '../../../test/support/a-proposal.ts';
import { officer } from '../../../test/support/officer.ts';
import { PIPPK } from '../../../test/support/pippk.ts';
import { afterPayment, fitsPayment, mayRecordRefund } from './refund.ts';
import type { Refund } from './voucher.ts';

const VILLAGE = PROPOSAL.village;
const BASIS = { cite: 'Kebijakan kota' };
const back = (amount: bigint, state: Refund['state'] = 'approved') => ({ amount, state });

test.each<
  [
    string,
    bigint,
    ReturnType<typeof back>[],
    { advance: bigint; waiting: bigint },
    bigint,
    bigint | undefined,
  ]
>([
  // a payment       of      came back before                      unaccounted, of it waiting          now    still possible when refused
  ['nothing before', 1_000n, [], { advance: 1_000n, waiting: 0n }, 1_000n, undefined],
  ['a rupiah too much', 1_000n, [], { advance: 1_000n, waiting: 0n }, 1_001n, 1_000n],
  ['a part before', 1_000n, [back(300n)], { advance: 700n, waiting: 0n }, 700n, undefined],
  ['a part before, a rupiah too much', 1_000n, [back(300n)], { advance: 5_000n, waiting: 0n }, 701n, 700n],
  ['a part waits', 1_000n, [back(300n, 'recorded')], { advance: 1_000n, waiting: 300n }, 701n, 700n],
  [
    'what was refused counts for nothing',
    1_000n,
    [back(300n, 'refused')],
    { advance: 1_000n, waiting: 0n },
    1_000n,
    undefined,
  ],
  ['most is accounted for', 1_000n, [], { advance: 200n, waiting: 0n }, 201n, 200n],
  ['another refund claims the rest', 1_000n, [], { advance: 200n, waiting: 500n }, 1n, 0n],
])('money comes back: %s', (_, amount, earlier, stands, now, left) => {
  const refusal = fitsPayment({ state: 'approved', amount }, earlier, stands, now, BASIS);
  if (left === undefined) expect(refusal).toBeUndefined();
  else expect(refusal).toMatchObject({ refusal: 'refund.exceeds-payment', params: { amount: now, left } });
});

test.each([['recorded'], ['refused']] as const)('nothing comes back of a payment that is %s', (state) => {
  const stands = { advance: 10n, waiting: 0n };
  expect(fitsPayment({ state, amount: 10n }, [], stands, 1n, BASIS)).toMatchObject({
    refusal: 'voucher.state',
    params: { state },
  });
});

test('money comes back on the day of its payment at the earliest', () => {
  const payment = { paidOn: '2026-03-02' };
  expect(afterPayment(payment, '2026-03-02', BASIS)).toBeUndefined();
  expect(afterPayment(payment, '2026-03-01', BASIS)).toMatchObject({
    refusal: 'refund.before-payment',
    params: { day: '2026-03-02' },
  });
});

test('the institution records no refund', () => {
  const chair = officer('chair', `${VILLAGE}.001`);
  expect(refusalIn(mayRecordRefund(chair, PIPPK.model, PROPOSAL, 'optional'))?.refusal).toBe('access.office');
});
