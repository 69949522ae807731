import { sql } from 'kysely';
import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import { newId } from '#kernel/id.ts';
import { toJson } from '#kernel/json.ts';
import type { Rupiah } from '#kernel/money.ts';
import type { RegionCode } from '#kernel/region.ts';
import type { DecisionEffect } from '#modules/proposals/index.ts';
import { inArea } from '#platform/database/in-area.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { type Versioned, versionIn } from '#platform/database/versioned.ts';
import type { Forum, ForumState } from './forum.ts';
import type { FilledSeat, Rolls } from './quorum.ts';
import type { RecordedTurn } from './sitting-day.ts';

const columns = sql`f.id, f.program_id as program, f.forum, f.level, f.region_code as region, f.place, f.starts_at as "startsAt",
  f.called_for as "calledFor", f.sitting, f.sitting_on as "sittingOn", f.sitting_since as "sittingSince",
  f.resumes_on as "resumesOn", f.state, f.rolls, f.postponed_reason as "postponedReason", f.follows, f.minutes_sha256 as "minutesSha256",
  f.sealed_at as "sealedAt", f.discussing, f.version`;

type ForumRow = Omit<Forum, 'rolls'> & { readonly rolls: string };

function fromRow(row: ForumRow): Forum {
  const rolls: Rolls = JSON.parse(row.rolls);
  return { ...row, rolls };
}

export async function insertForum(
  tx: Tx,
  forum: Pick<
    Forum,
    'id' | 'program' | 'forum' | 'level' | 'region' | 'place' | 'startsAt' | 'calledFor' | 'rolls' | 'follows'
  >,
  by: Id,
): Promise<void> {
  await sql`
    insert into forum (tenant_id, id, program_id, forum, level, region_code, place, starts_at, called_for, state, rolls, follows, convened_by, version)
    values (${tx.tenant}, ${forum.id}, ${forum.program}, ${forum.forum}, ${forum.level}, ${forum.region}, ${forum.place},
      ${forum.startsAt}, ${forum.calledFor}, 'scheduled', ${toJson(forum.rolls)}, ${forum.follows}, ${by}, 1)`.execute(
    tx.sql,
  );
}

export async function forumById(tx: Tx, id: Id): Promise<Forum | undefined> {
  const found = await sql<ForumRow>`
    select ${columns} from forum f where f.tenant_id = ${tx.tenant} and f.id = ${id}`.execute(tx.sql);
  const [row] = found.rows;
  return row && fromRow(row);
}

/** The forums of a programme in an area that began up to a moment and are sealed, the latest first. */
export async function sealedIn(
  tx: Tx,
  program: Id,
  area: RegionCode,
  until: Date,
  limit: number,
): Promise<Forum[]> {
  const found = await sql<ForumRow>`
    select ${columns} from forum f
    where f.tenant_id = ${tx.tenant} and f.program_id = ${program} and f.state = 'sealed' and f.starts_at <= ${until}
      and ${inArea('f.region_code', area)}
    order by f.starts_at desc, f.id limit ${limit}`.execute(tx.sql);
  return found.rows.map(fromRow);
}

/** A sealed forum with the number of its decisions that stand. */
export type HeldForum = {
  readonly id: Id;
  /** Which of the model's forums it is. */
  readonly forum: string;
  readonly region: RegionCode;
  readonly startsAt: Date;
  readonly decisions: bigint;
};

/** The sealed forums of a programme in an area that began up to a moment, with their decisions, the latest first. */
export async function heldIn(
  tx: Tx,
  program: Id,
  area: RegionCode,
  until: Date,
  limit: number,
): Promise<HeldForum[]> {
  const found = await sql<HeldForum>`
    select f.id, f.forum, f.region_code as region, f.starts_at as "startsAt",
      (select count(*) from decision d
        where d.tenant_id = ${tx.tenant} and d.forum_id = f.id and d.revoked_at is null)::int8 as decisions
    from forum f
    where f.tenant_id = ${tx.tenant} and f.program_id = ${program} and f.state = 'sealed' and f.starts_at <= ${until}
      and ${inArea('f.region_code', area)}
    order by f.starts_at desc, f.id limit ${limit}`.execute(tx.sql);
  return found.rows;
}

