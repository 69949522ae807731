import { expect, test } from 'vitest';
import { forumKind } from '#modules/models/index.ts';
import { PIPPK } from '../../../test/support/pippk.ts';
import { basisOfVotes, enoughPresent, noOpenVote } from './vote-bounds.ts';

const KELURAHAN = { forum: 'kelurahan' };
const SECOND = { ...KELURAHAN, sitting: 2 };
const PILAR = 'Ketentuan bawaan Pilar, dapat disunting';

test.each([
  // its vote     refused
  [undefined, undefined],
  ['open', 'ballot.open'],
  ['closed', undefined],
  ['cancelled', undefined],
] as const)('a forum whose vote is %s decides: %s', (state, refused) => {
  const refusal = noOpenVote(PIPPK, KELURAHAN, state && { state });
  expect(refusal?.refusal).toBe(refused);
  if (refused) expect(refusal?.basis?.cite).toBe(PILAR);
});

test.each([
  // its vote     ballots   people that remain   refused
  [undefined, 0, 0, undefined],
  ['open', 12, 12, undefined],
  ['open', 12, 11, 'ballot.attendance'],
  ['closed', 12, 11, 'ballot.attendance'],
  ['cancelled', 12, 11, undefined],
] as const)('a vote that is %s with %d ballots among %d people', (state, received, attendance, refused) => {
  const refusal = enoughPresent(PIPPK, SECOND, state && { state, received, sitting: 2 }, attendance);
  expect(enoughPresent(PIPPK, SECOND, state && { state, received, sitting: 1 }, attendance)).toBeUndefined();
  expect(refusal?.refusal).toBe(refused);
  if (refused)
    expect(refusal).toMatchObject({ params: { ballots: received, attendance }, basis: { cite: PILAR } });
});

test('what ballots are asked for is cited with the rules of voting, else with those of the forum', () => {
  expect(basisOfVotes(PIPPK, KELURAHAN).cite).toBe(PILAR);
  const { ballots: _, ...forum } = forumKind(PIPPK.model, 'kelurahan');
  expect(basisOfVotes({ ...PIPPK, model: { ...PIPPK.model, forums: [forum] } }, KELURAHAN).cite).toBe(
    'Peraturan Wali Kota Bandung Nomor 436 Tahun 2015',
  );
});
