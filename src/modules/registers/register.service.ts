import { type Actor, acting, type Mandate, type Visitor } from '#kernel/actor.ts';
import { type Id, newId } from '#kernel/id.ts';
import { readPastDay } from '#kernel/readers/day.ts';
import { readAll } from '#kernel/readers/fields.ts';
import { lengthOf, readLine, readName, readRemark } from '#kernel/readers/text.ts';
import { at, isRefusal, type Refusal, refuse, together } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { record } from '#modules/journal/index.ts';
import { numberAsked, type Register } from '#modules/models/index.ts';
import { mustBeOpen, type Program, programBySlug } from '#modules/programs/index.ts';
import { regionsWithin } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { entryById, insertApproach, saveEntries } from './register.store.ts';
import { APPROACH_OUTCOMES, APPROACH_WAYS, mayUse } from './register.ts';
import { REGISTER_LIMITS, readRegister } from './register-file.ts';

type Who = Actor | Visitor;
type Named = { readonly program: string; readonly kind: string };

/** A register of a programme, with how its number is called and how many figures it has. */
export type Found = {
  readonly program: Program;
  readonly kind: string;
  readonly register: Register;
  readonly number: { readonly key: string; readonly length: number };
};

/** The register of a kind of party in a programme; undefined where its model keeps none. */
export async function registerIn(tx: Tx, { program: slug, kind }: Named): Promise<Found | undefined> {
  const program = await programBySlug(tx, slug);
  const register = program?.model.parties.kinds.find((one) => one.kind === kind)?.register;
  const asked = program && register && numberAsked(program.model, kind, register.matchedBy);
  return asked && { program, kind, register, number: { key: register.matchedBy, length: asked.length } };
}

async function usable(
  tx: Tx,
  actor: Actor,
  named: Named,
  what: 'keep' | 'approach',
): Promise<(Found & { readonly by: Mandate }) | Refusal> {
  const found = await registerIn(tx, named);
  if (!found) return refuse('access.not-found');
  const { program, register } = found;
  const by = mayUse(actor, program.model, { register, region: program.region }, what);
  return isRefusal(by) ? by : (mustBeOpen(program) ?? { ...found, by });
}

/** What keeps somebody from keeping a register: asked before its file is received. */
export function askToKeepRegister(runtime: Runtime, who: Who, named: Named): Promise<Refusal | undefined> {
  return runtime.askFirst(who, 'offices:write', (tx, actor) => usable(tx, actor, named, 'keep'));
}

const SOURCE = { least: 5, most: 200 } as const;

/**
 * Takes a register over from a file: all lines or none. A number that is there already is written anew; entries that the
 * file does not name stay. A broken file is answered with the lines that cannot stand.
 * Source: model `parties.kinds[].register`.
 */
export async function importRegister(
  runtime: Runtime,
  who: Who,
  input: Named & { readonly text: string; readonly source: string },
): Promise<Result<{ entries: number }>> {
  return runtime.change(who, 'offices:write', async (tx, actor) => {
    const found = await usable(tx, actor, input, 'keep');
    if (isRefusal(found)) return refused(found);
    const { program, kind, number, by } = found;
    const source = readLine(input.source, SOURCE.most);
    const short = typeof source === 'string' && lengthOf(source) < SOURCE.least;
    const missing = together([
      ...(isRefusal(source) ? [at('source', source)] : []),
      ...(short ? [at('source', refuse('input.required'))] : []),
      ...(input.text.trim() === '' ? [at('file', refuse('input.required'))] : []),
      ...(input.text.length > REGISTER_LIMITS.bytes
        ? [at('file', refuse('input.too-large', undefined, { limit: REGISTER_LIMITS.bytes }))]
        : []),
    ]);
    if (missing || isRefusal(source)) return refused(missing ?? refuse('input.invalid'));
    const read = readRegister(input.text, {
      number: number.key,
      length: number.length,
      districts: await regionsWithin(tx, program.region, 'district'),
      area: program.region,
    });
    if ('problems' in read) return refused(unreadable(read.problems, read.count));
    await saveEntries(tx, kind, source, read.entries);
    await record(tx, acting(actor, by), {
      action: 'register.kept',
      subjectType: 'program',
      subjectId: program.id,
      region: program.region,
      summary: { program: program.slug, kind, entries: read.entries.length, source },
    });
    return ok({ entries: read.entries.length });
  });
}

/** Every line that is named, each beside the file, with how many there are in all. */
function unreadable(
  problems: Extract<ReturnType<typeof readRegister>, { count: number }>['problems'],
  count: number,
): Refusal {
  const issues = problems.map((one) =>
    at('file', refuse('register.unreadable', undefined, { ...one, count })),
  );
  return together(issues) ?? refuse('input.invalid');
}

/** An approach as typed. */
export type TypedApproach = {
  readonly entry: Id;
  readonly happenedOn: string;
  readonly way: string;
  readonly spokeWith: string;
  readonly remark: string;
  readonly outcome: string;
};

/**
 * Records that an office asked an institution of a register to take part: when, how, with whom, and what came of it. For
 * officers; the public reads how many there were. Source: model `parties.kinds[].register.approachedBy`; paper 004, §4.2.3.
 */
export async function recordApproach(
  runtime: Runtime,
  who: Who,
  input: Named & TypedApproach,
): Promise<Result<{ approach: Id }>> {
  return runtime.change(who, 'offices:write', async (tx, actor) => {
    const found = await usable(tx, actor, input, 'approach');
    if (isRefusal(found)) return refused(found);
    const { program, kind, by } = found;
    const entry = await entryById(tx, kind, input.entry);
    if (!entry) return refused(refuse('access.not-found'));
    const read = readAll({
      happenedOn: readPastDay(input.happenedOn, tx.today),
      way: APPROACH_WAYS.find((one) => one === input.way) ?? refuse('input.choice'),
      spokeWith: input.spokeWith.trim() === '' ? '' : readName(input.spokeWith),
      remark: readRemark(input.remark, 1000),
      outcome: APPROACH_OUTCOMES.find((one) => one === input.outcome) ?? refuse('input.choice'),
    });
    if (isRefusal(read)) return refused(read);
    const id = newId(tx.now);
    await insertApproach(tx, program.id, {
      ...read,
      id,
      entry: entry.id,
      by: actor.person,
      office: by.office,
    });
    await record(tx, acting(actor, by), {
      action: 'register.approached',
      subjectType: 'program',
      subjectId: program.id,
      region: program.region,
      summary: {
        program: program.slug,
        kind,
        way: read.way,
        outcome: read.outcome,
        happenedOn: read.happenedOn,
      },
    });
    return ok({ approach: id });
  });
}
