import type { ProposalKind } from '#modules/models/index.ts';
import type { Proposal } from './proposal.ts';

/**
 * Whether a kind takes up a proposal of another programme: one that a forum referred or kept in reserve, as the model
 * says, and whose minutes are sealed, so that nothing of it changes any more. Source: model `proposals[].takesUp`.
 */
export function takesUp(
  kind: Pick<ProposalKind, 'takesUp'>,
  { state, bindingSince }: Pick<Proposal, 'state' | 'bindingSince'>,
): boolean {
  return bindingSince !== null && kind.takesUp.some((one) => one === state);
}
