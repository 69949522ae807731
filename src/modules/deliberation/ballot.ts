import { type Actor, type Mandate, requireOffice } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { type BallotRules, basisOf, forumKind } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { type Forum, mayMoveForum, mustHaveQuorum } from './forum.ts';
import type { Quorum } from './quorum.ts';
import { basisOfVotes } from './vote-bounds.ts';

export type BallotKind = BallotRules['kinds'][number];
export type VoteState = 'open' | 'closed' | 'cancelled';

/** A proposal as it stands on the slip; numbers run from 1. */
export type SlipLine = {
  readonly number: number;
  readonly proposal: Id;
  readonly title: string;
  readonly institution: Id;
  readonly institutionName: string;
  readonly scope: string;
  readonly nature: string;
  readonly requested: Rupiah;
};

/** Two proposals by their numbers on the slip, the smaller first, of which one at most can be carried out, and why. */
export type SlipExclusion = { readonly numbers: readonly [number, number]; readonly reason: string };

/** That a proposal may be funded in part: the least amount its institution takes, and what is then carried out. */
export type SlipPart = { readonly number: number; readonly least: Rupiah; readonly instead: string };

/**
 * What one ballot says: numbers of the slip. For approvals in the order of the slip, for points with what each got
 * (1 or more), for a ranking from best to worst, possibly not all. Empty is a blank ballot.
 */
export type Choices = { readonly projects: readonly number[]; readonly points?: readonly number[] };

/** Equal ballots together. */
export type CountedBallots = Choices & { readonly weight: number };

/**
 * What closing a vote fixed: the money that was left then, what had left the agenda meanwhile, who consented to a part,
 * and the ballots.
 */
export type VoteResult = {
  readonly budget: Rupiah;
  readonly ceilings: readonly { readonly institution: Id; readonly left: Rupiah }[];
  readonly gone: readonly number[];
  readonly parts: readonly SlipPart[];
  readonly ballots: readonly CountedBallots[];
};

/**
 * A vote in a forum. `received` ballots came in so far, `byCode` of them from phones. `attendance` is what it was at
 * closing. `followed` names the rule that the forum says it follows, when it says so.
 */
export type Vote = {
  readonly id: Id;
  readonly forum: Id;
  /** The sitting in which it was opened. */
  readonly sitting: number;
  readonly kind: BallotKind;
  /** What one ballot shares out; null unless ballots give points. */
  readonly points: number | null;
  /** Money put to the vote; less where less is left at closing. */
  readonly budget: Rupiah;
  readonly slip: readonly SlipLine[];
  readonly exclusions: readonly SlipExclusion[];
  readonly state: VoteState;
  readonly received: number;
  readonly byCode: number;
  /** The slip typed last, which may still be taken back; null when there is none. */
  readonly lastSlip: Id | null;
  readonly attendance: number | null;
  readonly result: VoteResult | null;
  readonly resultSha256: string | null;
  readonly followed: string | null;
  readonly followedReason: string | null;
  readonly cancelReason: string | null;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
  readonly version: number;
};

/** A slip with more lines than this is no longer read by anybody in a hall. */
export const MOST_PROPOSALS = 100;

/** The model's rules of voting in a forum, or the refusal where it offers none, as where no forum decides. */
export function ballotRules(
  program: Program,
  { forum }: { readonly forum: string | null },
): BallotRules | Refusal {
  if (forum === null) return refuse('ballot.not-offered');
  const { ballots, basis } = forumKind(program.model, forum);
  return ballots ?? refuse('ballot.not-offered', basisOf(program.model, basis));
}

/** By which mandate the actor may run votes of a forum: in an office that the model names for it, over the forum's area. */
export function mayRunVotes(
  actor: Actor,
  program: Program,
  forum: Pick<Forum, 'forum' | 'region'>,
): Mandate | Refusal {
  const rules = ballotRules(program, forum);
  if (isRefusal(rules)) return rules;
  return requireOffice(actor, rules.officers, forum.region, basisOfVotes(program, forum));
}

/**
 * Whether a vote may be opened: in an open forum with quorum, over at least two proposals, once. A forum holds one vote;
 * only a cancelled one may be repeated, so that nobody votes until the result pleases.
 */
export function mayOpenVote(
  program: Program,
  forum: Pick<Forum, 'forum' | 'state'>,
  stands: { readonly quorum: Quorum; readonly vote: Vote | undefined; readonly proposals: number },
): Refusal | undefined {
  const rules = ballotRules(program, forum);
  if (isRefusal(rules)) return rules;
  const basis = basisOfVotes(program, forum);
  const moved = mayMoveForum(forum, 'decide', program) ?? mustHaveQuorum(program, forum, stands.quorum);
  if (moved) return moved;
  if (stands.vote?.state === 'open') return refuse('ballot.open', basis);
  if (stands.vote?.state === 'closed') return refuse('ballot.held', basis);
  if (stands.proposals < 2) return refuse('ballot.no-proposals', basis);
  return stands.proposals > MOST_PROPOSALS
    ? refuse('ballot.too-many', basis, { count: stands.proposals, limit: MOST_PROPOSALS })
    : undefined;
}

