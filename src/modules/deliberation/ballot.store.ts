import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import { toJson } from '#kernel/json.ts';
import type { Rupiah } from '#kernel/money.ts';
import type { RegionCode } from '#kernel/region.ts';
import { inArea } from '#platform/database/in-area.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { BallotKind, SlipExclusion, SlipLine, SlipPart, Vote, VoteResult, VoteState } from './ballot.ts';

const columns = sql`v.id, v.forum_id as forum, v.sitting, v.kind, v.points, v.budget, v.slip, v.exclusions, v.state, v.received, v.by_code as "byCode",
  v.last_slip as "lastSlip", v.attendance, v.result, v.result_sha256 as "resultSha256", v.followed,
  v.followed_reason as "followedReason", v.cancel_reason as "cancelReason", v.opened_at as "openedAt",
  v.closed_at as "closedAt", v.version`;

type VoteRow = Omit<Vote, 'slip' | 'exclusions' | 'result'> & {
  readonly slip: string;
  readonly exclusions: string;
  readonly result: string | null;
};

/** As JSON keeps them: rupiah are decimal strings. */
type KeptLine = Omit<SlipLine, 'requested'> & { readonly requested: string };
type KeptResult = Omit<VoteResult, 'budget' | 'ceilings' | 'parts'> & {
  readonly budget: string;
  readonly ceilings: readonly { readonly institution: Id; readonly left: string }[];
  /** Absent from votes that were closed before institutions could consent to a part. */
  readonly parts?: readonly (Omit<SlipPart, 'least'> & { readonly least: string })[];
};

function fromRow(row: VoteRow): Vote {
  const slip: KeptLine[] = JSON.parse(row.slip);
  const exclusions: SlipExclusion[] = JSON.parse(row.exclusions);
  const result: KeptResult | null = row.result === null ? null : JSON.parse(row.result);
  return {
    ...row,
    exclusions,
    slip: slip.map((line) => ({ ...line, requested: BigInt(line.requested) })),
    result: result && {
      ...result,
      budget: BigInt(result.budget),
      ceilings: result.ceilings.map((one) => ({ ...one, left: BigInt(one.left) })),
      parts: (result.parts ?? []).map((one) => ({ ...one, least: BigInt(one.least) })),
    },
  };
}

export async function insertVote(
  tx: Tx,
  vote: {
    id: Id;
    forum: Id;
    sitting: number;
    kind: BallotKind;
    points: number | null;
    budget: Rupiah;
    slip: readonly SlipLine[];
    exclusions: readonly SlipExclusion[];
  },
  by: Id,
): Promise<void> {
  await sql`
    insert into vote (tenant_id, id, forum_id, sitting, kind, points, budget, slip, exclusions, state, received, by_code,
      opened_by, opened_at, version)
    values (${tx.tenant}, ${vote.id}, ${vote.forum}, ${vote.sitting}, ${vote.kind}, ${vote.points}, ${vote.budget}, ${toJson(vote.slip)},
      ${toJson(vote.exclusions)}, 'open', 0, 0, ${by}, ${tx.now}, 1)`.execute(tx.sql);
}

export async function voteById(tx: Tx, id: Id): Promise<Vote | undefined> {
  const found = await sql<VoteRow>`
    select ${columns} from vote v where v.tenant_id = ${tx.tenant} and v.id = ${id}`.execute(tx.sql);
  const [row] = found.rows;
  return row && fromRow(row);
}

/** Locks a vote. Its forum must be locked first, so that votes, attendance and decisions wait for each other in one order. */
export async function lockVote(tx: Tx, id: Id): Promise<Vote | undefined> {
  const found = await sql<VoteRow>`
    select ${columns} from vote v where v.tenant_id = ${tx.tenant} and v.id = ${id} for update`.execute(
    tx.sql,
  );
  const [row] = found.rows;
  return row && fromRow(row);
}

