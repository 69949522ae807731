import { sql } from 'kysely';
import { type Id, newId } from '#kernel/id.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Statement } from './statement.ts';

/** What was stated last of each item of a programme. */
export async function statementsOf(tx: Tx, program: Id): Promise<readonly Statement[]> {
  const found = await sql<Statement>`
    select distinct on (checklist, item) checklist, item, holds, evidence, due_on as "dueOn", office, stated_at as "statedAt"
    from checklist_statement where tenant_id = ${tx.tenant} and program_id = ${program}
    order by checklist, item, id desc`.execute(tx.sql);
  return found.rows;
}

/** Writes a statement; earlier ones stay. */
export async function insertStatement(
  tx: Tx,
  program: Id,
  statement: Omit<Statement, 'statedAt'>,
  by: Id,
): Promise<void> {
  const { checklist, item, holds, evidence, dueOn, office } = statement;
  await sql`
    insert into checklist_statement (tenant_id, id, program_id, checklist, item, holds, evidence, due_on, office, stated_by, stated_at)
    values (${tx.tenant}, ${newId(tx.now)}, ${program}, ${checklist}, ${item}, ${holds}, ${evidence}, ${dueOn}, ${office},
      ${by}, ${tx.now})`.execute(tx.sql);
}
