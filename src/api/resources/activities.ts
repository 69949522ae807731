import { z } from '@hono/zod-openapi';
import { isRefusal } from '#kernel/refusal.ts';
import {
  ACTIVITY_STATES,
  type Activity,
  type ActivityFacts,
  activityFacts,
  askToCarryOut,
  handOverActivity,
  listActivities,
  planActivity,
  recordContribution,
  recordExpense,
  recordParticipation,
  recordProgress,
  startActivity,
  strikeFromActivity,
} from '#modules/activities/index.ts';
import { type ToldHistory, toldHistory } from '#modules/actors/index.ts';
import { CONTRIBUTION_FORMS } from '#modules/proposals/index.ts';
import { answerTo, endpoint } from '../endpoint.ts';
import {
  AmountInput,
  CountInput,
  DayInput,
  FileInput,
  IdInput,
  LongInput,
  ONE_FILE,
  RegionInput,
  SEVERAL_FILES,
  ShortInput,
  WholeInput,
} from '../input.ts';
import { byId, listing } from '../listing.ts';
import {
  Amount,
  amount,
  Day,
  Entry,
  entryShown,
  Made,
  Photo,
  photosShown,
  programIdNamed,
  Region,
  Uuid,
  Written,
} from './shared.ts';

/** What of an expense may be left out where it is recorded from a payment; read as empty otherwise. */
const UNTYPED = { description: '', amount: '', paidOn: '', receiptNumber: '' };

const State = z.enum(ACTIVITY_STATES);

const Listed = z
  .object({
    id: Uuid,
    program: Uuid,
    proposal: Uuid,
    organization: Uuid,
    organizationName: z.string(),
    carriedOutBy: Uuid.meta({ description: 'The institution that carries it out' }),
    village: Region,
    villageName: z.string(),
    place: Region,
    scope: z.string(),
    title: z.string(),
    granted: Amount,
    startsOn: Day,
    endsOn: Day,
    state: State,
    progress: z.int().meta({ description: 'Per cent' }),
    startedOn: Day.nullable(),
    completedOn: Day.nullable(),
    handedOverOn: Day.nullable(),
    version: z.int(),
  })
  .meta({ id: 'ListedActivity', description: 'An activity as lists show it' });

const Whole = Listed.extend({
  persons: z
    .object({
      executor: z.string(),
      responsible: z.string(),
      handedOverTo: z.string().nullable(),
      handoverNote: z.string().nullable(),
      handoverMinutes: Uuid.nullable().meta({ description: 'The document with the signed minutes' }),
    })
    .nullable()
    .meta({
      description: 'Who carries it out and answers for it: for officers of the place, null for others',
    }),
  progressSteps: z.array(z.object({ id: Uuid, percent: z.int(), note: z.string(), happenedOn: Day })),
  spending: z
    .array(z.object({ position: z.int(), item: z.string(), planned: Amount, spent: Amount }))
    .meta({ description: 'What was planned and spent on each line of the cost plan' }),
  expenses: z
    .array(
      z.object({
        id: Uuid,
        costPosition: z.int(),
        description: z.string(),
        amount: Amount,
        paidOn: Day,
        receiptNumber: z.string(),
      }),
    )
    .nullable()
    .meta({ description: 'Every expense with its receipt: for officers of the place, null for others' }),
  contributions: z.array(
    z.object({ id: Uuid, form: z.enum(CONTRIBUTION_FORMS), description: z.string(), value: Amount }),
  ),
  participation: z.array(
    z.object({
      id: Uuid,
      occasion: z.string(),
      happenedOn: Day,
      people: z.int(),
      women: z.int(),
      poorHouseholds: z.int(),
    }),
  ),
  reportDueOn: Day.nullable(),
  owed: z
    .array(
      z.object({
        obligation: Uuid,
        kind: z.string(),
        dueOn: Day,
        state: z.enum(['open', 'fulfilled', 'waived', 'lapsed']),
      }),
    )
    .meta({ description: 'The filings that are owed about it, by which they are written' }),
  photos: z.array(Photo),
  history: z.array(Entry),
}).meta({ id: 'Activity', description: 'An activity with progress, spending, contributions and photos' });

function listed(
  activity: Activity,
  names: { organization: string; village: string },
): z.infer<typeof Listed> {
  return {
    id: activity.id,
    program: activity.program,
    proposal: activity.proposal,
    organization: activity.organization,
    carriedOutBy: activity.carriedOutBy,
    organizationName: names.organization,
    village: activity.village,
    villageName: names.village,
    place: activity.place,
    scope: activity.scope,
    title: activity.title,
    granted: amount(activity.granted),
    startsOn: activity.startsOn,
    endsOn: activity.endsOn,
    state: activity.state,
    progress: activity.progress,
    startedOn: activity.startedOn,
    completedOn: activity.completedOn,
    handedOverOn: activity.handedOverOn,
    version: activity.version,
  };
}

