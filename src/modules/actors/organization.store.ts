import { type RawBuilder, sql } from 'kysely';
import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import { nameKey, oneLine } from '#kernel/readers/text.ts';
import type { RegionCode } from '#kernel/region.ts';
import type { Model } from '#modules/models/index.ts';
import { placeWords } from '#modules/regions/index.ts';
import { keepNames } from '#modules/search/index.ts';
import { inArea } from '#platform/database/in-area.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { wordsIn } from '#platform/database/words-in.ts';
import { type TakingPart, takesPart } from './membership.store.ts';
import type { Organization } from './organization.ts';

const columns = sql`id, kind, name, region_code as region`;

/** An institution by its id, or by that of a record that was merged into it. */
export async function organizationById(tx: Tx, id: Id): Promise<Organization | undefined> {
  const found = await sql<Organization>`
    select ${columns} from organization
    where tenant_id = ${tx.tenant} and id = (
      select coalesce(k.merged_into, k.id) from organization k where k.tenant_id = ${tx.tenant} and k.id = ${id})`.execute(
    tx.sql,
  );
  return found.rows[0];
}

/** Institutions by the ids asked for: under that of a record that was merged stands the one that stays. */
export async function organizationsById(tx: Tx, ids: readonly Id[]): Promise<Map<Id, Organization>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const found = await sql<Organization & { asked: Id }>`
    select k.id as asked, o.id, o.kind, o.name, o.region_code as region
    from organization k join organization o on o.tenant_id = ${tx.tenant} and o.id = coalesce(k.merged_into, k.id)
    where k.tenant_id = ${tx.tenant} and k.id = any(${wanted}::uuid[])`.execute(tx.sql);
  return new Map(found.rows.map(({ asked, ...organization }) => [asked, organization]));
}

/** Organisations of the given kinds in an area, in code order. */
export async function organizationsIn(
  tx: Tx,
  area: RegionCode,
  kinds: readonly string[],
  limit = 5000,
): Promise<Organization[]> {
  const found = await sql<Organization>`
    select ${columns} from organization
    where tenant_id = ${tx.tenant} and merged_into is null and kind = any(${[...kinds]}::text[])
      and ${inArea('region_code', area)}
    order by region_code, kind limit ${limit}`.execute(tx.sql);
  return found.rows;
}

/** Every organisation of an area, whatever its kind, in code order. Ask for one more than you can use to know whether there are more. */
export async function allOrganizationsIn(tx: Tx, area: RegionCode, limit: number): Promise<Organization[]> {
  const found = await sql<Organization>`
    select ${columns} from organization
    where tenant_id = ${tx.tenant} and merged_into is null
      and ${inArea('region_code', area)}
    order by region_code, id limit ${limit}`.execute(tx.sql);
  return found.rows;
}

/** Which institutions are looked for: of these kinds, in an area, with all of these words (`wordsOf`) in their name. */
export type OrganizationFilter = {
  readonly kinds?: readonly string[];
  readonly area?: RegionCode;
  readonly words?: readonly string[];
  /** Those that take part in the programmes of a model, have left them, or either; without, all of the kinds. */
  readonly of?: { readonly model: Model; readonly part: TakingPart };
};

/** Where a list of institutions goes on: behind this one. */
export type OrganizationPlace = Pick<Organization, 'region' | 'id'>;

/** Institutions by a filter in the order of their places, behind the one named. */
export async function listOrganizations(
  tx: Tx,
  filter: OrganizationFilter,
  limit: number,
  after?: OrganizationPlace,
): Promise<Organization[]> {
  const conditions = matching(tx, filter);
  if (after) conditions.push(sql`(region_code, id) > (${after.region}, ${after.id}::uuid)`);
  const found = await sql<Organization>`
    select ${columns} from organization where ${sql.join(conditions, sql` and `)}
    order by region_code, id limit ${limit}`.execute(tx.sql);
  return found.rows;
}

/** How many institutions there are by a filter, of each kind; of a kind without any nothing. */
export async function countOrganizations(tx: Tx, filter: OrganizationFilter): Promise<Map<string, number>> {
  const found = await sql<{ kind: string; count: number }>`
    select kind, count(*)::int as count from organization
    where ${sql.join(matching(tx, filter), sql` and `)} group by kind`.execute(tx.sql);
  return new Map(found.rows.map((row) => [row.kind, row.count]));
}

function matching(tx: Tx, { kinds, area, words = [], of }: OrganizationFilter): RawBuilder<unknown>[] {
  const conditions: RawBuilder<unknown>[] = [sql`tenant_id = ${tx.tenant}`, sql`merged_into is null`];
  if (kinds) conditions.push(sql`kind = any(${[...kinds]}::text[])`);
  if (area !== undefined) conditions.push(inArea('region_code', area));
  if (words.length > 0) conditions.push(wordsIn('name_key', words));
  if (of) conditions.push(takesPart(tx, of.model, of.part));
  return conditions;
}

/** Organisations that stand at these very places, in code order: for example the offices above a village. */
export async function organizationsAt(tx: Tx, places: readonly RegionCode[]): Promise<Organization[]> {
  const found = await sql<Organization>`
    select ${columns} from organization
    where tenant_id = ${tx.tenant} and merged_into is null and region_code = any(${[...places]}::text[])
    order by region_code, kind limit 500`.execute(tx.sql);
  return found.rows;
}

