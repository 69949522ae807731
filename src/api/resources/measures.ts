import { z } from '@hono/zod-openapi';
import { COUNTED_OF, MEASURE_KEYS, MEASURES, measureNamed, missingOf } from '#analysis/measures/index.ts';
import { isRefusal, refuse } from '#kernel/refusal.ts';
import { organizationById } from '#modules/actors/index.ts';
import { checklistsNow } from '#modules/checklists/index.ts';
import { countedAs, goalsNow, type MeasureAnswer, readMeasures } from '#modules/measures/index.ts';
import { endpoint } from '../endpoint.ts';
import { IdInput, RegionInput } from '../input.ts';
import { pageOf } from '../page.ts';
import { Day, Label, labelShown, programNamed } from './shared.ts';

const Key = z.string().meta({ examples: ['reports-in-time'] });

const ShownMeasure = z
  .object({
    key: Key,
    label: Label,
    meaning: Label.meta({ description: 'What is counted, of what, and what is left out' }),
    unit: z
      .enum(['per-mille', 'count', 'rupiah', 'days'])
      .meta({ description: 'Shares are whole per mille, money whole rupiah, days calendar days' }),
    of: z.array(z.enum(COUNTED_OF)).meta({
      description:
        'Of what it is counted: of what happened in a place, of an institution, of a body with seats',
    }),
    better: z.enum(['higher', 'lower']).nullable(),
    asOf: z
      .enum(['any-day', 'now'])
      .meta({ description: 'Whether the records can say it as of a day that is past' }),
  })
  .meta({ id: 'Measure', description: 'Something that the records can say by themselves' });

export const Answer = {
  answer: z
    .enum(['figure', 'cannot-tell'])
    .meta({ description: 'Nothing is a figure; what nobody can tell is not nothing' }),
  value: z.int().nullable().meta({ description: 'In the unit of the measure' }),
  counted: z.int().nullable().meta({ description: 'Of a share, what was counted' }),
  total: z.int().nullable().meta({ description: 'Of a share, what it is a part of' }),
  missing: Label.nullable().meta({ description: 'Why nobody can tell' }),
  evidence: z
    .array(z.string())
    .meta({ description: 'Pages beneath the address of the city on which it can be read' }),
};

/** What the records say of a measure, as the API writes it. */
export function answerShown(says: MeasureAnswer, missing: z.infer<typeof Label>) {
  if (says.answer === 'cannot-tell') {
    return { answer: says.answer, value: null, counted: null, total: null, missing, evidence: [] };
  }
  const { answer, value, part, evidence } = says;
  return {
    answer,
    value: Number(value),
    counted: part ? Number(part.counted) : null,
    total: part ? Number(part.total) : null,
    missing: null,
    evidence: [...evidence],
  };
}

const tag = 'measures';
const access = 'public';
const query = z.strictObject({ area: RegionInput.optional() });

