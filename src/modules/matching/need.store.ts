import { type RawBuilder, sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import type { RegionCode } from '#kernel/region.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Need, NeedState } from './need.ts';

const columns = sql`n.proposal_id as id, n.program_id as program, n.kind, n.scope, n.field, n.village_code as village,
  n.organization_id as organization, n.form, n.addressed_id as addressed, n.requested, n.promised, n.promises, n.state,
  n.opened_at as "openedAt", n.closed_for as "closedFor", n.version`;

export async function needById(tx: Tx, id: Id): Promise<Need | undefined> {
  const found = await sql<Need>`
    select ${columns} from open_need n where n.tenant_id = ${tx.tenant} and n.proposal_id = ${id}`.execute(
    tx.sql,
  );
  return found.rows[0];
}

/** What lists show of an open need. */
export type ListedNeed = Pick<
  Need,
  'organization' | 'id' | 'scope' | 'field' | 'form' | 'village' | 'requested' | 'promised' | 'openedAt'
> & {
  readonly kind: string;
  readonly title: string;
  readonly organizationName: string | null;
  readonly villageName: string;
  /** How many others need the same, people and institutions. */
  readonly supporters: number;
};

export type NeedFilter = {
  readonly program: Id;
  readonly field?: string | undefined;
  readonly area?: RegionCode | undefined;
};

/** Which open needs are meant, as a condition that the index of open needs answers alone. */
export function openNeeds(tx: Tx, { program, field, area }: NeedFilter): RawBuilder<unknown> {
  return sql`n.tenant_id = ${tx.tenant} and n.program_id = ${program} and n.state = 'open'
    and (${field ?? null}::text is null or n.field = ${field ?? null})
    and (${area ?? null}::text is null or (n.village_code >= ${area ?? null} and n.village_code < ${area ?? null} || '/'))`;
}

function listedFrom(tx: Tx): RawBuilder<unknown> {
  return sql`
    select n.proposal_id as id, n.kind, n.scope, n.field, n.form, n.village_code as village, n.organization_id as organization,
      n.requested, n.promised, n.opened_at as "openedAt", p.title, o.name as "organizationName", r.name as "villageName",
      (select count(distinct coalesce(s.organization_id, q.merged_into, q.id))::int from need_support s
        join person_card q on q.tenant_id = ${tx.tenant} and q.id = s.person_id
        where s.tenant_id = ${tx.tenant} and s.proposal_id = n.proposal_id and s.withdrawn_at is null) as supporters
    from open_need n
    join proposal_card p on p.tenant_id = ${tx.tenant} and p.id = n.proposal_id
    left join organization_card o on o.tenant_id = ${tx.tenant} and o.id = n.organization_id
    join region r on r.code = n.village_code`;
}

/** Some needs as lists show them, by id. */
export async function needsById(tx: Tx, ids: readonly Id[]): Promise<ReadonlyMap<Id, ListedNeed>> {
  const found = await sql<ListedNeed>`
    ${listedFrom(tx)}
    where n.tenant_id = ${tx.tenant} and n.proposal_id = any(${[...ids]}::uuid[])`.execute(tx.sql);
  return new Map(found.rows.map((row) => [row.id, row]));
}

/** Open needs of a programme, the newest first, below the cursor. */
export async function listNeeds(
  tx: Tx,
  filter: NeedFilter,
  limit: number,
  after?: Id,
): Promise<readonly ListedNeed[]> {
  const found = await sql<ListedNeed>`
    ${listedFrom(tx)}
    where ${openNeeds(tx, filter)} and (${after ?? null}::uuid is null or n.proposal_id < ${after ?? null})
    order by n.proposal_id desc limit ${limit}`.execute(tx.sql);
  return found.rows;
}

/** How many needs are open, counted no further than `most`. */
export async function countNeeds(tx: Tx, filter: NeedFilter, most: number): Promise<number> {
  const found = await sql<{ count: number }>`
    select count(*)::int as count from (
      select 1 from open_need n where ${openNeeds(tx, filter)} limit ${most}) as found`.execute(tx.sql);
  return found.rows[0]?.count ?? 0;
}

/** A need locked: what is promised of it now is promised by this transaction alone. */
export async function lockNeed(tx: Tx, id: Id): Promise<Need | undefined> {
  const found = await sql<Need>`
    select ${columns} from open_need n where n.tenant_id = ${tx.tenant} and n.proposal_id = ${id} for update`.execute(
    tx.sql,
  );
  return found.rows[0];
}

export async function insertNeed(
  tx: Tx,
  need: Omit<Need, 'promised' | 'promises' | 'state' | 'openedAt' | 'closedFor' | 'version'>,
): Promise<void> {
  await sql`
    insert into open_need (tenant_id, proposal_id, program_id, kind, scope, field, village_code, organization_id, form, addressed_id,
      requested, state, opened_at, version)
    values (${tx.tenant}, ${need.id}, ${need.program}, ${need.kind}, ${need.scope}, ${need.field}, ${need.village},
      ${need.organization}, ${need.form}, ${need.addressed}, ${need.requested}, 'open', ${tx.now}, 1)`.execute(
    tx.sql,
  );
}

/** Counts anew what is promised of a need, after a match of it changed. */
export async function setPromised(
  tx: Tx,
  id: Id,
  now: Pick<Need, 'promised' | 'promises'> & { readonly state: NeedState },
): Promise<void> {
  await sql`
    update open_need set promised = ${now.promised}, promises = ${now.promises}, state = ${now.state}, version = version + 1
    where tenant_id = ${tx.tenant} and proposal_id = ${id}`.execute(tx.sql);
}

export async function setClosed(tx: Tx, id: Id, reason: string): Promise<void> {
  await sql`
    update open_need set state = 'closed', closed_at = ${tx.now}, closed_for = ${reason}, version = version + 1
    where tenant_id = ${tx.tenant} and proposal_id = ${id}`.execute(tx.sql);
}

/** Lets the needs of one institution be those of another. */
export async function passOnNeeds(tx: Tx, from: Id, to: Id): Promise<void> {
  await sql`
    update open_need set organization_id = ${to} where tenant_id = ${tx.tenant} and organization_id = ${from}`.execute(
    tx.sql,
  );
  await sql`
    update open_need set addressed_id = ${to} where tenant_id = ${tx.tenant} and addressed_id = ${from}`.execute(
    tx.sql,
  );
}
