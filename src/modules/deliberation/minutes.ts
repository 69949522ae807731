import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import { plainQuantity } from '#kernel/readers/number.ts';
import type { Attendance, DecidedProposal } from './forum.store.ts';
import type { Forum } from './forum.ts';
import type { ElementStanding, Quorum, QuorumAnswer } from './quorum.ts';
import type { MinutesVote } from './vote-minutes.ts';

/** One decision as the minutes keep it for ever; amounts are decimal strings of rupiah. */
export type MinutesDecision = {
  readonly proposal: Id;
  readonly title: string;
  readonly proposer: string;
  readonly place: string;
  /** A decimal number; in thousandths where the minutes have no `form`. */
  readonly volume: string;
  readonly unit: string;
  readonly requested: string;
  readonly outcome: string;
  readonly amount: string | null;
  readonly reason: string;
};

/**
 * The minutes of a forum (berita acara): day and place, who came (annex I), what was agreed (II), what was not or waits
 * in reserve (III), what goes to the next level (IV). Sealed, their text never changes.
 */
export type Minutes = {
  /** How the minutes are written: without it, volumes are in thousandths, as they were first. */
  readonly form?: 2;
  readonly forum: Id;
  readonly name: string;
  readonly region: string;
  readonly regionName: string;
  readonly day: IsoDate;
  readonly startsAt: string;
  readonly sealedAt: string;
  readonly place: string;
  readonly basis: string;
  readonly quorum: readonly {
    element: string;
    label: string;
    came: number;
    wanted: number | null;
    of: number | null;
    answer: QuorumAnswer;
  }[];
  /** How many were recorded for several elements and counted for one alone. */
  readonly countedOnce: number;
  readonly attendance: readonly { name: string; represents: string; unit: string | null }[];
  readonly agreed: readonly MinutesDecision[];
  readonly notAgreed: readonly MinutesDecision[];
  readonly reserved: readonly MinutesDecision[];
  readonly passedOn: readonly MinutesDecision[];
  readonly total: string;
  /** The vote held before deciding; absent where there was none. */
  readonly vote?: MinutesVote;
};

/** Puts the minutes together from what was recorded. `labels` names elements, `places` region codes. */
export function writeMinutes(given: {
  forum: Forum;
  name: string;
  regionName: string;
  day: IsoDate;
  sealedAt: string;
  basis: string;
  quorum: Quorum;
  attendance: readonly Attendance[];
  decisions: readonly DecidedProposal[];
  labels: ReadonlyMap<string, string>;
  places: ReadonlyMap<string, string>;
  vote?: MinutesVote | undefined;
}): Minutes {
  const { forum, quorum, labels, places } = given;
  const kept = given.decisions.map((one) => ({
    effect: one.effect,
    amount: one.amount,
    kept: keep(one, places),
  }));
  const by = (effect: string) => kept.filter((one) => one.effect === effect).map((one) => one.kept);
  return {
    form: 2,
    forum: forum.id,
    name: given.name,
    region: forum.region,
    regionName: given.regionName,
    day: given.day,
    startsAt: forum.startsAt.toISOString(),
    sealedAt: given.sealedAt,
    place: forum.place,
    basis: given.basis,
    quorum: quorum.elements.map(({ element, came, wanted, of, answer }: ElementStanding) => ({
      element,
      label: labels.get(element) ?? element,
      came,
      wanted,
      of,
      answer,
    })),
    countedOnce: quorum.countedOnce.length,
    attendance: given.attendance.map((one) => ({
      name: one.name,
      represents: labels.get(one.element) ?? one.element,
      unit: one.unit,
    })),
    agreed: by('fund'),
    notAgreed: by('reject'),
    reserved: by('reserve'),
    passedOn: by('escalate'),
    total: kept.reduce((sum, one) => sum + (one.amount ?? 0n), 0n).toString(),
    ...(given.vote ? { vote: given.vote } : {}),
  };
}

function keep(one: DecidedProposal, places: ReadonlyMap<string, string>): MinutesDecision {
  return {
    proposal: one.proposal,
    title: one.title,
    proposer: one.organizationName,
    place: places.get(one.place) ?? one.place,
    volume: plainQuantity(one.volume),
    unit: one.unit,
    requested: one.requested.toString(),
    outcome: one.outcome,
    amount: one.amount?.toString() ?? null,
    reason: one.reason,
  };
}

/** The minutes as anyone may read them: who came is told by element and number, not by name. */
export function publicMinutes(minutes: Minutes): Omit<Minutes, 'attendance'> {
  const { attendance: _names, ...open } = minutes;
  return open;
}
