import { sql } from 'kysely';
import type { IsoDate } from '#kernel/date.ts';
import { type Id, newId } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import { nameKey } from '#kernel/readers/text.ts';
import type { RegionCode } from '#kernel/region.ts';
import { dropNames } from '#modules/search/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { wordsIn } from '#platform/database/words-in.ts';
import type { Supplier } from './supplier.ts';

const columns = sql`s.id, s.name, s.npwp, s.bank, s.account, s.version`;

/** The supplier of a name, however it is spelled; of one that gave way, the one that stays. */
export async function supplierNamed(tx: Tx, name: string): Promise<Supplier | undefined> {
  const found = await sql<Supplier>`
    select ${columns} from supplier k
    join supplier s on s.tenant_id = ${tx.tenant} and s.id = coalesce(k.merged_into, k.id)
    where k.tenant_id = ${tx.tenant} and k.name_key = ${nameKey(name)}`.execute(tx.sql);
  return found.rows[0];
}

/** The supplier of a number: one written with 15 digits is the one of 16 that begins with a nought. */
export async function supplierOfNpwp(tx: Tx, npwp: string): Promise<Supplier | undefined> {
  const found = await sql<Supplier>`
    select ${columns} from supplier s
    where s.tenant_id = ${tx.tenant} and lpad(s.npwp, 16, '0') = ${npwp.padStart(16, '0')}`.execute(tx.sql);
  return found.rows[0];
}

/** A supplier; of one that gave way, the one that stays. */
export async function supplierById(tx: Tx, id: Id): Promise<Supplier | undefined> {
  const found = await sql<Supplier>`
    select ${columns} from supplier k
    join supplier s on s.tenant_id = ${tx.tenant} and s.id = coalesce(k.merged_into, k.id)
    where k.tenant_id = ${tx.tenant} and k.id = ${id}`.execute(tx.sql);
  return found.rows[0];
}

export async function lockSupplier(tx: Tx, id: Id): Promise<Supplier | undefined> {
  await sql`select 1 from supplier where tenant_id = ${tx.tenant} and id = ${id} for update`.execute(tx.sql);
  return supplierById(tx, id);
}

/** A record of a supplier as it stands, whether it gave way or not. */
export type SupplierRecord = Supplier & { readonly mergedInto: Id | null };

/** Records of suppliers, locked in one order. */
export async function lockSupplierRecords(tx: Tx, ids: readonly Id[]): Promise<Map<Id, SupplierRecord>> {
  const found = await sql<SupplierRecord>`
    select ${columns}, s.merged_into as "mergedInto" from supplier s
    where s.tenant_id = ${tx.tenant} and s.id = any(${[...ids]}::uuid[]) order by s.id for update`.execute(
    tx.sql,
  );
  return new Map(found.rows.map((one) => [one.id, one]));
}

/**
 * One record gives way to another: its payments and what gave way to it are the other's, and what is known of it alone
 * goes along. Its name stays, and leads to the one that stays. Answers how many payments went over.
 */
export async function mergeSupplierRecords(
  tx: Tx,
  gone: SupplierRecord,
  stays: SupplierRecord,
): Promise<number> {
  await sql`
    update supplier set merged_into = ${stays.id}, npwp = null, bank = null, account = null, version = version + 1
    where tenant_id = ${tx.tenant} and id = ${gone.id}`.execute(tx.sql);
  await sql`
    update supplier set merged_into = ${stays.id}, version = version + 1
    where tenant_id = ${tx.tenant} and merged_into = ${gone.id}`.execute(tx.sql);
  await dropNames(tx, [{ kind: 'supplier', thing: gone.id }]);
  const account = stays.account === null ? gone : stays;
  await updateSupplier(tx, stays.id, {
    name: stays.name,
    npwp: stays.npwp ?? gone.npwp,
    bank: account.bank,
    account: account.account,
  });
  const moved = await sql<{ id: Id }>`
    update voucher set supplier_id = ${stays.id}, version = version + 1
    where tenant_id = ${tx.tenant} and supplier_id = ${gone.id} returning id`.execute(tx.sql);
  return moved.rows.length;
}

/** Writes down a supplier whom nobody knew; undefined where its name or its number was written down at this moment. */
export async function insertSupplier(
  tx: Tx,
  made: Omit<Supplier, 'id' | 'version'>,
  by: Id,
): Promise<Id | undefined> {
  const written = await sql<{ id: Id }>`
    insert into supplier (tenant_id, id, name, name_key, npwp, bank, account, added_by, added_at, version)
    values (${tx.tenant}, ${newId(tx.now)}, ${made.name}, ${nameKey(made.name)}, ${made.npwp}, ${made.bank}, ${made.account},
      ${by}, ${tx.now}, 1)
    on conflict do nothing returning id`.execute(tx.sql);
  return written.rows[0]?.id;
}

