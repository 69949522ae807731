import { sql } from 'kysely';
import type { IsoDate } from '#kernel/date.ts';
import { type Id, newId } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import type { RegionCode } from '#kernel/region.ts';
import { inArea } from '#platform/database/in-area.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Ceiling, Disbursement, ProposalMoney } from './funding.ts';

export type Account = 'source' | 'ceiling' | 'commitment' | 'advance' | 'spent';

/** One movement of money: from one account to another, always balanced, never changed. */
export type Posting = {
  readonly id: Id;
  readonly kind: 'allot' | 'withdraw' | 'commit' | 'release' | 'disburse' | 'settle' | 'refund';
  readonly from: Account;
  readonly to: Account;
  readonly amount: Rupiah;
  /** The real day of the movement. */
  readonly happenedOn: IsoDate;
  readonly recordedAt: Date;
};

/** Which accounts each kind of posting moves money between. */
const ROUTES: Readonly<Record<Posting['kind'], readonly [Account, Account]>> = {
  allot: ['source', 'ceiling'],
  withdraw: ['ceiling', 'source'],
  commit: ['ceiling', 'commitment'],
  release: ['commitment', 'ceiling'],
  disburse: ['commitment', 'advance'],
  settle: ['advance', 'spent'],
  refund: ['advance', 'commitment'],
};

/** Moves money along the route of its kind. Moving nothing writes nothing. */
export async function post(
  tx: Tx,
  posting: {
    kind: Posting['kind'];
    amount: Rupiah;
    program: Id;
    organization: Id;
    proposal: Id | null;
    disbursement?: Id;
    refund?: Id;
    /** The real day of the movement: today unless said. */
    happenedOn?: IsoDate;
    by: Id;
  },
): Promise<void> {
  if (posting.amount === 0n) return;
  const [from, to] = ROUTES[posting.kind];
  await sql`
    insert into posting (tenant_id, id, program_id, kind, from_account, to_account, amount, organization_id, proposal_id,
      disbursement_id, refund_id, happened_on, recorded_by, recorded_at)
    values (${tx.tenant}, ${newId(tx.now)}, ${posting.program}, ${posting.kind}, ${from}, ${to}, ${posting.amount},
      ${posting.organization}, ${posting.proposal}, ${posting.disbursement ?? null}, ${posting.refund ?? null},
      ${posting.happenedOn ?? tx.today}, ${posting.by}, ${tx.now})`.execute(tx.sql);
}

/** Gives institutions their ceilings for the year, from the programme's source. */
export async function allot(
  tx: Tx,
  program: Id,
  list: readonly { organization: Id; amount: Rupiah }[],
  by: Id,
): Promise<void> {
  const ids = list.map(() => newId(tx.now));
  const postings = list.map(() => newId(tx.now));
  const organizations = list.map((one) => one.organization);
  const amounts = list.map((one) => one.amount.toString());
  await sql`
    insert into ceiling (tenant_id, id, program_id, organization_id, amount)
    select ${tx.tenant}::uuid, id, ${program}::uuid, organization, amount
    from unnest(${ids}::uuid[], ${organizations}::uuid[], ${amounts}::int8[]) as t (id, organization, amount)`.execute(
    tx.sql,
  );
  await sql`
    insert into posting (tenant_id, id, program_id, kind, from_account, to_account, amount, organization_id, happened_on,
      recorded_by, recorded_at)
    select ${tx.tenant}::uuid, id, ${program}::uuid, 'allot', 'source', 'ceiling', amount, organization, ${tx.today}::date, ${by}::uuid, ${tx.now}::timestamptz
    from unnest(${postings}::uuid[], ${organizations}::uuid[], ${amounts}::int8[]) as t (id, organization, amount)
    where amount > 0`.execute(tx.sql);
}

/** Who has a ceiling in a programme already. */
export async function organizationsWithCeiling(tx: Tx, program: Id): Promise<ReadonlySet<Id>> {
  const found = await sql<{ organization: Id }>`
    select organization_id as organization from ceiling
    where tenant_id = ${tx.tenant} and program_id = ${program}`.execute(tx.sql);
  return new Set(found.rows.map((row) => row.organization));
}

