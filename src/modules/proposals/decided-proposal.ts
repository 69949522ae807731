import type { Id } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import { count } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { setForum, setState } from './proposal.store.ts';
import type { Proposal } from './proposal.ts';

const STATE_AFTER = {
  accept: 'accepted',
  fund: 'funded',
  escalate: 'escalated',
  reserve: 'reserved',
  reject: 'rejected',
} as const;
export type DecisionEffect = keyof typeof STATE_AFTER;

/** Writes a forum's decision into the proposal. Part of the forum's transaction; what may be decided is judged there. */
export async function markDecided(
  tx: Tx,
  proposal: Proposal,
  decision: { effect: DecisionEffect; amount: Rupiah | null; reason: string },
): Promise<void> {
  const state = STATE_AFTER[decision.effect];
  await setState(tx, proposal.id, {
    state,
    granted: decision.amount,
    remark: decision.reason || null,
    decided: 'now',
  });
  const funded = state === 'funded';
  await count(tx, cellOf(proposal), {
    submitted: -1n,
    [state]: 1n,
    committed: decision.amount ?? 0n,
    people: funded ? BigInt(proposal.people) : 0n,
    poor_households: funded ? BigInt(proposal.poorHouseholds) : 0n,
  });
}

/** Takes a decision back before the minutes are sealed: the proposal waits for its forum again. */
export async function markUndecided(tx: Tx, proposal: Proposal): Promise<void> {
  const funded = proposal.state === 'funded';
  await setState(tx, proposal.id, { state: 'submitted', decided: 'not' });
  await count(tx, cellOf(proposal), {
    submitted: 1n,
    [proposal.state]: -1n,
    committed: -(proposal.granted ?? 0n),
    people: funded ? -BigInt(proposal.people) : 0n,
    poor_households: funded ? -BigInt(proposal.poorHouseholds) : 0n,
  });
}

/** Lets a proposal that one forum has passed on wait for the next. */
export async function markPassedOn(tx: Tx, proposal: Proposal, forum: string): Promise<void> {
  await setForum(tx, proposal.id, forum);
  await markUndecided(tx, proposal);
}

/** Where a proposal is counted. */
export function cellOf(proposal: Proposal): { program: Id; village: string; scope: string } {
  return { program: proposal.program, village: proposal.village, scope: proposal.scope };
}
