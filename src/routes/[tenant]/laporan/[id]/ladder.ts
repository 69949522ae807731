import { dayIn } from '#kernel/date.ts';
import { type Filing, stepsOf } from '#modules/filings/index.ts';
import type { Model } from '#modules/models/index.ts';
import type { StepAnswer } from '#modules/steps/index.ts';
import { m } from '#paraglide/messages.js';
import { day } from '#ui/format.ts';
import { messageFor } from '#ui/message.ts';

type Stage = {
  readonly title: string;
  readonly state: 'done' | 'now' | 'todo' | 'stopped';
  readonly date?: string;
  readonly note?: string;
};

/** Where a filing stands on its way. Only answers since it was last handed in count: a return starts anew. */
export function ladderRail(
  model: Model,
  filing: Pick<Filing, 'kind' | 'route' | 'state' | 'step' | 'submittedAt'>,
  answers: readonly StepAnswer[],
  show: { timeZone: string; locale: 'id' | 'en' },
): Stage[] {
  const dated = (at: Date | null | undefined) =>
    at ? { date: day(dayIn(show.timeZone, at), 'short', show.locale) } : {};
  const since = filing.submittedAt;
  const round = answers.filter((answer) => since !== null && answer.answeredAt >= since);
  const rungs = stepsOf(model, filing).map((rung, step): Stage => {
    const answer = round.findLast((one) => one.step === rung.step);
    const title = rung.label[show.locale];
    if (answer?.outcome === 'returned') {
      return {
        title,
        state: 'stopped',
        note: messageFor('state.filing.returned', {}, show.locale) ?? '',
        ...dated(answer.answeredAt),
      };
    }
    if (answer) return { title, state: 'done', ...dated(answer.answeredAt) };
    return { title, state: filing.state === 'submitted' && step === filing.step ? 'now' : 'todo' };
  });
  return [{ title: m['filing.rail.submitted'](), state: 'done', ...dated(since) }, ...rungs];
}
