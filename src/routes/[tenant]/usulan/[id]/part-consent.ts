import type { Actor, Visitor } from '#kernel/actor.ts';
import { type Refusal, refusalIn } from '#kernel/refusal.ts';
import {
  comingForum,
  mayConsentToPart,
  type PartConsent,
  partConsentsOf,
  type Vote,
  voteOf,
} from '#modules/deliberation/index.ts';
import type { Program } from '#modules/programs/index.ts';
import type { Proposal } from '#modules/proposals/index.ts';
import { m } from '#paraglide/messages.js';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { rupiah } from '#ui/format.ts';

/** What an institution said of being funded in part, and whether the reader may say it. */
export type PartView = {
  readonly consent: PartConsent | undefined;
  /** Consent that counts now, as a sentence; empty where the proposal is funded wholly or not at all. */
  readonly line: string;
  /** Why the reader may not; undefined where they may, and for a visitor, whom nothing is offered. */
  readonly refusal: Refusal | undefined;
  readonly may: boolean;
  /** The vote over the proposals of the area, and the forum that holds it. */
  readonly vote: Vote | undefined;
};

export async function partView(
  tx: Tx,
  viewer: Actor | Visitor,
  program: Program,
  proposal: Proposal,
): Promise<PartView> {
  const forum = await comingForum(tx, program.id, proposal.village);
  const vote = forum && (await voteOf(tx, forum.id));
  const [consent] = await partConsentsOf(tx, [proposal.id]);
  const refusal =
    viewer.person === undefined ? undefined : refusalIn(mayConsentToPart(viewer, program, proposal, vote));
  const least = consent?.requested === proposal.requested ? consent.least : null;
  return {
    consent,
    line:
      consent && least !== null
        ? m['ballots.part.line']({ least: rupiah(least), instead: consent.instead })
        : '',
    refusal,
    may: viewer.person !== undefined && !refusal,
    vote,
  };
}
