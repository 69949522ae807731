import { sql } from 'kysely';
import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import type { RegionCode } from '#kernel/region.ts';
import { inArea } from '#platform/database/in-area.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Obligation } from './obligation.store.ts';

/** What is late in a programme: a filing that an institution owes, or the answer of a step that offices owe. */
export type Late = Pick<
  Obligation,
  | 'id'
  | 'kind'
  | 'along'
  | 'occasion'
  | 'offices'
  | 'region'
  | 'subjectType'
  | 'subjectId'
  | 'dueOn'
  | 'escalatedOn'
> & {
  /** The institution that owes it; null where offices owe an answer. */
  readonly organization: Id | null;
  readonly organizationName: string | null;
};

/** What is late in an area of a programme, the oldest first, after one of it. Levies are not told: who owes one is not for everybody. */
export async function lateIn(
  tx: Tx,
  { program, area }: { readonly program: Id; readonly area: RegionCode },
  limit: number,
  after?: { readonly dueOn: IsoDate; readonly id: Id },
): Promise<Late[]> {
  const beyond = after ? sql`and (b.due_on, b.id) > (${after.dueOn}::date, ${after.id}::uuid)` : sql``;
  const found = await sql<Late>`
    select b.id, b.kind, b.along, b.occasion, b.offices, b.region_code as region, b.subject_type as "subjectType",
      b.subject_id as "subjectId", b.due_on as "dueOn", b.escalated_on as "escalatedOn", b.organization_id as organization,
      o.name as "organizationName"
    from obligation b left join organization_card o on o.tenant_id = ${tx.tenant} and o.id = b.organization_id
    where b.tenant_id = ${tx.tenant} and b.program_id = ${program} and b.state = 'open' and b.due_on < ${tx.today}
      and b.stands_since is null and b.subject_type <> 'purse' and ${inArea('b.region_code', area)} ${beyond}
    order by b.due_on, b.id limit ${limit}`.execute(tx.sql);
  return found.rows;
}

/** How much is late in an area of a programme. */
export async function countLate(
  tx: Tx,
  { program, area }: { readonly program: Id; readonly area: RegionCode },
): Promise<number> {
  const found = await sql<{ count: number }>`
    select count(*)::int as count from obligation b
    where b.tenant_id = ${tx.tenant} and b.program_id = ${program} and b.state = 'open' and b.due_on < ${tx.today}
      and b.stands_since is null and b.subject_type <> 'purse' and ${inArea('b.region_code', area)}`.execute(
    tx.sql,
  );
  return found.rows[0]?.count ?? 0;
}