/** How often forums decided on an outcome of their model, and what they granted by it. */
export type DecidedOutcome = {
  /** Which of the model's forums it was. */
  readonly forum: string;
  readonly outcome: string;
  readonly decisions: bigint;
  readonly granted: Rupiah;
};

/** The decisions that stand of some forums, by outcome, the most often taken first. */
export async function outcomesOf(tx: Tx, forums: readonly Id[]): Promise<readonly DecidedOutcome[]> {
  const found = await sql<DecidedOutcome>`
    select f.forum, d.outcome, count(*)::int8 as decisions, coalesce(sum(d.amount), 0)::int8 as granted
    from decision d join forum f on f.tenant_id = ${tx.tenant} and f.id = d.forum_id
    where d.tenant_id = ${tx.tenant} and d.revoked_at is null and d.forum_id = any(${[...forums]}::uuid[])
    group by 1, 2 order by 3 desc, 1, 2`.execute(tx.sql);
  return found.rows;
}

export async function lockForum(tx: Tx, id: Id): Promise<Forum | undefined> {
  const found = await sql<ForumRow>`
    select ${columns} from forum f where f.tenant_id = ${tx.tenant} and f.id = ${id} for update`.execute(
    tx.sql,
  );
  const [row] = found.rows;
  return row && fromRow(row);
}

export async function setForumState(
  tx: Tx,
  id: Id,
  change: {
    state: ForumState;
    reason?: string;
    minutes?: { text: string; sha256: string };
    /** The sitting that begins with it. */
    sitting?: number;
    resumesOn?: IsoDate | null;
  },
): Promise<number> {
  const saved = await sql<Versioned>`
    update forum set state = ${change.state}, postponed_reason = coalesce(${change.reason ?? null}, postponed_reason),
      minutes = ${change.minutes?.text ?? null}, minutes_sha256 = ${change.minutes?.sha256 ?? null},
      sealed_at = ${change.minutes ? tx.now : null}, sitting = coalesce(${change.sitting ?? null}, sitting),
      sitting_on = coalesce(${change.sitting ? tx.today : null}, sitting_on),
      sitting_since = coalesce(${change.sitting ? tx.now : null}, sitting_since),
      resumes_on = ${change.resumesOn ?? null}, version = version + 1
    where tenant_id = ${tx.tenant} and id = ${id} returning version`.execute(tx.sql);
  return versionIn(saved.rows);
}

/** Records what happened to a forum as a whole. */
export async function insertTurn(
  tx: Tx,
  forum: Id,
  turn: Pick<RecordedTurn, 'turn' | 'sitting'> & {
    reason?: string;
    resumesOn?: IsoDate | null;
    seated?: readonly FilledSeat[] | undefined;
  },
  by: Id,
): Promise<void> {
  await sql`
    insert into forum_turn (tenant_id, id, forum_id, turn, happened_at, happened_on, sitting, reason, resumes_on, seated, recorded_by)
    values (${tx.tenant}, ${newId(tx.now)}, ${forum}, ${turn.turn}, ${tx.now}, ${tx.today}, ${turn.sitting},
      ${turn.reason ?? null}, ${turn.resumesOn ?? null},
      ${turn.seated ? toJson(turn.seated.map(({ name: _, ...kept }) => kept)) : null}, ${by})`.execute(
    tx.sql,
  );
}

/** What happened to a forum as a whole, in the order recorded. */
export async function turnsOf(tx: Tx, forum: Id): Promise<RecordedTurn[]> {
  const found = await sql<Omit<RecordedTurn, 'seated'> & { seated: string | null }>`
    select turn, happened_at as at, happened_on as "on", sitting, reason, resumes_on as "resumesOn", seated from forum_turn
    where tenant_id = ${tx.tenant} and forum_id = ${forum} order by id limit 1000`.execute(tx.sql);
  return found.rows.map(({ seated, ...row }) => {
    const kept: FilledSeat[] | null = seated === null ? null : JSON.parse(seated);
    return { ...row, seated: kept };
  });
}

