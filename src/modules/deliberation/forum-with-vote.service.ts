import { type Id, madeAt } from '#kernel/id.ts';
import { type Refusal, refuse } from '#kernel/refusal.ts';
import { type Program, programById } from '#modules/programs/index.ts';
import { namesOf } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { countAttendance, voteOf } from './ballot.store.ts';
import type { Vote } from './ballot.ts';
import { forumById } from './forum.store.ts';
import type { Forum } from './forum.ts';
import { withRolls } from './rolls.service.ts';
import { conditionsOn, type VoteConditions } from './vote-conditions.service.ts';

/** A forum with its programme, its vote, and how its area is called. Everybody may read it. */
export type ForumWithVote = {
  readonly forum: Forum;
  readonly program: Program;
  /** The vote that counts; a cancelled one does not. */
  readonly vote: Vote | undefined;
  readonly place: string;
};

/** Reads a forum with its vote; refused where there is no such forum. */
export async function forumWithVote(tx: Tx, id: Id): Promise<ForumWithVote | Refusal> {
  const forum = await forumById(tx, id);
  if (!forum) return refuse('access.not-found');
  const program = await programById(tx, forum.program, madeAt(forum.id));
  return {
    forum: await withRolls(tx, program, forum),
    program,
    vote: await voteOf(tx, forum.id),
    place: (await namesOf(tx, [forum.region])).get(forum.region) ?? forum.region,
  };
}

/** What bounds a vote and who may take part in it: as it stands while it is open, then as at closing. */
export type VoteBounds = VoteConditions & { readonly attendance: number };

export async function boundsOf(tx: Tx, vote: Vote): Promise<VoteBounds> {
  return {
    ...(await conditionsOn(tx, vote.forum, vote.slip, vote)),
    attendance: vote.attendance ?? (await countAttendance(tx, vote.forum)),
  };
}
