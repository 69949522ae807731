import { sql } from 'kysely';
import { listPrograms } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** What must hold of the ledger at any moment, checked against the records themselves. Answers what does not hold. */
export async function faultsInLedger(tx: Tx): Promise<string[]> {
  const programs = await listPrograms(tx);
  const faults = await sql<{ fault: string }>`
    with moved as (
      select purse_id, source, proposal_id, to_account as account, amount from posting where tenant_id = ${tx.tenant}
      union all
      select purse_id, source, proposal_id, from_account, -amount from posting where tenant_id = ${tx.tenant}
    )
    select concat('all accounts together come to ', sum(amount), ', not to zero') as fault from moved having sum(amount) <> 0
    union all
    select concat(source, ' in purse ', purse_id, ' is overdrawn by ', -sum(amount)) from moved
      where account = 'purse' group by purse_id, source having sum(amount) < 0
    union all
    select concat(account, ' of proposal ', proposal_id, ' from ', source, ' in purse ', purse_id, ' is overdrawn by ', -sum(amount)) from moved
      where account in ('commitment', 'advance', 'spent') group by account, proposal_id, purse_id, source having sum(amount) < 0
    union all
    select concat('purse ', u.id, ' was given ', u.amount, ', but ', coalesce(sum(case p.kind when 'withdraw' then -p.amount else p.amount end), 0), ' was allotted')
      from purse u left join posting p on p.tenant_id = ${tx.tenant} and p.purse_id = u.id and p.kind in ('allot', 'withdraw')
      where u.tenant_id = ${tx.tenant} group by u.id, u.amount
      having u.amount <> coalesce(sum(case p.kind when 'withdraw' then -p.amount else p.amount end), 0)
    union all
    select concat('posting ', p.id, ' is of programme ', p.program_id, ', but its purse of ', u.program_id)
      from posting p join purse u on u.tenant_id = ${tx.tenant} and u.id = p.purse_id
      where p.tenant_id = ${tx.tenant} and p.program_id <> u.program_id
    union all
    select concat('posting ', p.id, ' for proposal ', q.id, ' draws on the purse of another institution')
      from posting p join purse u on u.tenant_id = ${tx.tenant} and u.id = p.purse_id
      join proposal_card q on q.tenant_id = ${tx.tenant} and q.id = p.proposal_id
      where p.tenant_id = ${tx.tenant} and u.organization_id <> q.organization_id
    union all
    select concat('proposal ', q.id, ' was granted ', q.granted, ', but ', coalesce(sum(case p.kind when 'commit' then p.amount else 0 end), 0), ' was committed')
      from proposal_card q left join posting p on p.tenant_id = ${tx.tenant} and p.proposal_id = q.id
      where q.tenant_id = ${tx.tenant} and q.state = 'funded' group by q.id, q.granted
      having q.granted > coalesce(sum(case p.kind when 'commit' then p.amount else 0 end), 0)
    union all
    select concat('disbursement ', d.id, ' is approved, but ', coalesce(sum(p.amount), 0), ' of ', d.amount, ' was paid out')
      from disbursement d left join posting p on p.tenant_id = ${tx.tenant} and p.disbursement_id = d.id and p.kind = 'disburse'
      where d.tenant_id = ${tx.tenant} and d.state = 'approved' group by d.id, d.amount having d.amount <> coalesce(sum(p.amount), 0)
    union all
    select concat('payment ', d.id, ' of ', d.paid_on, ' came before its decision bound, ', coalesce(q.binding_since::text, 'which it never did'))
      from disbursement d join proposal_card q on q.tenant_id = ${tx.tenant} and q.id = d.proposal_id
      where d.tenant_id = ${tx.tenant} and d.state <> 'refused'
        and (q.binding_since is null or d.paid_on < (q.binding_since at time zone 'UTC')::date)
    union all
    select concat('payment ', d.id, ' of ', d.paid_on, ' lies outside the year ', g.fiscal_year, ' of its programme')
      from disbursement d join unnest(${programs.map((one) => one.id)}::uuid[], ${programs.map((one) => one.fiscalYear)}::int[]) as g (id, fiscal_year)
        on g.id = d.program_id
      where d.tenant_id = ${tx.tenant} and d.state <> 'refused' and extract(year from d.paid_on) <> g.fiscal_year
    union all
    select concat('posting ', p.id, ' happened on ', p.happened_on, ', after it was recorded on ', p.recorded_at)
      from posting p
      where p.tenant_id = ${tx.tenant} and p.happened_on > (p.recorded_at at time zone 'UTC' + interval '9 hours')::date
    union all
    select concat('posting ', p.id, ' happened on ', p.happened_on, ', but its payment on ', d.paid_on)
      from posting p join disbursement d on d.tenant_id = ${tx.tenant} and d.id = p.disbursement_id
      where p.tenant_id = ${tx.tenant} and p.kind = 'disburse' and p.happened_on <> d.paid_on
    union all
    select concat('posting ', p.id, ' happened on ', p.happened_on, ', but its refund on ', r.refunded_on)
      from posting p join refund r on r.tenant_id = ${tx.tenant} and r.id = p.refund_id
      where p.tenant_id = ${tx.tenant} and p.happened_on <> r.refunded_on
    union all
    select concat('refund ', r.id, ' is approved, but ', coalesce(sum(p.amount), 0), ' of ', r.amount, ' came back')
      from refund r left join posting p on p.tenant_id = ${tx.tenant} and p.refund_id = r.id
      where r.tenant_id = ${tx.tenant} and r.state = 'approved' group by r.id, r.amount having r.amount <> coalesce(sum(p.amount), 0)
    union all
    select concat('refund ', r.id, ' is ', r.state, ', but ', p.amount, ' came back')
      from refund r join posting p on p.tenant_id = ${tx.tenant} and p.refund_id = r.id
      where r.tenant_id = ${tx.tenant} and r.state <> 'approved'
    union all
    select concat('deposit ', d.id, ' is ', d.state, ', but ', coalesce(sum(p.amount), 0), ' of ', d.amount, ' was paid in')
      from deposit d left join posting p on p.tenant_id = ${tx.tenant} and p.deposit_id = d.id and p.purse_id = d.purse_id
        and p.source = d.source and p.happened_on = d.paid_on
      where d.tenant_id = ${tx.tenant} group by d.id, d.state, d.amount
      having coalesce(sum(p.amount), 0) <> case d.state when 'approved' then d.amount else 0 end
    union all
    select concat('of payment ', d.id, ' came back ', sum(r.amount), ', more than the ', d.amount, ' that was paid')
      from disbursement d join refund r on r.tenant_id = ${tx.tenant} and r.disbursement_id = d.id
      where d.tenant_id = ${tx.tenant} and r.state <> 'refused' group by d.id, d.amount having sum(r.amount) > d.amount
    union all
    select concat('refund ', r.id, ' of ', r.refunded_on, ' came before its payment of ', d.paid_on)
      from refund r join disbursement d on d.tenant_id = ${tx.tenant} and d.id = r.disbursement_id
      where r.tenant_id = ${tx.tenant} and r.state <> 'refused' and r.refunded_on < d.paid_on
    union all
    select concat('public figures of ', c.village_code, ', ', c.scope, ' say ', c.committed, ' committed, the ledger ', coalesce(l.committed, 0))
      from program_cell_card c left join (
        select q.program_id, q.village_code, q.scope,
          sum(case p.kind when 'commit' then p.amount when 'release' then -p.amount else 0 end) as committed
        from posting p join proposal_card q on q.tenant_id = ${tx.tenant} and q.id = p.proposal_id
        where p.tenant_id = ${tx.tenant} group by 1, 2, 3
      ) l on l.program_id = c.program_id and l.village_code = c.village_code and l.scope = c.scope
      where c.tenant_id = ${tx.tenant} and c.committed <> coalesce(l.committed, 0)
    limit 100`.execute(tx.sql);
  return faults.rows.map((row) => row.fault);
}
