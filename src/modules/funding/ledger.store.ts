import { sql } from 'kysely';
import type { IsoDate } from '#kernel/date.ts';
import { type Id, newId } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { ProposalMoney } from './funding.ts';
import { drawnFrom, type Holding } from './purse.ts';
import { countGiven } from './purse-cell.store.ts';

export type Account = 'source' | 'purse' | 'commitment' | 'advance' | 'spent';

/** One movement of money of one source: from one account of a purse to another, always balanced, never changed. */
export type Posting = {
  readonly id: Id;
  readonly kind:
    | 'allot'
    | 'deposit'
    | 'withdraw'
    | 'commit'
    | 'release'
    | 'disburse'
    | 'settle'
    | 'refund'
    | 'spend'
    | 'lapse'
    | 'carry-out'
    | 'carry-in';
  readonly from: Account;
  readonly to: Account;
  readonly source: string;
  readonly amount: Rupiah;
  /** The real day of the movement. */
  readonly happenedOn: IsoDate;
  readonly recordedAt: Date;
};

/** Which accounts each kind of posting moves money between. */
const ROUTES: Readonly<Record<Posting['kind'], readonly [Account, Account]>> = {
  allot: ['source', 'purse'],
  deposit: ['source', 'purse'],
  withdraw: ['purse', 'source'],
  commit: ['purse', 'commitment'],
  release: ['commitment', 'purse'],
  disburse: ['commitment', 'advance'],
  settle: ['advance', 'spent'],
  refund: ['advance', 'commitment'],
  spend: ['commitment', 'spent'],
  lapse: ['purse', 'source'],
  'carry-out': ['purse', 'source'],
  'carry-in': ['source', 'purse'],
};

type Movement = {
  readonly kind: Posting['kind'];
  readonly program: Id;
  /** Whose purse it is, or for whose proposal a fund is drawn on. */
  readonly organization: Id | null;
  readonly proposal: Id | null;
  /** What was recorded of it and examined, where it moved for that. */
  readonly voucher?: Id;
  /** Where it is carried over: the purse of the other year. */
  readonly other?: Id;
  /** The real day of the movement: today unless said. */
  readonly happenedOn?: IsoDate;
  readonly by: Id;
};

/** Moves money along the route of its kind, of each source its part. Moving nothing writes nothing. */
export async function post(
  tx: Tx,
  movement: Movement,
  parts: readonly { readonly purse: Id; readonly source: string; readonly amount: Rupiah }[],
): Promise<void> {
  const [from, to] = ROUTES[movement.kind];
  for (const part of parts) {
    if (part.amount === 0n) continue;
    await sql`
      insert into posting (tenant_id, id, program_id, purse_id, source, kind, from_account, to_account, amount,
        organization_id, proposal_id, voucher_id, other_purse_id, happened_on, recorded_by, recorded_at)
      values (${tx.tenant}, ${newId(tx.now)}, ${movement.program}, ${part.purse}, ${part.source}, ${movement.kind}, ${from},
        ${to}, ${part.amount}, ${movement.organization}, ${movement.proposal}, ${movement.voucher ?? null}, ${movement.other ?? null},
        ${movement.happenedOn ?? tx.today}, ${movement.by}, ${tx.now})`.execute(tx.sql);
    if (movement.proposal !== null) {
      await countGiven(tx, { ...movement, ...part, to, proposal: movement.proposal });
    }
  }
}

/**
 * Moves money that a proposal holds, in the shares in which its purses and their sources hold it; its purses must be
 * locked. A payment leaves the purses that pass through the city's cash alone, what a giver spends its own.
 */
export async function move(
  tx: Tx,
  movement: Movement & { readonly proposal: Id },
  amount: Rupiah,
  of?: { readonly purse: Id },
): Promise<void> {
  const [from] = ROUTES[movement.kind];
  const holdings = (await holdingsOf(tx, movement.proposal)).filter(
    (one) =>
      one.account === from &&
      (movement.kind !== 'disburse' || one.paid === 'through-cash') &&
      (of === undefined || one.purse === of.purse),
  );
  const drawn = drawnFrom(amount, holdings);
  if (!drawn) throw new Error(`proposal ${movement.proposal} does not hold ${amount} as ${from}`);
  await post(
    tx,
    movement,
    drawn.map(({ from: holding, amount: part }) => ({ ...holding, amount: part })),
  );
}

