import type { Actor, Visitor } from '#kernel/actor.ts';
import { type Refusal, refusalIn } from '#kernel/refusal.ts';
import type { Program } from '#modules/programs/index.ts';
import type { Proposal } from '#modules/proposals/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { forumAwaitedBy } from './awaited-forum.ts';
import { voteOf } from './ballot.store.ts';
import type { Vote } from './ballot.ts';
import { partConsentsOf } from './vote-conditions.store.ts';
import { mayConsentToPart, type PartConsent } from './vote-conditions.ts';

/** What an institution said of being funded in part, and whether the reader may say it. */
export type PartStanding = {
  /** What was said last, if anything. */
  readonly consent: PartConsent | undefined;
  /** Consent that counts now; undefined where the proposal is funded wholly or not at all. */
  readonly counts: { readonly least: bigint; readonly instead: string } | undefined;
  /** Why the reader may not; undefined where they may, and for a visitor, whom nothing is offered. */
  readonly refusal: Refusal | undefined;
  /** The vote over the proposals of the area. */
  readonly vote: Vote | undefined;
};

/**
 * How it stands with a part of what a proposal asks for. Consent counts as long as the proposal asks for what it asked
 * for when it was given.
 */
export async function partStanding(
  tx: Tx,
  viewer: Actor | Visitor,
  program: Program,
  proposal: Proposal,
): Promise<PartStanding> {
  const forum = await forumAwaitedBy(tx, program, proposal);
  const vote = forum && (await voteOf(tx, forum.id));
  const [consent] = await partConsentsOf(tx, [proposal.id]);
  const least = consent?.requested === proposal.requested ? consent.least : null;
  return {
    consent,
    counts: consent && least !== null ? { least, instead: consent.instead } : undefined,
    refusal:
      viewer.person === undefined ? undefined : refusalIn(mayConsentToPart(viewer, program, proposal, vote)),
    vote,
  };
}
