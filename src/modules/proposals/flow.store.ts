import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** How many proposals of a programme a kind of party sent in about an entry of the catalogue. */
export type SentIn = { readonly party: string; readonly scope: string; readonly proposals: bigint };

/** What each kind of party sent in by entry of the catalogue: what was withdrawn and what is a draft left out. */
export async function sentInBy(tx: Tx, program: Id): Promise<SentIn[]> {
  const found = await sql<SentIn>`
    select party, scope, count(*)::int8 as proposals from proposal
    where tenant_id = ${tx.tenant} and program_id = ${program} and state not in ('draft', 'withdrawn')
    group by 1, 2 order by 1, 2`.execute(tx.sql);
  return found.rows;
}

/** How often holders of an office answered what a kind of party sent in. */
export type Answered = { readonly office: string; readonly party: string; readonly answers: bigint };

/** Which offices answered the proposals of a programme, by the kind of party that had sent them in. */
export async function answersBetween(tx: Tx, program: Id): Promise<Answered[]> {
  const found = await sql<Answered>`
    select s.office, p.party, count(*)::int8 as answers
    from proposal p join step_answer_card s on s.tenant_id = ${tx.tenant} and s.subject_id = p.id
    where p.tenant_id = ${tx.tenant} and p.program_id = ${program}
    group by 1, 2 order by 1, 2`.execute(tx.sql);
  return found.rows;
}
