import { createHash } from 'node:crypto';
import { type Actor, acting, requireOffice, type Visitor } from '#kernel/actor.ts';
import { dayIn } from '#kernel/date.ts';
import { type Id, newId } from '#kernel/id.ts';
import { canonicalJson } from '#kernel/json.ts';
import { readRupiah } from '#kernel/readers/number.ts';
import { nameKey, oneLine, readLine, readName, readRemark, readText } from '#kernel/readers/text.ts';
import { at, isRefusal, type Refusal, refuse, together, unless } from '#kernel/refusal.ts';
import { type RegionCode, within } from '#kernel/region.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { commitFunds, disbursementsOf, releaseFunds } from '#modules/funding/index.ts';
import { type Action, record } from '#modules/journal/index.ts';
import { activityRules, basisOf, firstForum } from '#modules/models/index.ts';
import { ask, settle } from '#modules/notices/index.ts';
import {
  type Held,
  hold,
  mustBeOpen,
  type Program,
  programBySlug,
  sittingWindow,
} from '#modules/programs/index.ts';
import {
  awaitingForum,
  bindDecisions,
  lockProposal,
  markDecided,
  markUndecided,
  notOwn,
} from '#modules/proposals/index.ts';
import { findRegion, namesOf, type Region, regionsWithin } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { countAttendance, voteOf } from './ballot.store.ts';
import { comparedVote, compareVoteAhead } from './compared-vote.service.ts';
import {
  attendanceOf,
  comingForum,
  decisionsOf,
  insertAttendance,
  insertDecision,
  insertForum,
  lockForum,
  removeAttendance,
  revokeDecisionRow,
  setDiscussing,
  setForumState,
  setRolls,
  standingDecision,
} from './forum.store.ts';
import {
  type Forum,
  type ForumMove,
  inForumWindow,
  mayActOn,
  mayDecide,
  mayPostpone,
  mayRevoke,
  maySeal,
  mustHaveQuorum,
} from './forum.ts';
import { publicMinutes, writeMinutes } from './minutes.ts';
import { type Quorum, quorum } from './quorum.ts';
import { rollsNow, rollsOf } from './rolls.service.ts';
import { enoughPresent, noOpenVote } from './vote-bounds.ts';
import { minutesOfVote } from './vote-minutes.ts';

type Who = Actor | Visitor;

/**
 * Calls a forum inside the calendar. `startsAt` is a moment; its day in the tenant's zone is what the calendar judges.
 * `follows` names the postponed forum of the same area that it is held instead of.
 */
export async function scheduleForum(
  runtime: Runtime,
  who: Who,
  input: { program: string; region: RegionCode; place: string; startsAt: Date | undefined; follows?: Id },
): Promise<Result<{ forum: Id; version: number }>> {
  return runtime.change(who, 'forums:write', async (tx, actor) => {
    const program = await programBySlug(tx, input.program);
    if (!program) return refused(refuse('access.not-found'));
    const rules = firstForum(program.model);
    const basis = basisOf(program.model, rules.basis);
    const region = await findRegion(tx, input.region);
    if (!region || region.level !== rules.at || !within(input.region, program.region)) {
      return refused(at('region', refuse('region.unknown')));
    }
    const by = unless(requireOffice(actor, rules.conveners, input.region, basis), mustBeOpen(program));
    if (isRefusal(by)) return refused(by);
    const place = readLine(input.place, 200);
    const startsAt = input.startsAt ?? at('startsAt', refuse('input.date'));
    if (isRefusal(place) || isRefusal(startsAt)) {
      const issues = [
        isRefusal(place) ? at('place', place) : undefined,
        isRefusal(startsAt) ? startsAt : undefined,
      ];
      return refused(together(issues.filter((one) => one !== undefined)) ?? refuse('input.invalid'));
    }
    const outside = inForumWindow(program, dayIn(zoneOf(runtime, tx.tenant), startsAt));
    if (outside) return refused(outside);
    const called = await comingForum(tx, program.id, input.region);
    if (called) {
      const day = dayIn(zoneOf(runtime, tx.tenant), called.startsAt);
      return refused(refuse('forum.called', basis, { day, place: called.place }));
    }
    const postponed = input.follows && (await lockForum(tx, input.follows));
    if (postponed === undefined && input.follows) return refused(refuse('access.not-found'));
    if (postponed && (postponed.state !== 'postponed' || postponed.region !== input.region)) {
      return refused(refuse('forum.state', basis, { state: postponed.state, move: 'schedule' }));
    }
    if (postponed) await settle(tx, postponed.id, 'forum.schedule');
    const id = newId(tx.now);
    await insertForum(
      tx,
      {
        id,
        program: program.id,
        level: rules.at,
        region: input.region,
        place,
        startsAt,
        rolls: await rollsOf(tx, input.region),
        follows: input.follows ?? null,
      },
      actor.person,
    );
    await ask(tx, {
      kind: 'forum.hold',
      subjectType: 'forum',
      subjectId: id,
      title: region.name,
      offices: rules.conveners,
      region: input.region,
      dueOn: dayIn(zoneOf(runtime, tx.tenant), startsAt),
    });
    await record(tx, acting(actor, by), {
      action: 'forum.scheduled',
      subjectType: 'forum',
      subjectId: id,
      region: input.region,
      summary: { place, startsAt: startsAt.toISOString() },
    });
    return ok({ forum: id, version: 1 });
  });
}

