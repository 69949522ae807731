import type { DecisionOn } from '#modules/deliberation/index.ts';
import { forumKind, type Model } from '#modules/models/index.ts';

/** A decision of one forum as the page of a proposal tells it. */
export type DecidedView = {
  readonly forum: string;
  /** The forum with its place: `Musrenbang kelurahan Pasir Impun`. */
  readonly name: string;
  readonly outcome: string;
  readonly amount: bigint | null;
  readonly reason: string;
  readonly decidedAt: Date;
  readonly sealed: boolean;
  /** What the forum is called to which it goes once the minutes are sealed; empty where it goes to none. */
  readonly next: string;
};

/** What forums decided on a proposal, the last first. */
export function wordDecisions(
  model: Model,
  decisions: readonly DecisionOn[],
  locale: 'id' | 'en',
): DecidedView[] {
  return decisions.toReversed().map((one) => {
    const rules = forumKind(model, one.kind);
    return {
      forum: one.forum,
      name: `${rules.label[locale]} ${one.regionName}`,
      outcome: rules.outcomes.find((each) => each.id === one.outcome)?.label[locale] ?? one.outcome,
      amount: one.amount,
      reason: one.reason,
      decidedAt: one.decidedAt,
      sealed: one.forumState === 'sealed',
      next: one.passedTo === null ? '' : forumKind(model, one.passedTo).label[locale],
    };
  });
}
