import { type RawBuilder, sql } from 'kysely';
import { type Id, newId } from '#kernel/id.ts';
import { nameKey } from '#kernel/readers/text.ts';
import type { RegionCode } from '#kernel/region.ts';
import { inArea } from '#platform/database/in-area.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { wordsIn } from '#platform/database/words-in.ts';
import type { Approach, RegisterEntry } from './register.ts';

/** So many lines go with one message. */
const BATCH = 1000;

const columns = sql`e.id, e.number, e.name, e.sector, e.region_code as region, e.address`;

/** Keeps entries of a kind; one of a number that is there already is written anew, those that the list does not name stay. */
export async function saveEntries(
  tx: Tx,
  kind: string,
  source: string,
  entries: readonly Omit<RegisterEntry, 'id'>[],
): Promise<void> {
  for (let from = 0; from < entries.length; from += BATCH) {
    const some = entries.slice(from, from + BATCH);
    await sql`
      insert into register_entry (tenant_id, id, kind, number, name, name_key, sector, region_code, address, source, kept_at)
      select ${tx.tenant}::uuid, given.id, ${kind}, given.number, given.name, given.key, given.sector, given.region, given.address,
        ${source}, ${tx.now}::timestamptz
      from unnest(${some.map(() => newId(tx.now))}::uuid[], ${some.map((one) => one.number)}::text[],
        ${some.map((one) => one.name)}::text[], ${some.map((one) => nameKey(one.name))}::text[],
        ${some.map((one) => one.sector)}::text[], ${some.map((one) => one.region)}::text[],
        ${some.map((one) => one.address)}::text[]) as given (id, number, name, key, sector, region, address)
      on conflict (tenant_id, kind, number) do update set name = excluded.name, name_key = excluded.name_key,
        sector = excluded.sector, region_code = excluded.region_code, address = excluded.address,
        source = excluded.source, kept_at = ${tx.now}`.execute(tx.sql);
  }
}

export type RegisterFilter = {
  readonly kind: string;
  readonly area: RegionCode;
  readonly sector?: string | undefined;
  readonly words?: readonly string[] | undefined;
  /** Only those whose number is among these, or only the others. */
  readonly part?: 'in' | 'out' | undefined;
  readonly numbers: readonly string[];
};

function matching(tx: Tx, filter: RegisterFilter): RawBuilder<unknown>[] {
  const conditions: RawBuilder<unknown>[] = [
    sql`e.tenant_id = ${tx.tenant}`,
    sql`e.kind = ${filter.kind}`,
    inArea('e.region_code', filter.area),
  ];
  if (filter.sector) conditions.push(sql`e.sector = ${filter.sector}`);
  if (filter.words && filter.words.length > 0) conditions.push(wordsIn('e.name_key', filter.words));
  if (filter.part === 'in') conditions.push(sql`e.number = any(${[...filter.numbers]}::text[])`);
  if (filter.part === 'out') conditions.push(sql`e.number <> all(${[...filter.numbers]}::text[])`);
  return conditions;
}

/** Where a list of entries goes on. */
export type EntryPlace = { readonly key: string; readonly id: Id };

/** Entries by name, with how often each was approached. */
export async function listEntries(
  tx: Tx,
  filter: RegisterFilter,
  limit: number,
  after?: EntryPlace,
): Promise<(RegisterEntry & { readonly key: string; readonly approaches: number })[]> {
  const found = await sql<RegisterEntry & { key: string; approaches: number }>`
    select ${columns}, e.name_key as key,
      (select count(*)::int from approach a where a.tenant_id = ${tx.tenant} and a.entry_id = e.id) as approaches
    from register_entry e
    where ${sql.join(matching(tx, filter), sql` and `)}
      and (${after?.key ?? null}::text is null or (e.name_key, e.id) > (${after?.key ?? null}::text, ${after?.id ?? null}::uuid))
    order by e.name_key, e.id limit ${limit}`.execute(tx.sql);
  return found.rows;
}

