import { z } from '@hono/zod-openapi';
import { isRefusal } from '#kernel/refusal.ts';
import { askToPay, moneyFacts, recordDisbursement, reviewDisbursement } from '#modules/funding/index.ts';
import { answerTo, endpoint } from '../endpoint.ts';
import { AmountInput, DayInput, FileInput, LongInput, ONE_FILE, ShortInput } from '../input.ts';
import { Amount, amount, Day, Made, Moment, moment, Uuid } from './shared.ts';

const Account = z.enum(['source', 'ceiling', 'commitment', 'advance', 'spent']);

const Money = z
  .object({
    commitment: Amount.meta({ description: 'Committed and not yet paid out' }),
    advance: Amount.meta({ description: 'Paid out and not yet accounted for' }),
    spent: Amount.meta({ description: 'Accounted for by an accepted report' }),
    postings: z.array(
      z.object({
        id: Uuid,
        kind: z.enum(['allot', 'withdraw', 'commit', 'release', 'disburse', 'settle', 'return']),
        from: Account,
        to: Account,
        amount: Amount,
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
              amount: amount(one.amount),
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