export const measures = [
  endpoint({
    method: 'get',
    path: '/{tenant}/measures',
    tag,
    access,
    summary: 'All that the records can say by themselves',
    description:
      'Instruments, goals of programmes and public figures take their measures from this list alone.',
    answer: pageOf(ShownMeasure),
    run: async () => ({
      body: {
        items: MEASURES.map(({ key }) => {
          const { label, meaning, unit, of, better = null, asOf } = measureNamed(key);
          return { key, label, meaning, unit, of: [...of], better, asOf };
        }),
        next: null,
      },
    }),
  }),
  endpoint({
    method: 'get',
    path: '/{tenant}/programs/{program}/measures',
    tag,
    access,
    summary: 'What the records of a programme say now, of an area, an institution or a body, or of the whole',
    query: query.extend({ party: IdInput.optional() }),
    answer: pageOf(
      z
        .object({ measure: Key, ...Answer })
        .meta({ id: 'Measured', description: 'What the records say of one measure' }),
    ),
    run: (call, { params, query: { area, party: asked } }) =>
      call.read(async (tx) => {
        const program = await programNamed(tx, params.program);
        if (isRefusal(program)) return program;
        const party = asked === undefined ? undefined : await organizationById(tx, asked);
        if (asked !== undefined && !party) return refuse('access.not-found');
        const of = countedAs(program.model, party?.kind);
        const answers = await readMeasures(tx, MEASURE_KEYS, {
          program,
          area: area ?? program.region,
          until: tx.today,
          party,
        });
        return {
          body: {
            items: [...answers].map(([measure, says]) => ({
              measure,
              ...answerShown(says, missingOf(measure, of)),
            })),
            next: null,
          },
        };
      }),
  }),
  endpoint({
    method: 'get',
    path: '/{tenant}/programs/{program}/goals',
    tag,
    access,
    summary: 'The goals of a programme, held against what its records say now',
    query,
    answer: pageOf(
      z
        .object({
          goal: z.string(),
          label: Label,
          measure: Key,
          atLeast: z.int().nullable(),
          atMost: z.int().nullable(),
          standing: z.enum(['met', 'not-met', 'cannot-tell']),
          short: z.int().meta({ description: 'How far the figure is from the limit; 0 once it is reached' }),
          ...Answer,
        })
        .meta({ id: 'Goal', description: 'What a programme sets out to reach, and how it stands' }),
    ),
    run: (call, { params, query: { area } }) =>
      call.read(async (tx) => {
        const program = await programNamed(tx, params.program);
        if (isRefusal(program)) return program;
        const goals = await goalsNow(tx, program, area ?? program.region);
        return {
          body: {
            items: goals.map(({ goal, says, standing }) => ({
              goal: goal.goal,
              label: { id: goal.label.id, en: goal.label.en },
              measure: goal.measure,
              atLeast: goal.atLeast === undefined ? null : Number(goal.atLeast),
              atMost: goal.atMost === undefined ? null : Number(goal.atMost),
              standing: standing.answer,
              short: Number(standing.short),
              ...answerShown(says, measureNamed(goal.measure).missing),
            })),
            next: null,
          },
        };
      }),
  }),
  endpoint({
    method: 'get',
    path: '/{tenant}/programs/{program}/checklists',
    tag,
    access,
    summary: 'What must be so for the programme to work, and how each item stands',
    answer: pageOf(
      z
        .object({
          checklist: z.string(),
          label: Label,
          when: z.enum(['before-opening', 'under-way']),
          items: z.array(
            z.object({
              item: z.string(),
              label: Label,
              pillar: z.string().nullable(),
              offices: z
                .array(z.string())
                .meta({ description: 'Who states it; none where records prove it' }),
              measure: Key.nullable(),
              state: z.enum(['yes', 'partly', 'no', 'unstated', 'cannot-tell']),
              evidence: z.string().nullable(),
              dueOn: Day.nullable(),
              agreement: z
                .object({
                  aim: z.string(),
                  authority: z.string(),
                  responsibilities: z.string(),
                  hearingOn: Day,
                  hearing: z.string(),
                  talks: z.string(),
                })
                .nullable()
                .meta({ description: 'What a stakeholder agreed to, and what led to it' }),
            }),
          ),
        })
        .meta({ id: 'Checklist', description: 'A list of prerequisites of a programme' }),
    ),
    run: (call, { params }) =>
      call.read(async (tx) => {
        const program = await programNamed(tx, params.program);
        if (isRefusal(program)) return program;
        const lists = await checklistsNow(tx, call.viewer, program);
        return {
          body: {
            items: lists.map(({ checklist, items }) => ({
              checklist: checklist.checklist,
              label: labelShown(checklist.label),
              when: checklist.when,
              items: items.map(({ item, state, stated }) => ({
                item: item.item,
                label: labelShown(item.label),
                pillar: item.pillar ?? null,
                offices: [...item.offices],
                measure: item.proof?.measure ?? null,
                state,
                evidence: stated?.evidence ?? null,
                dueOn: stated?.dueOn ?? null,
                agreement: stated?.agreement ?? null,
              })),
            })),
            next: null,
          },
        };
      }),
  }),
];
