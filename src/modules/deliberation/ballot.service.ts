import { createHash, randomInt, randomUUID } from 'node:crypto';
import { type Acting, type Actor, acting, type Visitor } from '#kernel/actor.ts';
import { type Id, madeAt, newId } from '#kernel/id.ts';
import { canonicalJson } from '#kernel/json.ts';
import type { Rupiah } from '#kernel/money.ts';
import { readRupiah } from '#kernel/readers/number.ts';
import { readText } from '#kernel/readers/text.ts';
import { at, isRefusal, type Refusal, refuse, unless } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { roomFor } from '#modules/funding/index.ts';
import { type ActionOn, record } from '#modules/journal/index.ts';
import { basisOf, entriesIn } from '#modules/models/index.ts';
import { type Program, programById } from '#modules/programs/index.ts';
import { awaitingForum, holdForVote, personCode, releaseFromVote } from '#modules/proposals/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import {
  boxOf,
  codeByHash,
  countAttendance,
  countUnusedCodes,
  insertCodes,
  insertVote,
  lockVote,
  removeUnusedCodes,
  saveBallot,
  saveCancelled,
  saveClosed,
  saveFollowed,
  saveWithdrawn,
  useCode,
  voteById,
  voteOf,
} from './ballot.store.ts';
import {
  ballotRules,
  type Choices,
  choicesOf,
  mayCloseVote,
  mayOpenVote,
  mayReceive,
  mayRunVotes,
  readSlip,
  type SlipLine,
  type Vote,
  type VoteResult,
} from './ballot.ts';
import {
  type BallotBox,
  ballotsIn,
  boxFrom,
  boxText,
  EMPTY_BOX,
  withBallot,
  withoutLast,
} from './ballot-box.ts';
import { forumById, lockForum, setDiscussing } from './forum.store.ts';
import { basisOfForum, type Forum, mayActOn, mayMoveForum } from './forum.ts';
import { quorumOf } from './quorum.service.ts';
import { rulesFor } from './rule-comparison.ts';
import { mustBeInTime } from './sitting-day.ts';
import { exclusionsOf, partConsentsOf } from './vote-conditions.store.ts';
import { exclusionsOn, partsOn } from './vote-conditions.ts';

type Who = Actor | Visitor;
type InVote = { readonly forum: Forum; readonly program: Program; readonly vote: Vote };
type Run = InVote & { readonly by: Acting };

/** What would stand on the slip of a forum: every proposal that waits there and asks for money, numbered. */
export async function slipOf(
  tx: Tx,
  program: Program,
  forum: Pick<Forum, 'forum' | 'region'>,
): Promise<SlipLine[]> {
  const natures = new Map(entriesIn(program.model).map((entry) => [entry.id, entry.nature]));
  const waiting = await awaitingForum(tx, program.id, forum);
  return waiting
    .filter((one) => one.requested > 0n)
    .map((one, i) => ({
      number: i + 1,
      proposal: one.id,
      title: one.title,
      institution: one.organization ?? one.id,
      institutionName: one.organizationName ?? personCode(one.id),
      scope: one.scope,
      nature: natures.get(one.scope) ?? '',
      requested: one.requested,
    }));
}

/** What is left for all proposals on a slip together: the most that its vote can be about. */
export async function moneyFor(tx: Tx, program: Program, slip: readonly SlipLine[]): Promise<Rupiah> {
  const proposals = slip.map((line) => line.proposal);
  return (await roomFor(tx, program, proposals)).together;
}

/**
 * Opens the vote of a forum over all proposals that wait for it. `budget` is the money to be divided as typed; nothing
 * typed means all that the purses behind them have left.
 */
