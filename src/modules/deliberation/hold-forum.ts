import type { Actor } from '#kernel/actor.ts';
import { type Id, madeAt } from '#kernel/id.ts';
import { isRefusal, type Refusal, unless } from '#kernel/refusal.ts';
import { record } from '#modules/journal/index.ts';
import { type Held, hold } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { lockForum, setRolls } from './forum.store.ts';
import { type Forum, type ForumMove, mayActOn } from './forum.ts';
import { withRolls } from './rolls.service.ts';
import { mustBeInTime } from './sitting-day.ts';

/**
 * Holds a forum for whoever may make the move, in a state that allows it and on its day. What was entered of its rolls
 * since it was called is taken into it.
 */
export async function holdForum(
  tx: Tx,
  actor: Actor,
  input: { forum: Id; version?: number | undefined },
  move: ForumMove,
): Promise<Refusal | Held<Forum>> {
  const held = await hold(tx, actor, {
    lock: lockForum,
    id: input.forum,
    version: input.version,
    since: ({ id }) => madeAt(id),
    may: (forum, program) =>
      unless(mayActOn(actor, program, forum, move), mustBeInTime(program, forum, move, tx)),
  });
  if (isRefusal(held)) return held;
  const thing = await withRolls(tx, held.program, held.thing);
  const { rolls } = thing;
  if (rolls === held.thing.rolls) return { ...held, thing };
  await setRolls(tx, thing.id, rolls);
  await record(tx, held.by, {
    action: 'forum.rolls-entered',
    ...aboutForum(held.thing),
    summary: { neighbourhoods: rolls.neighbourhood.length },
  });
  return { ...held, thing };
}

/** What an entry about a forum is about. */
export function aboutForum(forum: Pick<Forum, 'id' | 'region'>) {
  return { subjectType: 'forum', subjectId: forum.id, region: forum.region } as const;
}