/** What happened to several forums, each in the order in which it was recorded. */
export async function turnsIn(tx: Tx, forums: readonly Id[]): Promise<(RecordedTurn & { of: Id })[]> {
  const found = await sql<Omit<RecordedTurn, 'seated'> & { of: Id; seated: string | null }>`
    select forum_id as "of", turn, happened_at as at, happened_on as "on", sitting, reason, resumes_on as "resumesOn", seated
    from forum_turn
    where tenant_id = ${tx.tenant} and forum_id = any(${[...forums]}::uuid[]) order by id`.execute(tx.sql);
  return found.rows.map(({ seated, ...row }) => {
    const kept: FilledSeat[] | null = seated === null ? null : JSON.parse(seated);
    return { ...row, seated: kept };
  });
}

/** The sittings of several forums in which a decision was taken that stands. */
export async function sittingsDecidedIn(
  tx: Tx,
  forums: readonly Id[],
): Promise<{ readonly of: Id; readonly sitting: number }[]> {
  const found = await sql<{ of: Id; sitting: number }>`
    select distinct forum_id as "of", sitting from decision
    where tenant_id = ${tx.tenant} and forum_id = any(${[...forums]}::uuid[]) and revoked_at is null`.execute(
    tx.sql,
  );
  return found.rows;
}

/** Takes the rolls as they were entered after the forum was called. */
export async function setRolls(tx: Tx, id: Id, rolls: Rolls): Promise<void> {
  await sql`
    update forum set rolls = ${toJson(rolls)} where tenant_id = ${tx.tenant} and id = ${id}`.execute(tx.sql);
}

/** Names what the forum discusses now; its version stays, for nothing is decided by it. */
export async function setDiscussing(tx: Tx, id: Id, proposal: Id | null): Promise<void> {
  await sql`
    update forum set discussing = ${proposal} where tenant_id = ${tx.tenant} and id = ${id}`.execute(tx.sql);
}

export async function minutesText(tx: Tx, id: Id): Promise<string | undefined> {
  const found = await sql<{ minutes: string | null }>`
    select minutes from forum where tenant_id = ${tx.tenant} and id = ${id}`.execute(tx.sql);
  return found.rows[0]?.minutes ?? undefined;
}

export type ListedForum = Omit<Forum, 'rolls' | 'discussing'> & {
  readonly regionName: string;
  readonly decisions: number;
};

/**
 * The forums of a programme, latest first, in an area or a state when given: `limit` of them after the forum named by
 * the cursor. Ask for one more than a page holds to know whether there is a next one.
 */
export async function listForums(
  tx: Tx,
  filter: { program: Id; forum?: string; area?: RegionCode; state?: ForumState },
  limit: number,
  after?: Id,
): Promise<ListedForum[]> {
  const { program, forum, area, state } = filter;
  const conditions = [sql`f.tenant_id = ${tx.tenant}`, sql`f.program_id = ${program}`];
  if (area) {
    conditions.push(inArea('f.region_code', area));
  }
  if (forum) conditions.push(sql`f.forum = ${forum}`);
  if (state) conditions.push(sql`f.state = ${state}`);
  const cursor = after && (await forumById(tx, after));
  if (cursor) {
    conditions.push(
      sql`(f.starts_at < ${cursor.startsAt} or (f.starts_at = ${cursor.startsAt} and f.id > ${cursor.id}))`,
    );
  }
  const found = await sql<ListedForum>`
    select f.id, f.program_id as program, f.forum, f.level, f.region_code as region, f.place, f.starts_at as "startsAt", f.state,
      f.called_for as "calledFor", f.sitting, f.sitting_on as "sittingOn", f.sitting_since as "sittingSince",
      f.resumes_on as "resumesOn", f.postponed_reason as "postponedReason", f.follows, f.minutes_sha256 as "minutesSha256", f.sealed_at as "sealedAt",
      f.version, r.name as "regionName",
      (select count(*)::int from decision d where d.tenant_id = ${tx.tenant} and d.forum_id = f.id and d.revoked_at is null) as decisions
    from forum f join region r on r.code = f.region_code
    where ${sql.join(conditions, sql` and `)}
    order by f.starts_at desc, f.id limit ${limit}`.execute(tx.sql);
  return found.rows;
}

