import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { type Instrument, readInstrument } from '#analysis/rubric/index.ts';
import type { Actor } from '#kernel/actor.ts';
import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import { toJson } from '#kernel/json.ts';
import type { RegionCode } from '#kernel/region.ts';
import { inArea } from '#platform/database/in-area.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { isAbout } from '../subject/subject.store.ts';
import type { Subject } from '../subject/subject.ts';
import type { Answer } from './answers.ts';
import type { Measured } from './measured.ts';
import type { Result, Said } from './result.ts';
import type { Round, RoundState } from './round.ts';

/** Kept instruments never change, so each text is read once in a process. */
const read = new Map<string, Instrument>();

/** Keeps an instrument as it reads now; answers the name under which it is kept, the SHA-256 of its text. */
export async function keepInstrument(tx: Tx, instrument: Instrument, source: string): Promise<string> {
  const sha256 = createHash('sha256').update(source).digest('hex');
  await sql`
    insert into instrument_version (tenant_id, sha256, slug, source, kept_at)
    values (${tx.tenant}, ${sha256}, ${instrument.slug}, ${source}, ${tx.now})
    on conflict (tenant_id, sha256) do nothing`.execute(tx.sql);
  return sha256;
}

/** The instrument with which a round was opened. */
export async function keptInstrument(tx: Tx, sha256: string): Promise<Instrument> {
  const known = read.get(sha256);
  if (known) return known;
  const found = await sql<{ source: string }>`
    select source from instrument_version where tenant_id = ${tx.tenant} and sha256 = ${sha256}`.execute(
    tx.sql,
  );
  const instrument = readInstrument(found.rows[0]?.source ?? '');
  if (!instrument.ok) throw new Error(`kept instrument ${sha256} does not read`);
  read.set(sha256, instrument.value);
  return instrument.value;
}

/** A round as lists show it; `result` once it was closed. */
export type ListedRound = Round & { readonly regionName: string; readonly result: Result | null };
type RoundRow = Omit<ListedRound, 'result'> & { readonly result: string | null };

const columns = sql`a.id, a.instrument, a.instrument_sha256 as "instrumentSha256", a.program_id as program,
  a.region_code as region, a.party_id as party, a.other_region as other, a.as_of as "asOf", a.closes_on as "closesOn", a.poor_households as "poorHouseholds",
  a.poor_source as "poorSource", a.state, a.opened_office as "openedOffice", a.opened_at as "openedAt",
  a.ended_at as "endedAt", a.ended_reason as "endedReason", a.raters, a.version, a.result, r.name as "regionName"`;
const joined = sql`assessment_round a join region r on r.code = a.region_code`;

function fromRow(row: RoundRow): ListedRound {
  const result: Result | null = row.result === null ? null : JSON.parse(row.result);
  return { ...row, result };
}

/** Writes a round that was opened; `exists` when one of the same kind is open there already. */
export async function insertRound(tx: Tx, round: Round, by: Id): Promise<'written' | 'exists'> {
  const written = await sql`
    insert into assessment_round (tenant_id, id, instrument, instrument_sha256, program_id, region_code, party_id,
      other_region, as_of, closes_on, poor_households, poor_source, state, opened_by, opened_office, opened_at, ended_at, ended_reason,
      raters, result, version)
    values (${tx.tenant}, ${round.id}, ${round.instrument}, ${round.instrumentSha256}, ${round.program},
      ${round.region}, ${round.party}, ${round.other}, ${round.asOf}, ${round.closesOn}, ${round.poorHouseholds}, ${round.poorSource}, ${round.state},
      ${by}, ${round.openedOffice}, ${round.openedAt}, ${round.endedAt}, ${round.endedReason}, ${round.raters}, null,
      ${round.version})
    on conflict (tenant_id, program_id, region_code, instrument, party_id, other_region) where state = 'open' do nothing`.execute(
    tx.sql,
  );
  return written.numAffectedRows === 1n ? 'written' : 'exists';
}

export async function roundById(tx: Tx, id: Id): Promise<ListedRound | undefined> {
  const found = await sql<RoundRow>`
    select ${columns} from ${joined} where a.tenant_id = ${tx.tenant} and a.id = ${id}`.execute(tx.sql);
  const [row] = found.rows;
  return row && fromRow(row);
}

export async function lockRound(tx: Tx, id: Id): Promise<ListedRound | undefined> {
  const found = await sql<RoundRow>`
    select ${columns} from ${joined} where a.tenant_id = ${tx.tenant} and a.id = ${id} for update of a`.execute(
    tx.sql,
  );
  const [row] = found.rows;
  return row && fromRow(row);
}

