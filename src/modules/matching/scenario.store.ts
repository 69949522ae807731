import { type RawBuilder, sql } from 'kysely';
import type { MatchingEnd } from '#analysis/matching/index.ts';
import type { Id } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import type { MatchingReason } from '#modules/models/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { MatchState } from './need.ts';
import type { RecommendationState } from './recommendation.ts';
import type { Held, Hold, ScenarioPair, Wanted } from './scenario.ts';
import type { TakerOffer } from './taker-offer.ts';

/** A proposal over the whole, as it was reckoned once. */
export type Scenario = {
  readonly id: Id;
  readonly program: Id;
  readonly kind: string;
  readonly from: Id | null;
  readonly madeBy: Id;
  readonly office: string;
  readonly madeAt: Date;
  readonly weights: readonly number[];
  readonly givers: number;
  readonly offered: Rupiah;
  readonly needs: number;
  readonly needed: Rupiah;
  readonly unpriced: number;
  readonly leftOut: number;
  readonly dropped: number;
  readonly value: Rupiah;
  readonly bound: Rupiah;
  readonly ended: MatchingEnd;
};

const columns = sql`s.id, s.program_id as program, s.kind, s.from_id as "from", s.made_by as "madeBy", s.office, s.made_at as "madeAt",
  s.weights, s.givers, s.offered, s.needs, s.needed, s.unpriced, s.left_out as "leftOut", s.dropped, s.value, s.bound, s.ended`;

export async function scenarioById(tx: Tx, id: Id): Promise<Scenario | undefined> {
  const found = await sql<Scenario>`
    select ${columns} from match_scenario s where s.tenant_id = ${tx.tenant} and s.id = ${id}`.execute(
    tx.sql,
  );
  return found.rows[0];
}

/** What came of a proposal: its pairs and what they give, and how much of it was recommended and taken up. */
export type ScenarioOutcome = {
  readonly pairs: number;
  readonly amount: Rupiah;
  readonly recommended: number;
  readonly taken: number;
  readonly agreed: number;
};

/** Proposals of a programme, the newest first, below the cursor, each with what came of it. */
export async function listScenarios(
  tx: Tx,
  program: Id,
  limit: number,
  after?: Id,
): Promise<readonly (Scenario & ScenarioOutcome)[]> {
  const found = await sql<Scenario & ScenarioOutcome>`
    select ${columns}, ${outcome(tx)} from match_scenario s
    where s.tenant_id = ${tx.tenant} and s.program_id = ${program}
      and (${after ?? null}::uuid is null or s.id < ${after ?? null})
    order by s.id desc limit ${limit}`.execute(tx.sql);
  return found.rows;
}

function outcome(tx: Tx): RawBuilder<unknown> {
  return sql`
    (select count(*)::int from scenario_pair p where p.tenant_id = ${tx.tenant} and p.scenario_id = s.id and p.hold <> 'struck') as pairs,
    (select coalesce(sum(p.amount), 0)::int8 from scenario_pair p where p.tenant_id = ${tx.tenant} and p.scenario_id = s.id) as amount,
    (select count(*)::int from recommendation r where r.tenant_id = ${tx.tenant} and r.scenario_id = s.id) as recommended,
    (select count(*)::int from recommendation r where r.tenant_id = ${tx.tenant} and r.scenario_id = s.id and r.state = 'taken') as taken,
    (select count(*)::int from recommendation r join need_match m on m.tenant_id = ${tx.tenant} and m.id = r.match_id
      where r.tenant_id = ${tx.tenant} and r.scenario_id = s.id and m.state = 'agreed') as agreed`;
}

export async function outcomeOf(tx: Tx, scenario: Id): Promise<ScenarioOutcome | undefined> {
  const found = await sql<ScenarioOutcome>`
    select ${outcome(tx)} from match_scenario s where s.tenant_id = ${tx.tenant} and s.id = ${scenario}`.execute(
    tx.sql,
  );
  return found.rows[0];
}

export async function insertScenario(
  tx: Tx,
  scenario: Omit<Scenario, 'madeAt'>,
  pairs: readonly ScenarioPair[],
): Promise<void> {
  await sql`
    insert into match_scenario (tenant_id, id, program_id, kind, from_id, made_by, office, made_at, weights, givers, offered, needs,
      needed, unpriced, left_out, dropped, value, bound, ended)
    values (${tx.tenant}, ${scenario.id}, ${scenario.program}, ${scenario.kind}, ${scenario.from}, ${scenario.madeBy},
      ${scenario.office}, ${tx.now}, ${[...scenario.weights]}::int[], ${scenario.givers}, ${scenario.offered}, ${scenario.needs},
      ${scenario.needed}, ${scenario.unpriced}, ${scenario.leftOut}, ${scenario.dropped}, ${scenario.value}, ${scenario.bound},
      ${scenario.ended})`.execute(tx.sql);
  for (let from = 0; from < pairs.length; from += 500) {
    const values = pairs.slice(from, from + 500).map(
      (
        one,
        i,
      ) => sql`(${tx.tenant}, ${scenario.id}, ${one.need}, ${one.organization}, ${from + i}, ${one.hold}, ${one.amount},
        ${one.points}, ${[...one.reasons]}::text[])`,
    );
    await sql`
      insert into scenario_pair (tenant_id, scenario_id, proposal_id, organization_id, place, hold, amount, points, reasons)
      values ${sql.join(values)}`.execute(tx.sql);
  }
}

