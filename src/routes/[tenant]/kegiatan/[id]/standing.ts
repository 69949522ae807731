import type { RequestEvent } from '@sveltejs/kit';
import type { Actor } from '#kernel/actor.ts';
import { seesWithheld } from '#kernel/readable.ts';
import { type Refusal, refusalIn } from '#kernel/refusal.ts';
import {
  type Activity,
  type ActivityMove,
  type ActivityStanding,
  activityStanding,
  mayExecute,
  mayMoveActivity,
} from '#modules/activities/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { type WordedRefusal, wordRefusal } from '#ui/word-refusal.ts';
import { idOr404, readOr404, requireActor, viewerOf } from '../../../request.ts';
import { saidOf } from './said.ts';

/** The activity of the address with what every page about it asks first; 404 when the city has none of this id. */
export async function standingOf(tx: Tx, id: string | undefined): Promise<ActivityStanding> {
  return readOr404(await activityStanding(tx, idOr404(id)));
}

/** Whether who reads may see receipts and single payments of an activity. */
export function seesInner(event: RequestEvent, activity: Activity): boolean {
  return seesWithheld(viewerOf(event), 'receipt', activity);
}

/** What stands between an actor and a move on an activity; undefined when nothing does. */
export function inTheWay(actor: Actor, standing: ActivityStanding, move: ActivityMove): Refusal | undefined {
  const { activity, program, owed } = standing;
  return (
    refusalIn(mayExecute(actor, program.model, activity.carriedOutBy)) ??
    mayMoveActivity(activity, move, program.model, owed?.state)
  );
}

/** What a page for one task on an activity shows around its form. */
export type Task = {
  readonly id: string;
  readonly title: string;
  readonly organization: string;
  readonly version: number;
  readonly refusal: WordedRefusal | undefined;
  /** What the form sent before has done. */
  readonly said: string | undefined;
};

/** Opens a task page: for somebody signed in, with the rule when the task cannot be done now. */
export async function openTask(
  tx: Tx,
  event: RequestEvent,
  move: ActivityMove,
): Promise<{ standing: ActivityStanding; task: Task }> {
  const actor = requireActor(event);
  const standing = await standingOf(tx, event.params.id);
  const refusal = inTheWay(actor, standing, move);
  return {
    standing,
    task: {
      id: standing.activity.id,
      title: standing.activity.title,
      organization: standing.organization.name,
      version: standing.activity.version,
      refusal: refusal && wordRefusal(refusal),
      said: saidOf(event.url),
    },
  };
}
