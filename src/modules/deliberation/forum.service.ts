import { createHash } from 'node:crypto';
import { type Actor, acting, type Visitor } from '#kernel/actor.ts';
import { dayIn } from '#kernel/date.ts';
import { type Id, newId } from '#kernel/id.ts';
import { canonicalJson } from '#kernel/json.ts';
import { readRupiah } from '#kernel/readers/number.ts';
import { readLine, readRemark } from '#kernel/readers/text.ts';
import { at, isRefusal, type Refusal, refuse, together, unless } from '#kernel/refusal.ts';
import { type RegionCode, within } from '#kernel/region.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { commitFunds, disbursementsOf, releaseFunds } from '#modules/funding/index.ts';
import { type Action, record } from '#modules/journal/index.ts';
import { basisOf, type ForumRules, forumKind, forumLevel, partiesOf } from '#modules/models/index.ts';
import { ask, settle, settleAt } from '#modules/notices/index.ts';
import { mustBeOpen, type Program, programBySlug } from '#modules/programs/index.ts';
import {
  awaitingForum,
  beginFollowUps,
  bindDecisions,
  lockProposal,
  markDecided,
  markUndecided,
  notOwn,
} from '#modules/proposals/index.ts';
import { findRegion, namesOf, placeWords, type Region, regionsWithin } from '#modules/regions/index.ts';
import { keepNames } from '#modules/search/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { voteOf } from './ballot.store.ts';
import { comparedVote, compareVoteAhead } from './compared-vote.service.ts';
import { elementLabel } from './element-label.ts';
import {
  attendanceOf,
  comingForum,
  decisionsOf,
  insertDecision,
  insertForum,
  insertTurn,
  lockForum,
  revokeDecisionRow,
  setDiscussing,
  setForumState,
  standingDecision,
  turnsOf,
} from './forum.store.ts';
import {
  decidedAlready,
  type Forum,
  mayBeCalledFor,
  mayDecide,
  mayRevoke,
  maySeal,
  mustHaveQuorum,
  mustHoldOffice,
} from './forum.ts';
import { aboutForum, holdForum } from './hold-forum.ts';
import { publicMinutes, writeMinutes } from './minutes.ts';
import { earlierOn, nextForum, placesIn } from './minutes-words.service.ts';
import { askToDecide, passOn } from './passed-on.service.ts';
import { inSitting, quorumOf, quorumsToSeal } from './quorum.service.ts';
import { rollsAtCalling, rollsIn } from './rolls.service.ts';
import { bodyOf } from './seated.service.ts';
import { sittingDaysOf } from './sitting-day.ts';
import { noOpenVote } from './vote-bounds.ts';
import { minutesOfVote } from './vote-minutes.ts';

type Who = Actor | Visitor;

/**
 * Calls a forum inside the calendar. `startsAt` is a moment; its day in the tenant's zone is what the calendar judges.
 * `follows` names the postponed forum of the same area that it is held instead of.
 */
