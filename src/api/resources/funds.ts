import { z } from '@hono/zod-openapi';
import { isRefusal } from '#kernel/refusal.ts';
import {
  askToPayIn,
  depositsInto,
  fundsOf,
  leviesByPeriod,
  leviesOwed,
  recordDeposit,
  sourcesOfFund,
} from '#modules/funding/index.ts';
import { answerTo, endpoint } from '../endpoint.ts';
import { AmountInput, DayInput, FileInput, ONE_FILE, ShortInput } from '../input.ts';
import { byDay, byId, listing } from '../listing.ts';
import { Amount, amount, Day, Made, Moment, moment, programNamed, Uuid } from './shared.ts';

const tag = 'funding';
const access = 'funding:write';

/** The funds of whole programmes, and what is paid into them. */
export const funds = [
  listing({
    path: '/{tenant}/programs/{program}/funds',
    tag,
    summary: 'Funds of a whole programme, with what came from which source and what remains',
    filter: {},
    item: z
      .object({
        id: Uuid,
        purse: z.string(),
        amount: Amount,
        remaining: Amount,
        sources: z.array(z.object({ source: z.string(), came: Amount, left: Amount })),
      })
      .meta({ id: 'Fund', description: 'Money of a programme that belongs to no single institution' }),
    cursor: byId,
    rows: async (tx, { params, limit, after }) => {
      const program = await programNamed(tx, params.program);
      if (isRefusal(program)) return program;
      const all = (await fundsOf(tx, program.id)).sort((a, b) => (a.id < b.id ? -1 : 1));
      const rows = [];
      for (const fund of all.filter((one) => after === undefined || one.id > after).slice(0, limit)) {
        rows.push({ ...fund, sources: await sourcesOfFund(tx, fund.id) });
      }
      return rows;
    },
    shown: (one) => ({
      id: one.id,
      purse: one.purse,
      amount: amount(one.amount),
      remaining: amount(one.remaining),
      sources: one.sources.map(({ source, came, left }) => ({
        source,
        came: amount(came),
        left: amount(left),
      })),
    }),
  }),
  listing({
    path: '/{tenant}/funds/{fund}/deposits',
    tag,
    summary: 'What was paid into a fund, newest first',
    description:
      'Who paid a levy is named to officers over the whole programme, and to those of the institution itself; whoever gave without owing is named to everybody.',
    filter: {},
    item: z
      .object({
        id: Uuid,
        organization: Uuid.nullable().meta({ description: 'Who paid; null where the reader may not know' }),
        organizationName: z.string().nullable(),
        source: z.string(),
        occasion: z.string().meta({ description: 'The period of the levy that it pays; empty where none' }),
        amount: Amount,
        paidOn: Day,
        state: z.enum(['recorded', 'approved', 'refused']),
        remark: z.string().nullable(),
        recordedAt: Moment,
        reviewedAt: Moment.nullable(),
        version: z.int(),
      })
      .meta({ id: 'Deposit', description: 'Money that a party paid into a fund' }),
    cursor: byId,
    rows: (tx, { params, limit, after, call }) => depositsInto(tx, call.viewer, params.fund, limit, after),
    shown: (one) => ({
      id: one.id,
      organization: one.payer?.id ?? null,
      organizationName: one.payer?.name ?? null,
      source: one.source,
      occasion: one.occasion,
      amount: amount(one.amount),
      paidOn: one.paidOn,
      state: one.state,
      remark: one.remark,
      recordedAt: moment(one.recordedAt),
      reviewedAt: one.reviewedAt && moment(one.reviewedAt),
      version: one.version,
    }),
  }),
  listing({
    path: '/{tenant}/funds/{fund}/levies',
    tag,
    summary: 'Who owes a fund a levy whose period is over and has not paid all of it, the first due first',
    description:
      'For officers over the whole programme everybody, for those of an institution its own; nothing for others, who read the sums by period.',
    filter: {},
    item: z
      .object({
        id: Uuid.meta({ description: 'The obligation, by which it may be excused' }),
        source: z.string(),
        occasion: z.string().meta({ description: 'The period', examples: ['2026-Q1'] }),
        organization: Uuid,
        organizationName: z.string(),
        dueOn: Day,
        overdue: z.boolean(),
        owed: Amount,
        left: Amount,
        waiting: Amount.meta({ description: 'Recorded as paid and not examined yet' }),
      })
      .meta({ id: 'OwedLevy', description: 'What a party owes to a fund for a period' }),
    cursor: byDay,
    rows: (tx, { params, limit, after, call }) => leviesOwed(tx, call.viewer, params.fund, limit, after),
    shown: (one) => ({
      id: one.id,
      source: one.source,
      occasion: one.occasion,
      organization: one.organization,
      organizationName: one.organizationName,
      dueOn: one.dueOn,
      overdue: one.overdue,
      owed: amount(one.owed),
      left: amount(one.left),
      waiting: amount(one.waiting),
    }),
  }),
  endpoint({
    method: 'get',
    path: '/{tenant}/funds/{fund}/levy-periods',
    tag,
    access: 'public',
    summary: 'What became of the levies of a fund by period, in sums, the newest first',
    description: 'Names nobody.',
    answer: z
      .object({
        items: z.array(
          z.object({
            source: z.string(),
            occasion: z.string(),
            dueOn: Day,
            parties: z.int().meta({ description: 'How many owe it' }),
            met: z.int(),
            excused: z.int(),
            open: z.int(),
            late: z.int().meta({ description: 'Of those open, past their day' }),
            paid: Amount,
            left: Amount.meta({ description: 'Still to be paid' }),
          }),
        ),
      })
      .meta({ id: 'LevyPeriods', description: 'Levies of a fund by period' }),
    run: (call, { params }) =>
      call.read(async (tx) => {
        const found = await leviesByPeriod(tx, params.fund);
        if (isRefusal(found)) return found;
        const items = found.map(
          ({ source, occasion, dueOn, parties, met, excused, open, late, ...sums }) => ({
            ...{ source, occasion, dueOn, parties, met, excused, open, late },
            paid: amount(sums.paid),
            left: amount(sums.left),
          }),
        );
        return { body: { items } };
      }),
  }),
  endpoint({
    method: 'post',
    path: '/{tenant}/funds/{fund}/deposits',
    tag,
    access,
    status: 201,
    summary: 'Record what a party paid into a fund',
    description:
      'To be approved by another officer: only then the fund holds it. As JSON, or as a form with the proof (picture or PDF).',
    body: {
      takes: ['json', 'form'],
      schema: z.strictObject({
        source: ShortInput.meta({ description: 'As money of which source, as the model names it' }),
        organization: ShortInput,
        occasion: ShortInput.default('').meta({
          description: 'The period of the levy that it pays, such as 2026-Q1',
        }),
        amount: AmountInput,
        receiptNumber: ShortInput,
        paidOn: DayInput,
        receipt: FileInput.optional(),
      }),
      example: {
        source: 'iuran',
        organization: '019c44e8-6d00-7000-8000-2f1d3c9a5b10',
        amount: 250_000,
        receiptNumber: 'TT-031',
        paidOn: '2026-02-10',
      },
      largest: ONE_FILE,
    },
    answer: Made,
    ask: ({ pilar, who }, { fund }) => askToPayIn(pilar, who, fund),
    run: async (call, { params, body }) =>
      answerTo(
        await recordDeposit(call.pilar, call.who, { purse: params.fund, ...body }, call.left),
        ({ voucher }) => ({
          body: { id: voucher },
        }),
      ),
  }),
];
