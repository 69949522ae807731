import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { FilingContent } from './filing.ts';

/** So many plans and accounts of a programme are held against each other. */
const MOST = 50_000;

/** A filing that was accepted, with what it says. */
export type AcceptedFiling = {
  readonly id: Id;
  readonly kind: string;
  readonly occasion: string;
  readonly organization: Id;
  readonly activity: Id | null;
  readonly spent: bigint | null;
  readonly content: FilingContent;
};

/** What was accepted of some kinds in a programme up to a moment, of one institution or of all. */
export async function acceptedOf(
  tx: Tx,
  program: Id,
  of: {
    readonly kinds: readonly string[];
    readonly organization?: Id | undefined;
    readonly until?: Date | undefined;
  },
): Promise<AcceptedFiling[]> {
  const found = await sql<Omit<AcceptedFiling, 'content'> & { readonly content: string }>`
    select r.id, r.kind, r.occasion, r.organization_id as organization, r.activity_id as activity, r.spent, r.content
    from filing r
    where r.tenant_id = ${tx.tenant} and r.program_id = ${program} and r.state = 'accepted'
      and r.kind = any(${[...of.kinds]}::text[])
      and (${of.until ?? null}::timestamptz is null or r.accepted_at <= ${of.until ?? null}::timestamptz)
      and (${of.organization ?? null}::uuid is null or r.organization_id = ${of.organization ?? null}::uuid)
    order by r.id limit ${MOST}`.execute(tx.sql);
  return found.rows.map((row) => {
    const content: FilingContent = JSON.parse(row.content);
    return { ...row, content };
  });
}