/** The vote of a forum that counts, open or closed; undefined when there is none. */
export async function voteOf(tx: Tx, forum: Id): Promise<Vote | undefined> {
  const found = await sql<VoteRow>`
    select ${columns} from vote v
    where v.tenant_id = ${tx.tenant} and v.forum_id = ${forum} and v.state <> 'cancelled'`.execute(tx.sql);
  const [row] = found.rows;
  return row && fromRow(row);
}

/** Votes of a forum that were cancelled, with the reason given, newest first. */
export async function cancelledVotes(tx: Tx, forum: Id): Promise<{ at: Date; reason: string }[]> {
  const found = await sql<{ at: Date; reason: string }>`
    select closed_at as at, cancel_reason as reason from vote
    where tenant_id = ${tx.tenant} and forum_id = ${forum} and state = 'cancelled'
      and closed_at is not null and cancel_reason is not null
    order by id desc limit 20`.execute(tx.sql);
  return found.rows;
}

export type ClosedVote = {
  readonly forum: Id;
  readonly regionName: string;
  readonly received: number;
  readonly proposals: number;
  readonly closedAt: Date;
};

/** The votes closed last in the whole city, newest first. */
export async function newestVotes(tx: Tx, limit: number): Promise<ClosedVote[]> {
  const found = await sql<ClosedVote>`
    select v.forum_id as forum, r.name as "regionName", v.received, json_array_length(v.slip::json) as proposals,
      v.closed_at as "closedAt"
    from vote v
    join forum f on f.tenant_id = ${tx.tenant} and f.id = v.forum_id
    join region r on r.code = f.region_code
    where v.tenant_id = ${tx.tenant} and v.state = 'closed' and v.closed_at is not null
    order by v.closed_at desc limit ${limit}`.execute(tx.sql);
  return found.rows;
}

/** A vote as lists show it. */
export type ListedVote = {
  readonly id: Id;
  readonly forum: Id;
  readonly program: Id;
  readonly region: RegionCode;
  readonly regionName: string;
  readonly kind: BallotKind;
  readonly state: VoteState;
  readonly proposals: number;
  readonly received: number;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
};

/** Votes of an area, opened last first: `limit` of them after the cursor. Cancelled ones are left out. */
export async function listVotes(
  tx: Tx,
  filter: { area?: RegionCode | undefined; state?: 'open' | 'closed' | undefined },
  limit: number,
  after?: Id,
): Promise<ListedVote[]> {
  const { area, state } = filter;
  const conditions = [sql`v.tenant_id = ${tx.tenant}`, sql`v.state <> 'cancelled'`];
  if (state) conditions.push(sql`v.state = ${state}`);
  if (area) {
    conditions.push(inArea('f.region_code', area));
  }
  if (after) conditions.push(sql`v.id < ${after}`);
  const found = await sql<ListedVote>`
    select v.id, v.forum_id as forum, f.program_id as program, f.region_code as region, r.name as "regionName", v.kind,
      v.state, json_array_length(v.slip::json) as proposals, v.received, v.opened_at as "openedAt",
      v.closed_at as "closedAt"
    from vote v
    join forum f on f.tenant_id = ${tx.tenant} and f.id = v.forum_id
    join region r on r.code = f.region_code
    where ${sql.join(conditions, sql` and `)}
    order by v.id desc limit ${limit}`.execute(tx.sql);
  return found.rows;
}

/** How many are there: in the sitting that goes on, or was the last. */
export async function countAttendance(tx: Tx, forum: Id): Promise<number> {
  const found = await sql<{ count: number }>`
    select count(*)::int as count from attendance a
    join forum f on f.tenant_id = ${tx.tenant} and f.id = a.forum_id and f.sitting = a.sitting
    where a.tenant_id = ${tx.tenant} and a.forum_id = ${forum} and a.removed_at is null`.execute(tx.sql);
  return found.rows[0]?.count ?? 0;
}

