import type { Actor, Mandate, Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { type Basis, isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import type { Model, ProposalKind } from '#modules/models/index.ts';
import { isOwn, type Lead, leadAlone, leadBy, mayPropose, type Proposal } from '#modules/proposals/index.ts';
import type { Need } from './need.ts';

/** That somebody needs the same, for themselves or for an institution. */
export type Support = {
  readonly id: Id;
  readonly person: Id;
  /** Null where a person speaks for themselves. */
  readonly organization: Id | null;
};

/** How many need the same beside whoever brought it: each counts once. */
export type SupportCount = { readonly people: number; readonly institutions: number };

/** For whom somebody may say that they need the same: for themselves, or for an institution. */
export type Supporter = { readonly lead: Lead; readonly organization: Mandate['organization'] | undefined };

/**
 * In what capacities somebody may say that they need it too: those in which they could bring such a need themselves. Nobody
 * supports what they bring. Source: model `proposals[].from`; decision 61.
 */
export function supportersOf(
  viewer: Actor | Visitor,
  model: Model,
  kind: ProposalKind,
  proposal: Pick<Proposal, 'organization' | 'person'>,
): readonly Supporter[] {
  if (viewer.person === undefined) return [];
  const institutions = viewer.mandates
    .map((held) => held.organization)
    .filter((one, i, all) => all.findIndex((each) => each.id === one.id) === i);
  const all: readonly Supporter[] = [
    { lead: leadAlone(viewer.person), organization: undefined },
    ...institutions.map((organization) => ({ lead: leadBy(organization), organization })),
  ];
  return all.filter(
    ({ lead }) => !isRefusal(mayPropose(viewer, model, kind, lead)) && !brings(viewer, proposal, lead),
  );
}

/** Whether it is brought by the same person, or the same institution. */
export function brings(
  viewer: Actor,
  proposal: Pick<Proposal, 'organization' | 'person'>,
  lead: Lead,
): boolean {
  return lead.organization === null
    ? proposal.organization === null && isOwn(viewer, proposal)
    : proposal.organization === lead.organization;
}

/** Refuses to support what is closed, what one brings oneself, and the same twice. */
export function maySupport(
  need: Pick<Need, 'state' | 'closedFor'>,
  before: Support | undefined,
  own: boolean,
  basis: Basis,
): Refusal | undefined {
  if (own) return refuse('support.own', basis);
  if (need.state === 'closed')
    return refuse('need.closed', basis, need.closedFor === null ? {} : { reason: need.closedFor });
  return before ? refuse('support.twice', basis) : undefined;
}
