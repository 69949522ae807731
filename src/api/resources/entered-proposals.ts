import { z } from '@hono/zod-openapi';
import { plainQuantity } from '#kernel/readers/number.ts';
import { isRefusal } from '#kernel/refusal.ts';
import { reviewProposal } from '#modules/overview/index.ts';
import {
  askToEnter,
  askToEnterFrom,
  enterForPerson,
  enterFromPaper,
  OFFICE_WAYS,
} from '#modules/proposals/index.ts';
import { answerTo, endpoint } from '../endpoint.ts';
import { DayInput, FileInput, SEVERAL_FILES, ShortInput } from '../input.ts';
import { Fields } from './proposals.ts';
import { Amount, amount, jsonIn, Quantity, Uuid, Written } from './shared.ts';

const Priced = z.object({
  item: z.string(),
  quantity: Quantity,
  unit: z.string(),
  unitPrice: Amount,
  standard: z
    .object({
      like: z.enum(['same', 'alike']),
      least: Amount,
      most: Amount,
      above: z.boolean().meta({ description: 'Whether the line asks more than the dearest of them' }),
    })
    .nullable()
    .meta({ description: 'What the city says it costs; null where it says nothing' }),
});

const Review = z
  .object({
    requested: Amount,
    remaining: Amount.nullable().meta({
      description: 'What may be granted; null where no purse stands behind it',
    }),
    unusual: z.array(
      z.object({
        what: z.enum([
          'above-rest',
          'no-photo',
          'no-poor',
          'no-contribution',
          'no-point',
          'point-elsewhere',
          'one-line',
          'above-standard',
        ]),
        field: z.string(),
      }),
    ),
    costLines: z.array(Priced),
  })
  .meta({
    id: 'ProposalReview',
    description: 'A proposal as it would be sent now, with what is unusual in it',
  });

/** The fields of a proposal in a form: the text of the same JSON that a body of JSON has. */
const FieldsInForm = z
  .string()
  .max(200_000)
  .transform((text, context): z.output<typeof Fields> => {
    const read = Fields.safeParse(jsonIn(text));
    if (read.success) return read.data;
    context.addIssue({ code: 'custom', message: 'the fields of a proposal as JSON' });
    return z.NEVER;
  })
  .meta({ description: 'The fields of the proposal, as the text of JSON (`ProposalFields`)' });

const entered = '/{tenant}/programs/{program}/kinds/{kind}';
const tag = 'proposals';
const access = 'proposals:write';
const scan = z
  .array(FileInput)
  .max(6)
  .meta({ description: 'The signed paper, page by page (picture or PDF)' });

export const enteredProposals = [
  endpoint({
    method: 'get',
    path: '/{tenant}/proposals/{proposal}/review',
    tag,
    access,
    summary: 'A draft as it would be sent now: what would be refused, or what is unusual in it',
    description: 'For whoever brings it. Changes nothing.',
    judges: true,
    answer: Review,
    run: (call, { params }) =>
      call.read(async (tx) => {
        const found = await reviewProposal(tx, call.who, params.proposal);
        if (isRefusal(found)) return found;
        const { content, ceiling, unusual, prices } = found;
        return {
          body: {
            requested: amount(content.requested),
            remaining: ceiling ? amount(ceiling.remaining) : null,
            unusual: unusual.map(({ what, field }) => ({ what, field })),
            costLines: content.costLines.map((line, i) => {
              const beside = prices[i];
              return {
                item: line.item,
                quantity: plainQuantity(line.quantity),
                unit: line.unit,
                unitPrice: amount(line.unitPrice),
                standard: beside
                  ? {
                      like: beside.like,
                      least: amount(beside.least),
                      most: amount(beside.most),
                      above: beside.above,
                    }
                  : null,
              };
            }),
          },
        };
      }),
  }),
  endpoint({
    method: 'post',
    path: `${entered}/organizations/{organization}/signed-forms`,
    tag,
    access,
    status: 201,
    summary: 'Enter for an institution what it signed on paper',
    description:
      'By an office that the model lets (`proposals[].from[].fromPaper`). Opens a draft with the scan of the signed form; the office writes and sends it like the institution itself, until the day that was signed.',
    body: {
      takes: ['form'],
      schema: z.strictObject({
        number: ShortInput.default('').meta({
          description: 'As printed on the blank form, where it was one',
        }),
        broughtBy: ShortInput,
        receivedOn: DayInput,
        until: DayInput.meta({ description: 'The last day on which the office may act for it, as signed' }),
        scan,
      }),
      example: {
        number: '7K3M-2Q9X',
        broughtBy: 'Sekretaris RW 01',
        receivedOn: '2026-02-09',
        until: '2026-02-20',
      },
      repeated: ['scan'],
      largest: SEVERAL_FILES,
    },
    answer: Written,
    ask: ({ pilar, who }, about) => askToEnterFrom(pilar, who, about),
    run: async (call, { params, body }) => {
      const { program, kind, organization } = params;
      return answerTo(
        await enterFromPaper(call.pilar, call.who, { ...body, program, kind, organization }),
        ({ id, version }) => ({ body: { id, version }, version, location: `/proposals/${id}` }),
      );
    },
  }),
  endpoint({
    method: 'post',
    path: `${entered}/for-residents`,
    tag,
    access,
    status: 201,
    summary: 'Enter for a resident what they brought by telephone or on paper',
    description:
      'By an office that the model lets (`proposals[].from[].onBehalf`). It is sent at once, in the name of the resident, who is never named in public; the code is for them and told once.',
    body: {
      takes: ['form'],
      schema: z.strictObject({
        name: ShortInput,
        phone: ShortInput,
        way: z.enum(OFFICE_WAYS),
        receivedOn: DayInput,
        fields: FieldsInForm,
        photos: z.array(FileInput).max(3).default([]),
        documents: z.array(FileInput).max(3).default([]).meta({
          description: 'What supports it, each called as its file is; not published',
        }),
        scan: scan.default([]),
      }),
      example: {
        name: 'Warga Contoh',
        phone: '081300001234',
        way: 'telephone',
        receivedOn: '2026-02-09',
        fields: '{"title":"Buku bacaan"}',
      },
      repeated: ['photos', 'documents', 'scan'],
      largest: SEVERAL_FILES,
    },
    answer: z
      .object({ id: Uuid, code: z.string().meta({ description: 'With it they see how far it is' }) })
      .meta({ id: 'EnteredForResident', description: 'What was sent for a resident' }),
    ask: ({ pilar, who }, about) => askToEnter(pilar, who, about),
    run: async (call, { params, body }) => {
      const { program, kind } = params;
      return answerTo(
        await enterForPerson(call.pilar, call.who, {
          ...body,
          documents: body.documents.map((file) => ({ file, called: file.name })),
          program,
          kind,
        }),
        ({ proposal, code }) => ({ body: { id: proposal, code }, location: `/proposals/${proposal}` }),
      );
    },
  }),
];
