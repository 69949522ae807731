import { sql } from 'kysely';
import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

type Given = {
  readonly kind: string;
  readonly to: string;
  readonly program: Id;
  readonly proposal: Id;
  readonly purse: Id;
  readonly amount: Rupiah;
  readonly happenedOn?: IsoDate;
};

/**
 * Counts a movement to what its purse gave in that year for the entry of the catalogue that the proposal stands in. Part of
 * the transaction that moves the money; the purse is held in it, so nobody else counts to the same row.
 */
export async function countGiven(tx: Tx, moved: Given): Promise<void> {
  const { committed, disbursed, settled } = deltasOf(moved);
  if (committed === 0n && disbursed === 0n && settled === 0n) return;
  await sql`
    insert into purse_cell (tenant_id, program_id, purse_id, year, scope, committed, disbursed, settled)
    select ${tx.tenant}, ${moved.program}, ${moved.purse}, extract(year from ${moved.happenedOn ?? tx.today}::date)::int, q.scope, ${committed},
      ${disbursed}, ${settled}
    from proposal_card q where q.tenant_id = ${tx.tenant} and q.id = ${moved.proposal}
    on conflict (tenant_id, program_id, purse_id, year, scope) do update set
      committed = purse_cell.committed + excluded.committed, disbursed = purse_cell.disbursed + excluded.disbursed,
      settled = purse_cell.settled + excluded.settled`.execute(tx.sql);
}

function deltasOf({ kind, to, amount }: Given): { committed: Rupiah; disbursed: Rupiah; settled: Rupiah } {
  const signs: Readonly<Record<string, readonly [bigint, bigint]>> = {
    commit: [1n, 0n],
    release: [-1n, 0n],
    disburse: [0n, 1n],
    spend: [0n, 1n],
    refund: [0n, -1n],
  };
  const [committed, disbursed] = new Map(Object.entries(signs)).get(kind) ?? [0n, 0n];
  return {
    committed: committed * amount,
    disbursed: disbursed * amount,
    settled: to === 'spent' ? amount : 0n,
  };
}

/** What was given in a year for a field of the catalogue, or for all of them where `field` is null. Amounts in rupiah. */
export type GivenFor = {
  readonly year: number;
  readonly field: string | null;
  /** Decided, less what was released again. */
  readonly committed: Rupiah;
  /** Spent: by a giver itself, or paid out and accounted for. */
  readonly settled: Rupiah;
  /** Institutions out of whose purses something was spent, each once, merged records as one. */
  readonly givers: bigint;
};

/**
 * What programmes were given by year and field: `fields` says of each entry of the catalogue in which field it stands.
 * An institution that gave for several fields counts once in the whole, so the whole is not the sum of its fields.
 */
export async function givenByField(
  tx: Tx,
  programs: readonly Id[],
  fields: readonly { readonly scope: string; readonly field: string }[],
): Promise<GivenFor[]> {
  const found = await sql<GivenFor>`
    with by_giver as (
      select c.year, f.field, coalesce(o.merged_into, o.id) as giver, sum(c.committed) as committed, sum(c.settled) as settled
      from purse_cell c
      join unnest(${fields.map((one) => one.scope)}::text[], ${fields.map((one) => one.field)}::text[]) as f (scope, field)
        on f.scope = c.scope
      join purse u on u.tenant_id = ${tx.tenant} and u.id = c.purse_id
      left join organization_card o on o.tenant_id = ${tx.tenant} and o.id = u.organization_id
      where c.tenant_id = ${tx.tenant} and c.program_id = any(${programs}::uuid[])
      group by 1, 2, 3
    )
    select year, field, sum(committed)::int8 as committed, sum(settled)::int8 as settled,
      count(distinct giver) filter (where settled > 0) as givers
    from by_giver group by grouping sets ((year, field), (year)) order by year, field`.execute(tx.sql);
  return found.rows;
}

/** What was spent out of purses for an entry of the catalogue, in rupiah. */
export type SpentOutOf = {
  /** Whose purse it is: the kind of the institution; of a fund of the programme null. */
  readonly party: string | null;
  /** Whether the money passed through the cash of the city, or its giver spent it. */
  readonly paid: 'through-cash' | 'by-giver';
  readonly scope: string;
  readonly settled: Rupiah;
};

/** What was spent in a programme by the kind of institution whose purse it came from and by entry of the catalogue. */
export async function spentOutOf(tx: Tx, program: Id): Promise<SpentOutOf[]> {
  const found = await sql<SpentOutOf>`
    select o.kind as party, u.paid, c.scope, sum(c.settled)::int8 as settled
    from purse_cell c
    join purse u on u.tenant_id = ${tx.tenant} and u.id = c.purse_id
    left join organization_card o on o.tenant_id = ${tx.tenant} and o.id = u.organization_id
    where c.tenant_id = ${tx.tenant} and c.program_id = ${program}
    group by 1, 2, 3 having sum(c.settled) > 0 order by 1, 2, 3`.execute(tx.sql);
  return found.rows;
}
