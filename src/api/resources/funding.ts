import { z } from '@hono/zod-openapi';
import { isRefusal } from '#kernel/refusal.ts';
import {
  askToPay,
  askToRefund,
  askToSpend,
  moneyFacts,
  type ReadableDisbursement,
  type ReadableRefund,
  type ReadableSpending,
  recordDisbursement,
  recordRefund,
  recordSpending,
  recordTaxDeposit,
  reviewVoucher,
} from '#modules/funding/index.ts';
import { answerTo, endpoint } from '../endpoint.ts';
import { AmountInput, DayInput, FileInput, LongInput, ONE_FILE, ShortInput } from '../input.ts';
import { Amount, amount, Day, jsonIn, Made, Moment, moment, Uuid } from './shared.ts';

const Account = z.enum(['source', 'purse', 'commitment', 'advance', 'spent']);

/** What every voucher says: how much, when, by which paper, and how far it was examined. */
const paper = {
  id: Uuid,
  purpose: z.string(),
  amount: Amount,
  paidOn: Day,
  state: z.enum(['recorded', 'approved', 'refused']),
  route: z.array(z.string()).meta({ description: 'The steps that examine it, in order' }),
  step: z.int().meta({ description: 'The step that it waits for, from 0' }),
  remark: z.string().nullable(),
  recordedAt: Moment,
  reviewedAt: Moment.nullable(),
  version: z.int(),
  receipt: z
    .object({ number: z.string(), document: Uuid.nullable() })
    .nullable()
    .meta({ description: 'For those who look after the money of the place; null for others' }),
};

/** A voucher as the API tells it, without what its kind alone has. */
function shownPaper(one: ReadableDisbursement | ReadableRefund | ReadableSpending) {
  return {
    id: one.id,
    purpose: one.purpose,
    amount: amount(one.amount),
    paidOn: one.paidOn,
    state: one.state,
    route: [...one.route],
    step: one.step,
    remark: one.remark,
    recordedAt: moment(one.recordedAt),
    reviewedAt: moment(one.reviewedAt),
    version: one.version,
    receipt: one.receipt && { ...one.receipt },
  };
}

const Money = z
  .object({
    commitment: Amount.meta({ description: 'Decided and not yet paid' }),
    advance: Amount.meta({ description: 'Paid and not yet accounted for' }),
    spent: Amount.meta({ description: 'Accounted for by an accepted report' }),
    postings: z.array(
      z.object({
        id: Uuid,
        kind: z.enum([
          'allot',
          'deposit',
          'withdraw',
          'commit',
          'release',
          'disburse',
          'settle',
          'refund',
          'spend',
          'lapse',
          'carry-out',
          'carry-in',
        ]),
        from: Account,
        to: Account,
        source: z.string(),
        amount: Amount,
        happenedOn: Day.meta({ description: 'The real day of the movement' }),
        recordedAt: Moment,
      }),
    ),
    disbursements: z.array(
      z.object({
        ...paper,
        provider: z.string(),
        withheld: Amount.meta({ description: 'What of the amount was withheld as tax' }),
        net: Amount.meta({ description: 'What the provider received' }),
        taxes: z.array(
          z.object({
            tax: z.string(),
            amount: Amount,
            depositedOn: Day.nullable().meta({ description: 'When it was paid on to the state' }),
            depositNumber: z.string().nullable().meta({ description: 'For those who may see receipts' }),
          }),
        ),
        papers: z
          .array(z.object({ paper: z.string(), number: z.string(), datedOn: Day }))
          .meta({ description: 'The papers of the office that it stands on, in order' }),
      }),
    ),
    refunds: z
      .array(z.object({ ...paper, payment: Uuid }))
      .meta({ description: 'Money that came back of a payment, which itself is never rewritten' }),
    spendings: z
      .array(z.object({ ...paper, provider: z.string(), purse: z.string() }))
      .meta({ description: 'What a giver paid itself: it never passed through the cash of the city' }),
  })
  .meta({ id: 'Money', description: 'Where the money of a proposal stands, with every movement' });

