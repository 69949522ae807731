import { expect, test } from 'vitest';
import { type FileLimits, limitsAsMeta, limitsFromMeta } from './limits-in-file.ts';

test('limits come back from a file as they were written', () => {
  const given: FileLimits = {
    limits: {
      ceilings: [{ by: 'institution', name: 'RW 07 = Pasir', atMost: 60_000_000n }],
      minimumShares: [{ by: 'field', name: 'pemberdayaan masyarakat', perMille: 300 }],
      minimumSupport: 3,
      incompatible: [
        ['01', '04'],
        ['04', '11'],
      ],
    },
    tie: 'id',
  };
  expect(limitsFromMeta(limitsAsMeta(given))).toEqual(given);
});

test('a file without them has none, and what cannot be read is passed over', () => {
  const none = {
    limits: { ceilings: [], minimumShares: [], minimumSupport: 0, incompatible: [] },
    tie: 'cost-votes',
  };
  expect(limitsFromMeta({ budget: '100' })).toEqual(none);
  expect(
    limitsFromMeta({
      pilar_ceiling_1: 'street:x=1',
      pilar_minimum_share_1: 'field:x=-1',
      pilar_incompatible_1: '4=4',
      pilar_tie: 'dice',
    }),
  ).toEqual(none);
});
