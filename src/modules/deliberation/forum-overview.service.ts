import type { Actor, Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { isRefusal, type Refusal, refusalIn } from '#kernel/refusal.ts';
import { within } from '#kernel/region.ts';
import { type Ceiling, roomFor } from '#modules/funding/index.ts';
import { awaitingForum, type ListedProposal } from '#modules/proposals/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { countAttendance } from './ballot.store.ts';
import { mayRunVotes } from './ballot.ts';
import { comingForum, type DecisionOn, decisionsOn } from './forum.store.ts';
import { type Forum, offersOn } from './forum.ts';
import { type ForumFacts, forumFacts } from './forum-facts.service.ts';
import type { ActMoment } from './sitting-day.ts';
import { exclusionsOf, partConsentsOf } from './vote-conditions.store.ts';
import { type Exclusion, mayDeclareExclusions, type PartConsent } from './vote-conditions.ts';

/** A forum with its agenda, what its ceilings have left, and what its reader may do in it now. */
export type ForumOverview = ForumFacts & {
  /** The forum of this area that is called, open or adjourned now, after this one was postponed. */
  readonly successor: Forum | undefined;
  /** What is still to be decided, in the order of the agenda. */
  readonly waiting: readonly ListedProposal[];
  readonly exclusions: readonly Exclusion[];
  /** What forums before this one decided on what waits here, by proposal. */
  readonly earlier: ReadonlyMap<Id, readonly DecisionOn[]>;
  /** What institutions said of being funded in part, by proposal on the agenda. */
  readonly parts: ReadonlyMap<Id, PartConsent>;
  /** What may be granted for each proposal that waits or was decided. */
  readonly ceilings: ReadonlyMap<Id, Ceiling>;
  /** How many are there, and so may vote. */
  readonly attendance: number;
  /** What the reader may do; undefined for those whom the forum does not concern. */
  readonly offers: ReturnType<typeof offersOn> | undefined;
  /** What the reader may do about a vote that is not open yet: open it, or prepare it. */
  readonly mayVote: 'open' | 'prepare' | undefined;
};

/** Reads a forum with all that its page tells; refused where there is none. */
export async function forumOverview(
  tx: Tx,
  viewer: Actor | Visitor,
  id: Id,
): Promise<ForumOverview | Refusal> {
  const facts = await forumFacts(tx, viewer, id);
  if (isRefusal(facts)) return facts;
  const { forum, program, decisions } = facts;
  const live = forum.state === 'scheduled' || forum.state === 'open' || forum.state === 'adjourned';
  const waiting = live ? await awaitingForum(tx, program.id, forum) : [];
  const room = await roomFor(tx, program, [
    ...waiting.map((one) => one.id),
    ...decisions.map((one) => one.proposal),
  ]);
  const consents = await partConsentsOf(
    tx,
    waiting.map((one) => one.id),
  );
  const before = await decisionsOn(
    tx,
    waiting.map((one) => one.id),
  );
  return {
    ...facts,
    successor: forum.state === 'postponed' ? await comingForum(tx, program.id, forum) : undefined,
    waiting,
    earlier: Map.groupBy(before, (one) => one.proposal),
    exclusions: await exclusionsOf(tx, forum.id),
    parts: new Map(consents.map((one) => [one.proposal, one])),
    ceilings: room.byProposal,
    attendance: await countAttendance(tx, forum.id),
    offers: viewer.person === undefined ? undefined : offersFor(tx, viewer, facts, waiting.length),
    mayVote: viewer.person === undefined ? undefined : votingFor(viewer, facts),
  };
}

/** What somebody may do in a forum that is the business of their area; undefined where they hold no office in it. */
function offersFor(at: ActMoment, actor: Actor, facts: ForumFacts, undecided: number) {
  const { forum, program, quorum, sittings, decisions, vote } = facts;
  const concerned = actor.mandates.some(
    (held) => within(forum.region, held.region) || within(held.region, forum.region),
  );
  if (!concerned) return undefined;
  const decided = sittings.filter((one) => one.decisions > 0).map((one) => one.quorum);
  const quorums = decided.length > 0 ? decided : [quorum];
  const offers = offersOn(actor, program, forum, {
    quorum,
    quorums,
    at,
    decided: decisions.length,
    undecided,
    vote,
  });
  const stranger = Object.values(offers).every((one) => one?.refusal === 'access.office');
  return stranger ? undefined : offers;
}

function votingFor(actor: Actor, { forum, program, vote }: ForumFacts): ForumOverview['mayVote'] {
  if (vote) return undefined;
  if (forum.state === 'open' && !refusalIn(mayRunVotes(actor, program, forum))) return 'open';
  return refusalIn(mayDeclareExclusions(actor, program, forum, undefined)) ? undefined : 'prepare';
}
