import { type Actor, mandateOver } from '#kernel/actor.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { forumKind, forumPlace } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { notOwn, type Proposal } from '#modules/proposals/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { forumAwaitedBy } from './awaited-forum.ts';
import { type Forum, mayMoveForum, mustHaveQuorum } from './forum.ts';
import { quorumOf } from './quorum.service.ts';
import { mustBeInTime } from './sitting-day.ts';

/** The forum that will decide on a proposal, and what keeps it from deciding now. Without a forum, one must be called. */
export type FundingOffer = { readonly forum?: Forum; readonly refusal?: Refusal };

/**
 * What a decider may do about a submitted proposal of their area; undefined for everybody else. The same rules judge
 * the decision itself: not on one's own proposal, an open forum, quorum.
 */
export async function fundingOffer(
  tx: Tx,
  actor: Actor,
  program: Program,
  proposal: Proposal,
): Promise<FundingOffer | undefined> {
  if (proposal.forum === null) return undefined;
  const rules = forumKind(program.model, proposal.forum);
  const place = forumPlace(program.model, rules, proposal.village);
  if (proposal.state !== 'submitted' || !mandateOver(actor, rules.deciders, place)) return undefined;
  const forum = await forumAwaitedBy(tx, program, proposal);
  if (!forum) return {};
  const refusal =
    notOwn(actor, proposal, program.model) ??
    mustHaveQuorum(program, forum, await quorumOf(tx, program, forum)) ??
    mayMoveForum(forum, 'decide', program) ??
    mustBeInTime(program, forum, 'decide', tx);
  return refusal ? { forum, refusal } : { forum };
}
