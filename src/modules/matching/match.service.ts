import { type Acting, type Actor, acting, type Visitor } from '#kernel/actor.ts';
import { type Id, newId } from '#kernel/id.ts';
import { readAll } from '#kernel/readers/fields.ts';
import { readRupiah } from '#kernel/readers/number.ts';
import { readRemark, readText } from '#kernel/readers/text.ts';
import { at, isRefusal, type Refusal, refuse, unless } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { mustBeFresh } from '#kernel/version.ts';
import { lockOrganizations, membershipIn, mustTakePart, organizationById } from '#modules/actors/index.ts';
import { holidays } from '#modules/calendar/index.ts';
import { record } from '#modules/journal/index.ts';
import { ask, settle, settleFor } from '#modules/notices/index.ts';
import { dueAfter } from '#modules/obligations/index.ts';
import { mustBeOpen } from '#modules/programs/index.ts';
import { remarkIn } from '#modules/proposals/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { askForAnswer, onTakersDesk, settleLapsed } from './desks.service.ts';
import { heldNeed, type NeedWithRules, recountNeed, standing } from './held-need.service.ts';
import { insertMatch, matchById, matchesOf, setMatch } from './match.store.ts';
import { setClosed } from './need.store.ts';
import {
  MATCH_NOTE,
  type Match,
  mayAnswerFor,
  mayMoveMatch,
  mayOffer,
  mayTake,
  mustBeInTime,
  mustBeOthers,
  mustNotBeTaker,
  takerIn,
} from './need.ts';
import { lapseRecommendations, takeUpRecommendation } from './recommendation.service.ts';
import { takerBounds } from './taker-bounds.service.ts';

export type SavedMatch = { readonly match: Id; readonly need: Id };

/** An offer to meet a need as it was typed. */
export type TypedMatch = {
  readonly need: Id;
  readonly organization: Id;
  readonly amount: string;
  readonly note: string;
};

/**
 * Offers, for an institution, to meet a need whole or in part. The need is locked: of two that take the same at one moment
 * one gets it, and the other is told by whom it is taken or how much is left. Sources: model `proposals[].open`; paper 004,
 * §4.2.1.
 */
export async function offerMatch(
  runtime: Runtime,
  who: Actor | Visitor,
  input: TypedMatch,
): Promise<Result<SavedMatch>> {
  return runtime.change(who, 'proposals:write', async (tx, actor) => {
    const held = await heldNeed(tx, input.need);
    if (isRefusal(held)) return refused(held);
    const { need, proposal, program, open, basis } = held;
    const taker = await organizationById(tx, input.organization);
    if (!taker) return refused(refuse('access.not-found'));
    // What it promises elsewhere at the same moment, and whether it leaves, waits for this.
    await lockOrganizations(tx, [taker.id]);
    const by = unless(
      mayTake(actor, program.model, open, taker),
      mustBeOpen(program),
      mustTakePart(program.model, taker, await membershipIn(tx, program.model, taker)),
      mustBeOthers(actor, proposal, taker.id, basis),
    );
    if (isRefusal(by)) return refused(by);
    const read = readAll({
      amount: input.amount.trim() === '' ? 0n : readRupiah(input.amount),
      note: readRemark(input.note, MATCH_NOTE),
    });
    if (isRefusal(read)) return refused(read);
    const others = standing(await matchesOf(tx, need.id));
    if (others.some((one) => one.organization === taker.id)) return refused(refuse('match.twice', basis));
    const refusal = mayOffer(basis, need, others, read, await takerBounds(tx, held, taker));
    if (refusal) return refused(refusal);
    const match = newId(tx.now);
    await insertMatch(tx, {
      id: match,
      program: program.id,
      need: need.id,
      organization: taker.id,
      ...read,
      form: need.form,
      offeredBy: actor.person,
      office: by.office,
      dueOn: open.lapses ? dueAfter(open.lapses.within, tx.today, await holidays(tx)) : null,
    });
    await recountNeed(tx, need);
    await settleLapsed(tx, held, taker);
    await takeUpRecommendation(tx, held, taker, match, actor.person);
    await settleFor(tx, {
      subject: need.id,
      kind: 'need.addressed',
      organization: taker.id,
      office: by.office,
    });
    await askForAnswer(tx, held);
    await record(tx, acting(actor, by), {
      action: 'match.offered',
      subjectType: 'proposal',
      subjectId: need.id,
      region: proposal.place,
      summary: { organization: taker.name, amount: read.amount },
      details: { match, note: read.note },
    });
    return ok({ match, need: need.id });
  });
}

type HeldMatch = NeedWithRules & { readonly match: Match };

/** Which match is meant: of whatever need, or of this one alone. */
type Meant = { readonly match: Id; readonly version?: number | undefined; readonly need?: Id };

/** A match locked with its need, the need first. */
export async function heldMatch(
  tx: Tx,
  { match: id, version, need: alone }: Meant,
): Promise<HeldMatch | Refusal> {
  const need = (await matchById(tx, id))?.need;
  const meant = need !== undefined && (alone === undefined || alone === need);
  const held = meant ? await heldNeed(tx, need) : refuse('access.not-found');
  if (isRefusal(held)) return held;
  const match = await matchById(tx, id);
  if (!match) return refuse('access.not-found');
  const stale = mustBeFresh(match.version, version);
  return stale ?? { ...held, match };
}

