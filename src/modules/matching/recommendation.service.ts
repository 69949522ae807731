import { type Actor, acting, type Visitor } from '#kernel/actor.ts';
import { type Id, newId } from '#kernel/id.ts';
import { readAll } from '#kernel/readers/fields.ts';
import { readRupiah } from '#kernel/readers/number.ts';
import { readRemark, readText } from '#kernel/readers/text.ts';
import { at, isRefusal, type Refusal, refuse, unless } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { mustBeFresh } from '#kernel/version.ts';
import {
  lockOrganizations,
  membershipIn,
  mustTakePart,
  type Organization,
  organizationById,
} from '#modules/actors/index.ts';
import { record } from '#modules/journal/index.ts';
import { ask, settle, settleFor } from '#modules/notices/index.ts';
import { mustBeOpen } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { onBringersDesk, onTakersDesk } from './desks.service.ts';
import { heldNeed, type NeedWithRules, standing } from './held-need.service.ts';
import { matchesOf } from './match.store.ts';
import { MATCH_NOTE, mayTake, takerIn } from './need.ts';
import {
  insertRecommendation,
  recommendationById,
  recommendationsOf,
  setRecommendation,
} from './recommendation.store.ts';
import { mayRecommend, mustBeAsked, mustBeNeutral, type Recommendation } from './recommendation.ts';
import { maySteer } from './scenario.service.ts';
import { scenarioById } from './scenario.store.ts';
import { takerBounds } from './taker-bounds.service.ts';

/** A recommendation as it was typed. */
export type TypedRecommendation = {
  readonly need: Id;
  readonly organization: Id;
  readonly amount: string;
  readonly note: string;
  /** The proposal over the whole that it comes from. */
  readonly scenario?: Id | undefined;
};

export type SavedRecommendation = { readonly recommendation: Id; readonly need: Id };

/**
 * Recommends, by an office that sees the whole, an institution for a need. Both sides find it on their desks; the
 * institution offers in the ordinary way, or declines with a reason. Nobody is bound, and nobody recommends what is theirs.
 * Sources: model `proposals[].open.steers`; paper 004, §4.2.1.
 */
export async function recommendTaker(
  runtime: Runtime,
  who: Actor | Visitor,
  input: TypedRecommendation,
): Promise<Result<SavedRecommendation>> {
  return runtime.change(who, 'proposals:write', async (tx, actor) => {
    const held = await heldNeed(tx, input.need);
    if (isRefusal(held)) return refused(held);
    const { need, proposal, program, kind, open, basis } = held;
    const taker = await organizationById(tx, input.organization);
    const scenario = input.scenario === undefined ? undefined : await scenarioById(tx, input.scenario);
    if (!taker || (input.scenario !== undefined && scenario?.program !== program.id)) {
      return refused(refuse('access.not-found'));
    }
    await lockOrganizations(tx, [taker.id]);
    const steers = unless(
      maySteer(actor, program, kind.kind),
      mustBeOpen(program),
      mustBeNeutral(actor, taker.id, proposal, basis),
      takerIn(open, taker.kind) ? undefined : refuse('match.not-open', basis),
      mustTakePart(program.model, taker, await membershipIn(tx, program.model, taker)),
    );
    if (isRefusal(steers)) return refused(steers);
    const read = readAll({ amount: readRupiah(input.amount), note: readRemark(input.note, MATCH_NOTE) });
    if (isRefusal(read)) return refused(read);
    const refusal = mayRecommend(
      basis,
      need,
      standing(await matchesOf(tx, need.id)),
      await recommendationsOf(tx, need.id),
      { organization: taker.id, amount: read.amount },
      await takerBounds(tx, held, taker),
    );
    if (refusal) return refused(refusal);
    const recommendation = newId(tx.now);
    await insertRecommendation(tx, {
      id: recommendation,
      program: program.id,
      need: need.id,
      organization: taker.id,
      scenario: scenario?.id ?? null,
      ...read,
      madeBy: actor.person,
      office: steers.by.office,
    });
    await tellBothSides(tx, held, taker);
    await record(tx, acting(actor, steers.by), {
      action: 'recommendation.made',
      subjectType: 'proposal',
      subjectId: need.id,
      region: proposal.place,
      summary: {},
      // Whom the Forum thinks of, and with how much, is for those whom it concerns until they agree.
      details: { recommendation, organization: taker.id, amount: read.amount, note: read.note },
    });
    return ok({ recommendation, need: need.id });
  });
}

async function tellBothSides(tx: Tx, held: NeedWithRules, taker: Organization): Promise<void> {
  await ask(tx, { ...onTakersDesk(held, taker), kind: 'match.recommended' });
  await settle(tx, held.proposal.id, 'need.recommended');
  await ask(tx, { ...onBringersDesk(held), kind: 'need.recommended' });
}

