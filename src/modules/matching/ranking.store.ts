import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import type { RegionCode } from '#kernel/region.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { type NeedFilter, openNeeds } from './need.store.ts';
import type { PointTables, ReportRecord } from './ranking.ts';

/** An open need by its id, with its points for a taker, and whether it is addressed to it. */
export type RankedId = { readonly id: Id; readonly points: number; readonly addressed: boolean };

/**
 * Open needs in the order of their points for a taker; what is addressed to it comes first, its own are left out. Reads the
 * index of open needs alone; what the points come of is reckoned before, by field, place, form and who brings it.
 */
export async function rankedIds(
  tx: Tx,
  filter: NeedFilter,
  taker: Id,
  tables: PointTables,
  page: { readonly limit: number; readonly offset: number },
): Promise<readonly RankedId[]> {
  const found = await sql<RankedId>`
    select n.proposal_id as id,
      (coalesce(f.points, 0) + coalesce(v.points, 0) + coalesce(h.points, 0) + coalesce(r.points, ${tables.others}::int)
        + case when n.requested = 0 then ${tables.unpromised}::int
          else (${tables.unpromised}::int * ((n.requested - n.promised) * 1000 / n.requested) / 1000)::int end) as points,
      n.addressed_id is not distinct from ${taker}::uuid as addressed
    from open_need n
    left join unnest(${[...tables.fields.keys()]}::text[], ${[...tables.fields.values()]}::int[]) as f (field, points) on f.field = n.field
    left join unnest(${[...tables.places.keys()]}::text[], ${[...tables.places.values()]}::int[]) as v (code, points) on v.code = n.village_code
    left join unnest(${[...tables.forms.keys()]}::text[], ${[...tables.forms.values()]}::int[]) as h (form, points) on h.form = n.form
    left join unnest(${[...tables.records.keys()]}::uuid[], ${[...tables.records.values()]}::int[]) as r (id, points) on r.id = n.organization_id
    where ${openNeeds(tx, filter)} and n.organization_id is distinct from ${taker}::uuid
    order by addressed desc, points desc, n.proposal_id
    limit ${page.limit} offset ${page.offset}`.execute(tx.sql);
  return found.rows;
}

/** What takers agreed to and have not begun, by field and by place: what they began is counted as committed. */
export async function agreedBy(
  tx: Tx,
  program: Id,
): Promise<readonly { readonly field: string; readonly village: RegionCode; readonly amount: Rupiah }[]> {
  const found = await sql<{ field: string; village: RegionCode; amount: Rupiah }>`
    select n.field, n.village_code as village, sum(m.amount)::int8 as amount
    from need_match m join open_need n on n.tenant_id = ${tx.tenant} and n.proposal_id = m.proposal_id
    where m.tenant_id = ${tx.tenant} and m.program_id = ${program} and m.state = 'agreed' and m.carried_id is null
    group by n.field, n.village_code`.execute(tx.sql);
  return found.rows;
}

/** What is committed in a programme, by entry of the catalogue and by place. */
export async function committedBy(
  tx: Tx,
  program: Id,
): Promise<readonly { readonly scope: string; readonly village: RegionCode; readonly amount: Rupiah }[]> {
  const found = await sql<{ scope: string; village: RegionCode; amount: Rupiah }>`
    select scope, village_code as village, committed as amount from program_cell_card
    where tenant_id = ${tx.tenant} and program_id = ${program} and committed > 0`.execute(tx.sql);
  return found.rows;
}

/** Of the filings that institutions owed about their activities up to today: how many were owed, how many accepted. */
export async function reportRecords(tx: Tx): Promise<ReadonlyMap<Id, ReportRecord>> {
  const found = await sql<ReportRecord & { readonly id: Id }>`
    select organization_id as id, count(*)::int as owed, (count(*) filter (where state <> 'open'))::int as accepted
    from obligation_card
    where tenant_id = ${tx.tenant} and subject_type = 'activity' and organization_id is not null
      and due_on < ${tx.today}::date and state <> 'lapsed'
    group by organization_id`.execute(tx.sql);
  return new Map(found.rows.map(({ id, ...record }) => [id, record]));
}