/** Whether one more ballot may come in: the vote is open, and fewer ballots came in than people are present. */
export function mayReceive(
  program: Program,
  forum: Pick<Forum, 'forum'>,
  vote: Vote,
  attendance: number,
): Refusal | undefined {
  if (vote.state !== 'open') return refuse('ballot.closed', basisOfVotes(program, forum));
  return vote.received >= attendance
    ? refuse('ballot.full', basisOfVotes(program, forum), { ballots: vote.received, attendance })
    : undefined;
}

/** Whether a vote may be closed: it is open, something came in, and the forum still has its quorum. */
export function mayCloseVote(
  program: Program,
  forum: Pick<Forum, 'forum'>,
  vote: Vote,
  quorum: Quorum,
): Refusal | undefined {
  if (vote.state !== 'open') return refuse('ballot.closed', basisOfVotes(program, forum));
  return (
    mustHaveQuorum(program, forum, quorum) ??
    (vote.received === 0 ? refuse('ballot.none', basisOfVotes(program, forum)) : undefined)
  );
}

/** What a vote asks of a ballot. */
export type BallotForm = Pick<Vote, 'kind' | 'points'> & {
  readonly slip: readonly Pick<SlipLine, 'number'>[];
};

/**
 * A ballot as it may be counted, or why not: numbers that stand on the slip, none twice, no more points than a ballot
 * shares out. Proposals that were given 0 points are left out.
 */
export function choicesOf(form: BallotForm, given: Choices): Choices | Refusal {
  const { slip, kind } = form;
  const unknown = given.projects.find((number) => !slip.some((line) => line.number === number));
  if (unknown !== undefined) {
    return refuse('ballot.number', undefined, { number: unknown, last: slip.length });
  }
  const twice = given.projects.find((number, i) => given.projects.indexOf(number) < i);
  if (twice !== undefined) return refuse('ballot.twice', undefined, { number: twice });
  if (kind === 'ranking') return { projects: given.projects };
  const pairs = given.projects
    .map((number, i) => ({ number, points: given.points?.[i] ?? 0 }))
    .sort((a, b) => a.number - b.number);
  if (kind === 'approval') return { projects: pairs.map((one) => one.number) };
  const limit = form.points ?? 0;
  const total = pairs.reduce((sum, one) => sum + one.points, 0);
  if (pairs.some((one) => !Number.isInteger(one.points) || one.points < 0) || total > limit) {
    return refuse('ballot.points', undefined, { given: total, limit });
  }
  const supported = pairs.filter((one) => one.points > 0);
  return { projects: supported.map((one) => one.number), points: supported.map((one) => one.points) };
}

const LONGEST_SLIP = 2000;

/**
 * A paper slip as it is typed: `1 4 7` for approvals, `1:5 4:3` for points, `4 1 7` for a ranking from best to worst;
 * `0` for a blank slip. Blanks, commas and semicolons part the numbers. Nothing typed is no slip.
 */
export function readSlip(form: BallotForm, typed: string): Choices | Refusal {
  // White space first becomes single: looking for it before every mark would take a long blank text times itself.
  const text = typed
    .trim()
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?[:=] ?/g, ':');
  if (text === '') return refuse('ballot.blank');
  if (text === '0') return { projects: [], ...(form.kind === 'points' ? { points: [] } : {}) };
  const parts = text
    .slice(0, LONGEST_SLIP)
    .split(/[\s,;]+/)
    .filter(Boolean);
  const shape = form.kind === 'points' ? /^\d{1,4}:\d{1,4}$/ : /^\d{1,4}$/;
  const odd = parts.find((part) => !shape.test(part));
  if (odd !== undefined || text.length > LONGEST_SLIP) {
    return refuse(form.kind === 'points' ? 'ballot.unreadable-points' : 'ballot.unreadable', undefined, {
      typed: (odd ?? text).slice(0, 40),
    });
  }
  const pairs = parts.map((part) => part.split(':').map(Number));
  const projects = pairs.map(([number = 0]) => number);
  return choicesOf(
    form,
    form.kind === 'points' ? { projects, points: pairs.map(([, given = 0]) => given) } : { projects },
  );
}

/**
 * Equal ballots counted together, in the order of their content: which ballot came first can no longer be told.
 */
export function countBallots(ballots: readonly Choices[]): CountedBallots[] {
  const counted = new Map<string, { choices: Choices; weight: number }>();
  for (const choices of ballots) {
    const key = `${choices.projects.join()} ${choices.points?.join() ?? ''}`;
    const known = counted.get(key);
    if (known) known.weight += 1;
    else counted.set(key, { choices, weight: 1 });
  }
  return [...counted]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { choices, weight }]) => ({ ...choices, weight }));
}

/** What one proposal got: ballots that support it, and points or Borda points where ballots give them. */
export type Count = { readonly number: number; readonly votes: number; readonly tally: number };

/** The count of every proposal on the slip. A ranking of k proposals gives its first k − 1 points, its last 0. */
export function countsOf(vote: Pick<Vote, 'slip' | 'kind'>, result: Pick<VoteResult, 'ballots'>): Count[] {
  return vote.slip.map(({ number }) => {
    let votes = 0;
    let tally = 0;
    for (const ballot of result.ballots) {
      const place = ballot.projects.indexOf(number);
      if (place < 0) continue;
      votes += ballot.weight;
      const worth =
        vote.kind === 'ranking' ? ballot.projects.length - place - 1 : (ballot.points?.[place] ?? 1);
      tally += ballot.weight * worth;
    }
    return { number, votes, tally };
  });
}
