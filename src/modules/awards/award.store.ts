import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import { toJson } from '#kernel/json.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { AwardRound, AwardState } from './award.ts';
import type { Computation } from './computation.ts';

const columns = sql`a.id, a.program_id as program, a.award, a.region_code as region, a.marks_from as "marksFrom",
  a.marks_until as "marksUntil", a.state, a.drafted_at as "draftedAt", a.published_by as "publishedBy",
  a.published_at as "publishedAt", a.published_on as "publishedOn", a.closed_by as "closedBy", a.closed_at as "closedAt",
  a.set_office as "setOffice", a.set_at as "setAt", a.decree, a.withdrawn_for as "withdrawnFor",
  a.ruled_since as "ruledSince", a.version`;

/** Writes a draft; `exists` when a round of the award is under way in the programme. */
export async function insertAwardRound(
  tx: Tx,
  round: Pick<AwardRound, 'id' | 'program' | 'award' | 'region' | 'marksFrom' | 'marksUntil' | 'ruledSince'>,
  by: Id,
): Promise<'written' | 'exists'> {
  const written = await sql`
    insert into award_round (tenant_id, id, program_id, award, region_code, marks_from, marks_until, state, drafted_by,
      drafted_at, ruled_since, version)
    values (${tx.tenant}, ${round.id}, ${round.program}, ${round.award}, ${round.region}, ${round.marksFrom},
      ${round.marksUntil}, 'draft', ${by}, ${tx.now}, ${round.ruledSince}, 1)
    on conflict (tenant_id, program_id, award) where state in ('draft', 'published', 'closed') do nothing`.execute(
    tx.sql,
  );
  return written.numAffectedRows === 1n ? 'written' : 'exists';
}

export async function awardRoundById(tx: Tx, id: Id): Promise<AwardRound | undefined> {
  const found = await sql<AwardRound>`
    select ${columns} from award_round a where a.tenant_id = ${tx.tenant} and a.id = ${id}`.execute(tx.sql);
  return found.rows[0];
}

export async function lockAwardRound(tx: Tx, id: Id): Promise<AwardRound | undefined> {
  const found = await sql<AwardRound>`
    select ${columns} from award_round a where a.tenant_id = ${tx.tenant} and a.id = ${id} for update of a`.execute(
    tx.sql,
  );
  return found.rows[0];
}

/** Rounds, the newest first, of a programme or all: `limit` of them behind the one named. */
export async function listAwardRounds(
  tx: Tx,
  filter: { readonly program?: Id | undefined; readonly state?: AwardState | undefined },
  limit: number,
  after?: Id,
): Promise<AwardRound[]> {
  const conditions = [sql`a.tenant_id = ${tx.tenant}`];
  if (filter.program) conditions.push(sql`a.program_id = ${filter.program}::uuid`);
  if (filter.state) conditions.push(sql`a.state = ${filter.state}`);
  if (after) conditions.push(sql`a.id < ${after}::uuid`);
  const found = await sql<AwardRound>`
    select ${columns} from award_round a where ${sql.join(conditions, sql` and `)}
    order by a.id desc limit ${limit}`.execute(tx.sql);
  return found.rows;
}

/** The year in which the marking of the last other round of an award of these programmes ended that was published and not taken back. */
export async function lastAwardYear(
  tx: Tx,
  round: Pick<AwardRound, 'id' | 'award' | 'region'>,
  programs: readonly Id[],
): Promise<number | undefined> {
  const found = await sql<{ year: number | null }>`
    select max(extract(year from marks_until))::int as year from award_round
    where tenant_id = ${tx.tenant} and award = ${round.award} and region_code = ${round.region} and id <> ${round.id}
      and program_id = any(${[...programs]}::uuid[])
      and state in ('published', 'closed', 'set')`.execute(tx.sql);
  return found.rows[0]?.year ?? undefined;
}

