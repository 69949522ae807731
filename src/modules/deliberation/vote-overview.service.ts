import type { Actor, Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import type { Rupiah } from '#kernel/money.ts';
import { isRefusal, type Refusal, refusalIn } from '#kernel/refusal.ts';
import { type ToldHistory, toldHistory } from '#modules/actors/index.ts';
import { awaitingForum } from '#modules/proposals/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { moneyFor, slipOf } from './ballot.service.ts';
import { cancelledVotes, countAttendance, countUnusedCodes } from './ballot.store.ts';
import { ballotRules, mayCloseVote, mayOpenVote, mayReceive, mayRunVotes, type SlipLine } from './ballot.ts';
import { offersOn } from './forum.ts';
import { type ForumWithVote, forumWithVote } from './forum-with-vote.service.ts';
import { quorumOf } from './quorum.service.ts';
import type { Quorum } from './quorum.ts';
import { type ActMoment, mustBeInTime } from './sitting-day.ts';
import { conditionsOn, type VoteConditions } from './vote-conditions.service.ts';
import { exclusionsOf } from './vote-conditions.store.ts';
import { mayConsentToPart, mayDeclareExclusions } from './vote-conditions.ts';

/** Two proposals of a slip of which one at most is carried out, the smaller number first. */
export type DeclaredPair = {
  readonly first: Id;
  readonly second: Id;
  readonly numbers: readonly [number, number];
  readonly reason: string;
};

/** The vote of a forum: what stands on the slip, what bounds it, how it runs, and what its reader may do about it. */
export type VoteOverview = ForumWithVote & {
  /** The rules of the model for votes; the refusal where it offers none. */
  readonly rules: ReturnType<typeof ballotRules>;
  readonly quorum: Quorum;
  /** The slip that is voted on; what would stand on it while there is no vote. */
  readonly slip: readonly SlipLine[];
  readonly conditions: VoteConditions;
  /** Who may vote: those present, as at closing once it is closed. */
  readonly attendance: number;
  /** Pairs declared so far, for whoever may declare them now. */
  readonly pairs: readonly DeclaredPair[] | undefined;
  /** Proposals on the slip that the reader may still consent to a part of. */
  readonly consentable: readonly { readonly id: Id; readonly title: string }[];
  /** For whoever runs votes, before there is one: what keeps them from opening it, and the most it can be about. */
  readonly opening: { readonly refusal: Refusal | undefined; readonly most: Rupiah } | undefined;
  /** For whoever runs votes, while it is open: what keeps it from taking a slip and from being closed. */
  readonly running:
    | {
        readonly receive: Refusal | undefined;
        readonly close: Refusal | undefined;
        readonly unusedCodes: number;
      }
    | undefined;
  /** Whether the reader says what the forum says: the rule it follows, what it discusses now. */
  readonly speaksForForum: boolean;
  readonly cancelled: readonly { readonly at: Date; readonly reason: string }[];
  readonly history: ToldHistory;
};

/** Reads the vote of a forum with all that its page tells; refused where there is no such forum. */
export async function voteOverview(tx: Tx, viewer: Actor | Visitor, id: Id): Promise<VoteOverview | Refusal> {
  const found = await forumWithVote(tx, id);
  if (isRefusal(found)) return found;
  const { forum, program, vote } = found;
  const actor = viewer.person === undefined ? undefined : viewer;
  const rules = ballotRules(program, forum);
  const slip = vote?.slip ?? (isRefusal(rules) ? [] : await slipOf(tx, program, forum));
  const standing = { ...found, rules, slip, quorum: await quorumOf(tx, program, forum) };
  return {
    ...standing,
    conditions: await conditionsOn(tx, forum.id, slip, vote),
    attendance: vote?.attendance ?? (await countAttendance(tx, forum.id)),
    pairs: actor && (await pairsFor(tx, actor, standing)),
    consentable: actor ? await consentableBy(tx, actor, standing) : [],
    opening: actor && (await openingFor(tx, actor, standing)),
    running: actor && (await runningFor(tx, actor, standing)),
    speaksForForum: actor !== undefined && speaksFor(tx, actor, standing),
    cancelled: await cancelledVotes(tx, forum.id),
    history: await toldHistory(tx, vote ? [vote.id] : []),
  };
}

type Standing = Pick<VoteOverview, 'forum' | 'program' | 'vote' | 'rules' | 'slip' | 'quorum'>;

async function pairsFor(
  tx: Tx,
  actor: Actor,
  { program, forum, vote, slip }: Standing,
): Promise<DeclaredPair[] | undefined> {
  if (refusalIn(mayDeclareExclusions(actor, program, forum, vote))) return undefined;
  const numbers = new Map(slip.map((line) => [line.proposal, line.number]));
  return (await exclusionsOf(tx, forum.id)).flatMap(({ first, second, reason }) => {
    const [one, other] = [numbers.get(first), numbers.get(second)];
    if (one === undefined || other === undefined) return [];
    return [{ first, second, numbers: one < other ? [one, other] : [other, one], reason }];
  });
}

async function consentableBy(
  tx: Tx,
  actor: Actor,
  { program, forum, vote, slip }: Standing,
): Promise<VoteOverview['consentable']> {
  const held = new Set(actor.mandates.map((mandate) => mandate.organization.id));
  if (!slip.some((line) => held.has(line.institution))) return [];
  const waiting = await awaitingForum(tx, program.id, forum);
  return waiting.filter(
    (one) =>
      one.organization !== null &&
      held.has(one.organization) &&
      !refusalIn(mayConsentToPart(actor, program, { ...one, person: null, forum: forum.forum }, vote)),
  );
}

function runsVotes(actor: Actor, { program, forum }: Standing): boolean {
  return refusalIn(mayRunVotes(actor, program, forum)) === undefined;
}

async function openingFor(tx: Tx, actor: Actor, standing: Standing): Promise<VoteOverview['opening']> {
  const { program, forum, vote, rules, slip, quorum } = standing;
  if (vote || isRefusal(rules) || forum.state === 'scheduled' || !runsVotes(actor, standing))
    return undefined;
  return {
    refusal:
      mustBeInTime(program, forum, 'decide', tx) ??
      mayOpenVote(program, forum, { quorum, vote, proposals: slip.length }),
    most: await moneyFor(tx, program, slip),
  };
}

async function runningFor(tx: Tx, actor: Actor, standing: Standing): Promise<VoteOverview['running']> {
  const { program, forum, vote, quorum } = standing;
  if (vote?.state !== 'open' || !runsVotes(actor, standing)) return undefined;
  return {
    receive: mayReceive(program, forum, vote, await countAttendance(tx, vote.forum)),
    close: mayCloseVote(program, forum, vote, quorum),
    unusedCodes: await countUnusedCodes(tx, vote.id),
  };
}

function speaksFor(at: ActMoment, actor: Actor, { program, forum, quorum }: Standing): boolean {
  const stands = { quorum, quorums: [quorum], at, decided: 0, undecided: 0 };
  return offersOn(actor, program, forum, stands).revoke === undefined;
}
