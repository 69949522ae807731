import { sql } from 'kysely';
import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Deposit, Disbursement, Refund, Spending, Voucher } from './voucher.ts';

/** A voucher as its row has it: what its kind has not is null. */
type Row = {
  readonly id: Id;
  readonly program: Id;
  readonly kind: Voucher['kind'];
  readonly proposal: Id | null;
  readonly payment: Id | null;
  readonly purse: Id | null;
  readonly purseName: string | null;
  readonly source: string | null;
  readonly organization: Id | null;
  readonly occasion: string;
  readonly provider: string | null;
  readonly supplier: Id | null;
  readonly purpose: string;
  readonly amount: Rupiah;
  readonly withheld: Rupiah;
  readonly receiptNumber: string;
  readonly receiptDocument: Id | null;
  readonly paidOn: IsoDate;
  readonly route: readonly string[];
  readonly step: number;
  readonly state: Voucher['state'];
  readonly remark: string | null;
  readonly recordedBy: Id;
  readonly recordedAt: Date;
  readonly reviewedAt: Date | null;
  readonly version: number;
};

const columns = sql`v.id, v.program_id as program, v.kind, v.proposal_id as proposal, v.payment_id as payment,
  v.purse_id as purse, (select u.purse from purse u where u.tenant_id = v.tenant_id and u.id = v.purse_id) as "purseName",
  v.source, v.organization_id as organization, v.occasion, v.provider, v.supplier_id as supplier, v.purpose, v.amount, v.withheld,
  v.receipt_number as "receiptNumber", v.receipt_document_id as "receiptDocument", v.paid_on as "paidOn", v.route, v.step,
  v.state, v.remark, v.recorded_by as "recordedBy", v.recorded_at as "recordedAt", v.reviewed_at as "reviewedAt", v.version`;

/** `voucher_names_what_moved` keeps every kind whole. */
function whole<T>(value: T | null, of: Row): T {
  if (value === null) throw new Error(`voucher ${of.id} of kind ${of.kind} is not whole`);
  return value;
}

function voucherOf(row: Row): Voucher {
  const {
    kind: _,
    proposal,
    payment,
    purse,
    purseName,
    source,
    organization,
    occasion,
    provider,
    supplier,
    withheld,
    ...common
  } = row;
  switch (row.kind) {
    case 'disbursement':
      return {
        ...common,
        kind: 'disbursement',
        proposal: whole(proposal, row),
        provider: whole(provider, row),
        supplier,
        withheld,
      };
    case 'refund':
      return { ...common, kind: 'refund', proposal: whole(proposal, row), payment: whole(payment, row) };
    case 'spending':
      return {
        ...common,
        kind: 'spending',
        proposal: whole(proposal, row),
        purse: whole(purse, row),
        purseName: whole(purseName, row),
        provider: whole(provider, row),
      };
    case 'deposit':
      return {
        ...common,
        kind: 'deposit',
        purse: whole(purse, row),
        purseName: whole(purseName, row),
        source: whole(source, row),
        organization: whole(organization, row),
        occasion,
      };
  }
}

type Later = 'route' | 'step' | 'state' | 'remark' | 'recordedAt' | 'reviewedAt' | 'version';
type Made<V> = V extends Voucher ? Omit<V, Later | 'id' | 'recordedBy' | 'receiptDocument'> : never;
/** What is recorded, before it has an id, a way and a paper that is kept. */
export type NewVoucher = Made<Voucher>;

/**
 * Writes down what was recorded, and answers it as it stands; undefined where the same receipt was recorded by somebody
 * else at this moment: whoever comes second waits for the first and writes nothing (`one_receipt_proves_one_payment`).
 */
export async function insertVoucher(
  tx: Tx,
  made: NewVoucher,
  kept: { readonly id: Id; readonly document: Id | null; readonly route: readonly string[]; readonly by: Id },
): Promise<Voucher | undefined> {
  const row = {
    proposal: null,
    payment: null,
    purse: null,
    source: null,
    organization: null,
    occasion: '',
    provider: null,
    supplier: null,
    withheld: 0n,
    ...made,
  };
  await sql`
    insert into voucher (tenant_id, id, program_id, kind, proposal_id, payment_id, purse_id, source, organization_id, occasion,
      provider, supplier_id, purpose, amount, withheld, receipt_number, receipt_document_id, paid_on, route, step, state, recorded_by, recorded_at, version)
    values (${tx.tenant}, ${kept.id}, ${row.program}, ${row.kind}, ${row.proposal}, ${row.payment}, ${row.purse}, ${row.source},
      ${row.organization}, ${row.occasion}, ${row.provider}, ${row.supplier}, ${row.purpose}, ${row.amount}, ${row.withheld}, ${row.receiptNumber},
      ${kept.document}, ${row.paidOn}, ${[...kept.route]}::text[], 0, 'recorded', ${kept.by}, ${tx.now}, 1)
    on conflict (tenant_id, paid_on, amount, regexp_replace(lower(provider), '\\s', '', 'g'), regexp_replace(lower(receipt_number), '\\s', '', 'g'))
      where kind in ('disbursement', 'spending') and state <> 'refused' do nothing`.execute(tx.sql);
  return voucherById(tx, kept.id);
}

