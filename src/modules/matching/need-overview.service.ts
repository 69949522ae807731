import type { Actor, Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { membershipIn, mustTakePart, organizationById } from '#modules/actors/index.ts';
import { mustBeOpen } from '#modules/programs/index.ts';
import { isOwn } from '#modules/proposals/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { type NeedWithRules, needWithRules, standing } from './held-need.service.ts';
import { toldOfLapse } from './lapse.service.ts';
import { matchesOf } from './match.store.ts';
import { needById } from './need.store.ts';
import {
  type Match,
  mayAnswerFor,
  mayMoveMatch,
  mustBeInTime,
  mustBeOthers,
  mustNotBeTaker,
  type Need,
  restOf,
  steersBy,
  takersOf,
} from './need.ts';
import { recommendationsOf } from './recommendation.store.ts';
import type { Recommendation } from './recommendation.ts';
import { takerBounds } from './taker-bounds.service.ts';
import { threadsFor } from './talk.service.ts';

/** An institution for which the reader may offer to meet a need, and what keeps it from that now. */
export type OfferableBy = {
  readonly organization: Id;
  readonly name: string;
  /** The most it may promise here (rupiah). */
  readonly most: Rupiah;
  readonly refusal: Refusal | undefined;
};

/** A match as its reader may see it, and what they may do about it. */
export type MatchNow = {
  readonly match: Match;
  /** Whether the reader answers for whoever brings the need. */
  readonly mayAnswer: boolean;
  readonly mayWithdraw: boolean;
  readonly mayBegin: boolean;
};

/** A need with who meets it, and what its reader may do about it now. */
export type NeedOverview = NeedWithRules & {
  readonly rest: Rupiah;
  /** Everybody reads what was agreed; those whom it concerns what was offered, declined and withdrawn too. */
  readonly matches: readonly MatchNow[];
  /** How many offers wait for an answer. */
  readonly waiting: number;
  readonly offerable: readonly OfferableBy[];
  /** Of whom it was recommended to meet it: for both sides, and the offices over the whole. */
  readonly recommendations: readonly RecommendationNow[];
  /** With whom the reader may talk about it. */
  readonly threads: Awaited<ReturnType<typeof threadsFor>>;
  readonly mayClose: boolean;
  /** Whether the reader was told that an offer lapsed and has not said that they read it. */
  readonly toldOfLapse: boolean;
};

/** A recommendation as its reader may see it, and what they may do about it. */
export type RecommendationNow = {
  readonly recommendation: Recommendation;
  readonly mayDecline: boolean;
  readonly mayWithdraw: boolean;
};

/** Reads a need for its page; to whoever asks for what is none it is not there. */
export async function needOverview(tx: Tx, viewer: Actor | Visitor, id: Id): Promise<NeedOverview | Refusal> {
  const held = await needWithRules(tx, id);
  if (!held) return refuse('access.not-found');
  const { need, proposal, program, open, basis } = held;
  const all = await matchesOf(tx, id);
  const answers =
    viewer.person !== undefined && !isRefusal(mayAnswerFor(viewer, program.model, open, proposal));
  const takers = takersOf(viewer, open);
  const steers = steersBy(viewer, open, program.region) !== undefined;
  const sees = answers || isOwn(viewer, proposal) || steers;
  const offerable: OfferableBy[] = [];
  for (const { organization } of takers) {
    const taker = await organizationById(tx, organization.id);
    if (!taker || viewer.person === undefined) continue;
    const refusal =
      mustBeOpen(program) ??
      mustTakePart(program.model, taker, await membershipIn(tx, program.model, taker)) ??
      mustBeOthers(viewer, proposal, taker.id, basis) ??
      (need.state === 'open' ? undefined : takenBy(held, all)) ??
      (standing(all).some((one) => one.organization === taker.id) ? refuse('match.twice', basis) : undefined);
    offerable.push({
      organization: taker.id,
      name: taker.name,
      most: await mostOf(tx, held, taker),
      refusal,
    });
  }
  const own = ({ organization }: Pick<Match, 'organization'>) =>
    takers.some((held) => held.organization.id === organization);
  return {
    ...held,
    rest: restOf(need),
    matches: all
      .filter((one) => one.state === 'agreed' || sees || own(one))
      .map((match) => ({
        match,
        mayAnswer:
          answers &&
          viewer.person !== undefined &&
          mayMoveMatch(match, 'answer') === undefined &&
          mustBeInTime(match, tx.today, basis) === undefined &&
          mustNotBeTaker(viewer, match, basis) === undefined,
        mayWithdraw: own(match) && mayMoveMatch(match, 'withdraw') === undefined,
        mayBegin: own(match) && mayMoveMatch(match, 'begin') === undefined,
      })),
    waiting: all.filter((one) => one.state === 'offered').length,
    offerable,
    recommendations: (await recommendationsOf(tx, id))
      .filter((one) => sees || own(one))
      .map((recommendation) => ({
        recommendation,
        mayDecline: own(recommendation) && recommendation.state === 'open',
        mayWithdraw: steers && recommendation.state === 'open',
      })),
    threads: await threadsFor(
      tx,
      viewer,
      held,
      takers.map((one) => one.organization),
    ),
    mayClose: answers && need.state !== 'closed',
    toldOfLapse: await toldOfLapse(tx, viewer, id),
  };
}

function takenBy({ need, basis }: NeedWithRules, matches: readonly Match[]): Refusal {
  return need.state === 'closed'
    ? refuse('need.closed', basis, need.closedFor === null ? {} : { reason: need.closedFor })
    : refuse('need.taken', basis, { organizations: standing(matches).map((one) => one.organizationName) });
}

async function mostOf(
  tx: Tx,
  held: NeedWithRules,
  taker: { readonly id: Id; readonly kind: string },
): Promise<Rupiah> {
  const { offer, promised, pledged } = await takerBounds(tx, held, taker);
  const bounds = [restOf(held.need)];
  if (offer) bounds.push(offer.amount - promised);
  if (pledged !== undefined) bounds.push(pledged - promised);
  const least = bounds.reduce((a, b) => (b < a ? b : a));
  return least < 0n ? 0n : least;
}

/** What everybody reads of a need on the page of its proposal: how it stands, and who agreed to meet it. */
export async function agreedOn(
  tx: Tx,
  id: Id,
): Promise<{ readonly need: Need; readonly agreed: readonly Match[] } | undefined> {
  const need = await needById(tx, id);
  return need && { need, agreed: (await matchesOf(tx, id)).filter((one) => one.state === 'agreed') };
}
