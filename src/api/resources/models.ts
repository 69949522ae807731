import { z } from '@hono/zod-openapi';
import { authorise } from '#kernel/actor.ts';
import type { WaitingFor } from '#kernel/bounded-work.ts';
import { isRefusal } from '#kernel/refusal.ts';
import type { Change, ModelProblem } from '#modules/models/index.ts';
import {
  applyModel,
  askToWriteModels,
  besideOrigin,
  compelModelRule,
  copyModel,
  type Draft,
  draftFor,
  type FeltChange,
  importModel,
  layDraftAside,
  previewCompelled,
  previewModel,
  publishDraft,
  saveCases,
  saveDraft,
  tryDraft,
  workshopOf,
} from '#modules/workshop/index.ts';
import { answerTo, type Call, endpoint } from '../endpoint.ts';
import { LongInput, ShortInput } from '../input.ts';
import { Day, Made, Moment, moment, Uuid } from './shared.ts';

/** A text of a model in JSON: up to 1 MB of it, with what JSON adds. */
const LARGEST_TEXT = 3 * 1024 * 1024;

const Source = z.string().max(1_100_000).meta({ description: 'The text of a model as YAML, at most 1 MB' });
const Named = z.object({ name: z.string(), version: z.string() });

const Problem = z
  .object({ path: z.string(), line: z.int(), column: z.int(), message: z.string() })
  .meta({ id: 'ModelProblem', description: 'What is wrong in a model, and where' });

const ShownDraft = z
  .object({
    id: Uuid,
    name: z.string(),
    modelVersion: z.string(),
    origin: Named.nullable(),
    state: z.enum(['open', 'published', 'laid-aside']),
    changedAt: Moment,
    version: z.int().meta({ description: 'For the next `If-Match`' }),
  })
  .meta({ id: 'ModelDraft', description: 'A model of the city’s own while it is written' });

const WholeDraft = ShownDraft.extend({ source: z.string(), cases: z.string() }).meta({
  id: 'ModelDraftText',
  description: 'A draft with its text and its cases, as they were typed',
});

const Touched = z.object({
  proposals: z.int(),
  forums: z.int(),
  activities: z.int(),
  filings: z.int(),
});

const ShownChange = z
  .object({
    path: z.string().meta({ examples: ['proposals.usulan.checks.photos.atLeast'] }),
    change: z.enum(['added', 'removed', 'changed', 'reordered']),
    weight: z.enum(['wording', 'compatible', 'tightening', 'breaking']),
  })
  .meta({ id: 'ModelChange', description: 'One rule in which two versions differ, and what that means' });

const Felt = ShownChange.extend({
  touched: Touched,
  unkept: z.boolean().meta({ description: 'Only a programme opened anew can take it' }),
}).meta({ id: 'FeltModelChange', description: 'A change with how much runs under the rule' });

const Seen = z.object({
  reads: z.boolean(),
  problems: z.array(Problem),
  against: z.object({ program: z.string(), version: z.string() }).nullable(),
  changes: z.array(Felt),
});

function shownDraft(draft: Omit<Draft, 'source' | 'cases'>): z.infer<typeof ShownDraft> {
  const { id, name, modelVersion, origin, state, changedAt, version } = draft;
  return { id, name, modelVersion, origin, state, changedAt: moment(changedAt), version };
}

function shownProblem({ path, line, column, message }: ModelProblem): z.infer<typeof Problem> {
  return { path, line, column, message };
}

function shownChange({ path, change, weight }: Change): z.infer<typeof ShownChange> {
  return { path: path.join('.'), change, weight };
}

function felt({ touched, unkept, ...change }: FeltChange): z.infer<typeof Felt> {
  return { ...shownChange(change), touched: { ...touched }, unkept };
}

function waiting(call: Call): WaitingFor {
  return { left: call.left, who: 'member' };
}

const tag = 'models';
const read = { tag, access: 'read' } as const;
const write = { tag, access: 'offices:write' } as const;
const ask = ({ pilar, who }: Pick<Call, 'pilar' | 'who'>) => askToWriteModels(pilar, who);