/** What the instruments of rounds are called in each language, as they were when the rounds were opened. */
export async function instrumentTitles(tx: Tx, rounds: readonly Id[]): Promise<Map<Id, Instrument['title']>> {
  if (rounds.length === 0) return new Map();
  const found = await sql<{ id: Id; sha256: string }>`
    select id, instrument_sha256 as sha256 from assessment_round
    where tenant_id = ${tx.tenant} and id = any(${[...new Set(rounds)]}::uuid[])`.execute(tx.sql);
  const titles = new Map<Id, Instrument['title']>();
  for (const { id, sha256 } of found.rows) titles.set(id, (await keptInstrument(tx, sha256)).title);
  return titles;
}

/** The round of this kind that is open now; undefined when there is none. */
export async function openRoundOf(
  tx: Tx,
  partnership: Subject & { instrument: string; program: Id },
): Promise<Id | undefined> {
  const found = await sql<{ id: Id }>`
    select id from assessment_round
    where tenant_id = ${tx.tenant} and instrument = ${partnership.instrument} and program_id = ${partnership.program}
      and ${isAbout(partnership, { region: 'region_code', party: 'party_id', other: 'other_region' })} and state = 'open'`.execute(
    tx.sql,
  );
  return found.rows[0]?.id;
}

/** Rounds, newest first, of an instrument, state or area when given: `limit` of them after the cursor. */
export async function listRounds(
  tx: Tx,
  filter: { instrument?: string; state?: RoundState; area?: RegionCode; party?: Id },
  limit: number,
  after?: Id,
): Promise<ListedRound[]> {
  const { instrument, state, area, party } = filter;
  const conditions = [sql`a.tenant_id = ${tx.tenant}`];
  if (instrument) conditions.push(sql`a.instrument = ${instrument}`);
  if (state) conditions.push(sql`a.state = ${state}`);
  if (area) {
    conditions.push(inArea('a.region_code', area));
  }
  if (party) conditions.push(sql`a.party_id = ${party}::uuid`);
  if (after) conditions.push(sql`a.id < ${after}`);
  const found = await sql<RoundRow>`
    select ${columns} from ${joined} where ${sql.join(conditions, sql` and `)}
    order by a.id desc limit ${limit}`.execute(tx.sql);
  return found.rows.map(fromRow);
}

/** The closed rounds of one partnership with one instrument, oldest first; of a long line the newest `limit`. */
export async function lineOf(
  tx: Tx,
  partnership: Subject & { instrument: string; program: Id },
  limit: number,
): Promise<ListedRound[]> {
  const found = await sql<RoundRow>`
    select ${columns} from ${joined}
    where a.tenant_id = ${tx.tenant} and a.state = 'closed' and a.instrument = ${partnership.instrument}
      and a.program_id = ${partnership.program} 
      and ${isAbout(partnership, { region: 'a.region_code', party: 'a.party_id', other: 'a.other_region' })}
    order by a.as_of desc, a.id desc limit ${limit}`.execute(tx.sql);
  return found.rows.map(fromRow).reverse();
}

/** The newest closed round of each partnership of a programme with one instrument, in code order after a place. */
export async function newestByPlace(
  tx: Tx,
  filter: { instrument: string; program: Id },
  limit: number,
  after: RegionCode = '',
): Promise<ListedRound[]> {
  const found = await sql<RoundRow>`
    select distinct on (a.region_code) ${columns} from ${joined}
    where a.tenant_id = ${tx.tenant} and a.state = 'closed' and a.instrument = ${filter.instrument}
      and a.program_id = ${filter.program} and a.region_code > ${after}
      and a.party_id is null and a.other_region is null
    order by a.region_code, a.as_of desc, a.id desc limit ${limit}`.execute(tx.sql);
  return found.rows.map(fromRow);
}

/**
 * The newest result of an instrument for each institution in each year, by the day that it is about: of all institutions,
 * in the order of their ids, or of those named.
 */
