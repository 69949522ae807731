import type { Actor } from '#kernel/actor.ts';
import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import { readPastDay } from '#kernel/readers/day.ts';
import { readAll } from '#kernel/readers/fields.ts';
import { readLine, readRemark } from '#kernel/readers/text.ts';
import { at, isRefusal, refuse, together } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import type { SentFile } from '#kernel/sent-file.ts';
import { attach, type GivenFile, isKept, keepFiles } from '#modules/documents/index.ts';
import { record } from '#modules/journal/index.ts';
import { activityRules, type EventDue } from '#modules/models/index.ts';
import { settle } from '#modules/notices/index.ts';
import { oweFilings } from '#modules/obligations/index.ts';
import type { Program } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { activityById, insertProgress, lockActivity, progressOf, setActivity } from './activity.store.ts';
import { type Activity, fitsHandover, HANDOVER_MINUTES, mayProgress, needsMinutes } from './activity.ts';
import { about, countOn, holdActivity, type Saved, type Who } from './hold-activity.service.ts';

/** Says on which day the work began. */
export async function startActivity(
  runtime: Runtime,
  who: Who,
  input: { activity: Id; startedOn: string; version?: number | undefined },
): Promise<Result<Saved>> {
  return runtime.change(who, 'activities:write', async (tx, actor) => {
    const held = await holdActivity(tx, actor, input, 'start');
    if (isRefusal(held)) return refused(held);
    const startedOn = readPastDay(input.startedOn, tx.today);
    if (isRefusal(startedOn)) return refused(at('startedOn', startedOn));
    const version = await setActivity(tx, held.thing.id, { state: 'running', startedOn });
    await fallsDue(tx, held.program, held.thing, 'activity.started', startedOn);
    await record(tx, held.by, {
      action: 'activity.started',
      ...about(held.thing),
      summary: { startedOn },
    });
    await countOn(tx, held.thing, { planned: -1n, running: 1n });
    return ok({ activity: held.thing.id, version });
  });
}

/**
 * Records progress at one of the model's checkpoints, with its photos. At 100 % the activity is completed, and
 * what its model wants filed about it falls due.
 */
export async function recordProgress(
  runtime: Runtime,
  who: Who,
  input: ProgressInput,
  left?: AbortSignal,
): Promise<Result<Saved & { plain: number }>> {
  return runtime.changePrepared(who, 'activities:write', {
    ask: (tx, actor) => progressAsked(tx, actor, input, activityById),
    prepare: () => keepFiles(runtime.files, 'photos', input.photos, 'picture', left),
    work: async (tx, actor, files) => {
      const asked = await progressAsked(tx, actor, input, lockActivity);
      if (isRefusal(asked)) return refused(asked);
      const { thing: activity, program, by, happenedOn, note } = asked;
      await insertProgress(tx, activity.id, { percent: input.percent, note, happenedOn, by: actor.person });
      for (const file of files) {
        await attach(tx, file, {
          subjectType: 'activity',
          subjectId: activity.id,
          role: `photo-${input.percent}`,
          caption: note,
          public: 'public',
          by: actor.person,
        });
      }
      const completed = input.percent === 100;
      const version = await setActivity(tx, activity.id, {
        state: completed ? 'completed' : 'running',
        progress: input.percent,
        ...(completed ? { completedOn: happenedOn } : {}),
      });
      if (completed) {
        await settle(tx, activity.id, 'activity.carry-out');
        await fallsDue(tx, program, activity, 'activity.completed', happenedOn);
      }
      await record(tx, by, {
        action: completed ? 'activity.completed' : 'activity.progressed',
        ...about(activity),
        summary: {
          percent: input.percent,
          happenedOn,
          note,
          photos: files.map((file) => file.sha256),
          originals: files.map((file) => file.original),
        },
      });
      if (completed) await countOn(tx, activity, { running: -1n, completed: 1n });
      return ok({
        activity: activity.id,
        version,
        plain: files.filter((file) => file.looks === 'plain').length,
      });
    },
  });
}

type ProgressInput = {
  readonly activity: Id;
  readonly percent: number;
  readonly note: string;
  readonly happenedOn: string;
  readonly photos: readonly SentFile[];
};

const MOST_PHOTOS = 10;