/** Institutions of one kind that stand at one place twice: each with its places and names. */
export async function doubledOrganizations(
  tx: Tx,
  joining: readonly string[],
): Promise<readonly { kind: string; region: RegionCode; names: readonly string[] }[]> {
  const found = await sql<{ kind: string; region: RegionCode; names: string[] }>`
    select kind, region_code as region, array_agg(name order by id) as names from organization
    where tenant_id = ${tx.tenant} and merged_into is null and kind <> all(${[...joining]}::text[]) group by kind, region_code having count(*) > 1
    order by region_code, kind limit 1000`.execute(tx.sql);
  return found.rows;
}

/** The institution of a kind that stands at a place under this name, however it is spelled; undefined where none does. */
export async function organizationNamed(
  tx: Tx,
  { kind, name, region }: Pick<Organization, 'kind' | 'name' | 'region'>,
): Promise<Organization | undefined> {
  const found = await sql<Organization>`
    select ${columns} from organization
    where tenant_id = ${tx.tenant} and kind = ${kind} and region_code = ${region} and name_key = ${nameKey(name)}`.execute(
    tx.sql,
  );
  return found.rows[0];
}

/** Institutions whose place is neither in the official territory nor among the city's RW. */
export async function homelessOrganizations(tx: Tx): Promise<readonly Organization[]> {
  const found = await sql<Organization>`
    select ${columns} from organization o
    where o.tenant_id = ${tx.tenant}
      and not exists (select 1 from region r where r.code = o.region_code)
      and not exists (
        select 1 from neighbourhood_card n where n.tenant_id = ${tx.tenant} and n.code = o.region_code)
    order by region_code, id limit 1000`.execute(tx.sql);
  return found.rows;
}

/** Lets institutions be found by their names and their places. */
async function keepOrganizationNames(
  tx: Tx,
  list: readonly Pick<Organization, 'id' | 'name' | 'region'>[],
): Promise<void> {
  const words = await placeWords(
    tx,
    list.map((one) => one.region),
  );
  await keepNames(
    tx,
    list.map(({ id, name, region }) => ({
      kind: 'organization' as const,
      thing: id,
      title: { id: oneLine(name), en: oneLine(name) },
      region,
      page: `lembaga/${id}`,
      more: words(region),
    })),
  );
}

export async function insertOrganizations(tx: Tx, list: readonly Organization[]): Promise<void> {
  await sql`
    insert into organization (tenant_id, id, kind, name, name_key, region_code, created_at)
    select ${tx.tenant}::uuid, id, kind, name, name_key, region, ${tx.now}::timestamptz from unnest(
      ${list.map((one) => one.id)}::uuid[], ${list.map((one) => one.kind)}::text[],
      ${list.map((one) => oneLine(one.name))}::text[], ${list.map((one) => nameKey(one.name))}::text[],
      ${list.map((one) => one.region)}::text[]) as t (id, kind, name, name_key, region)`.execute(tx.sql);
  await keepOrganizationNames(tx, list);
}

/** Gives an institution another name. */
export async function renameOrganization(tx: Tx, organization: Id, name: string): Promise<void> {
  await sql`
    update organization set name = ${oneLine(name)}, name_key = ${nameKey(name)}
    where tenant_id = ${tx.tenant} and id = ${organization}`.execute(tx.sql);
  const renamed = await organizationById(tx, organization);
  if (renamed) await keepOrganizationNames(tx, [renamed]);
}

/** Notes that an institution came in by asking: its officers have no say over the place where it stands. */
export async function standAlone(tx: Tx, organization: Id): Promise<void> {
  await sql`
    update organization set alone = true where tenant_id = ${tx.tenant} and id = ${organization}`.execute(
    tx.sql,
  );
}

/** Puts people into offices: one person and one mandate each. */
export async function insertOfficers(
  tx: Tx,
  list: readonly {
    mandate: Id;
    person: Id;
    name: string;
    phone: string | null;
    organization: Id;
    office: string;
    region: RegionCode;
    startsOn: IsoDate;
    endsOn: IsoDate | null;
    decree: string | null;
  }[],
): Promise<void> {
  await sql`
    insert into person (tenant_id, id, name, phone, created_at)
    select ${tx.tenant}::uuid, id, name, phone, ${tx.now}::timestamptz from unnest(
      ${list.map((one) => one.person)}::uuid[], ${list.map((one) => one.name)}::text[],
      ${list.map((one) => one.phone)}::text[]) as t (id, name, phone)
    on conflict (tenant_id, id) do nothing`.execute(tx.sql);
  await sql`
    insert into mandate (tenant_id, id, person_id, organization_id, office, region_code, starts_on, ends_on, decree)
    select ${tx.tenant}::uuid, * from unnest(
      ${list.map((one) => one.mandate)}::uuid[], ${list.map((one) => one.person)}::uuid[],
      ${list.map((one) => one.organization)}::uuid[], ${list.map((one) => one.office)}::text[],
      ${list.map((one) => one.region)}::text[], ${list.map((one) => one.startsOn)}::date[],
      ${list.map((one) => one.endsOn)}::date[], ${list.map((one) => one.decree)}::text[])`.execute(tx.sql);
}
