import { z } from '@hono/zod-openapi';
import { isRefusal, refuse } from '#kernel/refusal.ts';
import { listPurses, totalCeiling } from '#modules/funding/index.ts';
import { countsBy, listPrograms, modelSource, type Program } from '#modules/programs/index.ts';
import { endpoint } from '../endpoint.ts';
import { RegionInput } from '../input.ts';
import { byId, listing } from '../listing.ts';
import { pageOf } from '../page.ts';
import { Amount, amount, Day, Label, programNamed, Region, Uuid } from './shared.ts';

const Window = z.object({
  from: Day,
  to: Day,
  cite: z
    .string()
    .optional()
    .meta({ description: 'The document by which the city set it otherwise than its model' }),
});

const ShownProgram = z
  .object({
    id: Uuid,
    slug: z.string().meta({ examples: ['hibah-2026'] }),
    title: Label,
    short: z.string().meta({ examples: ['Hibah Desa'] }),
    model: z.object({ name: z.string(), version: z.string() }),
    fiscalYear: z.int(),
    region: Region,
    windows: z
      .object({ proposals: z.record(z.string(), Window), forums: z.record(z.string(), Window) })
      .meta({ description: 'When proposals and forums of each kind are taken and held, by kind' }),
    state: z.enum(['open', 'closed']),
  })
  .meta({ id: 'Program', description: 'A partnership model at work in a region and year' });

function shown(program: Program): z.infer<typeof ShownProgram> {
  const { id, slug, model, fiscalYear, region, windows, state } = program;
  return {
    id,
    slug,
    title: model.title,
    short: model.short,
    model: { name: model.name, version: model.version },
    fiscalYear,
    region,
    windows: { proposals: { ...windows.proposals }, forums: { ...windows.forums } },
    state,
  };
}

const tag = 'programs';
const access = 'public';

export const programs = [
  endpoint({
    method: 'get',
    path: '/{tenant}/programs',
    tag,
    access,
    summary: 'Programmes of a city, newest year first',
    answer: pageOf(ShownProgram),
    run: async (call) => ({ body: { items: (await call.read(listPrograms)).map(shown), next: null } }),
  }),
  endpoint({
    method: 'get',
    path: '/{tenant}/programs/{program}',
    tag,
    access,
    summary: 'One programme with all that it has allotted',
    answer: ShownProgram.extend({ ceiling: Amount }).meta({
      id: 'ProgramWithCeiling',
      description: 'A programme with all that it has allotted',
    }),
    run: (call, { params }) =>
      call.read(async (tx) => {
        const program = await programNamed(tx, params.program);
        if (isRefusal(program)) return program;
        return { body: { ...shown(program), ceiling: amount(await totalCeiling(tx, program.id)) } };
      }),
  }),
  endpoint({
    method: 'get',
    path: '/{tenant}/programs/{program}/model',
    tag,
    access,
    summary: 'The rules of a programme as JSON',
    description: 'Frozen as it was when the programme opened; every rule names its legal basis.',
    answer: z.unknown().meta({ description: 'A partnership model; its sections are explained in models/' }),
    run: (call, { params }) =>
      call.read(async (tx) => {
        const program = await programNamed(tx, params.program);
        return isRefusal(program) ? program : { body: withNumbers(program.model) };
      }),
  }),
  endpoint({
    method: 'get',
    path: '/{tenant}/programs/{program}/model.yaml',
    tag,
    access,
    summary: 'The rules of a programme as YAML, as they were published',
    mediaType: 'application/yaml',
    answer: z.string(),
    run: (call, { params }) =>
      call.read(async (tx) => {
        const program = await programNamed(tx, params.program);
        if (isRefusal(program)) return program;
        const source = await modelSource(tx, program.model.name, program.model.version);
        return source === undefined
          ? refuse('access.not-found')
          : { body: source, mediaType: 'application/yaml' };
      }),
  }),
  endpoint({
    method: 'get',
    path: '/{tenant}/programs/{program}/figures',
    tag,
    access,
    summary: 'What a programme comes to, by regency, district, village or scope',
    query: z.strictObject({
      by: z.enum(['regency', 'district', 'village', 'scope']).default('district'),
      area: RegionInput.optional(),
    }),
    answer: z.object({
      items: z.array(
        z.object({
          key: z.string(),
          submitted: z.int(),
          accepted: z.int(),
          funded: z.int(),
          escalated: z.int(),
          reserved: z.int(),
          rejected: z.int(),
          requested: Amount,
          committed: Amount,
          disbursed: Amount,
          settled: Amount,
          planned: z.int(),
          running: z.int(),
          completed: z.int(),
          reported: z.int(),
          people: z.int(),
          poorHouseholds: z.int(),
          contribution: Amount,
        }),
      ),
    }),
    run: (call, { params, query }) =>
      call.read(async (tx) => {
        const program = await programNamed(tx, params.program);
        if (isRefusal(program)) return program;
        const cells = await countsBy(tx, program.id, query.by, query.area ?? program.region);
        return {
          body: {
            items: cells.map((cell) => ({
              key: cell.key,
              submitted: Number(cell.submitted),
              accepted: Number(cell.accepted),
              funded: Number(cell.funded),
              escalated: Number(cell.escalated),
              reserved: Number(cell.reserved),
              rejected: Number(cell.rejected),
              requested: amount(cell.requested),
              committed: amount(cell.committed),
              disbursed: amount(cell.disbursed),
              settled: amount(cell.settled),
              planned: Number(cell.planned),
              running: Number(cell.running),
              completed: Number(cell.completed),
              reported: Number(cell.reported),
              people: Number(cell.people),
              poorHouseholds: Number(cell.poor_households),
              contribution: amount(cell.contribution),
            })),
          },
        };
      }),
  }),
  listing({
    path: '/{tenant}/programs/{program}/purses',
    tag: 'funding',
    summary: 'Purses of the institutions of an area, with what remains of each',
    filter: { area: RegionInput.optional() },
    item: z
      .object({
        id: Uuid,
        purse: z.string(),
        organization: Uuid,
        organizationName: z.string(),
        kind: z.string(),
        region: Region,
        amount: Amount,
        remaining: Amount,
      })
      .meta({ id: 'Purse', description: 'Money of an institution that can be committed this year' }),
    cursor: byId,
    rows: async (tx, { filter, params, limit, after }) => {
      const program = await programNamed(tx, params.program);
      if (isRefusal(program)) return program;
      return listPurses(tx, { program: program.id, area: filter.area ?? program.region }, limit, after);
    },
    shown: (one) => ({
      id: one.id,
      purse: one.purse,
      organization: one.organization,
      organizationName: one.organizationName,
      kind: one.kind,
      region: one.region,
      amount: amount(one.amount),
      remaining: amount(one.remaining),
    }),
  }),
];

/** A model with its amounts as JSON numbers, which they were in its file. */
function withNumbers(model: Program['model']): unknown {
  return JSON.parse(
    JSON.stringify(model, (_, part: unknown) => (typeof part === 'bigint' ? Number(part) : part)),
  );
}
