import { sql } from 'kysely';
import type { IsoDate } from '#kernel/date.ts';
import { type Id, newId } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import type { RegionCode } from '#kernel/region.ts';
import type { ContributionForm } from '#modules/proposals/index.ts';
import { inArea } from '#platform/database/in-area.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { type Versioned, versionIn } from '#platform/database/versioned.ts';
import type { Activity, ActivityState } from './activity.ts';

const columns = sql`a.id, a.program_id as program, a.proposal_id as proposal, a.organization_id as organization,
  a.carried_out_by as "carriedOutBy", a.village_code as village, a.place_code as place, a.scope, a.title, a.granted, a.starts_on as "startsOn",
  a.ends_on as "endsOn", a.executor, a.responsible, a.state, a.progress, a.started_on as "startedOn",
  a.completed_on as "completedOn", a.handed_over_on as "handedOverOn", a.handed_over_to as "handedOverTo",
  a.handover_note as "handoverNote", a.version`;

export async function insertActivity(
  tx: Tx,
  plan: Pick<
    Activity,
    | 'id'
    | 'program'
    | 'proposal'
    | 'organization'
    | 'carriedOutBy'
    | 'village'
    | 'place'
    | 'scope'
    | 'title'
    | 'granted'
    | 'startsOn'
    | 'endsOn'
    | 'executor'
    | 'responsible'
  >,
): Promise<void> {
  await sql`
    insert into activity (tenant_id, id, program_id, proposal_id, organization_id, carried_out_by, village_code, place_code, scope, title,
      granted, starts_on, ends_on, executor, responsible, state, progress, version)
    values (${tx.tenant}, ${plan.id}, ${plan.program}, ${plan.proposal}, ${plan.organization}, ${plan.carriedOutBy}, ${plan.village},
      ${plan.place}, ${plan.scope}, ${plan.title}, ${plan.granted}, ${plan.startsOn}, ${plan.endsOn}, ${plan.executor},
      ${plan.responsible}, 'planned', 0, 1)`.execute(tx.sql);
}

export async function activityById(tx: Tx, id: Id): Promise<Activity | undefined> {
  const found = await sql<Activity>`
    select ${columns} from activity a where a.tenant_id = ${tx.tenant} and a.id = ${id}`.execute(tx.sql);
  return found.rows[0];
}

export async function activitiesById(tx: Tx, ids: readonly Id[]): Promise<Map<Id, Activity>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const found = await sql<Activity>`
    select ${columns} from activity a where a.tenant_id = ${tx.tenant} and a.id = any(${wanted}::uuid[])`.execute(
    tx.sql,
  );
  return new Map(found.rows.map((one) => [one.id, one]));
}

export async function lockActivity(tx: Tx, id: Id): Promise<Activity | undefined> {
  const found = await sql<Activity>`
    select ${columns} from activity a where a.tenant_id = ${tx.tenant} and a.id = ${id} for update`.execute(
    tx.sql,
  );
  return found.rows[0];
}

export async function activityOf(tx: Tx, proposal: Id): Promise<Activity | undefined> {
  const found = await sql<Activity>`
    select ${columns} from activity a where a.tenant_id = ${tx.tenant} and a.proposal_id = ${proposal}`.execute(
    tx.sql,
  );
  return found.rows[0];
}

/** Writes the state with whatever else the move settles; what is left out stays as it was. */
export async function setActivity(
  tx: Tx,
  id: Id,
  change: {
    state: ActivityState;
    progress?: number;
    startedOn?: IsoDate;
    completedOn?: IsoDate;
    handover?: { on: IsoDate; to: string; note: string };
  },
): Promise<number> {
  const saved = await sql<Versioned>`
    update activity set state = ${change.state}, progress = coalesce(${change.progress ?? null}, progress),
      started_on = coalesce(${change.startedOn ?? null}, started_on),
      completed_on = coalesce(${change.completedOn ?? null}, completed_on),
      handed_over_on = coalesce(${change.handover?.on ?? null}, handed_over_on),
      handed_over_to = coalesce(${change.handover?.to ?? null}, handed_over_to),
      handover_note = coalesce(${change.handover?.note ?? null}, handover_note), version = version + 1
    where tenant_id = ${tx.tenant} and id = ${id} returning version`.execute(tx.sql);
  return versionIn(saved.rows);
}