export async function voucherById(tx: Tx, id: Id): Promise<Voucher | undefined> {
  const found = await sql<Row>`
    select ${columns} from voucher v where v.tenant_id = ${tx.tenant} and v.id = ${id}`.execute(tx.sql);
  return found.rows.map(voucherOf)[0];
}

export async function lockVoucher(tx: Tx, id: Id): Promise<Voucher | undefined> {
  await sql`select 1 from voucher where tenant_id = ${tx.tenant} and id = ${id} for update`.execute(tx.sql);
  return voucherById(tx, id);
}

/** All that was recorded of the money of a proposal, in the order in which it was. */
export async function vouchersOf(tx: Tx, proposal: Id): Promise<Voucher[]> {
  const found = await sql<Row>`
    select ${columns} from voucher v where v.tenant_id = ${tx.tenant} and v.proposal_id = ${proposal} order by v.id limit 500`.execute(
    tx.sql,
  );
  return found.rows.map(voucherOf);
}

/** A payment that stands on the same paper: whom, by which number, how much and on which day; with its proposal's title. */
export type SamePaper = { readonly id: Id; readonly title: string; readonly paidOn: IsoDate };

/**
 * The first payment of any proposal that was recorded by the same receipt and not refused: capitals and spaces of provider
 * and number make no difference.
 */
export async function sameReceipt(
  tx: Tx,
  paid: {
    readonly provider: string;
    readonly receiptNumber: string;
    readonly amount: Rupiah;
    readonly paidOn: IsoDate;
  },
): Promise<SamePaper | undefined> {
  const found = await sql<SamePaper>`
    select v.id, q.title, v.paid_on as "paidOn" from voucher v
    join proposal_card q on q.tenant_id = ${tx.tenant} and q.id = v.proposal_id
    where v.tenant_id = ${tx.tenant} and v.paid_on = ${paid.paidOn}::date and v.amount = ${paid.amount}
      and v.kind in ('disbursement', 'spending') and v.state <> 'refused'
      and regexp_replace(lower(v.provider), '\\s', '', 'g') = regexp_replace(lower(${paid.provider}::text), '\\s', '', 'g')
      and regexp_replace(lower(v.receipt_number), '\\s', '', 'g') = regexp_replace(lower(${paid.receiptNumber}::text), '\\s', '', 'g')
    order by v.id limit 1`.execute(tx.sql);
  return found.rows[0];
}

/** Of these, what is of one kind. */
export function ofKind<K extends Voucher['kind']>(
  list: readonly Voucher[],
  kind: K,
): Extract<Voucher, { kind: K }>[] {
  return list.filter((one): one is Extract<Voucher, { kind: K }> => one.kind === kind);
}

/** The payments of a proposal, in the order in which they were recorded. */
export async function disbursementsOf(tx: Tx, proposal: Id): Promise<Disbursement[]> {
  return ofKind(await vouchersOf(tx, proposal), 'disbursement');
}

export async function refundsOf(tx: Tx, proposal: Id): Promise<Refund[]> {
  return ofKind(await vouchersOf(tx, proposal), 'refund');
}

export async function spendingsOf(tx: Tx, proposal: Id): Promise<Spending[]> {
  return ofKind(await vouchersOf(tx, proposal), 'spending');
}

/** What was paid into a purse by one party, as far as it was not refused. */
export async function depositsBy(tx: Tx, purse: Id, organization: Id): Promise<Deposit[]> {
  const found = await sql<Row>`
    select ${columns} from voucher v
    where v.tenant_id = ${tx.tenant} and v.purse_id = ${purse} and v.organization_id = ${organization} and v.kind = 'deposit'
      and v.state <> 'refused'
    order by v.id`.execute(tx.sql);
  return ofKind(found.rows.map(voucherOf), 'deposit');
}

/** A deposit with the name of who paid. */
export type ListedDeposit = Deposit & { readonly organizationName: string };

/** What was paid into a purse, newest first, before the deposit named by the cursor. */
export async function listDeposits(tx: Tx, purse: Id, limit: number, before?: Id): Promise<ListedDeposit[]> {
  const found = await sql<Row & { readonly organizationName: string }>`
    select ${columns}, o.name as "organizationName" from voucher v
    join organization_card o on o.tenant_id = ${tx.tenant} and o.id = v.organization_id
    where v.tenant_id = ${tx.tenant} and v.purse_id = ${purse} and v.kind = 'deposit'
      and (${before ?? null}::uuid is null or v.id < ${before ?? null}::uuid)
    order by v.id desc limit ${limit}`.execute(tx.sql);
  return found.rows.flatMap((row) => {
    const { organizationName, ...voucher } = row;
    return ofKind([voucherOf(voucher)], 'deposit').map((one) => ({ ...one, organizationName }));
  });
}

/** A step has answered: the voucher goes on to the next, or is approved or refused. */
export async function setReviewed(
  tx: Tx,
  id: Id,
  review: {
    readonly state: Voucher['state'];
    readonly step: number;
    readonly remark: string | null;
    readonly by: Id;
  },
): Promise<void> {
  await sql`
    update voucher set state = ${review.state}, step = ${review.step}, remark = ${review.remark},
      reviewed_by = ${review.by}, reviewed_at = ${tx.now}, version = version + 1
    where tenant_id = ${tx.tenant} and id = ${id}`.execute(tx.sql);
}
