import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '#kernel/actor.ts';
import type { IsoDate } from '#kernel/date.ts';
import { type Id, newId } from '#kernel/id.ts';
import { toJson } from '#kernel/json.ts';
import type { RegionCode } from '#kernel/region.ts';
import type { Thing } from '#kernel/thing.ts';
import type { Label } from '#modules/models/index.ts';
import { inArea } from '#platform/database/in-area.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** What somebody is waited for: `kind` says what to do, the subject where. */
export type Task = {
  readonly id: Id;
  readonly kind: TaskKind;
  readonly subjectType: Thing;
  readonly subjectId: Id;
  /** The subject as people called it; null where Pilar names it itself, in the language of whoever reads. */
  readonly title: string | null;
  /** How its model calls what is asked for, where that is one of several; and for which period. */
  readonly called: Label | null;
  readonly occasion: string | null;
  readonly region: RegionCode;
  readonly dueOn: IsoDate | null;
  /** The due day before a change of the calendar moved it, and what changed; null where it never moved. */
  readonly dueWas: IsoDate | null;
  readonly dueMovedFor: string | null;
  /** When whom it waits for was last called to it, and what for; null where nobody was. */
  readonly urgedOn: IsoDate | null;
  readonly urgedFor: string | null;
  readonly createdAt: Date;
};

/** What people are asked to do; `desk.task.*` has the words. */
export const TASK_KINDS = [
  'proposal.finish',
  'proposal.mend',
  'proposal.answer',
  'proposal.decide',
  'proposal.follow-up',
  'need.addressed',
  'need.recommended',
  'match.recommended',
  'talk.taker',
  'talk.bringer',
  'talk.steers',
  'match.answer',
  'match.begin',
  'match.lapsed',
  'need.lapsed',
  'forum.schedule',
  'forum.call',
  'forum.hold',
  'forum.resume',
  'activity.plan',
  'activity.carry-out',
  'deposit.approve',
  'disbursement.record',
  'disbursement.approve',
  'refund.record',
  'refund.approve',
  'spending.record',
  'spending.approve',
  'levy.pay',
  'levy.overdue',
  'purse.end-year',
  'filing.write',
  'filing.mend',
  'filing.review',
  'filing.overdue',
  'step.overdue',
  'assessment.rate',
  'assessment.close',
  'assessment.answer',
  'award.mark',
  'award.close',
  'award.set',
  'sanction.answer',
  'sanction.decide',
  'sanction.appeal',
  'sanction.decide-appeal',
] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

/** A task to be put on desks. */
export type NewTask = {
  readonly kind: TaskKind;
  readonly subjectType: Thing;
  readonly subjectId: Id;
  readonly title: string | null;
  readonly called?: Label;
  readonly occasion?: string;
  readonly offices: readonly string[];
  readonly region: RegionCode;
  readonly organization?: Id | undefined;
  /** Whom it is for, where it is no office's: then `offices` are none. */
  readonly person?: Id | undefined;
  /** From when on it lies there; without, from now. */
  readonly fromOn?: IsoDate;
  readonly dueOn?: IsoDate;
  /** The obligation that is fulfilled by it: its due day moves with that one's. */
  readonly owed?: Id;
};

/** Puts a task on the desks of those who hold one of the offices over the place, of an organisation's own officers, or of one person. */
export async function ask(tx: Tx, task: NewTask): Promise<void> {
  await askAll(tx, [task]);
}

/** The same with many tasks. */
export async function askAll(tx: Tx, list: readonly NewTask[]): Promise<void> {
  for (let at = 0; at < list.length; at += 500) {
    const values = list.slice(at, at + 500).map(
      (
        task,
      ) => sql`(${tx.tenant}, ${newId(tx.now)}, ${task.kind}, ${task.subjectType}, ${task.subjectId}, ${task.title},
        ${task.called ? toJson(task.called) : null}, ${task.occasion || null}, ${[...task.offices]}::text[], ${task.region},
        ${task.organization ?? null}, ${task.person ?? null}, ${task.fromOn ?? null}, ${task.dueOn ?? null}, ${task.owed ?? null}, ${tx.now})`,
    );
    await sql`
      insert into task (tenant_id, id, kind, subject_type, subject_id, title, called, occasion, offices, region_code,
        organization_id, person_id, from_on, due_on, obligation_id, created_at)
      values ${sql.join(values)}`.execute(tx.sql);
  }
}