/** What each source of a purse has left, in the order of their names. */
export async function sourcesLeft(tx: Tx, purse: Id): Promise<Holding[]> {
  const found = await sql<Holding>`
    select purse_id as purse, source, sum(case when to_account = 'purse' then amount when from_account = 'purse' then -amount else 0 end)::int8 as held
    from posting where tenant_id = ${tx.tenant} and purse_id = ${purse} group by 1, 2 order by 2`.execute(
    tx.sql,
  );
  return found.rows;
}

type HeldFor = Holding & {
  readonly paid: 'through-cash' | 'by-giver';
  readonly account: 'commitment' | 'advance' | 'spent';
};

/** What a proposal holds of each source of each purse, by account. */
async function holdingsOf(tx: Tx, proposal: Id): Promise<HeldFor[]> {
  const found = await sql<HeldFor>`
    select purse_id as purse, u.paid, source, account, sum(moved.amount)::int8 as held from (
      select purse_id, source, to_account as account, amount from posting
      where tenant_id = ${tx.tenant} and proposal_id = ${proposal}
      union all
      select purse_id, source, from_account, -amount from posting
      where tenant_id = ${tx.tenant} and proposal_id = ${proposal}
    ) as moved join purse u on u.tenant_id = ${tx.tenant} and u.id = moved.purse_id
    where account in ('commitment', 'advance', 'spent') group by 1, 2, 3, 4 order by 1, 3`.execute(tx.sql);
  return found.rows;
}

/**
 * Where the money of a proposal stands, all sources together: of all purses behind it, of those that pass through the
 * city's cash, or of one.
 */
export async function moneyOf(
  tx: Tx,
  proposal: Id,
  of: 'all' | 'through-cash' | { readonly purse: Id } = 'all',
): Promise<ProposalMoney> {
  const those =
    of === 'all'
      ? sql``
      : of === 'through-cash'
        ? sql`and purse_id in (select id from purse where tenant_id = ${tx.tenant} and paid = 'through-cash')`
        : sql`and purse_id = ${of.purse}`;
  const found = await sql<ProposalMoney>`
    select
      coalesce(sum(case when to_account = 'commitment' then amount when from_account = 'commitment' then -amount else 0 end), 0)::int8 as commitment,
      coalesce(sum(case when to_account = 'advance' then amount when from_account = 'advance' then -amount else 0 end), 0)::int8 as advance,
      coalesce(sum(case when to_account = 'spent' then amount when from_account = 'spent' then -amount else 0 end), 0)::int8 as spent
    from posting where tenant_id = ${tx.tenant} and proposal_id = ${proposal} ${those}`.execute(tx.sql);
  return found.rows[0] ?? { commitment: 0n, advance: 0n, spent: 0n };
}

/** What one source of one purse bears of a proposal: committed now or paid, and accounted for. */
export type Borne = {
  readonly purse: string;
  readonly source: string;
  readonly granted: Rupiah;
  readonly spent: Rupiah;
};

/** Which source of which purse bears how much of a proposal, in the order of their names. */
export async function borneBy(tx: Tx, proposal: Id): Promise<Borne[]> {
  const found = await sql<Borne>`
    select u.purse, p.source,
      sum(case p.kind when 'commit' then p.amount when 'release' then -p.amount else 0 end)::int8 as granted,
      sum(case when p.to_account = 'spent' then p.amount else 0 end)::int8 as spent
    from posting p join purse u on u.tenant_id = ${tx.tenant} and u.id = p.purse_id
    where p.tenant_id = ${tx.tenant} and p.proposal_id = ${proposal} group by 1, 2 order by 1, 2`.execute(
    tx.sql,
  );
  return found.rows;
}

export async function postingsOf(tx: Tx, proposal: Id): Promise<Posting[]> {
  const found = await sql<Posting>`
    select id, kind, from_account as "from", to_account as "to", source, amount, happened_on as "happenedOn", recorded_at as "recordedAt"
    from posting where tenant_id = ${tx.tenant} and proposal_id = ${proposal} order by id limit 500`.execute(
    tx.sql,
  );
  return found.rows;
}
