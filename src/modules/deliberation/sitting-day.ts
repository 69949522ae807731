import type { IsoDate } from '#kernel/date.ts';
import { type Refusal, refuse } from '#kernel/refusal.ts';
import { basisOf, forumKind } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import type { Forum, ForumMove } from './forum-state.ts';
import type { FilledSeat } from './quorum.ts';

/** What happened to a forum as a whole. */
export const TURNS = ['called', 'opened', 'adjourned', 'resumed', 'postponed', 'closed'] as const;
export type Turn = (typeof TURNS)[number];

/** A turn as it was recorded; rows of it are never changed. */
export type RecordedTurn = {
  readonly turn: Turn;
  readonly at: Date;
  /** The city's calendar day of that moment. */
  readonly on: IsoDate;
  /** The sitting that it began, interrupted or ended; before the first one, 1. */
  readonly sitting: number;
  readonly reason: string | null;
  /** The day on which an adjourned forum is to go on, where that was known. */
  readonly resumesOn: IsoDate | null;
  /** Who sat in the body of the forum in the sitting that it ended; null for every other forum and turn. */
  readonly seated: readonly FilledSeat[] | null;
};

/** One day on which a forum sat: from its opening or resumption to its adjournment or end. */
export type SittingDay = {
  readonly number: number;
  /** The calendar day on which it began. It may last past midnight. */
  readonly on: IsoDate;
  readonly openedAt: Date;
  /** Undefined while it goes on. */
  readonly ended:
    | {
        readonly how: 'adjourned' | 'postponed' | 'closed';
        readonly at: Date;
        readonly reason: string | null;
        readonly resumesOn: IsoDate | null;
        readonly seated: readonly FilledSeat[] | null;
      }
    | undefined;
};

/**
 * The sittings of a forum, from its turns in the order recorded. A forum adjourned again before it went on keeps the
 * moment at which it rose, and who sat; the newest reason and day are what counts.
 */
export function sittingDaysOf(turns: readonly RecordedTurn[]): SittingDay[] {
  const sittings: SittingDay[] = [];
  for (const { turn, at, on, sitting, reason, resumesOn, seated } of turns) {
    if (turn === 'opened' || turn === 'resumed') {
      sittings.push({ number: sitting, on, openedAt: at, ended: undefined });
    } else if (turn !== 'called') {
      const last = sittings.pop();
      if (!last) continue;
      const rose = last.ended;
      sittings.push({
        ...last,
        ended: { how: turn, at: rose?.at ?? at, reason, resumesOn, seated: rose?.seated ?? seated },
      });
    }
  }
  return sittings;
}

/** How long a sitting may go on past midnight, counted from its opening: long enough for an evening, not for a second one. */
const HOURS_PAST_MIDNIGHT = 12;

/** The moment of an act, and its calendar day in the city. */
export type ActMoment = { readonly now: Date; readonly today: IsoDate };

/** When a forum is called for, and since when it sits. */
export type SittingTimes = Pick<
  Forum,
  'forum' | 'calledFor' | 'sittingOn' | 'sittingSince' | 'resumesOn' | 'state'
>;

/**
 * Whether a move comes on its day. Nobody is counted as present, and nothing opened, before the day for which people
 * were called (or to which they were adjourned); earlier on that day is no harm. What belongs to a sitting is done on its
 * day, or past midnight within twelve hours of its opening: on another day other people are in the room, so the forum is
 * adjourned and resumed. Adjourning and postponing are always in time.
 * Source: decision 0035; the papers are silent.
 */
export function mustBeInTime(
  program: Program,
  forum: SittingTimes,
  move: ForumMove,
  at: ActMoment,
): Refusal | undefined {
  if (move === 'adjourn' || move === 'postpone') return undefined;
  const basis = basisOf(program.model, forumKind(program.model, forum.forum).basis);
  const wanted = move === 'resume' ? forum.resumesOn : forum.state === 'scheduled' ? forum.calledFor : null;
  if (wanted !== null && at.today < wanted) return refuse('forum.too-early', basis, { day: wanted });
  return isOver(forum, at) ? refuse('forum.another-day', basis, { day: forum.sittingOn ?? '' }) : undefined;
}

/** Whether the day of an open sitting is over. */
export function isOver(
  { state, sittingOn, sittingSince }: Omit<SittingTimes, 'forum'>,
  at: ActMoment,
): boolean {
  if (state !== 'open' || sittingOn === null || sittingSince === null || at.today === sittingOn) return false;
  return at.now.getTime() - sittingSince.getTime() >= HOURS_PAST_MIDNIGHT * 3_600_000;
}