export async function openVote(
  runtime: Runtime,
  who: Who,
  input: { forum: Id; kind: string; budget: string },
): Promise<Result<{ vote: Id }>> {
  return runtime.change(who, 'forums:write', async (tx, actor) => {
    const forum = await lockForum(tx, input.forum);
    if (!forum) return refused(refuse('access.not-found'));
    const program = await programById(tx, forum.program, madeAt(forum.id));
    const rules = ballotRules(program, forum);
    if (isRefusal(rules)) return refused(rules);
    const slip = await slipOf(tx, program, forum);
    const mandate = unless(
      mayRunVotes(actor, program, forum),
      mustBeInTime(program, forum, 'decide', tx),
      mayOpenVote(program, forum, {
        quorum: await quorumOf(tx, program, forum),
        vote: await voteOf(tx, forum.id),
        proposals: slip.length,
      }),
    );
    if (isRefusal(mandate)) return refused(mandate);
    const by = acting(actor, mandate);
    const kind = rules.kinds.find((one) => one === input.kind);
    if (!kind) return refused(at('kind', refuse('input.choice')));
    const most = await moneyFor(tx, program, slip);
    const budget = input.budget.trim() === '' ? most : readRupiah(input.budget);
    if (isRefusal(budget)) return refused(at('budget', budget));
    if (budget === 0n || budget > most) {
      return refused(at('budget', refuse('ballot.budget', basisOf(program.model, rules.basis), { most })));
    }
    const vote = newId(tx.now);
    const points = kind === 'points' ? (rules.points ?? null) : null;
    const exclusions = exclusionsOn(slip, await exclusionsOf(tx, forum.id));
    // What was discussed before is not to stand out while people choose.
    if (forum.discussing !== null) await setDiscussing(tx, forum.id, null);
    await insertVote(
      tx,
      { id: vote, forum: forum.id, sitting: forum.sitting, kind, points, budget, slip, exclusions },
      actor.person,
    );
    await holdForVote(tx, vote, listed(slip));
    await record(tx, by, {
      action: 'vote.opened',
      ...about(forum),
      summary: {
        kind,
        budget,
        proposals: slip.length,
        exclusions: exclusions.length,
      },
    });
    return ok({ vote });
  });
}

/** The proposals on a slip. */
function listed(slip: readonly SlipLine[]): Id[] {
  return slip.map((line) => line.proposal);
}

function about(forum: Forum) {
  return { subjectType: 'forum', subjectId: forum.id, region: forum.region } as const;
}

/** A ballot came in or was taken back: told with the count alone, on the vote. */
function recordBallot(
  tx: Tx,
  by: Acting,
  { forum, vote }: InVote,
  action: ActionOn<'vote'>,
  received: number,
) {
  return record(tx, by, {
    action,
    subjectType: 'vote',
    subjectId: vote.id,
    region: forum.region,
    summary: { received },
  });
}

/** Locks forum and vote, in this order; an open forum is part of every change of its vote. */
async function lockInVote(tx: Tx, id: Id): Promise<InVote | Refusal> {
  const seen = await voteById(tx, id);
  const forum = seen && (await lockForum(tx, seen.forum));
  const vote = forum && (await lockVote(tx, id));
  if (!vote) return refuse('access.not-found');
  const program = await programById(tx, forum.program, madeAt(forum.id));
  return mayMoveForum(forum, 'decide', program) ?? { forum, program, vote };
}

/** The same for those who run the vote. */
async function lockForOfficer(tx: Tx, actor: Actor, id: Id): Promise<Run | Refusal> {
  const held = await lockInVote(tx, id);
  if (isRefusal(held)) return held;
  const by = mayRunVotes(actor, held.program, held.forum);
  return isRefusal(by) ? by : { ...held, by: acting(actor, by) };
}

/** For what the box of a vote is locked; another vote's box put in its place does not open. */
function purposeOf(tx: Tx, vote: Vote): string {
  return `ballot box ${tx.tenant} ${vote.id}`;
}

function lockBox(tx: Tx, runtime: Runtime, vote: Vote, box: BallotBox): string {
  return runtime.vault.lock(purposeOf(tx, vote), boxText(box));
}

/** The ballots that are in; refused when the box was locked with another secret, altered, or put back from before. */
async function openBox(tx: Tx, runtime: Runtime, vote: Vote): Promise<BallotBox | Refusal> {
  const locked = await boxOf(tx, vote.id);
  const text = locked === null ? undefined : runtime.vault.unlock(purposeOf(tx, vote), locked);
  if (locked !== null && text === undefined) return refuse('ballot.box');
  const box = text === undefined ? EMPTY_BOX : boxFrom(text);
  return ballotsIn(box) === vote.received ? box : refuse('ballot.box');
}

