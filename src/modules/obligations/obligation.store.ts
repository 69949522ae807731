import { sql } from 'kysely';
import type { IsoDate } from '#kernel/date.ts';
import { type Id, newId } from '#kernel/id.ts';
import type { RegionCode } from '#kernel/region.ts';
import type { Thing } from '#kernel/thing.ts';
import { type Extent, inArea, inExtent } from '#platform/database/in-area.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** What an obligation is about: what a filing tells of, what waits for the answer of a step, or the fund that a levy goes to. */
export type OwedOn = Extract<
  Thing,
  'activity' | 'organization' | 'program' | 'proposal' | 'filing' | 'voucher' | 'purse'
>;

/**
 * What is owed by a day: a filing or a levy by an institution, or the answer of a step by its offices over a place. `along`
 * is the kind of the thing whose route the step stands on; null for a filing and a levy.
 */
export type Obligation = {
  readonly id: Id;
  /** The filing or the step by its name in the model, or the levy as `purse/source`. */
  readonly kind: string;
  readonly along: string | null;
  /** Which of several: the period of a filing (`2026-Q1`), the round of a step (`1`); empty where there is one. */
  readonly occasion: string;
  readonly program: Id;
  readonly fiscalYear: number;
  readonly organization: Id | null;
  readonly offices: readonly string[];
  readonly region: RegionCode;
  readonly subjectType: OwedOn;
  readonly subjectId: Id;
  readonly startsOn: IsoDate;
  readonly dueOn: IsoDate;
  /** When it comes on the desks of the offices above; null where the model has none. */
  readonly escalatesOn: IsoDate | null;
  readonly escalatedOn: IsoDate | null;
  /** Since when its clock stands. */
  readonly standsSince: IsoDate | null;
  /** For which days it stood before, each as `from/until`. */
  readonly stood: readonly string[];
  readonly state: 'open' | 'fulfilled' | 'waived' | 'lapsed';
  readonly waiverReason: string | null;
  /** What somebody asked for, where it is owed since they did; null for what falls due by itself. */
  readonly askedFor: string | null;
  /** The day written in what is owed, from which it is due as well; null where none is. */
  readonly setOn: IsoDate | null;
  /** When it was delivered, excused or lapsed; of what was delivered again, the last time. */
  readonly closedOn: IsoDate | null;
  readonly acceptedOn: IsoDate | null;
  /** The moment by whose rules it is owed. */
  readonly ruledSince: Date;
};

/** What an institution owes about an activity, itself or a programme: a filing, no levy. */
export type OwedFiling = Obligation & { readonly organization: Id };

export function isOwedFiling(owed: Obligation): owed is OwedFiling {
  return owed.organization !== null && owed.subjectType !== 'purse';
}

const columns = sql`b.id, b.kind, b.along, b.occasion, b.program_id as program, b.fiscal_year as "fiscalYear",
  b.organization_id as organization, b.offices, b.region_code as region, b.subject_type as "subjectType",
  b.subject_id as "subjectId", b.starts_on as "startsOn", b.due_on as "dueOn", b.escalates_on as "escalatesOn",
  b.escalated_on as "escalatedOn", b.stands_since as "standsSince", b.stood, b.state, b.waiver_reason as "waiverReason",
  b.asked_for as "askedFor", b.set_on as "setOn", b.closed_on as "closedOn", b.accepted_on as "acceptedOn", b.ruled_since as "ruledSince"`;

/** What an obligation has only once it is kept, and what time adds to it. */
type Later = Record<
  | 'id'
  | 'askedFor'
  | 'escalatedOn'
  | 'standsSince'
  | 'state'
  | 'waiverReason'
  | 'setOn'
  | 'closedOn'
  | 'acceptedOn',
  unknown
> & {
  readonly stood: unknown;
};
export type NewObligation = Omit<Obligation, keyof Later> & { readonly askedFor?: string };

