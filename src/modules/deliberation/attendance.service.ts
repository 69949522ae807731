import type { Actor, Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { nameKey, oneLine, readName } from '#kernel/readers/text.ts';
import { at, isRefusal, type Refusal, refuse, together } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { holdersIn } from '#modules/actors/index.ts';
import { record } from '#modules/journal/index.ts';
import { forumKind } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { countAttendance, voteOf } from './ballot.store.ts';
import { attendanceOf, insertAttendance, removeAttendance } from './forum.store.ts';
import type { Forum } from './forum.ts';
import { aboutForum, holdForum } from './hold-forum.ts';
import { type FilledSeat, SEATS } from './quorum.ts';
import { rollsIn } from './rolls.service.ts';
import { enoughPresent } from './vote-bounds.ts';

type Who = Actor | Visitor;

/**
 * Somebody who came: the element they represent (or `others`), the unit where it keeps a roll, and their name. In a forum
 * by a body members are `seats`, each with the mandate over their seat as unit.
 */
export type Attendee = { readonly element: string; readonly unit: string | null; readonly name: string };

/** Who somebody on the list is: a unit of a board, or else a name for an element. */
function attendeeKey(one: Attendee): string {
  return one.unit === null ? `${one.element} ${nameKey(one.name)}` : `${one.element} ${one.unit} unit`;
}

/**
 * Records who came to the sitting that goes on. A unit that is represented, or a name that stands for its element already,
 * is not counted twice; unknown elements and units are refused. `again` names people recorded in an earlier sitting who
 * came once more.
 */
export async function recordAttendance(
  runtime: Runtime,
  who: Who,
  input: { forum: Id; people: readonly Attendee[]; again?: readonly Id[] },
): Promise<Result<{ forum: Id; recorded: number }>> {
  return runtime.change(who, 'forums:write', async (tx, actor) => {
    const held = await holdForum(tx, actor, input, 'attend');
    if (isRefusal(held)) return refused(held);
    const { thing: forum, program, by } = held;
    const recorded = await attendanceOf(tx, forum.id);
    const here = new Set(recorded.filter((one) => one.sitting === forum.sitting).map(attendeeKey));
    const again = new Set(input.again);
    const people = [...input.people, ...recorded.filter((one) => again.has(one.id))];
    const issues: Refusal[] = [];
    const fresh: Attendee[] = [];
    const seats = rollsIn(forum, forum.sitting).seats ?? [];
    people.forEach((one, i) => {
      const name = attendeeName(program, forum, seats, one);
      if (isRefusal(name)) {
        issues.push(at(`people.${i}.${name.field ?? 'element'}`, name));
        return;
      }
      const key = attendeeKey({ ...one, name });
      if (here.has(key)) return;
      here.add(key);
      fresh.push({ element: one.element, unit: one.unit, name });
    });
    const refusal =
      together(issues) ??
      (people.length > 1000 ? refuse('input.too-many-lines', undefined, { limit: 1000 }) : undefined);
    if (refusal) return refused(refusal);
    if (fresh.length > 0) {
      await insertAttendance(tx, forum, await withPersons(tx, forum, seats, fresh), actor.person);
      const byElement = Object.fromEntries(
        Map.groupBy(fresh, (one) => one.element)
          .entries()
          .map(([element, list]) => [element, list.length]),
      );
      await record(tx, by, {
        action: 'forum.attendance-recorded',
        ...aboutForum(forum),
        summary: { came: byElement },
        details: { people: fresh },
      });
    }
    return ok({ forum: forum.id, recorded: fresh.length });
  });
}

function beside(field: string, read: string | Refusal): string | Refusal {
  return isRefusal(read) ? at(field, read) : read;
}

/** The name of somebody who may be recorded so: of a unit's board it may be left out, on a seat it is known. */
function attendeeName(
  program: Program,
  forum: Forum,
  seats: readonly FilledSeat[],
  one: Attendee,
): string | Refusal {
  const rules = forumKind(program.model, forum.forum);
  if (rules.by !== undefined && one.element === SEATS) {
    return seats.find((each) => each.unit === one.unit)?.name ?? at('unit', refuse('forum.represented'));
  }
  const need = rules.quorum.elements.find((element) => element.element === one.element);
  if (!need && one.element !== 'others') return at('element', refuse('input.choice'));
  if (need?.roll !== undefined) {
    return forum.rolls[need.roll].some((unit) => unit.unit === one.unit)
      ? beside('name', oneLine(one.name) === '' ? '' : readName(one.name))
      : at('unit', refuse('forum.represented'));
  }
  return beside('name', readName(one.name));
}

/** Strikes people off the list of the sitting that goes on: they were recorded by mistake, or left before the forum decided. */
export async function strikeAttendance(
  runtime: Runtime,
  who: Who,
  input: { forum: Id; attendance: readonly Id[] },
): Promise<Result<{ forum: Id; struck: number }>> {
  return runtime.change(who, 'forums:write', async (tx, actor) => {
    const held = await holdForum(tx, actor, input, 'attend');
    if (isRefusal(held)) return refused(held);
    const struck = await removeAttendance(tx, held.thing, input.attendance);
    const vote = await voteOf(tx, held.thing.id);
    const left = await countAttendance(tx, held.thing.id);
    const tooFew = enoughPresent(held.program, held.thing, vote, left);
    if (tooFew) return refused(tooFew);
    await record(tx, held.by, {
      action: 'forum.attendance-struck',
      ...aboutForum(held.thing),
      summary: { struck },
      details: { attendance: input.attendance },
    });
    return ok({ forum: held.thing.id, struck });
  });
}

/** Everybody with the person whom they are known to be: on a seat whoever holds it, else an officer of the area, the only one of that name, or of that name in the unit's own RW. */
async function withPersons(
  tx: Tx,
  forum: Forum,
  seats: readonly FilledSeat[],
  people: readonly Attendee[],
): Promise<(Attendee & { readonly person: Id | null })[]> {
  const byName = Map.groupBy(await holdersIn(tx, forum.region), (one) => nameKey(one.name));
  return people.map((one) => {
    const seat = one.element === SEATS ? seats.find((each) => each.unit === one.unit) : undefined;
    if (seat) return { ...one, person: seat.person };
    const namesakes = byName.get(nameKey(one.name)) ?? [];
    const ofUnit = one.unit === null ? [] : namesakes.filter((other) => one.unit?.startsWith(other.region));
    const persons = new Set((ofUnit.length > 0 ? ofUnit : namesakes).map((other) => other.person));
    const [person = null] = persons.size === 1 ? persons : [];
    return { ...one, person };
  });
}
