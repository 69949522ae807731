import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import { at, type Refusal, refuse } from '#kernel/refusal.ts';
import { type RegionCode, within } from '#kernel/region.ts';
import { basisOf, type Outcome } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { mayMove, type Proposal } from '#modules/proposals/index.ts';
import type { Quorum, Rolls } from './quorum.ts';

export type ForumState = 'scheduled' | 'open' | 'postponed' | 'sealed';

export type Forum = {
  readonly id: Id;
  readonly program: Id;
  readonly level: string;
  readonly region: RegionCode;
  readonly place: string;
  readonly startsAt: Date;
  readonly state: ForumState;
  readonly rolls: Rolls;
  readonly postponedReason: string | null;
  readonly follows: Id | null;
  readonly minutesSha256: string | null;
  readonly sealedAt: Date | null;
  readonly version: number;
};

export type ForumMove = 'open' | 'attend' | 'decide' | 'postpone' | 'seal';

/** The states in which each move may be made; in `sealed` nothing changes any more. */
const MOVES: Readonly<Record<ForumMove, readonly ForumState[]>> = {
  open: ['scheduled'],
  attend: ['scheduled', 'open'],
  decide: ['open'],
  postpone: ['scheduled', 'open'],
  seal: ['open'],
};

/** Refuses a move that the forum's state does not allow. */
export function mayMoveForum(
  forum: Pick<Forum, 'state'>,
  move: ForumMove,
  program: Program,
): Refusal | undefined {
  const basis = basisOf(program.model, program.model.deliberation.basis);
  if (forum.state === 'sealed') return refuse('forum.sealed', basis);
  return MOVES[move].includes(forum.state)
    ? undefined
    : refuse('forum.state', basis, { state: forum.state, move });
}

/** Refuses a forum on a day outside the city's calendar for it. */
export function inForumWindow(program: Program, day: IsoDate): Refusal | undefined {
  const { from, to } = program.windows.forum;
  return day >= from && day <= to
    ? undefined
    : at(
        'startsAt',
        refuse('forum.window', basisOf(program.model, program.model.deliberation.basis), { from, to }),
      );
}

/** Refuses every decision without quorum, naming what is missing. Source: model `deliberation.quorum`; paper 004, §4.1.1. */
export function mustHaveQuorum(program: Program, quorum: Quorum): Refusal | undefined {
  if (quorum.met) return undefined;
  const { basis, elements } = program.model.deliberation.quorum;
  return refuse('forum.no-quorum', basisOf(program.model, basis), {
    missing: quorum.elements
      .filter((one) => !one.met)
      .map((one) => {
        const label = elements.find((need) => need.element === one.element)?.label.id ?? one.element;
        return `${label} ${one.came}/${one.wanted}`;
      }),
  });
}

/**
 * Whether the forum may decide so on this proposal: it lies in the forum's area and waits for a decision, the outcome
 * is offered by the model, a reason is given where one is due, and a granted amount is no more than was asked.
 */
export function mayDecide(
  program: Program,
  forum: Forum,
  proposal: Proposal,
  decision: { outcome: Outcome | undefined; amount: Rupiah | null; reason: string },
): Refusal | undefined {
  const { outcome, amount, reason } = decision;
  if (!within(proposal.village, forum.region) || proposal.program !== forum.program) {
    return refuse('forum.outside', basisOf(program.model, program.model.deliberation.basis));
  }
  if (!outcome) {
    return at(
      'outcome',
      refuse('decision.not-offered', basisOf(program.model, program.model.deliberation.basis)),
    );
  }
  const state = mayMove(proposal, outcome.effect);
  if (state) return state;
  const basis = basisOf(program.model, outcome.basis);
  if (outcome.effect === 'fund') {
    if (amount === null || amount === 0n || amount > proposal.requested) {
      return at('amount', refuse('decision.amount', basis, { requested: proposal.requested }));
    }
    if (amount < proposal.requested && reason === '') return at('reason', refuse('input.required', basis));
  }
  return outcome.reason && reason === '' ? at('reason', refuse('input.required', basis)) : undefined;
}
