import type { IsoDate } from '#kernel/date.ts';

/**
 * Why offices are closed on a day: a holiday of the whole country, joint leave (cuti bersama), or a day of the city's
 * own, such as an election there.
 */
export const HOLIDAY_KINDS = ['national', 'joint-leave', 'local'] as const;
export type HolidayKind = (typeof HOLIDAY_KINDS)[number];

/** A day on which offices are closed, with the decree that says so. Saturdays and Sundays need no entry. */
export type Holiday = {
  readonly day: IsoDate;
  readonly kind: HolidayKind;
  readonly name: string;
  readonly decree: string;
};

/** What a list of holidays changes in a calendar: days that come, and days whose words change. Nothing is taken away. */
export type CalendarChange = { readonly added: readonly Holiday[]; readonly reworded: readonly Holiday[] };

/** What would change if a list were entered into the calendar as it stands. */
export function changeBy(list: readonly Holiday[], stands: readonly Holiday[]): CalendarChange {
  const known = new Map(stands.map((one) => [one.day, one]));
  return {
    added: list.filter((one) => !known.has(one.day)),
    reworded: list.filter((one) => {
      const before = known.get(one.day);
      return (
        before !== undefined &&
        (before.kind !== one.kind || before.name !== one.name || before.decree !== one.decree)
      );
    }),
  };
}
