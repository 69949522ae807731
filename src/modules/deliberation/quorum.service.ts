import { forumKind } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { type Attendance, attendanceOf, type Decision, decisionsOf } from './forum.store.ts';
import type { Forum } from './forum.ts';
import { type Quorum, quorum } from './quorum.ts';
import { rollsIn, withRolls } from './rolls.service.ts';

/** Whether a forum has quorum in the sitting that goes on, element by element. */
export async function quorumOf(tx: Tx, program: Program, forum: Forum): Promise<Quorum> {
  const now = await withRolls(tx, program, forum);
  return inSitting(program, now, await attendanceOf(tx, forum.id), forum.sitting);
}

/** The quorum of each sitting of a forum that decided; of its last one, where none did. */
export async function quorumsOf(tx: Tx, program: Program, forum: Forum): Promise<Quorum[]> {
  return quorumsToSeal(
    program,
    await withRolls(tx, program, forum),
    await attendanceOf(tx, forum.id),
    await decisionsOf(tx, forum.id),
  );
}

/** The quorum of a sitting, from all who came to its forum. */
export function inSitting(
  program: Program,
  forum: Pick<Forum, 'forum' | 'rolls' | 'seated'>,
  present: readonly Attendance[],
  sitting: number,
): Quorum {
  const asRecorded = present
    .filter((one) => one.sitting === sitting)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    // By a written power it is the officer who gave it that counts, whoever brought it.
    .map((one) => (one.proxyOf === null ? one : { ...one, name: '', person: one.proxyOf }));
  return quorum(forumKind(program.model, forum.forum).quorum, rollsIn(forum, sitting), asRecorded);
}

/** The quorum of each sitting that decided; of the one that goes on, where none did. */
export function quorumsToSeal(
  program: Program,
  forum: Pick<Forum, 'forum' | 'rolls' | 'seated' | 'sitting'>,
  present: readonly Attendance[],
  decisions: readonly Pick<Decision, 'sitting'>[],
): Quorum[] {
  const decided = [...new Set(decisions.map((one) => one.sitting))].sort((a, b) => a - b);
  return (decided.length > 0 ? decided : [forum.sitting]).map((sitting) =>
    inSitting(program, forum, present, sitting),
  );
}
