import { daysBetween, type IsoDate } from '#kernel/date.ts';
import { isOverdue, type Obligation } from '#modules/obligations/index.ts';
import { m } from '#paraglide/messages.js';

/** What the chip of an overdue report says, for example `Laporan 3 hari lewat`; undefined when nothing is late. */
export function lateReport(obligation: Obligation | undefined, today: IsoDate): string | undefined {
  return obligation && isOverdue(obligation, today)
    ? m['activity.report-late']({ days: daysBetween(obligation.dueOn, today) })
    : undefined;
}

export function isLate(obligation: Obligation, today: IsoDate): boolean {
  return isOverdue(obligation, today);
}
