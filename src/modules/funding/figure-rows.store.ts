import { sql } from 'kysely';
import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import type { RegionCode } from '#kernel/region.ts';
import { inArea } from '#platform/database/in-area.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Posting } from './ledger.store.ts';

/** An amount that public figures tell: what was decided, paid, and accounted for. */
export type MoneyFigure = 'decided' | 'paid' | 'accounted';

/** Which movements each amount comes to; what goes back is taken off, so that the rows add up to the figure. */
const KINDS: Readonly<Record<MoneyFigure, readonly Posting['kind'][]>> = {
  decided: ['commit', 'release'],
  paid: ['disburse', 'spend', 'refund'],
  accounted: ['settle', 'spend'],
};

/** A movement behind a figure, with the proposal that it moved for. Everybody may read it. */
export type FigureRow = {
  readonly id: Id;
  readonly kind: Posting['kind'];
  /** Below zero where it went back. */
  readonly amount: Rupiah;
  readonly happenedOn: IsoDate;
  readonly proposal: Id;
  readonly title: string;
  /** Null where a person brought it. */
  readonly organizationName: string | null;
  readonly villageName: string;
  /** The payment or refund that moved it; null for decisions and settlements. */
  readonly voucher: Id | null;
  readonly provider: string | null;
  readonly purpose: string | null;
};

/**
 * The movements that an amount of a programme comes to, in an area, the newest first below the cursor: their sum over all
 * pages is the figure that `countsBy` keeps.
 */
export async function figureRows(
  tx: Tx,
  of: { readonly program: Id; readonly figure: MoneyFigure; readonly area: RegionCode },
  limit: number,
  after?: Id,
): Promise<FigureRow[]> {
  const found = await sql<FigureRow>`
    select p.id, p.kind, case when p.kind in ('release', 'refund') then -p.amount else p.amount end as amount,
      p.happened_on as "happenedOn", q.id as proposal, q.title, o.name as "organizationName", r.name as "villageName",
      p.voucher_id as voucher, coalesce(v.provider, w.provider) as provider, v.purpose
    from posting p
    join proposal_card q on q.tenant_id = ${tx.tenant} and q.id = p.proposal_id
    join region r on r.code = q.village_code
    left join organization_card o on o.tenant_id = ${tx.tenant} and o.id = q.organization_id
    left join voucher v on v.tenant_id = ${tx.tenant} and v.id = p.voucher_id
    left join voucher w on w.tenant_id = ${tx.tenant} and w.id = v.payment_id
    where p.tenant_id = ${tx.tenant} and p.program_id = ${of.program} and p.proposal_id is not null
      and p.kind = any(${[...KINDS[of.figure]]}::text[]) and ${inArea('q.village_code', of.area)}
      and (${after ?? null}::uuid is null or p.id < ${after ?? null}::uuid)
    order by p.id desc limit ${limit}`.execute(tx.sql);
  return found.rows;
}
