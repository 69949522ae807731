import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Support, SupportCount } from './support.ts';

/** How many people and institutions need the same; two records of one person count once. */
export async function countSupport(tx: Tx, need: Id): Promise<SupportCount> {
  const found = await sql<SupportCount>`
    select (count(distinct coalesce(p.merged_into, p.id)) filter (where s.organization_id is null))::int as people,
      (count(distinct s.organization_id))::int as institutions
    from need_support s
    join person_card p on p.tenant_id = ${tx.tenant} and p.id = s.person_id
    where s.tenant_id = ${tx.tenant} and s.proposal_id = ${need} and s.withdrawn_at is null`.execute(tx.sql);
  return found.rows[0] ?? { people: 0, institutions: 0 };
}

/** What was said of a need by some people for themselves, or for some institutions. */
export async function supportBy(
  tx: Tx,
  need: Id,
  of: { readonly people: readonly Id[]; readonly organizations: readonly Id[] },
): Promise<readonly Support[]> {
  const found = await sql<Support>`
    select id, person_id as person, organization_id as organization from need_support
    where tenant_id = ${tx.tenant} and proposal_id = ${need} and withdrawn_at is null
      and (organization_id = any(${[...of.organizations]}::uuid[])
        or (organization_id is null and person_id = any(${[...of.people]}::uuid[])))
    order by id`.execute(tx.sql);
  return found.rows;
}

export async function insertSupport(
  tx: Tx,
  support: Support & { readonly program: Id; readonly need: Id; readonly office: string | null },
): Promise<void> {
  await sql`
    insert into need_support (tenant_id, id, program_id, proposal_id, person_id, organization_id, office, said_at)
    values (${tx.tenant}, ${support.id}, ${support.program}, ${support.need}, ${support.person}, ${support.organization},
      ${support.office}, ${tx.now})`.execute(tx.sql);
}

export async function endSupport(tx: Tx, id: Id): Promise<void> {
  await sql`
    update need_support set withdrawn_at = ${tx.now} where tenant_id = ${tx.tenant} and id = ${id}`.execute(
    tx.sql,
  );
}

/** What one institution supports is supported by another; where both did, once. */
export async function passOnSupport(tx: Tx, from: Id, to: Id): Promise<void> {
  await sql`
    update need_support set withdrawn_at = ${tx.now}
    where tenant_id = ${tx.tenant} and organization_id = ${from} and withdrawn_at is null and proposal_id in (
      select s.proposal_id from need_support s
      where s.tenant_id = ${tx.tenant} and s.organization_id = ${to} and s.withdrawn_at is null)`.execute(
    tx.sql,
  );
  await sql`
    update need_support set organization_id = ${to} where tenant_id = ${tx.tenant} and organization_id = ${from}`.execute(
    tx.sql,
  );
}
