import { z } from '@hono/zod-openapi';
import { isRefusal } from '#kernel/refusal.ts';
import { flattened, nested } from '#modules/fields/index.ts';
import {
  answerFiling,
  askForFiling,
  FILING_STATES,
  type Filing,
  filingFacts,
  LINE_VERDICTS,
  listFilings,
  saveFiling,
} from '#modules/filings/index.ts';
import { handIn } from '#modules/reporting/index.ts';
import { answerTo, endpoint } from '../endpoint.ts';
import { IdInput, LongInput, RegionInput, ShortInput } from '../input.ts';
import { byId, listing } from '../listing.ts';
import {
  Amount,
  amount,
  Day,
  Entry,
  entryShown,
  Moment,
  moment,
  programIdNamed,
  Region,
  Uuid,
  Written,
} from './shared.ts';

const State = z.enum(FILING_STATES);

/** More lines are not looked at: the model says how many there may be, which is fewer. */
const MOST_LINES = 1000;

const Answers = z.record(
  z.string().max(60),
  z.union([z.string(), z.array(z.record(z.string().max(60), z.string())).max(MOST_LINES)]),
);

const Facts = z.object({
  id: Uuid,
  program: Uuid,
  kind: z.string().meta({ description: 'What the model calls it (`filings[].kind`)', examples: ['lpj'] }),
  period: z
    .string()
    .nullable()
    .meta({ description: 'Which one, where it falls due again', examples: ['2026-Q1'] }),
  obligation: Uuid.meta({ description: 'What it delivers' }),
  activity: Uuid.nullable().meta({
    description: 'What it is about; null: its organisation or the programme',
  }),
  proposal: Uuid.nullable(),
  organization: Uuid,
  place: Region,
  state: State,
  route: z.array(z.string()).meta({ description: 'The steps of its way, as resolved when it was handed in' }),
  step: z.int().meta({ description: 'The step of its way that it waits for, from 0' }),
  spent: Amount.nullable(),
  submittedAt: Moment.nullable(),
  acceptedAt: Moment.nullable(),
  version: z.int(),
});

const Listed = Facts.extend({
  title: z.string().nullable().meta({ description: 'Of its activity' }),
  organizationName: z.string(),
  placeName: z.string(),
  dueOn: Day.nullable(),
}).meta({ id: 'ListedFiling', description: 'A filing as lists show it' });

const Part = z.string().meta({
  description:
    'A field by its key, a line of it (`rincian.2`), a row of the records (`expense.<id>`); empty: the whole',
  examples: ['narrative'],
});

const Figures = z
  .object({
    from: Day,
    until: Day,
    measures: z.array(
      z.object({
        measure: z.string().meta({ description: 'One of those that `/measures` explains' }),
        value: z
          .string()
          .nullable()
          .meta({ description: 'Digits in the unit of the measure; null: nobody can tell' }),
        before: z
          .string()
          .nullable()
          .optional()
          .meta({ description: 'On the day before `from`; left out where only the present can be told' }),
        part: z.object({ counted: z.string(), total: z.string() }).optional(),
        pages: z
          .array(z.string())
          .meta({ description: 'Pages it was counted from, beneath the address of the city' }),
      }),
    ),
    fields: z.array(
      z.object({
        field: z.string(),
        planned: Amount,
        realised: Amount,
        givers: z.int(),
        behind: z.boolean().meta({ description: 'Less than half of an equal share' }),
      }),
    ),
  })
  .meta({ id: 'ToldFigures', description: 'Figures kept as they stood when something was handed in' });

const Whole = Facts.extend({
  content: Answers.nullable().meta({
    description:
      'By field of the model, lines as a list; null for the public until the filing is accepted, and never to it what is personal',
  }),
  answers: z
    .array(
      z.object({
        step: z.string(),
        office: z.string(),
        outcome: z.enum(['accepted', 'returned', 'refused']),
        remark: z.string(),
        answeredAt: Moment,
      }),
    )
    .meta({ description: 'What each step of its way said' }),
  figures: Figures.nullable().meta({
    description:
      'What the records said when it was handed in, where its kind tells it; null to those who may not read its content',
  }),
  remarks: z
    .array(
      z.object({
        id: Uuid,
        part: Part,
        told: z.record(z.string(), z.string()).meta({ description: 'The part as it stood then' }),
        verdict: z.enum(LINE_VERDICTS),
        priority: Uuid.nullable(),
        remark: z.string(),
        office: z.string(),
        madeAt: Moment,
        reply: z.string().meta({ description: 'Empty until it was handed in again' }),
      }),
    )
    .nullable()
    .meta({
      description:
        'What was said of its parts; `adjust` is answered before it is handed in again. Null to those who may not read its content; to others than its organisation and its route those on lines alone',
    }),
  since: z
    .object({
      before: Moment,
      now: Moment,
      mended: z.array(
        z.object({
          part: Part,
          before: z.record(z.string(), z.string()).nullable(),
          now: z.record(z.string(), z.string()).nullable(),
          changed: z.boolean(),
          remark: Uuid.nullable().meta({ description: 'The remark that asked for it' }),
        }),
      ),
    })
    .nullable()
    .meta({
      description:
        'The last two times that it was handed in, part by part: what was asked for, and whatever else is another. For its organisation and its route; null where it was handed in once',
    }),
  meeting: Uuid.nullable().meta({ description: 'The forum on whose minutes a step of its way said yes' }),
  askedFor: z.string().nullable().meta({ description: 'What was asked for, where it is owed for no period' }),
  dueOn: Day,
  history: z.array(Entry),
}).meta({ id: 'Filing', description: 'A filing with content, answers and history' });