export async function owe(tx: Tx, obligation: NewObligation): Promise<Id> {
  const [id] = await oweAll(tx, [obligation]);
  if (!id) throw new Error(`${obligation.kind} is owed already on ${obligation.subjectId}`);
  return id;
}

/** Lets all of this be owed; what is owed already is left as it is. Answers the ids of what is new, undefined for the rest. */
export async function oweAll(tx: Tx, list: readonly NewObligation[]): Promise<(Id | undefined)[]> {
  const rows = list.map((one) => ({ ...one, id: newId(tx.now) }));
  const made = new Set<Id>();
  for (let at = 0; at < rows.length; at += 500) {
    const values = rows.slice(at, at + 500).map(
      (
        one,
      ) => sql`(${tx.tenant}, ${one.id}, ${one.kind}, ${one.along}, ${one.occasion}, ${one.program}, ${one.fiscalYear},
        ${one.organization}, ${[...one.offices]}::text[], ${one.region}, ${one.organization ?? one.subjectId},
        ${one.subjectType}, ${one.subjectId}, ${one.startsOn}, ${one.dueOn}, ${one.escalatesOn}, '{}', 'open', ${one.askedFor ?? null}, ${one.ruledSince})`,
    );
    const saved = await sql<{ id: Id }>`
      insert into obligation (tenant_id, id, kind, along, occasion, program_id, fiscal_year, organization_id, offices,
        region_code, owed_by, subject_type, subject_id, starts_on, due_on, escalates_on, stood, state, asked_for, ruled_since)
      values ${sql.join(values)}
      on conflict (tenant_id, kind, subject_id, owed_by, occasion) do nothing returning id`.execute(tx.sql);
    for (const one of saved.rows) made.add(one.id);
  }
  return rows.map((one) => (made.has(one.id) ? one.id : undefined));
}

/** Delivered or answered, in time or late; also what had been waived. */
export async function fulfil(tx: Tx, id: Id): Promise<void> {
  await sql`
    update obligation set state = 'fulfilled', closed_on = ${tx.today}, stands_since = null
    where tenant_id = ${tx.tenant} and id = ${id} and state in ('open', 'waived')`.execute(tx.sql);
}

/** Nothing is owed any more: what it was about was taken back or decided otherwise. */
export async function lapse(tx: Tx, subject: Id): Promise<void> {
  await sql`
    update obligation set state = 'lapsed', closed_on = ${tx.today}, stands_since = null
    where tenant_id = ${tx.tenant} and subject_id = ${subject} and state = 'open'`.execute(tx.sql);
}

/** What was delivered is accepted by everybody who had to. */
export async function accept(tx: Tx, id: Id): Promise<void> {
  await sql`
    update obligation set accepted_on = ${tx.today} where tenant_id = ${tx.tenant} and id = ${id}`.execute(
    tx.sql,
  );
}

/** The clock stands from today on. */
export async function stand(tx: Tx, id: Id): Promise<void> {
  await sql`
    update obligation set stands_since = ${tx.today}
    where tenant_id = ${tx.tenant} and id = ${id} and state = 'open'`.execute(tx.sql);
}

/** The clock goes on, with other due days than before. */
export async function goOn(
  tx: Tx,
  id: Id,
  change: {
    readonly stood: readonly string[];
    readonly dueOn: IsoDate;
    readonly escalatesOn: IsoDate | null;
  },
): Promise<void> {
  await sql`
    update obligation set stands_since = null, stood = ${[...change.stood]}::text[], due_on = ${change.dueOn},
      escalates_on = ${change.escalatesOn}
    where tenant_id = ${tx.tenant} and id = ${id}`.execute(tx.sql);
}

/** It is due by the day that is written in it, too. */
export async function setFrom(
  tx: Tx,
  id: Id,
  change: { readonly setOn: IsoDate | null; readonly dueOn: IsoDate; readonly escalatesOn: IsoDate | null },
): Promise<void> {
  await sql`
    update obligation set set_on = ${change.setOn}, due_on = ${change.dueOn}, escalates_on = ${change.escalatesOn}
    where tenant_id = ${tx.tenant} and id = ${id}`.execute(tx.sql);
}

