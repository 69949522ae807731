import { sql } from 'kysely';
import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import type { RegionCode } from '#kernel/region.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { FundedHere } from './elsewhere.ts';

/**
 * What was funded in a place since a day, in whatever programme, and what takers have promised to needs there; the newest
 * first, without the one asked for.
 */
export async function fundedHere(
  tx: Tx,
  here: { readonly village: RegionCode; readonly except: Id; readonly since: IsoDate },
  limit: number,
): Promise<readonly FundedHere[]> {
  const found = await sql<FundedHere>`
    select p.id, p.program_id as program, p.scope, p.title, o.name as "organizationName",
      coalesce(p.granted, n.promised, 0)::int8 as amount, p.decided_at as "decidedAt"
    from proposal_card p
    left join open_need n on n.tenant_id = ${tx.tenant} and n.proposal_id = p.id
    left join organization_card o on o.tenant_id = ${tx.tenant} and o.id = p.organization_id
    where p.tenant_id = ${tx.tenant} and p.village_code = ${here.village} and p.id <> ${here.except}
      and p.decided_at >= ${here.since}::date
      and (p.state = 'funded' or (p.state = 'accepted' and n.promises > 0))
    order by p.id desc limit ${limit}`.execute(tx.sql);
  return found.rows;
}
