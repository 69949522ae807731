import type { Id } from '#kernel/id.ts';
import { nameKey } from '#kernel/readers/text.ts';
import type { QuorumElement, QuorumRule } from '#modules/models/index.ts';

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
export type Rolls = Readonly<Record<NonNullable<QuorumElement['roll']> | 'unentered', readonly Unit[]>>;
export type Unit = { readonly unit: string; readonly label: string };

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
 * Not covered: proxies, which no model has asked for; one person for two boards of the same roll.
 * Source: model section `forums[].quorum`; paper 004, §4.1.1; decision 0035.
 */
export function quorum(rule: QuorumRule, rolls: Rolls, present: readonly Represents[]): Quorum {
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
  const answers = elements.map((one) => one.answer);
  const answer = answers.includes('cannot-tell')
    ? 'cannot-tell'
    : answers.includes('not-met')
      ? 'not-met'
      : 'met';
  return { answer, elements, unentered: answer === 'cannot-tell' ? rolls.unentered : [], countedOnce };
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
