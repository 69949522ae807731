import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** Why something is asked for, and for whom: what a hall hears of a proposal before it decides. */
export type ToldNeed = {
  readonly need: string;
  readonly people: number;
  readonly poorHouseholds: number;
};

/** The needs of proposals that were sent in, by proposal. */
export async function needsOf(tx: Tx, proposals: readonly Id[]): Promise<Map<Id, ToldNeed>> {
  if (proposals.length === 0) return new Map();
  const found = await sql<ToldNeed & { id: Id }>`
    select id, need, people, poor_households as "poorHouseholds" from proposal
    where tenant_id = ${tx.tenant} and id = any(${[...proposals]}::uuid[]) and state <> 'draft'`.execute(
    tx.sql,
  );
  return new Map(found.rows.map(({ id, ...told }) => [id, told]));
}
