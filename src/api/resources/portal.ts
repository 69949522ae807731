import { z } from '@hono/zod-openapi';
import { isRefusal } from '#kernel/refusal.ts';
import { FLOW_KINDS, fieldYears, newsOf, programFlows } from '#modules/portal/index.ts';
import { endpoint } from '../endpoint.ts';
import { byId, listing } from '../listing.ts';
import { Amount, Moment, moment, programNamed, Uuid } from './shared.ts';

const FieldYear = z
  .object({
    year: z.int(),
    source: z
      .string()
      .nullable()
      .meta({ description: 'Of a year before the records, where its figures come from' }),
    planned: Amount.nullable().meta({
      description: 'Decided or pledged; not known of a year before the records',
    }),
    realised: Amount,
    givers: z.int().meta({ description: 'Institutions that gave, each once over all fields' }),
    fields: z.array(
      z.object({
        field: z.string(),
        planned: Amount.nullable(),
        realised: Amount,
        share: z.int().meta({ description: 'Of all fields, per ten thousand' }),
        givers: z.int(),
      }),
    ),
  })
  .meta({
    id: 'FieldYear',
    description: 'What a programme came to in a year, by the fields of its catalogue',
  });

const Flow = z
  .object({
    kind: z.enum(FLOW_KINDS),
    unit: z.enum(['proposals', 'rupiah', 'people', 'answers']),
    bands: z.array(z.object({ from: z.string(), to: z.string(), amount: z.int() })),
  })
  .meta({
    id: 'Flow',
    description: 'What goes from pillars to fields, from fields to pillars, or between pillars',
  });

const PillarPart = z
  .object({
    pillar: z.string(),
    ideas: z.int(),
    resources: Amount,
    answers: z.int(),
    money: Amount.meta({ description: 'Money of other pillars spent on what its institutions brought' }),
    people: z.int(),
    named: z.int().meta({ description: 'Activities completed in the name of its institutions' }),
    standing: z.enum(['both', 'only-gives', 'only-receives', 'neither']),
  })
  .meta({ id: 'PillarPart', description: 'What a pillar gives and receives, as far as the records tell' });

const News = z
  .object({
    id: Uuid,
    title: z.string(),
    body: z.string(),
    activity: Uuid.nullable().meta({ description: 'The activity that is shown before others' }),
    office: z.string(),
    publishedAt: Moment,
  })
  .meta({ id: 'News', description: 'What the offices of a programme tell the public' });

const tag = 'programs';

export const portal = [
  endpoint({
    method: 'get',
    path: '/{tenant}/programs/{program}/fields',
    tag,
    access: 'public',
    summary: 'What a programme came to by year and field, the newest year first',
    answer: z.object({ years: z.array(FieldYear) }),
    run: (call, { params }) =>
      call.read(async (tx) => {
        const program = await programNamed(tx, params.program);
        if (isRefusal(program)) return program;
        const years = await fieldYears(tx, program);
        return {
          body: {
            years: years.map(({ year, from, planned, realised, givers, fields }) => ({
              year,
              source: from === 'records' ? null : from.source,
              planned: planned === undefined ? null : Number(planned),
              realised: Number(realised),
              givers,
              fields: fields.map((one) => ({
                ...one,
                planned: one.planned === undefined ? null : Number(one.planned),
                realised: Number(one.realised),
              })),
            })),
          },
        };
      }),
  }),
  endpoint({
    method: 'get',
    path: '/{tenant}/programs/{program}/flows',
    tag,
    access: 'public',
    summary: 'What flows between the pillars of a programme, and what each gives and receives',
    answer: z.object({ flows: z.array(Flow), pillars: z.array(PillarPart) }),
    run: (call, { params }) =>
      call.read(async (tx) => {
        const program = await programNamed(tx, params.program);
        if (isRefusal(program)) return program;
        const { flows, parts } = await programFlows(tx, program);
        return {
          body: {
            flows: flows.map(({ kind, unit, bands }) => ({
              kind,
              unit,
              bands: bands.map((band) => ({ ...band, amount: Number(band.amount) })),
            })),
            pillars: parts.map(({ pillar, standing, ...figures }) => ({
              pillar,
              standing,
              ideas: Number(figures.ideas),
              resources: Number(figures.resources),
              answers: Number(figures.answers),
              money: Number(figures.money),
              people: Number(figures.people),
              named: Number(figures.named),
            })),
          },
        };
      }),
  }),
  listing({
    path: '/{tenant}/programs/{program}/news',
    tag,
    summary: 'What the offices of a programme tell the public, newest first',
    filter: {},
    item: News,
    cursor: byId,
    rows: async (tx, { params, limit, after }) => {
      const program = await programNamed(tx, params.program);
      return isRefusal(program) ? program : newsOf(tx, program.id, limit, after);
    },
    shown: ({ publishedAt, ...one }) => ({ ...one, publishedAt: moment(publishedAt) }),
  }),
];
