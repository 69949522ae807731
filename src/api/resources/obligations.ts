import { z } from '@hono/zod-openapi';
import { type IsoDate, isIsoDate } from '#kernel/date.ts';
import { type Id, isId } from '#kernel/id.ts';
import { isRefusal } from '#kernel/refusal.ts';
import { overdueNow, waiveObligation } from '#modules/obligations/index.ts';
import { answerTo, endpoint } from '../endpoint.ts';
import { LongInput, RegionInput, ShortInput } from '../input.ts';
import { type Cursor, listing, notACursor } from '../listing.ts';
import { Day, Made, programIdNamed, Uuid } from './shared.ts';

const tag = 'obligations';

type Owed = { readonly dueOn: IsoDate; readonly id: Id };

/** In the order of days; the id tells those of one day apart. */
const byDay: Cursor<Owed, Owed> = {
  of: ({ dueOn, id }) => `${dueOn}_${id}`,
  read: (typed) => {
    const [dueOn = '', id = ''] = typed.split('_');
    return isIsoDate(dueOn) && isId(id) ? { dueOn, id } : notACursor();
  },
};

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
        subjectType: z.string(),
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
