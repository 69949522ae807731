import type { Actor, Visitor } from '#kernel/actor.ts';
import { isRefusal } from '#kernel/refusal.ts';
import { type Document, documentsOf, mayReadDocument } from '#modules/documents/index.ts';
import type { FollowUpStep } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import {
  followUpFor,
  followUpOf,
  mayFollowUp,
  type Proposal,
  proofRole,
  proposalById,
} from '#modules/proposals/index.ts';
import { type StepAnswer, standingOf } from '#modules/steps/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** What offices do after a proposal was agreed to, and how far that came. */
export type FollowUpStanding = {
  readonly steps: readonly {
    readonly rule: FollowUpStep;
    readonly answer: StepAnswer | undefined;
    /** What proves it, as far as the reader may see it. */
    readonly proofs: readonly Document[];
  }[];
  /** The step that is the reader's to tell of now. */
  readonly turn: FollowUpStep | undefined;
};

/**
 * How what follows on a proposal stands: by the steps that were resolved when it bound, before that by those for such a
 * one, so that whoever brings it sees the whole way. Undefined where nothing follows on its kind.
 */
export async function followUpStanding(
  tx: Tx,
  viewer: Actor | Visitor,
  { model }: Program,
  proposal: Proposal,
  answers: readonly StepAnswer[],
): Promise<FollowUpStanding | undefined> {
  const bound = proposal.followUp.length > 0;
  // What was answered is not everybody's to read, but which steps follow from it is.
  const whole = bound ? undefined : await proposalById(tx, proposal.id);
  const steps = whole ? followUpFor(model, whole) : followUpOf(model, proposal);
  if (steps.length === 0) return undefined;
  const subject = { place: proposal.place, organization: proposal.organization, published: true };
  const documents = (await documentsOf(tx, proposal.id)).filter((one) =>
    mayReadDocument(viewer, one, subject),
  );
  const may =
    bound &&
    viewer.person !== undefined &&
    !isRefusal(mayFollowUp(viewer, model, proposal, await standingOf(tx, proposal)));
  return {
    steps: steps.map((rule) => ({
      rule,
      answer: answers.find((one) => one.step === rule.step),
      proofs: documents.filter((one) => one.role === proofRole(rule.step)),
    })),
    turn: may ? steps[proposal.followed] : undefined,
  };
}
