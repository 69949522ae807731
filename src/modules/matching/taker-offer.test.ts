import { expect, test } from 'vitest';
import { readOffer } from './taker-offer.ts';

const basis = { cite: 'Perwal 354/2014' };
const choices = { fields: ['pendidikan', 'kesehatan'], places: ['32.73.30'], forms: ['barang', 'jasa'] };
const typed = { amount: 'Rp 10', fields: [], places: [], forms: [] };

test.each([
  // what                                    typed                                      promised   refused with
  ['an amount alone: whatever there is', typed, 0n, undefined],
  ['as much as is promised of it already', typed, 10n, undefined],
  ['one rupiah less than is promised', typed, 11n, 'match.below-promised'],
  ['an amount that cannot be read', { ...typed, amount: 'banyak' }, 0n, 'money.unreadable'],
  ['choices that there are', { ...typed, fields: ['kesehatan'], forms: ['jasa'] }, 0n, undefined],
  ['a field that is none', { ...typed, fields: ['sihir'] }, 0n, 'input.choice'],
  ['one that is none beside one that is', { ...typed, fields: ['kesehatan', 'sihir'] }, 0n, 'input.choice'],
  ['a place of elsewhere', { ...typed, places: ['32.04.01'] }, 0n, 'input.choice'],
  ['a form that is none', { ...typed, forms: ['emas'] }, 0n, 'input.choice'],
] as const)('an offer of %s', (_, of, promised, refused) => {
  const read = readOffer(of, choices, promised, basis);
  const found = 'refusal' in read ? read : undefined;
  expect(found?.issues?.[0]?.refusal ?? found?.refusal).toBe(refused);
  if (refused === 'match.below-promised')
    expect(found).toMatchObject({ field: 'amount', params: { promised } });
});

test('what was chosen twice, or not at all, is kept once or not', () => {
  const read = readOffer({ ...typed, fields: ['kesehatan', '', 'kesehatan'] }, choices, 0n, basis);
  expect(read).toMatchObject({ amount: 10n, fields: ['kesehatan'] });
});
