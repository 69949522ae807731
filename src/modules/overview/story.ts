import { type Rupiah, sum } from '#kernel/money.ts';
import type { ProposalMoney, ToldVoucher } from '#modules/funding/index.ts';

/** What became of the money of one proposal: one word for one amount, each in whole rupiah. */
export type StorySums = {
  /** What was granted to it. */
  readonly decided: Rupiah;
  /** Paid to providers, by the city or by a giver itself; what came back is not taken off. */
  readonly paid: Rupiah;
  /** Of what was paid, came back. */
  readonly back: Rupiah;
  /** Accounted for: by an accepted report, or by the giver who spent it itself. */
  readonly accounted: Rupiah;
  /** Paid, not come back and not accounted for yet. */
  readonly open: Rupiah;
  /** Decided and not paid yet. */
  readonly unpaid: Rupiah;
  /** Decided, not needed in the end, and gone back to its purse. */
  readonly released: Rupiah;
};

/**
 * What became of what was decided. Two sums hold for every proposal: decided = unpaid + open + accounted + released, and
 * paid − back = open + accounted. What was only recorded, and not accepted yet, moved nothing.
 */
export function storySums(
  decided: Rupiah,
  money: ProposalMoney,
  vouchers: readonly Pick<ToldVoucher, 'kind' | 'state' | 'amount'>[],
): StorySums {
  const moved = vouchers.filter((one) => one.state === 'approved');
  const of = (kinds: readonly ToldVoucher['kind'][]) =>
    sum(moved.filter((one) => kinds.includes(one.kind)).map((one) => one.amount));
  const { commitment: unpaid, advance: open, spent: accounted } = money;
  return {
    decided,
    paid: of(['disbursement', 'spending']),
    back: of(['refund']),
    accounted,
    open,
    unpaid,
    released: decided - unpaid - open - accounted,
  };
}