export async function resultsByPartyAndYear(
  tx: Tx,
  instrument: string,
  limit: number,
  after: Id | '' = '',
): Promise<readonly (ListedRound & { readonly partyName: string })[]> {
  const found = await sql<RoundRow & { partyName: string }>`
    select distinct on (a.party_id, extract(year from a.as_of)) ${columns}, o.name as "partyName"
    from ${joined} join organization_card o on o.tenant_id = ${tx.tenant} and o.id = a.party_id
    where a.tenant_id = ${tx.tenant} and a.state = 'closed' and a.instrument = ${instrument}
      and a.party_id::text > ${after}
    order by a.party_id, extract(year from a.as_of), a.as_of desc, a.id desc limit ${limit}`.execute(tx.sql);
  return found.rows.map((row) => ({ ...fromRow(row), partyName: row.partyName }));
}

/** Ends a round: closed with its result, or withdrawn with a reason. */
export async function endRound(
  tx: Tx,
  round: Id,
  end: { state: 'closed'; result: Result } | { state: 'withdrawn'; reason: string },
): Promise<void> {
  const result = end.state === 'closed' ? toJson(end.result) : null;
  await sql`
    update assessment_round set state = ${end.state}, result = ${result}, ended_at = ${tx.now},
      ended_reason = ${end.state === 'withdrawn' ? end.reason : ''}, version = version + 1
    where tenant_id = ${tx.tenant} and id = ${round}`.execute(tx.sql);
}

/** Somebody who rated, in which office. */
export type Rater = {
  readonly person: Id;
  readonly name: string;
  readonly organization: Id;
  readonly organizationName: string;
  readonly office: string;
  readonly pillar: string;
  readonly ratedAt: Date;
  readonly version: number;
};

/** Who rated in a round, in order of their institutions: `limit` of them from the `offset`th. For those who may know it. */
export async function ratersOf(
  tx: Tx,
  round: Id,
  { limit, offset = 0 }: { readonly limit: number; readonly offset?: number },
): Promise<Rater[]> {
  const found = await sql<Rater>`
    select s.person_id as person, p.name, s.organization_id as organization, o.name as "organizationName", s.office,
      s.pillar, s.rated_at as "ratedAt", s.version
    from assessment_rater s
    join person_card p on p.tenant_id = ${tx.tenant} and p.id = s.person_id
    join organization_card o on o.tenant_id = ${tx.tenant} and o.id = s.organization_id
    where s.tenant_id = ${tx.tenant} and s.round_id = ${round}
    order by o.region_code, o.name, s.person_id limit ${limit} offset ${offset}`.execute(tx.sql);
  return found.rows;
}

/** How many people of each pillar have rated. */
export async function ratersByPillar(tx: Tx, round: Id): Promise<{ pillar: string; raters: number }[]> {
  const found = await sql<{ pillar: string; raters: number }>`
    select pillar, count(*)::int as raters from assessment_rater
    where tenant_id = ${tx.tenant} and round_id = ${round} group by pillar order by pillar`.execute(tx.sql);
  return found.rows;
}

/** All answers in a round, by person and indicator. */
export async function answersIn(tx: Tx, round: Id): Promise<Said[]> {
  const found = await sql<Said>`
    select person_id as rater, indicator, level, evidence from assessment_rating
    where tenant_id = ${tx.tenant} and round_id = ${round} order by person_id, indicator limit 40000`.execute(
    tx.sql,
  );
  return found.rows;
}

/** The answers of some raters in a round, by person and indicator. */
export async function answersGivenBy(tx: Tx, round: Id, people: readonly Id[]): Promise<Said[]> {
  const found = await sql<Said>`
    select person_id as rater, indicator, level, evidence from assessment_rating
    where tenant_id = ${tx.tenant} and round_id = ${round} and person_id = any(${[...people]}::uuid[])
    order by person_id, indicator`.execute(tx.sql);
  return found.rows;
}

/**
 * What somebody answered in a round, under which of their records (`person`), and which version of it; undefined when they
 * have not rated.
 */
export async function answersBy(
  tx: Tx,
  round: Id,
  rating: Pick<Actor, 'person' | 'merged'>,
): Promise<{ person: Id; version: number; ratedAt: Date; answers: Answer[] } | undefined> {
  const records = [rating.person, ...(rating.merged ?? [])];
  const rater = await sql<{ person: Id; version: number; ratedAt: Date }>`
    select person_id as person, version, rated_at as "ratedAt" from assessment_rater
    where tenant_id = ${tx.tenant} and round_id = ${round} and person_id = any(${records}::uuid[])
    order by rated_at desc limit 1`.execute(tx.sql);
  const [row] = rater.rows;
  if (!row) return undefined;
  const found = await sql<Answer>`
    select indicator, level, evidence from assessment_rating
    where tenant_id = ${tx.tenant} and round_id = ${round} and person_id = ${row.person} limit 2000`.execute(
    tx.sql,
  );
  return { ...row, answers: found.rows };
}

