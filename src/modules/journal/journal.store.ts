import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import type { Json } from '#kernel/json.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { PublicEntry, Seal } from './journal.ts';
import type { Hash, SubtreeHash } from './merkle.ts';

export type StoredEntry = PublicEntry & {
  readonly person: Id;
  /** The private part, as it was hashed. */
  readonly salted: string;
  readonly leaf: Hash;
};

/** An entry to be stored, with its summary and its marks as text. */
export type NewEntry = StoredEntry & { readonly summaryText: string; readonly marks: string };

/** An entry as it lies in the database, to the letter. */
export type LyingEntry = NewEntry & {
  /** Whether its moment has fractions of a second that were not hashed. */
  readonly finer: boolean;
};

/** A place in the sealed order, with the entry that stands there; undefined when there is none of that name. */
export type Leaf = {
  readonly position: number;
  readonly entryId: Id;
  readonly hash: Hash;
  readonly seal: number;
  readonly entry: LyingEntry | undefined;
};

type EntryRow = {
  id: string;
  at: Date;
  action: string;
  subject_type: string;
  subject_id: string;
  region_code: string;
  office: string;
  organization_id: string | null;
  summary: string;
  person_id: string;
  details: string;
  details_digest: string;
  leaf_hash: string;
};

/** An entry as it is read for people: without its marks, which are long. */
const COLUMNS = sql`e.id, e.at, e.action, e.subject_type, e.subject_id, e.region_code, e.office, e.organization_id,
  e.summary, e.person_id, e.details, e.details_digest, e.leaf_hash`;

type JournalTables = {
  journal_seal: {
    tenant_id: string;
    number: bigint;
    first_position: bigint;
    size: number;
    root: string;
    previous: string;
    history: string;
    hash: string;
    sealed_at: Date;
    subtrees: string[];
  };
  journal_leaf: {
    tenant_id: string;
    position: bigint;
    entry_id: string;
    leaf_hash: string;
    seal_number: bigint;
  };
};

/** A stored summary; null where the text is no JSON any more, which verifying tells. */
function parsed(summary: string): Json {
  try {
    return JSON.parse(summary);
  } catch {
    return null;
  }
}

function fromRow(row: EntryRow): StoredEntry {
  return {
    id: row.id,
    at: row.at.toISOString(),
    action: row.action,
    subjectType: row.subject_type,
    subjectId: row.subject_id,
    region: row.region_code,
    office: row.office,
    organization: row.organization_id,
    summary: parsed(row.summary),
    detailsDigest: row.details_digest,
    person: row.person_id,
    salted: row.details,
    leaf: row.leaf_hash,
  };
}

/** Stores entries, all of one transaction. */
export async function insertEntries(tx: Tx, entries: readonly NewEntry[]): Promise<void> {
  const texts = (of: (entry: NewEntry) => string | null) => entries.map(of);
  await sql`
    insert into journal_entry (tenant_id, id, at, action, subject_type, subject_id, region_code, office, organization_id,
      summary, person_id, details, details_digest, leaf_hash, marks)
    select ${tx.tenant}::uuid, * from unnest(
      ${texts((one) => one.id)}::uuid[], ${texts((one) => one.at)}::timestamptz[], ${texts((one) => one.action)}::text[],
      ${texts((one) => one.subjectType)}::text[], ${texts((one) => one.subjectId)}::uuid[],
      ${texts((one) => one.region)}::text[], ${texts((one) => one.office)}::text[],
      ${texts((one) => one.organization)}::uuid[], ${texts((one) => one.summaryText)}::text[],
      ${texts((one) => one.person)}::uuid[], ${texts((one) => one.salted)}::text[],
      ${texts((one) => one.detailsDigest)}::text[], ${texts((one) => one.leaf)}::text[],
      ${texts((one) => one.marks)}::text[])`.execute(tx.sql);
}

/**
 * The place of a transaction among those that write the same rows. Asked for when it has written all its rows and
 * holds them: whoever writes one of them after it has a greater one.
 */
