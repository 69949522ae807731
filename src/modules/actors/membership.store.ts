import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { IsoDate } from '#kernel/date.ts';
import { type Id, newId } from '#kernel/id.ts';
import type { Model } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { inArea } from '#platform/database/in-area.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { comesAndGoes, joiningKinds, type Membership, membershipOn, type Spell } from './membership.ts';
import type { Organization } from './organization.ts';

/** The times in which some institutions take or took part in the programmes of a model, the first first. */
async function spellsOf(tx: Tx, model: string, organizations: readonly Id[]): Promise<Map<Id, Spell[]>> {
  const found = await sql<Spell & { organization: Id }>`
    select organization_id as organization, since, last_day as "lastDay", ended_by as "endedBy", ended_for as "endedFor"
    from membership
    where tenant_id = ${tx.tenant} and model_name = ${model} and organization_id = any(${[...organizations]}::uuid[])
    order by since nulls first, id`.execute(tx.sql);
  return Map.groupBy(found.rows, (row) => row.organization);
}

/** How institutions stand in a programme today, by their ids; asks nothing of those that are in it for good. */
export async function membershipsIn(
  tx: Tx,
  model: Model,
  organizations: readonly Pick<Organization, 'id' | 'kind'>[],
): Promise<Map<Id, Membership>> {
  const some = organizations.filter((one) => comesAndGoes(model, one.kind)).map((one) => one.id);
  const spells = some.length === 0 ? new Map<Id, Spell[]>() : await spellsOf(tx, model.name, some);
  return new Map(
    organizations.map((one) => [one.id, membershipOn(model, one.kind, spells.get(one.id) ?? [], tx.today)]),
  );
}

/** How one institution stands in a programme today. */
export async function membershipIn(
  tx: Tx,
  model: Model,
  organization: Pick<Organization, 'id' | 'kind'>,
): Promise<Membership> {
  const found = (await membershipsIn(tx, model, [organization])).get(organization.id);
  return found ?? membershipOn(model, organization.kind, [], tx.today);
}

/** Which institutions of a programme are meant: those in it, those who left it, or both. */
export type TakingPart = 'in' | 'left' | 'ever';

/**
 * Whether the institution of a row of `organization` takes part in the programmes of a model today, or did: one that joins
 * by its spells, any other as long as none of them has ended. Of most models nobody joins and nobody leaves; then nothing
 * is asked.
 */
export function takesPart(tx: Tx, model: Model, part: TakingPart): RawBuilder<SqlBool> {
  const moves = model.parties.kinds.some((one) => comesAndGoes(model, one.kind));
  if (!moves) return sql`${part !== 'left'}::boolean`;
  const any = sql`exists (
    select 1 from membership s
    where s.tenant_id = ${tx.tenant} and s.organization_id = organization.id and s.model_name = ${model.name})`;
  const now = sql`exists (
    select 1 from membership s
    where s.tenant_id = ${tx.tenant} and s.organization_id = organization.id and s.model_name = ${model.name}
      and (s.since is null or s.since <= ${tx.today}::date) and (s.last_day is null or s.last_day >= ${tx.today}::date))`;
  const joining = sql`kind = any(${[...joiningKinds(model)]}::text[])`;
  if (part === 'left') return sql`(${any} and not ${now})`;
  if (part === 'ever') return sql`(${any} or not ${joining})`;
  return sql`(${now} or (not ${joining} and not ${any}))`;
}

/** Institutions of the given kinds that take part in a programme today, or ever did, in code order. */
export async function partiesIn(
  tx: Tx,
  program: Pick<Program, 'model' | 'region'>,
  kinds: readonly string[],
  limit: number,
  part: TakingPart = 'in',
): Promise<Organization[]> {
  const conditions: RawBuilder<unknown>[] = [
    sql`tenant_id = ${tx.tenant}`,
    sql`merged_into is null`,
    sql`kind = any(${[...kinds]}::text[])`,
    inArea('region_code', program.region),
    takesPart(tx, program.model, part),
  ];
  const found = await sql<Organization>`
    select id, kind, name, region_code as region from organization
    where ${sql.join(conditions, sql` and `)} order by region_code, kind limit ${limit}`.execute(tx.sql);
  return found.rows;
}

/** An institution takes part from a day on. */
export async function beginMembership(
  tx: Tx,
  spell: { readonly organization: Id; readonly model: string; readonly since: IsoDate },
): Promise<void> {
  await sql`
    insert into membership (tenant_id, id, organization_id, model_name, since)
    values (${tx.tenant}, ${newId(tx.now)}, ${spell.organization}, ${spell.model}, ${spell.since})`.execute(
    tx.sql,
  );
}

/** It takes part up to a day: what was open ends then; of one that was in from the beginning that is its first spell. */
export async function endMembership(
  tx: Tx,
  ending: {
    readonly organization: Id;
    readonly model: string;
    readonly lastDay: IsoDate;
    readonly endedBy: 'itself' | 'office';
    readonly endedFor: string;
  },
): Promise<void> {
  const ended = await sql<{ id: Id }>`
    update membership set last_day = ${ending.lastDay}, ended_by = ${ending.endedBy}, ended_for = ${ending.endedFor}
    where tenant_id = ${tx.tenant} and organization_id = ${ending.organization} and model_name = ${ending.model}
      and last_day is null returning id`.execute(tx.sql);
  if (ended.rows.length > 0) return;
  await sql`
    insert into membership (tenant_id, id, organization_id, model_name, last_day, ended_by, ended_for)
    values (${tx.tenant}, ${newId(tx.now)}, ${ending.organization}, ${ending.model}, ${ending.lastDay}, ${ending.endedBy},
      ${ending.endedFor})`.execute(tx.sql);
}

/** What was said to end after today does not. */
export async function keepMembership(
  tx: Tx,
  { organization, model }: { readonly organization: Id; readonly model: string },
): Promise<void> {
  await sql`
    update membership set last_day = null, ended_by = null, ended_for = null
    where tenant_id = ${tx.tenant} and organization_id = ${organization} and model_name = ${model}
      and last_day >= ${tx.today}::date`.execute(tx.sql);
}

/** Institutions that have left the programmes of a model, with their last day. */
export async function leftOf(
  tx: Tx,
  model: Model,
  limit: number,
): Promise<{ organization: Id; lastDay: IsoDate }[]> {
  const found = await sql<{ organization: Id; lastDay: IsoDate | null }>`
    select organization_id as organization, max(last_day) as "lastDay" from membership
    where tenant_id = ${tx.tenant} and model_name = ${model.name}
    group by organization_id having bool_and(coalesce(last_day < ${tx.today}::date, false))
    order by 1 limit ${limit}`.execute(tx.sql);
  return found.rows.flatMap(({ organization, lastDay }) =>
    lastDay === null ? [] : [{ organization, lastDay }],
  );
}

/**
 * What one record of an institution took part in goes over to another. Where both are in by what they are, leaving of the
 * one that goes is not the other's.
 */
export async function passOnMemberships(tx: Tx, gone: Id, stays: Id): Promise<void> {
  await sql`
    update membership set organization_id = ${stays}
    where tenant_id = ${tx.tenant} and organization_id = ${gone} and since is not null`.execute(tx.sql);
}