function facts(filing: Filing): z.infer<typeof Facts> {
  return {
    id: filing.id,
    program: filing.program,
    kind: filing.kind,
    period: filing.occasion || null,
    obligation: filing.obligation,
    activity: filing.activity,
    proposal: filing.proposal,
    organization: filing.organization,
    place: filing.region,
    state: filing.state,
    route: [...filing.route],
    step: filing.step,
    spent: amount(filing.spent),
    submittedAt: moment(filing.submittedAt),
    acceptedAt: moment(filing.acceptedAt),
    version: filing.version,
  };
}

function figuresShown({ figures }: Filing): z.infer<typeof Figures> | null {
  if (!figures) return null;
  return {
    ...figures,
    measures: figures.measures.map((one) => ({ ...one, pages: [...one.pages] })),
    fields: figures.fields.map((one) => ({
      ...one,
      planned: amount(BigInt(one.planned)),
      realised: amount(BigInt(one.realised)),
    })),
  };
}

const Content = z.strictObject({
  content: Answers.meta({
    description:
      'Answers by field of the model (`filings[].fields` that are written), lines as a list. What is wrong in a line is named in `errors` as `content.field.line.column`, lines counted from 1',
  }).transform(flattened),
  replies: z
    .record(IdInput, LongInput)
    .optional()
    .meta({ description: 'Answers to remarks on its parts, by remark, where it was sent back with some' }),
});

const EXAMPLE = { content: { narrative: 'Drainase selesai.', result: 'Gang tidak tergenang.' } };

function saved(value: { readonly filing: string; readonly version: number }) {
  return {
    body: { id: value.filing, version: value.version },
    version: value.version,
    location: `/filings/${value.filing}`,
  };
}

const tag = 'filings';
const access = 'filings:write';