export type Attendance = {
  readonly id: Id;
  readonly sitting: number;
  readonly element: string;
  readonly unit: string | null;
  readonly name: string;
  /** The officer of the area who is known by that name; null where there is none, or several. */
  readonly person: Id | null;
  /** The officer who gave them a written power to come instead, and the paper; null where they came for themselves. */
  readonly proxyOf: Id | null;
  readonly proxyPaper: string | null;
};

/** Who came to a forum, sitting by sitting. */
export async function attendanceOf(tx: Tx, forum: Id): Promise<Attendance[]> {
  const found = await sql<Attendance>`
    select id, sitting, element, unit, name, person_id as person, proxy_of as "proxyOf", proxy_paper as "proxyPaper" from attendance
    where tenant_id = ${tx.tenant} and forum_id = ${forum} and removed_at is null
    order by sitting, element, unit, id limit 10000`.execute(tx.sql);
  return found.rows;
}

/** Who came to several forums, each in the order of one. */
export async function attendanceIn(tx: Tx, forums: readonly Id[]): Promise<(Attendance & { of: Id })[]> {
  const found = await sql<Attendance & { of: Id }>`
    select forum_id as "of", id, sitting, element, unit, name, person_id as person, proxy_of as "proxyOf",
      proxy_paper as "proxyPaper"
    from attendance
    where tenant_id = ${tx.tenant} and forum_id = any(${[...forums]}::uuid[]) and removed_at is null
    order by forum_id, sitting, element, unit, id`.execute(tx.sql);
  return found.rows;
}

export async function insertAttendance(
  tx: Tx,
  forum: Pick<Forum, 'id' | 'sitting'>,
  list: readonly Omit<Attendance, 'id' | 'sitting'>[],
  by: Id,
): Promise<void> {
  await sql`
    insert into attendance (tenant_id, id, forum_id, sitting, element, unit, name, person_id, proxy_of, proxy_paper,
      recorded_by, recorded_at)
    select ${tx.tenant}::uuid, id, ${forum.id}::uuid, ${forum.sitting}::int, element, unit, name, person, proxy_of, proxy_paper,
      ${by}::uuid, ${tx.now}::timestamptz
    from unnest(${list.map(() => newId(tx.now))}::uuid[], ${list.map((one) => one.element)}::text[],
      ${list.map((one) => one.unit)}::text[], ${list.map((one) => one.name)}::text[],
      ${list.map((one) => one.person)}::uuid[], ${list.map((one) => one.proxyOf)}::uuid[],
      ${list.map((one) => one.proxyPaper)}::text[])
      as t (id, element, unit, name, person, proxy_of, proxy_paper)`.execute(tx.sql);
}

/** Strikes people off the list of the sitting that goes on; those of earlier ones stay. */
export async function removeAttendance(
  tx: Tx,
  forum: Pick<Forum, 'id' | 'sitting'>,
  ids: readonly Id[],
): Promise<number> {
  const removed = await sql`
    update attendance set removed_at = ${tx.now}
    where tenant_id = ${tx.tenant} and forum_id = ${forum.id} and sitting = ${forum.sitting}
      and id = any(${[...ids]}::uuid[]) and removed_at is null`.execute(tx.sql);
  return Number(removed.numAffectedRows ?? 0n);
}

export type Decision = {
  readonly id: Id;
  readonly forum: Id;
  /** The sitting that took it. */
  readonly sitting: number;
  readonly proposal: Id;
  readonly outcome: string;
  readonly effect: DecisionEffect;
  /** The forum of the model to which it passes the proposal on; null where it does not. */
  readonly passedTo: string | null;
  readonly amount: Rupiah | null;
  readonly reason: string;
  readonly decidedAt: Date;
};

const decisionColumns = sql`d.id, d.forum_id as forum, d.sitting, d.proposal_id as proposal, d.outcome, d.effect, d.passed_to as "passedTo", d.amount, d.reason,
  d.decided_at as "decidedAt"`;