export async function countEntries(tx: Tx, filter: RegisterFilter): Promise<number> {
  const found = await sql<{ count: number }>`
    select count(*)::int as count from register_entry e
    where ${sql.join(matching(tx, filter), sql` and `)}`.execute(tx.sql);
  return found.rows[0]?.count ?? 0;
}

/** The sectors of a register, the commonest first, and how many entries each has. */
export async function sectorsIn(
  tx: Tx,
  kind: string,
): Promise<{ readonly sector: string; readonly count: number }[]> {
  const found = await sql<{ sector: string; count: number }>`
    select sector, count(*)::int as count from register_entry
    where tenant_id = ${tx.tenant} and kind = ${kind} and sector <> ''
    group by sector order by count desc, sector limit 100`.execute(tx.sql);
  return found.rows;
}

export async function entryById(tx: Tx, kind: string, id: Id): Promise<RegisterEntry | undefined> {
  const found = await sql<RegisterEntry>`
    select ${columns} from register_entry e
    where e.tenant_id = ${tx.tenant} and e.kind = ${kind} and e.id = ${id}`.execute(tx.sql);
  return found.rows[0];
}

export async function insertApproach(tx: Tx, program: Id, approach: Approach): Promise<void> {
  await sql`
    insert into approach (tenant_id, id, program_id, entry_id, made_by, office, happened_on, way, spoke_with, remark, outcome, recorded_at)
    values (${tx.tenant}, ${approach.id}, ${program}, ${approach.entry}, ${approach.by}, ${approach.office}, ${approach.happenedOn},
      ${approach.way}, ${approach.spokeWith}, ${approach.remark}, ${approach.outcome}, ${tx.now})`.execute(
    tx.sql,
  );
}

/** The approaches to an entry, the newest first. */
export async function approachesTo(tx: Tx, entry: Id): Promise<Approach[]> {
  const found = await sql<Approach>`
    select id, entry_id as entry, made_by as by, office, happened_on as "happenedOn", way, spoke_with as "spokeWith", remark, outcome
    from approach where tenant_id = ${tx.tenant} and entry_id = ${entry}
    order by happened_on desc, id desc limit 200`.execute(tx.sql);
  return found.rows;
}

/** The newest approach to an institution of a register, with how it is called. */
export type NewestApproach = Pick<Approach, 'id' | 'entry' | 'office' | 'happenedOn' | 'outcome'> & {
  readonly name: string;
};

/**
 * The newest approach to each entry of a kind that was made for a programme, the longest ago first; without the entries that have one of these
 * numbers, and those that said no.
 */
export async function newestApproaches(
  tx: Tx,
  of: { readonly program: Id; readonly kind: string; readonly without: readonly string[] },
  limit: number,
): Promise<NewestApproach[]> {
  const found = await sql<NewestApproach>`
    select n.id, n.entry, n.office, n."happenedOn", n.outcome, n.name from (
      select distinct on (a.entry_id) a.id, a.entry_id as entry, a.office, a.happened_on as "happenedOn", a.outcome, e.name, e.number
      from approach a join register_entry e on e.tenant_id = ${tx.tenant} and e.id = a.entry_id
      where a.tenant_id = ${tx.tenant} and a.program_id = ${of.program} and e.kind = ${of.kind}
      order by a.entry_id, a.happened_on desc, a.id desc) n
    where n.outcome <> 'refused' and n.number <> all(${[...of.without]}::text[])
    order by n."happenedOn", n.id limit ${limit}`.execute(tx.sql);
  return found.rows;
}

/** How many approaches were made for a programme, and to how many entries. */
export async function countApproaches(
  tx: Tx,
  program: Id,
): Promise<{ readonly approaches: number; readonly entries: number }> {
  const found = await sql<{ approaches: number; entries: number }>`
    select count(*)::int as approaches, count(distinct entry_id)::int as entries from approach
    where tenant_id = ${tx.tenant} and program_id = ${program}`.execute(tx.sql);
  return found.rows[0] ?? { approaches: 0, entries: 0 };
}
