import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import { plainQuantity } from '#kernel/readers/number.ts';
import { personCode } from '#modules/proposals/index.ts';
import type { Attendance, DecidedProposal } from './forum.store.ts';
import type { Forum } from './forum.ts';
import type { Quorum, QuorumAnswer } from './quorum.ts';
import type { SittingDay } from './sitting-day.ts';
import type { MinutesVote } from './vote-minutes.ts';

/** One decision as the minutes keep it for ever; amounts are decimal strings of rupiah. */
export type MinutesDecision = {
  readonly proposal: Id;
  readonly title: string;
  readonly proposer: string;
  readonly place: string;
  /** A decimal number. */
  readonly volume: string;
  readonly unit: string;
  readonly requested: string;
  readonly outcome: string;
  readonly amount: string | null;
  readonly reason: string;
  /** The sitting that decided so. */
  readonly sitting: number;
  /** The forum to which it goes next, and where; null where it goes to none of the programme. */
  readonly passedTo: string | null;
  /** What forums before this one decided on it, in order. */
  readonly earlier: readonly EarlierDecision[];
};

/** A decision of the forum from which a proposal came. */
export type EarlierDecision = {
  /** What that forum was called, with its place. */
  readonly forum: string;
  readonly day: IsoDate;
  readonly outcome: string;
  readonly reason: string;
};

/** What the minutes say of one sitting: its real day, how it ended, who came and whether that was a quorum. */
export type MinutesSitting = {
  readonly number: number;
  readonly day: IsoDate;
  readonly openedAt: string;
  readonly endedAt: string;
  /** Why the forum rose before its end, and until which day; null in the last one. */
  readonly adjourned: { readonly reason: string; readonly resumesOn: IsoDate | null } | null;
  readonly quorum: readonly {
    element: string;
    label: string;
    came: number;
    wanted: number | null;
    of: number | null;
    answer: QuorumAnswer;
  }[];
  readonly answer: QuorumAnswer;
  /** How many were recorded for several elements and counted for one alone. */
  readonly countedOnce: number;
  readonly attendance: readonly {
    name: string;
    represents: string;
    unit: string | null;
    /** The paper by which they came instead of an officer; left out where they came for themselves. */
    power?: string;
  }[];
};

/** The same for everybody: who came is told by element and number, not by name. */
export type PublicMinutes = Omit<Minutes, 'sittings'> & {
  readonly sittings: readonly Omit<MinutesSitting, 'attendance'>[];
};

/**
 * The minutes of a forum (berita acara): for when it was called, each of its sittings with who came (annex I), what was
 * agreed (II), what was not or waits in reserve (III), what goes to the next level (IV). Sealed, their text never changes.
 */
export type Minutes = {
  /** How the minutes are written. */
  readonly form: 4;
  readonly forum: Id;
  readonly name: string;
  readonly region: string;
  readonly regionName: string;
  /** The day and moment it was called for. */
  readonly calledFor: IsoDate;
  readonly startsAt: string;
  readonly sealedAt: string;
  readonly place: string;
  readonly basis: string;
  readonly sittings: readonly MinutesSitting[];
  readonly agreed: readonly MinutesDecision[];
  readonly notAgreed: readonly MinutesDecision[];
  readonly reserved: readonly MinutesDecision[];
  readonly passedOn: readonly MinutesDecision[];
  readonly total: string;
  /** The vote held before deciding; absent where there was none. */
  readonly vote?: MinutesVote;
};

/** Puts the minutes together from what was recorded. `labelOf` names elements, `nextOf` the forum to which something is
 * passed on, `places` region codes. */
export function writeMinutes(given: {
  forum: Forum;
  name: string;
  regionName: string;
  sealedAt: string;
  basis: string;
  sittings: readonly {
    readonly day: SittingDay;
    readonly quorum: Quorum;
    readonly seats: ReadonlyMap<string, string>;
  }[];
  attendance: readonly Attendance[];
  decisions: readonly DecidedProposal[];
  labelOf: (element: string) => string;
  nextOf: (decision: DecidedProposal) => string | null;
  earlier: ReadonlyMap<Id, readonly EarlierDecision[]>;
  places: ReadonlyMap<string, string>;
  vote?: MinutesVote | undefined;
}): Minutes {
  const { forum, labelOf } = given;
  const kept = given.decisions.map((one) => ({
    effect: one.effect,
    amount: one.amount,
    kept: keep(one, given),
  }));
  const by = (effect: string) => kept.filter((one) => one.effect === effect).map((one) => one.kept);
  return {
    form: 4,
    forum: forum.id,
    name: given.name,
    region: forum.region,
    regionName: given.regionName,
    calledFor: forum.calledFor,
    startsAt: forum.startsAt.toISOString(),
    sealedAt: given.sealedAt,
    place: forum.place,
    basis: given.basis,
    sittings: given.sittings.map(({ day, quorum, seats }) => ({
      number: day.number,
      day: day.on,
      openedAt: day.openedAt.toISOString(),
      endedAt: day.ended?.at.toISOString() ?? given.sealedAt,
      adjourned:
        day.ended?.how === 'adjourned'
          ? { reason: day.ended.reason ?? '', resumesOn: day.ended.resumesOn }
          : null,
      quorum: quorum.elements.map(({ element, came, wanted, of, answer }) => ({
        element,
        label: labelOf(element),
        came,
        wanted,
        of,
        answer,
      })),
      answer: quorum.answer,
      countedOnce: quorum.countedOnce.length,
      attendance: given.attendance
        .filter((one) => one.sitting === day.number)
        .map((one) => ({
          name: one.name,
          represents: labelOf(seats.get(one.unit ?? '') ?? one.element),
          unit: seats.has(one.unit ?? '') ? null : one.unit,
          ...(one.proxyPaper === null ? {} : { power: one.proxyPaper }),
        })),
    })),
    agreed: kept.filter((one) => one.effect === 'fund' || one.effect === 'accept').map((one) => one.kept),
    notAgreed: by('reject'),
    reserved: by('reserve'),
    passedOn: by('escalate'),
    total: kept.reduce((sum, one) => sum + (one.amount ?? 0n), 0n).toString(),
    ...(given.vote ? { vote: given.vote } : {}),
  };
}

function keep(
  one: DecidedProposal,
  { places, earlier, nextOf }: Pick<Parameters<typeof writeMinutes>[0], 'places' | 'earlier' | 'nextOf'>,
): MinutesDecision {
  return {
    proposal: one.proposal,
    title: one.title,
    proposer: one.organizationName ?? personCode(one.proposal),
    place: places.get(one.place) ?? one.place,
    volume: plainQuantity(one.volume),
    unit: one.unit,
    requested: one.requested.toString(),
    outcome: one.outcome,
    amount: one.amount?.toString() ?? null,
    reason: one.reason,
    sitting: one.sitting,
    passedTo: nextOf(one),
    earlier: earlier.get(one.proposal) ?? [],
  };
}

/** The minutes as anyone may read them: who came is told by element and number, not by name. */
export function publicMinutes(minutes: Minutes): PublicMinutes {
  return { ...minutes, sittings: minutes.sittings.map(({ attendance: _names, ...open }) => open) };
}