/**
 * Whoever brings a need, or an office on their behalf, agrees to what a taker offered, or declines with a reason. Nobody who
 * speaks for the taker does. Source: model `proposals[].open.onBehalf`.
 */
export async function answerMatch(
  runtime: Runtime,
  who: Actor | Visitor,
  input: Meant & { readonly outcome: 'agree' | 'decline'; readonly remark: string },
): Promise<Result<SavedMatch>> {
  return runtime.change(who, 'proposals:write', async (tx, actor) => {
    const held = await heldMatch(tx, input);
    if (isRefusal(held)) return refused(held);
    const { match, need, proposal, program, open, basis } = held;
    const by = unless<Acting['by']>(
      mayAnswerFor(actor, program.model, open, proposal),
      mustNotBeTaker(actor, match, basis),
      mustBeOpen(program),
      mayMoveMatch(match, 'answer') ?? mustBeInTime(match, tx.today, basis),
    );
    if (isRefusal(by)) return refused(by);
    const agree = input.outcome === 'agree';
    const remark = agree ? readRemark(input.remark, MATCH_NOTE) : readText(input.remark, MATCH_NOTE);
    if (isRefusal(remark)) return refused(at('remark', remark));
    await setMatch(tx, match.id, { state: agree ? 'agreed' : 'declined', remark, by: actor.person });
    await recountNeed(tx, need);
    await askForAnswer(tx, held);
    if (agree) await askToBegin(tx, held);
    const told = remarkIn(proposal, remark);
    await record(tx, acting(actor, by), {
      action: agree ? 'match.agreed' : 'match.declined',
      subjectType: 'proposal',
      subjectId: need.id,
      region: proposal.place,
      summary: { organization: match.organizationName, amount: match.amount, remark: told.shown },
      details: { match: match.id, ...told.kept },
    });
    return ok({ match: match.id, need: need.id });
  });
}

async function askToBegin(tx: Tx, held: HeldMatch): Promise<void> {
  const taker = await organizationById(tx, held.match.organization);
  if (!taker || takerIn(held.open, taker.kind)?.brings === undefined) return;
  await ask(tx, { ...onTakersDesk(held, taker), kind: 'match.begin' });
}

/** A taker takes back what it offered or agreed to, with a reason that everybody reads, as long as the work has not begun. */
export async function withdrawMatch(
  runtime: Runtime,
  who: Actor | Visitor,
  input: { readonly match: Id; readonly reason: string; readonly version?: number | undefined },
): Promise<Result<SavedMatch>> {
  return runtime.change(who, 'proposals:write', async (tx, actor) => {
    const held = await heldMatch(tx, input);
    if (isRefusal(held)) return refused(held);
    const { match, need, proposal, program, open } = held;
    const taker = await organizationById(tx, match.organization);
    const by = taker ? mayTake(actor, program.model, open, taker) : refuse('access.not-found');
    const may = unless(by, mayMoveMatch(match, 'withdraw'));
    if (isRefusal(may)) return refused(may);
    const reason = readText(input.reason, MATCH_NOTE);
    if (isRefusal(reason)) return refused(at('reason', reason));
    await setMatch(tx, match.id, { state: 'withdrawn', remark: reason, by: actor.person });
    await recountNeed(tx, need);
    await askForAnswer(tx, held);
    for (const office of open.to.flatMap((one) => one.offices)) {
      await settleFor(tx, {
        subject: need.id,
        kind: 'match.begin',
        organization: match.organization,
        office,
      });
    }
    await record(tx, acting(actor, may), {
      action: 'match.withdrawn',
      subjectType: 'proposal',
      subjectId: need.id,
      region: proposal.place,
      summary: { organization: match.organizationName, amount: match.amount, reason },
      details: { match: match.id },
    });
    return ok({ match: match.id, need: need.id });
  });
}

/**
 * Whoever brings a need lets no more takers meet it: it was met otherwise, or is needed no more. What was agreed stays agreed,
 * what waits for an answer lapses.
 */
export async function closeNeed(
  runtime: Runtime,
  who: Actor | Visitor,
  input: { readonly need: Id; readonly reason: string },
): Promise<Result<{ readonly need: Id }>> {
  return runtime.change(who, 'proposals:write', async (tx, actor) => {
    const held = await heldNeed(tx, input.need);
    if (isRefusal(held)) return refused(held);
    const { need, proposal, program, open, basis } = held;
    const by = unless<Acting['by']>(
      mayAnswerFor(actor, program.model, open, proposal),
      need.state === 'closed' ? refuse('need.closed', basis) : undefined,
    );
    if (isRefusal(by)) return refused(by);
    const reason = readText(input.reason, MATCH_NOTE);
    if (isRefusal(reason)) return refused(at('reason', reason));
    for (const match of await matchesOf(tx, need.id)) {
      if (match.state === 'offered')
        await setMatch(tx, match.id, { state: 'lapsed', remark: '', by: actor.person });
    }
    await recountNeed(tx, need);
    await setClosed(tx, need.id, reason);
    await lapseRecommendations(tx, held, actor.person);
    await settle(tx, need.id, 'match.answer');
    await settle(tx, need.id, 'need.addressed');
    await settle(tx, need.id, 'match.lapsed');
    await settle(tx, need.id, 'need.lapsed');
    await record(tx, acting(actor, by), {
      action: 'need.closed',
      subjectType: 'proposal',
      subjectId: need.id,
      region: proposal.place,
      summary: { reason },
    });
    return ok({ need: need.id });
  });
}
