import type { Id } from '#kernel/id.ts';
import { nameKey } from '#kernel/readers/text.ts';
import type { QuorumElement, QuorumRule, SeatsQuorum } from '#modules/models/index.ts';

/**
 * One who came: an element of the quorum (or others), the unit where it keeps a roll, the name where one was given, and
 * the person where an officer of the area is known by that name.
 */
export type Represents = {
  readonly element: string;
  readonly unit: string | null;
  readonly name: string;
  readonly person: Id | null;
};

/**
 * Units that could be represented, by roll: every RT board, every RW board of the area; and the kelurahan in it of which
 * nobody has entered the RW yet.
 */
export type Rolls = Readonly<Record<NonNullable<QuorumElement['roll']> | 'unentered', readonly Unit[]>> & {
  /** Of a forum by a body: the seats that were filled on the day of one sitting, in the order of the model. */
  readonly seats?: readonly FilledSeat[];
};
export type Unit = { readonly unit: string; readonly label: string };

/** A seat of a body that somebody held on a day; `unit` is their mandate, `seat` the office (`forum-mitra/ketua`). */
export type FilledSeat = Unit & {
  readonly seat: string;
  readonly person: Id;
  /** Left out of what is kept: who came stands in the attendance. */
  readonly name?: string;
};

/** What everybody who sits for their body represents. */
export const SEATS = 'seats';

/** What can be said of a quorum. `cannot-tell` is never as good as met: it says that something must be entered first. */
export const QUORUM_ANSWERS = ['met', 'not-met', 'cannot-tell'] as const;
export type QuorumAnswer = (typeof QUORUM_ANSWERS)[number];

export type ElementStanding = {
  readonly element: string;
  readonly came: number;
  /** How many must come; null while the roll is not entered, for a share of nothing says nothing. */
  readonly wanted: number | null;
  /** Size of the roll; null where heads are counted. */
  readonly of: number | null;
  readonly answer: QuorumAnswer;
  /** Units of the roll that nobody represents yet. */
  readonly missing: readonly Unit[];
};

/** Somebody recorded for several elements, who counts for the first alone. */
export type CountedOnce = {
  /** Left out for those who may not read names. */
  readonly name?: string;
  /** The element that they count for. */
  readonly element: string;
  /** The element that they were recorded for as well. */
  readonly notFor: string;
};

export type Quorum = {
  readonly answer: QuorumAnswer;
  readonly elements: readonly ElementStanding[];
  /** Where the roll that the answer waits for is still to be entered. */
  readonly unentered: readonly Unit[];
  readonly countedOnce: readonly CountedOnce[];
};

/**
 * Whether a forum may decide: every element that the model requires is represented. `share` is per mille of the
 * element's roll, rounded up; a unit counts once however many came from it; an element without a roll counts heads.
 * `present` stands in the order in which it was recorded: who was recorded for several elements counts for the first
 * alone, unless the model lets one person stand for several.
 *
 * Nobody can tell what share came of a roll that is empty, or that lacks a whole kelurahan. Then the whole quorum cannot
 * be told, even if another element is short as well: inviting more people would not mend it, entering the roll does.
 *
 * Whoever came by a written power comes here as the officer who gave it, without a name (`inSitting`).
 *
 * Not covered: one person for two boards of the same roll.
 * A forum by a body counts seats instead (`quorumOfSeats`).
 *
 * Source: model section `forums[].quorum`; paper 004, §4.1.1; decision 0035.
 */
export function quorum(rule: QuorumRule, rolls: Rolls, present: readonly Represents[]): Quorum {
  if (rule.seats) return quorumOfSeats(rule.seats, rolls.seats ?? [], present);
  const { counted, countedOnce } = rule.onePersonManyElements
    ? { counted: present, countedOnce: [] }
    : onceEach(present, new Set(rule.elements.map((need) => need.element)));
  const elements = rule.elements.map((need) =>
    standingOf(
      need,
      rolls,
      counted.filter((one) => one.element === need.element),
    ),
  );
  const answer = together(elements);
  return { answer, elements, unentered: answer === 'cannot-tell' ? rolls.unentered : [], countedOnce };
}

/**
 * Whether a body may decide: enough of the seats that are filled on the day have somebody there, and each seat that must
 * not be missing has. A person counts once, whatever seats they hold. Where no seat is filled nobody can tell, nor where a
 * seat that must be there is empty: filling it mends that, inviting does not.
 *
 * Not covered: sending somebody else in one's place, which a decree would have to allow.
 */