function zoneOf(runtime: Runtime, tenant: Id): string {
  return runtime.tenants().find((one) => one.id === tenant)?.timeZone ?? 'Asia/Jakarta';
}

/**
 * Holds a forum for whoever may make the move, in a state that allows it. What was entered of its rolls since it was
 * called is taken into it.
 */
async function holdFor(
  tx: Tx,
  actor: Actor,
  input: { forum: Id; version?: number | undefined },
  move: ForumMove,
): Promise<Refusal | Held<Forum>> {
  const held = await hold(tx, actor, {
    lock: lockForum,
    id: input.forum,
    version: input.version,
    may: (forum, program) => mayActOn(actor, program, forum, move),
  });
  if (isRefusal(held)) return held;
  const rolls = await rollsNow(tx, held.thing);
  if (rolls === held.thing.rolls) return held;
  await setRolls(tx, held.thing.id, rolls);
  await record(tx, held.by, {
    action: 'forum.rolls-entered',
    ...about(held.thing),
    summary: { neighbourhoods: rolls.neighbourhood.length },
  });
  return { ...held, thing: { ...held.thing, rolls } };
}

/** Opens a scheduled forum: from now on it may decide, as soon as it has quorum. */
export async function openForum(
  runtime: Runtime,
  who: Who,
  input: { forum: Id; version?: number | undefined },
): Promise<Result<{ forum: Id; version: number }>> {
  return runtime.change(who, 'forums:write', async (tx, actor) => {
    const held = await holdFor(tx, actor, input, 'open');
    if (isRefusal(held)) return refused(held);
    const version = await setForumState(tx, held.thing.id, { state: 'open' });
    await record(tx, held.by, { action: 'forum.opened', ...about(held.thing), summary: {} });
    return ok({ forum: held.thing.id, version });
  });
}

/**
 * Points the screen in the hall at a proposal that waits for this forum: that one is discussed now, whatever its place
 * in the order; null for none, the next in order again. By whoever may decide. While a vote is open it is explained
 * there beside the count, as it stands on the slip.
 */
export async function discussProposal(
  runtime: Runtime,
  who: Who,
  input: { forum: Id; proposal: Id | null },
): Promise<Result<{ forum: Id }>> {
  return runtime.change(who, 'forums:write', async (tx, actor) => {
    const held = await holdFor(tx, actor, { forum: input.forum }, 'decide');
    if (isRefusal(held)) return refused(held);
    const { thing: forum, program, by } = held;
    if (forum.discussing === input.proposal) return ok({ forum: forum.id });
    if (input.proposal === null) {
      await setDiscussing(tx, forum.id, null);
      await record(tx, by, { action: 'forum.discussion-ended', ...about(forum), summary: {} });
      return ok({ forum: forum.id });
    }
    const waiting = await awaitingForum(tx, program.id, forum.region);
    const proposal = waiting.find((one) => one.id === input.proposal);
    if (!proposal) return refused(at('proposal', refuse('input.choice')));
    await setDiscussing(tx, forum.id, proposal.id);
    await record(tx, by, {
      action: 'forum.discussed',
      ...about(forum),
      summary: { title: proposal.title },
    });
    return ok({ forum: forum.id });
  });
}

function about(forum: Forum) {
  return { subjectType: 'forum', subjectId: forum.id, region: forum.region } as const;
}

/** Somebody who came: the element they represent (or `others`), the unit where it keeps a roll, and their name. */
export type Attendee = { readonly element: string; readonly unit: string | null; readonly name: string };

