import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import { dropNames } from '#modules/search/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { passOnMemberships } from './membership.store.ts';
import type { Organization } from './organization.ts';

/** An institution's record as it stands, locked; `mergedInto` where it gave way to another. */
export type OrganizationRecord = Organization & { readonly mergedInto: Id | null };

/** Records of institutions by their very ids, locked in one order. */
export async function lockOrganizations(tx: Tx, ids: readonly Id[]): Promise<Map<Id, OrganizationRecord>> {
  const found = await sql<OrganizationRecord>`
    select id, kind, name, region_code as region, merged_into as "mergedInto" from organization
    where tenant_id = ${tx.tenant} and id = any(${[...ids]}::uuid[]) order by id for update`.execute(tx.sql);
  return new Map(found.rows.map((row) => [row.id, row]));
}

/** Lets one record of an institution give way to another, with those that gave way to it before; its offices go along, and what it took part in. */
export async function mergeOrganizationRecords(tx: Tx, gone: Id, stays: Id): Promise<void> {
  await sql`
    update organization set merged_into = ${stays}, name_key = null
    where tenant_id = ${tx.tenant} and (id = ${gone} or merged_into = ${gone})`.execute(tx.sql);
  await sql`
    update mandate set organization_id = ${stays}
    where tenant_id = ${tx.tenant} and organization_id = ${gone}`.execute(tx.sql);
  await passOnMemberships(tx, gone, stays);
  await dropNames(tx, [{ kind: 'organization', thing: gone }]);
}

/** The names of the records that gave way to an institution's. */
export async function namesMergedInto(tx: Tx, organization: Id): Promise<string[]> {
  const found = await sql<{ name: string }>`
    select name from organization
    where tenant_id = ${tx.tenant} and merged_into = ${organization} order by name, id limit 50`.execute(
    tx.sql,
  );
  return found.rows.map((row) => row.name);
}

/** A person's record as it stands, locked. */
export type PersonRecord = {
  readonly id: Id;
  readonly name: string;
  readonly phone: string | null;
  readonly user: string | null;
  readonly region: string | null;
  readonly mergedInto: Id | null;
};

/** Records of people by their very ids, locked in one order. */
export async function lockPeople(tx: Tx, ids: readonly Id[]): Promise<Map<Id, PersonRecord>> {
  const found = await sql<PersonRecord>`
    select id, name, phone, user_id as "user", region_code as region, merged_into as "mergedInto" from person
    where tenant_id = ${tx.tenant} and id = any(${[...ids]}::uuid[]) order by id for update`.execute(tx.sql);
  return new Map(found.rows.map((row) => [row.id, row]));
}

/**
 * Lets one record of a person give way to another, with those that gave way to it before. The other takes over the
 * offices, and the number, place and account that it has none of. Codes that were given for the one that goes end.
 */
export async function mergePersonRecords(tx: Tx, gone: PersonRecord, stays: PersonRecord): Promise<void> {
  // First freed, then taken: a number and an account are one person's.
  await sql`
    update person set merged_into = ${stays.id}, phone = null, user_id = null
    where tenant_id = ${tx.tenant} and (id = ${gone.id} or merged_into = ${gone.id})`.execute(tx.sql);
  await sql`
    update person set phone = ${stays.phone ?? gone.phone}, user_id = ${stays.user ?? gone.user},
      region_code = ${stays.region ?? gone.region}
    where tenant_id = ${tx.tenant} and id = ${stays.id}`.execute(tx.sql);
  if (gone.user !== null) {
    await (stays.user === null
      ? sql`update user_tenant set person_id = ${stays.id} where tenant_id = ${tx.tenant} and person_id = ${gone.id}`
      : sql`delete from user_tenant where tenant_id = ${tx.tenant} and person_id = ${gone.id}`
    ).execute(tx.sql);
  }
  await sql`
    update mandate set person_id = ${stays.id}
    where tenant_id = ${tx.tenant} and person_id = ${gone.id}`.execute(tx.sql);
  await sql`
    update sign_in_code set used_at = ${tx.now}
    where tenant_id = ${tx.tenant} and person_id = ${gone.id} and used_at is null`.execute(tx.sql);
}
