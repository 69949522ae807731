import { sql } from 'kysely';
import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import type { RegionCode } from '#kernel/region.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { OfficeHeld } from './office.ts';

const columns = sql`m.id as mandate, m.person_id as person, p.name, p.phone, m.office, m.starts_on as "startsOn",
  m.ends_on as "endsOn", m.decree, m.acting, m.ended_for as "endedFor"`;

/** Every office of an organisation that somebody holds, held or will hold, the newest first; at most `limit`. */
export async function officesOf(tx: Tx, organization: Id, limit = 500): Promise<OfficeHeld[]> {
  const found = await sql<OfficeHeld>`
    select ${columns} from mandate m join person p on p.tenant_id = m.tenant_id and p.id = m.person_id
    where m.tenant_id = ${tx.tenant} and m.organization_id = ${organization}
    order by m.starts_on desc, m.id desc limit ${limit}`.execute(tx.sql);
  return found.rows;
}

/** The same of several organisations, each with its own. */
export async function officesWithin(
  tx: Tx,
  organizations: readonly Id[],
): Promise<(OfficeHeld & { readonly organization: Id })[]> {
  if (organizations.length === 0) return [];
  const found = await sql<OfficeHeld & { organization: Id }>`
    select ${columns}, m.organization_id as organization
    from mandate m join person p on p.tenant_id = m.tenant_id and p.id = m.person_id
    where m.tenant_id = ${tx.tenant} and m.organization_id = any(${[...organizations]}::uuid[])
    order by m.starts_on desc, m.id desc limit 200000`.execute(tx.sql);
  return found.rows;
}

/** One of them, locked, with its organisation; undefined when it is not there. */
export async function lockOffice(
  tx: Tx,
  mandate: Id,
): Promise<(OfficeHeld & { readonly organization: Id }) | undefined> {
  const found = await sql<OfficeHeld & { organization: Id }>`
    select ${columns}, m.organization_id as organization
    from mandate m join person p on p.tenant_id = m.tenant_id and p.id = m.person_id
    where m.tenant_id = ${tx.tenant} and m.id = ${mandate} for update of m`.execute(tx.sql);
  return found.rows[0];
}

/** Puts a person who is on file into an office. */
export async function insertMandate(
  tx: Tx,
  mandate: {
    id: Id;
    person: Id;
    organization: Id;
    region: RegionCode;
    office: string;
    startsOn: IsoDate;
    endsOn: IsoDate | null;
    decree: string;
    acting: 'plh' | 'plt' | null;
  },
): Promise<void> {
  await sql`
    insert into mandate (tenant_id, id, person_id, organization_id, office, region_code, starts_on, ends_on, decree, acting)
    values (${tx.tenant}, ${mandate.id}, ${mandate.person}, ${mandate.organization}, ${mandate.office}, ${mandate.region},
      ${mandate.startsOn}, ${mandate.endsOn}, ${mandate.decree}, ${mandate.acting})`.execute(tx.sql);
}

/** Ends an office on a day, with why. */
export async function setLastDay(tx: Tx, mandate: Id, lastDay: IsoDate, reason: string): Promise<void> {
  await sql`
    update mandate set ends_on = ${lastDay}, ended_for = ${reason}
    where tenant_id = ${tx.tenant} and id = ${mandate}`.execute(tx.sql);
}

/** Corrects how a person is written and reached. */
export async function setPersonFacts(
  tx: Tx,
  person: Id,
  facts: { readonly name: string; readonly phone: string | null },
): Promise<void> {
  await sql`
    update person set name = ${facts.name}, phone = ${facts.phone}
    where tenant_id = ${tx.tenant} and id = ${person}`.execute(tx.sql);
}
