import { type RawBuilder, sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import { toJson } from '#kernel/json.ts';
import type { Rupiah } from '#kernel/money.ts';
import { nameKey } from '#kernel/readers/text.ts';
import { ancestor, levelOf, type RegionCode } from '#kernel/region.ts';
import type { Answers } from '#modules/fields/index.ts';
import { inArea } from '#platform/database/in-area.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { type Versioned, versionIn } from '#platform/database/versioned.ts';
import { wordsIn } from '#platform/database/words-in.ts';
import type { Proposal, ProposalState } from './proposal.ts';
import type { Contribution, CostLine, ProposalContent } from './proposal-fields.ts';
import { passOnSheets } from './sheet.store.ts';

const columns = sql`p.id, p.program_id as program, p.organization_id as organization, p.person_id as person, p.kind, p.party, p.village_code as village,
  p.place_code as place, p.address, p.latitude, p.longitude, p.scope, p.title, p.need, p.volume, p.unit, p.requested,
  p.contribution, p.people, p.poor_households as "poorHouseholds", p.rank, p.state, p.granted, p.remark, p.fields, p.answers,
  p.author_id as author, p.forum, p.route, p.step, p.follow_up as "followUp", p.followed, p.held_by_vote as "heldByVote", p.created_at as "createdAt", p.submitted_at as "submittedAt", p.receipt, p.decided_at as "decidedAt", p.binding_since as "bindingSince",
  p.admitted_id as admitted, (select w.office_id from proposal_sheet w where w.tenant_id = p.tenant_id and w.proposal_id = p.id) as "paperOffice",
  (select w.mandate_until from proposal_sheet w where w.tenant_id = p.tenant_id and w.proposal_id = p.id) as "paperUntil", p.version`;

type ProposalRow = Omit<Proposal, 'answers'> & { readonly answers: string };

function fromRow(row: ProposalRow): Proposal {
  const answers: Answers = JSON.parse(row.answers);
  return { ...row, answers };
}

export async function proposalById(tx: Tx, id: Id): Promise<Proposal | undefined> {
  const found = await sql<ProposalRow>`
    select ${columns} from proposal p where p.tenant_id = ${tx.tenant} and p.id = ${id}`.execute(tx.sql);
  return found.rows.map(fromRow)[0];
}

export async function lockProposal(tx: Tx, id: Id): Promise<Proposal | undefined> {
  const found = await sql<ProposalRow>`
    select ${columns} from proposal p where p.tenant_id = ${tx.tenant} and p.id = ${id} for update`.execute(
    tx.sql,
  );
  return found.rows.map(fromRow)[0];
}

export async function insertDraft(
  tx: Tx,
  draft: {
    id: Id;
    program: Id;
    organization: Id | null;
    person: Id | null;
    kind: string;
    party: string;
    forum: string | null;
    village: RegionCode;
    place: RegionCode;
    author: Id;
    fields: string;
  },
): Promise<void> {
  await sql`
    insert into proposal (tenant_id, id, program_id, organization_id, person_id, kind, party, forum, village_code, place_code, address, scope,
      title, need, volume, unit, requested, contribution, people, poor_households, state, fields, author_id, created_at, version)
    values (${tx.tenant}, ${draft.id}, ${draft.program}, ${draft.organization}, ${draft.person}, ${draft.kind}, ${draft.party}, ${draft.forum}, ${draft.village},
      ${draft.place}, '', '', '', '', 0, '', 0, 0, 0, 0, 'draft', ${draft.fields}, ${draft.author}, ${tx.now}, 1)`.execute(
    tx.sql,
  );
}

/** A draft of this institution, or person, in which nothing was written yet, locked: to be gone on with instead of another one. */
export async function lockEmptyDraft(
  tx: Tx,
  draft: { program: Id; organization: Id | null; person: Id | null; kind: string; fields: string },
): Promise<{ id: Id; version: number } | undefined> {
  const found = await sql<{ id: Id; version: number }>`
    select id, version from proposal p
    where p.tenant_id = ${tx.tenant} and p.program_id = ${draft.program} and ${ledBy(draft)}
      and p.kind = ${draft.kind} and p.state = 'draft' and p.submitted_at is null and p.fields = ${draft.fields}
    order by id desc limit 1 for update`.execute(tx.sql);
  return found.rows[0];
}

/** Waits until nobody else begins a draft under this id: what is not there yet has no row to lock. */
export async function lockBeginning(tx: Tx, id: Id): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`begin ${tx.tenant} ${id}`}))`.execute(tx.sql);
}

/** Marks proposals as listed on the slip of a vote that opens. */
export async function holdForVote(tx: Tx, vote: Id, proposals: readonly Id[]): Promise<void> {
  await sql`
    update proposal set held_by_vote = ${vote}
    where tenant_id = ${tx.tenant} and id = any(${[...proposals]}::uuid[])`.execute(tx.sql);
}

/** Lets go of the proposals of a vote that was closed or cancelled. */
export async function releaseFromVote(tx: Tx, vote: Id, proposals: readonly Id[]): Promise<void> {
  await sql`
    update proposal set held_by_vote = null
    where tenant_id = ${tx.tenant} and id = any(${[...proposals]}::uuid[]) and held_by_vote = ${vote}`.execute(
    tx.sql,
  );
}

/** Keeps a draft as typed, with what lists show of it. */
export async function saveTyped(
  tx: Tx,
  id: Id,
  typed: { fields: string; title: string; scope: string; requested: Rupiah },
): Promise<number> {
  const saved = await sql<Versioned>`
    update proposal set fields = ${typed.fields}, title = ${typed.title},
      title_key = ${nameKey(typed.title)}, scope = ${typed.scope},
      requested = ${typed.requested}, version = version + 1
    where tenant_id = ${tx.tenant} and id = ${id} returning version`.execute(tx.sql);
  return versionIn(saved.rows);
}

/** Keeps what is typed in a proposal that was submitted before; what was submitted stays. */
export async function saveTypedAgain(tx: Tx, id: Id, fields: string): Promise<number> {
  const saved = await sql<Versioned>`
    update proposal set fields = ${fields}, version = version + 1
    where tenant_id = ${tx.tenant} and id = ${id} returning version`.execute(tx.sql);
  return versionIn(saved.rows);
}

/** Writes what was read from the fields, with its cost lines and contributions, and puts it before the forum. */
export async function saveSubmitted(
  tx: Tx,
  { id, submittedAt, village }: Pick<Proposal, 'id' | 'submittedAt' | 'village'>,
  content: ProposalContent,
): Promise<number> {
  if (submittedAt) await clearLines(tx, id);
  // One message for all three tables: submitting is what a whole city does in the last hour of the window.
  const saved = await sql<Versioned>`
    with costs as (
      insert into cost_line (tenant_id, proposal_id, position, item, quantity, unit, unit_price, total)
      select ${tx.tenant}::uuid, ${id}::uuid, * from unnest(${content.costLines.map((_, i) => i + 1)}::int[],
        ${content.costLines.map((line) => line.item)}::text[], ${content.costLines.map((line) => line.quantity.toString())}::int8[],
        ${content.costLines.map((line) => line.unit)}::text[], ${content.costLines.map((line) => line.unitPrice.toString())}::int8[],
        ${content.costLines.map((line) => line.total.toString())}::int8[])),
    offered as (
      insert into contribution (tenant_id, proposal_id, position, form, description, value)
      select ${tx.tenant}::uuid, ${id}::uuid, * from unnest(${content.contributions.map((_, i) => i + 1)}::int[],
        ${content.contributions.map((given) => given.form)}::text[],
        ${content.contributions.map((given) => given.description)}::text[],
        ${content.contributions.map((given) => given.value.toString())}::int8[]))
    update proposal set title = ${content.title}, title_key = ${nameKey(content.title)}, need = ${content.need}, scope = ${content.scope},
      village_code = ${village}, place_code = ${content.place}, address = ${content.address}, latitude = ${content.point?.latitude ?? null},
      longitude = ${content.point?.longitude ?? null}, volume = ${content.volume}, unit = ${content.unit},
      requested = ${content.requested}, contribution = ${content.contribution}, people = ${content.people},
      poor_households = ${content.poorHouseholds}, answers = ${toJson(content.answers)}, state = 'submitted', remark = null, submitted_at = ${tx.now},
      receipt = coalesce(receipt, nextval('proposal_receipt')), version = version + 1
    where tenant_id = ${tx.tenant} and id = ${id} returning version`.execute(tx.sql);
  return versionIn(saved.rows);
}

/** Takes away what an earlier submission wrote; the first one finds nothing to take away. */
async function clearLines(tx: Tx, id: Id): Promise<void> {
  await sql`delete from cost_line where tenant_id = ${tx.tenant} and proposal_id = ${id}`.execute(tx.sql);
  await sql`delete from contribution where tenant_id = ${tx.tenant} and proposal_id = ${id}`.execute(tx.sql);
}

export async function setState(
  tx: Tx,
  id: Id,
  change: { state: ProposalState; granted?: Rupiah | null; remark?: string | null; decided: 'now' | 'not' },
): Promise<number> {
  const saved = await sql<Versioned>`
    update proposal set state = ${change.state}, granted = ${change.granted ?? null}, remark = ${change.remark ?? null},
      decided_at = ${change.decided === 'now' ? tx.now : null}, version = version + 1
    where tenant_id = ${tx.tenant} and id = ${id} returning version`.execute(tx.sql);
  return versionIn(saved.rows);
}

/** Says which forum of the model a proposal waits for, none as long as it goes along its route; its version goes up with the state that follows. */
export async function setForum(tx: Tx, id: Id, forum: string | null): Promise<void> {
  await sql`update proposal set forum = ${forum} where tenant_id = ${tx.tenant} and id = ${id}`.execute(
    tx.sql,
  );
}

/** Sets a proposal on its way, or further on it: the steps and the one that it waits for. */
export async function setStep(
  tx: Tx,
  id: Id,
  way: { route: readonly string[]; step: number },
): Promise<number> {
  const saved = await sql<Versioned>`
    update proposal set route = ${[...way.route]}::text[], step = ${way.step}, version = version + 1
    where tenant_id = ${tx.tenant} and id = ${id} returning version`.execute(tx.sql);
  return versionIn(saved.rows);
}

/** Sets what follows on what was agreed to, or how far it came. */
export async function setFollowUp(
  tx: Tx,
  id: Id,
  { followUp, followed }: Pick<Proposal, 'followUp' | 'followed'>,
): Promise<number> {
  const saved = await sql<Versioned>`
    update proposal set follow_up = ${[...followUp]}::text[], followed = ${followed}, version = version + 1
    where tenant_id = ${tx.tenant} and id = ${id} returning version`.execute(tx.sql);
  return versionIn(saved.rows);
}

/** Notes which institution comes in through a proposal; null where none stands yet that it names. */
export async function setAdmitted(tx: Tx, id: Id, organization: Id | null): Promise<void> {
  await sql`
    update proposal set admitted_id = ${organization} where tenant_id = ${tx.tenant} and id = ${id}`.execute(
    tx.sql,
  );
}

/** The proposal through which an institution came in last, under whichever of its records. */
export async function admittedBy(tx: Tx, organization: Id): Promise<Proposal | undefined> {
  const found = await sql<ProposalRow>`
    select ${columns} from proposal p
    where p.tenant_id = ${tx.tenant} and p.admitted_id in (
      select o.id from organization_card o
      where o.tenant_id = ${tx.tenant} and (o.id = ${organization} or o.merged_into = ${organization}))
      and p.state = 'accepted'
    order by p.id desc limit 1`.execute(tx.sql);
  return found.rows.map(fromRow)[0];
}

/** The most institutions of a kind that were let in, whose answers are read at once. */
const MOST_ADMITTED = 20_000;

/** What was answered by institutions of a kind when they asked to be let in and were, personal answers too. */
export async function admissionsOf(
  tx: Tx,
  kind: string,
): Promise<{ readonly organization: Id; readonly answers: Answers }[]> {
  const found = await sql<{ organization: Id; answers: string }>`
    select coalesce(o.merged_into, o.id) as organization, p.answers
    from proposal p join organization_card o on o.tenant_id = ${tx.tenant} and o.id = p.admitted_id
    where p.tenant_id = ${tx.tenant} and p.admitted_id is not null and p.state = 'accepted' and o.kind = ${kind}
    order by p.id desc limit ${MOST_ADMITTED}`.execute(tx.sql);
  return found.rows.map((row) => ({ organization: row.organization, answers: JSON.parse(row.answers) }));
}

/** The decisions on these proposals bind from now on: the minutes that hold them are sealed, or their route has ended. */
export async function bindDecisions(tx: Tx, ids: readonly Id[]): Promise<void> {
  await sql`
    update proposal set binding_since = ${tx.now}
    where tenant_id = ${tx.tenant} and id = any(${[...ids]}::uuid[])`.execute(tx.sql);
}

export async function costLinesOf(tx: Tx, id: Id): Promise<(CostLine & { position: number })[]> {
  const found = await sql<CostLine & { position: number }>`
    select position, item, quantity, unit, unit_price as "unitPrice", total from cost_line
    where tenant_id = ${tx.tenant} and proposal_id = ${id} order by position`.execute(tx.sql);
  return found.rows;
}

export async function contributionsOf(tx: Tx, id: Id): Promise<Contribution[]> {
  const found = await sql<Contribution>`
    select form, description, value from contribution
    where tenant_id = ${tx.tenant} and proposal_id = ${id} order by position`.execute(tx.sql);
  return found.rows;
}

/** The proposals of one institution in a programme, in its own order of priority; drafts included. */
export async function proposalsOf(tx: Tx, program: Id, organization: Id): Promise<Proposal[]> {
  const found = await sql<ProposalRow>`
    select ${columns} from proposal p
    where p.tenant_id = ${tx.tenant} and p.organization_id = ${organization} and p.program_id = ${program}
    order by p.rank nulls last, p.id limit 200`.execute(tx.sql);
  return found.rows.map(fromRow);
}

/** What a person brought for themselves, under whichever of their records, newest first; drafts included. */
export async function proposalsOfPerson(tx: Tx, persons: readonly Id[]): Promise<Proposal[]> {
  const found = await sql<ProposalRow>`
    select ${columns} from proposal p
    where p.tenant_id = ${tx.tenant} and p.person_id = any(${[...persons]}::uuid[])
    order by p.id desc limit 200`.execute(tx.sql);
  return found.rows.map(fromRow);
}

/** Most proposals of which whoever brought them is told what became of them: the newest. */
const TOLD_OF = 500;

/** The newest proposals of institutions and of a person under whichever of their records; drafts included. */
export async function proposalsBroughtBy(
  tx: Tx,
  { organizations, persons }: { organizations: readonly Id[]; persons: readonly Id[] },
): Promise<Id[]> {
  const { rows } = await sql<{ id: Id }>`
    select id from (
      select p.id from proposal p
      where p.tenant_id = ${tx.tenant} and p.organization_id = any(${[...organizations]}::uuid[])
      union all
      select p.id from proposal p
      where p.tenant_id = ${tx.tenant} and p.person_id = any(${[...persons]}::uuid[])
    ) brought order by id desc limit ${TOLD_OF}`.execute(tx.sql);
  return rows.map((row) => row.id);
}

/**
 * How many others of its kind whoever brings a proposal has in its programme, under way or agreed to. `persons` are the
 * records of a person. Lock whoever brings it first, so that two of them do not overlook each other.
 */
export async function countOthers(
  tx: Tx,
  proposal: Pick<Proposal, 'id' | 'program' | 'kind' | 'organization' | 'person'>,
  persons: readonly Id[],
): Promise<number> {
  const led =
    proposal.person === null
      ? sql`organization_id = ${proposal.organization}`
      : sql`person_id = any(${[...persons]}::uuid[])`;
  const found = await sql<{ others: number }>`
    select count(*)::int as others from proposal
    where tenant_id = ${tx.tenant} and ${led} and program_id = ${proposal.program} and kind = ${proposal.kind}
      and id <> ${proposal.id} and state not in ('draft', 'withdrawn', 'rejected')`.execute(tx.sql);
  return found.rows[0]?.others ?? 0;
}

/** Most requests that a new one is compared with; the newest of a place and an entry. */
const COMPARED = 200;

/** What is under way or was agreed to for the same place and entry of the catalogue, the newest first. */
export async function alikeAt(
  tx: Tx,
  proposal: Pick<Proposal, 'id' | 'program' | 'kind'>,
  { place, scope }: Pick<ProposalContent, 'place' | 'scope'>,
): Promise<Pick<Proposal, 'id' | 'title' | 'need'>[]> {
  const found = await sql<Pick<Proposal, 'id' | 'title' | 'need'>>`
    select id, title, need from proposal
    where tenant_id = ${tx.tenant} and program_id = ${proposal.program} and kind = ${proposal.kind}
      and scope = ${scope} and place_code = ${place} and id <> ${proposal.id}
      and submitted_at is not null and state not in ('withdrawn', 'rejected')
    order by id desc limit ${COMPARED}`.execute(tx.sql);
  return found.rows;
}

/** Whose proposals these are, as a condition. */
function ledBy({ organization, person }: Pick<Proposal, 'organization' | 'person'>): RawBuilder<unknown> {
  return person === null ? sql`p.organization_id = ${organization}` : sql`p.person_id = ${person}`;
}

/** The titles of proposals as they stand, by id; those that have none yet are left out. */
export async function titlesOf(tx: Tx, ids: readonly Id[]): Promise<Map<Id, string>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const found = await sql<{ id: Id; title: string }>`
    select id, title from proposal
    where tenant_id = ${tx.tenant} and id = any(${wanted}::uuid[]) and title <> ''`.execute(tx.sql);
  return new Map(found.rows.map((row) => [row.id, row.title]));
}

/** What was answered to the fields of the model in these proposals, personal answers too: see `publicAnswersOf`. */
export async function answersIn(tx: Tx, ids: readonly Id[]): Promise<Map<Id, Answers>> {
  const found = await sql<{ id: Id; answers: string }>`
    select id, answers from proposal
    where tenant_id = ${tx.tenant} and id = any(${[...ids]}::uuid[]) and answers <> '{}'`.execute(tx.sql);
  return new Map(found.rows.map((row) => [row.id, JSON.parse(row.answers)]));
}

export async function setRanks(tx: Tx, order: readonly Id[]): Promise<void> {
  await sql`
    update proposal set rank = ranked.rank from unnest(${[...order]}::uuid[]) with ordinality as ranked (id, rank)
    where proposal.tenant_id = ${tx.tenant} and proposal.id = ranked.id`.execute(tx.sql);
}

/** What lists show of a proposal. */
export type ListedProposal = Pick<
  Proposal,
  | 'id'
  | 'program'
  | 'kind'
  | 'party'
  | 'village'
  | 'place'
  | 'scope'
  | 'title'
  | 'requested'
  | 'granted'
  | 'state'
  | 'forum'
  | 'remark'
  | 'rank'
  | 'createdAt'
  | 'submittedAt'
  | 'version'
> & {
  readonly organization: Id | null;
  /** Null where a person brings it, who is never named. */
  readonly organizationName: string | null;
  readonly villageName: string;
};

export type ProposalFilter = {
  readonly program: Id;
  readonly state?: ProposalState;
  readonly area?: RegionCode;
  readonly scope?: string;
  /** Any of these entries of the catalogue. */
  readonly scopes?: readonly string[];
  readonly organization?: Id;
  /** Words in the title. */
  readonly text?: string;
};

/** The proposals of an area, by the column that the index of its level serves. */
function placedIn(area: RegionCode): RawBuilder<unknown> {
  const level = levelOf(area);
  if (level === 'neighbourhood') {
    return sql`p.village_code = ${ancestor(area, 'village')} and p.place_code = ${area}`;
  }
  if (level === 'village') return sql`p.village_code = ${area}`;
  // What is for the whole area stands under its own code, just before those of the places in it.
  return sql`p.village_code >= ${area} and p.village_code < ${`${area}/`}`;
}

function matching(tx: Tx, filter: ProposalFilter): RawBuilder<unknown>[] {
  const conditions = [
    sql`p.tenant_id = ${tx.tenant}`,
    sql`p.program_id = ${filter.program}`,
    sql`p.submitted_at is not null`,
    filter.state ? sql`p.state = ${filter.state}` : sql`p.state <> 'draft'`,
  ];
  if (filter.area) conditions.push(placedIn(filter.area));
  if (filter.scope) conditions.push(sql`p.scope = ${filter.scope}`);
  if (filter.scopes) conditions.push(sql`p.scope = any(${[...filter.scopes]}::text[])`);
  if (filter.organization) conditions.push(sql`p.organization_id = ${filter.organization}`);
  const words = nameKey(filter.text ?? '')
    .split(' ')
    .filter(Boolean)
    .slice(0, 10);
  if (words.length > 0) conditions.push(wordsIn('p.title_key', words));
  return conditions;
}

/** A remark on what a person brings is not for lists: they and those who judge read it on its page. */
function listedFrom(tx: Tx): RawBuilder<unknown> {
  return sql`
    select p.id, p.program_id as program, p.kind, p.party, p.village_code as village, p.place_code as place, p.scope, p.title,
      p.requested, p.granted, p.state, p.forum, case when p.person_id is null then p.remark end as remark, p.rank,
      p.created_at as "createdAt", p.submitted_at as "submittedAt", p.version, o.id as organization,
      o.name as "organizationName", r.name as "villageName"
    from proposal p
    left join organization_card o on o.tenant_id = ${tx.tenant} and o.id = p.organization_id
    join region r on r.code = p.village_code`;
}

/**
 * Proposals that the public may see (drafts are not), newest first: `limit` of them below the cursor.
 * Ask for one more than a page holds to know whether there is a next one.
 */
export async function listProposals(
  tx: Tx,
  filter: ProposalFilter,
  limit: number,
  after?: Id,
): Promise<ListedProposal[]> {
  const conditions = matching(tx, filter);
  if (after) conditions.push(sql`p.id < ${after}`);
  const found = await sql<ListedProposal>`
    ${listedFrom(tx)}
    where ${sql.join(conditions, sql` and `)}
    order by p.id desc limit ${limit}`.execute(tx.sql);
  return found.rows;
}

/** How many proposals the public may see by a filter, counted no further than `most`, so that a list stays quick. */
export async function countProposals(tx: Tx, filter: ProposalFilter, most: number): Promise<number> {
  const found = await sql<{ count: number }>`
    select count(*)::int as count from (
      select 1 from proposal p where ${sql.join(matching(tx, filter), sql` and `)} limit ${most}
    ) as found`.execute(tx.sql);
  return found.rows[0]?.count ?? 0;
}

/** What a forum over a place has to decide: the proposals there that wait for it, by institution and its own priority. */
export async function awaitingForum(
  tx: Tx,
  program: Id,
  { forum, region }: { readonly forum: string; readonly region: RegionCode },
  limit = 500,
): Promise<ListedProposal[]> {
  const found = await sql<ListedProposal>`
    ${listedFrom(tx)}
    where p.tenant_id = ${tx.tenant} and p.program_id = ${program} and p.state = 'submitted'
      and p.forum = ${forum} and ${inArea('p.village_code', region)}
    order by p.party desc, o.region_code nulls last, p.rank nulls last, p.id limit ${limit}`.execute(tx.sql);
  return found.rows;
}

/** How many proposals wait for a forum over a place. */
export async function countAwaiting(
  tx: Tx,
  program: Id,
  { forum, region }: { readonly forum: string; readonly region: RegionCode },
): Promise<number> {
  const found = await sql<{ count: number }>`
    select count(*)::int as count from proposal p
    where p.tenant_id = ${tx.tenant} and p.program_id = ${program} and p.state = 'submitted'
      and p.forum = ${forum} and ${inArea('p.village_code', region)}`.execute(tx.sql);
  return found.rows[0]?.count ?? 0;
}

/** Lets the proposals of one institution be those of another, after its own in the order of priority. Answers their ids. */
export async function passOnProposals(tx: Tx, from: Id, to: Id): Promise<Id[]> {
  const moved = await sql<{ id: Id }>`
    update proposal set organization_id = ${to}, rank = null
    where tenant_id = ${tx.tenant} and organization_id = ${from} returning id`.execute(tx.sql);
  await passOnSheets(tx, from, to);
  return moved.rows.map((row) => row.id);
}