/** Writes what one person answers, instead of what they answered before; counts the raters of the round. */
export async function putAnswers(
  tx: Tx,
  round: Id,
  rater: Pick<Rater, 'person' | 'organization' | 'office' | 'pillar' | 'version'>,
  answers: readonly Answer[],
): Promise<void> {
  await sql`
    insert into assessment_rater (tenant_id, round_id, person_id, organization_id, office, pillar, rated_at, version)
    values (${tx.tenant}, ${round}, ${rater.person}, ${rater.organization}, ${rater.office}, ${rater.pillar},
      ${tx.now}, ${rater.version})
    on conflict (tenant_id, round_id, person_id) do update set organization_id = excluded.organization_id,
      office = excluded.office, pillar = excluded.pillar, rated_at = excluded.rated_at, version = excluded.version`.execute(
    tx.sql,
  );
  await sql`
    insert into assessment_rating (tenant_id, round_id, person_id, indicator, level, evidence)
    select ${tx.tenant}::uuid, ${round}::uuid, ${rater.person}::uuid, indicator, level, evidence
    from unnest(${answers.map((one) => one.indicator)}::text[], ${answers.map((one) => one.level)}::text[],
      ${answers.map((one) => one.evidence)}::text[]) as t (indicator, level, evidence)
    on conflict (tenant_id, round_id, person_id, indicator) do update set level = excluded.level,
      evidence = excluded.evidence`.execute(tx.sql);
  if (rater.version === 1) {
    await sql`
      update assessment_round set raters = raters + 1 where tenant_id = ${tx.tenant} and id = ${round}`.execute(
      tx.sql,
    );
  }
}

/** Freezes what the records showed when a round was closed. */
export async function keepMeasures(tx: Tx, round: Id, list: readonly Measured[]): Promise<void> {
  for (const one of list) {
    await sql`
      insert into assessment_measure (tenant_id, round_id, measure, counted, total, permille, evidence)
      values (${tx.tenant}, ${round}, ${one.measure}, ${one.counted}, ${one.total}, ${one.permille},
        ${toJson(one.evidence)})`.execute(tx.sql);
  }
}

/** What the records showed when a round was closed. */
export async function keptMeasures(tx: Tx, round: Id): Promise<Measured[]> {
  const found = await sql<Omit<Measured, 'evidence'> & { evidence: string }>`
    select measure, counted, total, permille, evidence from assessment_measure
    where tenant_id = ${tx.tenant} and round_id = ${round} order by measure`.execute(tx.sql);
  return found.rows.map((row) => {
    const evidence: string[] = JSON.parse(row.evidence);
    return { ...row, evidence };
  });
}

/** Instruments and days of closed rounds are few; how many rounds an instrument has had, by state. */
export async function roundsByInstrument(
  tx: Tx,
): Promise<{ instrument: string; open: number; closed: number; newest: IsoDate | null }[]> {
  const found = await sql<{ instrument: string; open: number; closed: number; newest: IsoDate | null }>`
    select instrument, count(*) filter (where state = 'open')::int as open,
      count(*) filter (where state = 'closed')::int as closed,
      max(as_of) filter (where state = 'closed') as newest
    from assessment_round where tenant_id = ${tx.tenant} group by instrument`.execute(tx.sql);
  return found.rows;
}

/** The instruments of open rounds in which all of these people rated. */
export async function openRoundsRatedBy(tx: Tx, people: readonly Id[]): Promise<string[]> {
  const found = await sql<{ instrument: string }>`
    select d.instrument from assessment_round d
    where d.tenant_id = ${tx.tenant} and d.state = 'open' and (
      select count(*) from assessment_rater s
      where s.tenant_id = ${tx.tenant} and s.round_id = d.id and s.person_id = any(${[...people]}::uuid[])
    ) = ${people.length}
    order by d.id limit 20`.execute(tx.sql);
  return found.rows.map((row) => row.instrument);
}

/** Lets who rated in open rounds for one institution have rated for another; closed ones stay as they were. */
export async function passOnRaters(tx: Tx, from: Id, to: Id): Promise<void> {
  await sql`
    update assessment_rater set organization_id = ${to}
    where tenant_id = ${tx.tenant} and organization_id = ${from} and round_id in (
      select id from assessment_round where tenant_id = ${tx.tenant} and state = 'open')`.execute(tx.sql);
}
