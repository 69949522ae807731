import {
  type Actor,
  isSelf,
  type Mandate,
  mandateIn,
  mandateOver,
  requireOffice,
  type Visitor,
} from '#kernel/actor.ts';
import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import { at, type Basis, isRefusal, type Refusal, refuse, together, unless } from '#kernel/refusal.ts';
import { isWider, type RegionCode, within } from '#kernel/region.ts';
import type { Answers } from '#modules/fields/index.ts';
import {
  type Bringer,
  basisOf,
  entriesIn,
  entryPath,
  forumKind,
  isFor,
  type Model,
  mostFor,
  PERSON,
  type ProposalKind,
  proposalKind,
  type Step,
  widestPlace,
} from '#modules/models/index.ts';
import {
  mayAnswer,
  type OfSuch,
  type OnItsRoute,
  officesNow,
  routeFor,
  type Standing,
} from '#modules/steps/index.ts';
import type { ProposalContent } from './proposal-fields.ts';

export const PROPOSAL_STATES = [
  'draft',
  'submitted',
  'returned',
  'withdrawn',
  'accepted',
  'funded',
  'escalated',
  'reserved',
  'rejected',
] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

export type Proposal = {
  readonly id: Id;
  readonly program: Id;
  /** The institution that brings it; null where a person does. */
  readonly organization: Id | null;
  /** Who brings it for themselves; null where an institution does. Never shown to the public. */
  readonly person: Id | null;
  /** What the model calls it: one of `proposals[].kind`. */
  readonly kind: string;
  /** The kind of party that brings it, or PERSON. */
  readonly party: string;
  /** The village that it concerns, or the district or the whole city. */
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
  /** What was answered to the fields of the model when it was submitted; some of it may be personal (`shownAnswers`). */
  readonly answers: Answers;
  readonly author: Id;
  /** The model's forum that it waits for, or that decided last; null where the steps of its route decide. */
  readonly forum: string | null;
  /** Where no forum decides: the steps of its way, as resolved when it was submitted, and the one that it waits for. */
  readonly route: readonly string[];
  readonly step: number;
  /** What offices do after it was agreed to, as resolved when that bound; and how many of those steps are done. */
  readonly followUp: readonly string[];
  readonly followed: number;
  /** The open vote whose slip lists it; until that is closed it is neither withdrawn nor sent back. */
  readonly heldByVote: Id | null;
  readonly createdAt: Date;
  readonly submittedAt: Date | null;
  /** The number on its receipt, from when it was first sent; sent again it keeps its number. */
  readonly receipt: bigint | null;
  readonly decidedAt: Date | null;
  /** Since when the decision binds: the sealing of its minutes. */
  readonly bindingSince: Date | null;
  /**
   * The institution that comes in through it, where its kind admits one: named when it is sent where it stands already, founded
   * when it is accepted where it does not.
   */
  readonly admitted: Id | null;
  /** The office that entered it for its institution from paper, and until which day it may act for it; null for all others. */
  readonly paperOffice: Id | null;
  readonly paperUntil: IsoDate | null;
  readonly version: number;
};

export type ProposalMove =
  | 'save'
  | 'submit'
  | 'withdraw'
  | 'return'
  | 'accept'
  | 'fund'
  | 'escalate'
  | 'reserve'
  | 'reject';

