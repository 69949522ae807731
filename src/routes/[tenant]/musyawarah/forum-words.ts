import type { Refusal } from '#kernel/refusal.ts';
import {
  type FilledSeat,
  type Forum,
  type ForumFacts,
  elementLabel as labelOfElement,
  type Quorum,
  type QuorumAnswer,
} from '#modules/deliberation/index.ts';
import type { HistoryEntry } from '#modules/journal/index.ts';
import { forumKind } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { m } from '#paraglide/messages.js';
import { clockTime, count, day, moment } from '#ui/format.ts';
import type { Stage } from '#ui/Rail.svelte';
import { type WordedRefusal, wordRefusal } from '#ui/word-refusal.ts';

type Locale = 'id' | 'en';

/** One element of the quorum as a person reads it: how many came, how many are wanted, and who is missing. */
export type ElementView = {
  readonly element: string;
  readonly label: string;
  readonly came: number;
  /** Null while the roll is not entered. */
  readonly wanted: number | null;
  /** Size of the roll, or what is wanted where heads are counted: the whole of the meter. */
  readonly whole: number;
  readonly answer: QuorumAnswer;
  /** `50 dari 60`, or `2` where heads are counted. */
  readonly text: string;
  /** `50/60`, or `2`: for the wall. */
  readonly figure: string;
  /** Units that nobody represents yet, by RW. */
  readonly missing: readonly { readonly neighbourhood: string; readonly units: readonly string[] }[];
};

export type QuorumView = {
  readonly answer: QuorumAnswer;
  readonly elements: readonly ElementView[];
  /** What to know of who was recorded for two elements and counts for one. */
  readonly countedOnce: readonly string[];
};

/** The label of an element of the quorum, or of those who represent none. */
export function elementLabel(
  program: Program,
  { forum }: Pick<Forum, 'forum'>,
  element: string,
  locale: Locale,
): string {
  return labelOfElement(program.model, forumKind(program.model, forum), element)[locale];
}

export function wordQuorum(program: Program, forum: Forum, quorum: Quorum, locale: Locale): QuorumView {
  return {
    answer: quorum.answer,
    countedOnce: wordCountedOnce(program, forum, quorum, locale),
    elements: quorum.elements.map((one) => ({
      element: one.element,
      label: elementLabel(program, forum, one.element, locale),
      came: one.came,
      wanted: one.wanted,
      whole: Math.max(one.of ?? one.wanted ?? 0, one.came, 1),
      answer: one.answer,
      text:
        one.of === null
          ? m['forums.came']({ came: count(one.came) })
          : m['forums.came-of']({ came: count(one.came), of: count(one.of) }),
      figure: one.of === null ? count(one.came) : `${count(one.came)}/${count(one.of)}`,
      missing: forum.seated
        ? missingSeats(program, forum, one, locale)
        : byNeighbourhood(forum, one.missing).map(({ label, units }) => ({
            neighbourhood: label,
            units: units.map((unit) => shortUnit(unit.label, label)),
          })),
    })),
  };
}

/** Seats of a body whose holders have not come yet. */
function missingSeats(
  program: Program,
  forum: Forum,
  { element, missing }: Quorum['elements'][number],
  locale: Locale,
): ElementView['missing'] {
  if (missing.length === 0) return [];
  const units = new Set(missing.map((one) => one.unit));
  const seats = (forum.seated?.get(forum.sitting) ?? []).filter((one) => units.has(one.unit));
  return [
    {
      neighbourhood: elementLabel(program, forum, element, locale),
      units: seats.map((one) => seatLabel(program, forum, one, locale)),
    },
  ];
}

/** A seat as its reader calls it, with its number where there are several. */
export function seatLabel(
  program: Program,
  forum: Pick<Forum, 'forum'>,
  seat: Pick<FilledSeat, 'seat' | 'label'>,
  locale: Locale,
): string {
  const number = /\d+$/.exec(seat.label)?.[0];
  return [elementLabel(program, forum, seat.seat, locale), number].filter(Boolean).join(' ');
}

/** What is said of the quorum as a whole. */
export function quorumSaid({ answer }: Pick<QuorumView, 'answer'>): string {
  return {
    met: m['forums.quorum-met'],
    'not-met': m['forums.quorum-short'],
    'cannot-tell': m['forums.quorum-unknown'],
  }[answer]();
}

/** Whom a reader may know by name is named; of the others they learn how many. */
function wordCountedOnce(
  program: Program,
  forum: Pick<Forum, 'forum'>,
  { countedOnce }: Quorum,
  locale: Locale,
): string[] {
  const unnamed = countedOnce.filter((one) => one.name === undefined).length;
  const named = countedOnce.flatMap(({ name, element, notFor }) =>
    name === undefined
      ? []
      : [
          m['forums.counted-once']({
            name,
            element: elementLabel(program, forum, element, locale),
            other: elementLabel(program, forum, notFor, locale),
          }),
        ],
  );
  return unnamed > 0 ? [m['forums.counted-once-unnamed']({ count: count(unnamed) })] : named;
}

/** Units of a roll under the RW they lie in, in code order. */
export function byNeighbourhood<T extends { readonly unit: string }>(
  forum: Forum,
  units: readonly T[],
): { code: string; label: string; units: T[] }[] {
  const groups = Map.groupBy(units, (one) => one.unit.split('/')[0] ?? one.unit);
  const labels = new Map(forum.rolls.neighbourhood.map((one) => [one.unit, one.label]));
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, list]) => ({ code, label: labels.get(code) ?? code, units: list }));
}

