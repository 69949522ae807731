import type { HappeningKind, Instrument } from '#analysis/rubric/index.ts';
import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';

/** The opening of a programme as the journal has it: on which day, in which entry. */
export type Opening = {
  readonly program: Id;
  readonly opened: { readonly day: IsoDate; readonly entry: Id } | undefined;
  readonly allotted: { readonly day: IsoDate; readonly entry: Id } | undefined;
};

/** Forums of a programme in an area whose minutes were sealed, over which days that was, and what they decided. */
export type SealedForums = {
  readonly program: Id;
  readonly forums: number;
  /** The one forum, where there is one only. */
  readonly only: Id | null;
  readonly firstDay: IsoDate;
  readonly lastDay: IsoDate;
  readonly decided: number;
  /** Decisions that grant something other than was asked: less, later, or passed on. */
  readonly adjusted: number;
};

/** What the records hold with a day, as an event that shows something; worded where it is read. */
export type RecordedEvent = {
  readonly kind: 'rules' | 'money' | 'forums';
  readonly program: Id;
  readonly from: IsoDate;
  readonly until: IsoDate | null;
  readonly shows: readonly string[];
  /** The record it rests on, beneath the city's address; null where that is a list of forums. */
  readonly record: string | null;
  readonly forums: SealedForums | undefined;
};

/**
 * What the records show by themselves, and nothing that would have to be read between the lines: that a programme's
 * rules came with its money, that the money was allotted, and that forums with quorum decided together, where they
 * granted something other than was asked also that they bargained. A report that was returned is no sanction, a
 * proposal that was rejected no dispute: whether it came to that, people must say. Which indicator each shows stands in
 * the instrument. In the order of their days.
 */
export function recordedEvents(
  instrument: Instrument,
  records: { readonly openings: readonly Opening[]; readonly forums: readonly SealedForums[] },
): readonly RecordedEvent[] {
  const shownBy = (...kinds: HappeningKind[]) =>
    instrument.dimensions.flatMap((dimension) =>
      dimension.indicators
        .filter((indicator) => indicator.happenings.some((one) => kinds.includes(one)))
        .map((indicator) => indicator.slug),
    );
  const openings = records.openings.flatMap(({ program, opened, allotted }) => {
    const entry = (kind: 'rules' | 'money', found: Opening['opened'], shows: readonly string[]) =>
      found
        ? [
            {
              kind,
              program,
              from: found.day,
              until: null,
              shows,
              record: `jurnal/${found.entry}`,
              forums: undefined,
            },
          ]
        : [];
    return [
      ...entry('rules', opened, shownBy('program-opened')),
      ...entry('money', allotted, shownBy('ceilings-allotted')),
    ];
  });
  const forums = records.forums
    .filter((one) => one.decided > 0)
    .map((one) => ({
      kind: 'forums' as const,
      program: one.program,
      from: one.firstDay,
      until: one.lastDay === one.firstDay ? null : one.lastDay,
      shows: one.adjusted > 0 ? shownBy('forum-sealed', 'forum-adjusted') : shownBy('forum-sealed'),
      record: one.only && `musyawarah/${one.only}`,
      forums: one,
    }));
  return [...openings, ...forums]
    .filter((one) => one.shows.length > 0)
    .toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
}
