import { sql } from 'kysely';
import { type Id, newId } from '#kernel/id.ts';
import type { Thing } from '#kernel/thing.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/**
 * What a thing is to an earlier one, where no foreign key says so: it was brought again after the earlier was not agreed
 * to, it stands in the place of one that was withdrawn, or it goes on from one of an earlier year.
 */
export const LINK_KINDS = ['came-from', 'instead-of', 'continues'] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

/** One end of a link. */
export type End = { readonly type: Thing; readonly id: Id };

export type Link = { readonly kind: LinkKind; readonly earlier: End; readonly later: End };

/** The most links that are followed in one direction. */
const FARTHEST = 30;

type LinkRow = {
  readonly kind: LinkKind;
  readonly earlierType: Thing;
  readonly earlier: Id;
  readonly laterType: Thing;
  readonly later: Id;
};

const columns = sql`kind, earlier_type as "earlierType", earlier_id as earlier, later_type as "laterType", later_id as later`;

function fromRow(row: LinkRow): Link {
  return {
    kind: row.kind,
    earlier: { type: row.earlierType, id: row.earlier },
    later: { type: row.laterType, id: row.later },
  };
}

/** Links two things; `taken` where the earlier one has a successor already. Lock the earlier one first. */
export async function link(tx: Tx, { kind, earlier, later }: Link): Promise<'linked' | 'taken'> {
  const made = await sql<{ id: Id }>`
    insert into link (tenant_id, id, kind, earlier_type, earlier_id, later_type, later_id, made_at)
    values (${tx.tenant}, ${newId(tx.now)}, ${kind}, ${earlier.type}, ${earlier.id}, ${later.type}, ${later.id}, ${tx.now})
    on conflict (tenant_id, earlier_id) do nothing returning id`.execute(tx.sql);
  return made.rows.length > 0 ? 'linked' : 'taken';
}

/** The link to what followed on a thing. */
export async function successorOf(tx: Tx, id: Id): Promise<Link | undefined> {
  const found = await sql<LinkRow>`
    select ${columns} from link where tenant_id = ${tx.tenant} and earlier_id = ${id}`.execute(tx.sql);
  return found.rows.map(fromRow)[0];
}

async function predecessorOf(tx: Tx, id: Id): Promise<Link | undefined> {
  const found = await sql<LinkRow>`
    select ${columns} from link where tenant_id = ${tx.tenant} and later_id = ${id}`.execute(tx.sql);
  return found.rows.map(fromRow)[0];
}

/** The line that a thing stands in: the links before it, the nearest first, and those after it. */
export async function lineOf(
  tx: Tx,
  id: Id,
): Promise<{ readonly before: readonly Link[]; readonly after: readonly Link[] }> {
  const before: Link[] = [];
  const after: Link[] = [];
  for (let at = id; before.length < FARTHEST; ) {
    const one = await predecessorOf(tx, at);
    if (!one) break;
    before.push(one);
    at = one.earlier.id;
  }
  for (let at = id; after.length < FARTHEST; ) {
    const one = await successorOf(tx, at);
    if (!one) break;
    after.push(one);
    at = one.later.id;
  }
  return { before, after };
}
