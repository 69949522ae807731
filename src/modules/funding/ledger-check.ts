import { sql } from 'kysely';
import { settlingFiling } from '#modules/models/index.ts';
import { listPrograms, yearsOf } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** What must hold of the ledger at any moment, checked against the records themselves. Answers what does not hold. */
export async function faultsInLedger(tx: Tx): Promise<string[]> {
  const programs = await listPrograms(tx);
  const years = programs.map((one) => yearsOf(one));
  const settling = programs.map(({ model }) => settlingFiling(model)?.kind ?? null);
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
      from voucher d left join posting p on p.tenant_id = ${tx.tenant} and p.voucher_id = d.id and p.kind = 'disburse'
      where d.tenant_id = ${tx.tenant} and d.kind = 'disbursement' and d.state = 'approved' group by d.id, d.amount having d.amount <> coalesce(sum(p.amount), 0)
    union all
    select concat('of payment ', d.id, ' ', d.withheld, ' was withheld, but its taxes come to ', coalesce(sum(t.amount), 0))
      from voucher d left join withheld_tax t on t.tenant_id = ${tx.tenant} and t.voucher_id = d.id
      where d.tenant_id = ${tx.tenant} group by d.id, d.withheld having d.withheld <> coalesce(sum(t.amount), 0)
    union all
    select concat(t.tax, ' of payment ', d.id, ' was paid on to the state on ', t.deposited_on, ', though it was ', d.state, ' as paid on ', d.paid_on)
      from withheld_tax t join voucher d on d.tenant_id = ${tx.tenant} and d.id = t.voucher_id
      where t.tenant_id = ${tx.tenant} and t.deposited_on is not null and (d.state <> 'approved' or t.deposited_on < d.paid_on)
    union all
    select concat('payment ', d.id, ' of ', d.paid_on, ' stands on ', w.paper, ' ', w.number, case when w.released then ', which was released' else concat(' of ', w.dated_on) end)
      from voucher_paper l join payment_paper w on w.tenant_id = ${tx.tenant} and w.id = l.paper_id
      join voucher d on d.tenant_id = ${tx.tenant} and d.id = l.voucher_id
      where l.tenant_id = ${tx.tenant} and d.state <> 'refused' and (w.released or w.dated_on > d.paid_on or w.proposal_id <> d.proposal_id)
    union all
    select concat(w.paper, ' ', w.number, ' was issued for ', w.payees, ' payments, but ', count(*), ' stand on it')
      from payment_paper w join voucher_paper l on l.tenant_id = ${tx.tenant} and l.paper_id = w.id
      join voucher d on d.tenant_id = ${tx.tenant} and d.id = l.voucher_id
      where w.tenant_id = ${tx.tenant} and d.state <> 'refused' group by w.id, w.paper, w.number, w.payees having count(*) > w.payees
    union all
    select concat('payment ', d.id, ' of ', d.paid_on, ' came before its decision bound, ', coalesce(q.binding_since::text, 'which it never did'))
      from voucher d join proposal_card q on q.tenant_id = ${tx.tenant} and q.id = d.proposal_id
      where d.tenant_id = ${tx.tenant} and d.kind in ('disbursement', 'spending') and d.state <> 'refused'
        and (q.binding_since is null or d.paid_on < (q.binding_since at time zone 'UTC')::date)
    union all
    select concat('payment ', d.id, ' of ', d.paid_on, ' lies outside the year ', g.first, ' of its programme')
      from voucher d join unnest(${programs.map((one) => one.id)}::uuid[], ${years.map((one) => one.from)}::int[], ${years.map((one) => one.to)}::int[]) as g (id, first, last)
        on g.id = d.program_id
      where d.tenant_id = ${tx.tenant} and d.kind <> 'refund' and d.state <> 'refused' and extract(year from d.paid_on) not between g.first and g.last
    union all
    select concat('posting ', p.id, ' happened on ', p.happened_on, ', after it was recorded on ', p.recorded_at)
      from posting p
      where p.tenant_id = ${tx.tenant} and p.happened_on > (p.recorded_at at time zone 'UTC' + interval '9 hours')::date
    union all
    select concat('posting ', p.id, ' happened on ', p.happened_on, ', but its payment on ', d.paid_on)
      from posting p join voucher d on d.tenant_id = ${tx.tenant} and d.id = p.voucher_id
      where p.tenant_id = ${tx.tenant} and p.kind in ('disburse', 'spend') and p.happened_on <> d.paid_on
    union all
    select concat('posting ', p.id, ' happened on ', p.happened_on, ', but its refund on ', r.paid_on)
      from posting p join voucher r on r.tenant_id = ${tx.tenant} and r.id = p.voucher_id
      where p.tenant_id = ${tx.tenant} and p.kind = 'refund' and p.happened_on <> r.paid_on
    union all
    select concat('refund ', r.id, ' is approved, but ', coalesce(sum(p.amount), 0), ' of ', r.amount, ' came back')
      from voucher r left join posting p on p.tenant_id = ${tx.tenant} and p.voucher_id = r.id and p.kind = 'refund'
      where r.tenant_id = ${tx.tenant} and r.kind = 'refund' and r.state = 'approved' group by r.id, r.amount having r.amount <> coalesce(sum(p.amount), 0)
    union all
    select concat(v.kind, ' ', v.id, ' is ', v.state, ', but ', p.amount, case v.kind when 'refund' then ' came back' else ' moved' end)
      from voucher v join posting p on p.tenant_id = ${tx.tenant} and p.voucher_id = v.id
      where v.tenant_id = ${tx.tenant} and v.kind <> 'deposit' and v.state <> 'approved'
    union all
    select concat(v.kind, ' ', v.id, ' moved money as ', p.kind)
      from voucher v join posting p on p.tenant_id = ${tx.tenant} and p.voucher_id = v.id
      where v.tenant_id = ${tx.tenant}
        and p.kind <> case v.kind when 'disbursement' then 'disburse' when 'spending' then 'spend' else v.kind end
    union all
    select concat(v.kind, ' ', v.id, ' of proposal ', v.proposal_id, ' moved money of another')
      from voucher v join posting p on p.tenant_id = ${tx.tenant} and p.voucher_id = v.id
      where v.tenant_id = ${tx.tenant} and (p.proposal_id is distinct from v.proposal_id or p.program_id <> v.program_id)
    union all
    select concat('spending ', v.id, ' is approved, but ', coalesce(sum(p.amount), 0), ' of ', v.amount, ' counts as spent')
      from voucher v left join posting p on p.tenant_id = ${tx.tenant} and p.voucher_id = v.id and p.purse_id = v.purse_id
      where v.tenant_id = ${tx.tenant} and v.kind = 'spending' and v.state = 'approved' group by v.id, v.amount
      having v.amount <> coalesce(sum(p.amount), 0)
    union all
    select concat(p.kind, ' ', p.id, case u.paid when 'by-giver' then ' paid out what a giver spends itself' else ' spent what passes through the cash of the city' end)
      from posting p join purse u on u.tenant_id = ${tx.tenant} and u.id = p.purse_id
      where p.tenant_id = ${tx.tenant}
        and ((u.paid = 'by-giver' and p.kind in ('disburse', 'settle', 'refund')) or (u.paid = 'through-cash' and p.kind = 'spend'))
    union all
    select concat(v.kind, ' ', v.id, ' is ', v.state, ', though step ', v.step + 1, ' of ', cardinality(v.route), ' has not answered')
      from voucher v where v.tenant_id = ${tx.tenant} and v.state = 'approved' and v.step < cardinality(v.route)
    union all
    select concat('deposit ', d.id, ' is ', d.state, ', but ', coalesce(sum(p.amount), 0), ' of ', d.amount, ' was paid in')
      from voucher d left join posting p on p.tenant_id = ${tx.tenant} and p.voucher_id = d.id and p.purse_id = d.purse_id
        and p.source = d.source and p.happened_on = d.paid_on
      where d.tenant_id = ${tx.tenant} and d.kind = 'deposit' group by d.id, d.state, d.amount
      having coalesce(sum(p.amount), 0) <> case d.state when 'approved' then d.amount else 0 end
    union all
    select concat('of payment ', d.id, ' came back ', sum(r.amount), ', more than the ', d.amount, ' that was paid')
      from voucher d join voucher r on r.tenant_id = ${tx.tenant} and r.payment_id = d.id
      where d.tenant_id = ${tx.tenant} and r.state <> 'refused' group by d.id, d.amount having sum(r.amount) > d.amount
    union all
    select concat('refund ', r.id, ' of ', r.paid_on, ' came before its payment of ', d.paid_on)
      from voucher r join voucher d on d.tenant_id = ${tx.tenant} and d.id = r.payment_id
      where r.tenant_id = ${tx.tenant} and r.state <> 'refused' and r.paid_on < d.paid_on
    union all
    select concat(p.kind, ' ', p.id, ' on ', p.happened_on, ' ended a year that was not over')
      from posting p join unnest(${programs.map((one) => one.id)}::uuid[], ${years.map((one) => one.to)}::int[]) as g (id, last) on g.id = p.program_id
      where p.tenant_id = ${tx.tenant} and p.kind in ('lapse', 'carry-out') and extract(year from p.happened_on) <= g.last
    union all
    select concat('commit ', p.id, ' on ', p.happened_on, ' granted money of a year that was over')
      from posting p join unnest(${programs.map((one) => one.id)}::uuid[], ${years.map((one) => one.to)}::int[]) as g (id, last) on g.id = p.program_id
      where p.tenant_id = ${tx.tenant} and p.kind = 'commit' and extract(year from p.happened_on) > g.last
    union all
    select concat('purse ', carried.origin, ' carried over ', sum(carried.gone), ' from ', carried.source, ', but ', sum(carried.came), ' came into purse ', carried.target)
      from (
        select purse_id as origin, other_purse_id as target, source, amount as gone, 0 as came from posting
          where tenant_id = ${tx.tenant} and kind = 'carry-out'
        union all
        select other_purse_id, purse_id, source, 0, amount from posting where tenant_id = ${tx.tenant} and kind = 'carry-in'
      ) as carried group by carried.origin, carried.target, carried.source having sum(carried.gone) <> sum(carried.came)
    union all
    select concat('proposal ', a.proposal_id, ' still has ', sum(m.amount), ' granted, though its money was accounted for by ', b.kind, ' of ', b.accepted_on)
      from activity_card a
      join unnest(${programs.map((one) => one.id)}::uuid[], ${settling}::text[]) as g (id, kind) on g.id = a.program_id
      join obligation_card b on b.tenant_id = ${tx.tenant} and b.subject_id = a.id and b.kind = g.kind and b.accepted_on is not null
      join moved m on m.proposal_id = a.proposal_id and m.account = 'commitment'
      where a.tenant_id = ${tx.tenant} group by a.proposal_id, b.kind, b.accepted_on having sum(m.amount) <> 0
    union all
    select concat('public figures of ', c.village_code, ', ', c.scope, ' say ', c.committed, ' committed, the ledger ', coalesce(l.committed, 0))
      from program_cell_card c left join (
        select q.program_id, q.village_code, q.scope,
          sum(case p.kind when 'commit' then p.amount when 'release' then -p.amount else 0 end) as committed
        from posting p join proposal_card q on q.tenant_id = ${tx.tenant} and q.id = p.proposal_id
        where p.tenant_id = ${tx.tenant} group by 1, 2, 3
      ) l on l.program_id = c.program_id and l.village_code = c.village_code and l.scope = c.scope
      where c.tenant_id = ${tx.tenant} and c.committed <> coalesce(l.committed, 0)
    union all
    select concat('purse ', coalesce(c.purse_id, l.purse_id), ' says it gave ', coalesce(c.committed, 0), ' and ', coalesce(c.settled, 0), ' was spent for ',
        coalesce(c.scope, l.scope), ' in ', coalesce(c.year, l.year), ', the ledger ', coalesce(l.committed, 0), ' and ', coalesce(l.settled, 0))
      from (select purse_id, year, scope, committed, disbursed, settled from purse_cell where tenant_id = ${tx.tenant}) as c
      full join (
        select p.purse_id, extract(year from p.happened_on)::int as year, q.scope,
          sum(case p.kind when 'commit' then p.amount when 'release' then -p.amount else 0 end) as committed,
          sum(case p.kind when 'disburse' then p.amount when 'spend' then p.amount when 'refund' then -p.amount else 0 end) as disbursed,
          sum(case when p.to_account = 'spent' then p.amount else 0 end) as settled
        from posting p join proposal_card q on q.tenant_id = ${tx.tenant} and q.id = p.proposal_id
        where p.tenant_id = ${tx.tenant} group by 1, 2, 3
      ) l on l.purse_id = c.purse_id and l.year = c.year and l.scope = c.scope
      where coalesce(c.committed, 0) <> coalesce(l.committed, 0) or coalesce(c.disbursed, 0) <> coalesce(l.disbursed, 0)
        or coalesce(c.settled, 0) <> coalesce(l.settled, 0)
    limit 100`.execute(tx.sql);
  return faults.rows.map((row) => row.fault);
}
