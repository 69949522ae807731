import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import { nameKey } from '#kernel/readers/text.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Proposal } from './proposal.ts';
import { ProposalFields } from './proposal-fields.ts';

/** A proposal as far as its writing is gone on with: what is typed in it, by whom, for which institution. */
export type DraftFound = Pick<
  Proposal,
  'id' | 'organization' | 'kind' | 'state' | 'author' | 'submittedAt'
> & {
  readonly fields: ProposalFields;
};

type DraftRow = Omit<DraftFound, 'fields'> & { readonly fields: string };

const columns = sql`id, organization_id as organization, kind, state, author_id as author, submitted_at as "submittedAt", fields`;

const withFields = (row: DraftRow): DraftFound => ({
  ...row,
  fields: ProposalFields.parse(JSON.parse(row.fields)),
});

/** More than one table can name. */
const MOST_NAMED = 50_000;

/** The proposals of institutions in a programme that these ids name, whatever became of them, and the drafts under these titles. */
export async function draftsNamed(
  tx: Tx,
  program: Id,
  { ids, titles }: { readonly ids: readonly Id[]; readonly titles: readonly string[] },
): Promise<DraftFound[]> {
  if (ids.length + titles.length === 0) return [];
  const keys = [...new Set(titles.map(nameKey))];
  const found = await sql<DraftRow>`
    select ${columns} from proposal
    where tenant_id = ${tx.tenant} and program_id = ${program} and organization_id is not null
      and (id = any(${[...ids]}::uuid[]) or (state in ('draft', 'returned') and title_key = any(${keys}::text[])))
    order by id limit ${MOST_NAMED}`.execute(tx.sql);
  return found.rows.map(withFields);
}

/** What institutions have in writing in a programme, the oldest first, behind the one named. */
export async function draftsOf(
  tx: Tx,
  program: Id,
  organizations: readonly Id[],
  limit: number,
  after?: Id,
): Promise<DraftFound[]> {
  const found = await sql<DraftRow>`
    select ${columns} from proposal
    where tenant_id = ${tx.tenant} and program_id = ${program} and organization_id = any(${[...organizations]}::uuid[])
      and state in ('draft', 'returned') and ${after === undefined ? sql`true` : sql`id > ${after}::uuid`}
    order by id limit ${limit}`.execute(tx.sql);
  return found.rows.map(withFields);
}
