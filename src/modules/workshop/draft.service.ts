import type { Actor, Visitor } from '#kernel/actor.ts';
import type { WaitingFor } from '#kernel/bounded-work.ts';
import { type Id, newId } from '#kernel/id.ts';
import { lengthOf, storable } from '#kernel/readers/text.ts';
import { at, isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { ok, type Result, refused } from '#kernel/result.ts';
import { record } from '#modules/journal/index.ts';
import { adopted, type ModelProblem, renamed } from '#modules/models/index.ts';
import { applyVersion, modelSource, programBySlug, publishModel } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import type { Runtime } from '#platform/runtime.ts';
import { casesOf, draftById, insertDraft, lockDraft, writeDraft } from './draft.store.ts';
import { type Draft, LONGEST_CASES, LONGEST_SOURCE, mayBeCalled, mayWrite } from './draft.ts';
import { readingDraft } from './read-draft.ts';
import { type Steering, steeringNow } from './steering-now.service.ts';
import { withSection } from './text-sections.ts';

type Who = Actor | Visitor;

/**
 * Begins a draft as a copy of a version that was published here: as another version of the same model, or under a name of
 * its own, with its origin.
 */
export async function copyModel(
  runtime: Runtime,
  who: Who,
  input: {
    readonly from: { name: string; version: string };
    readonly name: string;
    readonly version: string;
  },
): Promise<Result<{ readonly id: Id }>> {
  return runtime.change(who, 'offices:write', async (tx, actor) => {
    const steering = await steeringNow(runtime, tx, actor);
    if (isRefusal(steering)) return refused(steering);
    const refusal = mayBeCalled(input.name, input.version);
    if (refusal) return refused(refusal);
    const source = await modelSource(tx, input.from.name, input.from.version);
    if (source === undefined) {
      return refused(at('from', refuse('model.unknown', undefined, { ...input.from })));
    }
    const called = { name: input.name, version: input.version };
    return begin(tx, steering, {
      ...called,
      source:
        input.name === input.from.name
          ? renamed(source, called)
          : adopted(source, { ...called, from: input.from }),
      cases: casesAs(await casesOf(tx, input.from.name, input.from.version), called),
      origin: input.from,
    });
  });
}

/** Begins a draft with a text from elsewhere: it need not read yet. */
export async function importModel(
  runtime: Runtime,
  who: Who,
  input: { readonly source: string },
  waiting: WaitingFor,
): Promise<Result<{ readonly id: Id }>> {
  const source = storable(input.source);
  const read = await readFor(runtime, who, source, waiting);
  if (!read.ok) return read;
  return runtime.change(who, 'offices:write', async (tx, actor) => {
    const steering = await steeringNow(runtime, tx, actor);
    if (isRefusal(steering)) return refused(steering);
    return begin(tx, steering, { ...read.value, source, cases: '', origin: null });
  });
}

async function begin(
  tx: Tx,
  { by, area }: Steering,
  draft: Pick<Draft, 'source' | 'cases' | 'name' | 'origin'> & { readonly version: string },
): Promise<Result<{ id: Id }>> {
  const id = newId(tx.now);
  await insertDraft(tx, { ...draft, id, modelVersion: draft.version }, by.person);
  await record(tx, by, {
    action: 'model.draft-started',
    subjectType: 'model-draft',
    subjectId: id,
    region: area,
    summary: {
      model: called(draft.name, draft.version),
      ...(draft.origin ? { modelWas: called(draft.origin.name, draft.origin.version) } : {}),
    },
  });
  return ok({ id });
}

/** Cases of one model as cases of another: the same, under its name. */
function casesAs(cases: string, { name, version }: { name: string; version: string }): string {
  return cases.replace(/^model:.*$/m, `model: ${name} ${version}`);
}

/** What a text is called where its name could not be read yet. */
function called(name: string, version: string): string {
  return `${name} ${version}`.trim();
}

/** Keeps a draft as it was typed, whether it reads or not; answers the mistakes that stand in it. */
export async function saveDraft(
  runtime: Runtime,
  who: Who,
  input: { readonly draft: Id; readonly source: string; readonly version?: number | undefined },
  waiting: WaitingFor,
): Promise<Result<{ readonly problems: readonly ModelProblem[] }>> {
  const source = storable(input.source);
  const read = await readFor(runtime, who, source, waiting);
  if (!read.ok) return read;
  const { problems, name, version } = read.value;
  return change(runtime, who, input, async (tx, { by, area }, draft) => {
    // What does not read is called as it was before.
    const names = name === '' ? draft : { name, modelVersion: version };
    await writeDraft(
      tx,
      draft.id,
      {
        source,
        cases: casesAs(draft.cases, { name: names.name, version: names.modelVersion }),
        name: names.name,
        modelVersion: names.modelVersion,
        state: 'open',
      },
      by.person,
    );
    await record(tx, by, {
      action: 'model.draft-saved',
      subjectType: 'model-draft',
      subjectId: draft.id,
      region: area,
      summary: { model: called(names.name, names.modelVersion) },
    });
    return ok({ problems });
  });
}

/** Keeps one part of a draft as it was typed (`sectionsOf`), all others as they stand. */
export async function saveSection(
  runtime: Runtime,
  who: Who,
  input: {
    readonly draft: Id;
    readonly section: string;
    readonly text: string;
    readonly version?: number | undefined;
  },
  waiting: WaitingFor,
): ReturnType<typeof saveDraft> {
  const refusal = await askToWrite(runtime, who);
  if (refusal) return refused(refusal);
  const draft = await runtime.read(who.tenant, (tx) => draftById(tx, input.draft));
  if (!draft) return refused(refuse('access.not-found'));
  const source = withSection(draft.source, input.section, storable(input.text));
  if (source === undefined) return refused(at('section', refuse('input.choice')));
  return saveDraft(
    runtime,
    who,
    { draft: draft.id, source, version: input.version ?? draft.version },
    waiting,
  );
}

/** Keeps the cases beside a draft as they were typed, whether they read or not. */
export async function saveCases(
  runtime: Runtime,
  who: Who,
  input: { readonly draft: Id; readonly cases: string; readonly version?: number | undefined },
): Promise<Result<null>> {
  const cases = storable(input.cases);
  const over = lengthOf(cases) - LONGEST_CASES;
  return change(runtime, who, input, async (tx, { by, area }, draft) => {
    if (over > 0)
      return refused(at('cases', refuse('input.too-long', undefined, { limit: LONGEST_CASES, over })));
    await writeDraft(tx, draft.id, { ...draft, cases }, by.person);
    await record(tx, by, {
      action: 'model.cases-saved',
      subjectType: 'model-draft',
      subjectId: draft.id,
      region: area,
      summary: { model: called(draft.name, draft.modelVersion) },
    });
    return ok(null);
  });
}

/** Lays a draft aside: nobody writes on it any more. Nothing is deleted. */
export async function layDraftAside(
  runtime: Runtime,
  who: Who,
  input: { readonly draft: Id; readonly version?: number | undefined },
): Promise<Result<null>> {
  return change(runtime, who, input, async (tx, { by, area }, draft) => {
    await writeDraft(tx, draft.id, { ...draft, state: 'laid-aside' }, by.person);
    await record(tx, by, {
      action: 'model.draft-laid-aside',
      subjectType: 'model-draft',
      subjectId: draft.id,
      region: area,
      summary: { model: called(draft.name, draft.modelVersion) },
    });
    return ok(null);
  });
}

/** Publishes a draft: its text must read, and from then on never changes under its name and version. */
export async function publishDraft(
  runtime: Runtime,
  who: Who,
  input: { readonly draft: Id; readonly version?: number | undefined },
): Promise<Result<{ readonly name: string; readonly version: string }>> {
  return change(runtime, who, input, async (tx, { by, area }, draft) => {
    const published = await publishModel(tx, by, { source: draft.source, region: area });
    if (!published.ok) return published;
    const { name, version } = published.value;
    await writeDraft(
      tx,
      draft.id,
      { source: draft.source, cases: draft.cases, name, modelVersion: version, state: 'published' },
      by.person,
    );
    return ok({ name, version });
  });
}

/** Lets a programme go by a published version of its model from a day to come. */
export async function applyModel(
  runtime: Runtime,
  who: Who,
  input: {
    readonly program: string;
    readonly version: string;
    readonly from: string;
    readonly reason: string;
  },
): ReturnType<typeof applyVersion> {
  return runtime.change(who, 'offices:write', async (tx, actor) => {
    const steering = await steeringNow(runtime, tx, actor);
    if (isRefusal(steering)) return refused(steering);
    const program = await programBySlug(tx, input.program);
    if (!program) return refused(at('program', refuse('input.choice')));
    return applyVersion(tx, steering.by, program, input, steering.timeZone);
  });
}

async function change<T>(
  runtime: Runtime,
  who: Who,
  input: { readonly draft: Id; readonly version?: number | undefined },
  work: (tx: Tx, steering: Steering, draft: Draft) => Promise<Result<T>>,
): Promise<Result<T>> {
  return runtime.change(who, 'offices:write', async (tx, actor) => {
    const steering = await steeringNow(runtime, tx, actor);
    if (isRefusal(steering)) return refused(steering);
    const draft = await lockDraft(tx, input.draft);
    const refusal = draft ? mayWrite(draft, input.version) : refuse('access.not-found');
    return draft && !refusal ? work(tx, steering, draft) : refused(refusal ?? refuse('access.not-found'));
  });
}

function askToWrite(runtime: Runtime, who: Who): Promise<Refusal | undefined> {
  return runtime.askFirst(who, 'offices:write', (tx, actor) => steeringNow(runtime, tx, actor));
}

/** First who, then the work on what they sent: its mistakes, and what it is called where it reads. */
async function readFor(
  runtime: Runtime,
  who: Who,
  source: string,
  waiting: WaitingFor,
): Promise<Result<{ problems: readonly ModelProblem[]; name: string; version: string }>> {
  const refusal = await askToWrite(runtime, who);
  if (refusal) return refused(refusal);
  if (source.trim() === '') return refused(at('source', refuse('input.required')));
  const over = lengthOf(source) - LONGEST_SOURCE;
  if (over > 0)
    return refused(at('source', refuse('input.too-long', undefined, { limit: LONGEST_SOURCE, over })));
  const read = await runtime.analyse(readingDraft, { source }, waiting);
  if (!read.ok) return refused(at('source', read.refusal));
  return ok(
    read.value.reads
      ? { problems: [], name: read.value.name, version: read.value.version }
      : { problems: read.value.problems, name: '', version: '' },
  );
}
