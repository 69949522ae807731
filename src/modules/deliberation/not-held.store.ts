import { sql } from 'kysely';
import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import { type Level, REGION_CODE_LENGTH, type RegionCode } from '#kernel/region.ts';
import { inArea } from '#platform/database/in-area.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { ForumState } from './forum-state.ts';

/** A place over which a forum of the programme is still to be held. */
export type NotHeld = {
  readonly place: RegionCode;
  readonly name: string;
  /** Of the newest that was called there and is not sealed: where it stands and for when it was called. Null where none is. */
  readonly forum: Id | null;
  readonly state: ForumState | null;
  readonly calledFor: IsoDate | null;
  /** Proposals that wait for it. */
  readonly waiting: number;
};

/** Which forums: one of the model's, over the places of a level within an area. */
export type HeldOver = {
  readonly program: Id;
  readonly forum: string;
  readonly level: Level;
  readonly area: RegionCode;
};

/** The places in which none of these forums was sealed, in the order of their codes, after one of them. */
export async function notHeld(tx: Tx, over: HeldOver, limit: number, after?: RegionCode): Promise<NotHeld[]> {
  const found = await sql<NotHeld>`
    select r.code as place, r.name, f.id as forum, f.state, f.called_for as "calledFor", coalesce(w.count, 0)::int as waiting
    from region r
    left join lateral (
      select id, state, called_for from forum
      where tenant_id = ${tx.tenant} and program_id = ${over.program} and forum = ${over.forum} and region_code = r.code
      order by starts_at desc limit 1
    ) as f on true
    left join (
      select left(village_code, ${REGION_CODE_LENGTH[over.level]}) as place, count(*) as count from proposal_card
      where tenant_id = ${tx.tenant} and program_id = ${over.program} and forum = ${over.forum} and state = 'submitted' group by 1
    ) as w on w.place = r.code
    where r.level = ${over.level} and ${inArea('r.code', over.area)}
      and (${after ?? null}::text is null or r.code > ${after ?? null}::text)
      and not exists (
        select from forum s where s.tenant_id = ${tx.tenant} and s.program_id = ${over.program} and s.forum = ${over.forum}
          and s.region_code = r.code and s.state = 'sealed')
    order by r.code limit ${limit}`.execute(tx.sql);
  return found.rows;
}

/** In how many places of how many none of these forums was sealed. */
export async function countNotHeld(
  tx: Tx,
  over: HeldOver,
): Promise<{ readonly missing: number; readonly all: number }> {
  const found = await sql<{ missing: number; all: number }>`
    select count(*) filter (where not exists (
        select from forum s where s.tenant_id = ${tx.tenant} and s.program_id = ${over.program} and s.forum = ${over.forum}
          and s.region_code = r.code and s.state = 'sealed'))::int as missing, count(*)::int as "all"
    from region r where r.level = ${over.level} and ${inArea('r.code', over.area)}`.execute(tx.sql);
  return found.rows[0] ?? { missing: 0, all: 0 };
}