export async function scheduleForum(
  runtime: Runtime,
  who: Who,
  input: {
    program: string;
    forum?: string | undefined;
    region: RegionCode;
    place: string;
    startsAt: Date | undefined;
    follows?: Id;
  },
): Promise<Result<{ forum: Id; version: number }>> {
  return runtime.change(who, 'forums:write', async (tx, actor) => {
    const program = await programBySlug(tx, input.program);
    if (!program || program.model.forums.length === 0) return refused(refuse('access.not-found'));
    const rules = calledKind(program, input.forum);
    if (isRefusal(rules)) return refused(at('forum', rules));
    const basis = basisOf(program.model, rules.basis);
    const region = await findRegion(tx, input.region);
    const level = forumLevel(program.model, rules);
    if (!region || region.level !== level || !within(input.region, program.region)) {
      return refused(at('region', refuse('region.unknown')));
    }
    const by = unless(
      mustHoldOffice(actor, program, rules, rules.conveners, input.region),
      mustBeOpen(program),
    );
    if (isRefusal(by)) return refused(by);
    const body = rules.by && partiesOf(program.model).find((one) => one.kind === rules.by)?.label;
    if (body && !(await bodyOf(tx, program.model, { forum: rules.forum, region: input.region }))) {
      return refused(at('region', refuse('forum.no-body', basis, { body: [body] })));
    }
    const place = readLine(input.place, 200);
    const startsAt = input.startsAt ?? at('startsAt', refuse('input.date'));
    if (isRefusal(place) || isRefusal(startsAt)) {
      const issues = [
        isRefusal(place) ? at('place', place) : undefined,
        isRefusal(startsAt) ? startsAt : undefined,
      ];
      return refused(together(issues.filter((one) => one !== undefined)) ?? refuse('input.invalid'));
    }
    const calledFor = dayIn(zoneOf(runtime, tx.tenant), startsAt);
    const outside = mayBeCalledFor(program, rules, calledFor, tx.today);
    if (outside) return refused(outside);
    const called = await comingForum(tx, program.id, { forum: rules.forum, region: input.region });
    if (called) {
      return refused(refuse('forum.called', basis, { day: called.calledFor, place: called.place }));
    }
    const postponed = input.follows && (await lockForum(tx, input.follows));
    if (postponed === undefined && input.follows) return refused(refuse('access.not-found'));
    if (postponed && (postponed.state !== 'postponed' || !isSameForum(postponed, rules, input.region))) {
      return refused(refuse('forum.state', basis, { state: postponed.state, move: 'schedule' }));
    }
    if (postponed) await settle(tx, postponed.id, 'forum.schedule');
    await settleAt(tx, { subjectId: program.id, kind: 'forum.call', region: input.region });
    const id = newId(tx.now);
    await insertForum(
      tx,
      {
        id,
        program: program.id,
        forum: rules.forum,
        level,
        region: input.region,
        place,
        startsAt,
        calledFor,
        rolls: await rollsAtCalling(tx, rules, input.region),
        follows: input.follows ?? null,
      },
      actor.person,
    );
    await keepNames(tx, [
      {
        kind: 'forum',
        thing: id,
        title: { id: `${rules.label.id}, ${region.name}`, en: `${rules.label.en}, ${region.name}` },
        region: input.region,
        page: `musyawarah/${id}`,
        more: (await placeWords(tx, [input.region]))(input.region),
      },
    ]);
    await insertTurn(tx, id, { turn: 'called', sitting: 1 }, actor.person);
    await ask(tx, {
      kind: 'forum.hold',
      subjectType: 'forum',
      subjectId: id,
      title: region.name,
      offices: rules.conveners,
      region: input.region,
      dueOn: calledFor,
    });
    await record(tx, acting(actor, by), {
      action: 'forum.scheduled',
      subjectType: 'forum',
      subjectId: id,
      region: input.region,
      summary: { kind: rules.forum, place, startsAt: startsAt.toISOString() },
    });
    return ok({ forum: id, version: 1 });
  });
}

/** The forum of the model that is to be called: as it was named, or the only one there is. */
function calledKind({ model }: Program, wanted: string | undefined): ForumRules | Refusal {
  const [first, ...others] = model.forums;
  const found = wanted
    ? model.forums.find((one) => one.forum === wanted)
    : others.length === 0
      ? first
      : undefined;
  return found ?? refuse('input.choice');
}

function isSameForum(
  { forum, region }: Pick<Forum, 'forum' | 'region'>,
  rules: ForumRules,
  place: RegionCode,
): boolean {
  return forum === rules.forum && region === place;
}

function zoneOf(runtime: Runtime, tenant: Id): string {
  return runtime.tenants().find((one) => one.id === tenant)?.timeZone ?? 'Asia/Jakarta';
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
    const held = await holdForum(tx, actor, { forum: input.forum }, 'decide');
    if (isRefusal(held)) return refused(held);
    const { thing: forum, program, by } = held;
    if (forum.discussing === input.proposal) return ok({ forum: forum.id });
    if (input.proposal === null) {
      await setDiscussing(tx, forum.id, null);
      await record(tx, by, { action: 'forum.discussion-ended', ...aboutForum(forum), summary: {} });
      return ok({ forum: forum.id });
    }
    const waiting = await awaitingForum(tx, program.id, forum);
    const proposal = waiting.find((one) => one.id === input.proposal);
    if (!proposal) return refused(at('proposal', refuse('input.choice')));
    await setDiscussing(tx, forum.id, proposal.id);
    await record(tx, by, {
      action: 'forum.discussed',
      ...aboutForum(forum),
      summary: { title: proposal.title },
    });
    return ok({ forum: forum.id });
  });
}

