import type { IsoDate } from '#kernel/date.ts';
import { type Refusal, refuse } from '#kernel/refusal.ts';
import type { LinkKind } from '#modules/links/index.ts';
import type { Model } from '#modules/models/index.ts';
import { mustTakeProposals, type Program, yearsOf } from '#modules/programs/index.ts';
import { isFollowed } from './follow-up.ts';
import { decidedOn, kindsFor, type Proposal, type ProposalState } from './proposal.ts';

/** What a proposal is to the one that it is brought again from, by how that one ended; the others are under way. */
const AFTER: Readonly<Partial<Record<ProposalState, LinkKind>>> = {
  withdrawn: 'instead-of',
  rejected: 'came-from',
  reserved: 'came-from',
  funded: 'continues',
  accepted: 'continues',
};

/**
 * What a proposal would be to this one if it were brought again: only once this one is over, and no decision can be taken
 * back any more.
 */
export function againFrom(
  model: Model,
  proposal: Pick<Proposal, 'state' | 'bindingSince' | 'kind' | 'forum' | 'followUp' | 'followed'>,
): LinkKind | Refusal {
  // What was passed on outside the programme is over once whoever it was addressed to has answered.
  const answered = proposal.state === 'escalated' && proposal.followUp.length > 0 && isFollowed(proposal);
  const link = answered ? 'came-from' : AFTER[proposal.state];
  if (!link) return refuse('proposal.state', undefined, { state: proposal.state, move: 'again' });
  return link !== 'instead-of' && proposal.bindingSince === null
    ? refuse('decision.not-binding', decidedOn(model, proposal))
    : link;
}

/**
 * In which programme it is brought again: an open one of the same model and area that knows its kind, not of an earlier
 * year, and of a later year where it goes on from one that was agreed to. Of several the one that takes proposals now,
 * else the earliest.
 */
export function programForAgain(
  link: LinkKind,
  from: { readonly program: Program; readonly kind: string; readonly party: string },
  programs: readonly Program[],
  today: IsoDate,
): Program | Refusal {
  const kindIn = (program: Program) =>
    kindsFor(program.model, from.party).find((one) => one.kind === from.kind);
  const first = link === 'continues' ? yearsOf(from.program).to + 1 : from.program.fiscalYear;
  const fit = programs
    .filter(
      (one) =>
        one.state === 'open' &&
        one.model.name === from.program.model.name &&
        one.region === from.program.region &&
        one.fiscalYear >= first &&
        kindIn(one) !== undefined,
    )
    .toSorted((one, other) => one.fiscalYear - other.fiscalYear);
  const takes = fit.find((one) => {
    const kind = kindIn(one);
    return kind !== undefined && mustTakeProposals(one, kind, today) === undefined;
  });
  return takes ?? fit[0] ?? refuse('proposal.no-next', undefined, { year: String(first) });
}