/** All that is owed on a subject, the first due first. */
export async function owedOn(tx: Tx, subject: Id): Promise<Obligation[]> {
  const found = await sql<Obligation>`
    select ${columns} from obligation b
    where b.tenant_id = ${tx.tenant} and b.subject_id = ${subject} order by b.due_on, b.id limit 500`.execute(
    tx.sql,
  );
  return found.rows;
}

/** Opens a fulfilled obligation again with its old due day: what was delivered has come back. What was waived stays waived. */
export async function reopen(tx: Tx, id: Id): Promise<void> {
  await sql`
    update obligation set state = case when waiver_reason is null then 'open' else 'waived' end, closed_on = null, accepted_on = null
    where tenant_id = ${tx.tenant} and id = ${id} and state = 'fulfilled'`.execute(tx.sql);
}

export async function obligationById(tx: Tx, id: Id): Promise<Obligation | undefined> {
  const found = await sql<Obligation>`
    select ${columns} from obligation b where b.tenant_id = ${tx.tenant} and b.id = ${id}`.execute(tx.sql);
  return found.rows[0];
}

/** What is owed of a kind on a subject that owes it once, as an activity. */
export async function obligationFor(tx: Tx, kind: string, subject: Id): Promise<Obligation | undefined> {
  return (await obligationsFor(tx, kind, [subject])).get(subject);
}

/** What a party owes for one period to one subject and has not met. */
export async function obligationsOf(
  tx: Tx,
  subject: Id,
  organization: Id,
  occasion: string,
): Promise<Obligation[]> {
  const found = await sql<Obligation>`
    select ${columns} from obligation b
    where b.tenant_id = ${tx.tenant} and b.subject_id = ${subject} and b.organization_id = ${organization}
      and b.occasion = ${occasion} and b.state in ('open', 'waived') order by b.id for update of b`.execute(
    tx.sql,
  );
  return found.rows;
}

/**
 * What is open on a subject and whose period is over by today, the first due first; at most `limit`, behind the one that
 * `after` names. With `owing` what these parties owe alone.
 */
export async function openOn(
  tx: Tx,
  subject: Id,
  limit: number,
  owing?: readonly Id[],
  after?: { readonly dueOn: IsoDate; readonly id: Id },
): Promise<Obligation[]> {
  const conditions = [
    sql`b.tenant_id = ${tx.tenant}`,
    sql`b.subject_id = ${subject}`,
    sql`b.state = 'open'`,
    sql`b.starts_on < ${tx.today}::date`,
  ];
  if (owing) conditions.push(sql`b.organization_id = any(${[...owing]}::uuid[])`);
  if (after) conditions.push(sql`(b.due_on, b.id) > (${after.dueOn}::date, ${after.id}::uuid)`);
  const found = await sql<Obligation>`
    select ${columns} from obligation b where ${sql.join(conditions, sql` and `)}
    order by b.due_on, b.id limit ${limit}`.execute(tx.sql);
  return found.rows;
}

/** The same on several subjects, by subject; nothing where there is no such kind. */
export async function obligationsFor(
  tx: Tx,
  kind: string | undefined,
  subjects: readonly Id[],
): Promise<Map<Id, Obligation>> {
  const wanted = [...new Set(subjects)];
  if (kind === undefined || wanted.length === 0) return new Map();
  const found = await sql<Obligation>`
    select ${columns} from obligation b
    where b.tenant_id = ${tx.tenant} and b.kind = ${kind} and b.subject_id = any(${wanted}::uuid[])`.execute(
    tx.sql,
  );
  return new Map(found.rows.map((one) => [one.subjectId, one]));
}

export async function lockObligation(tx: Tx, id: Id): Promise<Obligation | undefined> {
  const found = await sql<Obligation>`
    select ${columns} from obligation b where b.tenant_id = ${tx.tenant} and b.id = ${id} for update`.execute(
    tx.sql,
  );
  return found.rows[0];
}

