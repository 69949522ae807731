import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import type { TypedField } from '#modules/models/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { type Answers, proposalsIn } from './field.ts';

type ProposalField = Extract<TypedField, { type: 'proposal' }>;

/** A proposal that can be named in an answer. */
export type ChoosableProposal = { readonly id: Id; readonly title: string; readonly place: string };

/** A form that offered more could not be looked through. */
const MOST_OFFERED = 300;

/** The proposals that a field of a programme lets somebody choose, the newest first, and those among `named` beside them. */
export async function choosableProposals(
  tx: Tx,
  program: Id,
  field: Pick<ProposalField, 'of'>,
  named: readonly Id[] = [],
): Promise<ChoosableProposal[]> {
  const found = await sql<ChoosableProposal>`
    select p.id, p.title, coalesce(g.name, '') as place from proposal_card p
    left join region g on g.code = p.village_code
    where p.tenant_id = ${tx.tenant} and p.program_id = ${program} and p.kind = any(${[...field.of]}::text[])
      and p.state in ('accepted', 'funded')
    order by p.id = any(${[...named]}::uuid[]) desc, p.id desc limit ${MOST_OFFERED + named.length}`.execute(
    tx.sql,
  );
  return found.rows;
}

/** Which of the proposals named in answers can be named there, by the key of the field. */
export async function proposalsOf(
  tx: Tx,
  program: Id,
  fields: readonly TypedField[],
  typed: Answers,
): Promise<ReadonlyMap<string, ReadonlySet<Id>>> {
  const asked = fields.flatMap((field) => (field.type === 'proposal' ? [field] : []));
  const ids = proposalsIn(asked, typed);
  if (ids.length === 0) return new Map();
  const found = await sql<{ id: Id; kind: string }>`
    select p.id, p.kind from proposal_card p
    where p.tenant_id = ${tx.tenant} and p.program_id = ${program} and p.id = any(${[...ids]}::uuid[])
      and p.state in ('accepted', 'funded')`.execute(tx.sql);
  return new Map(
    asked.map((field) => [
      field.key,
      new Set(found.rows.filter((one) => field.of.includes(one.kind)).map((one) => one.id)),
    ]),
  );
}

/** How proposals that answers name are called. */
export async function proposalTitles(tx: Tx, ids: readonly Id[]): Promise<Map<Id, string>> {
  if (ids.length === 0) return new Map();
  const found = await sql<Pick<ChoosableProposal, 'id' | 'title'>>`
    select p.id, p.title from proposal_card p
    where p.tenant_id = ${tx.tenant} and p.id = any(${[...ids]}::uuid[])`.execute(tx.sql);
  return new Map(found.rows.map((one) => [one.id, one.title]));
}