/** Whether this progress may be recorded now: asked before its photos are read, and again under lock. */
async function progressAsked(tx: Tx, actor: Actor, input: ProgressInput, load: typeof activityById) {
  const held = await holdActivity(tx, actor, input, 'progress', load);
  if (isRefusal(held)) return held;
  if (input.photos.length > MOST_PHOTOS) {
    return at('photos', refuse('file.too-many', undefined, { limit: MOST_PHOTOS }));
  }
  const read = readAll({
    happenedOn: readPastDay(input.happenedOn, tx.today),
    note: readRemark(input.note, 1000),
  });
  if (isRefusal(read)) return read;
  const { happenedOn } = read;
  const latest = (await progressOf(tx, held.thing.id)).at(-1)?.happenedOn ?? null;
  const step = { percent: input.percent, photos: input.photos.length, happenedOn, latest };
  return mayProgress(held.program.model, held.thing, step) ?? { ...held, ...read };
}

/** Everything that is due after something happened to an activity is owed from then on by whoever carries it out. */
async function fallsDue(
  tx: Tx,
  program: Program,
  activity: Activity,
  event: EventDue['after'],
  happenedOn: IsoDate,
): Promise<void> {
  const due = program.model.filings.filter((one) => 'after' in one.due && one.due.after === event);
  const owed = due.map((filing) => ({
    filing,
    kind: filing.kind,
    along: null,
    occasion: '',
    program: program.id,
    fiscalYear: program.fiscalYear,
    organization: activity.carriedOutBy,
    offices: activityRules(program.model).executors,
    region: activity.place,
    subjectType: 'activity' as const,
    subjectId: activity.id,
    startsOn: happenedOn,
    title: activity.title,
  }));
  await oweFilings(tx, owed, program);
}

/** Hands a completed activity over to those who will keep it, with its minutes as a file. */
export async function handOverActivity(
  runtime: Runtime,
  who: Who,
  input: HandoverInput,
  left?: AbortSignal,
): Promise<Result<Saved>> {
  return runtime.changePrepared(who, 'activities:write', {
    ask: (tx, actor) => handoverAsked(tx, actor, input, activityById),
    prepare: async () =>
      input.minutes && isKept(input.minutes)
        ? [input.minutes]
        : keepFiles(runtime.files, 'minutes', input.minutes ? [input.minutes] : [], 'receipt', left),
    work: async (tx, actor, [file]) => {
      const asked = await handoverAsked(tx, actor, input, lockActivity);
      if (isRefusal(asked)) return refused(asked);
      const { thing: activity, by, read } = asked;
      const version = await setActivity(tx, activity.id, {
        state: 'handed-over',
        handover: { on: read.handedOverOn, to: read.handedOverTo, note: read.note },
      });
      if (file) {
        await attach(tx, file, {
          subjectType: 'activity',
          subjectId: activity.id,
          role: HANDOVER_MINUTES,
          caption: '',
          // It names who signed it.
          public: 'private',
          by: actor.person,
        });
      }
      await record(tx, by, {
        action: 'activity.handed-over',
        ...about(activity),
        summary: { on: read.handedOverOn, minutes: file?.sha256 },
      });
      return ok({ activity: activity.id, version });
    },
  });
}

type HandoverInput = {
  readonly activity: Id;
  readonly handedOverOn: string;
  readonly handedOverTo: string;
  readonly note: string;
  readonly minutes?: GivenFile | undefined;
  readonly version?: number | undefined;
};

/** Whether an activity may be handed over now: asked before its minutes are read, and again under lock. */
async function handoverAsked(tx: Tx, actor: Actor, input: HandoverInput, load: typeof activityById) {
  const held = await holdActivity(tx, actor, input, 'hand-over', load);
  if (isRefusal(held)) return held;
  const read = readAll({
    handedOverOn: readPastDay(input.handedOverOn, tx.today),
    handedOverTo: readLine(input.handedOverTo, 160),
    note: readRemark(input.note, 1000),
  });
  const without = needsMinutes(held.program.model, input.minutes ? 1 : 0);
  if (isRefusal(read)) return together([...(read.issues ?? [read]), ...(without ? [without] : [])]) ?? read;
  return without ?? fitsHandover(held.thing, read.handedOverOn) ?? { ...held, read };
}
