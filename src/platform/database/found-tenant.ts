import { sql } from 'kysely';
import { dayIn } from '#kernel/date.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { type Result, refused } from '#kernel/result.ts';
import { type Connection, TENANT_ROLE } from './connection.ts';
import { type RecordKeeping, recorded, type Tenant, type Tx } from './tenant-transaction.ts';

class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.refusal);
    this.refusal = refusal;
  }
}

/**
 * Founds a tenant and does the first work in it, in one transaction: it stands whole, or not at all. The work is done
 * in the role to which row-level security applies, as all later work. Whether slug and region can be had is asked before.
 */
export async function foundTenant<T>(
  { database, keeping }: { readonly database: Connection; readonly keeping: RecordKeeping },
  tenant: Tenant,
  now: Date,
  work: (tx: Tx) => Promise<Result<T>>,
): Promise<Result<T>> {
  try {
    return await database.sql.transaction().execute(async (transaction) => {
      const today = dayIn(tenant.timeZone, now);
      return recorded(keeping, { sql: transaction, tenant: tenant.id, now, today }, async (tx) => {
        await sql`
          insert into tenant (id, slug, region_code, name, time_zone, created_at)
          values (${tenant.id}, ${tenant.slug}, ${tenant.region}, ${tenant.name}, ${tenant.timeZone}, ${now})`.execute(
          transaction,
        );
        await sql`set local role ${sql.ref(TENANT_ROLE)}`.execute(transaction);
        await sql`select app_enter_tenant(${tenant.id})`.execute(transaction);
        const result = await work(tx);
        if (!result.ok) throw new Refused(result.refusal);
        return result;
      });
    });
  } catch (error) {
    if (error instanceof Refused) return refused(error.refusal);
    throw error;
  }
}