/** The states in which each move may be made. The last five are decisions and are made in `deliberation`. */
const MOVES: Readonly<Record<ProposalMove, readonly ProposalState[]>> = {
  save: ['draft', 'returned'],
  submit: ['draft', 'returned'],
  withdraw: ['draft', 'returned', 'submitted'],
  return: ['submitted'],
  accept: ['submitted'],
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

/** The kinds of proposals that a kind of party may bring, in the model's order. */
export function kindsFor(model: Model, party: string): readonly ProposalKind[] {
  return model.proposals.filter((kind) => kind.from.some((one) => one.party === party));
}

/**
 * What tells the proposals of persons apart where nobody may be named: the end of the proposal's own id, which says
 * nothing of the person.
 */
export function personCode(proposal: Id): string {
  return proposal.slice(-6).toUpperCase();
}

/** Who of a kind of party brings proposals of a kind; refuses parties that do not. */
export function bringerOf(model: Model, kind: ProposalKind, party: string): Bringer | Refusal {
  return (
    kind.from.find((one) => one.party === party) ??
    refuse('proposal.kind', basisOf(model, kind.basis), { kind: party })
  );
}

/** Whoever brings something: an institution of a kind of party, or a person. */
export type Lead = Pick<Proposal, 'organization' | 'person' | 'party'>;

/** An institution as the one that brings something. */
export function leadBy(institution: { readonly id: Id; readonly kind: string }): Lead {
  return { organization: institution.id, person: null, party: institution.kind };
}

/** A person who brings something for themselves. */
export function leadAlone(person: Id): Lead {
  return { organization: null, person, party: PERSON };
}

/**
 * In what capacity the actor may bring proposals of a kind: for themselves, or by which mandate for an institution.
 * Source: model `proposals[].from`.
 */
export function mayPropose(
  actor: Actor,
  model: Model,
  kind: ProposalKind,
  lead: Lead,
): Mandate | 'resident' | Refusal {
  const bringer = bringerOf(model, kind, lead.party);
  if (isRefusal(bringer)) return bringer;
  if (lead.organization === null) {
    return lead.person !== null && isSelf(actor, lead.person) ? 'resident' : refuse('access.not-found');
  }
  return (
    mandateIn(actor, bringer.offices, lead.organization) ??
    refuse('access.office', basisOf(model, bringer.basis), { offices: bringer.offices })
  );
}

/** The same where a proposal is there already. */
export function mayProposeAgain(
  actor: Actor,
  model: Model,
  proposal: Pick<Proposal, 'kind' | keyof Lead>,
): Mandate | 'resident' | Refusal {
  return mayPropose(actor, model, proposalKind(model, proposal.kind), proposal);
}

/** Whether somebody may propose by a model, for themselves or for an institution: who is shown the way to a new proposal. */
export function isProposer(viewer: Actor | Visitor, model: Model): viewer is Actor {
  return (
    viewer.person !== undefined &&
    model.proposals.some((kind) =>
      kind.from.some(
        (one) =>
          one.party === PERSON ||
          viewer.mandates.some(
            (held) => one.party === held.organization.kind && one.offices.includes(held.office),
          ),
      ),
    )
  );
}

/** Whether somebody brings a proposal: for themselves, or in whatever office of its institution. */
export function isOwn(
  viewer: Actor | Visitor,
  { organization, person }: Pick<Proposal, 'organization' | 'person'>,
): viewer is Actor {
  if (viewer.person === undefined) return false;
  return person === null
    ? viewer.mandates.some((held) => held.organization.id === organization)
    : isSelf(viewer, person);
}

/** Whether somebody is of the office that entered it from paper: they read and write it, as long as it is let in writing. */
export function isEnterer(
  viewer: Actor | Visitor,
  { paperOffice }: Partial<Pick<Proposal, 'paperOffice'>>,
): viewer is Actor {
  return (
    viewer.person !== undefined &&
    paperOffice != null &&
    viewer.mandates.some((held) => held.organization.id === paperOffice)
  );
}

/** Whether somebody writes it while it lies with whoever brings it: of their own, or of the office that entered it from paper. */
export function isWriter(
  viewer: Actor | Visitor,
  proposal: Pick<Proposal, 'organization' | 'person' | 'paperOffice' | 'state'>,
): viewer is Actor {
  const open = proposal.state === 'draft' || proposal.state === 'returned';
  return isOwn(viewer, proposal) || (open && isEnterer(viewer, proposal));
}

/**
 * Everybody may read what was ever submitted; a draft is its institution's own, and of the office that enters it from paper,
 * and looks to others as if it were not there.
 */
export function mayRead(
  viewer: Actor | Visitor,
  proposal: Pick<Proposal, 'organization' | 'person' | 'submittedAt'> &
    Partial<Pick<Proposal, 'paperOffice'>>,
): Refusal | undefined {
  return proposal.submittedAt !== null || isOwn(viewer, proposal) || isEnterer(viewer, proposal)
    ? undefined
    : refuse('access.not-found');
}

/** The offices that may enter proposals of a kind for such an institution from paper. Source: model `proposals[].from[].fromPaper`. */
export function enterersFor(kind: ProposalKind, party: string): readonly string[] {
  return kind.from.find((one) => one.party === party)?.fromPaper ?? [];
}

/** By which mandate the actor enters a proposal of a kind for an institution from paper: in an office of the model, over its place. */
export function mayEnterFor(
  actor: Actor,
  model: Model,
  kind: ProposalKind,
  institution: { readonly kind: string; readonly region: RegionCode },
): Mandate | Refusal {
  const bringer = bringerOf(model, kind, institution.kind);
  if (isRefusal(bringer)) return bringer;
  return requireOffice(
    actor,
    enterersFor(kind, institution.kind),
    institution.region,
    basisOf(model, bringer.basis),
  );
}

/**
 * In what capacity the actor writes a proposal that is there: as whoever brings it, or in the office that entered it from
 * paper until the last day of what the institution signed. Whoever enters is its author, so that others judge it.
 */
export function mayWrite(
  actor: Actor,
  model: Model,
  proposal: Pick<Proposal, 'kind' | 'paperOffice' | 'paperUntil' | keyof Lead>,
  today: IsoDate,
): Mandate | 'resident' | Refusal {
  const own = mayProposeAgain(actor, model, proposal);
  if (!isRefusal(own) || proposal.paperOffice === null) return own;
  const kind = proposalKind(model, proposal.kind);
  const held = mandateIn(actor, enterersFor(kind, proposal.party), proposal.paperOffice);
  if (!held) return own;
  const bringer = bringerOf(model, kind, proposal.party);
  return proposal.paperUntil !== null && today <= proposal.paperUntil
    ? held
    : refuse('on-paper.mandate-ended', basisOf(model, isRefusal(bringer) ? kind.basis : bringer.basis), {
        day: proposal.paperUntil ?? '',
      });
}

/**
 * Since when a proposal goes by the rules that it goes by: what lies with whoever brings it has been sent to nobody, and
 * goes by those of the day on which it will be. Source: engine of models, *Versions*; decision 50.
 */
export function sentAt({ state, submittedAt }: Pick<Proposal, 'state' | 'submittedAt'>): Date | undefined {
  return state === 'draft' || state === 'returned' ? undefined : (submittedAt ?? undefined);
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

/** How many photos a check of the kind asks for; 0 for none. */
export function photosWanted(kind: ProposalKind): number {
  return Math.max(0, ...kind.checks.map((one) => (one.check === 'photos' ? one.atLeast : 0)));
}

/** The steps of the route of a kind that are for such a proposal, those too that nobody waits for. */
export function wayOf(model: Model, kind: Pick<ProposalKind, 'route'>, proposal: Such): readonly Step[] {
  return routeFor(kind.route, suchAs(model, proposal));
}

type Such = Pick<Proposal, 'requested' | 'scope' | 'answers'>;

/** A proposal as far as steps are for such a one or not. */
export function suchAs(model: Model, { requested, scope, answers }: Such): OfSuch {
  return { amount: requested, about: entryPath(model, scope).map((one) => one.id), answers };
}

/** The offices that may send proposals of a kind back, and on what basis. Source: model `proposals[].route`. */
export function verifiersOf(kind: ProposalKind): {
  readonly offices: readonly string[];
  readonly basis: string;
} {
  const steps = kind.route.filter((step) => step.may.includes('return') && !step.own);
  return {
    offices: [...new Set(steps.flatMap((step) => step.offices))],
    basis: steps[0]?.basis ?? kind.basis,
  };
}

/** Whether another forum has it than the one to which its kind is brought: that one has passed it on. */
export function isPassedOn(model: Model, { kind, forum }: Pick<Proposal, 'kind' | 'forum'>): boolean {
  // In lists the model is that of today, which need not have a kind that was brought under an earlier one.
  const brought = model.proposals.find((one) => one.kind === kind);
  return brought !== undefined && forum !== null && forum !== brought.forum;
}

/** The state of a proposal as lists and pages tell it: what one forum passed on to the next is no longer merely submitted. */
export function shownState(
  model: Model,
  proposal: Pick<Proposal, 'kind' | 'forum' | 'state'>,
): ProposalState | 'passed-on' {
  return proposal.state === 'submitted' && isPassedOn(model, proposal) ? 'passed-on' : proposal.state;
}

/** Refuses to change what sealed minutes of one forum say was passed on to the next. */
function mustNotBePassedOn(model: Model, proposal: Proposal): Refusal | undefined {
  return isPassedOn(model, proposal) ? refuse('proposal.passed-on', decidedOn(model, proposal)) : undefined;
}

/**
 * By which mandate the actor may send a submitted proposal back with a remark: a step that may return, and the offices
 * before which it came because that step is late. Source: model `proposals[].route`.
 */
export function mayVerify(
  actor: Actor,
  model: Model,
  proposal: Proposal,
  standing: Pick<Standing, 'escalated'>,
): Mandate | Refusal {
  const kind = proposalKind(model, proposal.kind);
  const steps = wayOf(model, kind, proposal).filter((step) => step.may.includes('return') && !step.own);
  const offices = [...new Set(steps.flatMap((step) => officesNow(step, standing)))];
  return unless(
    requireOffice(actor, offices, proposal.village, basisOf(model, verifiersOf(kind).basis)),
    notOwn(actor, proposal, model),
    mustNotBePassedOn(model, proposal),
  );
}

/** A proposal as something on its way along the route of its kind. */
export function onItsRoute(
  proposal: Pick<Proposal, 'id' | 'kind' | 'organization' | 'title' | 'village' | 'submittedAt'>,
): OnItsRoute {
  const { id, kind: along, organization, title, village: place, submittedAt } = proposal;
  return { subjectType: 'proposal', id, along, organization, title, place, submittedAt };
}

/** The steps that decide on a proposal, in order; none where a forum does. */
export function stepsOf(model: Model, proposal: Pick<Proposal, 'kind' | 'route'>): readonly Step[] {
  const { route } = proposalKind(model, proposal.kind);
  return proposal.route.flatMap((name) => route.find((step) => step.step === name) ?? []);
}

/**
 * By which mandate the actor answers the step that a proposal waits for: `accept`, or `refuse` for good. Source: model
 * `proposals[].route`.
 */
export function mayAnswerProposal(
  actor: Actor,
  model: Model,
  proposal: Proposal,
  standing: Standing,
  answer?: 'accept' | 'refuse',
): Mandate | Refusal {
  const step = stepsOf(model, proposal)[proposal.step];
  const moved = mayMove(proposal, answer === 'refuse' ? 'reject' : 'accept');
  if (moved) return moved;
  if (!step) return refuse('proposal.state', undefined, { state: proposal.state, move: 'accept' });
  const { village: place, organization, author } = proposal;
  return mayAnswer(actor, model, step, { place, organization, author, ...standing }, answer);
}

/** The basis on which a proposal is decided: that of its forum, or of its kind where a route decides. */
export function decidedOn(model: Model, { kind, forum }: Pick<Proposal, 'kind' | 'forum'>): Basis {
  return basisOf(model, forum === null ? proposalKind(model, kind).basis : forumKind(model, forum).basis);
}

/** Refuses to pay for or begin what no sealed minutes have funded. Source: paper 004, §4.1.1. */
export function mustBeBinding(proposal: Proposal, model: Model): Refusal | undefined {
  return proposal.state === 'funded' && proposal.bindingSince !== null
    ? undefined
    : refuse('decision.not-binding', decidedOn(model, proposal));
}

/** Whoever proposed cannot judge: neither the author nor another officer of the same institution. */
export function notOwn(actor: Actor, proposal: Proposal, model: Model): Refusal | undefined {
  const own = isSelf(actor, proposal.author) || isOwn(actor, proposal);
  return own ? refuse('access.own-proposal', decidedOn(model, proposal)) : undefined;
}

/** The offices that judge a proposal: those of the steps for such a one, before and after it is decided, and those of the forum that decides. */
function judgesOf(model: Model, proposal: Pick<Proposal, 'kind'> & Such): readonly string[] {
  const kind = proposalKind(model, proposal.kind);
  const forum = kind.forum === undefined ? undefined : forumKind(model, kind.forum);
  return [
    ...wayOf(model, kind, proposal).flatMap((step) => (step.own ? [] : step.offices)),
    ...routeFor(kind.followUp, suchAs(model, proposal)).flatMap((step) => step.offices),
    ...(forum ? [...forum.conveners, ...forum.deciders] : []),
  ];
}

/**
 * How much somebody may read of what was answered to the fields of the model, and of who applies: all of it for whoever brings it and for the
 * offices that judge it; what is personal, nobody else.
 */
export function answersFor(
  viewer: Actor | Visitor,
  model: Model,
  proposal: Pick<Proposal, 'kind' | 'organization' | 'person' | 'village'> & Such,
): 'all' | 'public' {
  if (viewer.person === undefined) return 'public';
  const judges = judgesOf(model, proposal);
  return isOwn(viewer, proposal) || mandateOver(viewer, judges, proposal.village) ? 'all' : 'public';
}

/**
 * A remark on a proposal for its entry in the journal: public, except about what a person asks for themselves, where it
 * is for them and those who judge it and stands among the details.
 */
export function remarkIn(
  proposal: Pick<Proposal, 'person'>,
  remark: string,
): {
  shown: string;
  kept: Readonly<Record<string, unknown>>;
} {
  return proposal.person === null ? { shown: remark, kept: {} } : { shown: '', kept: { remark } };
}

/**
 * Whether a proposal may be submitted as it is: its entry of the catalogue is for the kind of party, the place in the
 * institution's own area, the total within what its purses could ever grant. `checked` is what the checks of its kind found wanting.
 * Source: model sections `proposals`, `catalogue`, `purses`; paper 004, Table 4.1.
 */
export function maySubmit(
  model: Model,
  kind: ProposalKind,
  bringer: { readonly party: string; readonly area: RegionCode; readonly name: string },
  content: ProposalContent,
  known: { placeExists: boolean; checked: readonly Refusal[] },
): Refusal | undefined {
  const issues: Refusal[] = [];
  const basis = basisOf(model, kind.from.find((one) => one.party === bringer.party)?.basis ?? kind.basis);
  const entry = entriesIn(model).find((one) => one.id === content.scope);
  if (!entry) {
    if (kind.entry === 'asked') issues.push(at('scope', refuse('scope.unknown')));
  } else if (!isFor(entry, bringer.party)) {
    issues.push(
      at('scope', refuse('scope.not-for-kind', basisOf(model, entry.basis), { scope: entry.label.id })),
    );
  }
  if (!known.placeExists) issues.push(at('place', refuse('region.unknown')));
  else if (!within(content.place, bringer.area)) {
    issues.push(at('place', refuse('region.outside', basis, { organization: bringer.name })));
  } else if (bringer.party === PERSON && isWider(content.place, widestPlace(model, kind))) {
    issues.push(at('place', refuse('region.too-wide', basisOf(model, kind.basis))));
  }
  const most = mostFor(model, kind, bringer.party);
  if (most && content.requested > most.amount) {
    issues.push(
      at(
        'costLines',
        refuse('proposal.over-ceiling', basisOf(model, most.basis), {
          requested: content.requested,
          ceiling: most.amount,
        }),
      ),
    );
  }
  return together([...issues, ...known.checked]);
}
