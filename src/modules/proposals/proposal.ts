import { type Actor, isSelf, type Mandate, mandateIn, requireOffice, type Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import { at, isRefusal, type Refusal, refuse, together, unless } from '#kernel/refusal.ts';
import { type RegionCode, within } from '#kernel/region.ts';
import type { Organization } from '#modules/actors/index.ts';
import { basisOf, type Model, type Proposer } from '#modules/models/index.ts';
import type { ProposalContent } from './proposal-fields.ts';

export const PROPOSAL_STATES = [
  'draft',
  'submitted',
  'returned',
  'withdrawn',
  'funded',
  'escalated',
  'reserved',
  'rejected',
] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

export type Proposal = {
  readonly id: Id;
  readonly program: Id;
  readonly organization: Id;
  readonly kind: string;
  readonly village: RegionCode;
  readonly place: RegionCode;
  readonly address: string;
  readonly latitude: string | null;
  readonly longitude: string | null;
  readonly scope: string;
  readonly title: string;
  readonly need: string;
  readonly volume: bigint;
  readonly unit: string;
  readonly requested: Rupiah;
  readonly contribution: Rupiah;
  readonly people: number;
  readonly poorHouseholds: number;
  readonly rank: number | null;
  readonly state: ProposalState;
  readonly granted: Rupiah | null;
  readonly remark: string | null;
  readonly fields: string;
  readonly author: Id;
  /** The open vote whose slip lists it; until that is closed it is neither withdrawn nor sent back. */
  readonly heldByVote: Id | null;
  readonly createdAt: Date;
  readonly submittedAt: Date | null;
  readonly decidedAt: Date | null;
  /** Since when the decision binds: the sealing of its minutes. */
  readonly bindingSince: Date | null;
  readonly version: number;
};

export type ProposalMove =
  | 'save'
  | 'submit'
  | 'withdraw'
  | 'return'
  | 'fund'
  | 'escalate'
  | 'reserve'
  | 'reject';

/** The states in which each move may be made. The last four are the forum's and are made in `deliberation`. */
const MOVES: Readonly<Record<ProposalMove, readonly ProposalState[]>> = {
  save: ['draft', 'returned'],
  submit: ['draft', 'returned'],
  withdraw: ['draft', 'returned', 'submitted'],
  return: ['submitted'],
  fund: ['submitted'],
  escalate: ['submitted'],
  reserve: ['submitted'],
  reject: ['submitted'],
};

/** Refuses a move that the proposal's state does not allow. */
export function mayMove(
  proposal: Pick<Proposal, 'state'> & Partial<Pick<Proposal, 'heldByVote'>>,
  move: ProposalMove,
): Refusal | undefined {
  if (!MOVES[move].includes(proposal.state)) {
    return refuse('proposal.state', undefined, { state: proposal.state, move });
  }
  const leaves = move === 'withdraw' || move === 'return';
  return leaves && proposal.heldByVote ? refuse('ballot.listed') : undefined;
}

/** The model's rule for an institution's kind; refuses kinds that the programme does not know. */
export function proposerOf(model: Model, kind: string): Proposer | Refusal {
  const proposer = model.proposals.proposers.find((one) => one.kind === kind);
  return (
    proposer ?? refuse('proposal.kind', basisOf(model, model.proposals.proposers[0]?.basis ?? ''), { kind })
  );
}

/** By which mandate the actor speaks for the institution in an office that may propose. Source: model `proposals.proposers[].offices`. */
export function mayPropose(
  actor: Actor,
  model: Model,
  proposer: Proposer,
  organization: Id,
): Mandate | Refusal {
  return (
    mandateIn(actor, proposer.offices, organization) ??
    refuse('access.office', basisOf(model, proposer.basis), { offices: proposer.offices })
  );
}

/** The same for an institution's kind, which the programme must know. */
export function mayProposeAs(
  actor: Actor,
  model: Model,
  institution: { readonly id: Id; readonly kind: string },
): Mandate | Refusal {
  const proposer = proposerOf(model, institution.kind);
  return isRefusal(proposer) ? proposer : mayPropose(actor, model, proposer, institution.id);
}

/** Whether somebody speaks for any institution that may propose by a model: who is shown the way to a new proposal. */
export function isProposer(viewer: Actor | Visitor, model: Model): viewer is Actor {
  return (
    viewer.person !== undefined &&
    viewer.mandates.some((held) =>
      model.proposals.proposers.some(
        (one) => one.kind === held.organization.kind && one.offices.includes(held.office),
      ),
    )
  );
}

/** Whether somebody speaks for the institution of a proposal, in whatever office. */
export function isOwn(viewer: Actor | Visitor, proposal: Pick<Proposal, 'organization'>): viewer is Actor {
  return (
    viewer.person !== undefined &&
    viewer.mandates.some((held) => held.organization.id === proposal.organization)
  );
}

/** Everybody may read what was ever submitted; a draft is its institution's own and looks to others as if it were not there. */
export function mayRead(
  viewer: Actor | Visitor,
  proposal: Pick<Proposal, 'organization' | 'submittedAt'>,
): Refusal | undefined {
  return proposal.submittedAt !== null || isOwn(viewer, proposal) ? undefined : refuse('access.not-found');
}

/**
 * Whether a photo belongs to the proposal as it was submitted last. One that was added since, while a returned proposal
 * is mended, is its institution's own until it is submitted again.
 */
export function wasSubmitted(
  proposal: Pick<Proposal, 'submittedAt'>,
  photo: { readonly uploadedAt: Date },
): boolean {
  return proposal.submittedAt !== null && photo.uploadedAt <= proposal.submittedAt;
}

/** By which mandate the actor may send a submitted proposal back with a remark. Source: model `proposals.verifiers`. */
export function mayVerify(actor: Actor, model: Model, proposal: Proposal): Mandate | Refusal {
  const basis = basisOf(model, model.proposals.verifiersBasis);
  return unless(
    requireOffice(actor, model.proposals.verifiers, proposal.village, basis),
    notOwn(actor, proposal, model),
  );
}

/** Refuses to pay for or begin what no sealed minutes have funded. Source: paper 004, §4.1.1. */
export function mustBeBinding(proposal: Proposal, model: Model): Refusal | undefined {
  return proposal.state === 'funded' && proposal.bindingSince !== null
    ? undefined
    : refuse('decision.not-binding', basisOf(model, model.deliberation.basis));
}

/** Whoever proposed cannot judge: neither the author nor another officer of the same institution. */
export function notOwn(actor: Actor, proposal: Proposal, model: Model): Refusal | undefined {
  const own =
    isSelf(actor, proposal.author) ||
    actor.mandates.some((held) => held.organization.id === proposal.organization);
  return own ? refuse('access.own-proposal', basisOf(model, model.deliberation.basis)) : undefined;
}

/**
 * Whether a proposal may be submitted as it is: scope allowed to the kind, place in the institution's own area, total
 * under its ceiling, photos as the model asks. Overdue reports are asked of `obligations` by the use case.
 * Source: model section `proposals`; paper 004, Table 4.1.
 */
export function maySubmit(
  model: Model,
  proposer: Proposer,
  organization: Organization,
  content: ProposalContent,
  known: { placeExists: boolean; photos: number },
): Refusal | undefined {
  const issues: Refusal[] = [];
  const scope = model.proposals.scopes.find((one) => one.id === content.scope);
  if (!scope) issues.push(at('scope', refuse('scope.unknown')));
  else if (scope.kind !== proposer.kind) {
    issues.push(
      at('scope', refuse('scope.not-for-kind', basisOf(model, scope.basis), { scope: scope.label.id })),
    );
  }
  if (!known.placeExists) issues.push(at('place', refuse('region.unknown')));
  else if (!within(content.place, organization.region)) {
    issues.push(
      at(
        'place',
        refuse('region.outside', basisOf(model, proposer.basis), { organization: organization.name }),
      ),
    );
  }
  if (content.requested > proposer.ceiling) {
    issues.push(
      at(
        'costLines',
        refuse('proposal.over-ceiling', basisOf(model, proposer.basis), {
          requested: content.requested,
          ceiling: proposer.ceiling,
        }),
      ),
    );
  }
  if (known.photos < model.proposals.photosToSubmit) {
    issues.push(
      at(
        'photos',
        refuse('proposal.photos', basisOf(model, model.proposals.photosBasis), {
          wanted: model.proposals.photosToSubmit,
        }),
      ),
    );
  }
  return together(issues);
}
