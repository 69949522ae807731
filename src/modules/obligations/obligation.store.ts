import { sql } from 'kysely';
import type { IsoDate } from '#kernel/date.ts';
import { type Id, newId } from '#kernel/id.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** What an organisation owes by a day: for now a report on an activity. */
export type Obligation = {
  readonly id: Id;
  readonly kind: 'report';
  readonly program: Id;
  readonly fiscalYear: number;
  readonly organization: Id;
  readonly subjectType: string;
  readonly subjectId: Id;
  readonly startsOn: IsoDate;
  readonly dueOn: IsoDate;
  readonly state: 'open' | 'fulfilled' | 'waived';
  readonly waiverReason: string | null;
};

const columns = sql`id, kind, program_id as program, fiscal_year as "fiscalYear", organization_id as organization,
  subject_type as "subjectType", subject_id as "subjectId", starts_on as "startsOn", due_on as "dueOn", state,
  waiver_reason as "waiverReason"`;

export async function owe(
  tx: Tx,
  obligation: Omit<Obligation, 'id' | 'state' | 'waiverReason'>,
): Promise<Id> {
  const id = newId(tx.now);
  await sql`
    insert into obligation (tenant_id, id, kind, program_id, fiscal_year, organization_id, subject_type, subject_id,
      starts_on, due_on, state)
    values (${tx.tenant}, ${id}, ${obligation.kind}, ${obligation.program}, ${obligation.fiscalYear},
      ${obligation.organization}, ${obligation.subjectType}, ${obligation.subjectId}, ${obligation.startsOn},
      ${obligation.dueOn}, 'open')`.execute(tx.sql);
  return id;
}

export async function fulfil(tx: Tx, kind: Obligation['kind'], subject: Id): Promise<void> {
  await sql`
    update obligation set state = 'fulfilled', closed_on = ${tx.today}
    where tenant_id = ${tx.tenant} and kind = ${kind} and subject_id = ${subject} and state = 'open'`.execute(
    tx.sql,
  );
}

/** Opens a fulfilled obligation again with its old due day: what was delivered has come back. */
export async function reopen(tx: Tx, kind: Obligation['kind'], subject: Id): Promise<void> {
  await sql`
    update obligation set state = 'open', closed_on = null
    where tenant_id = ${tx.tenant} and kind = ${kind} and subject_id = ${subject} and state = 'fulfilled'`.execute(
    tx.sql,
  );
}

export async function obligationFor(
  tx: Tx,
  kind: Obligation['kind'],
  subject: Id,
): Promise<Obligation | undefined> {
  const found = await sql<Obligation>`
    select ${columns} from obligation
    where tenant_id = ${tx.tenant} and kind = ${kind} and subject_id = ${subject}`.execute(tx.sql);
  return found.rows[0];
}

export async function lockObligation(tx: Tx, id: Id): Promise<Obligation | undefined> {
  const found = await sql<Obligation>`
    select ${columns} from obligation where tenant_id = ${tx.tenant} and id = ${id} for update`.execute(
    tx.sql,
  );
  return found.rows[0];
}

export async function waive(tx: Tx, id: Id, reason: string): Promise<void> {
  await sql`
    update obligation set state = 'waived', closed_on = ${tx.today}, waiver_reason = ${reason}
    where tenant_id = ${tx.tenant} and id = ${id}`.execute(tx.sql);
}

/** What an organisation owes past its day: open, due before today, from years before `beforeYear`. */
export async function overdueOf(tx: Tx, organization: Id, beforeYear: number): Promise<Obligation[]> {
  const found = await sql<Obligation>`
    select ${columns} from obligation
    where tenant_id = ${tx.tenant} and organization_id = ${organization} and state = 'open' and due_on < ${tx.today}
      and fiscal_year < ${beforeYear}
    order by due_on limit 50`.execute(tx.sql);
  return found.rows;
}

/** All that is overdue in the tenant, oldest first. */
export async function overdueNow(tx: Tx, limit: number): Promise<Obligation[]> {
  const found = await sql<Obligation>`
    select ${columns} from obligation
    where tenant_id = ${tx.tenant} and state = 'open' and due_on < ${tx.today}
    order by due_on, id limit ${limit}`.execute(tx.sql);
  return found.rows;
}
