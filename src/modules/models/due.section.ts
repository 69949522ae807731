import { z } from 'zod';
import { BasisId, DayOfYear, Office } from './common.section.ts';

/** What happens that something may fall due after. A model may name no other. */
export const DUE_EVENTS = ['activity.started', 'activity.completed'] as const;

/** How often something falls due again: for each of these parts of a year one. */
export const PERIODS = ['month', 'quarter', 'year'] as const;
export type PeriodName = (typeof PERIODS)[number];

/** A length of time: working days of the city's calendar, days, or months, one of them. */
export const Within = z
  .strictObject({
    workingDays: z.int().min(1).max(365).optional(),
    days: z.int().min(1).max(1830).optional(),
    months: z.int().min(1).max(60).optional(),
  })
  .refine(
    (within) => Object.values(within).filter((count) => count !== undefined).length === 1,
    'one of workingDays, days and months',
  );
export type Within = z.infer<typeof Within>;

/** On whose desks it lies as well, so long after its due day. */
export const Escalate = z.strictObject({ to: z.array(Office).min(1), after: Within });
export type Escalate = z.infer<typeof Escalate>;

/** Who may excuse what is owed, with a reason that everybody can read. */
export const Waive = z.strictObject({ by: z.array(Office).min(1) });

/** A day that every year has. */
const YearDay = DayOfYear.refine((day) => isRealDay(day), 'a day that every year has');

function isRealDay(day: string): boolean {
  const [month = 0, of = 0] = day.split('-').map(Number);
  return of <= new Date(Date.UTC(2025, month, 0)).getUTCDate();
}

/** So long after a day that the filing itself names: a field of it with a date. */
const AfterField = z.strictObject({
  after: z.string().regex(/^field\.[a-z0-9][a-z0-9-]{1,48}$/, 'a field of the filing as field.key'),
  within: Within,
});
export type AfterField = z.infer<typeof AfterField>;

type Ended = { escalate?: Escalate | undefined; waive?: z.infer<typeof Waive> | undefined; basis: string };
/** So long after something happened. */
export type EventDue = Ended & { after: (typeof DUE_EVENTS)[number]; within: Within };
/** So long after the end of each period of the programme. */
export type PeriodDue = Ended & { every: PeriodName; within: Within; or?: AfterField | undefined };
/** On a day of each year of the programme, or of the year that follows it. */
export type DayDue = Ended & { on: string; year: 'same' | 'next'; or?: AfterField | undefined };
export type Due = EventDue | PeriodDue | DayDue;

/**
 * By when something is owed: so long after an event, so long after each period, or on a day of each year. With `or` the
 * earlier of that and so long after a day that is written in it: what a board set is due a month after it was set. Source: engine
 * of models, vocabulary `due`.
 */
export const Due = z
  .strictObject({
    after: z.enum(DUE_EVENTS).optional(),
    every: z.enum(PERIODS).optional(),
    on: YearDay.optional(),
    year: z.enum(['same', 'next']).optional(),
    within: Within.optional(),
    or: AfterField.optional(),
    escalate: Escalate.optional(),
    waive: Waive.optional(),
    basis: BasisId,
  })
  .transform((due, context): Due => {
    const { after, every, on, year = 'same', within, or, ...rest } = due;
    const wrong = (path: readonly string[], message: string): Due => {
      context.addIssue({ code: 'custom', path: [...path], message });
      return z.NEVER;
    };
    if ([after, every, on].filter((one) => one !== undefined).length !== 1)
      return wrong([], 'one of after, every and on');
    if (on === undefined && due.year !== undefined) return wrong(['year'], 'goes with "on" alone');
    if (after !== undefined && or)
      return wrong(['or'], 'goes with "every" or "on": an event has its own day');
    if (on !== undefined)
      return within
        ? wrong(['within'], '"on" names the day itself')
        : { on, year, ...(or ? { or } : {}), ...rest };
    if (!within) return wrong([], 'says not within what time');
    return after !== undefined
      ? { after, within, ...rest }
      : { every: every ?? 'year', within, ...(or ? { or } : {}), ...rest };
  });