/**
 * Types one paper slip in (see `readSlip`). Never more than people are present; what it says is written nowhere but in
 * the ballot, also not in the memory of requests, which keeps the key alone.
 */
export async function enterSlip(
  runtime: Runtime,
  who: Who,
  input: { vote: Id; slip: string },
): Promise<Result<{ received: number }>> {
  return runtime.change(withoutContent(who, input.vote), 'forums:write', async (tx, actor) => {
    const held = await lockForOfficer(tx, actor, input.vote);
    if (isRefusal(held)) return refused(held);
    const { forum, program, vote } = held;
    const full = mayReceive(program, forum, vote, await countAttendance(tx, forum.id));
    if (full) return refused(full);
    const choices = readSlip(vote, input.slip);
    if (isRefusal(choices)) return refused(at('slip', choices));
    const box = await openBox(tx, runtime, vote);
    if (isRefusal(box)) return refused(box);
    const locked = lockBox(tx, runtime, vote, withBallot(box, choices, 'slip'));
    await saveBallot(tx, vote.id, locked, { slip: randomUUID() });
    const received = vote.received + 1;
    await recordBallot(tx, held.by, held, 'ballot.received', received);
    return ok({ received });
  });
}

/** A request is remembered by a hash of what it carried; of a ballot, few as they are, that would tell the content. */
function withoutContent(who: Who, vote: Id): Who {
  if (who.person === undefined || !who.request) return who;
  return { ...who, request: { key: who.request.key, fingerprint: `slip ${vote}` } };
}

/** Takes the slip typed last back, while the vote is open: it was misread. Only the last one, and only once. */
export async function withdrawSlip(
  runtime: Runtime,
  who: Who,
  input: { vote: Id },
): Promise<Result<{ received: number }>> {
  return runtime.change(who, 'forums:write', async (tx, actor) => {
    const held = await lockForOfficer(tx, actor, input.vote);
    if (isRefusal(held)) return refused(held);
    const { vote } = held;
    if (vote.state !== 'open') return refused(refuse('ballot.closed'));
    if (vote.lastSlip === null) return refused(refuse('ballot.last'));
    const box = await openBox(tx, runtime, vote);
    if (isRefusal(box)) return refused(box);
    await saveWithdrawn(tx, vote.id, lockBox(tx, runtime, vote, withoutLast(box)));
    const received = vote.received - 1;
    await recordBallot(tx, held.by, held, 'ballot.withdrawn', received);
    return ok({ received });
  });
}

/** Letters and digits that nobody mistakes for one another. */
const SIGNS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const CODE_LENGTH = 10;

/** A slip code as it is typed, without blanks, hyphens and lower case; undefined when it is none. */
export function readCode(typed: string): string | undefined {
  const code = typed.toUpperCase().replaceAll(/[\s-]/g, '');
  return code.length === CODE_LENGTH && [...code].every((sign) => SIGNS.includes(sign)) ? code : undefined;
}

/** How a code is printed: `ABCDE-FGHJK`. */
export function writtenCode(code: string): string {
  return `${code.slice(0, CODE_LENGTH / 2)}-${code.slice(CODE_LENGTH / 2)}`;
}

function newCode(): string {
  return Array.from({ length: CODE_LENGTH }, () => SIGNS[randomInt(SIGNS.length)]).join('');
}

function hashOf(tx: Pick<Tx, 'tenant'>, code: string): string {
  return createHash('sha256').update(`ballot-code ${tx.tenant} ${code}`).digest('hex');
}

/**
 * Makes slip codes, one for each ballot that may still come in; they are answered once and kept as hashes. `replacing`
 * makes those not used yet worthless, as when a printed sheet was lost.
 */
