import { sql } from 'kysely';
import type { IsoDate } from '#kernel/date.ts';
import { type Id, newId } from '#kernel/id.ts';
import type { RegionCode } from '#kernel/region.ts';
import type { SubjectOf } from '#modules/journal/index.ts';
import { inArea } from '#platform/database/in-area.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** What an organisation owes by a day: a filing of its programme, by the name of its kind. */
export type Obligation = {
  readonly id: Id;
  readonly kind: string;
  readonly program: Id;
  readonly fiscalYear: number;
  readonly organization: Id;
  readonly subjectType: SubjectOf<'obligation.waived'>;
  readonly subjectId: Id;
  readonly startsOn: IsoDate;
  readonly dueOn: IsoDate;
  readonly state: 'open' | 'fulfilled' | 'waived';
  readonly waiverReason: string | null;
  readonly acceptedOn: IsoDate | null;
};

const columns = sql`b.id, b.kind, b.program_id as program, b.fiscal_year as "fiscalYear",
  b.organization_id as organization, b.subject_type as "subjectType", b.subject_id as "subjectId",
  b.starts_on as "startsOn", b.due_on as "dueOn", b.state, b.waiver_reason as "waiverReason",
  b.accepted_on as "acceptedOn"`;

export async function owe(
  tx: Tx,
  obligation: Omit<Obligation, 'id' | 'state' | 'waiverReason' | 'acceptedOn'>,
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

/** Delivered, in time or late; also what had been waived. */
export async function fulfil(tx: Tx, kind: Obligation['kind'], subject: Id): Promise<void> {
  await sql`
    update obligation set state = 'fulfilled', closed_on = ${tx.today}
    where tenant_id = ${tx.tenant} and kind = ${kind} and subject_id = ${subject}
      and state in ('open', 'waived')`.execute(tx.sql);
}

/** What was delivered is accepted by everybody who had to. */
export async function accept(tx: Tx, kind: Obligation['kind'], subject: Id): Promise<void> {
  await sql`
    update obligation set accepted_on = ${tx.today}
    where tenant_id = ${tx.tenant} and kind = ${kind} and subject_id = ${subject}`.execute(tx.sql);
}

/** All that is owed on a subject, the first due first. */
export async function owedOn(tx: Tx, subject: Id): Promise<Obligation[]> {
  const found = await sql<Obligation>`
    select ${columns} from obligation b
    where tenant_id = ${tx.tenant} and subject_id = ${subject} order by due_on, id limit 100`.execute(tx.sql);
  return found.rows;
}

/** Opens a fulfilled obligation again with its old due day: what was delivered has come back. What was waived stays waived. */
export async function reopen(tx: Tx, kind: Obligation['kind'], subject: Id): Promise<void> {
  await sql`
    update obligation set state = case when waiver_reason is null then 'open' else 'waived' end, closed_on = null, accepted_on = null
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
    select ${columns} from obligation b
    where tenant_id = ${tx.tenant} and kind = ${kind} and subject_id = ${subject}`.execute(tx.sql);
  return found.rows[0];
}

/** What is owed on several subjects, by subject. */
export async function obligationsFor(
  tx: Tx,
  kind: Obligation['kind'],
  subjects: readonly Id[],
): Promise<Map<Id, Obligation>> {
  const wanted = [...new Set(subjects)];
  if (wanted.length === 0) return new Map();
  const found = await sql<Obligation>`
    select ${columns} from obligation b
    where tenant_id = ${tx.tenant} and kind = ${kind} and subject_id = any(${wanted}::uuid[])`.execute(
    tx.sql,
  );
  return new Map(found.rows.map((one) => [one.subjectId, one]));
}

export async function lockObligation(tx: Tx, id: Id): Promise<Obligation | undefined> {
  const found = await sql<Obligation>`
    select ${columns} from obligation b where tenant_id = ${tx.tenant} and id = ${id} for update`.execute(
    tx.sql,
  );
  return found.rows[0];
}

export async function waive(tx: Tx, id: Id, reason: string): Promise<void> {
  await sql`
    update obligation set state = 'waived', closed_on = ${tx.today}, waiver_reason = ${reason}
    where tenant_id = ${tx.tenant} and id = ${id}`.execute(tx.sql);
}

/** What is owed, with the place of who owes it. */
export type PlacedObligation = Obligation & { readonly region: RegionCode };

/**
 * What is open and runs over a span of days, in the order of ids: whatever began before its end and is due on its first
 * day or later. A change of the calendar in the span can move no other due day.
 */
export async function runningOver(
  tx: Tx,
  from: IsoDate,
  to: IsoDate,
  way: 'look' | 'lock',
): Promise<PlacedObligation[]> {
  const found = await sql<PlacedObligation>`
    select ${columns}, o.region_code as region from obligation b
    join organization_card o on o.tenant_id = ${tx.tenant} and o.id = b.organization_id
    where b.tenant_id = ${tx.tenant} and b.state = 'open' and b.starts_on < ${to}::date and b.due_on >= ${from}::date
    order by b.id ${way === 'lock' ? sql`for update of b` : sql``}`.execute(tx.sql);
  return found.rows;
}

/** Gives obligations other due days. */
export async function setDueDays(
  tx: Tx,
  list: readonly { readonly id: Id; readonly dueOn: IsoDate }[],
): Promise<void> {
  await sql`
    update obligation set due_on = moved.due_on
    from unnest(${list.map((one) => one.id)}::uuid[], ${list.map((one) => one.dueOn)}::date[]) as moved (id, due_on)
    where obligation.tenant_id = ${tx.tenant} and obligation.id = moved.id`.execute(tx.sql);
}

/** What an organisation owes past its day: open, due before today, from years before `beforeYear`. */
export async function overdueOf(tx: Tx, organization: Id, beforeYear: number): Promise<Obligation[]> {
  const found = await sql<Obligation>`
    select ${columns} from obligation b
    where tenant_id = ${tx.tenant} and organization_id = ${organization} and state = 'open' and due_on < ${tx.today}
      and fiscal_year < ${beforeYear}
    order by due_on limit 50`.execute(tx.sql);
  return found.rows;
}

/** What is overdue, with the name of who owes it. */
export type Overdue = Obligation & { readonly organizationName: string };

/** All that is overdue in the tenant, oldest first: `limit` of it after the cursor, of one programme or area when given. */
export async function overdueNow(
  tx: Tx,
  limit: number,
  filter: { program?: Id; area?: RegionCode } = {},
  after?: { dueOn: IsoDate; id: Id },
): Promise<Overdue[]> {
  const conditions = [sql`b.tenant_id = ${tx.tenant}`, sql`b.state = 'open'`, sql`b.due_on < ${tx.today}`];
  if (filter.program) conditions.push(sql`b.program_id = ${filter.program}`);
  if (filter.area) {
    conditions.push(inArea('o.region_code', filter.area));
  }
  if (after) conditions.push(sql`(b.due_on, b.id) > (${after.dueOn}::date, ${after.id}::uuid)`);
  const found = await sql<Overdue>`
    select ${columns}, o.name as "organizationName" from obligation b
    join organization_card o on o.tenant_id = ${tx.tenant} and o.id = b.organization_id
    where ${sql.join(conditions, sql` and `)}
    order by b.due_on, b.id limit ${limit}`.execute(tx.sql);
  return found.rows;
}

/** How promptly an area delivers what it owes: of what was due up to a day, or delivered by it, how much came by its due day. */
export type Promptness = {
  readonly inTime: number;
  readonly owed: number;
  /** Some of the subjects that came late or not at all, the newest first. */
  readonly late: readonly Id[];
};

/** Reports that institutions of an area owed to a programme up to a day; what was waived is not counted. */
export async function promptnessIn(
  tx: Tx,
  program: Id,
  area: RegionCode,
  until: IsoDate,
): Promise<Promptness> {
  const found = await sql<Promptness>`
    select count(*) filter (where b.state = 'fulfilled' and b.closed_on <= b.due_on and b.closed_on <= ${until}::date)::int as "inTime",
      count(*)::int as owed,
      coalesce((array_agg(b.subject_id::text order by b.due_on desc, b.id)
        filter (where b.state = 'open' or b.closed_on > b.due_on or b.closed_on > ${until}::date))[1:5], '{}') as late
    from obligation b join organization_card o on o.tenant_id = ${tx.tenant} and o.id = b.organization_id
    where b.tenant_id = ${tx.tenant} and b.program_id = ${program} and b.state <> 'waived'
      and (b.due_on < ${until}::date or (b.state = 'fulfilled' and b.closed_on <= ${until}::date))
      and ${inArea('o.region_code', area)}`.execute(tx.sql);
  return found.rows[0] ?? { inTime: 0, owed: 0, late: [] };
}

/** Lets another institution owe all that one owes or owed. Answers how much that was. */
export async function passOnObligations(tx: Tx, from: Id, to: Id): Promise<number> {
  const moved = await sql`
    update obligation set organization_id = ${to}
    where tenant_id = ${tx.tenant} and organization_id = ${from}`.execute(tx.sql);
  return Number(moved.numAffectedRows ?? 0n);
}
