import { type Actor, isSelf, type Mandate, type Visitor } from '#kernel/actor.ts';
import { type Id, madeAt } from '#kernel/id.ts';
import { at, isRefusal, type Refusal, refuse, unless } from '#kernel/refusal.ts';
import { within } from '#kernel/region.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { basisOf, type ForumRules, forumKind } from '#modules/models/index.ts';
import { hold, type Program } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { keepAttendance } from './attendance.service.ts';
import { checkInCode, isCheckInCode } from './check-in-code.ts';
import { elementLabel } from './element-label.ts';
import { attendanceOf, forumById, lockForum } from './forum.store.ts';
import { type Forum, mayActOn, mayMoveForum } from './forum.ts';
import { invitedIn } from './invited.service.ts';
import type { Invited } from './invited.ts';
import { type Listed, officerThere } from './officer-there.ts';
import { SEATS } from './quorum.ts';
import { rollsIn, withRolls } from './rolls.service.ts';
import { mustBeInTime } from './sitting-day.ts';
import { guessWindow } from './slip-guess.service.ts';
import { addWrongCode, lockWrongCodes } from './slip-guess.store.ts';

type Who = Actor | Visitor;

/** Wrong codes that one person may try within ten minutes. */
export const MOST_WRONG_CODES = 20;

/** For what somebody could check in: an element of the forum, with its board or seat. */
export type CheckInPlace = { readonly element: string; readonly unit: string | null };

/** How somebody stands to the attendance of a sitting: for what they are there, or could be. */
export type CheckInStanding = {
  readonly here: readonly CheckInPlace[];
  readonly places: readonly CheckInPlace[];
};

function seedOf(runtime: Pick<Runtime, 'vault'>): Uint8Array {
  return runtime.vault.seed('check-in codes');
}

/**
 * The code for the wall and the officer's screen; undefined for whoever may not record attendance now: from home nobody
 * sees it.
 */
export function codeForWall(
  runtime: Pick<Runtime, 'vault' | 'clock'>,
  viewer: Who,
  program: Program,
  forum: Forum,
): string | undefined {
  if (viewer.person === undefined || isRefusal(mayActOn(viewer, program, forum, 'attend'))) return undefined;
  return checkInCode(seedOf(runtime), { forum: forum.id, sitting: forum.sitting }, runtime.clock.now());
}

/** How somebody stands to a forum's attendance. */
export async function checkInStanding(
  tx: Tx,
  actor: Actor,
  program: Program,
  forum: Forum,
): Promise<CheckInStanding> {
  const here = (await attendanceOf(tx, forum.id)).filter(
    (one) =>
      one.sitting === forum.sitting &&
      [one.person, one.proxyOf].some((person) => person !== null && isSelf(actor, person)),
  );
  const places = await placesFor(tx, actor, program, forum);
  return {
    here: here.map(({ element, unit }) => ({ element, unit })),
    places: places.map(({ element, unit }) => ({ element, unit })),
  };
}

/**
 * Checks somebody in who holds an office that the forum invites, by the code that the hall shows: to this sitting, once,
 * for one element. Wrong codes are counted against the person. Where their offices are invited for several elements,
 * `element` says for which they came.
 */