/** The places where the actor may call a forum, in code order. Not covered: forums below the village. */
async function forumPlaces(tx: Tx, actor: Actor, program: Program, rules: ForumRules): Promise<Region[]> {
  const byCode = new Map<RegionCode, Region>();
  for (const held of actor.mandates) {
    if (!rules.conveners.includes(held.office)) continue;
    const level = forumLevel(program.model, rules);
    for (const place of await regionsWithin(tx, held.region, level)) byCode.set(place.code, place);
  }
  return [...byCode.values()].filter((place) => within(place.code, program.region));
}

/** The forums of a programme that the actor may call somewhere, in the model's order, each with those places. */
export async function callableForums(
  tx: Tx,
  actor: Actor,
  program: Program,
): Promise<{ readonly rules: ForumRules; readonly places: readonly Region[] }[]> {
  const found = [];
  for (const rules of program.model.forums) {
    const places = await forumPlaces(tx, actor, program, rules);
    if (places.length > 0) found.push({ rules, places });
  }
  return found;
}

const DECIDED = {
  fund: 'proposal.fund',
  accept: 'proposal.accept',
  reserve: 'proposal.reserve',
  reject: 'proposal.reject',
} as const satisfies Record<string, Action>;

/**
 * Decides on one proposal: fund (whole or less, with a reason) or accept what costs nothing, pass on, keep in reserve, reject. What is passed on to
 * another forum goes there when the minutes are sealed, and until then is taken back like anything else. No decision
 * without quorum; money is committed under the ceiling's lock in the same transaction. Source: paper 004, §4.1.1.
 */
export async function decideProposal(
  runtime: Runtime,
  who: Who,
  input: { forum: Id; proposal: Id; outcome: string; amount?: string; reason: string },
): Promise<Result<{ decision: Id }>> {
  return runtime.change(who, 'forums:write', async (tx, actor) => {
    const held = await holdForum(tx, actor, { forum: input.forum }, 'decide');
    if (isRefusal(held)) return refused(held);
    const { thing: forum, program, by } = held;
    const proposal = await lockProposal(tx, input.proposal);
    if (!proposal) return refused(refuse('access.not-found'));
    const taken = await standingDecision(tx, forum.id, proposal.id);
    if (taken) return refused(decidedAlready(program, forum, proposal.title, taken));
    const outcome = forumKind(program.model, forum.forum).outcomes.find((one) => one.id === input.outcome);
    const typed = input.amount?.trim() ?? '';
    const amount = outcome?.effect !== 'fund' ? null : typed === '' ? proposal.requested : readRupiah(typed);
    if (isRefusal(amount)) return refused(at('amount', amount));
    const reason = readRemark(input.reason, 2000);
    if (isRefusal(reason)) return refused(at('reason', reason));
    const refusal =
      notOwn(actor, proposal, program.model) ??
      noOpenVote(program, forum, await voteOf(tx, forum.id)) ??
      mustHaveQuorum(program, forum, await quorumOf(tx, program, forum)) ??
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
        sitting: forum.sitting,
        proposal: proposal.id,
        outcome: outcome.id,
        effect: outcome.effect,
        passedTo: outcome.to ?? null,
        amount,
        reason,
      },
      actor.person,
    );
    const about = { subjectType: 'proposal', subjectId: proposal.id, region: proposal.place } as const;
    const summary = { forum: forum.id, outcome: outcome.id, amount, reason };
    await record(
      tx,
      by,
      outcome.effect === 'escalate'
        ? { action: 'proposal.escalate', ...about, summary: { ...summary, to: outcome.to ?? null } }
        : { action: DECIDED[outcome.effect], ...about, summary },
    );
    await settle(tx, proposal.id, 'proposal.decide');
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
    const held = await holdForum(tx, actor, { forum: input.forum }, 'decide');
    if (isRefusal(held)) return refused(held);
    const proposal = await lockProposal(tx, input.proposal);
    const decision = proposal && (await standingDecision(tx, held.thing.id, proposal.id));
    if (!proposal || !decision) return refused(refuse('access.not-found'));
    const reason = readRemark(input.reason, 1000);
    if (isRefusal(reason)) return refused(at('reason', reason));
    const bound = mayRevoke(held.program, held.thing, await disbursementsOf(tx, proposal.id));
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
    await askToDecide(tx, held.program, proposal);
    return ok({ proposal: proposal.id });
  });
}

