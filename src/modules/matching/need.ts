import { type Actor, isSelf, type Mandate, mandateIn, mandateOver, type Visitor } from '#kernel/actor.ts';
import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import { at, type Basis, type Refusal, refuse } from '#kernel/refusal.ts';
import type { RegionCode } from '#kernel/region.ts';
import { basisOf, type Model, type OpenToTakers, officeLabels, type Taker } from '#modules/models/index.ts';
import { isOwn, mayProposeAgain, type Proposal } from '#modules/proposals/index.ts';
import type { TakerOffer } from './taker-offer.ts';

/** Whether takers may still meet a need: open, promised whole, or closed by whoever brings it. */
export type NeedState = 'open' | 'taken' | 'closed';

/** What a route accepted and takers may meet. */
export type Need = {
  /** The proposal that it is. */
  readonly id: Id;
  readonly program: Id;
  readonly kind: string;
  readonly scope: string;
  /** The outermost entry of the catalogue that its own stands in. */
  readonly field: string;
  readonly village: RegionCode;
  /** Null where a person brings it. */
  readonly organization: Id | null;
  readonly form: string | null;
  readonly addressed: Id | null;
  readonly requested: Rupiah;
  /** What takers have offered or agreed to give, and how many they are. */
  readonly promised: Rupiah;
  readonly promises: number;
  readonly state: NeedState;
  readonly openedAt: Date;
  readonly closedFor: string | null;
  readonly version: number;
};

/** Most letters of what is said about a match. */
export const MATCH_NOTE = 1000;

export const MATCH_STATES = ['offered', 'agreed', 'declined', 'withdrawn', 'lapsed'] as const;
export type MatchState = (typeof MATCH_STATES)[number];

/** That a taker meets a need, whole or in part. */
export type Match = {
  readonly id: Id;
  readonly program: Id;
  readonly need: Id;
  readonly organization: Id;
  readonly organizationName: string;
  /** What it gives (rupiah): money it spends, or what goods and services are worth; 0 where people give their time. */
  readonly amount: Rupiah;
  readonly form: string | null;
  readonly note: string;
  readonly state: MatchState;
  readonly offeredBy: Id;
  readonly office: string;
  readonly offeredAt: Date;
  /** The last day on which it can be answered; null where it waits until it is. */
  readonly dueOn: IsoDate | null;
  readonly answeredAt: Date | null;
  readonly remark: string | null;
  /** The proposal by which the taker does it, once begun. */
  readonly carried: Id | null;
  readonly version: number;
};

/** What still has to be promised of a need (rupiah). */
export function restOf({ requested, promised }: Pick<Need, 'requested' | 'promised'>): Rupiah {
  return requested - promised;
}

/** The state that a need has by what is promised of it: one that costs nothing is taken by whoever comes first. */
export function stateBy(need: Pick<Need, 'requested' | 'promised' | 'promises'>): 'open' | 'taken' {
  return restOf(need) === 0n && need.promises > 0 ? 'taken' : 'open';
}

/** The kind of party of an institution among those that may meet needs of a kind. */
export function takerIn(open: OpenToTakers, party: string): Taker | undefined {
  return open.to.find((one) => one.party === party);
}

/** By which mandate the actor promises for an institution. Source: model `proposals[].open.to`. */
export function mayTake(
  actor: Actor,
  model: Model,
  open: OpenToTakers,
  institution: { readonly id: Id; readonly kind: string },
): Mandate | Refusal {
  const basis = basisOf(model, open.basis);
  const taker = takerIn(open, institution.kind);
  if (!taker) return refuse('match.not-open', basis);
  return (
    mandateIn(actor, taker.offices, institution.id) ??
    refuse('access.office', basis, { offices: officeLabels([model], taker.offices) })
  );
}

/** The institutions for which somebody may promise needs of a kind. */
export function takersOf(viewer: Actor | Visitor, open: OpenToTakers): readonly Mandate[] {
  if (viewer.person === undefined) return [];
  const found = viewer.mandates.filter((held) =>
    takerIn(open, held.organization.kind)?.offices.includes(held.office),
  );
  return found.filter(
    (held, i) => found.findIndex((one) => one.organization.id === held.organization.id) === i,
  );
}

/** The institutions for which somebody may promise needs of whatever kind in a programme. */
export function takersIn(viewer: Actor | Visitor, model: Model): readonly Mandate[] {
  const all = model.proposals.flatMap(({ open }) => (open ? takersOf(viewer, open) : []));
  return all.filter((held, i) => all.findIndex((one) => one.organization.id === held.organization.id) === i);
}

/** By which mandate somebody sees the whole and recommends. Source: model `proposals[].open.steers`. */
export function steersBy(
  viewer: Actor | Visitor,
  open: OpenToTakers,
  place: RegionCode,
): Mandate | undefined {
  return viewer.person === undefined ? undefined : mandateOver(viewer, open.steers, place);
}