/** What an institution owes about itself or a programme, and owed, the first due first. */
export async function owedByParty(tx: Tx, organization: Id): Promise<OwedFiling[]> {
  const found = await sql<OwedFiling>`
    select ${columns} from obligation b
    where b.tenant_id = ${tx.tenant} and b.organization_id = ${organization} and b.subject_type in ('organization', 'program')
    order by b.due_on, b.id limit 500`.execute(tx.sql);
  return found.rows;
}

/** All that an institution owes and has not met: filings about activities, itself or a programme, and levies; at most 500. */
export async function openBy(tx: Tx, organization: Id): Promise<Obligation[]> {
  const found = await sql<Obligation>`
    select ${columns} from obligation b
    where b.tenant_id = ${tx.tenant} and b.organization_id = ${organization} and b.state = 'open'
    order by b.due_on, b.id limit 500`.execute(tx.sql);
  return found.rows;
}

/** These lapse: nothing is owed by them any more. */
export async function lapseThese(tx: Tx, ids: readonly Id[]): Promise<void> {
  await sql`
    update obligation set state = 'lapsed', closed_on = ${tx.today}, stands_since = null
    where tenant_id = ${tx.tenant} and id = any(${[...ids]}::uuid[]) and state = 'open'`.execute(tx.sql);
}

export async function waive(tx: Tx, id: Id, reason: string): Promise<void> {
  await sql`
    update obligation set state = 'waived', closed_on = ${tx.today}, waiver_reason = ${reason}
    where tenant_id = ${tx.tenant} and id = ${id}`.execute(tx.sql);
}

/**
 * What is open and runs over a span of days, in the order of ids: whatever began before its end and is due, or comes
 * before offices above, on its first day or later. A change of the calendar in the span can move no other due day.
 */
export async function runningOver(
  tx: Tx,
  from: IsoDate,
  to: IsoDate,
  way: 'look' | 'lock',
): Promise<Obligation[]> {
  const found = await sql<Obligation>`
    select ${columns} from obligation b
    where b.tenant_id = ${tx.tenant} and b.state = 'open' and b.starts_on < ${to}::date
      and coalesce(b.escalates_on, b.due_on) >= ${from}::date
    order by b.id ${way === 'lock' ? sql`for update of b` : sql``}`.execute(tx.sql);
  return found.rows;
}

/** What runs in a programme by rules of these names: filings or levies of a kind, answers of a step. */
export async function runningBy(tx: Tx, program: Id, names: readonly string[]): Promise<Obligation[]> {
  const found = await sql<Obligation>`
    select ${columns} from obligation b
    where b.tenant_id = ${tx.tenant} and b.program_id = ${program} and b.state = 'open' and b.kind = any(${[...names]}::text[])
    order by b.id for update of b`.execute(tx.sql);
  return found.rows;
}

/** Gives obligations other due days. */
export async function setDueDays(
  tx: Tx,
  list: readonly { readonly id: Id; readonly dueOn: IsoDate; readonly escalatesOn: IsoDate | null }[],
): Promise<void> {
  await sql`
    update obligation set due_on = moved.due_on, escalates_on = moved.escalates_on
    from unnest(${list.map((one) => one.id)}::uuid[], ${list.map((one) => one.dueOn)}::date[],
      ${list.map((one) => one.escalatesOn)}::date[]) as moved (id, due_on, escalates_on)
    where obligation.tenant_id = ${tx.tenant} and obligation.id = moved.id`.execute(tx.sql);
}

/** What should lie before offices above by today and was not recorded as such yet; at most `limit`. */
export async function toEscalate(tx: Tx, limit: number): Promise<Obligation[]> {
  const found = await sql<Obligation>`
    select ${columns} from obligation b
    where b.tenant_id = ${tx.tenant} and b.state = 'open' and b.escalated_on is null and b.stands_since is null
      and b.escalates_on <= ${tx.today}
    order by b.escalates_on, b.id limit ${limit} for update of b`.execute(tx.sql);
  return found.rows;
}