function whole(facts: ActivityFacts, history: ToldHistory, tenant: string): z.infer<typeof Whole> {
  const { activity } = facts;
  return {
    ...listed(activity, { organization: facts.organization.name, village: facts.village }),
    persons: facts.persons ?? null,
    progressSteps: facts.progress.map(({ id, percent, note, happenedOn }) => ({
      id,
      percent,
      note,
      happenedOn,
    })),
    spending: facts.realisation.lines.map((line) => ({
      position: line.position,
      item: line.item,
      planned: amount(line.planned),
      spent: amount(line.spent),
    })),
    expenses:
      facts.expenses?.map((one) => ({
        id: one.id,
        costPosition: one.costPosition,
        description: one.description,
        amount: amount(one.amount),
        paidOn: one.paidOn,
        receiptNumber: one.receiptNumber,
      })) ?? null,
    contributions: facts.contributions.map((one) => ({
      id: one.id,
      form: one.form,
      description: one.description,
      value: amount(one.value),
    })),
    participation: facts.participation.map((one) => ({ ...one })),
    reportDueOn: facts.owed?.dueOn ?? null,
    owed: facts.owing.map(({ id: obligation, kind, dueOn, state }) => ({ obligation, kind, dueOn, state })),
    photos: photosShown(facts.documents, tenant),
    history: history.entries.map(entryShown),
  };
}

const tag = 'activities';
const access = 'activities:write';

const strike = (plural: string, kind: 'expense' | 'contribution' | 'participation') =>
  endpoint({
    method: 'delete',
    path: `/{tenant}/activities/{activity}/${plural}/{row}` as '/{tenant}/activities/{activity}/{row}',
    tag,
    access,
    summary: `Strike a ${kind} that was recorded by mistake`,
    description: 'The journal keeps that it was there.',
    answer: Made,
    run: async (call, { params }) =>
      answerTo(
        await strikeFromActivity(call.pilar, call.who, { activity: params.activity, kind, row: params.row }),
        ({ row }) => ({ body: { id: row } }),
      ),
  });

function saved(value: { readonly activity: string; readonly version: number }) {
  return { body: { id: value.activity, version: value.version }, version: value.version };
}

