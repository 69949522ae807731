import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Recommendation, RecommendationState } from './recommendation.ts';

const columns = sql`r.id, r.program_id as program, r.proposal_id as need, r.organization_id as organization,
  o.name as "organizationName", r.scenario_id as scenario, r.amount, r.note, r.state, r.made_by as "madeBy", r.office,
  r.made_at as "madeAt", r.answered_at as "answeredAt", r.reason, r.match_id as match, r.version`;

export async function recommendationById(tx: Tx, id: Id): Promise<Recommendation | undefined> {
  const found = await sql<Recommendation>`
    select ${columns} from recommendation r
    join organization_card o on o.tenant_id = ${tx.tenant} and o.id = r.organization_id
    where r.tenant_id = ${tx.tenant} and r.id = ${id}`.execute(tx.sql);
  return found.rows[0];
}

/** The recommendations for a need, the oldest first. */
export async function recommendationsOf(tx: Tx, need: Id): Promise<readonly Recommendation[]> {
  const found = await sql<Recommendation>`
    select ${columns} from recommendation r
    join organization_card o on o.tenant_id = ${tx.tenant} and o.id = r.organization_id
    where r.tenant_id = ${tx.tenant} and r.proposal_id = ${need} order by r.id`.execute(tx.sql);
  return found.rows;
}

/** Recommendations of a programme, the newest first, below the cursor, with what they are about. */
export async function listRecommendations(
  tx: Tx,
  program: Id,
  limit: number,
  after?: Id,
): Promise<readonly (Recommendation & { readonly title: string })[]> {
  const found = await sql<Recommendation & { readonly title: string }>`
    select ${columns}, p.title from recommendation r
    join organization_card o on o.tenant_id = ${tx.tenant} and o.id = r.organization_id
    join proposal_card p on p.tenant_id = ${tx.tenant} and p.id = r.proposal_id
    where r.tenant_id = ${tx.tenant} and r.program_id = ${program}
      and (${after ?? null}::uuid is null or r.id < ${after ?? null})
    order by r.id desc limit ${limit}`.execute(tx.sql);
  return found.rows;
}

export async function insertRecommendation(
  tx: Tx,
  one: Pick<
    Recommendation,
    'id' | 'program' | 'need' | 'organization' | 'scenario' | 'amount' | 'note' | 'madeBy' | 'office'
  >,
): Promise<void> {
  await sql`
    insert into recommendation (tenant_id, id, program_id, proposal_id, organization_id, scenario_id, amount, note, state, made_by,
      office, made_at, version)
    values (${tx.tenant}, ${one.id}, ${one.program}, ${one.need}, ${one.organization}, ${one.scenario}, ${one.amount}, ${one.note},
      'open', ${one.madeBy}, ${one.office}, ${tx.now}, 1)`.execute(tx.sql);
}

export async function setRecommendation(
  tx: Tx,
  id: Id,
  change: {
    readonly state: Exclude<RecommendationState, 'open'>;
    readonly by: Id;
    readonly reason?: string;
    readonly match?: Id;
  },
): Promise<void> {
  await sql`
    update recommendation set state = ${change.state}, answered_by = ${change.by}, answered_at = ${tx.now},
      reason = ${change.reason ?? null}, match_id = ${change.match ?? null}, version = version + 1
    where tenant_id = ${tx.tenant} and id = ${id}`.execute(tx.sql);
}

/** Lets the recommendations of one institution be those of another; where both were asked, the one that goes was not. */
export async function passOnRecommendations(tx: Tx, from: Id, to: Id, by: Id): Promise<void> {
  await sql`
    update recommendation set state = 'lapsed', answered_by = ${by}, answered_at = ${tx.now}, version = version + 1
    where tenant_id = ${tx.tenant} and organization_id = ${from} and state = 'open' and exists (
      select 1 from recommendation other where other.tenant_id = ${tx.tenant} and other.proposal_id = recommendation.proposal_id
        and other.organization_id = ${to} and other.state = 'open')`.execute(tx.sql);
  await sql`
    update recommendation set organization_id = ${to}
    where tenant_id = ${tx.tenant} and organization_id = ${from}`.execute(tx.sql);
}
