import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import type { Json } from '#kernel/json.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { PublicEntry, Seal } from './journal.ts';
import type { Hash, SubtreeHash } from './merkle.ts';

export type StoredEntry = PublicEntry & { readonly person: Id; readonly salted: string; readonly leaf: Hash };

/** An entry as it lies in the database, to the letter, and where the seal placed it. */
export type SealedEntry = StoredEntry & {
  readonly summaryText: string;
  /** Whether its moment has fractions of a second that were not hashed. */
  readonly finer: boolean;
  readonly sealedLeaf: Hash;
  readonly seal: number;
  readonly position: number;
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

type JournalTables = {
  journal_entry: EntryRow & { tenant_id: string };
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

export async function insertEntry(tx: Tx, entry: StoredEntry, summary: string): Promise<void> {
  await tx.sql
    .withTables<JournalTables>()
    .insertInto('journal_entry')
    .values({
      tenant_id: tx.tenant,
      id: entry.id,
      at: new Date(entry.at),
      action: entry.action,
      subject_type: entry.subjectType,
      subject_id: entry.subjectId,
      region_code: entry.region,
      office: entry.office,
      organization_id: entry.organization,
      summary,
      person_id: entry.person,
      details: entry.salted,
      details_digest: entry.detailsDigest,
      leaf_hash: entry.leaf,
    })
    .execute();
}

/** The newest `limit` entries on a subject, oldest of them first, with the seal that holds each. */
export async function entriesOn(
  tx: Tx,
  subject: Id,
  limit: number,
): Promise<(StoredEntry & { seal: number | null })[]> {
  const found = await sql<JournalTables['journal_entry'] & { seal_number: bigint | null }>`
    select e.*, l.seal_number from journal_entry e
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
  const found = await sql<JournalTables['journal_entry'] & { seal_number: bigint | null }>`
    select e.*, l.seal_number from journal_entry e
    left join journal_leaf l on l.tenant_id = ${tx.tenant} and l.entry_id = e.id
    where e.tenant_id = ${tx.tenant} and (${before ?? null}::uuid is null or e.id < ${before ?? null}::uuid)
    order by e.id desc limit ${limit}`.execute(tx.sql);
  return found.rows.map((row) => ({
    ...fromRow(row),
    seal: row.seal_number === null ? null : Number(row.seal_number),
  }));
}

export async function entryById(tx: Tx, id: Id): Promise<StoredEntry | undefined> {
  const row = await tx.sql
    .withTables<JournalTables>()
    .selectFrom('journal_entry')
    .selectAll()
    .where('tenant_id', '=', tx.tenant)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && fromRow(row);
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

/** The entries of seals `from` to `to`, in order, whole. */
export async function entriesOfSeals(tx: Tx, from: number, to: number): Promise<SealedEntry[]> {
  const found = await sql<
    JournalTables['journal_entry'] & {
      sealed_leaf: string;
      seal_number: bigint;
      position: bigint;
      finer: boolean;
    }
  >`
    select e.*, l.leaf_hash as sealed_leaf, l.seal_number, l.position, ${FINER} as finer from journal_leaf l
    join journal_entry e on e.tenant_id = ${tx.tenant} and e.id = l.entry_id
    where l.tenant_id = ${tx.tenant} and l.seal_number between ${BigInt(from)} and ${BigInt(to)}
    order by l.position`.execute(tx.sql);
  return found.rows.map((row) => ({
    ...fromRow(row),
    summaryText: row.summary,
    finer: row.finer,
    sealedLeaf: row.sealed_leaf,
    seal: Number(row.seal_number),
    position: Number(row.position),
  }));
}

/** Moments are hashed in milliseconds. */
const FINER = sql`(e.at <> date_trunc('milliseconds', e.at))`;

/** The entries that wait for their seal, oldest first, to the letter. */
export async function waitingEntries(
  tx: Tx,
  limit: number,
): Promise<(StoredEntry & Pick<SealedEntry, 'summaryText' | 'finer'>)[]> {
  const found = await sql<JournalTables['journal_entry'] & { finer: boolean }>`
    select e.*, ${FINER} as finer from journal_entry e
    where e.tenant_id = ${tx.tenant} and not exists
      (select 1 from journal_leaf l where l.tenant_id = ${tx.tenant} and l.entry_id = e.id)
    order by e.id limit ${limit}`.execute(tx.sql);
  return found.rows.map((row) => ({ ...fromRow(row), summaryText: row.summary, finer: row.finer }));
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
