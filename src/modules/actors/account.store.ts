import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import type { Connection } from '#platform/database/connection.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** The cities an account belongs to. Asked before any tenant is entered. */
export async function tenantsOfUser(database: Connection, userId: string): Promise<readonly Id[]> {
  const found = await sql<{ tenant: Id }>`
    select tenant_id as tenant from user_tenant where user_id = ${userId}`.execute(database.sql);
  return found.rows.map((row) => row.tenant);
}

export type DemoAccount = {
  readonly userId: string;
  readonly tenant: Id;
  readonly label: { readonly id: string; readonly en: string };
  readonly name: string;
};

export async function insertDemoAccount(
  database: Connection,
  userId: string,
  demo: { readonly label: { readonly id: string; readonly en: string }; readonly order: number },
): Promise<void> {
  await sql`
    insert into demo_account (user_id, label_id, label_en, position)
    values (${userId}, ${demo.label.id}, ${demo.label.en}, ${demo.order})
    on conflict (user_id) do nothing`.execute(database.sql);
}

/** The accounts that the demo offers, in the order in which they are shown. */
export async function demoAccounts(database: Connection): Promise<readonly DemoAccount[]> {
  const found = await sql<{ userId: string; tenant: Id; labelId: string; labelEn: string; name: string }>`
    select d.user_id as "userId", t.tenant_id as tenant, d.label_id as "labelId", d.label_en as "labelEn", u.name
    from demo_account d
    join sign_in_user u on u.id = d.user_id
    join user_tenant t on t.user_id = d.user_id
    order by d.position, d.user_id`.execute(database.sql);
  return found.rows.map((row) => ({
    userId: row.userId,
    tenant: row.tenant,
    label: { id: row.labelId, en: row.labelEn },
    name: row.name,
  }));
}

/** The region of the city itself, under which what concerns accounts is recorded. */
export async function homeOf(tx: Tx): Promise<string> {
  const found = await sql<{ region: string }>`
    select region_code as region from tenant where id = ${tx.tenant}`.execute(tx.sql);
  return found.rows[0]?.region ?? '';
}
