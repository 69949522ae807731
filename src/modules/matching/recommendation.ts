import type { Actor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import { at, type Basis, type Refusal, refuse } from '#kernel/refusal.ts';
import { isOwn, type Proposal } from '#modules/proposals/index.ts';
import { type Match, mayOffer, type Need, type TakerBounds } from './need.ts';

export const RECOMMENDATION_STATES = ['open', 'taken', 'declined', 'withdrawn', 'lapsed'] as const;
export type RecommendationState = (typeof RECOMMENDATION_STATES)[number];

/** That an office over the whole proposed to an institution to meet a need. It binds nobody. */
export type Recommendation = {
  readonly id: Id;
  readonly program: Id;
  readonly need: Id;
  readonly organization: Id;
  readonly organizationName: string;
  readonly scenario: Id | null;
  readonly amount: Rupiah;
  readonly note: string;
  readonly state: RecommendationState;
  readonly madeBy: Id;
  readonly office: string;
  readonly madeAt: Date;
  readonly answeredAt: Date | null;
  readonly reason: string | null;
  readonly match: Id | null;
  readonly version: number;
};

/**
 * Whether a taker may be recommended for a need: it could offer so much, it has not, and it is not asked already. An
 * amount belongs to every recommendation, so that the taker knows what it is asked for.
 */
export function mayRecommend(
  basis: Basis,
  need: Pick<Need, 'state' | 'requested' | 'promised' | 'closedFor'>,
  standing: readonly Pick<Match, 'organization' | 'organizationName' | 'amount' | 'state'>[],
  asked: readonly Pick<Recommendation, 'organization' | 'state'>[],
  given: { readonly organization: Id; readonly amount: Rupiah },
  bounds: TakerBounds,
): Refusal | undefined {
  const { organization, amount } = given;
  if (amount <= 0n) return at('amount', refuse('input.required'));
  if (standing.some((one) => one.organization === organization)) return refuse('match.twice', basis);
  if (asked.some((one) => one.organization === organization && one.state === 'open')) {
    return refuse('recommendation.twice', basis);
  }
  return mayOffer(basis, need, standing, { amount, note: '' }, bounds);
}

/** Refuses whoever speaks for the taker, or brings the need, to recommend the one to the other: nobody acts for two sides. */
export function mustBeNeutral(
  actor: Actor,
  taker: Id,
  proposal: Pick<Proposal, 'organization' | 'person'>,
  basis: Basis,
): Refusal | undefined {
  const speaks = actor.mandates.some(({ organization }) => organization.id === taker);
  return speaks || isOwn(actor, proposal) ? refuse('recommendation.own', basis) : undefined;
}

/** Refuses what is done to a recommendation that was answered already. */
export function mustBeAsked({ state }: Pick<Recommendation, 'state'>): Refusal | undefined {
  return state === 'open' ? undefined : refuse('recommendation.state', undefined, { state });
}