export async function checkIn(
  runtime: Runtime,
  who: Who,
  input: { forum: Id; code: string; element?: string | undefined },
): Promise<Result<{ forum: Id; element: string }>> {
  if (who.person === undefined) return refused(refuse('access.sign-in'));
  const wrong = await tryCheckInCode(runtime, who, input);
  if (wrong) return refused(wrong);
  return runtime.change(who, 'forums:write', async (tx, actor) => {
    const held = await hold(tx, actor, {
      lock: lockForum,
      id: input.forum,
      since: ({ id }) => madeAt(id),
      may: (forum, program) => {
        const rules = forumKind(program.model, forum.forum);
        return unless(
          invitedBy(actor, program, rules, forum),
          mayMoveForum(forum, 'attend', program),
          mustBeInTime(program, forum, 'attend', tx),
        );
      },
    });
    if (isRefusal(held)) return refused(held);
    const { program } = held;
    const forum = await withRolls(tx, program, held.thing);
    const rules = forumKind(program.model, forum.forum);
    const basis = basisOf(program.model, rules.quorum.basis);
    const places = (await placesFor(tx, actor, program, forum)).filter(
      (one) => input.element === undefined || input.element === '' || one.element === input.element,
    );
    const [place] = places;
    if (!place) return refused(refuse('check-in.not-invited', basis));
    if (new Set(places.map((one) => one.element)).size > 1)
      return refused(at('element', refuse('input.choice')));
    const here = (await attendanceOf(tx, forum.id)).filter((one) => one.sitting === forum.sitting);
    const found =
      place.element === SEATS
        ? seated(place, here)
        : officerThere(program, forum, place, { invited: places, here });
    if (isRefusal(found)) return refused({ ...found, field: undefined });
    const label = [elementLabel(program.model, rules, place.element)];
    if (found === undefined) return refused(refuse('check-in.already', basis, { element: label }));
    if (place.unit !== null && here.some((one) => one.element === place.element && one.unit === place.unit)) {
      return refused(refuse('forum.represented', basis));
    }
    await keepAttendance(tx, { thing: forum, by: held.by }, [found], actor.person);
    return ok({ forum: forum.id, element: place.element });
  });
}

/** Whether a code is of this sitting, counted against the person where it is not. */
async function tryCheckInCode(
  runtime: Runtime,
  who: Actor,
  input: { forum: Id; code: string },
): Promise<Refusal | undefined> {
  const tried = await runtime.changeFor(who.tenant, async (tx) => {
    const source = `check-in ${who.person}`;
    const since = guessWindow(tx.now);
    if ((await lockWrongCodes(tx, source, since)) >= MOST_WRONG_CODES) return ok(refuse('check-in.limited'));
    const forum = await forumById(tx, input.forum);
    const isRight =
      forum &&
      isCheckInCode(seedOf(runtime), { forum: forum.id, sitting: forum.sitting }, tx.now, input.code);
    if (isRight) return ok(undefined);
    await addWrongCode(tx, source, since);
    return ok(refuse('check-in.code'));
  });
  return tried.ok ? tried.value : tried.refusal;
}

/** By which of their mandates somebody is invited to a forum. */
function invitedBy(actor: Actor, program: Program, rules: ForumRules, forum: Forum): Mandate | Refusal {
  const mandate = actor.mandates.find(
    (held) =>
      within(held.region, forum.region) &&
      (rules.by === undefined
        ? rules.quorum.elements.some((need) =>
            need.invited?.some(
              (one) => one.party === held.organization.kind && one.offices.includes(held.office),
            ),
          )
        : held.organization.kind === rules.by),
  );
  return mandate ?? refuse('check-in.not-invited', basisOf(program.model, rules.quorum.basis));
}

/** What somebody could check in for: officers invited, or in a forum by a body the seats that they hold. */
async function placesFor(tx: Tx, actor: Actor, program: Program, forum: Forum): Promise<Invited[]> {
  const rules = forumKind(program.model, forum.forum);
  if (rules.by === undefined) {
    return (await invitedIn(tx, program, forum)).filter((one) => isSelf(actor, one.person));
  }
  const { seats = [] } = rollsIn(await withRolls(tx, program, forum), forum.sitting);
  return seats
    .filter((one) => isSelf(actor, one.person))
    .map((one) => ({
      element: SEATS,
      unit: one.unit,
      person: one.person,
      name: one.name ?? actor.name,
      office: one.seat,
      party: rules.by ?? '',
      institution: '',
    }));
}

function seated({ element, unit, person, name }: Invited, here: readonly Listed[]): Listed | undefined {
  if (here.some((one) => one.element === SEATS && one.unit === unit)) return undefined;
  return { element, unit, person, name, proxyOf: null, proxyPaper: null };
}