/** A unit beneath the name of its RW: `RT 01 RW 03` under `RW 03` is `RT 01`. */
export function shortUnit(label: string, neighbourhood: string): string {
  return label.endsWith(` ${neighbourhood}`) ? label.slice(0, -neighbourhood.length - 1) : label;
}

/** One sitting as a person reads it: when, who came, what was decided, and why it rose. */
export type SittingView = {
  readonly title: string;
  readonly times: string;
  readonly lines: readonly string[];
};

/** The days on which a forum sat, in order; none while it sits its first day, of which the page tells anyway. */
export function wordSittings({ forum, sittings }: ForumFacts, timeZone: string): SittingView[] {
  if (sittings.length < 2 && forum.state !== 'adjourned') return [];
  return sittings.map((one, index) => {
    const from = clockTime(one.openedAt, timeZone);
    const late =
      index === 0 && one.on !== forum.calledFor
        ? m['forums.sitting-late']({ day: day(forum.calledFor, 'long') })
        : '';
    const rose =
      one.ended?.how === 'adjourned' ? m['forums.sitting-rose']({ reason: one.ended.reason ?? '' }) : '';
    const until = one.ended?.resumesOn
      ? m['forums.sitting-until']({ day: day(one.ended.resumesOn, 'weekday') })
      : '';
    const told = m['forums.sitting-told']({
      came: count(one.came),
      decisions: count(one.decisions),
      quorum: quorumSaid(one.quorum).toLocaleLowerCase(),
    });
    return {
      title: m['forums.sitting']({ number: count(one.number), day: day(one.on, 'weekday') }),
      times: one.ended
        ? m['forums.sitting-times']({ from, to: clockTime(one.ended.at, timeZone) })
        : m['forums.sitting-since']({ from }),
      lines: [late, told, rose, until].filter(Boolean),
    };
  });
}

/** Words a refusal of a forum; the elements it lacks are named in the reader's language. */
export function wordForumRefusal(refusal: Refusal, quorum: QuorumView, locale: Locale): WordedRefusal {
  if (refusal.refusal !== 'forum.no-quorum') return wordRefusal(refusal, locale);
  const missing = quorum.elements
    .filter((one) => one.answer === 'not-met')
    .map((one) => `${one.label} ${count(one.came)}/${count(one.wanted ?? 0)}`);
  return wordRefusal({ ...refusal, params: { ...refusal.params, missing } }, locale);
}

/** Where a forum stands: called, opened, quorum, decisions, minutes sealed. */
export function stagesOf(
  forum: Forum,
  given: {
    quorum: Quorum;
    decided: number;
    waiting: number;
    history: readonly HistoryEntry[];
    timeZone: string;
  },
): Stage[] {
  const { quorum, decided, waiting, history, timeZone } = given;
  const when = (action: string) => {
    const entry = history.findLast((one) => one.action === action);
    return entry ? moment(entry.at, timeZone, 'short') : undefined;
  };
  const met = quorum.answer === 'met';
  const sealed = forum.state === 'sealed';
  const open = forum.state === 'open';
  const allDecided = open && met && waiting === 0;
  const called: Stage = {
    title: m['forums.stage.called'](),
    state: 'done',
    date: when('forum.scheduled'),
  };
  const seal: Stage = {
    title: m['forums.stage.sealed'](),
    state: sealed ? 'done' : allDecided ? 'now' : 'todo',
    date: sealed && forum.sealedAt ? moment(forum.sealedAt, timeZone, 'short') : undefined,
  };
  const adjourned = forum.state === 'adjourned';
  if (forum.state === 'postponed') {
    return [
      called,
      { title: m['forums.stage.postponed'](), state: 'stopped', date: when('forum.postponed') },
      { title: m['forums.stage.quorum'](), state: 'todo' },
      { title: m['forums.stage.decisions'](), state: 'todo' },
      seal,
    ];
  }
  return [
    called,
    {
      title: m['forums.stage.opened'](),
      state: forum.state === 'scheduled' ? 'now' : 'done',
      date: when('forum.opened') ?? moment(forum.startsAt, timeZone, 'short'),
      ...(forum.sitting > 1 ? { note: m['forums.stage.opened-of']({ count: count(forum.sitting) }) } : {}),
    },
    ...(adjourned ? [adjournedStage(forum, when('forum.adjourned'))] : []),
    {
      title: m['forums.stage.quorum'](),
      state: sealed || (open && met) ? 'done' : open ? 'now' : 'todo',
      note: m['forums.stage.elements']({
        met: count(quorum.elements.filter((one) => one.answer === 'met').length),
        of: count(quorum.elements.length),
      }),
    },
    {
      title: m['forums.stage.decisions'](),
      state: sealed || allDecided ? 'done' : open && met ? 'now' : 'todo',
      note: sealed
        ? m['forums.stage.decided']({ count: count(decided) })
        : m['forums.stage.decided-of']({ decided: count(decided), of: count(decided + waiting) }),
    },
    seal,
  ];
}

function adjournedStage(forum: Forum, date: string | undefined): Stage {
  return {
    title: m['forums.stage.adjourned'](),
    state: 'now',
    date,
    ...(forum.resumesOn ? { note: m['forums.stage.goes-on']({ day: day(forum.resumesOn, 'short') }) } : {}),
  };
}
