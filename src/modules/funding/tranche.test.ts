import { expect, test } from 'vitest';
import type { CheckOf, PurseRules } from '#modules/models/index.ts';
import { purseNamed } from '#modules/models/index.ts';
import { PIPPK } from '../../../test/support/pippk.ts';
import { fitsTranches, openedOf } from './tranche.ts';

const { model } = PIPPK;
const lpj: CheckOf<'filing-accepted'> = {
  check: 'filing-accepted',
  filing: 'lpj',
  basis: 'kebijakan-kota',
};
const label = (id: string) => ({ id, en: id });
const PURSE: PurseRules = {
  ...purseNamed(model, 'pagu'),
  tranches: [
    { tranche: 'satu', label: label('Tahap I'), perMille: 333, checks: [] },
    { tranche: 'dua', label: label('Tahap II'), perMille: 333, checks: [lpj] },
    { tranche: 'tiga', label: label('Tahap III'), perMille: 334, checks: [lpj] },
  ],
};
const ACCEPTED = { accepted: new Set(['lpj']) };
const NOTHING = { accepted: new Set<string>() };

test.each([
  // known                       open of Rp100,000,001   waits
  ['nothing accepted', NOTHING, 33_300_000n, 'dua'],
  ['nobody asked', {}, 33_300_000n, 'dua'],
  ['the report accepted', ACCEPTED, 100_000_001n, undefined],
] as const)('with %s so much of a grant is open', (_, facts, amount, next) => {
  const opened = openedOf(model, PURSE, 100_000_001n, facts);
  expect(opened.amount).toBe(amount);
  expect(opened.next?.tranche.tranche).toBe(next);
});

test('a purse without tranches is open whole', () => {
  const { tranches: _, ...whole } = PURSE;
  expect(openedOf(model, whole, 5n, NOTHING)).toEqual({ amount: 5n, next: undefined });
});

test('a later tranche never opens before an earlier', () => {
  const [first, second, third] = PURSE.tranches ?? [];
  if (!first || !second || !third) throw new Error('three tranches');
  const turned = { ...PURSE, tranches: [first, second, { ...third, checks: [] }] };
  expect(openedOf(model, turned, 1000n, NOTHING).amount).toBe(333n);
});

test.each([
  // taken       paid now     may
  [0n, 333n, true],
  [0n, 334n, false],
  [333n, 1n, false],
  [200n, 133n, true],
])('of Rp333 that are open, %s taken: Rp%s more may be paid: %s', (taken, amount, may) => {
  const refusal = fitsTranches(model, [PURSE], 1000n, NOTHING, { taken, amount });
  if (may) expect(refusal).toBeUndefined();
  else {
    expect(refusal).toMatchObject({
      refusal: 'tranche.closed',
      params: { left: 333n - taken, tranche: [{ id: 'Tahap II' }] },
      issues: [{ refusal: 'check.filing-accepted' }],
    });
  }
});
