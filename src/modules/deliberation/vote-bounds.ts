import { type Basis, type Refusal, refuse } from '#kernel/refusal.ts';
import { basisOf, forumKind } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import type { Forum } from './forum-state.ts';

/** What the forum must know of its vote: where it stands, and how many ballots came in. */
export type StandingVote = {
  readonly state: 'open' | 'closed' | 'cancelled';
  readonly received: number;
  readonly sitting: number;
};

/** What the rules of voting are cited with. */
export function basisOfVotes(program: Program, { forum }: Pick<Forum, 'forum'>): Basis {
  const { ballots, basis } = forumKind(program.model, forum);
  return basisOf(program.model, ballots?.basis ?? basis);
}

/** Whether a forum is free to decide, be adjourned, postponed or sealed: not while its vote is open. */
export function noOpenVote(
  program: Program,
  forum: Pick<Forum, 'forum'>,
  vote: Pick<StandingVote, 'state'> | undefined,
): Refusal | undefined {
  return vote?.state === 'open' ? refuse('ballot.open', basisOfVotes(program, forum)) : undefined;
}

/** Whether people may be struck off the attendance of a sitting: not so many that more ballots than people would remain. */
export function enoughPresent(
  program: Program,
  forum: Pick<Forum, 'forum' | 'sitting'>,
  vote: StandingVote | undefined,
  attendance: number,
): Refusal | undefined {
  return vote?.sitting === forum.sitting && vote.state !== 'cancelled' && vote.received > attendance
    ? refuse('ballot.attendance', basisOfVotes(program, forum), { ballots: vote.received, attendance })
    : undefined;
}
