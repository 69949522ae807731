import { sql } from 'kysely';
import { type Id, newId } from '#kernel/id.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Agreement, Statement } from './statement.ts';

type Row = Omit<Statement, 'agreement'> & { readonly [Key in keyof Agreement]: Agreement[Key] | null };

/** What was stated last of each item of a programme. */
export async function statementsOf(tx: Tx, program: Id): Promise<readonly Statement[]> {
  const found = await sql<Row>`
    select distinct on (checklist, item) checklist, item, holds, evidence, due_on as "dueOn", aim, authority, responsibilities,
      hearing_on as "hearingOn", hearing, talks, office, stated_at as "statedAt"
    from checklist_statement where tenant_id = ${tx.tenant} and program_id = ${program}
    order by checklist, item, id desc`.execute(tx.sql);
  return found.rows.map(({ aim, authority, responsibilities, hearingOn, hearing, talks, ...row }) => ({
    ...row,
    agreement:
      aim === null ||
      authority === null ||
      responsibilities === null ||
      hearingOn === null ||
      hearing === null ||
      talks === null
        ? null
        : { aim, authority, responsibilities, hearingOn, hearing, talks },
  }));
}

/** Writes a statement; earlier ones stay. */
export async function insertStatement(
  tx: Tx,
  program: Id,
  statement: Omit<Statement, 'statedAt'>,
  by: Id,
): Promise<void> {
  const { checklist, item, holds, evidence, dueOn, agreement, office } = statement;
  await sql`
    insert into checklist_statement (tenant_id, id, program_id, checklist, item, holds, evidence, due_on, aim, authority, responsibilities,
      hearing_on, hearing, talks, office, stated_by, stated_at)
    values (${tx.tenant}, ${newId(tx.now)}, ${program}, ${checklist}, ${item}, ${holds}, ${evidence}, ${dueOn},
      ${agreement?.aim ?? null}, ${agreement?.authority ?? null}, ${agreement?.responsibilities ?? null},
      ${agreement?.hearingOn ?? null}, ${agreement?.hearing ?? null}, ${agreement?.talks ?? null}, ${office}, ${by}, ${tx.now})`.execute(
    tx.sql,
  );
}