export type ListedActivity = Activity & { readonly organizationName: string; readonly villageName: string };

export type ActivityFilter = {
  readonly program: Id;
  readonly state?: ActivityState;
  readonly area?: RegionCode;
  readonly scope?: string;
  /** Any of these entries of the catalogue. */
  readonly scopes?: readonly string[];
  readonly organization?: Id;
};

/** Activities, newest first: `limit` of them below the cursor. */
export async function listActivities(
  tx: Tx,
  filter: ActivityFilter,
  limit: number,
  after?: Id,
): Promise<ListedActivity[]> {
  const conditions = [sql`a.tenant_id = ${tx.tenant}`, sql`a.program_id = ${filter.program}`];
  if (filter.state) conditions.push(sql`a.state = ${filter.state}`);
  if (after) conditions.push(sql`a.id < ${after}`);
  if (filter.area) {
    conditions.push(inArea('a.place_code', filter.area));
  }
  if (filter.scope) conditions.push(sql`a.scope = ${filter.scope}`);
  if (filter.scopes) conditions.push(sql`a.scope = any(${[...filter.scopes]}::text[])`);
  if (filter.organization) conditions.push(sql`a.organization_id = ${filter.organization}`);
  const found = await sql<ListedActivity>`
    select ${columns}, o.name as "organizationName", r.name as "villageName" from activity a
    join organization_card o on o.tenant_id = ${tx.tenant} and o.id = a.organization_id
    join region r on r.code = a.village_code
    where ${sql.join(conditions, sql` and `)}
    order by a.id desc limit ${limit}`.execute(tx.sql);
  return found.rows;
}

export type Progress = {
  readonly id: Id;
  readonly percent: number;
  readonly note: string;
  readonly happenedOn: IsoDate;
  readonly recordedAt: Date;
};

export async function insertProgress(
  tx: Tx,
  activity: Id,
  step: { percent: number; note: string; happenedOn: IsoDate; by: Id },
): Promise<void> {
  await sql`
    insert into activity_progress (tenant_id, id, activity_id, percent, note, happened_on, recorded_by, recorded_at)
    values (${tx.tenant}, ${newId(tx.now)}, ${activity}, ${step.percent}, ${step.note}, ${step.happenedOn}, ${step.by},
      ${tx.now})`.execute(tx.sql);
}

export async function progressOf(tx: Tx, activity: Id): Promise<Progress[]> {
  const found = await sql<Progress>`
    select id, percent, note, happened_on as "happenedOn", recorded_at as "recordedAt" from activity_progress
    where tenant_id = ${tx.tenant} and activity_id = ${activity} order by percent, id limit 100`.execute(
    tx.sql,
  );
  return found.rows;
}

export type Expense = {
  readonly id: Id;
  readonly costPosition: number;
  readonly description: string;
  readonly amount: Rupiah;
  readonly paidOn: IsoDate;
  readonly receiptNumber: string;
  /** The payment that it is, or a part of; null where it was written down from a paper of its own. */
  readonly payment: Id | null;
};

export async function insertExpense(tx: Tx, activity: Id, expense: Omit<Expense, 'id'>, by: Id): Promise<Id> {
  const id = newId(tx.now);
  await sql`
    insert into activity_expense (tenant_id, id, activity_id, cost_position, description, amount, paid_on, receipt_number,
      voucher_id, recorded_by, recorded_at)
    values (${tx.tenant}, ${id}, ${activity}, ${expense.costPosition}, ${expense.description}, ${expense.amount},
      ${expense.paidOn}, ${expense.receiptNumber}, ${expense.payment}, ${by}, ${tx.now})`.execute(tx.sql);
  return id;
}