/** A recommendation locked with its need. */
async function heldRecommendation(
  tx: Tx,
  input: { readonly recommendation: Id; readonly version?: number | undefined },
): Promise<(NeedWithRules & { readonly recommendation: Recommendation }) | Refusal> {
  const first = await recommendationById(tx, input.recommendation);
  const held = first ? await heldNeed(tx, first.need) : refuse('access.not-found');
  if (isRefusal(held)) return held;
  const recommendation = await recommendationById(tx, input.recommendation);
  if (!recommendation) return refuse('access.not-found');
  return mustBeFresh(recommendation.version, input.version) ?? { ...held, recommendation };
}

/** The institution does not follow a recommendation, and says why; the other side and the offices over the whole read it. */
export async function declineRecommendation(
  runtime: Runtime,
  who: Actor | Visitor,
  input: { readonly recommendation: Id; readonly reason: string; readonly version?: number | undefined },
): Promise<Result<SavedRecommendation>> {
  return endRecommendation(runtime, who, input, 'declined');
}

/** An office over the whole takes a recommendation back before it was answered, with its reason. */
export async function withdrawRecommendation(
  runtime: Runtime,
  who: Actor | Visitor,
  input: { readonly recommendation: Id; readonly reason: string; readonly version?: number | undefined },
): Promise<Result<SavedRecommendation>> {
  return endRecommendation(runtime, who, input, 'withdrawn');
}

async function endRecommendation(
  runtime: Runtime,
  who: Actor | Visitor,
  input: { readonly recommendation: Id; readonly reason: string; readonly version?: number | undefined },
  state: 'declined' | 'withdrawn',
): Promise<Result<SavedRecommendation>> {
  return runtime.change(who, 'proposals:write', async (tx, actor) => {
    const held = await heldRecommendation(tx, input);
    if (isRefusal(held)) return refused(held);
    const { recommendation, proposal, program, kind, open } = held;
    const taker = await organizationById(tx, recommendation.organization);
    if (!taker) return refused(refuse('access.not-found'));
    const steers = state === 'withdrawn' ? maySteer(actor, program, kind.kind) : undefined;
    const mandate =
      steers === undefined
        ? mayTake(actor, program.model, open, taker)
        : isRefusal(steers)
          ? steers
          : steers.by;
    const by = unless(mandate, mustBeAsked(recommendation));
    if (isRefusal(by)) return refused(by);
    const reason = readText(input.reason, MATCH_NOTE);
    if (isRefusal(reason)) return refused(at('reason', reason));
    await setRecommendation(tx, recommendation.id, { state, by: actor.person, reason });
    await settleRecommended(tx, held, taker);
    await record(tx, acting(actor, by), {
      action: state === 'declined' ? 'recommendation.declined' : 'recommendation.withdrawn',
      subjectType: 'proposal',
      subjectId: proposal.id,
      region: proposal.place,
      summary: {},
      details: { recommendation: recommendation.id, reason },
    });
    return ok({ recommendation: recommendation.id, need: proposal.id });
  });
}

/** Takes an answered recommendation off the desks; off that of whoever brings the need once none waits. */
async function settleRecommended(
  tx: Tx,
  { proposal, open }: NeedWithRules,
  taker: Pick<Organization, 'id' | 'kind'>,
): Promise<void> {
  for (const office of takerIn(open, taker.kind)?.offices ?? []) {
    await settleFor(tx, {
      subject: proposal.id,
      kind: 'match.recommended',
      organization: taker.id,
      office,
    });
  }
  const waits = (await recommendationsOf(tx, proposal.id)).some((one) => one.state === 'open');
  if (!waits) await settle(tx, proposal.id, 'need.recommended');
}

/** Notes that a taker offered for a need what it was recommended for. Part of the transaction in which it offers. */
export async function takeUpRecommendation(
  tx: Tx,
  held: NeedWithRules,
  taker: Pick<Organization, 'id' | 'kind'>,
  match: Id,
  by: Id,
): Promise<void> {
  const asked = (await recommendationsOf(tx, held.need.id)).find(
    (one) => one.organization === taker.id && one.state === 'open',
  );
  if (!asked) return;
  await setRecommendation(tx, asked.id, { state: 'taken', by, match });
  await settleRecommended(tx, held, taker);
}

/** Lets lapse what nobody answered of a need that is closed. */
export async function lapseRecommendations(tx: Tx, held: NeedWithRules, by: Id): Promise<void> {
  for (const one of await recommendationsOf(tx, held.need.id)) {
    if (one.state === 'open') await setRecommendation(tx, one.id, { state: 'lapsed', by });
  }
  await settle(tx, held.need.id, 'match.recommended');
  await settle(tx, held.need.id, 'need.recommended');
}
