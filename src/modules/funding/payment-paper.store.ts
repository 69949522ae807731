import { sql } from 'kysely';
import type { IsoDate } from '#kernel/date.ts';
import { type Id, newId } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import type { RegionCode } from '#kernel/region.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { type NumberedPaper, numberKey, type Withheld } from './payment-paper.ts';

/** A paper with the place in whose series its number stands. */
export type SeriesPaper = NumberedPaper & { readonly series: RegionCode };

/** A paper whose number is taken: for which proposal, how many payments it was issued for, and how many stand on it. */
export type TakenPaper = {
  readonly id: Id;
  readonly proposal: Id;
  readonly title: string;
  readonly datedOn: IsoDate;
  readonly payees: number;
  readonly standing: number;
  /** One of the payments on it. */
  readonly voucher: Id | null;
};

/** Writes a paper down; undefined where its number is taken in its year. */
export async function insertPaper(
  tx: Tx,
  { paper, number, datedOn, series }: SeriesPaper,
  of: { readonly program: Id; readonly proposal: Id; readonly payees: number },
): Promise<Id | undefined> {
  const written = await sql<{ id: Id }>`
    insert into payment_paper (tenant_id, id, program_id, proposal_id, paper, series, year, number, number_key, dated_on, payees, released)
    values (${tx.tenant}, ${newId(tx.now)}, ${of.program}, ${of.proposal}, ${paper}, ${series}, ${Number(datedOn.slice(0, 4))},
      ${number}, ${numberKey(number)}, ${datedOn}, ${of.payees}, false)
    on conflict (tenant_id, paper, series, year, number_key) where not released do nothing returning id`.execute(
    tx.sql,
  );
  return written.rows[0]?.id;
}

/** The paper that bears a number in its year, locked where it is to be joined. */
export async function paperTaken(
  tx: Tx,
  { paper, number, datedOn, series }: SeriesPaper,
  way: 'look' | 'lock',
): Promise<TakenPaper | undefined> {
  const its = sql`tenant_id = ${tx.tenant} and paper = ${paper} and series = ${series} and year = ${Number(datedOn.slice(0, 4))}
    and number_key = ${numberKey(number)} and not released`;
  if (way === 'lock') await sql`select 1 from payment_paper where ${its} for update`.execute(tx.sql);
  const found = await sql<TakenPaper>`
    select w.id, w.proposal_id as proposal, q.title, w.dated_on as "datedOn", w.payees,
      (select count(*)::int from voucher_paper l join voucher v on v.tenant_id = ${tx.tenant} and v.id = l.voucher_id
        where l.tenant_id = ${tx.tenant} and l.paper_id = w.id and v.state <> 'refused') as standing,
      (select l.voucher_id from voucher_paper l join voucher v on v.tenant_id = ${tx.tenant} and v.id = l.voucher_id
        where l.tenant_id = ${tx.tenant} and l.paper_id = w.id and v.state <> 'refused' order by l.voucher_id limit 1) as voucher
    from (select * from payment_paper where ${its}) as w
    join proposal_card q on q.tenant_id = ${tx.tenant} and q.id = w.proposal_id`.execute(tx.sql);
  return found.rows[0];
}

/** A payment stands on a paper from now on. */
export async function insertVoucherPaper(tx: Tx, voucher: Id, paper: Id, place: number): Promise<void> {
  await sql`
    insert into voucher_paper (tenant_id, voucher_id, paper_id, place)
    values (${tx.tenant}, ${voucher}, ${paper}, ${place})`.execute(tx.sql);
}

/** A payment was refused: papers on which none stands any more are released, so that their numbers may be taken anew. */
export async function releasePapersOf(tx: Tx, voucher: Id): Promise<void> {
  await sql`
    select 1 from payment_paper w
    where w.tenant_id = ${tx.tenant} and w.id in (select l.paper_id from voucher_paper l where l.tenant_id = ${tx.tenant} and l.voucher_id = ${voucher})
    order by w.id for update`.execute(tx.sql);
  await sql`
    update payment_paper w set released = true
    where w.tenant_id = ${tx.tenant} and not w.released
      and w.id in (select l.paper_id from voucher_paper l where l.tenant_id = ${tx.tenant} and l.voucher_id = ${voucher})
      and not exists (
        select 1 from voucher_paper o join voucher v on v.tenant_id = ${tx.tenant} and v.id = o.voucher_id
        where o.tenant_id = ${tx.tenant} and o.paper_id = w.id and o.voucher_id <> ${voucher} and v.state <> 'refused')`.execute(
    tx.sql,
  );
}

