import type { Actor, Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { isRefusal, type Refusal } from '#kernel/refusal.ts';
import { type ToldHistory, toldHistory } from '#modules/actors/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { type Attendance, attendanceOf, type DecidedProposal, decisionsOf, turnsOf } from './forum.store.ts';
import { mayReadAttendance } from './forum.ts';
import { type ForumWithVote, forumWithVote } from './forum-with-vote.service.ts';
import { inSitting } from './quorum.service.ts';
import type { Quorum } from './quorum.ts';
import { type SittingDay, sittingDaysOf } from './sitting-day.ts';

/** A forum as it was held and recorded. Everybody may read it, but the names of those who came. */
export type ForumFacts = ForumWithVote & {
  /** Of the sitting that goes on, or was the last. */
  readonly quorum: Quorum;
  /** Its days, with the quorum of each and how much each decided. */
  readonly sittings: readonly SittingFacts[];
  /** How many came to it, by the element they represent. */
  readonly came: readonly { readonly element: string; readonly came: number }[];
  /** Who came to which sitting, by name; undefined for those who may not read it. */
  readonly people: readonly Attendance[] | undefined;
  readonly decisions: readonly DecidedProposal[];
  readonly history: ToldHistory;
};

export type SittingFacts = SittingDay & {
  readonly quorum: Quorum;
  readonly came: number;
  readonly decisions: number;
};

/** Reads a forum; refused where there is none. */
export async function forumFacts(tx: Tx, viewer: Actor | Visitor, id: Id): Promise<ForumFacts | Refusal> {
  const found = await forumWithVote(tx, id);
  if (isRefusal(found)) return found;
  const { forum, program } = found;
  const present = await attendanceOf(tx, forum.id);
  const mayReadNames = mayReadAttendance(viewer, program, forum);
  const shown = (quorum: Quorum) => (mayReadNames ? quorum : withoutNames(quorum));
  const decisions = await decisionsOf(tx, forum.id);
  const here = present.filter((one) => one.sitting === forum.sitting);
  return {
    ...found,
    quorum: shown(inSitting(program, forum, present, forum.sitting)),
    sittings: sittingDaysOf(await turnsOf(tx, forum.id)).map((day) => ({
      ...day,
      quorum: shown(inSitting(program, forum, present, day.number)),
      came: present.filter((one) => one.sitting === day.number).length,
      decisions: decisions.filter((one) => one.sitting === day.number).length,
    })),
    came: [...Map.groupBy(here, (one) => one.element)].map(([element, list]) => ({
      element,
      came: list.length,
    })),
    people: mayReadNames ? present : undefined,
    decisions,
    history: await toldHistory(tx, [forum.id]),
  };
}

function withoutNames(quorum: Quorum): Quorum {
  return {
    ...quorum,
    countedOnce: quorum.countedOnce.map(({ element, notFor }) => ({ element, notFor })),
  };
}
