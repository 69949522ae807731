import { officersIn } from '#modules/actors/index.ts';
import { forumKind } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Forum } from './forum-state.ts';
import { type Invited, invitedTo, partiesInvited } from './invited.ts';

/** Whom a forum expects by name: officers on the day of its sitting, before the first one on the day it is called for. */
export async function invitedIn(
  tx: Tx,
  program: Program,
  forum: Pick<Forum, 'forum' | 'region' | 'calledFor' | 'sittingOn'>,
): Promise<Invited[]> {
  const rules = forumKind(program.model, forum.forum);
  const day = forum.sittingOn ?? forum.calledFor;
  return invitedTo(rules, await officersIn(tx, forum.region, partiesInvited(rules), day));
}