export async function insertWithheld(tx: Tx, voucher: Id, taxes: readonly Withheld[]): Promise<void> {
  for (const { tax, amount } of taxes) {
    await sql`
      insert into withheld_tax (tenant_id, voucher_id, tax, amount, version)
      values (${tx.tenant}, ${voucher}, ${tax}, ${amount}, 1)`.execute(tx.sql);
  }
}

/** A tax that was withheld of a payment, and by which number and day it was paid on to the state, where it was. */
export type WithheldTaxRow = {
  readonly tax: string;
  readonly amount: Rupiah;
  readonly depositNumber: string | null;
  readonly depositedOn: IsoDate | null;
  readonly version: number;
};

/** What a payment stands on and what was withheld of it. */
export type PaymentPapers = {
  readonly papers: readonly NumberedPaper[];
  readonly taxes: readonly WithheldTaxRow[];
};

/** The papers of the payments of a proposal, in the order of the model, and what was withheld of each. */
export async function papersOfPayments(tx: Tx, proposal: Id): Promise<ReadonlyMap<Id, PaymentPapers>> {
  const papers = await sql<NumberedPaper & { readonly voucher: Id }>`
    select l.voucher_id as voucher, w.paper, w.number, w.dated_on as "datedOn"
    from voucher v
    join voucher_paper l on l.tenant_id = ${tx.tenant} and l.voucher_id = v.id
    join payment_paper w on w.tenant_id = ${tx.tenant} and w.id = l.paper_id
    where v.tenant_id = ${tx.tenant} and v.proposal_id = ${proposal}
    order by l.voucher_id, l.place`.execute(tx.sql);
  const taxes = await sql<WithheldTaxRow & { readonly voucher: Id }>`
    select t.voucher_id as voucher, t.tax, t.amount, t.deposit_number as "depositNumber", t.deposited_on as "depositedOn", t.version
    from voucher v join withheld_tax t on t.tenant_id = ${tx.tenant} and t.voucher_id = v.id
    where v.tenant_id = ${tx.tenant} and v.proposal_id = ${proposal}
    order by t.voucher_id, t.tax`.execute(tx.sql);
  const all = new Map<Id, { papers: NumberedPaper[]; taxes: WithheldTaxRow[] }>();
  const of = (voucher: Id) => {
    const known = all.get(voucher) ?? { papers: [], taxes: [] };
    all.set(voucher, known);
    return known;
  };
  for (const { voucher, ...paper } of papers.rows) of(voucher).papers.push(paper);
  for (const { voucher, ...tax } of taxes.rows) of(voucher).taxes.push(tax);
  return all;
}

/** A tax of a payment, locked. */
export async function lockWithheld(tx: Tx, voucher: Id, tax: string): Promise<WithheldTaxRow | undefined> {
  const found = await sql<WithheldTaxRow>`
    select t.tax, t.amount, t.deposit_number as "depositNumber", t.deposited_on as "depositedOn", t.version
    from withheld_tax t where t.tenant_id = ${tx.tenant} and t.voucher_id = ${voucher} and t.tax = ${tax} for update`.execute(
    tx.sql,
  );
  return found.rows[0];
}

/** By which number and on which day a tax was paid on to the state. */
export async function setDeposited(
  tx: Tx,
  { voucher, tax, number, on }: { voucher: Id; tax: string; number: string; on: IsoDate },
): Promise<void> {
  await sql`
    update withheld_tax set deposit_number = ${number}, deposited_on = ${on}, version = version + 1
    where tenant_id = ${tx.tenant} and voucher_id = ${voucher} and tax = ${tax}`.execute(tx.sql);
}
