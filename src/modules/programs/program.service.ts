import type { Acting } from '#kernel/actor.ts';
import { type Id, newId } from '#kernel/id.ts';
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import type { RegionCode } from '#kernel/region.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { record } from '#modules/journal/index.ts';
import { type Model, readModel, sha256Of } from '#modules/models/index.ts';
import { keepNames } from '#modules/search/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Grounds } from './grounds.ts';
import {
  insertModel,
  insertProgram,
  listPrograms,
  modelSource,
  programBySlug,
  publishedBefore,
  setClosed,
} from './program.store.ts';
import { mayClose, type OpenMatters, type Program, type Windows, windowsIn } from './program.ts';

/**
 * Freezes the text of a model under its name and version: it must read, and nothing else may stand there. `fresh` tells
 * whether it was not there before.
 */
async function freezeModel(tx: Tx, source: string): Promise<{ model: Model; fresh: boolean } | Refusal> {
  const known = publishedBefore(source);
  const read: ReturnType<typeof readModel> = known ? { ok: true, model: known } : readModel(source);
  if (!read.ok) {
    const [first] = read.problems;
    return refuse('model.invalid', undefined, { path: first?.path ?? '', line: first?.line ?? 1 });
  }
  const { model } = read;
  const { name, version } = model;
  const stood = (await modelSource(tx, name, version)) !== undefined;
  if (await insertModel(tx, model, source)) return { model, fresh: !stood };
  return refuse('model.published', undefined, { name, version });
}

/**
 * Publishes a model (its YAML text): from then on what stands under its name and version never changes, and a programme
 * may be opened on it or go on by it. Published again with the same text it stays as it is. Asked by whoever may.
 */
export async function publishModel(
  tx: Tx,
  by: Acting,
  { source, region }: { source: string; region: RegionCode },
): Promise<Result<Model>> {
  const frozen = await freezeModel(tx, source);
  if (isRefusal(frozen)) return refused(frozen);
  const { model, fresh } = frozen;
  if (!fresh) return ok(model);
  await record(tx, by, {
    action: 'model.published',
    subjectType: 'tenant',
    subjectId: tx.tenant,
    region,
    summary: { model: `${model.name} ${model.version}`, sha256: sha256Of(source) },
  });
  return ok(model);
}

/**
 * Publishes a model (its YAML text) and opens a programme on it for a year. `windows` are those of the
 * city's own calendar; where it has none the model's apply.
 */
export async function openProgram(
  tx: Tx,
  by: Acting,
  input: {
    source: string;
    region: RegionCode;
    fiscalYear: number;
    windows?: Windows;
    grounds?: Grounds;
  },
): Promise<Result<Program>> {
  const frozen = await freezeModel(tx, input.source);
  if (isRefusal(frozen)) return refused(frozen);
  const { model } = frozen;
  const slug = `${model.name}-${input.fiscalYear}`;
  if (await programBySlug(tx, slug)) {
    return refused(refuse('program.there', undefined, { program: slug }));
  }
  const windows = windowsIn(model, input.fiscalYear);
  const program: Program = {
    id: newId(tx.now) satisfies Id,
    slug,
    model,
    asOf: tx.now,
    fiscalYear: input.fiscalYear,
    region: input.region,
    windows: {
      proposals: { ...windows.proposals, ...input.windows?.proposals },
      forums: { ...windows.forums, ...input.windows?.forums },
    },
    state: 'open',
  };
  await insertProgram(tx, program);
  const called = `${model.short} ${input.fiscalYear}`;
  await keepNames(tx, [
    {
      kind: 'program',
      thing: program.id,
      title: { id: called, en: called },
      region: input.region,
      page: `program/${program.slug}`,
      more: `${model.title.id} ${model.title.en}`,
    },
  ]);
  await record(tx, by, {
    action: 'program.opened',
    subjectType: 'program',
    subjectId: program.id,
    region: input.region,
    summary: {
      program: program.slug,
      model: `${model.name} ${model.version}`,
      windows: { ...program.windows.proposals, ...program.windows.forums },
      ...input.grounds,
    },
  });
  return ok(program);
}

/**
 * Closes a programme whose year is over: it takes no proposals any more and leaves the desks. Refused while something waits
 * that nobody could end afterwards; what is still to be carried out or reported goes on by its own rules.
 */
export async function closeProgram(
  tx: Tx,
  by: Acting,
  program: Program,
  { matters, ...grounds }: Grounds & { readonly matters: OpenMatters },
): Promise<Result<Program>> {
  const refusal = mayClose(program, tx.today, matters);
  if (refusal) return refused(refusal);
  await setClosed(tx, program.id);
  await record(tx, by, {
    action: 'program.closed',
    subjectType: 'program',
    subjectId: program.id,
    region: program.region,
    summary: { program: program.slug, basis: grounds.basis, reason: grounds.reason },
  });
  return ok({ ...program, state: 'closed' });
}

/** The area that the city's programmes work in, and the programmes; nothing before the first is opened. */
export async function steeredArea(
  tx: Tx,
): Promise<{ programs: readonly Program[]; area: RegionCode } | undefined> {
  const programs = await listPrograms(tx);
  const [newest] = programs;
  return newest && { programs, area: newest.region };
}
