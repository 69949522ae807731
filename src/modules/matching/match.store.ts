import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { type Versioned, versionIn } from '#platform/database/versioned.ts';
import type { Match, MatchState } from './need.ts';

const columns = sql`m.id, m.program_id as program, m.proposal_id as need, m.organization_id as organization,
  o.name as "organizationName", m.amount, m.form, m.note, m.state, m.offered_by as "offeredBy", m.office,
  m.offered_at as "offeredAt", m.due_on as "dueOn", m.answered_at as "answeredAt", m.remark, m.carried_id as carried, m.version`;

export async function matchById(tx: Tx, id: Id): Promise<Match | undefined> {
  const found = await sql<Match>`
    select ${columns} from need_match m
    join organization_card o on o.tenant_id = ${tx.tenant} and o.id = m.organization_id
    where m.tenant_id = ${tx.tenant} and m.id = ${id}`.execute(tx.sql);
  return found.rows[0];
}

/** The matches of a need, the oldest first. */
export async function matchesOf(tx: Tx, need: Id): Promise<readonly Match[]> {
  const found = await sql<Match>`
    select ${columns} from need_match m
    join organization_card o on o.tenant_id = ${tx.tenant} and o.id = m.organization_id
    where m.tenant_id = ${tx.tenant} and m.proposal_id = ${need} order by m.id`.execute(tx.sql);
  return found.rows;
}

/** The matches of a taker in a programme, the newest first. */
export async function matchesBy(
  tx: Tx,
  program: Id,
  organization: Id,
  limit: number,
): Promise<readonly (Match & { readonly title: string })[]> {
  const found = await sql<Match & { readonly title: string }>`
    select ${columns}, p.title from need_match m
    join organization_card o on o.tenant_id = ${tx.tenant} and o.id = m.organization_id
    join proposal_card p on p.tenant_id = ${tx.tenant} and p.id = m.proposal_id
    where m.tenant_id = ${tx.tenant} and m.organization_id = ${organization} and m.program_id = ${program}
    order by m.id desc limit ${limit}`.execute(tx.sql);
  return found.rows;
}

/** What a taker promised and has not begun. */
export type PromisedMatch = Pick<Match, 'id' | 'need' | 'state' | 'amount'> & { readonly title: string };

/** What a taker offered or agreed to in a programme and has not begun, the oldest first. */
export async function openMatchesBy(
  tx: Tx,
  program: Id,
  organization: Id,
  limit: number,
): Promise<readonly PromisedMatch[]> {
  const found = await sql<PromisedMatch>`
    select m.id, m.proposal_id as need, m.state, m.amount, p.title from need_match m
    join proposal_card p on p.tenant_id = ${tx.tenant} and p.id = m.proposal_id
    where m.tenant_id = ${tx.tenant} and m.organization_id = ${organization} and m.program_id = ${program}
      and m.state in ('offered', 'agreed') and m.carried_id is null
    order by m.id limit ${limit}`.execute(tx.sql);
  return found.rows;
}

/** The match that a proposal carries out; undefined where it carries out none. */
export async function matchCarriedBy(tx: Tx, proposal: Id): Promise<Match | undefined> {
  const found = await sql<Match>`
    select ${columns} from need_match m
    join organization_card o on o.tenant_id = ${tx.tenant} and o.id = m.organization_id
    where m.tenant_id = ${tx.tenant} and m.carried_id = ${proposal}`.execute(tx.sql);
  return found.rows[0];
}

/** What a taker has promised in a programme: offered or agreed (rupiah). */
export async function promisedBy(tx: Tx, program: Id, organization: Id): Promise<Rupiah> {
  const found = await sql<{ promised: Rupiah }>`
    select coalesce(sum(amount), 0)::int8 as promised from need_match
    where tenant_id = ${tx.tenant} and organization_id = ${organization} and program_id = ${program}
      and state in ('offered', 'agreed')`.execute(tx.sql);
  return found.rows[0]?.promised ?? 0n;
}

export async function insertMatch(
  tx: Tx,
  match: Pick<
    Match,
    'id' | 'program' | 'need' | 'organization' | 'amount' | 'form' | 'note' | 'offeredBy' | 'office' | 'dueOn'
  >,
): Promise<void> {
  await sql`
    insert into need_match (tenant_id, id, program_id, proposal_id, organization_id, amount, form, note, state, offered_by, office,
      offered_at, due_on, version)
    values (${tx.tenant}, ${match.id}, ${match.program}, ${match.need}, ${match.organization}, ${match.amount}, ${match.form},
      ${match.note}, 'offered', ${match.offeredBy}, ${match.office}, ${tx.now}, ${match.dueOn}, 1)`.execute(
    tx.sql,
  );
}

export async function setMatch(
  tx: Tx,
  id: Id,
  change: { readonly state: MatchState; readonly remark: string; readonly by: Id },
): Promise<number> {
  const saved = await sql<Versioned>`
    update need_match set state = ${change.state}, remark = ${change.remark || null}, answered_by = ${change.by},
      answered_at = ${tx.now}, version = version + 1
    where tenant_id = ${tx.tenant} and id = ${id} returning version`.execute(tx.sql);
  return versionIn(saved.rows);
}

export async function setCarried(tx: Tx, id: Id, proposal: Id): Promise<void> {
  await sql`
    update need_match set carried_id = ${proposal}, version = version + 1
    where tenant_id = ${tx.tenant} and id = ${id}`.execute(tx.sql);
}

/** Needs with offers that nobody answered by their day, the longest overdue first. */
export async function needsPastDue(tx: Tx, limit: number): Promise<readonly Id[]> {
  const found = await sql<{ need: Id }>`
    select proposal_id as need from need_match
    where tenant_id = ${tx.tenant} and state = 'offered' and due_on < ${tx.today}::date
    group by proposal_id order by min(due_on), proposal_id limit ${limit}`.execute(tx.sql);
  return found.rows.map((row) => row.need);
}

/** Where both of two records of an institution met one need, what the one that goes offered lapses. Answers those needs. */
export async function lapseDoubled(tx: Tx, gone: Id, stays: Id, by: Id): Promise<readonly Id[]> {
  const lapsed = await sql<{ need: Id }>`
    update need_match set state = 'lapsed', carried_id = null, answered_by = ${by}, answered_at = ${tx.now}, version = version + 1
    where tenant_id = ${tx.tenant} and organization_id = ${gone} and state in ('offered', 'agreed')
      and proposal_id in (
        select m.proposal_id from need_match m
        where m.tenant_id = ${tx.tenant} and m.organization_id = ${stays} and m.state in ('offered', 'agreed'))
    returning proposal_id as need`.execute(tx.sql);
  return lapsed.rows.map((row) => row.need);
}

/** Lets the matches of one institution be those of another. */
export async function passOnMatches(tx: Tx, from: Id, to: Id): Promise<void> {
  await sql`
    update need_match set organization_id = ${to} where tenant_id = ${tx.tenant} and organization_id = ${from}`.execute(
    tx.sql,
  );
}
