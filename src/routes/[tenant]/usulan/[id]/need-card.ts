import type { Id } from '#kernel/id.ts';
import { agreedOn, countSupport } from '#modules/matching/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** What a proposal is to those who could meet it, and who agreed to; undefined where it is not open to them. */
export async function needCard(tx: Tx, id: Id) {
  const found = await agreedOn(tx, id);
  const support = found && (await countSupport(tx, id));
  return (
    found && {
      state: found.need.state,
      closedFor: found.need.closedFor ?? '',
      supporters: support ? support.people + support.institutions : 0,
      agreed: found.agreed.map((one) => ({
        organization: one.organization,
        name: one.organizationName,
        amount: one.amount,
        at: one.answeredAt ?? one.offeredAt,
      })),
    }
  );
}