/**
 * Seals the minutes: nothing in them changes any more. Every proposal of the area must have its decision, and the forum
 * its quorum. Funded institutions are asked for their plan of activity; what is passed on goes to the next forum.
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
    const held = await holdForum(tx, actor, input, 'seal');
    if (isRefusal(held)) return refused(held);
    const { thing: forum, program, by } = held;
    const rules = forumKind(program.model, forum.forum);
    const basis = basisOf(program.model, rules.basis);
    const undecided = await awaitingForum(tx, program.id, forum);
    const vote = await voteOf(tx, forum.id);
    const seated = forum.seated?.get(forum.sitting);
    const decisions = await decisionsOf(tx, forum.id);
    const attendance = await attendanceOf(tx, forum.id);
    const quorums = quorumsToSeal(program, forum, attendance, decisions);
    const refusal = noOpenVote(program, forum, vote) ?? maySeal(program, forum, quorums, undecided.length);
    if (refusal) return refused(refusal);
    await insertTurn(tx, forum.id, { turn: 'closed', sitting: forum.sitting, seated }, actor.person);
    const compared = vote && comparedVote(vote, 'ids');
    const places = await placesIn(tx, program, decisions);
    const minutes = writeMinutes({
      forum,
      name: rules.label.id,
      regionName: (await namesOf(tx, [forum.region])).get(forum.region) ?? forum.region,
      sealedAt: tx.now.toISOString(),
      basis: basis.cite,
      sittings: sittingDaysOf(await turnsOf(tx, forum.id)).map((day) => ({
        day,
        quorum: inSitting(program, forum, attendance, day.number),
        seats: new Map(rollsIn(forum, day.number).seats?.map((one) => [one.unit, one.seat])),
      })),
      attendance,
      decisions,
      labelOf: (element) => elementLabel(program.model, rules, element).id,
      earlier: await earlierOn(tx, program, forum, decisions),
      nextOf: (decision) => nextForum(program, decision, places),
      places,
      vote: vote && minutesOfVote(program, forum, vote, isRefusal(compared) ? undefined : compared),
    });
    const text = canonicalJson(minutes);
    const sha256 = sha256Of(text);
    await setForumState(tx, forum.id, { state: 'sealed', minutes: { text, sha256 } });
    const bound = decisions.filter((one) => one.passedTo === null).map((one) => one.proposal);
    await bindDecisions(tx, bound);
    const outcomes = new Map(decisions.map((one) => [one.proposal, one.outcome]));
    await beginFollowUps(tx, program, bound, outcomes);
    await passOn(tx, by, program, forum, decisions);
    await settle(tx, forum.id);
    await record(tx, by, {
      action: 'forum.sealed',
      ...aboutForum(forum),
      summary: {
        sha256,
        publicSha256: sha256Of(canonicalJson(publicMinutes(minutes))),
        total: BigInt(minutes.total),
        decisions: decisions.length,
      },
    });
    for (const funded of decisions.filter((one) => one.effect === 'fund' && program.model.activities)) {
      await ask(tx, {
        kind: 'activity.plan',
        subjectType: 'proposal',
        subjectId: funded.proposal,
        title: funded.title,
        offices: program.model.activities?.executors ?? [],
        region: funded.village,
        organization: funded.organization ?? undefined,
      });
    }
    return ok({ forum: forum.id, sha256 });
  });
}

function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
