import { expect, test } from 'vitest';
import { type FileLimits, limitsAsMeta, limitsFromMeta } from './limits-in-file.ts';

test('limits come back from a file as they were written', () => {
  const given: FileLimits = {
    limits: {
      ceilings: [{ by: 'institution', name: 'RW 07 = Pasir', atMost: 60_000_000n }],
      minimumShares: [{ by: 'field', name: 'pemberdayaan masyarakat', perMille: 300 }],
      minimumSupport: 12,
      incompatible: [
        ['01', '04'],
        ['04', '11'],
      ],
    },
    tie: 'id',
  };
  expect(limitsFromMeta(limitsAsMeta(given))).toEqual(given);
});

test('limits stand in a file as keys that are counted from 1', () => {
  const by = 'institution' as const;
  expect(
    limitsAsMeta({
      limits: {
        ceilings: [
          { by, name: 'RW 07', atMost: 60n },
          { by, name: 'RW 08', atMost: 50n },
        ],
        minimumShares: [{ by: 'field', name: 'sosial', perMille: 300 }],
        incompatible: [['1', '4']],
        minimumSupport: 2,
      },
      tie: 'cost-votes',
    }),
  ).toEqual({
    pilar_tie: 'cost-votes',
    pilar_ceiling_1: 'institution:RW 07=60',
    pilar_ceiling_2: 'institution:RW 08=50',
    pilar_minimum_share_1: 'field:sosial=300',
    pilar_incompatible_1: '1=4',
    pilar_minimum_support: '2',
  });
  expect(limitsAsMeta({ limits: {}, tie: 'id' })).toEqual({ pilar_tie: 'id' });
  expect(limitsAsMeta({ limits: { minimumSupport: 0 }, tie: 'id' })).toEqual({ pilar_tie: 'id' });
});

test('a ceiling is in the smallest unit of an election with decimals', () => {
  const meta = { pilar_ceiling_1: 'institution:RW 07=60' };
  expect(limitsFromMeta(meta, 2).limits.ceilings).toEqual([
    { by: 'institution', name: 'RW 07', atMost: 6000n },
  ]);
});

test('a file without them has none, and what cannot be read is passed over', () => {
  const none = {
    limits: { ceilings: [], minimumShares: [], minimumSupport: 0, incompatible: [] },
    tie: 'cost-votes',
  };
  expect(limitsFromMeta({ budget: '100' })).toEqual(none);
  expect(limitsFromMeta({ budget: 'institution:x=1', comment: '1=2' })).toEqual(none);
  expect(
    limitsFromMeta({
      pilar_ceiling_2: 'an institution:x=1',
      pilar_ceiling_3: 'institution:x=1 juta',
      pilar_ceiling_4: 'institution:x=12345678901234567',
      pilar_incompatible_2: '1=2=3',
      pilar_incompatible_3: '=4',
      pilar_incompatible_4: '4=',
      pilar_incompatible_5: 'nothing',
      pilar_minimum_support: '3 suara',
    }),
  ).toEqual(none);
  expect(limitsFromMeta({ pilar_minimum_support: 'x3' })).toEqual(none);
  expect(
    limitsFromMeta({
      pilar_ceiling_1: 'street:x=1',
      pilar_minimum_share_1: 'field:x=-1',
      pilar_incompatible_1: '4=4',
      pilar_tie: 'dice',
    }),
  ).toEqual(none);
});
