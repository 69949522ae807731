import type { Model } from '#modules/models/index.ts';
import { type Proposal, stepsOf } from '#modules/proposals/index.ts';
import type { StepAnswer } from '#modules/steps/index.ts';

/** A step of a proposal's way where no forum decides on it, with what it answered. */
export type WayStage = {
  readonly title: string;
  readonly state: 'done' | 'now' | 'todo' | 'stopped';
  readonly remark: string;
  readonly mayRefuse: boolean;
};

/** The way of a proposal in words: nothing where a forum decides. */
export function wordWay(
  model: Model,
  proposal: Pick<Proposal, 'kind' | 'route' | 'step' | 'state'>,
  answers: readonly StepAnswer[],
  locale: 'id' | 'en',
): WayStage[] {
  return stepsOf(model, proposal).map((step, i) => {
    const answer = answers.find((one) => one.step === step.step);
    const waits = proposal.state === 'submitted' && i === proposal.step;
    return {
      title: step.label[locale],
      state: answer ? (answer.outcome === 'refused' ? 'stopped' : 'done') : waits ? 'now' : 'todo',
      remark: answer?.remark ?? '',
      mayRefuse: step.may.includes('refuse'),
    };
  });
}
