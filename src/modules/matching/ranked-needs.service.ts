import type { Actor, Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { type Organization, organizationById } from '#modules/actors/index.ts';
import type { MatchingReason, OpenToTakers } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { type ListedNeed, type NeedFilter, needsById } from './need.store.ts';
import { mayTake } from './need.ts';
import { rankedIds } from './ranking.store.ts';
import { type Interests, partsOf, placeParts, pointsOf, pointTables, type Standing } from './ranking.ts';
import { standingOf } from './standing.service.ts';
import { opensTo } from './taker-offer.service.ts';
import { takerOffer } from './taker-offer.store.ts';
import type { TakerOffer } from './taker-offer.ts';

/** An open need in the order in which a taker is shown it, with what speaks for it. */
export type RankedNeed = ListedNeed & {
  readonly points: number;
  /** Whether whoever brings it addressed it to this taker. */
  readonly addressedHere: boolean;
  readonly reasons: readonly { readonly reason: MatchingReason; readonly points: number }[];
};

export type RankedNeeds = {
  readonly taker: Organization;
  /** What it said that it offers; undefined where it has not said yet. */
  readonly offer: TakerOffer | undefined;
  readonly open: OpenToTakers;
  readonly needs: readonly RankedNeed[];
  /** What the reasons were reckoned from, to be said in words. */
  readonly standing: Standing;
};

/** Without an offer nothing is preferred, and needs are ranked by what they are. */
const NO_INTERESTS: Interests = { fields: [], places: [], forms: [] };

/**
 * Open needs ranked for a taker, each with what speaks for it and how much; for those alone who promise for it. Sources: model
 * `proposals[].open.weights`; paper 004, §4.2.1 and §4.2.3 (fields and places that are left behind).
 */
export async function rankedNeeds(
  tx: Tx,
  viewer: Actor | Visitor,
  program: Program,
  taker: Id,
  wanted: Omit<NeedFilter, 'program'> & { readonly limit: number; readonly offset: number },
): Promise<RankedNeeds | Refusal> {
  const institution = await organizationById(tx, taker);
  const open = institution && opensTo(program.model, institution.kind);
  if (!institution || !open) return refuse('access.not-found');
  if (viewer.person === undefined) return refuse('access.sign-in');
  const by = mayTake(viewer, program.model, open, institution);
  if (isRefusal(by)) return by;
  const offer = await takerOffer(tx, program.id, taker);
  const interests = offer ?? NO_INTERESTS;
  const standing = await standingOf(tx, program, open);
  const { limit, offset, ...filter } = wanted;
  const ranked = await rankedIds(
    tx,
    { ...filter, program: program.id },
    taker,
    pointTables(open.weights, interests, standing),
    { limit, offset },
  );
  const listed = await needsById(
    tx,
    ranked.map((one) => one.id),
  );
  const places = placeParts(standing.places);
  const needs = ranked.flatMap(({ id, addressed }) => {
    const need = listed.get(id);
    if (!need) return [];
    const parts = partsOf(need, interests, standing, places);
    return [{ ...need, addressedHere: addressed, ...pointsOf(open.weights, parts) }];
  });
  return { taker: institution, offer, open, needs, standing };
}
