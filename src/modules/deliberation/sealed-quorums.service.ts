import type { Id } from '#kernel/id.ts';
import type { RegionCode } from '#kernel/region.ts';
import { forumKind, type Model } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { attendanceIn, type HeldForum, heldIn, sealedIn, sittingsDecidedIn, turnsIn } from './forum.store.ts';
import { quorumsToSeal } from './quorum.service.ts';
import type { Quorum } from './quorum.ts';
import { sittingDaysOf } from './sitting-day.ts';

/** The most forums of one programme that are read together: more than a city holds in ten years. */
const FORUMS = 2000;

/** A body by its kind and place: its forums are those of its members there. */
export type ForumBody = { readonly kind: string; readonly region: RegionCode };

function isOf(model: Model, forum: { readonly forum: string; readonly region: RegionCode }, body: ForumBody) {
  return forum.region === body.region && forumKind(model, forum.forum).by === body.kind;
}

/** The sealed forums of a programme in an area up to a moment, or those of a body alone, with how many decisions of each stand. */
export async function forumsHeldIn(
  tx: Tx,
  program: Program,
  area: RegionCode,
  until: Date,
  body?: ForumBody,
): Promise<readonly HeldForum[]> {
  const held = await heldIn(tx, program.id, area, until, FORUMS);
  return body === undefined ? held : held.filter((one) => isOf(program.model, one, body));
}

/**
 * The quorum of each sitting that decided, of the forums of a programme that were held in an area up to a moment and
 * sealed, or of those of a body alone, the latest first. However many they are, four statements read them.
 */
export async function sealedQuorumsIn(
  tx: Tx,
  program: Program,
  area: RegionCode,
  until: Date,
  body?: ForumBody,
): Promise<readonly { readonly forum: Id; readonly quorums: readonly Quorum[] }[]> {
  const sealed = await sealedIn(tx, program.id, area, until, FORUMS);
  const forums = body === undefined ? sealed : sealed.filter((one) => isOf(program.model, one, body));
  const ids = forums.map((one) => one.id);
  const present = Map.groupBy(await attendanceIn(tx, ids), (one) => one.of);
  const decided = Map.groupBy(await sittingsDecidedIn(tx, ids), (one) => one.of);
  const turns = Map.groupBy(await turnsIn(tx, ids), (one) => one.of);
  return forums.map((forum) => {
    const days = sittingDaysOf(turns.get(forum.id) ?? []);
    const seated = new Map(
      days.flatMap((day) => (day.ended?.seated ? [[day.number, day.ended.seated] as const] : [])),
    );
    const sat = seated.size > 0 ? { ...forum, seated } : forum;
    return {
      forum: forum.id,
      quorums: quorumsToSeal(program, sat, present.get(forum.id) ?? [], decided.get(forum.id) ?? []),
    };
  });
}