export async function nextOrder(tx: Tx): Promise<number> {
  const found = await sql<{ order: bigint | null }>`select nextval('journal_order') as "order"`.execute(
    tx.sql,
  );
  return Number(found.rows[0]?.order);
}

/** Which columns of a table were marked, by the short name that marks give them. */
export type Shape = { readonly table: string; readonly shape: string; readonly columns: readonly string[] };

/** Keeps the shapes that are not there yet; answers those that were. */
export async function keepShapes(tx: Tx, shapes: readonly Shape[]): Promise<readonly string[]> {
  const { rows } = await sql<{ shape: string }>`
    select shape from journal_shape
    where tenant_id = ${tx.tenant} and shape = any(${shapes.map((one) => one.shape)}::text[])`.execute(
    tx.sql,
  );
  const there = new Set(rows.map((row) => row.shape));
  for (const { table, shape, columns } of shapes) {
    if (there.has(shape)) continue;
    await sql`
      insert into journal_shape (tenant_id, shape, table_name, columns)
      values (${tx.tenant}, ${shape}, ${table}, ${[...columns]}::text[])
      on conflict (tenant_id, shape) do nothing`.execute(tx.sql);
  }
  return [...there];
}

export async function allShapes(tx: Tx): Promise<Shape[]> {
  const { rows } = await sql<Shape>`
    select table_name as "table", shape, columns from journal_shape where tenant_id = ${tx.tenant}`.execute(
    tx.sql,
  );
  return rows;
}

/** The marks of an entry and the salt that they were made with; undefined when there is no such entry. */
export async function marksOf(
  tx: Tx,
  entry: Id,
): Promise<{ readonly marks: string; readonly salted: string } | undefined> {
  const { rows } = await sql<{ marks: string; salted: string }>`
    select marks, details as salted from journal_entry where tenant_id = ${tx.tenant} and id = ${entry}`.execute(
    tx.sql,
  );
  return rows[0];
}

/** Where the tenant lies. */
export async function regionOfTenant(tx: Tx): Promise<string> {
  const { rows } = await sql<{ region: string }>`
    select region_code as region from tenant where id = ${tx.tenant}`.execute(tx.sql);
  return rows[0]?.region ?? '';
}

/** The newest `limit` entries on a subject, oldest of them first, with the seal that holds each. */
export async function entriesOn(
  tx: Tx,
  subject: Id,
  limit: number,
): Promise<(StoredEntry & { seal: number | null })[]> {
  const found = await sql<EntryRow & { seal_number: bigint | null }>`
    select ${COLUMNS}, l.seal_number from journal_entry e
    left join journal_leaf l on l.tenant_id = ${tx.tenant} and l.entry_id = e.id
    where e.tenant_id = ${tx.tenant} and e.subject_id = ${subject}
    order by e.id desc limit ${limit}`.execute(tx.sql);
  return found.rows.reverse().map((row) => ({
    ...fromRow(row),
    seal: row.seal_number === null ? null : Number(row.seal_number),
  }));
}

/** The newest entries of the tenant, before `before` when given. */
export async function newestEntries(
  tx: Tx,
  limit: number,
  before?: Id,
): Promise<(StoredEntry & { seal: number | null })[]> {
  const found = await sql<EntryRow & { seal_number: bigint | null }>`
    select ${COLUMNS}, l.seal_number from journal_entry e
    left join journal_leaf l on l.tenant_id = ${tx.tenant} and l.entry_id = e.id
    where e.tenant_id = ${tx.tenant} and (${before ?? null}::uuid is null or e.id < ${before ?? null}::uuid)
    order by e.id desc limit ${limit}`.execute(tx.sql);
  return found.rows.map((row) => ({
    ...fromRow(row),
    seal: row.seal_number === null ? null : Number(row.seal_number),
  }));
}

