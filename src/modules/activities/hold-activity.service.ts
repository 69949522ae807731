import type { Actor, Visitor } from '#kernel/actor.ts';
import { type Id, madeAt } from '#kernel/id.ts';
import { type Refusal, unless } from '#kernel/refusal.ts';
import { type Model, settlingFiling } from '#modules/models/index.ts';
import { type Obligation, obligationFor } from '#modules/obligations/index.ts';
import { type Counted, count, type Held, hold } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { activityById, lockActivity } from './activity.store.ts';
import { type Activity, type ActivityMove, mayExecute, mayMoveActivity } from './activity.ts';

/** Whoever asks, before it is known whether they may. */
export type Who = Actor | Visitor;

/** What a write answers: the activity and its new version. */
export type Saved = { readonly activity: Id; readonly version: number };

/** Holds an activity for those who carry it out, in a state that allows the move. */
export function holdActivity(
  tx: Tx,
  actor: Actor,
  input: { activity: Id; version?: number | undefined },
  move: ActivityMove,
  load: typeof activityById = lockActivity,
): Promise<Refusal | Held<Activity>> {
  return hold(tx, actor, {
    lock: load,
    id: input.activity,
    version: input.version,
    since: ({ id }) => madeAt(id),
    may: async (activity, { model }) =>
      unless(
        mayExecute(actor, model, activity.carriedOutBy),
        mayMoveActivity(activity, move, model, (await settledBy(tx, model, activity.id))?.state),
      ),
  });
}

/** What keeps somebody from carrying out an activity, whatever they send: asked before photos and receipts are received. */
export function askToCarryOut(runtime: Runtime, who: Who, activity: Id): Promise<Refusal | undefined> {
  return runtime.askFirst(who, 'activities:write', (tx, actor) =>
    hold(tx, actor, {
      lock: activityById,
      id: activity,
      since: (thing) => madeAt(thing.id),
      may: ({ carriedOutBy }, { model }) => mayExecute(actor, model, carriedOutBy),
    }),
  );
}

/** What an entry of the journal says first of an activity. */
export function about(activity: Activity) {
  return { subjectType: 'activity', subjectId: activity.id, region: activity.place } as const;
}

/** Counts something of an activity where its programme counts. */
export function countOn(
  tx: Tx,
  activity: Activity,
  counted: Partial<Record<Counted, bigint>>,
): Promise<void> {
  return count(tx, { program: activity.program, village: activity.village, scope: activity.scope }, counted);
}

/** What of an activity is owed as the account of its money; undefined until that falls due, or where nothing accounts for it. */
export async function settledBy(tx: Tx, model: Model, activity: Id): Promise<Obligation | undefined> {
  const settling = settlingFiling(model);
  return settling && obligationFor(tx, settling.kind, activity);
}