/** A list in a body: as JSON, or in a form as the text of it. */
function listInput<T>(one: z.ZodType<T>) {
  const all = z.array(one).max(20);
  return z.union([
    all,
    z
      .string()
      .max(4000)
      .transform((text, context): T[] => {
        const read = all.safeParse(jsonIn(text));
        if (read.success) return read.data;
        context.addIssue({ code: 'custom', message: 'a list as JSON' });
        return z.NEVER;
      }),
  ]);
}

const PapersInput = listInput(z.strictObject({ paper: ShortInput, number: ShortInput, day: DayInput })).meta({
  description: 'The papers of the office that the model wants; in a form as the text of the same JSON',
});
const WithheldInput = listInput(z.strictObject({ tax: ShortInput, amount: AmountInput })).meta({
  description: 'What of the amount was withheld as tax; in a form as the text of the same JSON',
});

const tag = 'funding';
const access = 'funding:write';

export const funding = [
  endpoint({
    method: 'get',
    path: '/{tenant}/proposals/{proposal}/money',
    tag,
    access: 'public',
    summary: 'The money of a proposal: where it stands, its postings and disbursements',
    answer: Money,
    run: (call, { params }) =>
      call.read(async (tx) => {
        const found = await moneyFacts(tx, call.viewer, params.proposal);
        if (isRefusal(found)) return found;
        const { money } = found;
        return {
          body: {
            commitment: amount(money.commitment),
            advance: amount(money.advance),
            spent: amount(money.spent),
            postings: found.postings.map((one) => ({
              id: one.id,
              kind: one.kind,
              from: one.from,
              to: one.to,
              source: one.source,
              amount: amount(one.amount),
              happenedOn: one.happenedOn,
              recordedAt: moment(one.recordedAt),
            })),
            disbursements: found.disbursements.map((one) => {
              const { papers = [], taxes = [] } = found.papers.get(one.id) ?? {};
              return {
                ...shownPaper(one),
                provider: one.provider,
                withheld: amount(one.withheld),
                net: amount(one.amount - one.withheld),
                taxes: taxes.map(({ tax, amount: part, depositedOn, depositNumber }) => ({
                  tax,
                  amount: amount(part),
                  depositedOn,
                  depositNumber,
                })),
                papers: papers.map((each) => ({ ...each })),
              };
            }),
            refunds: found.refunds.map((one) => ({ ...shownPaper(one), payment: one.payment })),
            spendings: found.spendings.map((one) => ({
              ...shownPaper(one),
              provider: one.provider,
              purse: one.purseName,
            })),
          },
        };
      }),
  }),
  endpoint({
    method: 'post',
    path: '/{tenant}/proposals/{proposal}/disbursements',
    tag,
    access,
    status: 201,
    summary: 'Record a payment to a provider',
    description:
      'To be approved by another officer. As JSON, or as a form with the receipt (picture or PDF).',
    body: {
      takes: ['json', 'form'],
      schema: z.strictObject({
        provider: ShortInput,
        purpose: ShortInput,
        amount: AmountInput,
        receiptNumber: ShortInput,
        paidOn: DayInput,
        papers: PapersInput.optional(),
        withheld: WithheldInput.optional(),
        receipt: FileInput.optional(),
      }),
      example: {
        provider: 'Toko Bangunan Jaya',
        purpose: 'U-ditch dan bahan',
        amount: 50_000_000,
        receiptNumber: 'KW-001',
        paidOn: '2026-02-10',
      },
      largest: ONE_FILE,
    },
    answer: Made,
    ask: ({ pilar, who }, { proposal }) => askToPay(pilar, who, proposal),
    run: async (call, { params, body }) =>
      answerTo(
        await recordDisbursement(
          call.pilar,
          call.who,
          { ...body, proposal: params.proposal, papers: body.papers ?? [], withheld: body.withheld ?? [] },
          call.left,
        ),
        ({ voucher }) => ({ body: { id: voucher } }),
      ),
  }),
  endpoint({
    method: 'post',
    path: '/{tenant}/vouchers/{voucher}/taxes/{tax}/deposit',
    tag,
    access,
    status: 201,
    summary: 'Record by which number and day a tax that was withheld was paid on to the state',
    body: {
      takes: ['json'],
      schema: z.strictObject({ number: ShortInput, paidOn: DayInput }),
      example: { number: 'A1B2C3D4E5F6G7H8', paidOn: '2026-02-20' },
    },
    answer: Made,
    run: async (call, { params, body }) =>
      answerTo(
        await recordTaxDeposit(call.pilar, call.who, {
          ...body,
          voucher: params.voucher,
          tax: params.tax,
        }),
        ({ voucher }) => ({ body: { id: voucher } }),
      ),
  }),
  endpoint({
    method: 'post',
    path: '/{tenant}/proposals/{proposal}/refunds',
    tag,
    access,
    status: 201,
    summary: 'Record that money of a payment came back',
    description:
      'To be approved by another officer. As JSON, or as a form with the paper that proves it (picture or PDF).',
    body: {
      takes: ['json', 'form'],
      schema: z.strictObject({
        disbursement: ShortInput.meta({ description: 'The payment of which it came back' }),
        amount: AmountInput,
        purpose: ShortInput.meta({ description: 'Why it came back' }),
        receiptNumber: ShortInput.meta({ description: 'The number of the paper, such as a deposit slip' }),
        paidOn: DayInput,
        receipt: FileInput.optional(),
      }),
      example: {
        disbursement: '019c44e8-6d00-7000-8000-2f1d3c9a5b10',
        amount: 1_500_000,
        purpose: 'Harga bahan turun',
        receiptNumber: 'STS-014',
        paidOn: '2026-02-20',
      },
      largest: ONE_FILE,
    },
    answer: Made,
    ask: ({ pilar, who }, { proposal }) => askToRefund(pilar, who, proposal),
    run: async (call, { params, body }) =>
      answerTo(
        await recordRefund(call.pilar, call.who, { proposal: params.proposal, ...body }, call.left),
        ({ voucher }) => ({ body: { id: voucher } }),
      ),
  }),
  endpoint({
    method: 'post',
    path: '/{tenant}/proposals/{proposal}/spendings',
    tag,
    access,
    status: 201,
    summary: 'Record what a giver paid itself',
    description:
      'Money or goods that never pass through the cash of the city; to be examined by another. As JSON, or as a form with the receipt (picture or PDF).',
    body: {
      takes: ['json', 'form'],
      schema: z.strictObject({
        purse: ShortInput.optional().meta({
          description: 'The purse as the model names it, where there are several',
        }),
        provider: ShortInput,
        purpose: ShortInput,
        amount: AmountInput,
        receiptNumber: ShortInput,
        paidOn: DayInput,
        receipt: FileInput.optional(),
      }),
      example: {
        provider: 'CV Pipa Mandiri',
        purpose: 'Pipa dan sambungan',
        amount: 12_000_000,
        receiptNumber: 'INV-88',
        paidOn: '2026-02-10',
      },
      largest: ONE_FILE,
    },
    answer: Made,
    ask: ({ pilar, who }, { proposal }) => askToSpend(pilar, who, proposal),
    run: async (call, { params, body: { purse, ...body } }) =>
      answerTo(
        await recordSpending(
          call.pilar,
          call.who,
          { proposal: params.proposal, ...(purse ? { purse } : {}), ...body },
          call.left,
        ),
        ({ voucher }) => ({ body: { id: voucher } }),
      ),
  }),
  endpoint({
    method: 'post',
    path: '/{tenant}/vouchers/{voucher}/review',
    tag,
    access,
    precondition: 'version',
    summary: 'Approve or refuse what was recorded of money, as the step that it waits for',
    description:
      'A payment, a refund, what a giver spent, or a deposit. Not by whoever recorded it. Approved by the last step of its way, the money moves.',
    body: {
      takes: ['json'],
      schema: z.strictObject({ outcome: z.enum(['approve', 'refuse']), remark: LongInput.default('') }),
      example: { outcome: 'approve' },
    },
    answer: Made,
    run: async (call, { params, body }) =>
      answerTo(
        await reviewVoucher(call.pilar, call.who, {
          voucher: params.voucher,
          ...body,
          version: call.version,
        }),
        ({ voucher }) => ({ body: { id: voucher } }),
      ),
  }),
];
