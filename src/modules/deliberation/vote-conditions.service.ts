import { type Acting, type Actor, acting, type Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { mustBeFresh } from '#kernel/version.ts';
import { record } from '#modules/journal/index.ts';
import { type Held, hold, type Program, programById } from '#modules/programs/index.ts';
import {
  awaitingForum,
  lockProposal,
  mayRead,
  type Proposal,
  proposalById,
  sentAt,
  titlesOf,
} from '#modules/proposals/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { forumAwaitedBy } from './awaited-forum.ts';
import { voteOf } from './ballot.store.ts';
import type { SlipExclusion, SlipLine, SlipPart, Vote } from './ballot.ts';
import { lockForum } from './forum.store.ts';
import type { Forum } from './forum.ts';
import {
  exclusionsOf,
  insertExclusion,
  partConsentsOf,
  removeExclusion,
  savePartConsent,
} from './vote-conditions.store.ts';
import {
  exclusionOf,
  exclusionsOn,
  mayConsentToPart,
  mayDeclareExclusions,
  type PartConsent,
  pairOf,
  partOf,
  partsOn,
} from './vote-conditions.ts';

type Who = Actor | Visitor;

/** What binds every rule on a slip beside money: the pairs that exclude one another, and who takes a part. */
export type VoteConditions = {
  readonly exclusions: readonly SlipExclusion[];
  readonly parts: readonly SlipPart[];
};

/** The conditions of a vote as they stand: before it opens and while it is open as declared so far, then as counted. */
export async function conditionsOn(
  tx: Tx,
  forum: Id,
  slip: readonly SlipLine[],
  vote: Pick<Vote, 'exclusions' | 'result'> | undefined,
): Promise<VoteConditions> {
  if (vote?.result) return { exclusions: vote.exclusions, parts: vote.result.parts };
  const consents = await partConsentsOf(
    tx,
    slip.map((line) => line.proposal),
  );
  return {
    exclusions: vote?.exclusions ?? exclusionsOn(slip, await exclusionsOf(tx, forum)),
    parts: partsOn(slip, consents),
  };
}

/** Holds a forum for whoever may declare pairs in it now. */
function holdForPairs(tx: Tx, actor: Actor, id: Id): Promise<Held<Forum> | Refusal> {
  return hold(tx, actor, {
    lock: lockForum,
    id,
    may: async (forum, program) => mayDeclareExclusions(actor, program, forum, await voteOf(tx, id)),
  });
}

async function recordPair(
  tx: Tx,
  by: Acting,
  forum: Forum,
  action: 'vote.exclusion-declared' | 'vote.exclusion-withdrawn',
  pair: { first: Id; second: Id; reason: string },
): Promise<void> {
  const titles = await titlesOf(tx, [pair.first, pair.second]);
  await record(tx, by, {
    action,
    subjectType: 'forum',
    subjectId: forum.id,
    region: forum.region,
    summary: {
      first: pair.first,
      second: pair.second,
      titles: [pair.first, pair.second].map((id) => titles.get(id) ?? id).join('; '),
      reason: pair.reason,
    },
  });
}

/** Declares that two proposals exclude one another, with the reason that everybody reads on the slip. */
export async function declareExclusion(
  runtime: Runtime,
  who: Who,
  input: { forum: Id; first: string; second: string; reason: string },
): Promise<Result<{ forum: Id }>> {
  return runtime.change(who, 'forums:write', async (tx, actor) => {
    const held = await holdForPairs(tx, actor, input.forum);
    if (isRefusal(held)) return refused(held);
    const { thing: forum, program, by } = held;
    const waiting = await awaitingForum(tx, program.id, forum);
    const pair = exclusionOf(program, forum, input, {
      waiting: new Set(waiting.map((one) => one.id)),
      declared: await exclusionsOf(tx, forum.id),
    });
    if (isRefusal(pair)) return refused(pair);
    await insertExclusion(tx, forum.id, pair, actor.person);
    await recordPair(tx, by, forum, 'vote.exclusion-declared', pair);
    return ok({ forum: forum.id });
  });
}

/** Takes a declared pair back, before the vote opens. */
export async function withdrawExclusion(
  runtime: Runtime,
  who: Who,
  input: { forum: Id; first: Id; second: Id },
): Promise<Result<{ forum: Id }>> {
  return runtime.change(who, 'forums:write', async (tx, actor) => {
    const held = await holdForPairs(tx, actor, input.forum);
    if (isRefusal(held)) return refused(held);
    const { thing: forum, by } = held;
    const { first, second } = pairOf(input.first, input.second);
    const declared = (await exclusionsOf(tx, forum.id)).find(
      (one) => one.first === first && one.second === second,
    );
    if (!declared) return refused(refuse('access.not-found'));
    await removeExclusion(tx, forum.id, declared);
    await recordPair(tx, by, forum, 'vote.exclusion-withdrawn', declared);
    return ok({ forum: forum.id });
  });
}

type Consenting = { proposal: Proposal; known: PartConsent | undefined; program: Program; by: Acting };

/**
 * Locks forum and proposal, in this order, for whoever may speak for the institution: closing a vote waits for consent,
 * or consent finds it closed.
 */
async function lockForConsent(
  tx: Tx,
  actor: Actor,
  input: { proposal: Id; version?: number | undefined },
): Promise<Consenting | Refusal> {
  const seen = await proposalById(tx, input.proposal);
  if (!seen || mayRead(actor, seen)) return refuse('access.not-found');
  const program = await programById(tx, seen.program, sentAt(seen));
  const forum = await forumAwaitedBy(tx, program, seen);
  if (forum) await lockForum(tx, forum.id);
  const proposal = await lockProposal(tx, seen.id);
  if (!proposal) return refuse('access.not-found');
  const mandate = mayConsentToPart(actor, program, proposal, forum && (await voteOf(tx, forum.id)));
  if (isRefusal(mandate)) return mandate;
  const [known] = await partConsentsOf(tx, [proposal.id]);
  return (
    mustBeFresh(known?.version ?? 0, input.version) ?? {
      proposal,
      known,
      program,
      by: acting(actor, mandate),
    }
  );
}

function about(proposal: Proposal) {
  return { subjectType: 'proposal', subjectId: proposal.id, region: proposal.place } as const;
}

/**
 * Consents to being funded in part: the least amount, and what is then carried out. `version` is that of the consent
 * that was read, 0 for none. It may be changed until the vote over the proposal is closed.
 */
export async function consentToPart(
  runtime: Runtime,
  who: Who,
  input: { proposal: Id; least: string; instead: string; version?: number | undefined },
): Promise<Result<{ proposal: Id; version: number }>> {
  return runtime.change(who, 'proposals:write', async (tx, actor) => {
    const held = await lockForConsent(tx, actor, input);
    if (isRefusal(held)) return refused(held);
    const { proposal, program, by } = held;
    const part = partOf(program, proposal, input);
    if (isRefusal(part)) return refused(part);
    const version = await savePartConsent(
      tx,
      { proposal: proposal.id, requested: proposal.requested, ...part },
      actor.person,
    );
    await record(tx, by, {
      action: 'proposal.part-consented',
      ...about(proposal),
      summary: { amount: part.least, reason: part.instead },
    });
    return ok({ proposal: proposal.id, version });
  });
}

/** Takes consent back: the whole amount or nothing again. */
export async function withdrawPartConsent(
  runtime: Runtime,
  who: Who,
  input: { proposal: Id; version?: number | undefined },
): Promise<Result<{ proposal: Id; version: number }>> {
  return runtime.change(who, 'proposals:write', async (tx, actor) => {
    const held = await lockForConsent(tx, actor, input);
    if (isRefusal(held)) return refused(held);
    const { proposal, known, by } = held;
    if (!known || known.least === null) return refused(refuse('access.not-found'));
    const version = await savePartConsent(tx, { ...known, least: null }, actor.person);
    await record(tx, by, {
      action: 'proposal.part-consent-withdrawn',
      ...about(proposal),
      summary: {},
    });
    return ok({ proposal: proposal.id, version });
  });
}