export async function setEscalated(tx: Tx, ids: readonly Id[]): Promise<void> {
  await sql`
    update obligation set escalated_on = ${tx.today}
    where tenant_id = ${tx.tenant} and id = any(${[...ids]}::uuid[])`.execute(tx.sql);
}

/** The filings that an institution owes past their day, oldest first. */
export async function overdueOf(tx: Tx, organization: Id): Promise<OwedFiling[]> {
  const found = await sql<OwedFiling>`
    select ${columns} from obligation b
    where b.tenant_id = ${tx.tenant} and b.organization_id = ${organization} and b.state = 'open' and b.due_on < ${tx.today}
      and b.subject_type <> 'purse'
    order by b.due_on, b.id limit 500`.execute(tx.sql);
  return found.rows;
}

/** A filing that is overdue, with the name of who owes it. */
export type Overdue = OwedFiling & { readonly organizationName: string };

/** All filings that are overdue in the tenant, oldest first: `limit` of them after the cursor, of one programme or area when given. */
export async function overdueNow(
  tx: Tx,
  limit: number,
  filter: { program?: Id; area?: RegionCode } = {},
  after?: { dueOn: IsoDate; id: Id },
): Promise<Overdue[]> {
  const conditions = [
    sql`b.tenant_id = ${tx.tenant}`,
    sql`b.state = 'open'`,
    sql`b.due_on < ${tx.today}`,
    sql`b.subject_type <> 'purse'`,
  ];
  if (filter.program) conditions.push(sql`b.program_id = ${filter.program}`);
  if (filter.area) conditions.push(inArea('o.region_code', filter.area));
  if (after) conditions.push(sql`(b.due_on, b.id) > (${after.dueOn}::date, ${after.id}::uuid)`);
  const found = await sql<Overdue>`
    select ${columns}, o.name as "organizationName" from obligation b
    join organization_card o on o.tenant_id = ${tx.tenant} and o.id = b.organization_id
    where ${sql.join(conditions, sql` and `)}
    order by b.due_on, b.id limit ${limit}`.execute(tx.sql);
  return found.rows;
}

/** What offices owe and owed in answers of one step: running, past their day, answered by it and after it, excused. */
export type AnswerCounts = {
  readonly along: string;
  readonly step: string;
  readonly open: number;
  readonly overdue: number;
  readonly escalated: number;
  readonly inTime: number;
  readonly late: number;
  readonly waived: number;
};

/** How promptly the steps of a programme are answered, by step. Names nobody and no place. */
export async function answerCounts(tx: Tx, program: Id): Promise<AnswerCounts[]> {
  const found = await sql<AnswerCounts>`
    select b.along, b.kind as step, count(*) filter (where b.state = 'open')::int as open,
      count(*) filter (where b.state = 'open' and b.stands_since is null and b.due_on < ${tx.today}::date)::int as overdue,
      count(*) filter (where b.state = 'open' and b.stands_since is null and b.escalates_on <= ${tx.today}::date)::int as escalated,
      count(*) filter (where b.state = 'fulfilled' and b.closed_on <= b.due_on)::int as "inTime",
      count(*) filter (where b.state = 'fulfilled' and b.closed_on > b.due_on)::int as late,
      count(*) filter (where b.state = 'waived')::int as waived
    from obligation b
    where b.tenant_id = ${tx.tenant} and b.program_id = ${program} and b.along is not null
    group by b.along, b.kind order by b.along, b.kind`.execute(tx.sql);
  return found.rows;
}

/** How promptly an area delivers what it owes: of what was due up to a day, or delivered by it, how much came by its due day. */
export type Promptness = {
  readonly inTime: number;
  readonly owed: number;
  /** Some of the subjects that came late or not at all, the newest first. */
  readonly late: readonly Id[];
};

