import type { Id } from '#kernel/id.ts';
import { nameKey } from '#kernel/readers/text.ts';
import {
  type Attendance,
  type Attendee,
  type Forum,
  type Invited,
  type Quorum,
  SEATS,
} from '#modules/deliberation/index.ts';
import { forumKind, partiesOf } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { m } from '#paraglide/messages.js';
import { count } from '#ui/format.ts';
import { textOf } from '../../../../request.ts';
import { elementLabel, seatLabel } from '../../forum-words.ts';

type Locale = 'id' | 'en';

/** A name, or a board without one, that may be tapped. `value` is what the form sends to record it. */
export type Tile = {
  readonly value: string;
  readonly name: string;
  readonly about: string;
  /** Set once they are here: the row that striking takes away. */
  readonly here: Id | undefined;
  /** Why it cannot be tapped: the board is represented, or they are here for another element. */
  readonly taken: string | undefined;
  /** That a written power may be brought for them. */
  readonly mayBeProxied: boolean;
};

/** One element of the forum: who is expected, who is here. */
export type Block = {
  readonly element: string;
  readonly label: string;
  readonly figure: string;
  readonly met: boolean;
  readonly tiles: readonly Tile[];
  /** What records everybody who is expected and not here, each board once; empty where nobody is left. */
  readonly all: string;
  readonly allCount: number;
};

type Found = {
  readonly program: Program;
  readonly forum: Forum;
  readonly quorum: Quorum;
  readonly people: readonly Attendance[];
  readonly invited: readonly Invited[];
};

/** Unit and person may be missing, but not the signs between: `rw:32.73.30.1001.007:01890…`. */
const tileValue = (element: string, unit: string | null, person: Id | null) =>
  [element, unit ?? '', person ?? ''].join(':');

/** Who is expected and who is here, element by element in the model's order, for the officer's screen. */
export function attendanceSheet(found: Found, locale: Locale): Block[] {
  const { program, forum, quorum, people } = found;
  const here = people.filter((one) => one.sitting === forum.sitting);
  return [
    ...quorum.elements.filter((one) => one.element === SEATS || !forum.seated),
    {
      element: 'others',
      answer: 'met' as const,
      of: null,
      came: here.filter((one) => one.element === 'others').length,
    },
  ].map((standing): Block => {
    const { element } = standing;
    const mine = here.filter((one) => one.element === element);
    const tiles = [
      ...expected(found, element, here, locale),
      ...byName(found, element, mine).map(
        (one): Tile => ({
          value: '',
          name: one.name || boardLabel(forum, one.unit),
          about: one.proxyPaper === null ? '' : m['rooms.by-power']({ paper: one.proxyPaper }),
          here: one.id,
          taken: undefined,
          mayBeProxied: false,
        }),
      ),
    ];
    const left = new Map(
      tiles
        .filter((one) => one.here === undefined && one.taken === undefined)
        .map((one) => [boardOf(one.value), one.value])
        // Of a board with several officers the first stands for it.
        .toReversed() as [string, string][],
    );
    const values = tiles.filter((one) => left.get(boardOf(one.value)) === one.value);
    return {
      element,
      label: elementLabel(program, forum, element, locale),
      figure:
        standing.of === null
          ? m['forums.came']({ came: count(standing.came) })
          : m['forums.came-of']({ came: count(standing.came), of: count(standing.of) }),
      met: standing.answer === 'met',
      tiles,
      all: values.map((one) => one.value).join(' '),
      allCount: values.length,
    };
  });
}

/** A board whose name nobody wrote down. */
function boardLabel({ rolls }: Forum, unit: string | null): string {
  const board = [...rolls.neighbourhood, ...rolls.rt].find((one) => one.unit === unit);
  return board?.label ?? '–';
}

/** The board that a value stands for; a person, where the element keeps no roll. */
function boardOf(value: string): string {
  const [element, unit, person] = value.split(':');
  return unit ? `${element}:${unit}` : `${element}:${person}`;
}