export async function setMarkingDays(
  tx: Tx,
  round: Pick<AwardRound, 'id' | 'marksFrom' | 'marksUntil'>,
): Promise<void> {
  await sql`
    update award_round set marks_from = ${round.marksFrom}, marks_until = ${round.marksUntil}, version = version + 1
    where tenant_id = ${tx.tenant} and id = ${round.id}`.execute(tx.sql);
}

/** Keeps what each aspect counts. */
export async function putWeights(tx: Tx, round: Id, weights: ReadonlyMap<string, number>): Promise<void> {
  await sql`
    insert into award_weight (tenant_id, round_id, aspect, weight)
    select ${tx.tenant}::uuid, ${round}::uuid, aspect, weight
    from unnest(${[...weights.keys()]}::text[], ${[...weights.values()]}::int[]) as t (aspect, weight)
    on conflict (tenant_id, round_id, aspect) do update set weight = excluded.weight`.execute(tx.sql);
}

/** What each aspect counts in a round. */
export async function weightsOf(tx: Tx, round: Id): Promise<Map<string, number>> {
  const found = await sql<{ aspect: string; weight: number }>`
    select aspect, weight from award_weight where tenant_id = ${tx.tenant} and round_id = ${round}
    order by aspect`.execute(tx.sql);
  return new Map(found.rows.map((one) => [one.aspect, one.weight]));
}

export async function publish(tx: Tx, round: Id, by: Id, candidates: readonly Id[]): Promise<void> {
  await sql`
    update award_round set state = 'published', published_by = ${by}, published_at = ${tx.now}, published_on = ${tx.today},
      version = version + 1
    where tenant_id = ${tx.tenant} and id = ${round}`.execute(tx.sql);
  await sql`
    insert into award_candidate (tenant_id, round_id, organization_id)
    select ${tx.tenant}::uuid, ${round}::uuid, id from unnest(${[...candidates]}::uuid[]) as t (id)`.execute(
    tx.sql,
  );
}

/** Who is judged in a round, by id. */
export async function candidatesOf(tx: Tx, round: Id): Promise<Id[]> {
  const found = await sql<{ id: Id }>`
    select organization_id as id from award_candidate where tenant_id = ${tx.tenant} and round_id = ${round}
    order by organization_id limit 1000`.execute(tx.sql);
  return found.rows.map((one) => one.id);
}

export async function close(tx: Tx, round: Id, by: Id, computation: Computation): Promise<void> {
  await sql`
    update award_round set state = 'closed', closed_by = ${by}, closed_at = ${tx.now}, result = ${toJson(computation)},
      version = version + 1
    where tenant_id = ${tx.tenant} and id = ${round}`.execute(tx.sql);
}

/** The computation of a round as it was closed; undefined before. */
export async function computationOf(tx: Tx, round: Id): Promise<Computation | undefined> {
  const found = await sql<{ result: string | null }>`
    select result from award_round where tenant_id = ${tx.tenant} and id = ${round}`.execute(tx.sql);
  const text = found.rows[0]?.result ?? null;
  if (text === null) return undefined;
  const computation: Computation = JSON.parse(text);
  return computation;
}

export async function setResultOf(
  tx: Tx,
  round: Id,
  by: { readonly person: Id; readonly office: string; readonly decree: string },
): Promise<void> {
  await sql`
    update award_round set state = 'set', set_by = ${by.person}, set_office = ${by.office}, set_at = ${tx.now},
      decree = ${by.decree}, version = version + 1
    where tenant_id = ${tx.tenant} and id = ${round}`.execute(tx.sql);
}

export async function withdraw(tx: Tx, round: Id, reason: string): Promise<void> {
  await sql`
    update award_round set state = 'withdrawn', withdrawn_at = ${tx.now}, withdrawn_for = ${reason}, version = version + 1
    where tenant_id = ${tx.tenant} and id = ${round}`.execute(tx.sql);
}
