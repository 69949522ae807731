import { z } from '@hono/zod-openapi';
import { isIsoDate } from '#kernel/date.ts';
import { isId } from '#kernel/id.ts';
import { at, isRefusal, refuse } from '#kernel/refusal.ts';
import { overdueNow, waiveObligation } from '#modules/obligations/index.ts';
import { answerTo, endpoint } from '../endpoint.ts';
import { LongInput, paging, RegionInput, ShortInput } from '../input.ts';
import { page, pageOf } from '../page.ts';
import { Day, Made, programIdNamed, Uuid } from './shared.ts';

const tag = 'obligations';

/** Where the list goes on: the day and the obligation that the page before ended with. */
function readCursor(cursor: string | undefined) {
  if (cursor === undefined) return undefined;
  const [dueOn = '', id = ''] = cursor.split('_');
  return isIsoDate(dueOn) && isId(id) ? { dueOn, id } : at('cursor', refuse('input.choice'));
}

export const obligations = [
  endpoint({
    method: 'get',
    path: '/{tenant}/obligations/overdue',
    tag,
    access: 'public',
    summary: 'What is owed past its day, oldest first',
    query: z.strictObject({
      program: ShortInput.optional(),
      area: RegionInput.optional(),
      ...paging,
    }),
    answer: pageOf(
      z
        .object({
          id: Uuid,
          kind: z.enum(['report']),
          program: Uuid,
          fiscalYear: z.int(),
          organization: Uuid,
          organizationName: z.string(),
          subjectType: z.string(),
          subjectId: Uuid,
          startsOn: Day,
          dueOn: Day,
        })
        .meta({ id: 'Overdue', description: 'What an institution owes past its day' }),
    ),
    run: (call, { query }) =>
      call.read(async (tx) => {
        const program = query.program === undefined ? undefined : await programIdNamed(tx, query.program);
        if (isRefusal(program)) return program;
        const after = readCursor(query.cursor);
        if (isRefusal(after)) return after;
        const filter = { program, area: query.area };
        const rows = await overdueNow(tx, query.limit + 1, filter, after);
        return page(
          rows,
          query.limit,
          (row) => `${row.dueOn}_${row.id}`,
          (row) => ({
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
        );
      }),
  }),
  endpoint({
    method: 'post',
    path: '/{tenant}/obligations/{obligation}/waiver',
    tag,
    access: 'reports:write',
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