function expected(
  { program, forum, invited }: Found,
  element: string,
  here: readonly Attendance[],
  locale: Locale,
): Tile[] {
  const { proxies } = forumKind(program.model, forum.forum).quorum;
  const mine = here.filter((one) => one.element === element);
  if (element === SEATS) {
    return (forum.seated?.get(forum.sitting) ?? []).map((seat) => ({
      value: tileValue(SEATS, seat.unit, null),
      name: seat.name ?? '',
      about: seatLabel(program, forum, seat, locale),
      here: mine.find((one) => one.unit === seat.unit)?.id,
      taken: undefined,
      mayBeProxied: false,
    }));
  }
  const officers = invited.filter((one) => one.element === element);
  const named = officers.map((one): Tile => {
    const row = mine.find((each) => each.person === one.person && each.unit === one.unit);
    const proxy = mine.find((each) => each.proxyOf === one.person && each.unit === one.unit);
    const board = one.unit === null ? undefined : mine.find((each) => each.unit === one.unit);
    const elsewhere = here.find((each) => each.person === one.person && each.element !== element);
    return {
      value: tileValue(element, one.unit, one.person),
      name: one.name,
      about: [officeLabel(program, one, locale), one.institution].join(', '),
      here: row?.id,
      taken: row
        ? undefined
        : proxy
          ? m['rooms.proxied']({ name: proxy.name })
          : elsewhere
            ? m['rooms.here-for']({ element: elementLabel(program, forum, elsewhere.element, locale) })
            : board
              ? m['rooms.board-here']()
              : undefined,
      mayBeProxied: proxies !== undefined,
    };
  });
  const units = new Set(officers.map((one) => one.unit));
  const roll = forumKind(program.model, forum.forum).quorum.elements.find(
    (one) => one.element === element,
  )?.roll;
  const boards = roll === undefined ? [] : forum.rolls[roll].filter((one) => !units.has(one.unit));
  return [
    ...named,
    ...boards.map((one): Tile => {
      const row = mine.find((each) => each.unit === one.unit);
      return {
        value: tileValue(element, one.unit, null),
        name: row?.name || one.label,
        about: row?.name ? one.label : '',
        here: row?.id,
        taken: undefined,
        mayBeProxied: false,
      };
    }),
  ];
}

/** Those here whom no tile of the expected shows: by name, or with a written power. */
function byName(
  { forum, program, invited }: Found,
  element: string,
  mine: readonly Attendance[],
): Attendance[] {
  if (element === SEATS) return [];
  const roll = forumKind(program.model, forum.forum).quorum.elements.find(
    (one) => one.element === element,
  )?.roll;
  const officers = invited.filter((one) => one.element === element);
  return mine.filter((row) => {
    if (officers.some((one) => one.person === row.person && one.unit === row.unit)) return false;
    return row.proxyOf !== null || roll === undefined || officers.some((one) => one.unit === row.unit);
  });
}

function officeLabel(program: Program, one: Invited, locale: Locale): string {
  const party = partiesOf(program.model).find((each) => each.kind === one.party);
  return party?.offices.find((each) => each.office === one.office)?.label[locale] ?? one.office;
}

/** Reads who came from the officer's screen: tiles (`who`, several in one value with spaces between), or names by line for an element. */
export function readSheet(form: FormData): Attendee[] {
  const values = new Set(form.getAll('who').flatMap((value) => String(value).split(' ').filter(Boolean)));
  const tapped = [...values].map((value): Attendee => {
    const [element = '', unit = '', person = ''] = value.split(':');
    return { element, unit: unit || null, name: '', ...(person ? { person } : {}) };
  });
  const element = textOf(form, 'element');
  const lines = textOf(form, 'names')
    .split(/\r?\n/)
    .map((line) => line.trim());
  const names = [...new Map(lines.filter(Boolean).map((name) => [nameKey(name), name])).values()];
  return [...tapped, ...names.map((name) => ({ element, unit: null, name }))];
}

/** Reads a written power: for whom (a tile's value), who brought it, and the paper. */
export function readPower(form: FormData): Attendee[] {
  const [element = '', unit = '', person = ''] = textOf(form, 'for').split(':');
  return [{ element, unit: unit || null, person, name: textOf(form, 'name'), paper: textOf(form, 'paper') }];
}
