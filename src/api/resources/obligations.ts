import { z } from '@hono/zod-openapi';
import { isRefusal } from '#kernel/refusal.ts';
import { THINGS } from '#kernel/thing.ts';
import { answerCounts, overdueNow, owedByParty, waiveObligation } from '#modules/obligations/index.ts';
import { answerTo, endpoint } from '../endpoint.ts';
import { LongInput, RegionInput, ShortInput } from '../input.ts';
import { byDay, listing } from '../listing.ts';
import { Day, Made, programIdNamed, Uuid } from './shared.ts';

const tag = 'obligations';

export const obligations = [
  listing({
    path: '/{tenant}/obligations/overdue',
    tag,
    summary: 'What is owed past its day, oldest first',
    filter: { program: ShortInput.optional(), area: RegionInput.optional() },
    item: z
      .object({
        id: Uuid,
        kind: z
          .string()
          .meta({ description: 'The filing that is owed, as the model calls it', examples: ['lpj'] }),
        program: Uuid,
        fiscalYear: z.int(),
        organization: Uuid,
        organizationName: z.string(),
        subjectType: z.enum(THINGS),
        subjectId: Uuid,
        startsOn: Day,
        dueOn: Day,
      })
      .meta({ id: 'Overdue', description: 'What an institution owes past its day' }),
    cursor: byDay,
    rows: async (tx, { filter, limit, after }) => {
      const program = filter.program === undefined ? undefined : await programIdNamed(tx, filter.program);
      return isRefusal(program) ? program : overdueNow(tx, limit, { ...filter, program }, after);
    },
    shown: (row) => ({
      id: row.id,
      kind: row.kind,
      program: row.program,
      fiscalYear: row.fiscalYear,
      organization: row.organization,
      organizationName: row.organizationName,
      subjectType: row.subjectType,
      subjectId: row.subjectId,
      startsOn: row.startsOn,
      dueOn: row.dueOn,
    }),
  }),
  endpoint({
    method: 'get',
    path: '/{tenant}/programs/{program}/answers',
    tag,
    access: 'public',
    summary: 'How the steps of a programme keep the time they have to answer',
    description: 'Counts by step. Names nobody.',
    answer: z
      .object({
        items: z.array(
          z.object({
            along: z.string().meta({ description: 'The kind of proposals or filings whose route it is' }),
            step: z.string(),
            open: z.int(),
            overdue: z.int(),
            escalated: z.int().meta({ description: 'Of those overdue, what lies before offices above' }),
            inTime: z.int(),
            late: z.int(),
            waived: z.int(),
          }),
        ),
      })
      .meta({ id: 'AnswersKept', description: 'How answers are kept, by step' }),
    run: (call, { params }) =>
      call.read(async (tx) => {
        const program = await programIdNamed(tx, params.program);
        return isRefusal(program) ? program : { body: { items: await answerCounts(tx, program) } };
      }),
  }),
  endpoint({
    method: 'get',
    path: '/{tenant}/organizations/{organization}/obligations',
    tag,
    access: 'public',
    summary: 'The periodic filings that an institution owes and owed, about itself or a programme',
    answer: z
      .object({
        items: z.array(
          z.object({
            id: Uuid,
            kind: z.string(),
            period: z.string(),
            program: Uuid,
            dueOn: Day,
            state: z.enum(['open', 'fulfilled', 'waived', 'lapsed']),
            waiverReason: z.string().nullable(),
          }),
        ),
      })
      .meta({ id: 'OwedByInstitution', description: 'What an institution owes each period' }),
    run: (call, { params }) =>
      call.read(async (tx) => ({
        body: {
          items: (await owedByParty(tx, params.organization)).map((one) => ({
            id: one.id,
            kind: one.kind,
            period: one.occasion,
            program: one.program,
            dueOn: one.dueOn,
            state: one.state,
            waiverReason: one.waiverReason,
          })),
        },
      })),
  }),
  endpoint({
    method: 'post',
    path: '/{tenant}/obligations/{obligation}/waiver',
    tag,
    access: 'filings:write',
    summary: 'Let an institution off what it owes, with a reason that is published',
    body: {
      takes: ['json'],
      schema: z.strictObject({ reason: LongInput }),
      example: { reason: 'Banjir di kelurahan; laporan menyusul' },
    },
    answer: Made,
    run: async (call, { params, body }) =>
      answerTo(
        await waiveObligation(call.pilar, call.who, { obligation: params.obligation, reason: body.reason }),
        (id) => ({ body: { id } }),
      ),
  }),
];
