import { sql } from 'kysely';
import { type Id, newId } from '#kernel/id.ts';
import { toJson } from '#kernel/json.ts';
import type { Rupiah } from '#kernel/money.ts';
import type { RegionCode } from '#kernel/region.ts';
import { inArea } from '#platform/database/in-area.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { type Versioned, versionIn } from '#platform/database/versioned.ts';
import type { Filing, FilingContent, FilingState } from './filing.ts';

const columns = sql`r.id, r.program_id as program, r.kind, r.activity_id as activity, r.proposal_id as proposal,
  r.organization_id as organization, r.village_code as village, r.content, r.state, r.route, r.step, r.spent,
  r.author_id as author, r.submitted_at as "submittedAt", r.accepted_at as "acceptedAt", r.version`;

type FilingRow = Omit<Filing, 'content'> & { readonly content: string };

function fromRow<T extends FilingRow>(row: T): Omit<T, 'content'> & { readonly content: FilingContent } {
  const content: FilingContent = JSON.parse(row.content);
  return { ...row, content };
}

export async function insertFiling(
  tx: Tx,
  filing: Pick<
    Filing,
    'id' | 'program' | 'kind' | 'activity' | 'proposal' | 'organization' | 'village' | 'author' | 'content'
  >,
): Promise<void> {
  await sql`
    insert into filing (tenant_id, id, program_id, kind, activity_id, proposal_id, organization_id, village_code, content, state,
      route, step, author_id, created_at, version)
    values (${tx.tenant}, ${filing.id}, ${filing.program}, ${filing.kind}, ${filing.activity}, ${filing.proposal}, ${filing.organization},
      ${filing.village}, ${toJson(filing.content)}, 'draft', '{}', 0, ${filing.author}, ${tx.now}, 1)`.execute(
    tx.sql,
  );
}

export async function filingById(tx: Tx, id: Id): Promise<Filing | undefined> {
  const found = await sql<FilingRow>`
    select ${columns} from filing r where r.tenant_id = ${tx.tenant} and r.id = ${id}`.execute(tx.sql);
  const [row] = found.rows;
  return row && fromRow(row);
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
    submitted?: 'now';
    accepted?: 'now';
  },
): Promise<number> {
  const saved = await sql<Versioned>`
    update filing set state = ${change.state}, step = ${change.step},
      route = coalesce(${change.route ? [...change.route] : null}::text[], route), spent = coalesce(${change.spent ?? null}, spent),
      submitted_at = coalesce(${change.submitted === 'now' ? tx.now : null}, submitted_at),
      accepted_at = coalesce(${change.accepted === 'now' ? tx.now : null}, accepted_at), version = version + 1
    where tenant_id = ${tx.tenant} and id = ${id} returning version`.execute(tx.sql);
  return versionIn(saved.rows);
}

export type Review = {
  /** The step of its way that answered, by its name in the model. */
  readonly step: string;
  readonly office: string;
  readonly outcome: 'accepted' | 'returned';
  readonly remark: string;
  readonly reviewedBy: Id;
  readonly reviewedAt: Date;
};

export async function insertReview(tx: Tx, filing: Id, review: Omit<Review, 'reviewedAt'>): Promise<void> {
  await sql`
    insert into filing_answer (tenant_id, id, filing_id, step, office, outcome, remark, reviewed_by, reviewed_at)
    values (${tx.tenant}, ${newId(tx.now)}, ${filing}, ${review.step}, ${review.office}, ${review.outcome},
      ${review.remark}, ${review.reviewedBy}, ${tx.now})`.execute(tx.sql);
}

export async function reviewsOf(tx: Tx, filing: Id): Promise<Review[]> {
  const found = await sql<Review>`
    select step, office, outcome, remark, reviewed_by as "reviewedBy", reviewed_at as "reviewedAt" from filing_answer
    where tenant_id = ${tx.tenant} and filing_id = ${filing} order by reviewed_at, id limit 200`.execute(
    tx.sql,
  );
  return found.rows;
}

export type ListedFiling = Filing & {
  readonly title: string;
  readonly organizationName: string;
  readonly villageName: string;
  readonly dueOn: string | null;
};

/** Filings of a programme, newest first: `limit` of them below the cursor. Drafts are left out unless asked for. */
export async function listFilings(
  tx: Tx,
  filter: { program: Id; state?: FilingState; area?: RegionCode },
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
    conditions.push(inArea('r.village_code', filter.area));
  }
  const found = await sql<
    FilingRow & Pick<ListedFiling, 'title' | 'organizationName' | 'villageName' | 'dueOn'>
  >`
    select ${columns}, a.title, o.name as "organizationName", g.name as "villageName", b.due_on as "dueOn" from filing r
    join activity_card a on a.tenant_id = ${tx.tenant} and a.id = r.activity_id
    join organization_card o on o.tenant_id = ${tx.tenant} and o.id = r.organization_id
    join region g on g.code = r.village_code
    left join obligation_card b on b.tenant_id = ${tx.tenant} and b.kind = r.kind and b.subject_id = r.activity_id
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