export async function issueCodes(
  runtime: Runtime,
  who: Who,
  input: { vote: Id; count: number; earlier: 'keep' | 'replace' },
): Promise<Result<{ codes: readonly string[] }>> {
  // Without the request's key: answers to known requests are kept, and codes must not be.
  const unremembered: Who = who.person === undefined ? who : withoutRequest(who);
  return runtime.change(unremembered, 'forums:write', async (tx, actor) => {
    const held = await lockForOfficer(tx, actor, input.vote);
    if (isRefusal(held)) return refused(held);
    const { forum, program, vote, by } = held;
    if (vote.state !== 'open') return refused(refuse('ballot.closed'));
    if (input.earlier === 'replace') await removeUnusedCodes(tx, vote.id);
    const free =
      (await countAttendance(tx, forum.id)) - vote.received - (await countUnusedCodes(tx, vote.id));
    if (!Number.isInteger(input.count) || input.count < 1 || input.count > free) {
      const basis = basisOfForum(program, forum);
      return refused(at('count', refuse('ballot.codes', basis, { limit: Math.max(0, free) })));
    }
    const codes = Array.from({ length: input.count }, newCode);
    await insertCodes(
      tx,
      vote.id,
      codes.map((code) => hashOf(tx, code)),
    );
    await record(tx, by, {
      action: 'vote.codes-issued',
      ...about(forum),
      summary: {
        count: codes.length,
        replaced: input.earlier === 'replace' ? 'yes' : 'no',
      },
    });
    return ok({ codes });
  });
}

function withoutRequest({ request: _key, ...actor }: Actor): Actor {
  return actor;
}

/** The vote that a code opens. */
export type Entitled = { readonly vote: Vote; readonly forum: Forum; readonly program: Program };

/** What somebody with a code may vote on now, or why not. */
export async function voteByCode(tx: Tx, typed: string): Promise<Entitled | Refusal> {
  const code = readCode(typed);
  const known = code && (await codeByHash(tx, hashOf(tx, code)));
  if (!known) return refuse('ballot.code');
  if (known.usedWith !== null) return refuse('ballot.code-used');
  const vote = await voteById(tx, known.vote);
  const forum = vote && (await forumById(tx, vote.forum));
  if (!forum) return refuse('ballot.code');
  const program = await programById(tx, forum.program, madeAt(forum.id));
  if (mayMoveForum(forum, 'decide', program)) return refuse('ballot.closed');
  return mayReceive(program, forum, vote, await countAttendance(tx, forum.id)) ?? { vote, forum, program };
}

/** Somebody of those present, who stays unknown. */
function unnamed(tenant: Id): Acting {
  return {
    by: 'resident',
    tenant,
    person: '00000000-0000-4000-8000-000000000000',
    name: '',
    mandates: [],
    scopes: 'session',
    secondFactor: false,
  };
}

/**
 * Casts a ballot with a slip code, without an account. A code counts once; the same form (`key`) sent again gets the
 * same answer, another form with a used code is refused. Nothing joins the ballot to the code.
 */
export async function castByCode(
  runtime: Runtime,
  tenant: Id,
  input: { code: string; choices: Choices; key: string },
): Promise<Result<{ forum: Id }>> {
  return runtime.changeFor(tenant, async (tx) => {
    const code = readCode(input.code);
    const hash = code ? hashOf(tx, code) : '';
    const known = code && (await codeByHash(tx, hash));
    if (!known) return refused(refuse('ballot.code'));
    const held = await lockInVote(tx, known.vote);
    if (isRefusal(held)) return refused(refuse('ballot.closed'));
    const { forum, program, vote } = held;
    // Read again behind the lock: the same code may have been used meanwhile.
    const usedWith = (await codeByHash(tx, hash))?.usedWith;
    if (usedWith === undefined) return refused(refuse('ballot.code'));
    const form = createHash('sha256').update(`ballot-form ${hash} ${input.key}`).digest('hex');
    if (usedWith !== null) {
      return usedWith === form ? ok({ forum: forum.id }) : refused(refuse('ballot.code-used'));
    }
    const full = mayReceive(program, forum, vote, await countAttendance(tx, forum.id));
    if (full) return refused(full);
    const choices = choicesOf(vote, input.choices);
    if (isRefusal(choices)) return refused(at('choices', choices));
    const box = await openBox(tx, runtime, vote);
    if (isRefusal(box)) return refused(box);
    await saveBallot(tx, vote.id, lockBox(tx, runtime, vote, withBallot(box, choices, 'code')), 'code');
    await useCode(tx, hash, form);
    await recordBallot(tx, unnamed(tenant), held, 'ballot.received', vote.received + 1);
    return ok({ forum: forum.id });
  });
}

/**
 * Closes a vote: its box is opened, and the counted ballots become its result; money is fixed as it stands now. From
 * here on anyone may read and compute what the ballots come to.
 */