/** Filings that institutions of an area, or one institution, owed to a programme up to a day; what was waived is not counted. */
export async function promptnessIn(tx: Tx, program: Id, extent: Extent, until: IsoDate): Promise<Promptness> {
  const found = await sql<Promptness>`
    select count(*) filter (where b.state = 'fulfilled' and b.closed_on <= b.due_on and b.closed_on <= ${until}::date)::int as "inTime",
      count(*)::int as owed,
      coalesce((array_agg(b.subject_id::text order by b.due_on desc, b.id)
        filter (where b.subject_type = 'activity' and (b.state = 'open' or b.closed_on > b.due_on or b.closed_on > ${until}::date)))[1:5], '{}') as late
    from obligation b join organization_card o on o.tenant_id = ${tx.tenant} and o.id = b.organization_id
    where b.tenant_id = ${tx.tenant} and b.program_id = ${program} and b.state not in ('waived', 'lapsed') and b.subject_type <> 'purse'
      and (b.due_on < ${until}::date or (b.state = 'fulfilled' and b.closed_on <= ${until}::date))
      and ${inExtent({ place: 'o.region_code', owner: 'b.organization_id' }, extent)}`.execute(tx.sql);
  return found.rows[0] ?? { inTime: 0, owed: 0, late: [] };
}

/** How long the answers of offices take in an area: of what was due up to a day, or given by it, how much came in time. */
export type AnswerTimes = {
  readonly inTime: number;
  readonly owed: number;
  /** Calendar days that half of the answers given did not exceed; null where none was given. */
  readonly median: number | null;
};

/** Answers that offices owed in a programme, in an area up to a day; with `offices` these alone. What was waived is not counted, nor what stands still. */
export async function answerTimesIn(
  tx: Tx,
  program: Id,
  area: RegionCode,
  until: IsoDate,
  offices?: readonly string[],
): Promise<AnswerTimes> {
  const found = await sql<AnswerTimes>`
    select count(*) filter (where b.state = 'fulfilled' and b.closed_on <= b.due_on and b.closed_on <= ${until}::date)::int as "inTime",
      count(*)::int as owed,
      percentile_disc(0.5) within group (order by b.closed_on - b.starts_on)
        filter (where b.state = 'fulfilled' and b.closed_on <= ${until}::date) as median
    from obligation b
    where b.tenant_id = ${tx.tenant} and b.program_id = ${program} and b.along is not null
      and b.state not in ('waived', 'lapsed')
      and ((b.due_on < ${until}::date and b.stands_since is null) or (b.state = 'fulfilled' and b.closed_on <= ${until}::date))
      and (${offices === undefined} or b.offices && ${[...(offices ?? [])]}::text[])
      and ${inArea('b.region_code', area)}`.execute(tx.sql);
  return found.rows[0] ?? { inTime: 0, owed: 0, median: null };
}

/**
 * Lets another institution owe all that one owes or owed. A periodic filing that both owe is owed once: what is still
 * open of it lapses, with the one that goes first. Answers what lapsed.
 */
export async function passOnObligations(tx: Tx, from: Id, to: Id): Promise<Id[]> {
  const lapsed = await sql<{ id: Id }>`
    update obligation b set state = 'lapsed', closed_on = ${tx.today}
    from obligation other
    where b.tenant_id = ${tx.tenant} and b.state = 'open' and b.subject_type in ('organization', 'program', 'purse')
      and other.tenant_id = ${tx.tenant} and other.program_id = b.program_id and other.kind = b.kind
      and other.occasion = b.occasion
      and ((b.organization_id = ${from} and other.organization_id = ${to} and other.state <> 'lapsed')
        or (b.organization_id = ${to} and other.organization_id = ${from} and other.state in ('fulfilled', 'waived')))
    returning b.id`.execute(tx.sql);
  await sql`
    update obligation set organization_id = ${to}
    where tenant_id = ${tx.tenant} and organization_id = ${from}`.execute(tx.sql);
  return lapsed.rows.map((row) => row.id);
}
