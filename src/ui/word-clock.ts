import type { IsoDate } from '#kernel/date.ts';
import type { Step } from '#modules/models/index.ts';
import { isEscalated, isOverdue, type Obligation } from '#modules/obligations/index.ts';
import { m } from '#paraglide/messages.js';
import { getLocale, type Locale } from '#paraglide/runtime.js';
import { day, list } from './format.ts';
import { officeName } from './message.ts';

/** How a step stands that owes an answer. */
export type WordedClock = { readonly text: string; readonly tone: 'wait' | 'no' | 'quiet' };

/**
 * What is said of the clocks of a route, the newest of each step: by when it is to answer, that it is late and before whom
 * it lies by then, that the clock stands, that the delay was excused. What was answered in time is not told.
 */
export function wordClocks(
  clocks: readonly Obligation[],
  route: readonly Step[],
  today: IsoDate,
  locale: Locale = getLocale(),
): WordedClock[] {
  return route.flatMap((rule): WordedClock[] => {
    const clock = clocks.filter((one) => one.kind === rule.step).at(-1);
    if (!clock) return [];
    const step = rule.label[locale];
    if (clock.state === 'waived') {
      const reason = clock.waiverReason ?? '';
      return [{ text: m['filing.clock.waived']({ step, reason }, { locale }), tone: 'quiet' }];
    }
    if (clock.state !== 'open') return [];
    if (clock.standsSince !== null) {
      const since = day(clock.standsSince, 'long', locale);
      return [{ text: m['filing.clock.stands']({ step, day: since }, { locale }), tone: 'quiet' }];
    }
    const due = day(clock.dueOn, 'long', locale);
    if (!isOverdue(clock, today))
      return [{ text: m['filing.clock.due']({ step, day: due }, { locale }), tone: 'wait' }];
    const above = list((rule.escalate?.to ?? []).map((office) => officeName(office, locale)));
    return [
      {
        text: isEscalated(clock, today)
          ? m['filing.clock.above']({ step, day: due, offices: above }, { locale })
          : m['filing.clock.late']({ step, day: due }, { locale }),
        tone: 'no',
      },
    ];
  });
}