export const activities = [
  listing({
    path: '/{tenant}/activities',
    tag,
    summary: 'Activities of a programme, newest first',
    filter: {
      program: ShortInput.meta({ description: 'The programme, by its slug' }),
      state: State.optional(),
      area: RegionInput.optional(),
      scope: ShortInput.optional(),
      organization: IdInput.optional(),
    },
    item: Listed,
    cursor: byId,
    rows: async (tx, { filter, limit, after }) => {
      const program = await programIdNamed(tx, filter.program);
      return isRefusal(program) ? program : listActivities(tx, { ...filter, program }, limit, after);
    },
    shown: (row) => listed(row, { organization: row.organizationName, village: row.villageName }),
  }),
  endpoint({
    method: 'post',
    path: '/{tenant}/activities',
    tag,
    access,
    status: 201,
    summary: 'Plan the activity of a funded proposal',
    description: 'Only once the minutes that funded it are sealed.',
    body: {
      takes: ['json'],
      schema: z.strictObject({
        proposal: IdInput,
        startsOn: DayInput,
        endsOn: DayInput,
        executor: ShortInput,
        responsible: ShortInput,
      }),
      example: {
        proposal: '019c44e8-6d00-7000-8000-2f1d3c9a5b10',
        startsOn: '2026-02-16',
        endsOn: '2026-03-15',
        executor: 'Pokmas RW 01',
        responsible: 'Ketua Pokmas',
      },
    },
    answer: Written,
    run: async (call, { body }) =>
      answerTo(await planActivity(call.pilar, call.who, body), (value) => ({
        ...saved(value),
        location: `/activities/${value.activity}`,
      })),
  }),
  endpoint({
    method: 'get',
    path: '/{tenant}/activities/{activity}',
    tag,
    access: 'public',
    summary: 'One activity with progress, spending, contributions, participation and photos',
    answer: Whole,
    run: (call, { params }) =>
      call.read(async (tx) => {
        const found = await activityFacts(tx, call.viewer, params.activity);
        if (isRefusal(found)) return found;
        const history = await toldHistory(tx, [params.activity]);
        return { body: whole(found, history, call.tenant.slug), version: found.activity.version };
      }),
  }),
  endpoint({
    method: 'post',
    path: '/{tenant}/activities/{activity}/start',
    tag,
    access,
    precondition: 'version',
    summary: 'Say on which day the work began',
    body: {
      takes: ['json'],
      schema: z.strictObject({ startedOn: DayInput }),
      example: { startedOn: '2026-02-16' },
    },
    answer: Written,
    run: async (call, { params, body }) =>
      answerTo(
        await startActivity(call.pilar, call.who, {
          activity: params.activity,
          startedOn: body.startedOn,
          version: call.version,
        }),
        saved,
      ),
  }),
  endpoint({
    method: 'post',
    path: '/{tenant}/activities/{activity}/progress',
    tag,
    access,
    status: 201,
    summary: 'Record progress at one of the model’s checkpoints, with photos',
    description: 'A form; `photos` may come several times. At 100 % the activity is completed.',
    body: {
      takes: ['form'],
      schema: z.strictObject({
        percent: WholeInput,
        happenedOn: DayInput,
        note: LongInput.default(''),
        photos: z.array(FileInput).max(10).default([]),
      }),
      example: { percent: '50', happenedOn: '2026-03-01', note: 'Galian selesai', photos: ['…'] },
      largest: SEVERAL_FILES,
      repeated: ['photos'],
    },
    answer: Written,
    ask: ({ pilar, who }, { activity }) => askToCarryOut(pilar, who, activity),
    run: async (call, { params, body }) =>
      answerTo(
        await recordProgress(call.pilar, call.who, { activity: params.activity, ...body }, call.left),
        saved,
      ),
  }),
  endpoint({
    method: 'post',
    path: '/{tenant}/activities/{activity}/expenses',
    tag,
    access,
    status: 201,
    summary: 'Record spending on a line of the cost plan',
    description: 'As JSON, or as a form with the receipt (picture or PDF).',
    body: {
      takes: ['json', 'form'],
      schema: z.strictObject({
        costPosition: WholeInput.meta({ description: 'The position of the cost line' }),
        payment: IdInput.optional().meta({
          description:
            'The payment that it is, or a part of: what for, day, number and file are then the payment’s, and without an amount it is all that is left of it',
        }),
        description: ShortInput.optional(),
        amount: AmountInput.optional(),
        paidOn: DayInput.optional(),
        receiptNumber: ShortInput.optional(),
        receipt: FileInput.optional(),
      }),
      example: {
        costPosition: 1,
        description: 'U-ditch',
        amount: 27_360_000,
        paidOn: '2026-03-01',
        receiptNumber: 'KW-001',
      },
      largest: ONE_FILE,
    },
    answer: Made,
    ask: ({ pilar, who }, { activity }) => askToCarryOut(pilar, who, activity),
    run: async (call, { params, body }) =>
      answerTo(
        await recordExpense(
          call.pilar,
          call.who,
          { activity: params.activity, ...UNTYPED, ...body },
          call.left,
        ),
        ({ expense }) => ({ body: { id: expense } }),
      ),
  }),
  strike('expenses', 'expense'),
  endpoint({
    method: 'post',
    path: '/{tenant}/activities/{activity}/contributions',
    tag,
    access,
    status: 201,
    summary: 'Record what residents gave',
    body: {
      takes: ['json'],
      schema: z.strictObject({
        form: z.enum(CONTRIBUTION_FORMS),
        description: ShortInput,
        value: AmountInput,
      }),
      example: { form: 'labour', description: 'Kerja bakti', value: 5_400_000 },
    },
    answer: Made,
    run: async (call, { params, body }) =>
      answerTo(
        await recordContribution(call.pilar, call.who, { activity: params.activity, ...body }),
        ({ contribution }) => ({ body: { id: contribution } }),
      ),
  }),
  strike('contributions', 'contribution'),
  endpoint({
    method: 'post',
    path: '/{tenant}/activities/{activity}/participation',
    tag,
    access,
    status: 201,
    summary: 'Record who took part on an occasion',
    body: {
      takes: ['json'],
      schema: z.strictObject({
        occasion: ShortInput,
        happenedOn: DayInput,
        people: CountInput,
        women: CountInput,
        poorHouseholds: CountInput,
      }),
      example: {
        occasion: 'Kerja bakti',
        happenedOn: '2026-03-01',
        people: 40,
        women: 15,
        poorHouseholds: 8,
      },
    },
    answer: Made,
    run: async (call, { params, body }) =>
      answerTo(
        await recordParticipation(call.pilar, call.who, { activity: params.activity, ...body }),
        ({ participation }) => ({ body: { id: participation } }),
      ),
  }),
  strike('participation', 'participation'),
  endpoint({
    method: 'post',
    path: '/{tenant}/activities/{activity}/handover',
    tag,
    access,
    precondition: 'version',
    summary: 'Hand a completed activity over to those who will keep it',
    description: 'As JSON, or as a form with its minutes (picture or PDF), which the model may want.',
    body: {
      takes: ['json', 'form'],
      schema: z.strictObject({
        handedOverOn: DayInput,
        handedOverTo: ShortInput,
        note: LongInput.default(''),
        minutes: FileInput.optional(),
      }),
      example: { handedOverOn: '2026-03-20', handedOverTo: 'Kelurahan' },
      largest: ONE_FILE,
    },
    answer: Written,
    ask: ({ pilar, who }, { activity }) => askToCarryOut(pilar, who, activity),
    run: async (call, { params, body }) =>
      answerTo(
        await handOverActivity(
          call.pilar,
          call.who,
          { activity: params.activity, ...body, version: call.version },
          call.left,
        ),
        saved,
      ),
  }),
];
