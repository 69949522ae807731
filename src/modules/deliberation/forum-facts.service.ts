import type { Actor, Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { isRefusal, type Refusal } from '#kernel/refusal.ts';
import { type ToldHistory, toldHistory } from '#modules/actors/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { quorumOf } from './forum.service.ts';
import { type Attendance, attendanceOf, type DecidedProposal, decisionsOf } from './forum.store.ts';
import { mayReadAttendance } from './forum.ts';
import { type ForumWithVote, forumWithVote } from './forum-with-vote.service.ts';
import type { Quorum } from './quorum.ts';

/** A forum as it was held and recorded. Everybody may read it, but the names of those who came. */
export type ForumFacts = ForumWithVote & {
  readonly quorum: Quorum;
  /** How many came, by the element they represent. */
  readonly came: readonly { readonly element: string; readonly came: number }[];
  /** Who came, by name; undefined for those who may not read it. */
  readonly people: readonly Attendance[] | undefined;
  readonly decisions: readonly DecidedProposal[];
  readonly history: ToldHistory;
};

/** Reads a forum; refused where there is none. */
export async function forumFacts(tx: Tx, viewer: Actor | Visitor, id: Id): Promise<ForumFacts | Refusal> {
  const found = await forumWithVote(tx, id);
  if (isRefusal(found)) return found;
  const { forum, program } = found;
  const present = await attendanceOf(tx, forum.id);
  const mayReadNames = mayReadAttendance(viewer, program, forum);
  const quorum = await quorumOf(tx, program, forum);
  return {
    ...found,
    quorum: mayReadNames ? quorum : withoutNames(quorum),
    came: [...Map.groupBy(present, (one) => one.element)].map(([element, list]) => ({
      element,
      came: list.length,
    })),
    people: mayReadNames ? present : undefined,
    decisions: await decisionsOf(tx, forum.id),
    history: await toldHistory(tx, [forum.id]),
  };
}

function withoutNames(quorum: Quorum): Quorum {
  return {
    ...quorum,
    countedOnce: quorum.countedOnce.map(({ element, notFor }) => ({ element, notFor })),
  };
}