/** Which entries are wanted of several subjects: what they say, who did not make them, and before which one. */
export type Wanted = {
  readonly subjects: readonly Id[];
  readonly actions: readonly string[];
  readonly notBy: readonly Id[];
  readonly before?: Id | undefined;
};

/** The newest entries on several subjects, newest first. */
export async function entriesAbout(
  tx: Tx,
  { subjects, actions, notBy, before }: Wanted,
  limit: number,
): Promise<(StoredEntry & { seal: number | null })[]> {
  const found = await sql<EntryRow & { seal_number: bigint | null }>`
    select ${COLUMNS}, l.seal_number from journal_entry e
    left join journal_leaf l on l.tenant_id = ${tx.tenant} and l.entry_id = e.id
    where e.tenant_id = ${tx.tenant} and e.subject_id = any(${[...subjects]}::uuid[])
      and e.action = any(${[...actions]}::text[]) and e.person_id <> all(${[...notBy]}::uuid[])
      and (${before ?? null}::uuid is null or e.id < ${before ?? null}::uuid)
    order by e.id desc limit ${limit}`.execute(tx.sql);
  return found.rows.map((row) => ({
    ...fromRow(row),
    seal: row.seal_number === null ? null : Number(row.seal_number),
  }));
}

export async function entryById(tx: Tx, id: Id): Promise<StoredEntry | undefined> {
  const { rows } = await sql<EntryRow>`
    select ${COLUMNS} from journal_entry e where e.tenant_id = ${tx.tenant} and e.id = ${id}`.execute(tx.sql);
  return rows[0] && fromRow(rows[0]);
}

/** Entries no seal holds yet, oldest first: of all, or of those from an id on. */
export async function unsealed(tx: Tx, limit: number, from?: Id): Promise<{ id: Id; leaf: Hash }[]> {
  const recent = from ? sql`and e.id >= ${from}` : sql``;
  const found = await sql<{ id: string; leaf: string }>`
    select e.id, e.leaf_hash as leaf from journal_entry e
    where e.tenant_id = ${tx.tenant} ${recent} and not exists
      (select 1 from journal_leaf l where l.tenant_id = ${tx.tenant} and l.entry_id = e.id)
    order by e.id limit ${limit}`.execute(tx.sql);
  return found.rows;
}

function sealFromRow(row: JournalTables['journal_seal']): Seal {
  return {
    number: Number(row.number),
    firstPosition: Number(row.first_position),
    size: row.size,
    root: row.root,
    previous: row.previous,
    history: row.history,
    hash: row.hash,
    sealedAt: row.sealed_at.toISOString(),
  };
}

export async function newestSeal(tx: Tx): Promise<Seal | undefined> {
  const row = await tx.sql
    .withTables<JournalTables>()
    .selectFrom('journal_seal')
    .selectAll()
    .where('tenant_id', '=', tx.tenant)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && sealFromRow(row);
}

export async function sealByNumber(tx: Tx, number: number): Promise<Seal | undefined> {
  const row = await tx.sql
    .withTables<JournalTables>()
    .selectFrom('journal_seal')
    .selectAll()
    .where('tenant_id', '=', tx.tenant)
    .where('number', '=', BigInt(number))
    .executeTakeFirst();
  return row && sealFromRow(row);
}

/** Seals after a number, oldest first, with the hashes kept for proofs. */
export async function sealsAfter(
  tx: Tx,
  number: number,
  limit: number,
): Promise<{ seal: Seal; subtrees: readonly Hash[] }[]> {
  const rows = await tx.sql
    .withTables<JournalTables>()
    .selectFrom('journal_seal')
    .selectAll()
    .where('tenant_id', '=', tx.tenant)
    .where('number', '>', BigInt(number))
    .orderBy('number')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ seal: sealFromRow(row), subtrees: row.subtrees }));
}

/** The newest seals, before a number when given. */
export async function newestSeals(tx: Tx, limit: number, before?: number): Promise<Seal[]> {
  const found = await sql<JournalTables['journal_seal']>`
    select * from journal_seal
    where tenant_id = ${tx.tenant} ${before === undefined ? sql`` : sql`and number < ${BigInt(before)}`}
    order by number desc limit ${limit}`.execute(tx.sql);
  return found.rows.map(sealFromRow);
}

