import type { Actor, Mandate } from '#kernel/actor.ts';
import { type Refusal, refuse } from '#kernel/refusal.ts';
import { basisOf, type FollowUpStep, type Model, proposalKind } from '#modules/models/index.ts';
import { mayAnswer, routeFor, type Standing } from '#modules/steps/index.ts';
import { type Proposal, suchAs } from './proposal.ts';

/**
 * The steps that are taken after such a proposal was agreed to, in order; with `outcome` those after it was passed on
 * outside the programme by that outcome of a forum. Source: model `proposals[].followUp`.
 */
export function followUpFor(
  model: Model,
  proposal: Pick<Proposal, 'kind' | 'requested' | 'scope' | 'answers'>,
  outcome?: string,
): readonly FollowUpStep[] {
  const steps = proposalKind(model, proposal.kind).followUp.filter(({ after }) =>
    outcome === undefined ? after === undefined : (after ?? []).includes(outcome),
  );
  return routeFor(steps, suchAs(model, proposal));
}

/** The same, as resolved when the decision bound. */
export function followUpOf(
  model: Model,
  { kind, followUp }: Pick<Proposal, 'kind' | 'followUp'>,
): readonly FollowUpStep[] {
  const steps = proposalKind(model, kind).followUp;
  return followUp.flatMap((name) => steps.find((one) => one.step === name) ?? []);
}

/** Whether something still follows on what was agreed to. */
export function isFollowed({ followUp, followed }: Pick<Proposal, 'followUp' | 'followed'>): boolean {
  return followed >= followUp.length;
}

/**
 * By which mandate the actor tells that the step which is due now was taken: an office of the step over the place of the
 * proposal, and nobody of its institution. Source: model `proposals[].followUp`; paper 004, §4.2.1.
 */
export function mayFollowUp(
  actor: Actor,
  model: Model,
  proposal: Proposal,
  standing: Standing,
): Mandate | Refusal {
  const step = followUpOf(model, proposal)[proposal.followed];
  if (!step) {
    return refuse('proposal.state', basisOf(model, proposalKind(model, proposal.kind).basis), {
      state: proposal.state,
      move: 'follow-up',
    });
  }
  const { village: place, organization, author } = proposal;
  return mayAnswer(actor, model, step, { place, organization, author, ...standing }, 'accept');
}
