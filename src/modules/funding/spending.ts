import { type Actor, type Mandate, mandateIn } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { type Refusal, refuse, unless } from '#kernel/refusal.ts';
import { basisOf, type Model, purseNamed } from '#modules/models/index.ts';
import { mustBeBinding, type Proposal } from '#modules/proposals/index.ts';
import { withSecondFactor } from './money-office.ts';

/**
 * By which mandate somebody may record what a giver spent itself on what was granted: in an office of the giver that the
 * model names, once the decision binds. Source: model `purses[].spending`.
 */
export function mayRecordSpending(
  actor: Actor,
  model: Model,
  purse: { readonly purse: string; readonly organization: Id | null },
  proposal: Proposal,
  secondFactor: 'required' | 'optional',
): Mandate | Refusal {
  const { spending, basis } = purseNamed(model, purse.purse);
  const rule = basisOf(model, spending?.basis ?? basis);
  const offices = spending?.record ?? [];
  const held = purse.organization === null ? undefined : mandateIn(actor, offices, purse.organization);
  return unless(
    withSecondFactor(held ?? refuse('access.office', rule, { offices }), actor, model, secondFactor),
    mustBeBinding(proposal, model),
  );
}

/** Which of the givers' purses behind a proposal is meant: that of this name, else the first that the actor may spend of, else the first. */
export function purseMeant<P extends { readonly purse: string }>(
  purses: readonly P[],
  named: string | undefined,
  may: (purse: P) => boolean,
): P | undefined {
  return named === undefined ? (purses.find(may) ?? purses[0]) : purses.find((one) => one.purse === named);
}
