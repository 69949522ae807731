import { sql } from 'kysely';
import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import type { RegionCode } from '#kernel/region.ts';
import { inArea } from '#platform/database/in-area.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** A tax that was withheld of an approved payment, with the payment and what it was for. */
export type ListedTax = {
  readonly voucher: Id;
  readonly tax: string;
  readonly proposal: Id;
  readonly title: string;
  readonly villageName: string;
  readonly provider: string;
  readonly paidOn: IsoDate;
  /** What was paid before tax, and what of it was withheld for this tax. */
  readonly gross: Rupiah;
  readonly amount: Rupiah;
  readonly depositNumber: string | null;
  readonly depositedOn: IsoDate | null;
};

/** Taxes withheld in an area, oldest first, after the one named by the cursor: all of them, or those not paid on yet. */
export async function listTaxes(
  tx: Tx,
  part: { readonly program: Id; readonly area: RegionCode; readonly which: 'all' | 'not-deposited' },
  limit: number,
  after?: Pick<ListedTax, 'voucher' | 'tax'>,
): Promise<ListedTax[]> {
  const found = await sql<ListedTax>`
    select t.voucher_id as voucher, t.tax, p.id as proposal, p.title, r.name as "villageName", v.provider, v.paid_on as "paidOn",
      v.amount as gross, t.amount, t.deposit_number as "depositNumber", t.deposited_on as "depositedOn"
    from withheld_tax t
    join voucher v on v.tenant_id = ${tx.tenant} and v.id = t.voucher_id
    join proposal_card p on p.tenant_id = ${tx.tenant} and p.id = v.proposal_id
    join region r on r.code = p.village_code
    where t.tenant_id = ${tx.tenant} and v.program_id = ${part.program} and v.state = 'approved' and v.provider is not null
      and ${inArea('p.village_code', part.area)}
      and ${part.which === 'all' ? sql`true` : sql`t.deposit_number is null`}
      and ${after ? sql`(t.voucher_id, t.tax) > (${after.voucher}::uuid, ${after.tax})` : sql`true`}
    order by t.voucher_id, t.tax limit ${limit}`.execute(tx.sql);
  return found.rows;
}
