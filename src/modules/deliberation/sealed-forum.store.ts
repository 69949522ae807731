import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import type { RegionCode } from '#kernel/region.ts';
import { inArea } from '#platform/database/in-area.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** The forums of one programme in an area whose minutes are sealed, and what they decided together. */
export type SealedForumsOf = {
  readonly program: Id;
  readonly forums: number;
  /** One of them. */
  readonly one: Id;
  readonly firstSealed: Date;
  readonly lastSealed: Date;
  readonly decided: number;
  /** Decisions that grant something other than was asked: less money, next year, or passed on. */
  readonly adjusted: number;
};

/** Forums of an area that were sealed up to a moment, together by programme. */
export async function sealedForumsIn(tx: Tx, area: RegionCode, until: Date): Promise<SealedForumsOf[]> {
  const found = await sql<SealedForumsOf>`
    select f.program_id as program, count(distinct f.id)::int as forums, min(f.id::text) as one,
      min(f.sealed_at) as "firstSealed", max(f.sealed_at) as "lastSealed", count(d.id)::int as decided,
      (count(d.id) filter (where d.effect in ('escalate', 'reserve') or d.amount < p.requested))::int as adjusted
    from forum f
    left join decision d on d.tenant_id = ${tx.tenant} and d.forum_id = f.id and d.revoked_at is null
    left join proposal_card p on p.tenant_id = ${tx.tenant} and p.id = d.proposal_id
    where f.tenant_id = ${tx.tenant} and f.state = 'sealed' and f.sealed_at <= ${until}
      and ${inArea('f.region_code', area)}
    group by f.program_id`.execute(tx.sql);
  return found.rows;
}