/** Takes a subject's waiting tasks off the desks: all of them, or those of one kind. */
export async function settle(tx: Tx, subject: Id, kind?: TaskKind): Promise<void> {
  await sql`
    update task set settled_at = ${tx.now}
    where tenant_id = ${tx.tenant} and subject_id = ${subject} and settled_at is null
      and (${kind ?? null}::text is null or kind = ${kind ?? null})`.execute(tx.sql);
}

/** Takes off the desks what waits for an obligation: all of it, or tasks of one kind. */
export async function settleOwed(tx: Tx, obligation: Id, kind?: TaskKind): Promise<void> {
  await sql`
    update task set settled_at = ${tx.now}
    where tenant_id = ${tx.tenant} and obligation_id = ${obligation} and settled_at is null
      and (${kind ?? null}::text is null or kind = ${kind ?? null})`.execute(tx.sql);
}

/** Takes a task off one desk, that of an office of an organisation; it stays on the others'. */
export async function settleFor(
  tx: Tx,
  task: { subject: Id; kind: TaskKind; organization: Id; office: string },
): Promise<void> {
  await sql`
    update task set settled_at = ${tx.now}
    where tenant_id = ${tx.tenant} and subject_id = ${task.subject} and settled_at is null and kind = ${task.kind}
      and organization_id = ${task.organization} and ${task.office} = any(offices)`.execute(tx.sql);
}

/** Takes tasks of one kind on a subject off the desks of one place. */
export async function settleAt(
  tx: Tx,
  { subjectId, kind, region }: Pick<NewTask, 'subjectId' | 'kind' | 'region'>,
): Promise<void> {
  await sql`
    update task set settled_at = ${tx.now}
    where tenant_id = ${tx.tenant} and subject_id = ${subjectId} and kind = ${kind} and region_code = ${region}
      and settled_at is null`.execute(tx.sql);
}

/** Whether a task of a kind waits for a period of a subject at a place already. */
export async function isAsked(
  tx: Tx,
  { subjectId, kind, region, occasion }: Pick<NewTask, 'subjectId' | 'kind' | 'region' | 'occasion'>,
): Promise<boolean> {
  const found = await sql<{ asked: boolean }>`
    select exists (
      select from task where tenant_id = ${tx.tenant} and subject_id = ${subjectId} and kind = ${kind}
        and region_code = ${region} and occasion = ${occasion ?? ''} and settled_at is null) as asked`.execute(
    tx.sql,
  );
  return found.rows[0]?.asked ?? false;
}

/** Takes what waits for one person on a subject off their desk; it stays on those of others. */
export async function settlePerson(tx: Tx, subject: Id, person: Id): Promise<void> {
  await sql`
    update task set settled_at = ${tx.now}
    where tenant_id = ${tx.tenant} and subject_id = ${subject} and person_id = ${person} and settled_at is null`.execute(
    tx.sql,
  );
}

/** The tasks that lie on the desks of offices above once something is overdue. */
const FOR_OFFICES_ABOVE: readonly TaskKind[] = ['filing.overdue', 'step.overdue', 'levy.overdue'];

/**
 * Moves the due day of what waits for what is owed, and says on the desk from when and why; with it the day from which
 * it lies on the desks of the offices above.
 */
