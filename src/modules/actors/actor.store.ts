import { type RawBuilder, sql } from 'kysely';
import type { Mandate } from '#kernel/actor.ts';
import { phonePart } from '#kernel/contact.ts';
import type { Id } from '#kernel/id.ts';
import { oneLine } from '#kernel/readers/text.ts';
import type { RegionCode } from '#kernel/region.ts';
import { inArea } from '#platform/database/in-area.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** A person of a city. `user` is the account they sign in with, once they have one. */
export type Person = {
  readonly id: Id;
  readonly name: string;
  readonly phone: string | null;
  readonly user: string | null;
  readonly region: RegionCode | null;
  /** Further records of the same person that were merged into this one. */
  readonly merged: readonly Id[];
};

export type PersonWithMandates = Person & { readonly mandates: readonly Mandate[] };

type Held = {
  mandate: Id;
  office: string;
  place: RegionCode;
  endsOn: string | null;
  acting: 'plh' | 'plt' | null;
  organization: Id;
  kind: string;
  organizationName: string;
  alone: boolean;
};

/** A person with one of their mandates, or with none. */
type Row = Person & (Held | { [column in keyof Held]: null });

/** People with the mandates that are valid on the tenant's day: expiry is a column, asked at every use. */
async function peopleWhere(tx: Tx, condition: RawBuilder<unknown>): Promise<PersonWithMandates[]> {
  const found = await sql<Row>`
    select p.id, p.name, p.phone, p.user_id as "user", p.region_code as region,
      array(select g.id from person g where g.tenant_id = ${tx.tenant} and g.merged_into = p.id order by g.id)::text[] as merged,
      m.id as mandate, m.office, m.region_code as place, m.ends_on as "endsOn", m.acting,
      o.id as organization, o.kind, o.name as "organizationName", o.alone
    from person p
    left join mandate m on m.tenant_id = p.tenant_id and m.person_id = p.id
      and m.starts_on <= ${tx.today}::date and (m.ends_on is null or m.ends_on >= ${tx.today}::date)
    left join organization o on o.tenant_id = m.tenant_id and o.id = m.organization_id
    where p.tenant_id = ${tx.tenant} and ${condition}
    order by p.name, p.id, m.starts_on desc, m.id`.execute(tx.sql);
  const people = new Map<Id, PersonWithMandates & { mandates: Mandate[] }>();
  for (const row of found.rows) {
    const person = people.get(row.id) ?? {
      id: row.id,
      name: row.name,
      phone: row.phone,
      user: row.user,
      region: row.region,
      merged: row.merged,
      mandates: [],
    };
    people.set(row.id, person);
    if (row.mandate === null) continue;
    person.mandates.push({
      id: row.mandate,
      office: row.office,
      organization: { id: row.organization, kind: row.kind, name: row.organizationName },
      region: row.place,
      ...(row.alone ? { alone: true } : {}),
      ...(row.endsOn === null ? {} : { endsOn: row.endsOn }),
      ...(row.acting === null ? {} : { acting: row.acting }),
    });
  }
  return [...people.values()];
}

export async function personByUser(tx: Tx, user: string): Promise<PersonWithMandates | undefined> {
  return (await peopleWhere(tx, sql`p.user_id = ${user}`))[0];
}

/** A person by their id, or by that of a record that was merged into theirs. */
export async function personById(tx: Tx, id: Id): Promise<PersonWithMandates | undefined> {
  return (
    await peopleWhere(
      tx,
      sql`p.id = (
        select coalesce(k.merged_into, k.id) from person k where k.tenant_id = ${tx.tenant} and k.id = ${id})`,
    )
  )[0];
}

/** The person with one of the spellings of a phone number. */
export async function personByPhone(
  tx: Tx,
  spellings: readonly string[],
): Promise<PersonWithMandates | undefined> {
  return (await peopleWhere(tx, sql`p.phone = any(${[...spellings]}::text[])`))[0];
}

/** Everybody on file under each phone number. */
export async function phonesOf(tx: Tx): Promise<Map<string, Id>> {
  const found = await sql<{ phone: string; id: Id }>`
    select phone, id from person
    where tenant_id = ${tx.tenant} and phone is not null and merged_into is null limit 500000`.execute(
    tx.sql,
  );
  return new Map(found.rows.map((row) => [row.phone, row.id]));
}

/** People who belong to an area or hold an office in it, whose name, organisation or phone number holds the text; at most 30. */
export async function peopleIn(
  tx: Tx,
  area: RegionCode,
  text: string,
): Promise<readonly PersonWithMandates[]> {
  const like = (part: string) => `%${part.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  const pattern = like(oneLine(text));
  const number = phonePart(text);
  const byNumber = number === undefined ? sql`false` : sql`q.phone like ${like(number)}`;
  return peopleWhere(
    tx,
    sql`p.id in (
      select q.id from person q
      where q.tenant_id = ${tx.tenant} and q.merged_into is null and (q.name ilike ${pattern} or ${byNumber} or exists (
          select 1 from mandate h join organization b on b.tenant_id = h.tenant_id and b.id = h.organization_id
          where h.tenant_id = ${tx.tenant} and h.person_id = q.id and b.name ilike ${pattern}))
        and (${inArea('q.region_code', area)} or exists (
          select 1 from mandate n where n.tenant_id = ${tx.tenant} and n.person_id = q.id
            and n.starts_on <= ${tx.today}::date and (n.ends_on is null or n.ends_on >= ${tx.today}::date)
            and ${inArea('n.region_code', area)}))
      order by q.name, q.id limit 30)`,
  );
}

export async function insertPerson(
  tx: Tx,
  person: { id: Id; name: string; phone: string | null; region: RegionCode | null },
): Promise<void> {
  await sql`
    insert into person (tenant_id, id, name, phone, region_code, created_at)
    values (${tx.tenant}, ${person.id}, ${person.name}, ${person.phone}, ${person.region}, ${tx.now})`.execute(
    tx.sql,
  );
}

/** Ties an account to a person of this city. */
export async function linkUser(tx: Tx, person: Id, user: string): Promise<void> {
  await sql`update person set user_id = ${user} where tenant_id = ${tx.tenant} and id = ${person}`.execute(
    tx.sql,
  );
  await sql`
    insert into user_tenant (user_id, tenant_id, person_id) values (${user}, ${tx.tenant}, ${person})
    on conflict (user_id, tenant_id) do nothing`.execute(tx.sql);
}

/** Accounts that reach somebody who does not have them, and people whose account does not reach them. */
export async function strayAccounts(tx: Tx): Promise<{ readonly user: string; readonly person: Id }[]> {
  // Asked apart: accounts are a table of this database alone.
  const accounts = await sql<{ user: string; person: string }>`
    select user_id as "user", person_id as person from user_tenant where tenant_id = ${tx.tenant}`.execute(
    tx.sql,
  );
  const people = await sql<{ user: string; person: string }>`
    select user_id as "user", id as person from person
    where tenant_id = ${tx.tenant} and user_id is not null`.execute(tx.sql);
  const name = (one: { user: string; person: string }) => `${one.user} ${one.person}`;
  const reached = new Set(accounts.rows.map(name));
  const held = new Set(people.rows.map(name));
  return [
    ...accounts.rows.filter((one) => !held.has(name(one))),
    ...people.rows.filter((one) => !reached.has(name(one))),
  ];
}
