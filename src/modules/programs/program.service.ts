import type { Acting } from '#kernel/actor.ts';
import { type Id, newId } from '#kernel/id.ts';
import { refuse } from '#kernel/refusal.ts';
import type { RegionCode } from '#kernel/region.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { record } from '#modules/journal/index.ts';
import { readModel } from '#modules/models/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { insertModel, insertProgram, listPrograms, setClosed } from './program.store.ts';
import { mustBeOpen, mustBeOver, type Program, type Windows, windowsIn } from './program.ts';

/**
 * Publishes a model (its YAML text) and opens a programme on it for a year. `windows` are those of the
 * city's own calendar; where it has none the model's apply.
 */
export async function openProgram(
  tx: Tx,
  by: Acting,
  input: { source: string; region: RegionCode; fiscalYear: number; windows?: Windows },
): Promise<Result<Program>> {
  const read = readModel(input.source);
  if (!read.ok) {
    const [first] = read.problems;
    return refused(refuse('model.invalid', undefined, { path: first?.path ?? '', line: first?.line ?? 1 }));
  }
  const windows = windowsIn(read.model, input.fiscalYear);
  const program: Program = {
    id: newId(tx.now) satisfies Id,
    slug: `${read.model.name}-${input.fiscalYear}`,
    model: read.model,
    fiscalYear: input.fiscalYear,
    region: input.region,
    windows: {
      proposals: { ...windows.proposals, ...input.windows?.proposals },
      forums: { ...windows.forums, ...input.windows?.forums },
    },
    state: 'open',
  };
  if (!(await insertModel(tx, read.model, input.source))) {
    const { name, version } = read.model;
    return refused(refuse('model.published', undefined, { name, version }));
  }
  await insertProgram(tx, program);
  await record(tx, by, {
    action: 'program.opened',
    subjectType: 'program',
    subjectId: program.id,
    region: input.region,
    summary: {
      program: program.slug,
      model: `${read.model.name} ${read.model.version}`,
      windows: { ...program.windows.proposals, ...program.windows.forums },
    },
  });
  return ok(program);
}

/**
 * Closes a programme whose year is over: it takes no proposals any more and leaves the desks. What is still to be paid
 * or reported goes on by its own rules.
 */
export async function closeProgram(tx: Tx, by: Acting, program: Program): Promise<Result<Program>> {
  const refusal = mustBeOpen(program) ?? mustBeOver(program, tx.today);
  if (refusal) return refused(refusal);
  await setClosed(tx, program.id);
  await record(tx, by, {
    action: 'program.closed',
    subjectType: 'program',
    subjectId: program.id,
    region: program.region,
    summary: { program: program.slug },
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