/** The locked box of an open vote; null while nothing has been put in. */
export async function boxOf(tx: Tx, vote: Id): Promise<string | null> {
  const found = await sql<{ box: string | null }>`
    select box from vote where tenant_id = ${tx.tenant} and id = ${vote}`.execute(tx.sql);
  return found.rows[0]?.box ?? null;
}

/** Keeps the box with one ballot more. `slip` is a new id for a paper slip, which may be taken back until the next. */
export async function saveBallot(
  tx: Tx,
  vote: Id,
  box: string,
  came: { readonly slip: Id } | 'code',
): Promise<void> {
  const how = came === 'code' ? sql`by_code = by_code + 1` : sql`last_slip = ${came.slip}`;
  await sql`
    update vote set box = ${box}, received = received + 1, ${how}
    where tenant_id = ${tx.tenant} and id = ${vote}`.execute(tx.sql);
}

/** Keeps the box without the slip typed last. */
export async function saveWithdrawn(tx: Tx, vote: Id, box: string): Promise<void> {
  await sql`
    update vote set box = ${box}, received = received - 1, last_slip = null
    where tenant_id = ${tx.tenant} and id = ${vote}`.execute(tx.sql);
}

export async function saveClosed(
  tx: Tx,
  vote: Id,
  kept: { attendance: number; text: string; sha256: string },
): Promise<void> {
  await sql`
    update vote set state = 'closed', attendance = ${kept.attendance}, result = ${kept.text},
      result_sha256 = ${kept.sha256}, box = null, last_slip = null, closed_at = ${tx.now}, version = version + 1
    where tenant_id = ${tx.tenant} and id = ${vote}`.execute(tx.sql);
}

export async function saveCancelled(tx: Tx, vote: Id, reason: string): Promise<void> {
  await sql`
    update vote set state = 'cancelled', cancel_reason = ${reason}, box = null, last_slip = null, closed_at = ${tx.now},
      version = version + 1
    where tenant_id = ${tx.tenant} and id = ${vote}`.execute(tx.sql);
}

export async function saveFollowed(tx: Tx, vote: Id, rule: string, reason: string): Promise<void> {
  await sql`
    update vote set followed = ${rule}, followed_reason = ${reason}, followed_at = ${tx.now}, version = version + 1
    where tenant_id = ${tx.tenant} and id = ${vote}`.execute(tx.sql);
}

export async function insertCodes(tx: Tx, vote: Id, hashes: readonly string[]): Promise<void> {
  await sql`
    insert into ballot_code (tenant_id, hash, vote_id)
    select ${tx.tenant}::uuid, hash, ${vote}::uuid from unnest(${[...hashes]}::text[]) as t (hash)`.execute(
    tx.sql,
  );
}

export async function removeUnusedCodes(tx: Tx, vote: Id): Promise<void> {
  await sql`
    delete from ballot_code where tenant_id = ${tx.tenant} and vote_id = ${vote} and used_with is null`.execute(
    tx.sql,
  );
}

/** Codes that were handed out and not used yet. */
export async function countUnusedCodes(tx: Tx, vote: Id): Promise<number> {
  const found = await sql<{ count: number }>`
    select count(*)::int as count from ballot_code
    where tenant_id = ${tx.tenant} and vote_id = ${vote} and used_with is null`.execute(tx.sql);
  return found.rows[0]?.count ?? 0;
}

/** The code with this hash: its vote, and the form that used it, if one did. */
export async function codeByHash(
  tx: Tx,
  hash: string,
): Promise<{ vote: Id; usedWith: string | null } | undefined> {
  const found = await sql<{ vote: Id; usedWith: string | null }>`
    select vote_id as vote, used_with as "usedWith" from ballot_code
    where tenant_id = ${tx.tenant} and hash = ${hash}`.execute(tx.sql);
  return found.rows[0];
}

export async function useCode(tx: Tx, hash: string, form: string): Promise<void> {
  await sql`
    update ballot_code set used_with = ${form} where tenant_id = ${tx.tenant} and hash = ${hash}`.execute(
    tx.sql,
  );
}
