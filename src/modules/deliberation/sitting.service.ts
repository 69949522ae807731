import type { Actor, Visitor } from '#kernel/actor.ts';
import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import { readDay } from '#kernel/readers/day.ts';
import { readAll } from '#kernel/readers/fields.ts';
import { readText } from '#kernel/readers/text.ts';
import { at, isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { record } from '#modules/journal/index.ts';
import { forumKind } from '#modules/models/index.ts';
import { ask, settle, type TaskKind } from '#modules/notices/index.ts';
import { type Program, sittingWindow } from '#modules/programs/index.ts';
import { namesOf } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { voteOf } from './ballot.store.ts';
import { decisionsOf, insertTurn, setForumState } from './forum.store.ts';
import { type Forum, mayPostpone } from './forum.ts';
import { aboutForum, holdForum } from './hold-forum.ts';
import { noOpenVote } from './vote-bounds.ts';

type Who = Actor | Visitor;
type Turned = Result<{ forum: Id; version: number }>;

/** Opens a scheduled forum, its first sitting: from now on it may decide, as soon as it has quorum. */
export async function openForum(
  runtime: Runtime,
  who: Who,
  input: { forum: Id; version?: number | undefined },
): Promise<Turned> {
  return runtime.change(who, 'forums:write', async (tx, actor) => {
    const held = await holdForum(tx, actor, input, 'open');
    if (isRefusal(held)) return refused(held);
    const { thing: forum, by } = held;
    const version = await setForumState(tx, forum.id, { state: 'open', sitting: forum.sitting });
    await insertTurn(tx, forum.id, { turn: 'opened', sitting: forum.sitting }, actor.person);
    await record(tx, by, {
      action: 'forum.opened',
      ...aboutForum(forum),
      summary: { calledFor: forum.calledFor },
    });
    return ok({ forum: forum.id, version });
  });
}

/**
 * Adjourns a forum to another day, known or not. Meanwhile nothing is decided, nobody checked in. Also once more while it
 * is adjourned, when the day has changed.
 */
export async function adjournForum(
  runtime: Runtime,
  who: Who,
  input: { forum: Id; reason: string; resumesOn: string; version?: number | undefined },
): Promise<Turned> {
  return runtime.change(who, 'forums:write', async (tx, actor) => {
    const held = await holdForum(tx, actor, input, 'adjourn');
    if (isRefusal(held)) return refused(held);
    const { thing: forum, program, by } = held;
    const read = readAll({
      reason: readText(input.reason, 1000),
      resumesOn: readComingDay(input.resumesOn, tx.today),
    });
    if (isRefusal(read)) return refused(read);
    const voting = noOpenVote(program, forum, await voteOf(tx, forum.id));
    if (voting) return refused(voting);
    const { reason, resumesOn } = read;
    const version = await setForumState(tx, forum.id, { state: 'adjourned', resumesOn });
    const seated = forum.seated?.get(forum.sitting);
    const turn = { turn: 'adjourned', sitting: forum.sitting, reason, resumesOn, seated } as const;
    await insertTurn(tx, forum.id, turn, actor.person);
    await settle(tx, forum.id);
    await askConveners(tx, program, forum, 'forum.resume', resumesOn ?? undefined);
    await record(tx, by, {
      action: 'forum.adjourned',
      ...aboutForum(forum),
      summary: { reason, resumesOn },
    });
    return ok({ forum: forum.id, version });
  });
}

/** The day on which a forum goes on, where one was said: today or later. */
function readComingDay(typed: string, today: IsoDate): IsoDate | null | Refusal {
  if (typed.trim() === '') return null;
  const day = readDay(typed);
  return typeof day === 'string' && day < today
    ? refuse('input.date-order', undefined, { from: today, to: day })
    : day;
}

/** Resumes an adjourned forum, its next sitting: who is there is recorded anew, and the quorum is that of this day. */
export async function resumeForum(
  runtime: Runtime,
  who: Who,
  input: { forum: Id; version?: number | undefined },
): Promise<Turned> {
  return runtime.change(who, 'forums:write', async (tx, actor) => {
    const held = await holdForum(tx, actor, input, 'resume');
    if (isRefusal(held)) return refused(held);
    const { thing: forum, program, by } = held;
    const sitting = forum.sitting + 1;
    const version = await setForumState(tx, forum.id, { state: 'open', sitting });
    await insertTurn(tx, forum.id, { turn: 'resumed', sitting }, actor.person);
    await settle(tx, forum.id);
    await askConveners(tx, program, forum, 'forum.hold', tx.today);
    await record(tx, by, { action: 'forum.resumed', ...aboutForum(forum), summary: { sitting } });
    return ok({ forum: forum.id, version });
  });
}

/** Postpones a forum, for example because it has no quorum. Decisions taken stand only once sealed, so none may exist. */
export async function postponeForum(
  runtime: Runtime,
  who: Who,
  input: { forum: Id; reason: string; version?: number | undefined },
): Promise<Turned> {
  return runtime.change(who, 'forums:write', async (tx, actor) => {
    const held = await holdForum(tx, actor, input, 'postpone');
    if (isRefusal(held)) return refused(held);
    const { thing: forum, program, by } = held;
    const reason = readText(input.reason, 1000);
    if (isRefusal(reason)) return refused(at('reason', reason));
    const bound =
      noOpenVote(program, forum, await voteOf(tx, forum.id)) ??
      mayPostpone(program, forum, (await decisionsOf(tx, forum.id)).length);
    if (bound) return refused(bound);
    const version = await setForumState(tx, forum.id, { state: 'postponed', reason });
    const seated = forum.seated?.get(forum.sitting);
    const turn = { turn: 'postponed', sitting: forum.sitting, reason, seated } as const;
    await insertTurn(tx, forum.id, turn, actor.person);
    await settle(tx, forum.id);
    await askConveners(
      tx,
      program,
      forum,
      'forum.schedule',
      sittingWindow(program, forumKind(program.model, forum.forum), tx.today).to,
    );
    await record(tx, by, { action: 'forum.postponed', ...aboutForum(forum), summary: { reason } });
    return ok({ forum: forum.id, version });
  });
}

async function askConveners(
  tx: Tx,
  program: Program,
  forum: Forum,
  kind: TaskKind,
  dueOn: IsoDate | undefined,
): Promise<void> {
  await ask(tx, {
    kind,
    subjectType: 'forum',
    subjectId: forum.id,
    title: (await namesOf(tx, [forum.region])).get(forum.region) ?? forum.region,
    offices: forumKind(program.model, forum.forum).conveners,
    region: forum.region,
    ...(dueOn ? { dueOn } : {}),
  });
}