export async function insertDecision(tx: Tx, decision: Omit<Decision, 'decidedAt'>, by: Id): Promise<void> {
  await sql`
    insert into decision (tenant_id, id, forum_id, sitting, proposal_id, outcome, effect, passed_to, amount, reason, decided_by, decided_at)
    values (${tx.tenant}, ${decision.id}, ${decision.forum}, ${decision.sitting}, ${decision.proposal}, ${decision.outcome},
      ${decision.effect}, ${decision.passedTo}, ${decision.amount}, ${decision.reason}, ${by}, ${tx.now})`.execute(
    tx.sql,
  );
}

export async function standingDecision(tx: Tx, forum: Id, proposal: Id): Promise<Decision | undefined> {
  const found = await sql<Decision>`
    select ${decisionColumns} from decision d
    where d.tenant_id = ${tx.tenant} and d.forum_id = ${forum} and d.proposal_id = ${proposal} and d.revoked_at is null`.execute(
    tx.sql,
  );
  return found.rows[0];
}

export async function revokeDecisionRow(tx: Tx, id: Id): Promise<void> {
  await sql`update decision set revoked_at = ${tx.now} where tenant_id = ${tx.tenant} and id = ${id}`.execute(
    tx.sql,
  );
}

export type DecidedProposal = Decision & {
  readonly title: string;
  readonly requested: Rupiah;
  readonly village: RegionCode;
  readonly place: RegionCode;
  readonly volume: bigint;
  readonly unit: string;
  /** Null where a person brought it, who is never named. */
  readonly organization: Id | null;
  readonly organizationName: string | null;
};

/** A forum's standing decisions with what they were taken on, in the order taken. */
export async function decisionsOf(tx: Tx, forum: Id): Promise<DecidedProposal[]> {
  const found = await sql<DecidedProposal>`
    select ${decisionColumns}, p.title, p.requested, p.village_code as village, p.place_code as place, p.volume, p.unit,
      o.id as organization, o.name as "organizationName"
    from decision d
    join proposal_card p on p.tenant_id = ${tx.tenant} and p.id = d.proposal_id
    left join organization_card o on o.tenant_id = ${tx.tenant} and o.id = p.organization_id
    where d.tenant_id = ${tx.tenant} and d.forum_id = ${forum} and d.revoked_at is null
    order by d.decided_at, d.id limit 2000`.execute(tx.sql);
  return found.rows;
}

/** A decision on a proposal, with the forum that took it. */
export type DecisionOn = Decision & {
  /** Which forum of the model it was. */
  readonly kind: string;
  readonly regionName: string;
  readonly calledFor: IsoDate;
  readonly forumState: ForumState;
};

/** The decisions that stand on proposals, in the order taken: one in each forum through which they went. */
export async function decisionsOn(tx: Tx, proposals: readonly Id[]): Promise<DecisionOn[]> {
  if (proposals.length === 0) return [];
  const found = await sql<DecisionOn>`
    select ${decisionColumns}, f.forum as kind, r.name as "regionName", f.called_for as "calledFor", f.state as "forumState"
    from decision d
    join forum f on f.tenant_id = ${tx.tenant} and f.id = d.forum_id
    join region r on r.code = f.region_code
    where d.tenant_id = ${tx.tenant} and d.proposal_id = any(${[...proposals]}::uuid[]) and d.revoked_at is null
    order by d.decided_at, d.id limit 5000`.execute(tx.sql);
  return found.rows;
}

/** The forum of a kind over a place that is scheduled, open or adjourned, if any: where its proposals will be decided. */
export async function comingForum(
  tx: Tx,
  program: Id,
  { forum, region }: Pick<Forum, 'forum' | 'region'>,
): Promise<Forum | undefined> {
  const found = await sql<ForumRow>`
    select ${columns} from forum f
    where f.tenant_id = ${tx.tenant} and f.program_id = ${program} and f.forum = ${forum} and f.region_code = ${region}
      and f.state in ('scheduled', 'open', 'adjourned')
    order by f.starts_at limit 1`.execute(tx.sql);
  const [row] = found.rows;
  return row && fromRow(row);
}
