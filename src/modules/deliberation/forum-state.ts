import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import type { RegionCode } from '#kernel/region.ts';
import type { FilledSeat, Rolls } from './quorum.ts';

export const FORUM_STATES = ['scheduled', 'open', 'adjourned', 'postponed', 'sealed'] as const;
export type ForumState = (typeof FORUM_STATES)[number];

export type Forum = {
  readonly id: Id;
  readonly program: Id;
  /** Which of the model's forums it is: one of `forums[].forum`. */
  readonly forum: string;
  readonly level: string;
  readonly region: RegionCode;
  readonly place: string;
  readonly startsAt: Date;
  /** The city's calendar day of that moment. */
  readonly calledFor: IsoDate;
  readonly state: ForumState;
  /** The sitting that goes on, or was the last; before the first one, 1. */
  readonly sitting: number;
  /** The day and the moment at which it began; null before the first one. */
  readonly sittingOn: IsoDate | null;
  readonly sittingSince: Date | null;
  /** The day on which an adjourned forum goes on, where it is known. */
  readonly resumesOn: IsoDate | null;
  readonly rolls: Rolls;
  /** Of a forum by a body: who sat in it on the day of each sitting; left out until `withRolls` has read it. */
  readonly seated?: ReadonlyMap<number, readonly FilledSeat[]>;
  readonly postponedReason: string | null;
  readonly follows: Id | null;
  readonly minutesSha256: string | null;
  readonly sealedAt: Date | null;
  /** What is discussed now, for the screen in the hall; null for the next in order. */
  readonly discussing: Id | null;
  readonly version: number;
};

export type ForumMove = 'open' | 'attend' | 'decide' | 'adjourn' | 'resume' | 'postpone' | 'seal';