export async function expensesOf(tx: Tx, activity: Id): Promise<Expense[]> {
  const found = await sql<Expense>`
    select id, cost_position as "costPosition", description, amount, paid_on as "paidOn", receipt_number as "receiptNumber",
      voucher_id as payment
    from activity_expense where tenant_id = ${tx.tenant} and activity_id = ${activity} and removed_at is null
    order by cost_position, id limit 1000`.execute(tx.sql);
  return found.rows;
}

export type RealisedContribution = {
  readonly id: Id;
  readonly form: ContributionForm;
  readonly description: string;
  readonly value: Rupiah;
};

export async function insertContribution(
  tx: Tx,
  activity: Id,
  given: Omit<RealisedContribution, 'id'>,
  by: Id,
): Promise<Id> {
  const id = newId(tx.now);
  await sql`
    insert into activity_contribution (tenant_id, id, activity_id, form, description, value, recorded_by, recorded_at)
    values (${tx.tenant}, ${id}, ${activity}, ${given.form}, ${given.description}, ${given.value}, ${by}, ${tx.now})`.execute(
    tx.sql,
  );
  return id;
}

export async function realisedContributionsOf(tx: Tx, activity: Id): Promise<RealisedContribution[]> {
  const found = await sql<RealisedContribution>`
    select id, form, description, value from activity_contribution
    where tenant_id = ${tx.tenant} and activity_id = ${activity} and removed_at is null order by id limit 500`.execute(
    tx.sql,
  );
  return found.rows;
}

export type Participation = {
  readonly id: Id;
  readonly occasion: string;
  readonly happenedOn: IsoDate;
  readonly people: number;
  readonly women: number;
  readonly poorHouseholds: number;
};

export async function insertParticipation(
  tx: Tx,
  activity: Id,
  one: Omit<Participation, 'id'>,
  by: Id,
): Promise<Id> {
  const id = newId(tx.now);
  await sql`
    insert into activity_participation (tenant_id, id, activity_id, occasion, happened_on, people, women, poor_households,
      recorded_by, recorded_at)
    values (${tx.tenant}, ${id}, ${activity}, ${one.occasion}, ${one.happenedOn}, ${one.people}, ${one.women},
      ${one.poorHouseholds}, ${by}, ${tx.now})`.execute(tx.sql);
  return id;
}

export async function participationOf(tx: Tx, activity: Id): Promise<Participation[]> {
  const found = await sql<Participation>`
    select id, occasion, happened_on as "happenedOn", people, women, poor_households as "poorHouseholds"
    from activity_participation where tenant_id = ${tx.tenant} and activity_id = ${activity} and removed_at is null
    order by happened_on, id limit 500`.execute(tx.sql);
  return found.rows;
}

/** Strikes an expense, contribution or participation that was recorded by mistake. Answers what an expense or contribution was worth. */
export async function strikeRow(
  tx: Tx,
  activity: Id,
  kind: 'expense' | 'contribution' | 'participation',
  id: Id,
): Promise<{ value: Rupiah } | undefined> {
  const table = sql.table(`activity_${kind}`);
  const value = { expense: sql`amount`, contribution: sql`value`, participation: sql`0::int8` }[kind];
  const struck = await sql<{ value: Rupiah }>`
    update ${table} set removed_at = ${tx.now}
    where tenant_id = ${tx.tenant} and activity_id = ${activity} and id = ${id} and removed_at is null
    returning ${value} as value`.execute(tx.sql);
  return struck.rows[0];
}

/** Lets the activities of one institution be those of another. */
export async function passOnActivities(tx: Tx, from: Id, to: Id): Promise<void> {
  await sql`
    update activity set organization_id = case when organization_id = ${from} then ${to}::uuid else organization_id end,
      carried_out_by = case when carried_out_by = ${from} then ${to}::uuid else carried_out_by end
    where tenant_id = ${tx.tenant} and (organization_id = ${from} or carried_out_by = ${from})`.execute(
    tx.sql,
  );
}