export const models = [
  endpoint({
    method: 'get',
    path: '/{tenant}/models',
    ...read,
    summary: 'The models of a city: what was published, what is written on',
    answer: z.object({
      published: z.array(Named.extend({ sha256: z.string(), publishedOn: Day })),
      drafts: z.array(ShownDraft),
      programs: z.array(
        z.object({
          program: z.string(),
          model: Named,
          later: z.array(
            z.object({
              from: Day,
              version: z.string(),
              rule: z.string().nullable().meta({ description: 'One rule that holds for what runs as well' }),
              basis: z.string().nullable(),
              reason: z.string(),
            }),
          ),
        }),
      ),
    }),
    run: (call) =>
      call.read(async (tx) => {
        const actor = authorise(call.viewer, 'read');
        if (isRefusal(actor)) return actor;
        const found = await workshopOf(call.pilar, tx, actor);
        if (isRefusal(found)) return found;
        return {
          body: {
            published: found.published.map(({ name, version, sha256, publishedOn }) => ({
              name,
              version,
              sha256,
              publishedOn,
            })),
            drafts: found.drafts.map(shownDraft),
            programs: found.programs.map(({ program: { slug, model }, later }) => ({
              program: slug,
              model: { name: model.name, version: model.version },
              later: later.map(({ fromOn, version, rule, basis, reason }) => ({
                from: fromOn,
                version,
                rule,
                basis,
                reason,
              })),
            })),
          },
        };
      }),
  }),
  endpoint({
    method: 'post',
    path: '/{tenant}/model-drafts',
    ...write,
    status: 201,
    summary: 'Begin a draft as a copy of a version that was published here',
    description:
      'Under its own name it is another version of that model, under another one a model of its own.',
    body: {
      takes: ['json'],
      schema: z.strictObject({
        from: z.strictObject({ name: ShortInput, version: ShortInput }),
        name: ShortInput,
        version: ShortInput,
      }),
      example: { from: { name: 'hibah-desa', version: '2025' }, name: 'hibah-kami', version: '2026' },
    },
    answer: Made,
    run: async (call, { body }) =>
      answerTo(await copyModel(call.pilar, call.who, body), ({ id }) => ({
        body: { id },
        location: `/model-drafts/${id}`,
      })),
  }),
  endpoint({
    method: 'post',
    path: '/{tenant}/model-drafts/imported',
    ...write,
    status: 201,
    analyses: true,
    summary: 'Begin a draft with a text from elsewhere',
    description: 'It need not read yet; its mistakes are told by its trial.',
    body: {
      takes: ['json'],
      largest: LARGEST_TEXT,
      schema: z.strictObject({ source: Source }),
      example: { source: 'schema: 2\n' },
    },
    answer: Made,
    ask,
    run: async (call, { body }) =>
      answerTo(await importModel(call.pilar, call.who, body, waiting(call)), ({ id }) => ({
        body: { id },
        location: `/model-drafts/${id}`,
      })),
  }),
  endpoint({
    method: 'get',
    path: '/{tenant}/model-drafts/{draft}',
    ...read,
    summary: 'A draft with its text and its cases',
    answer: WholeDraft,
    run: (call, { params }) =>
      call.read(async (tx) => {
        const actor = authorise(call.viewer, 'read');
        if (isRefusal(actor)) return actor;
        const found = await draftFor(call.pilar, tx, actor, params.draft);
        if (isRefusal(found)) return found;
        const { source, cases, version } = found;
        return { body: { ...shownDraft(found), source, cases }, version };
      }),
  }),
  endpoint({
    method: 'put',
    path: '/{tenant}/model-drafts/{draft}/text',
    ...write,
    precondition: 'version',
    analyses: true,
    summary: 'Keep the text of a draft as it is, mistakes too, and be told them by line',
    body: {
      takes: ['json'],
      largest: LARGEST_TEXT,
      schema: z.strictObject({ source: Source }),
      example: { source: 'schema: 2\n' },
    },
    answer: z.object({ problems: z.array(Problem) }),
    ask,
    run: async (call, { params, body }) =>
      answerTo(
        await saveDraft(
          call.pilar,
          call.who,
          { draft: params.draft, source: body.source, version: call.version },
          waiting(call),
        ),
        ({ problems }) => ({ body: { problems: problems.map(shownProblem) } }),
      ),
  }),
  endpoint({
    method: 'put',
    path: '/{tenant}/model-drafts/{draft}/cases',
    ...write,
    precondition: 'version',
    summary: 'Keep the cases beside a draft',
    body: {
      takes: ['json'],
      largest: LARGEST_TEXT,
      schema: z.strictObject({ cases: Source }),
      example: { cases: 'model: hibah-kami 2026\n' },
    },
    answer: Made,
    ask,
    run: async (call, { params, body }) =>
      answerTo(
        await saveCases(call.pilar, call.who, {
          draft: params.draft,
          cases: body.cases,
          version: call.version,
        }),
        () => ({ body: { id: params.draft } }),
      ),
  }),
  endpoint({
    method: 'get',
    path: '/{tenant}/model-drafts/{draft}/trial',
    ...read,
    analyses: true,
    summary: 'Run the cases of a draft: what came of each, and what no case shows',
    answer: z.object({
      reads: z.boolean(),
      problems: z.array(Problem),
      outcomes: z.array(
        z.object({
          at: z.string().meta({ examples: ['checks[2]'] }),
          of: z.string(),
          wanted: z.string(),
          found: z.string().nullable(),
          because: z.string().nullable(),
          agrees: z.boolean(),
        }),
      ),
      unshown: z.array(z.string()),
    }),
    run: async (call, { params }) => {
      const actor = authorise(call.viewer, 'read');
      if (isRefusal(actor)) return actor;
      return answerTo(
        await tryDraft(call.pilar, actor, { draft: params.draft }, waiting(call)),
        ({ trial }) => ({
          body: {
            reads: trial.reads,
            problems: trial.problems.map(shownProblem),
            outcomes: (trial.reads ? trial.outcomes : []).map(
              ({ at, of, wanted, found, because, fault }) => ({
                at,
                of,
                wanted,
                found: found ?? null,
                because: because ?? null,
                agrees: fault === undefined,
              }),
            ),
            unshown: trial.reads ? [...trial.unshown] : [],
          },
        }),
      );
    },
  }),
  endpoint({
    method: 'get',
    path: '/{tenant}/model-drafts/{draft}/origin',
    ...read,
    analyses: true,
    summary: 'A draft beside its origin as it was copied and as it is published now',
    answer: z.object({
      origin: z.object({ was: Named, is: Named }).nullable(),
      mine: z.array(ShownChange),
      theirs: z.array(ShownChange),
      both: z.array(z.string()).meta({ description: 'What the two changed differently, by path' }),
    }),
    run: async (call, { params }) => {
      const actor = authorise(call.viewer, 'read');
      if (isRefusal(actor)) return actor;
      return answerTo(
        await besideOrigin(call.pilar, actor, params.draft, waiting(call)),
        ({ origin, changes }) => ({
          body: {
            origin: origin && { was: { ...origin.was }, is: { ...origin.is } },
            mine: (changes?.mine ?? []).map(shownChange),
            theirs: (changes?.theirs ?? []).map(shownChange),
            both: [...(changes?.both ?? [])],
          },
        }),
      );
    },
  }),
  endpoint({
    method: 'get',
    path: '/{tenant}/model-drafts/{draft}/preview',
    ...read,
    analyses: true,
    summary: 'What a draft would change for the programme that goes by its model, and for how much that runs',
    answer: Seen,
    run: async (call, { params }) => {
      const actor = authorise(call.viewer, 'read');
      if (isRefusal(actor)) return actor;
      const draft = await call.read((tx) => draftFor(call.pilar, tx, actor, params.draft));
      if (isRefusal(draft)) return draft;
      const { source, name } = draft;
      return answerTo(await previewModel(call.pilar, actor, { source, name }, waiting(call)), (seen) => ({
        body: {
          reads: seen.reads,
          problems: seen.reads ? [] : seen.problems.map(shownProblem),
          against:
            seen.reads && seen.against
              ? { program: seen.against.program.slug, version: seen.against.version }
              : null,
          changes: seen.reads ? seen.changes.map(felt) : [],
        },
      }));
    },
  }),
  endpoint({
    method: 'post',
    path: '/{tenant}/model-drafts/{draft}/publish',
    ...write,
    precondition: 'version',
    summary: 'Publish a draft: from then on its text never changes under its name and version',
    answer: Named,
    run: async (call, { params }) =>
      answerTo(
        await publishDraft(call.pilar, call.who, { draft: params.draft, version: call.version }),
        ({ name, version }) => ({ body: { name, version } }),
      ),
  }),
  endpoint({
    method: 'post',
    path: '/{tenant}/model-drafts/{draft}/lay-aside',
    ...write,
    precondition: 'version',
    summary: 'Write on a draft no more; nothing is deleted',
    answer: Made,
    run: async (call, { params }) =>
      answerTo(
        await layDraftAside(call.pilar, call.who, { draft: params.draft, version: call.version }),
        () => ({ body: { id: params.draft } }),
      ),
  }),
  endpoint({
    method: 'post',
    path: '/{tenant}/programs/{program}/versions',
    ...write,
    summary: 'Let a programme go by a published version of its model from a day to come',
    description: 'What was sent or opened before that day finishes by its own rules.',
    body: {
      takes: ['json'],
      schema: z.strictObject({ version: ShortInput, from: ShortInput, reason: LongInput }),
      example: { version: '2026', from: '2026-07-01', reason: 'Perwal 9/2026' },
    },
    answer: z.object({ from: Day, before: z.string(), version: z.string() }),
    run: async (call, { params, body }) =>
      answerTo(await applyModel(call.pilar, call.who, { ...body, program: params.program }), (applied) => ({
        body: { ...applied },
      })),
  }),
  endpoint({
    method: 'get',
    path: '/{tenant}/programs/{program}/compelled-rules',
    ...read,
    summary: 'What compelling one rule for all that runs would touch, counted and named',
    query: z.object({
      version: z.string().max(20).meta({ description: 'The published version in which the rule stands' }),
      rule: z
        .string()
        .max(300)
        .meta({ examples: ['filings.lpj.due.within.workingDays'] }),
    }),
    answer: z.object({
      versions: z.array(z.object({ before: z.string(), version: z.string(), changes: z.array(ShownChange) })),
      touched: Touched,
      things: z.array(z.object({ kind: z.string(), id: Uuid })),
    }),
    run: (call, { params, query }) =>
      call.read(async (tx) => {
        const actor = authorise(call.viewer, 'read');
        if (isRefusal(actor)) return actor;
        const seen = await previewCompelled(call.pilar, tx, actor, { ...query, program: params.program });
        if (isRefusal(seen)) return seen;
        return {
          body: {
            versions: seen.versions.map(({ before, version, changes }) => ({
              before,
              version,
              changes: changes.map(shownChange),
            })),
            touched: { ...seen.touched },
            things: seen.things.map(({ kind, id }) => ({ kind, id })),
          },
        };
      }),
  }),
  endpoint({
    method: 'post',
    path: '/{tenant}/programs/{program}/compelled-rules',
    ...write,
    summary: 'Let one rule hold from a day for all that runs, because the law compels it',
    body: {
      takes: ['json'],
      schema: z.strictObject({
        version: ShortInput,
        rule: ShortInput,
        from: ShortInput,
        basis: ShortInput,
        reason: LongInput,
      }),
      example: {
        version: '2026.1',
        rule: 'filings.lpj.due.within.workingDays',
        from: '2026-08-01',
        basis: 'perwal-9',
        reason: 'Pasal 12',
      },
    },
    answer: z.object({
      from: Day,
      rule: z.string(),
      versions: z.array(z.object({ before: z.string(), version: z.string() })),
    }),
    run: async (call, { params, body }) =>
      answerTo(
        await compelModelRule(call.pilar, call.who, { ...body, program: params.program }),
        ({ from, rule, versions }) => ({
          body: { from, rule, versions: versions.map(({ before, version }) => ({ before, version })) },
        }),
      ),
  }),
];