/** A pair of a proposal as its page and its table show it, with what came of it. */
export type ListedPair = {
  readonly place: number;
  readonly need: Id;
  readonly title: string;
  readonly scope: string;
  readonly field: string;
  readonly villageName: string;
  readonly bringer: string | null;
  readonly organization: Id;
  readonly organizationName: string;
  readonly hold: Hold;
  readonly amount: Rupiah;
  readonly points: number;
  readonly reasons: readonly MatchingReason[];
  /** The newest recommendation of this taker for this need, and its match. */
  readonly recommended: RecommendationState | null;
  readonly matched: MatchState | null;
};

/** Pairs of a proposal from a place on, in their order. */
export async function scenarioPairs(
  tx: Tx,
  scenario: Id,
  page: { readonly limit: number; readonly from: number },
): Promise<readonly ListedPair[]> {
  const found = await sql<ListedPair>`
    select p.place, p.proposal_id as need, c.title, n.scope, n.field, g.name as "villageName", b.name as bringer,
      p.organization_id as organization, o.name as "organizationName", p.hold, p.amount, p.points, p.reasons,
      (select r.state from recommendation r where r.tenant_id = ${tx.tenant} and r.proposal_id = p.proposal_id
        and r.organization_id = p.organization_id order by r.id desc limit 1) as recommended,
      (select m.state from need_match m where m.tenant_id = ${tx.tenant} and m.proposal_id = p.proposal_id
        and m.organization_id = p.organization_id order by m.id desc limit 1) as matched
    from scenario_pair p
    join open_need n on n.tenant_id = ${tx.tenant} and n.proposal_id = p.proposal_id
    join proposal_card c on c.tenant_id = ${tx.tenant} and c.id = p.proposal_id
    join organization_card o on o.tenant_id = ${tx.tenant} and o.id = p.organization_id
    left join organization_card b on b.tenant_id = ${tx.tenant} and b.id = n.organization_id
    join region g on g.code = n.village_code
    where p.tenant_id = ${tx.tenant} and p.scenario_id = ${scenario} and p.place >= ${page.from}
    order by p.place limit ${page.limit}`.execute(tx.sql);
  return found.rows;
}

/** What a proposal holds by hand. */
export async function heldIn(tx: Tx, scenario: Id): Promise<readonly Held[]> {
  const found = await sql<Omit<Held, 'hold'> & { readonly hold: Hold }>`
    select proposal_id as need, organization_id as organization, hold, amount from scenario_pair
    where tenant_id = ${tx.tenant} and scenario_id = ${scenario} and hold <> 'free' order by place`.execute(
    tx.sql,
  );
  return found.rows.flatMap(({ hold, ...pair }) => (hold === 'free' ? [] : [{ ...pair, hold }]));
}

/** What a proposal gives to each field: how many needs, and how much. */
export async function scenarioFields(
  tx: Tx,
  scenario: Id,
): Promise<readonly { readonly field: string; readonly needs: number; readonly amount: Rupiah }[]> {
  const found = await sql<{ field: string; needs: number; amount: Rupiah }>`
    select n.field, count(*)::int as needs, sum(p.amount)::int8 as amount
    from scenario_pair p join open_need n on n.tenant_id = ${tx.tenant} and n.proposal_id = p.proposal_id
    where p.tenant_id = ${tx.tenant} and p.scenario_id = ${scenario} and p.hold <> 'struck'
    group by n.field`.execute(tx.sql);
  return found.rows;
}

/** Open needs of a kind that still want money, the oldest first. */
export async function wantedNeeds(
  tx: Tx,
  program: Id,
  kind: string,
  limit: number,
): Promise<readonly Wanted[]> {
  const found = await sql<Wanted>`
    select proposal_id as id, field, village_code as village, form, organization_id as organization, requested, promised
    from open_need
    where tenant_id = ${tx.tenant} and program_id = ${program} and kind = ${kind} and state = 'open' and requested > promised
    order by proposal_id limit ${limit}`.execute(tx.sql);
  return found.rows;
}

/** How many needs of a kind are open, and how many of them cost nothing. */
export async function openCounts(
  tx: Tx,
  program: Id,
  kind: string,
): Promise<{ readonly open: number; readonly unpriced: number }> {
  const found = await sql<{ open: number; unpriced: number }>`
    select count(*)::int as open, (count(*) filter (where requested <= promised))::int as unpriced from open_need
    where tenant_id = ${tx.tenant} and program_id = ${program} and kind = ${kind} and state = 'open'`.execute(
    tx.sql,
  );
  return found.rows[0] ?? { open: 0, unpriced: 0 };
}

/** What takers offer a programme and what they promised of it already (rupiah), those who offer most first. */
export async function offersWithPromises(
  tx: Tx,
  program: Id,
  limit: number,
): Promise<readonly (TakerOffer & { readonly promised: Rupiah })[]> {
  const found = await sql<TakerOffer & { readonly promised: Rupiah }>`
    select t.organization_id as organization, t.amount, t.fields, t.places, t.forms, t.version,
      (select coalesce(sum(m.amount), 0)::int8 from need_match m where m.tenant_id = ${tx.tenant} and m.organization_id = t.organization_id
        and m.program_id = ${program} and m.state in ('offered', 'agreed')) as promised
    from taker_offer t where t.tenant_id = ${tx.tenant} and t.program_id = ${program} and t.amount > 0
    order by t.amount desc, t.organization_id limit ${limit}`.execute(tx.sql);
  return found.rows;
}

/** Lets what proposals said of one institution be said of another, but where they said it of that one, too. */
export async function passOnPairs(tx: Tx, from: Id, to: Id): Promise<void> {
  await sql`
    update scenario_pair set organization_id = ${to}
    where tenant_id = ${tx.tenant} and organization_id = ${from} and not exists (
      select 1 from scenario_pair other where other.tenant_id = ${tx.tenant} and other.scenario_id = scenario_pair.scenario_id
        and other.proposal_id = scenario_pair.proposal_id and other.organization_id = ${to})`.execute(tx.sql);
}
