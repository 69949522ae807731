import type { Actor } from '#kernel/actor.ts';
import { type Id, madeAt } from '#kernel/id.ts';
import { nameKey } from '#kernel/readers/text.ts';
import { isRefusal, type Labelled, type Refusal, unless } from '#kernel/refusal.ts';
import { forumKind } from '#modules/models/index.ts';
import { type Held, hold } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { attendeeKey } from './attendance.service.ts';
import { elementLabel } from './element-label.ts';
import { type Attendance, attendanceOf, forumById } from './forum.store.ts';
import { type Forum, mayActOn } from './forum.ts';
import type { Unit } from './quorum.ts';
import { withRolls } from './rolls.service.ts';
import { mustBeInTime } from './sitting-day.ts';

/** An element as an attendance list names it, with the units of its roll where it keeps one. */
export type SheetElement = {
  readonly element: string;
  readonly label: Labelled;
  readonly units: readonly Unit[] | undefined;
};

/** What a list of who came to the sitting that goes on is read by, for whoever keeps it. */
export type AttendanceSheet = Pick<Held<Forum>, 'by'> & {
  readonly forum: Forum;
  readonly elements: readonly SheetElement[];
  readonly here: readonly Attendance[];
  /** Whether somebody is on the list already. */
  readonly isHere: (one: Pick<Attendance, 'element' | 'unit' | 'name'>) => boolean;
};

export async function attendanceSheet(tx: Tx, actor: Actor, id: Id): Promise<AttendanceSheet | Refusal> {
  const held = await hold(tx, actor, {
    lock: forumById,
    id,
    since: (forum) => madeAt(forum.id),
    may: (forum, program) =>
      unless(mayActOn(actor, program, forum, 'attend'), mustBeInTime(program, forum, 'attend', tx)),
  });
  if (isRefusal(held)) return held;
  const { program, by } = held;
  const forum = await withRolls(tx, program, held.thing);
  const rules = forumKind(program.model, forum.forum);
  const label = (element: string) => elementLabel(program.model, rules, element);
  const elements: SheetElement[] = [
    ...rules.quorum.elements.map(({ element, roll }) => ({
      element,
      label: label(element),
      units: roll === undefined ? undefined : forum.rolls[roll],
    })),
    { element: 'others', label: label('others'), units: undefined },
  ];
  const here = (await attendanceOf(tx, forum.id)).filter((one) => one.sitting === forum.sitting);
  const keys = new Set(here.map(attendeeKey));
  return { by, forum, elements, here, isHere: (one) => keys.has(attendeeKey(one)) };
}

/** The unit of a roll that a list names, however it is spelled: as its label, or its code. */
export function unitNamed(units: readonly Unit[], name: string): Unit | undefined {
  const wanted = nameKey(name);
  return units.find((one) => one.unit === name || nameKey(one.label) === wanted);
}