export async function updateSupplier(tx: Tx, id: Id, one: Omit<Supplier, 'id' | 'version'>): Promise<void> {
  await sql`
    update supplier set name = ${one.name}, name_key = ${nameKey(one.name)}, npwp = ${one.npwp}, bank = ${one.bank},
      account = ${one.account}, version = version + 1
    where tenant_id = ${tx.tenant} and id = ${id}`.execute(tx.sql);
}

/** Suppliers by name, those with all the words in it, after the one named by the cursor. */
export async function listSuppliers(
  tx: Tx,
  words: readonly string[],
  limit: number,
  after?: Id,
): Promise<Supplier[]> {
  const looked = words.length === 0 ? sql`true` : wordsIn('s.name_key', words);
  const cursor = after
    ? sql`(s.name_key, s.id) > (select c.name_key, c.id from supplier c where c.tenant_id = ${tx.tenant} and c.id = ${after})`
    : sql`true`;
  const found = await sql<Supplier>`
    select ${columns} from supplier s
    where s.tenant_id = ${tx.tenant} and s.merged_into is null and ${looked} and ${cursor}
    order by s.name_key, s.id limit ${limit}`.execute(tx.sql);
  return found.rows;
}

/** A payment to a supplier, with the proposal it was made for. */
export type PaidSupplier = {
  readonly id: Id;
  readonly proposal: Id;
  readonly title: string;
  readonly amount: Rupiah;
  readonly paidOn: IsoDate;
  readonly state: 'recorded' | 'approved' | 'refused';
};

/** What was recorded as paid to a supplier, newest first. */
export async function paidTo(tx: Tx, supplier: Id, limit: number, before?: Id): Promise<PaidSupplier[]> {
  const found = await sql<PaidSupplier>`
    select v.id, p.id as proposal, p.title, v.amount, v.paid_on as "paidOn", v.state from voucher v
    join proposal_card p on p.tenant_id = ${tx.tenant} and p.id = v.proposal_id
    where v.tenant_id = ${tx.tenant} and v.supplier_id = ${supplier}
      and (${before ?? null}::uuid is null or v.id < ${before ?? null}::uuid)
    order by v.id desc limit ${limit}`.execute(tx.sql);
  return found.rows;
}

/** What a supplier was paid and nobody refused to accept: the newest first below the cursor, and what all of it comes to. */
export async function approvedTo(
  tx: Tx,
  supplier: Id,
  limit: number,
  before?: Id,
): Promise<{
  readonly payments: Omit<PaidSupplier, 'state'>[];
  readonly count: number;
  readonly total: Rupiah;
}> {
  const found = await sql<Omit<PaidSupplier, 'state'>>`
    select v.id, p.id as proposal, p.title, v.amount, v.paid_on as "paidOn" from voucher v
    join proposal_card p on p.tenant_id = ${tx.tenant} and p.id = v.proposal_id
    where v.tenant_id = ${tx.tenant} and v.supplier_id = ${supplier} and v.state = 'approved'
      and (${before ?? null}::uuid is null or v.id < ${before ?? null}::uuid)
    order by v.id desc limit ${limit}`.execute(tx.sql);
  const all = await sql<{ count: number; total: Rupiah }>`
    select count(*)::int as count, coalesce(sum(amount), 0)::int8 as total from voucher
    where tenant_id = ${tx.tenant} and supplier_id = ${supplier} and state = 'approved'`.execute(tx.sql);
  const [sums = { count: 0, total: 0n }] = all.rows;
  return { payments: found.rows, ...sums };
}

/** A supplier as it stands out in a kelurahan: for how many proposals of the programme it was paid, of all that were paid for. */
export type SupplierAround = { readonly name: string; readonly paid: number; readonly all: number };

/** The suppliers of a proposal, each with how many proposals of its kelurahan and programme it was paid for. */
export async function suppliersAround(
  tx: Tx,
  at: { readonly proposal: Id; readonly program: Id; readonly village: RegionCode },
): Promise<SupplierAround[]> {
  const found = await sql<SupplierAround>`
    with paid as (
      select v.supplier_id, v.proposal_id from voucher v
      join proposal_card p on p.tenant_id = ${tx.tenant} and p.id = v.proposal_id and p.village_code = ${at.village}
      where v.tenant_id = ${tx.tenant} and v.program_id = ${at.program} and v.kind = 'disbursement' and v.state = 'approved'
        and v.supplier_id is not null
    )
    select s.name, count(distinct paid.proposal_id)::int as paid, (select count(distinct a.proposal_id)::int from paid a) as "all"
    from paid join supplier s on s.tenant_id = ${tx.tenant} and s.id = paid.supplier_id
    where paid.supplier_id in (select b.supplier_id from paid b where b.proposal_id = ${at.proposal})
    group by s.id, s.name order by s.name limit 20`.execute(tx.sql);
  return found.rows;
}
