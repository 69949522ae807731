import type { Id } from '#kernel/id.ts';
import { type Purse, pursesHeldBy } from '#modules/funding/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** The one purse that an institution has in a programme. */
export async function purseOf(tx: Tx, program: Id, organization: Id): Promise<Purse | undefined> {
  const [first] = await pursesHeldBy(tx, program, [organization]);
  return first;
}
