import fc from 'fast-check';
import { expect, test } from 'vitest';
import { storySums } from './story.ts';

const paid = (amount: bigint, state: 'approved' | 'recorded' = 'approved') =>
  ({ kind: 'disbursement', amount, state }) as const;
const back = (amount: bigint, state: 'approved' | 'recorded' = 'approved') =>
  ({ kind: 'refund', amount, state }) as const;

test.each([
  // what is known                      unpaid  open  accounted  vouchers                          paid  back  released
  ['decided, nothing paid', 50n, 0n, 0n, [], 0n, 0n, 0n],
  ['recorded and not accepted', 50n, 0n, 0n, [paid(20n, 'recorded')], 0n, 0n, 0n],
  ['paid in part', 30n, 20n, 0n, [paid(20n)], 20n, 0n, 0n],
  ['paid, and some came back', 35n, 15n, 0n, [paid(20n), back(5n)], 20n, 5n, 0n],
  ['some is said to have come back', 30n, 20n, 0n, [paid(20n), back(5n, 'recorded')], 20n, 0n, 0n],
  ['accounted for, the rest went back to its purse', 0n, 0n, 45n, [paid(50n), back(5n)], 50n, 5n, 5n],
  ['spent by its giver', 0n, 0n, 50n, [{ kind: 'spending', amount: 50n, state: 'approved' }], 50n, 0n, 0n],
] as const)('%s', (_, commitment, advance, spent, vouchers, paidOut, cameBack, released) => {
  expect(storySums(50n, { commitment, advance, spent }, vouchers)).toEqual({
    decided: 50n,
    paid: paidOut,
    back: cameBack,
    accounted: spent,
    open: advance,
    unpaid: commitment,
    released,
  });
});

test('whatever stands in the ledger, the parts come to what was decided', () => {
  const part = fc.bigInt({ min: 0n, max: 10n ** 12n });
  fc.assert(
    fc.property(part, part, part, part, (commitment, advance, spent, gone) => {
      const decided = commitment + advance + spent + gone;
      const sums = storySums(decided, { commitment, advance, spent }, []);
      expect(sums.unpaid + sums.open + sums.accounted + sums.released).toBe(decided);
    }),
  );
});