/** The hashes of the complete subtrees that end with each of the seals named. */
export async function subtreesEndingWith(tx: Tx, numbers: readonly number[]): Promise<SubtreeHash> {
  const found = await sql<{ number: bigint; subtrees: string[] }>`
    select number, subtrees from journal_seal
    where tenant_id = ${tx.tenant} and number = any(${[...new Set(numbers)].map(String)}::int8[])`.execute(
    tx.sql,
  );
  const known = new Map(found.rows.map((row) => [Number(row.number), row.subtrees]));
  return ({ end, height }) => {
    const hash = known.get(end)?.[height];
    if (hash === undefined) throw new Error(`seal ${end} keeps no hash of height ${height}`);
    return hash;
  };
}

/** One sealer at a time in each tenant, whichever process it is in. */
export async function lockSealing(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`seal ${tx.tenant}`}))`.execute(tx.sql);
}

export async function insertSeal(
  tx: Tx,
  seal: Seal,
  subtrees: readonly Hash[],
  leaves: readonly { id: Id; leaf: Hash }[],
): Promise<void> {
  const tables = tx.sql.withTables<JournalTables>();
  await tables
    .insertInto('journal_seal')
    .values({
      tenant_id: tx.tenant,
      number: BigInt(seal.number),
      first_position: BigInt(seal.firstPosition),
      size: seal.size,
      root: seal.root,
      previous: seal.previous,
      history: seal.history,
      hash: seal.hash,
      sealed_at: new Date(seal.sealedAt),
      subtrees: [...subtrees],
    })
    .execute();
  await tables
    .insertInto('journal_leaf')
    .values(
      leaves.map(({ id, leaf }, i) => ({
        tenant_id: tx.tenant,
        position: BigInt(seal.firstPosition + i),
        entry_id: id,
        leaf_hash: leaf,
        seal_number: BigInt(seal.number),
      })),
    )
    .execute();
}

/** The leaves of one seal, in order. */
export async function leavesOf(tx: Tx, seal: number): Promise<{ entry: Id; leaf: Hash; position: number }[]> {
  const rows = await tx.sql
    .withTables<JournalTables>()
    .selectFrom('journal_leaf')
    .select(['entry_id', 'leaf_hash', 'position'])
    .where('tenant_id', '=', tx.tenant)
    .where('seal_number', '=', BigInt(seal))
    .orderBy('position')
    .execute();
  return rows.map((row) => ({ entry: row.entry_id, leaf: row.leaf_hash, position: Number(row.position) }));
}

export async function sealHolding(tx: Tx, entry: Id): Promise<number | undefined> {
  const row = await tx.sql
    .withTables<JournalTables>()
    .selectFrom('journal_leaf')
    .select('seal_number')
    .where('tenant_id', '=', tx.tenant)
    .where('entry_id', '=', entry)
    .executeTakeFirst();
  return row && Number(row.seal_number);
}

/** The leaves at some positions or of some seals, each from a first to a last, in order and with their entries. */
export async function leavesAt(
  tx: Tx,
  positions: { readonly first: number; readonly last: number },
  seals: { readonly first: number; readonly last: number },
): Promise<Leaf[]> {
  const found = await sql<
    { [Column in keyof EntryRow]: EntryRow[Column] | null } & {
      marks: string | null;
      position: bigint;
      entry_id: string;
      sealed_leaf: string;
      seal_number: bigint;
      finer: boolean | null;
    }
  >`
    select ${COLUMNS}, e.marks, l.position, l.entry_id, l.leaf_hash as sealed_leaf, l.seal_number, ${FINER} as finer
    from journal_leaf l left join journal_entry e on e.tenant_id = ${tx.tenant} and e.id = l.entry_id
    where l.tenant_id = ${tx.tenant}
      and (l.position between ${BigInt(positions.first)} and ${BigInt(positions.last)}
        or l.seal_number between ${BigInt(seals.first)} and ${BigInt(seals.last)})
    order by l.position`.execute(tx.sql);
  return found.rows.map((row) => ({
    position: Number(row.position),
    entryId: row.entry_id,
    hash: row.sealed_leaf,
    seal: Number(row.seal_number),
    entry: isThere(row) ? lying(row) : undefined,
  }));
}

/** Whether a row that was joined has an entry: all of its columns, or none. */
function isThere<Row extends { readonly id: string | null }>(
  row: Row,
): row is Row & EntryRow & { marks: string; finer: boolean } {
  return row.id !== null;
}

function lying(row: EntryRow & { readonly marks: string; readonly finer: boolean }): LyingEntry {
  return { ...fromRow(row), summaryText: row.summary, marks: row.marks, finer: row.finer };
}

/** Leaves and seals that stand outside the sealed order, which begins with one and ends at `end`. */
export async function outsideOrder(
  tx: Tx,
  end: number,
  limit: number,
): Promise<{
  readonly leaves: readonly { position: number; seal: number }[];
  readonly seals: readonly number[];
}> {
  const leaves = await sql<{ position: bigint; seal: bigint }>`
    select position, seal_number as seal from journal_leaf
    where tenant_id = ${tx.tenant} and (position < 1 or position > ${BigInt(end)})
    order by position limit ${limit}`.execute(tx.sql);
  const seals = await sql<{ number: bigint }>`
    select number from journal_seal where tenant_id = ${tx.tenant} and number < 1 order by number limit ${limit}`.execute(
    tx.sql,
  );
  return {
    leaves: leaves.rows.map((row) => ({ position: Number(row.position), seal: Number(row.seal) })),
    seals: seals.rows.map((row) => Number(row.number)),
  };
}

/** Moments are hashed in milliseconds. */
const FINER = sql`(e.at <> date_trunc('milliseconds', e.at))`;

/** The entries that wait for their seal, in the order of their ids after one of them. */
export async function waitingEntries(tx: Tx, limit: number, after: Id | null): Promise<LyingEntry[]> {
  const found = await sql<EntryRow & { marks: string; finer: boolean }>`
    select ${COLUMNS}, e.marks, ${FINER} as finer from journal_entry e
    where e.tenant_id = ${tx.tenant} and (${after}::uuid is null or e.id > ${after}::uuid) and not exists
      (select 1 from journal_leaf l where l.tenant_id = ${tx.tenant} and l.entry_id = e.id)
    order by e.id limit ${limit}`.execute(tx.sql);
  return found.rows.map(lying);
}

/** Seals whose moment has fractions of a second that were not hashed. */
export async function finerSeals(tx: Tx, limit: number): Promise<number[]> {
  const found = await sql<{ number: bigint }>`
    select number from journal_seal
    where tenant_id = ${tx.tenant} and sealed_at <> date_trunc('milliseconds', sealed_at)
    order by number limit ${limit}`.execute(tx.sql);
  return found.rows.map((row) => Number(row.number));
}

/** The seal with a hash; undefined when there is none. */
export async function sealByHash(tx: Tx, hash: Hash): Promise<Seal | undefined> {
  const row = await tx.sql
    .withTables<JournalTables>()
    .selectFrom('journal_seal')
    .selectAll()
    .where('tenant_id', '=', tx.tenant)
    .where('hash', '=', hash)
    .executeTakeFirst();
  return row && sealFromRow(row);
}

export async function countEntries(tx: Tx): Promise<{ entries: number; sealed: number }> {
  const found = await sql<{ entries: number; sealed: number }>`
    select (select count(*)::int from journal_entry where tenant_id = ${tx.tenant}) as entries,
           (select count(*)::int from journal_leaf where tenant_id = ${tx.tenant}) as sealed`.execute(tx.sql);
  return found.rows[0] ?? { entries: 0, sealed: 0 };
}
