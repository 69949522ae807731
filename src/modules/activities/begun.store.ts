import { sql } from 'kysely';
import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import type { RegionCode } from '#kernel/region.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** What was begun, what it is about and where. */
export type Begun = {
  readonly id: Id;
  readonly title: string;
  readonly scope: string;
  readonly village: RegionCode;
  readonly startedOn: IsoDate;
};

const MOST = 50_000;

/** Activities of a programme that were begun, of one institution or of all. */
export async function begunIn(tx: Tx, program: Id, organization?: Id): Promise<Begun[]> {
  const found = await sql<Begun>`
    select a.id, a.title, a.scope, a.village_code as village, a.started_on as "startedOn" from activity a
    where a.tenant_id = ${tx.tenant} and a.program_id = ${program} and a.started_on is not null
      and (${organization ?? null}::uuid is null or a.organization_id = ${organization ?? null}::uuid)
    order by a.id limit ${MOST}`.execute(tx.sql);
  return found.rows;
}