export const filings = [
  listing({
    path: '/{tenant}/filings',
    tag,
    summary: 'Filings of a programme that were handed in, newest first',
    filter: {
      program: ShortInput.meta({ description: 'The programme, by its slug' }),
      state: State.exclude(['draft']).optional(),
      area: RegionInput.optional(),
    },
    item: Listed,
    cursor: byId,
    rows: async (tx, { filter, limit, after }) => {
      const program = await programIdNamed(tx, filter.program);
      return isRefusal(program) ? program : listFilings(tx, { ...filter, program }, limit, after);
    },
    shown: (row) => ({
      ...facts(row),
      title: row.title,
      organizationName: row.organizationName,
      placeName: row.placeName,
      dueOn: row.dueOn,
    }),
  }),
  endpoint({
    method: 'get',
    path: '/{tenant}/filings/{filing}',
    tag,
    access: 'public',
    summary: 'One filing with its answers and history',
    description: 'A draft is there for officers of its institution and place only.',
    answer: Whole,
    run: (call, { params }) =>
      call.read(async (tx) => {
        const found = await filingFacts(tx, call.viewer, params.filing);
        if (isRefusal(found)) return found;
        const { filing } = found;
        return {
          body: {
            ...facts(filing),
            content: found.fieldAnswers
              ? nested(
                  found.written,
                  Object.fromEntries(
                    found.fieldAnswers.flatMap((one) => (one.withheld ? [] : [[one.field.key, one.value]])),
                  ),
                )
              : null,
            answers: found.answers.map((one) => ({
              step: one.step,
              office: one.office,
              outcome: one.outcome,
              remark: one.remark,
              answeredAt: moment(one.answeredAt),
            })),
            figures: found.fieldAnswers ? figuresShown(filing) : null,
            remarks: found.fieldAnswers
              ? found.remarks.map(({ id, part, told, verdict, priority, remark, office, madeAt, reply }) => ({
                  id,
                  part,
                  told: { ...told },
                  verdict,
                  priority,
                  remark,
                  office,
                  madeAt: moment(madeAt),
                  reply,
                }))
              : null,
            since: found.since
              ? {
                  before: moment(found.since.before),
                  now: moment(found.since.now),
                  mended: found.since.mended.map((one) => ({
                    part: one.part,
                    before: one.before ? { ...one.before } : null,
                    now: one.now ? { ...one.now } : null,
                    changed: one.changed,
                    remark: one.remark?.id ?? null,
                  })),
                }
              : null,
            meeting: filing.meeting,
            askedFor: found.owed.askedFor,
            dueOn: found.owed.dueOn,
            history: found.history.entries.map(entryShown),
          },
          version: filing.version,
        };
      }),
  }),
  endpoint({
    method: 'put',
    path: '/{tenant}/obligations/{obligation}/filing',
    tag,
    access,
    precondition: 'version',
    summary: 'Save the filing that delivers an obligation as written so far',
    description:
      'About an activity, its organisation or the programme alike. An activity names what is owed about it under `owed`.',
    body: { takes: ['json'], schema: Content, example: EXAMPLE },
    answer: Written,
    run: async (call, { params, body }) =>
      answerTo(
        await saveFiling(call.pilar, call.who, {
          obligation: params.obligation,
          content: body.content,
          replies: body.replies,
          version: call.version,
        }),
        saved,
      ),
  }),
  endpoint({
    method: 'post',
    path: '/{tenant}/obligations/{obligation}/filing/submission',
    tag,
    access,
    precondition: 'version',
    summary: 'Send the filing that delivers an obligation on its way',
    description: 'Judged by the model: every part that is lacking is named in `errors`.',
    body: { takes: ['json'], schema: Content, example: EXAMPLE },
    answer: Written,
    run: async (call, { params, body }) =>
      answerTo(
        await handIn(call.pilar, call.who, {
          obligation: params.obligation,
          content: body.content,
          replies: body.replies,
          version: call.version,
        }),
        saved,
      ),
  }),
  endpoint({
    method: 'post',
    path: '/{tenant}/filings/requests',
    tag,
    access,
    status: 201,
    summary: 'Ask for a filing about a programme besides its periods',
    description: 'By an office that the model names (`filings[].onDemand`), once a day.',
    body: {
      takes: ['json'],
      schema: z.strictObject({
        program: ShortInput.meta({ description: 'The programme, by its slug' }),
        kind: ShortInput.meta({ description: 'What the model calls it (`filings[].kind`)' }),
        question: LongInput.meta({ description: 'What is to be told' }),
      }),
      example: {
        program: 'program-2026',
        kind: 'evaluasi',
        question: 'Bagaimana perkembangan semester ini?',
      },
    },
    answer: z.object({ program: Uuid, asked: z.int() }).meta({
      id: 'AskedFiling',
      description: 'How many institutions owe it now',
    }),
    run: async (call, { body }) =>
      answerTo(await askForFiling(call.pilar, call.who, body), (value) => ({
        body: { program: value.program, asked: value.asked },
      })),
  }),
  endpoint({
    method: 'post',
    path: '/{tenant}/filings/{filing}/answers',
    tag,
    access,
    precondition: 'version',
    status: 201,
    summary: 'Accept a filing or return it with a remark',
    description: 'By the office on the rung it waits for, and not by whoever wrote it.',
    body: {
      takes: ['json'],
      schema: z.strictObject({
        outcome: z.enum(['accept', 'return']),
        remark: LongInput.default(''),
        lines: z
          .array(
            z.strictObject({
              line: z.int().min(1).max(MOST_LINES),
              verdict: z.enum(LINE_VERDICTS),
              priority: z.union([IdInput, z.literal('')]).default(''),
              remark: LongInput.default(''),
            }),
          )
          .max(MOST_LINES)
          .optional()
          .meta({
            description:
              'What the step says of each line beside the priorities (`filings[].priorities`); a line that is not named is in step',
          }),
        remarks: z
          .array(z.strictObject({ part: ShortInput, remark: LongInput }))
          .max(MOST_LINES)
          .optional()
          .meta({
            description:
              'What it says of parts of a filing that it returns, each to be answered before it is handed in again; without any, `remark` is what is to be answered',
          }),
        meeting: IdInput.optional().meta({
          description:
            'The forum with sealed minutes, where the step accepts on minutes alone (`filings[].minutes`)',
        }),
      }),
      example: { outcome: 'accept' },
    },
    answer: Written,
    run: async (call, { params, body }) =>
      answerTo(
        await answerFiling(call.pilar, call.who, {
          filing: params.filing,
          ...body,
          version: call.version,
        }),
        saved,
      ),
  }),
];
