import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import { toJson } from '#kernel/json.ts';
import type { Rupiah } from '#kernel/money.ts';
import type { RegionCode } from '#kernel/region.ts';
import { inArea } from '#platform/database/in-area.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { type Versioned, versionIn } from '#platform/database/versioned.ts';
import type { ToldFigures } from './figures.ts';
import type { Filing, FilingContent, FilingState } from './filing.ts';

const columns = sql`r.id, r.program_id as program, r.kind, r.occasion, r.obligation_id as obligation,
  r.activity_id as activity, r.proposal_id as proposal, r.organization_id as organization, r.region_code as region, r.content, r.state, r.route, r.step, r.figures, r.forum_id as meeting, r.spent,
  r.author_id as author, r.ruled_since as "ruledSince", r.submitted_at as "submittedAt", r.accepted_at as "acceptedAt", r.version`;

type FilingRow = Omit<Filing, 'content' | 'figures'> & {
  readonly content: string;
  readonly figures: string | null;
};

function fromRow<T extends FilingRow>(
  row: T,
): Omit<T, 'content' | 'figures'> & Pick<Filing, 'content' | 'figures'> {
  const content: FilingContent = JSON.parse(row.content);
  const figures: ToldFigures | null = row.figures === null ? null : JSON.parse(row.figures);
  return { ...row, content, figures };
}

export async function insertFiling(
  tx: Tx,
  filing: Pick<
    Filing,
    | 'id'
    | 'program'
    | 'kind'
    | 'occasion'
    | 'obligation'
    | 'activity'
    | 'proposal'
    | 'organization'
    | 'region'
    | 'author'
    | 'ruledSince'
  >,
): Promise<void> {
  await sql`
    insert into filing (tenant_id, id, program_id, kind, occasion, obligation_id, activity_id, proposal_id, organization_id,
      region_code, content, state, route, step, author_id, ruled_since, created_at, version)
    values (${tx.tenant}, ${filing.id}, ${filing.program}, ${filing.kind}, ${filing.occasion}, ${filing.obligation},
      ${filing.activity}, ${filing.proposal}, ${filing.organization}, ${filing.region}, '{}', 'draft', '{}', 0,
      ${filing.author}, ${filing.ruledSince}, ${tx.now}, 1)`.execute(tx.sql);
}

export async function filingById(tx: Tx, id: Id): Promise<Filing | undefined> {
  const found = await sql<FilingRow>`
    select ${columns} from filing r where r.tenant_id = ${tx.tenant} and r.id = ${id}`.execute(tx.sql);
  const [row] = found.rows;
  return row && fromRow(row);
}

/** What was written about an activity, of whichever kind, oldest first. */
export async function filingsOn(tx: Tx, activity: Id): Promise<Filing[]> {
  const found = await sql<FilingRow>`
    select ${columns} from filing r where r.tenant_id = ${tx.tenant} and r.activity_id = ${activity}
    order by r.id limit 200`.execute(tx.sql);
  return found.rows.map(fromRow);
}

/** What was written of a kind about an activity. */
export async function filingOn(tx: Tx, activity: Id, kind: string): Promise<Filing | undefined> {
  const found = await sql<FilingRow>`
    select ${columns} from filing r where r.tenant_id = ${tx.tenant} and r.activity_id = ${activity} and r.kind = ${kind}`.execute(
    tx.sql,
  );
  const [row] = found.rows;
  return row && fromRow(row);
}

/** What was written to deliver an obligation. */
export async function filingFor(tx: Tx, obligation: Id): Promise<Filing | undefined> {
  const found = await sql<FilingRow>`
    select ${columns} from filing r where r.tenant_id = ${tx.tenant} and r.obligation_id = ${obligation}`.execute(
    tx.sql,
  );
  const [row] = found.rows;
  return row && fromRow(row);
}

/** What was written to deliver several obligations, by obligation. */
export async function filingsFor(tx: Tx, obligations: readonly Id[]): Promise<Map<Id, Filing>> {
  if (obligations.length === 0) return new Map();
  const found = await sql<FilingRow>`
    select ${columns} from filing r
    where r.tenant_id = ${tx.tenant} and r.obligation_id = any(${[...obligations]}::uuid[])`.execute(tx.sql);
  return new Map(found.rows.map((row) => [row.obligation, fromRow(row)]));
}