/** Who somebody on the list is: a unit of a board, or else a name for an element. */
function attendeeKey(one: Attendee): string {
  return one.unit === null ? `${one.element} ${nameKey(one.name)}` : `${one.element} ${one.unit} unit`;
}

/** Records who came. A unit that is represented, or a name that stands for its element already, is not counted twice; unknown elements and units are refused. */
export async function recordAttendance(
  runtime: Runtime,
  who: Who,
  input: { forum: Id; people: readonly Attendee[] },
): Promise<Result<{ forum: Id; recorded: number }>> {
  return runtime.change(who, 'forums:write', async (tx, actor) => {
    const held = await holdFor(tx, actor, input, 'attend');
    if (isRefusal(held)) return refused(held);
    const { thing: forum, program, by } = held;
    const here = new Set((await attendanceOf(tx, forum.id)).map(attendeeKey));
    const issues: Refusal[] = [];
    const fresh: Attendee[] = [];
    input.people.forEach((one, i) => {
      const name = attendeeName(program, forum, one);
      if (isRefusal(name)) {
        issues.push(at(`people.${i}.${name.field ?? 'element'}`, name));
        return;
      }
      const key = attendeeKey({ ...one, name });
      if (here.has(key)) return;
      here.add(key);
      fresh.push({ ...one, name });
    });
    const refusal =
      together(issues) ??
      (input.people.length > 1000 ? refuse('input.too-many-lines', undefined, { limit: 1000 }) : undefined);
    if (refusal) return refused(refusal);
    if (fresh.length > 0) {
      await insertAttendance(tx, forum.id, fresh, actor.person);
      const byElement = Object.fromEntries(
        Map.groupBy(fresh, (one) => one.element)
          .entries()
          .map(([element, list]) => [element, list.length]),
      );
      await record(tx, by, {
        action: 'forum.attendance-recorded',
        ...about(forum),
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

/** The name of somebody who may be recorded so: of a unit's board it may be left out. */
function attendeeName(program: Program, forum: Forum, one: Attendee): string | Refusal {
  const need = firstForum(program.model).quorum.elements.find((element) => element.element === one.element);
  if (!need && one.element !== 'others') return at('element', refuse('input.choice'));
  if (need?.roll !== undefined) {
    return forum.rolls[need.roll].some((unit) => unit.unit === one.unit)
      ? beside('name', oneLine(one.name) === '' ? '' : readName(one.name))
      : at('unit', refuse('forum.represented'));
  }
  return beside('name', readName(one.name));
}

/** Strikes people off the attendance list: they were recorded by mistake, or left before the forum decided. */
export async function strikeAttendance(
  runtime: Runtime,
  who: Who,
  input: { forum: Id; attendance: readonly Id[] },
): Promise<Result<{ forum: Id; struck: number }>> {
  return runtime.change(who, 'forums:write', async (tx, actor) => {
    const held = await holdFor(tx, actor, input, 'attend');
    if (isRefusal(held)) return refused(held);
    const struck = await removeAttendance(tx, held.thing.id, input.attendance);
    const vote = await voteOf(tx, held.thing.id);
    const tooFew = enoughPresent(held.program, vote, await countAttendance(tx, held.thing.id));
    if (tooFew) return refused(tooFew);
    await record(tx, held.by, {
      action: 'forum.attendance-struck',
      ...about(held.thing),
      summary: { struck },
      details: { attendance: input.attendance },
    });
    return ok({ forum: held.thing.id, struck });
  });
}

/** The places where the actor may call a forum of a programme, in code order. Not covered: forums below the village. */
export async function forumPlaces(tx: Tx, actor: Actor, program: Program): Promise<Region[]> {
  const rules = firstForum(program.model);
  const byCode = new Map<RegionCode, Region>();
  for (const held of actor.mandates) {
    if (!rules.conveners.includes(held.office)) continue;
    for (const place of await regionsWithin(tx, held.region, rules.at)) byCode.set(place.code, place);
  }
  return [...byCode.values()].filter((place) => within(place.code, program.region));
}

/** Whether a forum has quorum now, element by element. */
export async function quorumOf(tx: Tx, program: Program, forum: Forum): Promise<Quorum> {
  const present = await attendanceOf(tx, forum.id);
  const asRecorded = present.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return quorum(firstForum(program.model).quorum, await rollsNow(tx, forum), asRecorded);
}

const DECIDED = {
  fund: 'proposal.fund',
  escalate: 'proposal.escalate',
  reserve: 'proposal.reserve',
  reject: 'proposal.reject',
} as const satisfies Record<string, Action>;

/**
 * Decides on one proposal: fund (whole or less, with a reason), pass on, keep in reserve, reject. No decision without
 * quorum; money is committed under the ceiling's lock in the same transaction. Source: paper 004, §4.1.1.
 */
export async function decideProposal(
  runtime: Runtime,
  who: Who,
  input: { forum: Id; proposal: Id; outcome: string; amount?: string; reason: string },
): Promise<Result<{ decision: Id }>> {
  return runtime.change(who, 'forums:write', async (tx, actor) => {
    const held = await holdFor(tx, actor, { forum: input.forum }, 'decide');
    if (isRefusal(held)) return refused(held);
    const { thing: forum, program, by } = held;
    const proposal = await lockProposal(tx, input.proposal);
    if (!proposal) return refused(refuse('access.not-found'));
    const outcome = firstForum(program.model).outcomes.find((one) => one.id === input.outcome);
    const typed = input.amount?.trim() ?? '';
    const amount = outcome?.effect !== 'fund' ? null : typed === '' ? proposal.requested : readRupiah(typed);
    if (isRefusal(amount)) return refused(at('amount', amount));
    const reason = readRemark(input.reason, 2000);
    if (isRefusal(reason)) return refused(at('reason', reason));
    const refusal =
      notOwn(actor, proposal, program.model) ??
      noOpenVote(program, await voteOf(tx, forum.id)) ??
      mustHaveQuorum(program, await quorumOf(tx, program, forum)) ??
      mayDecide(program, forum, proposal, { outcome, amount, reason });
    if (refusal || !outcome) return refused(refusal ?? refuse('decision.not-offered'));
    if (amount !== null) {
      const exceeded = await commitFunds(tx, by, program, proposal, amount);
      if (exceeded) return refused(at('amount', exceeded));
    }
    const decision = newId(tx.now);
    await insertDecision(
      tx,
      {
        id: decision,
        forum: forum.id,
        proposal: proposal.id,
        outcome: outcome.id,
        effect: outcome.effect,
        amount,
        reason,
      },
      actor.person,
    );
    await record(tx, by, {
      action: DECIDED[outcome.effect],
      subjectType: 'proposal',
      subjectId: proposal.id,
      region: proposal.place,
      summary: { forum: forum.id, outcome: outcome.id, amount, reason },
    });
    await markDecided(tx, proposal, { effect: outcome.effect, amount, reason });
    return ok({ decision });
  });
}

/**
 * Takes a decision back while the minutes are open: the proposal waits again and its money returns to the ceiling. Not
 * once a payment has been recorded on it.
 */
export async function revokeDecision(
  runtime: Runtime,
  who: Who,
  input: { forum: Id; proposal: Id; reason: string },
): Promise<Result<{ proposal: Id }>> {
  return runtime.change(who, 'forums:write', async (tx, actor) => {
    const held = await holdFor(tx, actor, { forum: input.forum }, 'decide');
    if (isRefusal(held)) return refused(held);
    const proposal = await lockProposal(tx, input.proposal);
    const decision = proposal && (await standingDecision(tx, held.thing.id, proposal.id));
    if (!proposal || !decision) return refused(refuse('access.not-found'));
    const reason = readRemark(input.reason, 1000);
    if (isRefusal(reason)) return refused(at('reason', reason));
    const bound = mayRevoke(held.program, await disbursementsOf(tx, proposal.id));
    if (bound) return refused(bound);
    if (decision.effect === 'fund') await releaseFunds(tx, held.by, held.program, proposal);
    await revokeDecisionRow(tx, decision.id);
    await record(tx, held.by, {
      action: 'proposal.decision-revoked',
      subjectType: 'proposal',
      subjectId: proposal.id,
      region: proposal.place,
      summary: { forum: held.thing.id, outcome: decision.outcome, reason },
    });
    await markUndecided(tx, proposal);
    return ok({ proposal: proposal.id });
  });
}

/** Postpones a forum, for example because it has no quorum. Decisions taken stand only once sealed, so none may exist. */
export async function postponeForum(
  runtime: Runtime,
  who: Who,
  input: { forum: Id; reason: string; version?: number | undefined },
): Promise<Result<{ forum: Id; version: number }>> {
  return runtime.change(who, 'forums:write', async (tx, actor) => {
    const held = await holdFor(tx, actor, input, 'postpone');
    if (isRefusal(held)) return refused(held);
    const { thing: forum, program, by } = held;
    const reason = readText(input.reason, 1000);
    if (isRefusal(reason)) return refused(at('reason', reason));
    const bound =
      noOpenVote(program, await voteOf(tx, forum.id)) ??
      mayPostpone(program, (await decisionsOf(tx, forum.id)).length);
    if (bound) return refused(bound);
    const version = await setForumState(tx, forum.id, { state: 'postponed', reason });
    await settle(tx, forum.id);
    await ask(tx, {
      kind: 'forum.schedule',
      subjectType: 'forum',
      subjectId: forum.id,
      title: (await namesOf(tx, [forum.region])).get(forum.region) ?? forum.region,
      offices: firstForum(program.model).conveners,
      region: forum.region,
      dueOn: sittingWindow(program, firstForum(program.model)).to,
    });
    await record(tx, by, { action: 'forum.postponed', ...about(forum), summary: { reason } });
    return ok({ forum: forum.id, version });
  });
}

/**
 * Seals the minutes: nothing in them changes any more. Every proposal of the area must have its decision, and the forum
 * its quorum. Funded institutions are asked for their plan of activity.
 */
export async function sealForum(
  runtime: Runtime,
  who: Who,
  input: { forum: Id; version?: number | undefined },
): Promise<Result<{ forum: Id; sha256: string }>> {
  // Known by now as a rule: whoever seals has looked at the vote.
  if (who.person === undefined) return refused(refuse('access.sign-in'));
  const ahead = await compareVoteAhead(runtime, who.tenant, input.forum, {
    named: 'ids',
    words: () => ({ field: (id) => id }),
    who: 'member',
  });
  if (!ahead.ok && ahead.refusal.refusal === 'analysis.busy') return ahead;
  return runtime.change(who, 'forums:write', async (tx, actor) => {
    const held = await holdFor(tx, actor, input, 'seal');
    if (isRefusal(held)) return refused(held);
    const { thing: forum, program, by } = held;
    const rules = firstForum(program.model);
    const basis = basisOf(program.model, rules.basis);
    const met = await quorumOf(tx, program, forum);
    const undecided = await awaitingForum(tx, program.id, forum.region);
    const vote = await voteOf(tx, forum.id);
    const refusal = noOpenVote(program, vote) ?? maySeal(program, met, undecided.length);
    if (refusal) return refused(refusal);
    const decisions = await decisionsOf(tx, forum.id);
    const compared = vote && comparedVote(vote, 'ids');
    const minutes = writeMinutes({
      forum,
      name: rules.label.id,
      regionName: (await namesOf(tx, [forum.region])).get(forum.region) ?? forum.region,
      day: dayIn(zoneOf(runtime, tx.tenant), forum.startsAt),
      sealedAt: tx.now.toISOString(),
      basis: basis.cite,
      quorum: met,
      attendance: await attendanceOf(tx, forum.id),
      decisions,
      labels: new Map([
        ...rules.quorum.elements.map((one): [string, string] => [one.element, one.label.id]),
        ['others', rules.others.id],
      ]),
      places: await namesOf(
        tx,
        decisions.map((one) => one.place),
      ),
      vote: vote && minutesOfVote(program, vote, isRefusal(compared) ? undefined : compared),
    });
    const text = canonicalJson(minutes);
    const sha256 = sha256Of(text);
    await setForumState(tx, forum.id, { state: 'sealed', minutes: { text, sha256 } });
    await bindDecisions(
      tx,
      decisions.map((one) => one.proposal),
    );
    await settle(tx, forum.id);
    await record(tx, by, {
      action: 'forum.sealed',
      ...about(forum),
      summary: {
        sha256,
        publicSha256: sha256Of(canonicalJson(publicMinutes(minutes))),
        total: BigInt(minutes.total),
        decisions: decisions.length,
      },
    });
    for (const funded of decisions.filter((one) => one.effect === 'fund')) {
      await ask(tx, {
        kind: 'activity.plan',
        subjectType: 'proposal',
        subjectId: funded.proposal,
        title: funded.title,
        offices: activityRules(program.model).executors,
        region: forum.region,
        organization: funded.organization,
      });
    }
    return ok({ forum: forum.id, sha256 });
  });
}

function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