/** An institution's ceiling, locked: what is decided on it now is decided by this transaction alone. */
export async function lockCeiling(tx: Tx, program: Id, organization: Id): Promise<Ceiling | undefined> {
  await sql`
    select 1 from ceiling
    where tenant_id = ${tx.tenant} and program_id = ${program} and organization_id = ${organization} for update`.execute(
    tx.sql,
  );
  return ceilingOf(tx, program, organization);
}

export async function ceilingOf(tx: Tx, program: Id, organization: Id): Promise<Ceiling | undefined> {
  const [first] = await ceilingsOf(tx, program, [organization]);
  return first;
}

/** The ceilings of several institutions; the remaining amount is derived from the ledger. */
export async function ceilingsOf(tx: Tx, program: Id, organizations: readonly Id[]): Promise<Ceiling[]> {
  const wanted = [...new Set(organizations)];
  if (wanted.length === 0) return [];
  const found = await sql<Ceiling>`
    select c.id, c.program_id as program, c.organization_id as organization, c.amount,
      coalesce((
        select sum(case when p.to_account = 'ceiling' then p.amount when p.from_account = 'ceiling' then -p.amount else 0 end)
        from posting p
        where p.tenant_id = ${tx.tenant} and p.program_id = ${program} and p.organization_id = c.organization_id
      ), 0)::int8 as remaining
    from ceiling c
    where c.tenant_id = ${tx.tenant} and c.program_id = ${program} and c.organization_id = any(${wanted}::uuid[])`.execute(
    tx.sql,
  );
  return found.rows;
}

/** All that a programme has allotted. */
export async function totalCeiling(tx: Tx, program: Id): Promise<Rupiah> {
  const found = await sql<{ total: bigint }>`
    select coalesce(sum(amount), 0)::int8 as total from ceiling
    where tenant_id = ${tx.tenant} and program_id = ${program}`.execute(tx.sql);
  return found.rows[0]?.total ?? 0n;
}

/** What a programme has allotted in an area, by district or by village. */
export async function ceilingsBy(
  tx: Tx,
  program: Id,
  by: 'district' | 'village',
  area: RegionCode,
): Promise<Map<RegionCode, Rupiah>> {
  const length = by === 'district' ? 8 : 13;
  const found = await sql<{ key: string; total: bigint }>`
    select left(o.region_code, ${length}) as key, sum(c.amount)::int8 as total
    from ceiling c join organization_card o on o.tenant_id = ${tx.tenant} and o.id = c.organization_id
    where c.tenant_id = ${tx.tenant} and c.program_id = ${program}
      and ${inArea('o.region_code', area)}
    group by 1`.execute(tx.sql);
  return new Map(found.rows.map((row) => [row.key, row.total]));
}

export async function moneyOf(tx: Tx, proposal: Id): Promise<ProposalMoney> {
  const found = await sql<ProposalMoney>`
    select
      coalesce(sum(case when to_account = 'commitment' then amount when from_account = 'commitment' then -amount else 0 end), 0)::int8 as commitment,
      coalesce(sum(case when to_account = 'advance' then amount when from_account = 'advance' then -amount else 0 end), 0)::int8 as advance,
      coalesce(sum(case when to_account = 'spent' then amount when from_account = 'spent' then -amount else 0 end), 0)::int8 as spent
    from posting where tenant_id = ${tx.tenant} and proposal_id = ${proposal}`.execute(tx.sql);
  return found.rows[0] ?? { commitment: 0n, advance: 0n, spent: 0n };
}

/** The filings about what a proposal was granted for that every step accepted, by their kinds. */
export async function acceptedFilings(tx: Tx, proposal: Id): Promise<ReadonlySet<string>> {
  const found = await sql<{ kind: string }>`
    select b.kind from activity_card a
    join obligation_card b on b.tenant_id = ${tx.tenant} and b.subject_id = a.id
    where a.tenant_id = ${tx.tenant} and a.proposal_id = ${proposal} and b.accepted_on is not null`.execute(
    tx.sql,
  );
  return new Set(found.rows.map((row) => row.kind));
}

