import type { Actor, Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { nameKey, oneLine, readName } from '#kernel/readers/text.ts';
import { at, isRefusal, type Refusal, refuse, together } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { holdersIn } from '#modules/actors/index.ts';
import { record } from '#modules/journal/index.ts';
import { forumKind } from '#modules/models/index.ts';
import type { Held, Program } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { countAttendance, voteOf } from './ballot.store.ts';
import { type Attendance, attendanceOf, insertAttendance, removeAttendance } from './forum.store.ts';
import type { Forum } from './forum.ts';
import { aboutForum, holdForum } from './hold-forum.ts';
import { invitedIn } from './invited.service.ts';
import { officerThere } from './officer-there.ts';
import { type FilledSeat, SEATS } from './quorum.ts';
import { rollsIn } from './rolls.service.ts';
import { enoughPresent } from './vote-bounds.ts';

type Who = Actor | Visitor;

/**
 * Somebody who came: the element they represent (or `others`), the unit where it keeps a roll, and their name. In a forum
 * by a body members are `seats`, each with the mandate over their seat as unit. `person` is an officer whom the forum
 * invites: they came, or, with `paper`, sent `name` with that written power.
 */
export type Attendee = {
  readonly element: string;
  readonly unit: string | null;
  readonly name: string;
  readonly person?: Id | undefined;
  readonly paper?: string | undefined;
};

type Fresh = Omit<Attendance, 'id' | 'sitting' | 'person'> & { readonly person: Id | null };

/** Who somebody on the list is: a unit of a board, or else a name for an element. */
export function attendeeKey(one: Pick<Attendee, 'element' | 'unit' | 'name'>): string {
  return one.unit === null ? `${one.element} ${nameKey(one.name)}` : `${one.element} ${one.unit} unit`;
}

/**
 * Records who came to the sitting that goes on. A unit that is represented, or a name that stands for its element already,
 * is not counted twice; unknown elements and units are refused, and an officer who is there for another element. `again`
 * names people recorded in an earlier sitting who came once more.
 */
export async function recordAttendance(
  runtime: Runtime,
  who: Who,
  input: { forum: Id; people: readonly Attendee[]; again?: readonly Id[] },
): Promise<Result<{ forum: Id; recorded: number }>> {
  return runtime.change(who, 'forums:write', (tx, actor) => attend(tx, actor, input));
}

/** The same within a transaction of its own, as where a list is taken over. */
export async function attend(
  tx: Tx,
  actor: Actor,
  input: { forum: Id; people: readonly Attendee[]; again?: readonly Id[] },
): Promise<Result<{ forum: Id; recorded: number }>> {
  const held = await holdForum(tx, actor, input, 'attend');
  if (isRefusal(held)) return refused(held);
  const { thing: forum, program } = held;
  const recorded = await attendanceOf(tx, forum.id);
  const here: Fresh[] = recorded.filter((one) => one.sitting === forum.sitting);
  const keys = new Set(here.map(attendeeKey));
  const again = new Set(input.again);
  const people: Attendee[] = [
    ...input.people,
    ...recorded
      .filter((one) => again.has(one.id))
      .map(({ element, unit, name }) => ({ element, unit, name })),
  ];
  const invited = people.some((one) => one.person !== undefined) ? await invitedIn(tx, program, forum) : [];
  const issues: Refusal[] = [];
  const fresh: Fresh[] = [];
  const seats = rollsIn(forum, forum.sitting).seats ?? [];
  people.forEach((one, i) => {
    const found =
      one.person === undefined
        ? attendeeName(program, forum, seats, one)
        : officerThere(
            program,
            forum,
            { ...one, person: one.person },
            { invited, here: [...here, ...fresh] },
          );
    if (isRefusal(found)) {
      issues.push(at(`people.${i}.${found.field ?? 'element'}`, found));
      return;
    }
    const row: Fresh | undefined =
      typeof found === 'string'
        ? {
            element: one.element,
            unit: one.unit,
            name: found,
            person: null,
            proxyOf: null,
            proxyPaper: null,
          }
        : found;
    if (row === undefined || keys.has(attendeeKey(row))) return;
    keys.add(attendeeKey(row));
    fresh.push(row);
  });
  const refusal =
    together(issues) ??
    (people.length > 1000 ? refuse('input.too-many-lines', undefined, { limit: 1000 }) : undefined);
  if (refusal) return refused(refusal);
  if (fresh.length > 0)
    await keepAttendance(tx, held, await withPersons(tx, forum, seats, fresh), actor.person);
  return ok({ forum: forum.id, recorded: fresh.length });
}

/** Writes who came, with an entry that tells how many for which element. */
export async function keepAttendance(
  tx: Tx,
  { thing: forum, by }: Pick<Held<Forum>, 'thing' | 'by'>,
  fresh: readonly Fresh[],
  recordedBy: Id,
): Promise<void> {
  await insertAttendance(tx, forum, fresh, recordedBy);
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
  people: readonly Fresh[],
): Promise<Fresh[]> {
  if (people.every((one) => one.person !== null)) return [...people];
  const byName = Map.groupBy(await holdersIn(tx, forum.region), (one) => nameKey(one.name));
  return people.map((one) => {
    if (one.person !== null) return one;
    const seat = one.element === SEATS ? seats.find((each) => each.unit === one.unit) : undefined;
    if (seat) return { ...one, person: seat.person };
    const namesakes = byName.get(nameKey(one.name)) ?? [];
    const ofUnit = one.unit === null ? [] : namesakes.filter((other) => one.unit?.startsWith(other.region));
    const persons = new Set((ofUnit.length > 0 ? ofUnit : namesakes).map((other) => other.person));
    const [person = null] = persons.size === 1 ? persons : [];
    return { ...one, person };
  });
}
