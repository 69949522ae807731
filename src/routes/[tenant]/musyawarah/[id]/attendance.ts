import { nameKey } from '#kernel/readers/text.ts';
import {
  type Attendance,
  type Attendee,
  type FilledSeat,
  type Forum,
  SEATS,
} from '#modules/deliberation/index.ts';
import { forumKind } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { textOf } from '../../../request.ts';
import { byNeighbourhood, elementLabel, seatLabel, shortUnit } from '../forum-words.ts';

/** A board that could be represented, as a box to tick: `value` is what the form sends. */
export type UnitBox = {
  readonly value: string;
  readonly label: string;
  /** Who holds the seat: known, and not asked for. */
  readonly holder?: string;
  readonly came: string | undefined;
};

/** The boards of one RW: how many are represented, and `all`, the value that ticks those which are not. */
export type UnitGroup = {
  readonly code: string;
  readonly label: string;
  readonly came: number;
  readonly units: readonly UnitBox[];
  readonly all: string;
};

type Named = { readonly id: string; readonly label: string; readonly name: string };

export type AttendanceView = {
  /** Of a forum by a body: its name; its one group are the seats that are filled. */
  readonly body: string | undefined;
  readonly groups: readonly UnitGroup[];
  readonly present: readonly Named[];
  /** People by name from earlier sittings who are not recorded in this one yet. */
  readonly before: readonly Named[];
};

/** Who came, for those who may read it by name: the roll as boxes to tick, and everybody who was recorded. */
export function wordAttendance(
  program: Program,
  forum: Forum,
  all: readonly Attendance[],
  locale: 'id' | 'en',
): AttendanceView {
  const rolled = forumKind(program.model, forum.forum).quorum.elements.flatMap((need) =>
    need.roll === undefined
      ? []
      : forum.rolls[need.roll].map((unit) => ({ ...unit, element: need.element, roll: need.roll })),
  );
  const list = all.filter((one) => one.sitting === forum.sitting);
  const came = new Map(list.map((one) => [`${one.element}:${one.unit}`, one.name]));
  const labels = new Map(rolled.map((one) => [`${one.element}:${one.unit}`, one.label]));
  const seats = forum.seated?.get(forum.sitting) ?? [];
  for (const seat of seats) labels.set(`${SEATS}:${seat.unit}`, seatLabel(program, forum, seat, locale));
  const ofBoards = byNeighbourhood(forum, rolled).map(({ code, label, units }) => {
    const boxes = [...units]
      .sort((a, b) => a.unit.length - b.unit.length || (a.unit < b.unit ? -1 : 1))
      .map((one): UnitBox => {
        const value = `${one.element}:${one.unit}`;
        return { value, label: shortUnit(one.label, label), came: came.get(value) };
      });
    const missing = boxes.filter((box) => box.came === undefined);
    return {
      code,
      label,
      came: boxes.length - missing.length,
      units: boxes,
      all: missing.map((box) => box.value).join(' '),
    };
  });
  const ofSeats = seats.length > 0 ? [seatGroup(program, forum, seats, { came, labels, locale })] : [];
  const body = forumKind(program.model, forum.forum).by;
  const named = (one: Attendance): Named => ({
    id: one.id,
    label: labels.get(`${one.element}:${one.unit}`) ?? elementLabel(program, forum, one.element, locale),
    name: one.name,
  });
  const keyOf = (one: Attendance) => `${one.element}:${nameKey(one.name)}`;
  const here = new Set(list.map(keyOf));
  const before = all.filter(
    (one) => one.sitting < forum.sitting && one.unit === null && !here.has(keyOf(one)),
  );
  return {
    body: body === undefined ? undefined : elementLabel(program, forum, SEATS, locale),
    groups: [...ofSeats, ...ofBoards],
    present: list.map(named),
    before: [...new Map(before.map((one) => [keyOf(one), one])).values()].map(named),
  };
}

/** The seats of a body that are filled, as boxes to tick. */
function seatGroup(
  program: Program,
  forum: Forum,
  seats: readonly FilledSeat[],
  known: {
    readonly came: ReadonlyMap<string, string>;
    readonly labels: ReadonlyMap<string, string>;
    readonly locale: 'id' | 'en';
  },
): UnitGroup {
  const units = seats.map((seat): UnitBox => {
    const value = `${SEATS}:${seat.unit}`;
    return {
      value,
      label: known.labels.get(value) ?? seat.label,
      holder: seat.name ?? '',
      came: known.came.get(value),
    };
  });
  const missing = units.filter((one) => one.came === undefined);
  return {
    code: SEATS,
    label: elementLabel(program, forum, SEATS, known.locale),
    came: units.length - missing.length,
    units,
    all: missing.map((one) => one.value).join(' '),
  };
}

/**
 * Reads who came from the form: boards ticked (`units`, each `element:unit`, several in one value with spaces between)
 * with the name written beside them, and people of an element, one name on each line.
 */
export function readAttendance(form: FormData): Attendee[] {
  const ticked = new Set(form.getAll('units').flatMap((value) => String(value).split(' ').filter(Boolean)));
  const boards = [...ticked].map((value) => {
    const at = value.indexOf(':');
    return { element: value.slice(0, at), unit: value.slice(at + 1), name: textOf(form, `name.${value}`) };
  });
  const element = textOf(form, 'element');
  const people = textOf(form, 'names')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((name) => name !== '')
    .map((name) => ({ element, unit: null, name }));
  return [...boards, ...people];
}
