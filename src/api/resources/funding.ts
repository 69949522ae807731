import { z } from '@hono/zod-openapi';
import { isRefusal } from '#kernel/refusal.ts';
import {
  askToPay,
  askToRefund,
  moneyFacts,
  recordDisbursement,
  recordRefund,
  reviewDisbursement,
  reviewRefund,
} from '#modules/funding/index.ts';
import { answerTo, endpoint } from '../endpoint.ts';
import { AmountInput, DayInput, FileInput, LongInput, ONE_FILE, ShortInput } from '../input.ts';
import { Amount, amount, Day, Made, Moment, moment, Uuid } from './shared.ts';

const Account = z.enum(['source', 'purse', 'commitment', 'advance', 'spent']);

const Money = z
  .object({
    commitment: Amount.meta({ description: 'Committed and not yet paid out' }),
    advance: Amount.meta({ description: 'Paid out and not yet accounted for' }),
    spent: Amount.meta({ description: 'Accounted for by an accepted report' }),
    postings: z.array(
      z.object({
        id: Uuid,
        kind: z.enum(['allot', 'deposit', 'withdraw', 'commit', 'release', 'disburse', 'settle', 'refund']),
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
        id: Uuid,
        provider: z.string(),
        purpose: z.string(),
        amount: Amount,
        paidOn: Day,
        state: z.enum(['recorded', 'approved', 'refused']),
        remark: z.string().nullable(),
        recordedAt: Moment,
        reviewedAt: Moment.nullable(),
        version: z.int(),
        receipt: z
          .object({ number: z.string(), document: Uuid.nullable() })
          .nullable()
          .meta({ description: 'For those who look after the money of the place; null for others' }),
      }),
    ),
    refunds: z
      .array(
        z.object({
          id: Uuid,
          disbursement: Uuid,
          amount: Amount,
          reason: z.string(),
          refundedOn: Day,
          state: z.enum(['recorded', 'approved', 'refused']),
          remark: z.string().nullable(),
          recordedAt: Moment,
          reviewedAt: Moment.nullable(),
          version: z.int(),
          receipt: z.object({ number: z.string(), document: Uuid.nullable() }).nullable(),
        }),
      )
      .meta({ description: 'Money that came back; the payment itself is never rewritten' }),
  })
  .meta({ id: 'Money', description: 'Where the money of a proposal stands, with every movement' });

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
            disbursements: found.disbursements.map((one) => ({
              id: one.id,
              provider: one.provider,
              purpose: one.purpose,
              amount: amount(one.amount),
              paidOn: one.paidOn,
              state: one.state,
              remark: one.remark,
              recordedAt: moment(one.recordedAt),
              reviewedAt: moment(one.reviewedAt),
              version: one.version,
              receipt: one.receipt && { ...one.receipt },
            })),
            refunds: found.refunds.map((one) => ({
              id: one.id,
              disbursement: one.disbursement,
              amount: amount(one.amount),
              reason: one.reason,
              refundedOn: one.refundedOn,
              state: one.state,
              remark: one.remark,
              recordedAt: moment(one.recordedAt),
              reviewedAt: moment(one.reviewedAt),
              version: one.version,
              receipt: one.receipt && { ...one.receipt },
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
        await recordDisbursement(call.pilar, call.who, { proposal: params.proposal, ...body }, call.left),
        ({ disbursement }) => ({ body: { id: disbursement } }),
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
        reason: ShortInput,
        number: ShortInput.meta({ description: 'The number of the paper, such as a deposit slip' }),
        refundedOn: DayInput,
        receipt: FileInput.optional(),
      }),
      example: {
        disbursement: '019c44e8-6d00-7000-8000-2f1d3c9a5b10',
        amount: 1_500_000,
        reason: 'Harga bahan turun',
        number: 'STS-014',
        refundedOn: '2026-02-20',
      },
      largest: ONE_FILE,
    },
    answer: Made,
    ask: ({ pilar, who }, { proposal }) => askToRefund(pilar, who, proposal),
    run: async (call, { params, body }) =>
      answerTo(
        await recordRefund(call.pilar, call.who, { proposal: params.proposal, ...body }, call.left),
        ({ refund }) => ({ body: { id: refund } }),
      ),
  }),
  endpoint({
    method: 'post',
    path: '/{tenant}/refunds/{refund}/review',
    tag,
    access,
    precondition: 'version',
    summary: 'Approve or refuse a recorded refund',
    description: 'Not by whoever recorded it.',
    body: {
      takes: ['json'],
      schema: z.strictObject({ outcome: z.enum(['approve', 'refuse']), remark: LongInput.default('') }),
      example: { outcome: 'approve' },
    },
    answer: Made,
    run: async (call, { params, body }) =>
      answerTo(
        await reviewRefund(call.pilar, call.who, { refund: params.refund, ...body, version: call.version }),
        ({ refund }) => ({ body: { id: refund } }),
      ),
  }),
  endpoint({
    method: 'post',
    path: '/{tenant}/disbursements/{disbursement}/review',
    tag,
    access,
    precondition: 'version',
    summary: 'Approve or refuse a recorded payment',
    description: 'Not by whoever recorded it.',
    body: {
      takes: ['json'],
      schema: z.strictObject({ outcome: z.enum(['approve', 'refuse']), remark: LongInput.default('') }),
      example: { outcome: 'approve' },
    },
    answer: Made,
    run: async (call, { params, body }) =>
      answerTo(
        await reviewDisbursement(call.pilar, call.who, {
          disbursement: params.disbursement,
          ...body,
          version: call.version,
        }),
        ({ disbursement }) => ({ body: { id: disbursement } }),
      ),
  }),
];
