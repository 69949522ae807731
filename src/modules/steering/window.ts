import type { IsoDate } from '#kernel/date.ts';
import { at, type Basis, type Refusal, refuse } from '#kernel/refusal.ts';
import { type Program, type Window, yearsOf } from '#modules/programs/index.ts';

/** What already happened or is called for in a window: proposals that were sent, drafts, forums. */
export type InWindow = {
  /** The first and the last day on which something was sent. */
  readonly sent?: { readonly first: IsoDate; readonly last: IsoDate } | undefined;
  /** Proposals that are being written. */
  readonly drafts?: number;
  /** Forums that are called for or sit, with the days that they are called for. */
  readonly called?: { readonly count: number; readonly first: IsoDate; readonly last: IsoDate } | undefined;
};

/**
 * Whether a window of a programme may be set: in the order of its days, from the year before the programme to the year
 * after it, and so that what was sent or called for stays within. One that is over by today leaves nobody with a
 * draft behind. For a programme of several years it is the window of the first.
 */
export function mayBeWindow(
  program: Pick<Program, 'model' | 'fiscalYear'>,
  { from, to }: Pick<Window, 'from' | 'to'>,
  there: InWindow,
  today: IsoDate,
  basis: Basis,
): Refusal | undefined {
  if (from > to) return at('to', refuse('input.date-order', undefined, { from, to }));
  const first = `${program.fiscalYear - 1}-01-01`;
  const last = `${program.fiscalYear + 1}-12-31`;
  if (from < first || to > last) return at('from', refuse('window.years', basis, { from: first, to: last }));
  // Of several years what happened may lie in a later window: only one year is compared day by day.
  if (yearsOf(program).to > program.fiscalYear) return undefined;
  const { sent, drafts = 0, called } = there;
  if (sent && (from > sent.first || to < sent.last)) {
    return at('from', refuse('window.sent', basis, { from: sent.first, to: sent.last }));
  }
  if (drafts > 0 && to < today)
    return at('to', refuse('window.drafts', basis, { count: drafts, day: today }));
  if (called && (from > called.first || to < called.last)) {
    const { count } = called;
    return at('from', refuse('window.forums-called', basis, { count, from: called.first, to: called.last }));
  }
  return undefined;
}