export async function moveDueDays(
  tx: Tx,
  moves: readonly {
    readonly obligation: Id;
    readonly from: IsoDate;
    readonly to: IsoDate;
    readonly escalatesOn: IsoDate | null;
  }[],
  why: string,
): Promise<void> {
  await sql`
    update task set due_on = moved.due_to,
      due_was = case when moved.due_to = moved.due_from then due_was else moved.due_from end,
      due_moved_for = case when moved.due_to = moved.due_from then due_moved_for else ${why} end,
      from_on = case when kind = any(${[...FOR_OFFICES_ABOVE]}::text[]) then moved.escalates_on else from_on end
    from unnest(${moves.map((one) => one.obligation)}::uuid[], ${moves.map((one) => one.from)}::date[],
      ${moves.map((one) => one.to)}::date[], ${moves.map((one) => one.escalatesOn)}::date[])
      as moved (obligation_id, due_from, due_to, escalates_on)
    where task.tenant_id = ${tx.tenant} and task.obligation_id = moved.obligation_id and task.settled_at is null`.execute(
    tx.sql,
  );
}

/** Moves the day by which something of a kind is asked for about some subjects, and says on the desk from when and why. */
export async function moveTasks(
  tx: Tx,
  kind: TaskKind,
  subjects: readonly Id[],
  to: IsoDate,
  why: string,
): Promise<void> {
  if (subjects.length === 0) return;
  await sql`
    update task set due_was = case when due_on is distinct from ${to}::date then due_on else due_was end,
      due_moved_for = case when due_on is not null and due_on is distinct from ${to}::date then ${why} else due_moved_for end, due_on = ${to}
    where tenant_id = ${tx.tenant} and kind = ${kind} and subject_id = any(${[...subjects]}::uuid[]) and settled_at is null`.execute(
    tx.sql,
  );
}

/** The kinds of tasks that stand on desks because something else is late: nobody is called to those. */
const BECAUSE_LATE: readonly TaskKind[] = ['filing.overdue', 'step.overdue', 'levy.overdue'];

/**
 * Calls whoever something waits for to it: what is owed, or a kind of task on a subject at a place. Once a day at most;
 * answers how many tasks say so now.
 */
export async function urge(
  tx: Tx,
  matter: { readonly owed: Id } | Pick<NewTask, 'subjectId' | 'kind' | 'region'>,
  why: string,
): Promise<number> {
  const those =
    'owed' in matter
      ? sql`obligation_id = ${matter.owed}`
      : sql`subject_id = ${matter.subjectId} and kind = ${matter.kind} and region_code = ${matter.region}`;
  const done = await sql`
    update task set urged_on = ${tx.today}::date, urged_for = ${why}
    where tenant_id = ${tx.tenant} and settled_at is null and kind <> all(${[...BECAUSE_LATE]}::text[]) and ${those}
      and (urged_on is null or urged_on < ${tx.today}::date)`.execute(tx.sql);
  return Number(done.numAffectedRows ?? 0n);
}

/** When those who owe something were last called to it, by the obligation; those who never were are left out. */
export async function urgedFor(tx: Tx, obligations: readonly Id[]): Promise<ReadonlyMap<Id, IsoDate>> {
  if (obligations.length === 0) return new Map();
  const found = await sql<{ obligation: Id; urged: IsoDate }>`
    select obligation_id as obligation, max(urged_on) as urged from task
    where tenant_id = ${tx.tenant} and obligation_id = any(${[...obligations]}::uuid[]) and settled_at is null and obligation_id is not null
      and urged_on is not null
    group by obligation_id`.execute(tx.sql);
  return new Map(found.rows.map((row) => [row.obligation, row.urged]));
}

/** When a kind of task on a subject was last urged, by its place; places where it never was are left out. */
export async function urgedAt(
  tx: Tx,
  { subjectId, kind }: Pick<NewTask, 'subjectId' | 'kind'>,
  places: readonly RegionCode[],
): Promise<ReadonlyMap<RegionCode, IsoDate>> {
  if (places.length === 0) return new Map();
  const found = await sql<{ place: RegionCode; urged: IsoDate }>`
    select region_code as place, max(urged_on) as urged from task
    where tenant_id = ${tx.tenant} and subject_id = ${subjectId} and kind = ${kind} and settled_at is null
      and region_code = any(${[...places]}::text[]) and urged_on is not null
    group by region_code`.execute(tx.sql);
  return new Map(found.rows.map((row) => [row.place, row.urged]));
}

