import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import type { DecisionEffect } from '#modules/proposals/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** A decision that stands, with what it was taken on. */
export type NewDecision = {
  readonly proposal: Id;
  readonly program: Id;
  readonly title: string;
  /** Null where a person brought it, who is never named. */
  readonly organizationName: string | null;
  readonly villageName: string;
  readonly effect: DecisionEffect;
  readonly outcome: string;
  readonly requested: Rupiah;
  readonly amount: Rupiah | null;
  readonly reason: string;
  readonly decidedAt: Date;
};

/** The decisions taken last in the whole city, newest first. */
export async function newestDecisions(tx: Tx, limit: number): Promise<NewDecision[]> {
  const found = await sql<NewDecision>`
    select p.id as proposal, p.program_id as program, p.title, o.name as "organizationName", r.name as "villageName",
      d.effect, d.outcome, p.requested, d.amount, d.reason, d.decided_at as "decidedAt"
    from (
      select id, proposal_id, effect, outcome, amount, reason, decided_at from decision
      where tenant_id = ${tx.tenant} and revoked_at is null order by id desc limit ${limit}
    ) d
    join proposal_card p on p.tenant_id = ${tx.tenant} and p.id = d.proposal_id
    left join organization_card o on o.tenant_id = ${tx.tenant} and o.id = p.organization_id
    join region r on r.code = p.village_code
    order by d.id desc`.execute(tx.sql);
  return found.rows;
}

export type NewMinutes = {
  readonly forum: Id;
  readonly kind: string;
  readonly program: Id;
  readonly regionName: string;
  readonly startsAt: Date;
  readonly sealedAt: Date;
  readonly decisions: number;
};

/** The minutes sealed last in the whole city, newest first. */
export async function newestMinutes(tx: Tx, limit: number): Promise<NewMinutes[]> {
  const found = await sql<NewMinutes>`
    select f.id as forum, f.forum as kind, f.program_id as program, r.name as "regionName", f.starts_at as "startsAt",
      f.sealed_at as "sealedAt",
      (select count(*)::int from decision d
        where d.tenant_id = ${tx.tenant} and d.forum_id = f.id and d.revoked_at is null) as decisions
    from forum f join region r on r.code = f.region_code
    where f.tenant_id = ${tx.tenant} and f.state = 'sealed' and f.sealed_at is not null
    order by f.sealed_at desc limit ${limit}`.execute(tx.sql);
  return found.rows;
}