export async function closeVote(
  runtime: Runtime,
  who: Who,
  input: { vote: Id },
): Promise<Result<{ received: number; sha256: string }>> {
  return runtime.change(who, 'forums:write', async (tx, actor) => {
    const held = await lockForOfficer(tx, actor, input.vote);
    if (isRefusal(held)) return refused(held);
    const { forum, program, vote, by } = held;
    const refusal = mayCloseVote(program, forum, vote, await quorumOf(tx, program, forum));
    if (refusal) return refused(refusal);
    const box = await openBox(tx, runtime, vote);
    if (isRefusal(box)) return refused(box);
    const waiting = new Set((await awaitingForum(tx, program.id, forum)).map((one) => one.id));
    const proposals = vote.slip.map((line) => line.proposal);
    const { ceilings, together } = await roomFor(tx, program, proposals);
    const consents = await partConsentsOf(tx, proposals);
    const here = vote.slip.filter((line) => waiting.has(line.proposal));
    const result: VoteResult = {
      budget: vote.budget < together ? vote.budget : together,
      ceilings,
      gone: vote.slip.filter((line) => !waiting.has(line.proposal)).map((line) => line.number),
      parts: partsOn(here, consents),
      ballots: box.ballots,
    };
    const attendance = await countAttendance(tx, forum.id);
    const text = canonicalJson(result);
    const sha256 = createHash('sha256').update(text).digest('hex');
    await releaseFromVote(tx, vote.id, listed(vote.slip));
    await saveClosed(tx, vote.id, { attendance, text, sha256 });
    await record(tx, by, {
      action: 'vote.closed',
      ...about(forum),
      summary: { received: vote.received, attendance, sha256 },
    });
    return ok({ received: vote.received, sha256 });
  });
}

/** Cancels an open vote with a reason; its ballots are deleted unread, and the forum may hold another one. */
export async function cancelVote(
  runtime: Runtime,
  who: Who,
  input: { vote: Id; reason: string },
): Promise<Result<{ vote: Id }>> {
  return runtime.change(who, 'forums:write', async (tx, actor) => {
    const held = await lockForOfficer(tx, actor, input.vote);
    if (isRefusal(held)) return refused(held);
    const { forum, vote, by } = held;
    if (vote.state !== 'open') return refused(refuse('ballot.closed'));
    const reason = readText(input.reason, 1000);
    if (isRefusal(reason)) return refused(at('reason', reason));
    await removeUnusedCodes(tx, vote.id);
    await saveCancelled(tx, vote.id, reason);
    await releaseFromVote(tx, vote.id, listed(vote.slip));
    await record(tx, by, {
      action: 'vote.cancelled',
      ...about(forum),
      summary: { received: vote.received, reason },
    });
    return ok({ vote: vote.id });
  });
}

/** Records which rule the forum says it follows, and why. It may follow another one until its minutes are sealed. */
export async function followRule(
  runtime: Runtime,
  who: Who,
  input: { vote: Id; rule: string; reason: string },
): Promise<Result<{ vote: Id }>> {
  return runtime.change(who, 'forums:write', async (tx, actor) => {
    const held = await lockInVote(tx, input.vote);
    if (isRefusal(held)) return refused(held);
    const { forum, program, vote } = held;
    const mandate = mayActOn(actor, program, forum, 'decide');
    if (isRefusal(mandate)) return refused(mandate);
    if (vote.state !== 'closed') return refused(refuse('ballot.open'));
    const rules = ballotRules(program, forum);
    if (isRefusal(rules)) return refused(rules);
    const rule = [...rulesFor(rules, vote.kind), NO_RULE].find((one) => one === input.rule);
    if (!rule) return refused(at('rule', refuse('input.choice')));
    const reason = readText(input.reason, 1000);
    if (isRefusal(reason)) return refused(at('reason', reason));
    await saveFollowed(tx, vote.id, rule, reason);
    await record(tx, acting(actor, mandate), {
      action: 'vote.rule-followed',
      ...about(forum),
      summary: { rule, reason },
    });
    return ok({ vote: vote.id });
  });
}

/** What a forum says that follows none of the rules as it stands: it weighs them itself. */
export const NO_RULE = 'none';