/** Which tasks `t` lie on the desks of a person: by each of their offices, and their own. */
function onDesksOf(actor: Actor): RawBuilder<unknown> {
  const mine = actor.mandates.map(
    (held) => sql`(
      (t.organization_id = ${held.organization.id} or (t.organization_id is null and ${inArea('t.region_code', held.region)}))
      and ${held.office} = any(t.offices))`,
  );
  mine.push(sql`t.person_id = any(${[actor.person, ...(actor.merged ?? [])]}::uuid[])`);
  return sql`(${sql.join(mine, sql` or `)})`;
}

/** Whether tasks of some kinds about a subject lie on the desks of a person. */
export async function liesWith(
  tx: Tx,
  actor: Actor,
  subject: Id,
  kinds: readonly TaskKind[],
): Promise<boolean> {
  const found = await sql<{ lies: boolean }>`
    select exists (
      select 1 from task t
      where t.tenant_id = ${tx.tenant} and t.subject_id = ${subject} and t.settled_at is null
        and t.kind = any(${[...kinds]}::text[]) and ${onDesksOf(actor)}) as lies`.execute(tx.sql);
  return found.rows[0]?.lies ?? false;
}

/** Takes what was only told about a subject off the desks of whoever read it. */
export async function settleTold(
  tx: Tx,
  actor: Actor,
  subject: Id,
  kinds: readonly TaskKind[],
): Promise<void> {
  await sql`
    update task t set settled_at = ${tx.now}
    where t.tenant_id = ${tx.tenant} and t.subject_id = ${subject} and t.settled_at is null
      and t.kind = any(${[...kinds]}::text[]) and ${onDesksOf(actor)}`.execute(tx.sql);
}

/** What waits for a person, by due date; what has none comes last. At most `limit`, from `offset`. */
export async function deskOf(tx: Tx, actor: Actor, limit: number, offset = 0): Promise<Task[]> {
  const found = await sql<Omit<Task, 'called'> & { readonly called: string | null }>`
    select t.id, t.kind, t.subject_type as "subjectType", t.subject_id as "subjectId", t.title, t.called, t.occasion,
      t.region_code as region, t.due_on as "dueOn", t.due_was as "dueWas", t.due_moved_for as "dueMovedFor",
      t.urged_on as "urgedOn", t.urged_for as "urgedFor", t.created_at as "createdAt"
    from task t
    where t.tenant_id = ${tx.tenant} and t.settled_at is null and (t.from_on is null or t.from_on <= ${tx.today}::date)
      and ${onDesksOf(actor)}
    order by t.due_on nulls last, t.id limit ${limit} offset ${offset}`.execute(tx.sql);
  return found.rows.map((row) => ({ ...row, called: readLabel(row.called) }));
}

function readLabel(text: string | null): Label | null {
  return text === null ? null : JSON.parse(text);
}

/** Puts what waits for the officers of one institution on the desks of another's. */
/** By when something of a kind is asked for about each of some subjects; those of which nothing waits are left out. */
export async function dueDaysOf(tx: Tx, kind: TaskKind, subjects: readonly Id[]): Promise<Map<Id, IsoDate>> {
  if (subjects.length === 0) return new Map();
  const found = await sql<{ subject: Id; due: IsoDate | null }>`
    select subject_id as subject, min(due_on) as due from task
    where tenant_id = ${tx.tenant} and kind = ${kind} and subject_id = any(${[...subjects]}::uuid[]) and settled_at is null
    group by subject_id`.execute(tx.sql);
  return new Map(found.rows.flatMap((row) => (row.due === null ? [] : [[row.subject, row.due] as const])));
}

export async function passOnTasks(tx: Tx, from: Id, to: Id): Promise<void> {
  await sql`
    update task set organization_id = ${to}
    where tenant_id = ${tx.tenant} and organization_id = ${from}`.execute(tx.sql);
}