export async function postingsOf(tx: Tx, proposal: Id): Promise<Posting[]> {
  const found = await sql<Posting>`
    select id, kind, from_account as "from", to_account as "to", amount, happened_on as "happenedOn", recorded_at as "recordedAt" from posting
    where tenant_id = ${tx.tenant} and proposal_id = ${proposal} order by id limit 500`.execute(tx.sql);
  return found.rows;
}

const disbursementColumns = sql`id, program_id as program, proposal_id as proposal, provider, purpose, amount,
  receipt_number as "receiptNumber", receipt_document_id as "receiptDocument", paid_on as "paidOn", state, remark,
  recorded_by as "recordedBy", recorded_at as "recordedAt", reviewed_at as "reviewedAt", version`;

export async function insertDisbursement(
  tx: Tx,
  given: Omit<Disbursement, 'state' | 'remark' | 'recordedAt' | 'reviewedAt' | 'version'>,
): Promise<void> {
  await sql`
    insert into disbursement (tenant_id, id, program_id, proposal_id, provider, purpose, amount, receipt_number,
      receipt_document_id, paid_on, state, recorded_by, recorded_at, version)
    values (${tx.tenant}, ${given.id}, ${given.program}, ${given.proposal}, ${given.provider}, ${given.purpose},
      ${given.amount}, ${given.receiptNumber}, ${given.receiptDocument}, ${given.paidOn}, 'recorded', ${given.recordedBy},
      ${tx.now}, 1)`.execute(tx.sql);
}

export async function lockDisbursement(tx: Tx, id: Id): Promise<Disbursement | undefined> {
  const found = await sql<Disbursement>`
    select ${disbursementColumns} from disbursement where tenant_id = ${tx.tenant} and id = ${id} for update`.execute(
    tx.sql,
  );
  return found.rows[0];
}

export async function disbursementById(tx: Tx, id: Id): Promise<Disbursement | undefined> {
  const found = await sql<Disbursement>`
    select ${disbursementColumns} from disbursement where tenant_id = ${tx.tenant} and id = ${id}`.execute(
    tx.sql,
  );
  return found.rows[0];
}

export async function disbursementsOf(tx: Tx, proposal: Id): Promise<Disbursement[]> {
  const found = await sql<Disbursement>`
    select ${disbursementColumns} from disbursement
    where tenant_id = ${tx.tenant} and proposal_id = ${proposal} order by id limit 500`.execute(tx.sql);
  return found.rows;
}

export async function setReviewed(
  tx: Tx,
  id: Id,
  review: { state: 'approved' | 'refused'; remark: string | null; by: Id },
): Promise<void> {
  await sql`
    update disbursement set state = ${review.state}, remark = ${review.remark}, reviewed_by = ${review.by},
      reviewed_at = ${tx.now}, version = version + 1
    where tenant_id = ${tx.tenant} and id = ${id}`.execute(tx.sql);
}

/** The ceilings of an institution in all programmes, locked, with how much of each is committed, paid or spent. */
export async function lockCeilingsOf(
  tx: Tx,
  organization: Id,
): Promise<{ readonly program: Id; readonly amount: Rupiah; readonly committed: Rupiah }[]> {
  const found = await sql<{ program: Id; amount: bigint; committed: bigint }>`
    select c.program_id as program, c.amount, (c.amount - coalesce((
        select sum(case when p.to_account = 'ceiling' then p.amount when p.from_account = 'ceiling' then -p.amount else 0 end)
        from posting p
        where p.tenant_id = ${tx.tenant} and p.program_id = c.program_id and p.organization_id = ${organization}
      ), 0))::int8 as committed
    from ceiling c
    where c.tenant_id = ${tx.tenant} and c.organization_id = ${organization}
    order by c.program_id for update of c`.execute(tx.sql);
  return found.rows;
}

/** Takes a whole ceiling back to the programme's source. */
export async function withdrawCeiling(
  tx: Tx,
  ceiling: { readonly program: Id; readonly organization: Id; readonly amount: Rupiah },
  by: Id,
): Promise<void> {
  await sql`
    update ceiling set amount = 0
    where tenant_id = ${tx.tenant} and program_id = ${ceiling.program}
      and organization_id = ${ceiling.organization}`.execute(tx.sql);
  await post(tx, { kind: 'withdraw', ...ceiling, proposal: null, by });
}
