import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Message, TalkSide } from './talk.ts';

const columns = sql`t.id, t.proposal_id as need, t.organization_id as organization, t.side, t.author, t.office,
  o.name as "authorOrganization", case when t.withdrawn_at is null then t.said else '' end as said, t.said_at as "saidAt",
  t.withdrawn_at as "withdrawnAt"`;

/** What was said about a need with a taker, the newest first, below the cursor. What was taken back has no words. */
export async function messagesOf(
  tx: Tx,
  thread: { readonly need: Id; readonly organization: Id },
  limit: number,
  before?: Id,
): Promise<readonly Message[]> {
  const found = await sql<Message>`
    select ${columns} from need_message t
    left join organization_card o on o.tenant_id = ${tx.tenant} and o.id = t.author_organization_id
    where t.tenant_id = ${tx.tenant} and t.proposal_id = ${thread.need} and t.organization_id = ${thread.organization}
      and (${before ?? null}::uuid is null or t.id < ${before ?? null})
    order by t.id desc limit ${limit}`.execute(tx.sql);
  return found.rows;
}

export async function messageById(tx: Tx, id: Id): Promise<Message | undefined> {
  const found = await sql<Message>`
    select ${columns} from need_message t
    left join organization_card o on o.tenant_id = ${tx.tenant} and o.id = t.author_organization_id
    where t.tenant_id = ${tx.tenant} and t.id = ${id} for update of t`.execute(tx.sql);
  return found.rows[0];
}

/** The sides that spoke with a taker about a need. */
export async function spokenSides(tx: Tx, need: Id, organization: Id): Promise<readonly TalkSide[]> {
  const found = await sql<{ side: TalkSide }>`
    select distinct side from need_message
    where tenant_id = ${tx.tenant} and proposal_id = ${need} and organization_id = ${organization}`.execute(
    tx.sql,
  );
  return found.rows.map((row) => row.side);
}

/** With whom there is something to talk about a need: who offered, was recommended or spoke; and how much was said. */
export async function threadsOf(
  tx: Tx,
  need: Id,
): Promise<readonly { readonly organization: Id; readonly name: string; readonly messages: number }[]> {
  const found = await sql<{ organization: Id; name: string; messages: number }>`
    select o.id as organization, o.name,
      (select count(*)::int from need_message t where t.tenant_id = ${tx.tenant} and t.proposal_id = ${need}
        and t.organization_id = o.id) as messages
    from organization_card o
    where o.tenant_id = ${tx.tenant} and (
      exists (select 1 from need_match m where m.tenant_id = ${tx.tenant} and m.proposal_id = ${need} and m.organization_id = o.id)
      or exists (select 1 from recommendation r where r.tenant_id = ${tx.tenant} and r.proposal_id = ${need} and r.organization_id = o.id)
      or exists (select 1 from need_message t where t.tenant_id = ${tx.tenant} and t.proposal_id = ${need} and t.organization_id = o.id))
    order by o.name, o.id`.execute(tx.sql);
  return found.rows;
}

export async function insertMessage(
  tx: Tx,
  message: Pick<Message, 'id' | 'need' | 'organization' | 'side' | 'author' | 'office' | 'said'> & {
    readonly program: Id;
    readonly for: Id | null;
  },
): Promise<void> {
  await sql`
    insert into need_message (tenant_id, id, program_id, proposal_id, organization_id, side, author, office, author_organization_id,
      said, said_at)
    values (${tx.tenant}, ${message.id}, ${message.program}, ${message.need}, ${message.organization}, ${message.side},
      ${message.author}, ${message.office}, ${message.for}, ${message.said}, ${tx.now})`.execute(tx.sql);
}

export async function setUnsaid(tx: Tx, id: Id): Promise<void> {
  await sql`
    update need_message set withdrawn_at = ${tx.now} where tenant_id = ${tx.tenant} and id = ${id}`.execute(
    tx.sql,
  );
}

/** Lets what was said with one institution be said with another, and what its officers said be the other's. */
export async function passOnMessages(tx: Tx, from: Id, to: Id): Promise<void> {
  await sql`
    update need_message set organization_id = ${to} where tenant_id = ${tx.tenant} and organization_id = ${from}`.execute(
    tx.sql,
  );
  await sql`
    update need_message set author_organization_id = ${to}
    where tenant_id = ${tx.tenant} and author_organization_id = ${from}`.execute(tx.sql);
}
