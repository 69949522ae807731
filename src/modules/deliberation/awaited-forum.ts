import { forumKind, forumPlace } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import type { Proposal } from '#modules/proposals/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { comingForum } from './forum.store.ts';
import type { Forum } from './forum-state.ts';

/** The forum that a proposal waits for, where one is called, open or adjourned; undefined where none is, or no forum decides. */
export async function forumAwaitedBy(
  tx: Tx,
  program: Program,
  proposal: Pick<Proposal, 'forum' | 'village'>,
): Promise<Forum | undefined> {
  if (proposal.forum === null) return undefined;
  const rules = forumKind(program.model, proposal.forum);
  return comingForum(tx, program.id, {
    forum: rules.forum,
    region: forumPlace(program.model, rules, proposal.village),
  });
}
