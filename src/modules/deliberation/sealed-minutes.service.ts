import type { Actor, Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { type Organization, organizationById } from '#modules/actors/index.ts';
import { type HistoryEntry, historyOf } from '#modules/journal/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { minutesText } from './forum.store.ts';
import { mayReadAttendance } from './forum.ts';
import { type ForumWithVote, forumWithVote } from './forum-with-vote.service.ts';
import { type Minutes, type PublicMinutes, publicMinutes } from './minutes.ts';

/** The sealed minutes of a forum. Everybody may read them, but the names of those who came. */
export type SealedMinutes = ForumWithVote & {
  /** As everybody may read them, and as their public hash was taken. */
  readonly open: PublicMinutes;
  /** With who came by name, and the whole text as it was hashed; undefined for those who may not read names. */
  readonly whole: Minutes | undefined;
  readonly wholeText: string | undefined;
  /** The entry of the journal that sealed them, and the office that did. */
  readonly entry: HistoryEntry | undefined;
  readonly office: Organization | undefined;
};

/** Reads the minutes of a forum; refused until they are sealed, and where there is no such forum. */
export async function sealedMinutes(
  tx: Tx,
  viewer: Actor | Visitor,
  id: Id,
): Promise<SealedMinutes | Refusal> {
  const found = await forumWithVote(tx, id);
  if (isRefusal(found)) return found;
  const text = await minutesText(tx, id);
  if (text === undefined) return refuse('access.not-found');
  const minutes: Minutes = JSON.parse(text);
  const named = mayReadAttendance(viewer, found.program, found.forum);
  const entry = (await historyOf(tx, id)).find((one) => one.action === 'forum.sealed');
  return {
    ...found,
    open: publicMinutes(minutes),
    whole: named ? minutes : undefined,
    wholeText: named ? text : undefined,
    entry,
    office: entry?.organization ? await organizationById(tx, entry.organization) : undefined,
  };
}