function quorumOfSeats(
  rule: SeatsQuorum,
  seats: readonly FilledSeat[],
  present: readonly Represents[],
): Quorum {
  const came = new Set(present.filter((one) => one.element === SEATS).map((one) => one.unit));
  const taken = seats.filter((one) => came.has(one.unit));
  const people = new Map<Id, FilledSeat>();
  const countedOnce: CountedOnce[] = [];
  for (const one of taken) {
    const before = people.get(one.person);
    if (before === undefined) people.set(one.person, one);
    else {
      const name = present.find((other) => other.unit === one.unit)?.name;
      countedOnce.push({ ...(name ? { name } : {}), element: before.seat, notFor: one.seat });
    }
  }
  const missing = seats.filter((one) => !came.has(one.unit));
  const whole = standing(SEATS, people.size, seats.length === 0 ? null : seatsWanted(rule, seats.length), {
    of: seats.length,
    missing,
  });
  const named = seatNamesOf(rule, seats).map(({ seat, held }) => {
    const here = held.filter((one) => came.has(one.unit)).length;
    return standing(seat, here, held.length === 0 ? null : 1, {
      of: held.length,
      missing: here > 0 ? [] : held,
    });
  });
  const elements = [whole, ...named];
  return { answer: together(elements), elements, unentered: [], countedOnce };
}

/** How many must sit, of so many seats that are filled. */
export function seatsWanted(rule: SeatsQuorum, filled: number): number {
  const share =
    rule.moreThan === undefined
      ? Math.ceil((filled * (rule.share ?? 1000)) / 1000)
      : Math.floor((filled * rule.moreThan) / 1000) + 1;
  return Math.max(share, rule.atLeast ?? 1);
}

/** The seats that must not be missing, with who holds them. */
function seatNamesOf(
  rule: SeatsQuorum,
  seats: readonly FilledSeat[],
): { readonly seat: string; readonly held: readonly FilledSeat[] }[] {
  return rule.present.map((seat) => ({
    seat,
    held: seats.filter((one) => one.seat.endsWith(`/${seat}`)),
  }));
}

function standing(
  element: string,
  came: number,
  wanted: number | null,
  more: Pick<ElementStanding, 'of' | 'missing'>,
): ElementStanding {
  const answer = wanted === null ? 'cannot-tell' : came >= wanted ? 'met' : 'not-met';
  return { element, came, wanted, answer, ...more };
}

/** One answer of several: what cannot be told comes before what is short. */
function together(elements: readonly ElementStanding[]): QuorumAnswer {
  const answers = elements.map((one) => one.answer);
  if (answers.includes('cannot-tell')) return 'cannot-tell';
  return answers.includes('not-met') ? 'not-met' : 'met';
}

function standingOf(need: QuorumElement, rolls: Rolls, here: readonly Represents[]): ElementStanding {
  const { element } = need;
  if (need.roll === undefined) {
    const wanted = need.atLeast ?? 1;
    const answer = here.length >= wanted ? 'met' : 'not-met';
    return { element, came: here.length, wanted, of: null, answer, missing: [] };
  }
  const roll = rolls[need.roll];
  const units = new Set(here.map((one) => one.unit));
  const missing = roll.filter((one) => !units.has(one.unit));
  const came = roll.length - missing.length;
  if (roll.length === 0 || rolls.unentered.length > 0) {
    return { element, came, wanted: null, of: roll.length, answer: 'cannot-tell', missing };
  }
  const wanted = Math.ceil((roll.length * (need.share ?? 1000)) / 1000);
  return { element, came, wanted, of: roll.length, answer: came >= wanted ? 'met' : 'not-met', missing };
}

/** Everybody for the element that they were recorded for first. Those who represent no element of the quorum are left as they are. */
function onceEach(
  present: readonly Represents[],
  elements: ReadonlySet<string>,
): { counted: Represents[]; countedOnce: CountedOnce[] } {
  const byName = new Map<string, Represents[]>();
  const counted: Represents[] = [];
  const countedOnce: CountedOnce[] = [];
  for (const one of present) {
    const key = nameKey(one.name);
    const namesakes = byName.get(key) ?? [];
    const before =
      key === '' || !elements.has(one.element)
        ? undefined
        : namesakes.find((other) => other.element !== one.element && samePerson(other, one));
    if (before) {
      countedOnce.push({ name: one.name, element: before.element, notFor: one.element });
      continue;
    }
    counted.push(one);
    if (elements.has(one.element)) byName.set(key, [...namesakes, one]);
  }
  return { counted, countedOnce };
}

/** Two of one name are one person, unless they are known to be two. */
function samePerson(a: Represents, b: Represents): boolean {
  return a.person === null || b.person === null || a.person === b.person;
}
