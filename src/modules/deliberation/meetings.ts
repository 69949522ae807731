import { addDays, type IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import type { ForumRules } from '#modules/models/index.ts';
import { beginOf, endOf, periodsOf } from '#modules/obligations/index.ts';

/** A sealed meeting: which it was, and the day for which it was called. */
export type HeldMeeting = { readonly id: Id; readonly day: IsoDate };

/** A period in which a body is to meet. */
export type MeetingPeriod = {
  /** Which one, as periods are named: `2026-Q1`. */
  readonly occasion: string;
  readonly held: readonly HeldMeeting[];
  /** `missed` where it went by without a meeting, `awaited` while it runs without one yet. */
  readonly standing: 'held' | 'missed' | 'awaited';
};

/** A period whose end comes near, in which nobody called a meeting yet. */
export type MeetingToCall = { readonly occasion: string; readonly lastDay: IsoDate };

/**
 * The period in which a body is to be reminded of its meeting today: so many days before its end as the model says, as long as
 * nobody called one for a day in it (`called`; a meeting that was postponed is none). Source: model `forums[].meets.remind`;
 * paper 004, §4.2.1.
 */
export function meetingToCall(
  meets: NonNullable<ForumRules['meets']>,
  years: { readonly from: number; readonly to: number },
  today: IsoDate,
  called: readonly IsoDate[],
): MeetingToCall | undefined {
  const { remind } = meets;
  if (remind === undefined) return undefined;
  return periodsOf({ every: meets.every, within: { days: 1 }, basis: meets.basis }, years)
    .flatMap(({ occasion }): MeetingToCall[] => {
      const [begin, lastDay] = [beginOf(occasion), endOf(occasion)];
      if (begin === undefined || lastDay === undefined || today < begin || today > lastDay) return [];
      const near = addDays(lastDay, -remind) <= today;
      return near && !called.some((day) => day >= begin && day <= lastDay) ? [{ occasion, lastDay }] : [];
    })
    .at(0);
}

/**
 * The periods of a programme's years that have begun, the newest first, each with the meetings that were held in it. A
 * meeting counts once its minutes are sealed, which takes a quorum, in the period of the day for which it was called.
 * Source: model `forums[].meets`; paper 004, §4.2.1 (the Forum meets every quarter).
 */
export function meetingPeriods(
  meets: NonNullable<ForumRules['meets']>,
  years: { readonly from: number; readonly to: number },
  today: IsoDate,
  held: readonly HeldMeeting[],
): readonly MeetingPeriod[] {
  return periodsOf({ every: meets.every, within: { days: 1 }, basis: meets.basis }, years)
    .flatMap(({ occasion }): MeetingPeriod[] => {
      const [begin, end] = [beginOf(occasion), endOf(occasion)];
      if (begin === undefined || end === undefined || begin > today) return [];
      const its = held.filter(({ day }) => day >= begin && day <= end);
      const standing = its.length > 0 ? 'held' : end < today ? 'missed' : 'awaited';
      return [{ occasion, held: its, standing }];
    })
    .toReversed();
}