type Bringing = Pick<Proposal, 'kind' | 'organization' | 'person' | 'party' | 'village'>;

/**
 * In what capacity somebody answers for whoever brings a need: an office of the institution, the person, or an office that
 * may do so on their behalf over the place.
 */
export function mayAnswerFor(
  actor: Actor,
  model: Model,
  open: OpenToTakers,
  proposal: Bringing,
): Mandate | 'resident' | Refusal {
  const own = mayProposeAgain(actor, model, proposal);
  if (typeof own === 'string' || !('refusal' in own)) return own;
  const behalf = mandateOver(actor, open.onBehalf, proposal.village);
  return (
    behalf ??
    refuse('access.office', basisOf(model, open.basis), {
      offices: officeLabels([model], [...open.onBehalf]),
      place: proposal.village,
    })
  );
}

/** Refuses to meet what one brings oneself, for an institution or as a person: nobody acts for both sides. */
export function mustBeOthers(
  actor: Actor,
  proposal: Pick<Proposal, 'organization' | 'person'>,
  taker: Id,
  basis: Basis,
): Refusal | undefined {
  return proposal.organization === taker || isOwn(actor, proposal)
    ? refuse('match.own-need', basis)
    : undefined;
}

/** Refuses whoever speaks for the taker, or offered, to answer for the other side. */
export function mustNotBeTaker(
  actor: Actor,
  match: Pick<Match, 'organization' | 'offeredBy'>,
  basis: Basis,
): Refusal | undefined {
  const speaks = actor.mandates.some((held) => held.organization.id === match.organization);
  return speaks || isSelf(actor, match.offeredBy) ? refuse('match.both-sides', basis) : undefined;
}

/** What is promised in the name of a taker already, and what of its accepted plan could be promised (rupiah). */
export type TakerBounds = {
  readonly offer: TakerOffer | undefined;
  readonly promised: Rupiah;
  /** What it put into its purse by a plan that was accepted; undefined before. */
  readonly pledged: Rupiah | undefined;
};

/**
 * Whether a taker may offer to meet a need: it is open, the amount within what is left of it, of what the taker said that it
 * offers, and of what its plan pledged. What costs nothing says in words what is given. Units: rupiah.
 */
export function mayOffer(
  basis: Basis,
  need: Pick<Need, 'state' | 'requested' | 'promised' | 'closedFor'>,
  standing: readonly Pick<Match, 'organizationName' | 'amount' | 'state'>[],
  given: { readonly amount: Rupiah; readonly note: string },
  { offer, promised, pledged }: TakerBounds,
): Refusal | undefined {
  if (need.state === 'closed')
    return refuse('need.closed', basis, need.closedFor === null ? {} : { reason: need.closedFor });
  const rest = restOf(need);
  if (need.state === 'taken') {
    return refuse('need.taken', basis, { organizations: standing.map((one) => one.organizationName) });
  }
  if (given.amount > rest) return at('amount', refuse('match.above-need', basis, { rest }));
  if (given.amount === 0n && given.note === '') return at('note', refuse('input.required'));
  if (offer && promised + given.amount > offer.amount) {
    return at(
      'amount',
      refuse('match.above-offer', basis, { offered: offer.amount, rest: left(offer.amount, promised) }),
    );
  }
  if (pledged !== undefined && promised + given.amount > pledged) {
    return at('amount', refuse('match.above-pledge', basis, { pledged, rest: left(pledged, promised) }));
  }
  return undefined;
}

function left(whole: Rupiah, promised: Rupiah): Rupiah {
  return promised < whole ? whole - promised : 0n;
}

/** What can be done to a match, and in which states. */
const MOVES = {
  answer: ['offered'],
  withdraw: ['offered', 'agreed'],
  begin: ['agreed'],
} as const satisfies Readonly<Record<string, readonly MatchState[]>>;

/** Refuses to answer an offer after its day: it has lapsed, whether that was recorded yet or not. */
export function mustBeInTime(
  { dueOn }: Pick<Match, 'dueOn'>,
  today: IsoDate,
  basis: Basis,
): Refusal | undefined {
  return dueOn !== null && dueOn < today ? refuse('match.state', basis, { state: 'lapsed' }) : undefined;
}

/** Refuses a move that the state of a match does not allow. */
export function mayMoveMatch(
  match: Pick<Match, 'state' | 'carried'>,
  move: keyof typeof MOVES,
): Refusal | undefined {
  const states: readonly MatchState[] = MOVES[move];
  if (!states.includes(match.state)) return refuse('match.state', undefined, { state: match.state });
  return match.carried === null ? undefined : refuse('match.begun');
}