/** The newest filings of institutions, at most 500. */
export async function filedBy(tx: Tx, organizations: readonly Id[]): Promise<Id[]> {
  const { rows } = await sql<{ id: Id }>`
    select r.id from filing r
    where r.tenant_id = ${tx.tenant} and r.organization_id = any(${[...organizations]}::uuid[])
    order by r.id desc limit 500`.execute(tx.sql);
  return rows.map((row) => row.id);
}

export async function lockFiling(tx: Tx, id: Id): Promise<Filing | undefined> {
  const found = await sql<FilingRow>`
    select ${columns} from filing r where r.tenant_id = ${tx.tenant} and r.id = ${id} for update`.execute(
    tx.sql,
  );
  const [row] = found.rows;
  return row && fromRow(row);
}

export async function saveContent(tx: Tx, id: Id, content: FilingContent): Promise<number> {
  const saved = await sql<Versioned>`
    update filing set content = ${toJson(content)}, version = version + 1
    where tenant_id = ${tx.tenant} and id = ${id} returning version`.execute(tx.sql);
  return versionIn(saved.rows);
}

export async function setFiling(
  tx: Tx,
  id: Id,
  change: {
    state: FilingState;
    step: number;
    route?: readonly string[];
    spent?: Rupiah;
    figures?: ToldFigures;
    submitted?: 'now';
    accepted?: 'now';
  },
): Promise<number> {
  const saved = await sql<Versioned>`
    update filing set state = ${change.state}, step = ${change.step},
      route = coalesce(${change.route ? [...change.route] : null}::text[], route), spent = coalesce(${change.spent ?? null}, spent),
      figures = coalesce(${change.figures ? toJson(change.figures) : null}, figures),
      submitted_at = coalesce(${change.submitted === 'now' ? tx.now : null}, submitted_at),
      accepted_at = coalesce(${change.accepted === 'now' ? tx.now : null}, accepted_at), version = version + 1
    where tenant_id = ${tx.tenant} and id = ${id} returning version`.execute(tx.sql);
  return versionIn(saved.rows);
}

/** A step of its way says yes on the minutes of a meeting. */
export async function restOn(tx: Tx, id: Id, meeting: Id): Promise<void> {
  await sql`
    update filing set forum_id = ${meeting} where tenant_id = ${tx.tenant} and id = ${id}`.execute(tx.sql);
}

export type ListedFiling = Filing & {
  /** How the activity is called that it tells of; null where it is about something else. */
  readonly title: string | null;
  readonly organizationName: string;
  readonly placeName: string;
  readonly dueOn: string | null;
};

/** Filings of a programme, newest first: `limit` of them below the cursor. Drafts are left out unless asked for. */
export async function listFilings(
  tx: Tx,
  filter: { program: Id; kind?: string; state?: FilingState; area?: RegionCode; organization?: Id },
  limit: number,
  after?: Id,
): Promise<ListedFiling[]> {
  const conditions = [
    sql`r.tenant_id = ${tx.tenant}`,
    sql`r.program_id = ${filter.program}`,
    filter.state ? sql`r.state = ${filter.state}` : sql`r.state <> 'draft'`,
  ];
  if (after) conditions.push(sql`r.id < ${after}`);
  if (filter.area) {
    conditions.push(inArea('r.region_code', filter.area));
  }
  if (filter.kind) conditions.push(sql`r.kind = ${filter.kind}`);
  if (filter.organization) conditions.push(sql`r.organization_id = ${filter.organization}`);
  const found = await sql<
    FilingRow & Pick<ListedFiling, 'title' | 'organizationName' | 'placeName' | 'dueOn'>
  >`
    select ${columns}, a.title, o.name as "organizationName", coalesce(n.name, g.name, '') as "placeName", b.due_on as "dueOn" from filing r
    left join activity_card a on a.tenant_id = ${tx.tenant} and a.id = r.activity_id
    join organization_card o on o.tenant_id = ${tx.tenant} and o.id = r.organization_id
    left join region g on g.code = r.region_code
    left join neighbourhood_card n on n.tenant_id = ${tx.tenant} and n.code = r.region_code
    left join obligation_card b on b.tenant_id = ${tx.tenant} and b.id = r.obligation_id
    where ${sql.join(conditions, sql` and `)}
    order by r.id desc limit ${limit}`.execute(tx.sql);
  return found.rows.map(fromRow);
}

/** Lets the filings of one institution be those of another. */
export async function passOnFilings(tx: Tx, from: Id, to: Id): Promise<void> {
  await sql`
    update filing set organization_id = ${to}
    where tenant_id = ${tx.tenant} and organization_id = ${from}`.execute(tx.sql);
}
