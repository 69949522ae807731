import { type RawBuilder, sql } from 'kysely';
import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import { joins } from '#modules/actors/index.ts';
import type { SanctionRules } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { inArea } from '#platform/database/in-area.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { wordsIn } from '#platform/database/words-in.ts';
import { ladderOf } from './sanction.store.ts';

/** How an institution stands with some filings of a year: how many it owed, did, was excused from, and did not do by their day. */
export type Duties = {
  readonly owed: number;
  readonly met: number;
  /** Of those that were met, after their day. */
  readonly late: number;
  readonly excused: number;
  readonly overdue: number;
  /** The first due day that passed; null where none did. */
  readonly overdueSince: IsoDate | null;
};

type Nullable<T> = { readonly [Key in keyof T]: T[Key] | null };

/** Whether an institution did what it owed in a year: something is overdue, not all is due yet, all was done or excused, or nothing fell due. */
export const DUTY_STATES = ['unmet', 'waiting', 'met', 'none'] as const;
export type DutyState = (typeof DUTY_STATES)[number];

/** What a register is narrowed to. `nothing-done` are those whose duty is unmet and against whom nothing runs or stands. */
export type RegisterState = DutyState | 'nothing-done' | 'sanctioned';

/** The same as `dutyOf` says, of a row of the register. */
const STATES: Readonly<Record<RegisterState, RawBuilder<unknown>>> = {
  none: sql`d.owed is null`,
  unmet: sql`d.overdue > 0`,
  met: sql`d.overdue = 0 and d.met + d.excused = d.owed`,
  waiting: sql`d.overdue = 0 and d.met + d.excused < d.owed`,
  'nothing-done': sql`d.overdue > 0 and s.id is null`,
  sanctioned: sql`s.id is not null`,
};

export type RegisterRow = {
  /** Null where nothing fell due. */
  readonly duties: Duties | null;
  readonly organization: Id;
  readonly kind: string;
  readonly name: string;
  readonly region: string;
  /** What runs or stands against it, the highest step of the ladder, of several the newest. */
  readonly sanction: Id | null;
};

/**
 * Institutions of the kind that a ladder is for, that take part or did, with their duties of a year and what was done, by
 * name, behind the one named: everything is narrowed and paged where it lies.
 */
export async function registerRows(
  tx: Tx,
  program: Program,
  rules: SanctionRules,
  asked: {
    readonly year: number;
    readonly state: RegisterState | undefined;
    readonly words: readonly string[];
    readonly limit: number;
    readonly after: Id | undefined;
  },
): Promise<readonly RegisterRow[]> {
  const ladder = ladderOf(program.model, rules);
  const conditions: RawBuilder<unknown>[] = [
    sql`o.tenant_id = ${tx.tenant}`,
    sql`o.merged_into is null`,
    sql`o.kind = ${rules.party}`,
    inArea('o.region_code', program.region),
  ];
  if (joins(program.model, rules.party)) {
    conditions.push(sql`exists (
      select 1 from membership_card m
      where m.tenant_id = ${tx.tenant} and m.organization_id = o.id and m.model_name = ${program.model.name})`);
  }
  if (asked.words.length > 0) conditions.push(wordsIn('o.name_key', asked.words));
  if (asked.state) conditions.push(STATES[asked.state]);
  if (asked.after !== undefined) {
    conditions.push(sql`(o.name_key collate "C", o.id) > (
      select k.name_key collate "C", k.id from organization_card k where k.tenant_id = ${tx.tenant} and k.id = ${asked.after})`);
  }
  const found = await sql<Nullable<Duties> & Omit<RegisterRow, 'duties'>>`
    with duty as (
      select organization_id, count(*)::int as owed,
        count(*) filter (where state = 'fulfilled')::int as met,
        count(*) filter (where state = 'fulfilled' and closed_on > due_on)::int as late,
        count(*) filter (where state = 'waived')::int as excused,
        count(*) filter (where state = 'open' and stands_since is null and due_on < ${tx.today}::date)::int as overdue,
        min(due_on) filter (where state = 'open' and stands_since is null and due_on < ${tx.today}::date) as since
      from obligation_card
      where tenant_id = ${tx.tenant} and program_id = ${program.id} and fiscal_year = ${asked.year} and along is null
        and organization_id is not null and kind = any(${[...rules.filings]}::text[]) and state <> 'lapsed'
      group by organization_id
    ), standing as (
      select distinct on (organization_id) organization_id, id from sanction
      where tenant_id = ${tx.tenant} and model_name = ${ladder.model} and sanction = ${ladder.sanction}
        and (state = 'hearing' or (state in ('imposed', 'appealed') and expires_on >= ${tx.today}::date))
      order by organization_id, array_position(${rules.steps.map((one) => one.step)}::text[], step) desc, id desc
    )
    select o.id as organization, o.kind, o.name, o.region_code as region, d.owed, d.met, d.late, d.excused, d.overdue,
      d.since as "overdueSince", s.id as sanction
    from organization_card o
    left join duty d on d.organization_id = o.id
    left join standing s on s.organization_id = o.id
    where ${sql.join(conditions, sql` and `)}
    order by o.name_key collate "C", o.id limit ${asked.limit}`.execute(tx.sql);
  return found.rows.map(({ owed, met, late, excused, overdue, overdueSince, ...row }) => ({
    ...row,
    duties:
      owed === null || met === null || late === null || excused === null || overdue === null
        ? null
        : { owed, met, late, excused, overdue, overdueSince },
  }));
}
