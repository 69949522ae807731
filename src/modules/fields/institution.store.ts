import { sql } from 'kysely';
import type { Id } from '#kernel/id.ts';
import type { Model, TypedField } from '#modules/models/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { type Answers, institutionsIn } from './field.ts';

type InstitutionField = Extract<TypedField, { type: 'institution' }>;

/** An institution that can be named in an answer. */
export type Choosable = { readonly id: Id; readonly name: string };

/** A form that offered more could not be looked through. */
const MOST_OFFERED = 2000;

/** In which programme somebody chooses, and by which model it runs. */
type Choosing = { readonly id: Id; readonly model: Pick<Model, 'name'> };

/**
 * The institutions that a field of a programme lets somebody choose, by name. One that has left the programme, or has said
 * on which day it does, is no longer offered: it could not begin what it would be chosen for.
 */
export async function choosable(tx: Tx, program: Choosing, field: InstitutionField): Promise<Choosable[]> {
  const { kinds, through = null } = field;
  const found = await sql<Choosable>`
    select o.id, o.name from organization_card o
    where o.tenant_id = ${tx.tenant} and o.kind = any(${kinds}::text[]) and o.merged_into is null
      and (not exists (
          select 1 from membership_card m
          where m.tenant_id = ${tx.tenant} and m.organization_id = o.id and m.model_name = ${program.model.name})
        or exists (
          select 1 from membership_card m
          where m.tenant_id = ${tx.tenant} and m.organization_id = o.id and m.model_name = ${program.model.name}
            and m.last_day is null and (m.since is null or m.since <= ${tx.today})))
      and (${through}::text is null or exists (
        select 1 from proposal_card p
        where p.tenant_id = ${tx.tenant} and p.organization_id = o.id and p.program_id = ${program.id}
          and p.kind = ${through} and p.state = 'accepted' and p.binding_since is not null and p.followed_up))
    order by o.name, o.id limit ${MOST_OFFERED}`.execute(tx.sql);
  return found.rows;
}

/** Which of the institutions named in answers can be named there, by the key of the field. */
export async function choosableOf(
  tx: Tx,
  program: Choosing,
  fields: readonly TypedField[],
  typed: Answers,
): Promise<ReadonlyMap<string, ReadonlySet<Id>>> {
  const found = new Map<string, ReadonlySet<Id>>();
  // Cells of one column ask for the same: it is looked up once.
  const alike = new Map<string, ReadonlySet<Id>>();
  for (const field of fields) {
    if (field.type !== 'institution' || institutionsIn([field], typed).length === 0) continue;
    const asked = JSON.stringify([field.kinds, field.through]);
    const known = alike.get(asked) ?? new Set((await choosable(tx, program, field)).map((one) => one.id));
    alike.set(asked, known);
    found.set(field.key, known);
  }
  return found;
}

/** How institutions that answers name are called. */
export async function institutionNames(tx: Tx, ids: readonly Id[]): Promise<Map<Id, string>> {
  if (ids.length === 0) return new Map();
  const found = await sql<Choosable>`
    select id, name from organization_card
    where tenant_id = ${tx.tenant} and id = any(${[...ids]}::uuid[])`.execute(tx.sql);
  return new Map(found.rows.map((one) => [one.id, one.name]));
}
