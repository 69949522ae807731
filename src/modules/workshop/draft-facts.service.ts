import type { Actor, Visitor } from '#kernel/actor.ts';
import type { WaitingFor } from '#kernel/bounded-work.ts';
import { dayIn, type IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import type { Change, Model } from '#modules/models/index.ts';
import {
  type AppliedVersion,
  appliedTo,
  lastVersion,
  listPrograms,
  modelSource,
  type Program,
  type PublishedVersion,
  pinsOf,
  programBySlug,
  publishedVersions,
} from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { draftById, openDrafts } from './draft.store.ts';
import type { Draft } from './draft.ts';
import { type DraftReading, readingDraft } from './read-draft.ts';
import { runningIn } from './running.service.ts';
import { steeringNow } from './steering-now.service.ts';
import { type Touched, touchedBy } from './touched.ts';

/** The models of a city: what was published, what is written on, and the programmes that go by them. */
export type Workshop = {
  readonly published: readonly (PublishedVersion & { readonly publishedOn: IsoDate })[];
  readonly drafts: readonly (Omit<Draft, 'source' | 'cases'> & { readonly changedOn: IsoDate })[];
  /** Those that are open, each with the versions whose day is still to come. */
  readonly programs: readonly { readonly program: Program; readonly later: readonly AppliedVersion[] }[];
};

export async function workshopOf(runtime: Runtime, tx: Tx, who: Actor): Promise<Workshop | Refusal> {
  const steering = await steeringNow(runtime, tx, who);
  if (isRefusal(steering)) return steering;
  const on = (moment: Date) => dayIn(steering.timeZone, moment);
  const programs = [];
  for (const program of (await listPrograms(tx)).filter((one) => one.state === 'open')) {
    const later = (await pinsOf(tx, program.id)).filter((pin) => pin.fromOn > tx.today);
    programs.push({ program, later });
  }
  return {
    published: (await publishedVersions(tx)).map((one) => ({ ...one, publishedOn: on(one.publishedAt) })),
    drafts: (await openDrafts(tx)).map((one) => ({ ...one, changedOn: on(one.changedAt) })),
    programs,
  };
}

/** A draft for those who write on models. */
export async function draftFor(runtime: Runtime, tx: Tx, who: Actor, id: Id): Promise<Draft | Refusal> {
  const steering = await steeringNow(runtime, tx, who);
  if (isRefusal(steering)) return steering;
  return (await draftById(tx, id)) ?? refuse('access.not-found');
}

/** A change with the running things that go by the rule it is about. */
export type FeltChange = Change & { readonly touched: Touched; readonly unkept: boolean };

/** What a draft would change for a programme: its mistakes, or every difference to the version that holds last. */
export type Preview =
  | Extract<DraftReading, { reads: false }>
  | {
      readonly reads: true;
      readonly name: string;
      readonly version: string;
      readonly model: Model;
      /** The programme with whose version it was compared, and that version; none where no open programme goes by this model. */
      readonly against: { readonly program: Program; readonly version: string } | undefined;
      readonly changes: readonly FeltChange[];
    };

/**
 * What a text would change for a programme, and how much runs under each rule: for the one that is named, else for the open
 * one that goes by the model of this name. Nothing is written: the text is read apart from the server, and what runs is
 * counted afterwards.
 */
export async function previewModel(
  runtime: Runtime,
  who: Actor | Visitor,
  input:
    | { readonly source: string; readonly program: string }
    | { readonly source: string; readonly name: string },
  waiting: WaitingFor,
): Promise<Result<Preview>> {
  const refusal = await runtime.askFirst(who, 'offices:write', (tx, actor) =>
    steeringNow(runtime, tx, actor),
  );
  if (refusal) return refused(refusal);
  const held = await runtime.read(who.tenant, async (tx) => {
    const program =
      'program' in input
        ? await programBySlug(tx, input.program)
        : (await listPrograms(tx)).find((one) => one.state === 'open' && one.model.name === input.name);
    return program && { program, ...(await lastText(tx, program)) };
  });
  if (!held && 'program' in input) return refused(refuse('access.not-found'));
  const { source } = input;
  const read = await runtime.analyse(
    readingDraft,
    held ? { source, inForce: held.inForce } : { source },
    waiting,
  );
  if (!read.ok) return read;
  if (!read.value.reads) return ok(read.value);
  const { changes, unkept, ...about } = read.value;
  if (!held) return ok({ ...about, against: undefined, changes: [] });
  const { program, version } = held;
  const running = await runtime.read(who.tenant, (tx) => runningIn(tx, program.id));
  return ok({
    ...about,
    against: { program, version },
    changes: changes.map((one) => ({
      ...one,
      touched: touchedBy(one, program.model, running),
      unkept: unkept.includes(one.path.join('.')),
    })),
  });
}

/** The text of the version that a programme goes by last, also where its day is still to come. */
async function lastText(tx: Tx, { id, model }: Program): Promise<{ version: string; inForce: string }> {
  const { first, pins } = await appliedTo(tx, id);
  const version = lastVersion(first, pins);
  const inForce = await modelSource(tx, model.name, version);
  if (inForce === undefined) throw new Error(`${model.name} ${version} is not published`);
  return { version, inForce };
}
