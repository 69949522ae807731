import { z } from '@hono/zod-openapi';
import { addProposalDocument, askToFollowUp, askToWrite, followUp } from '#modules/proposals/index.ts';
import { answerTo, endpoint } from '../endpoint.ts';
import { FileInput, LongInput, ONE_FILE, ShortInput } from '../input.ts';
import { Made, Written } from './shared.ts';

const tag = 'proposals';
const access = 'proposals:write' as const;

/** Documents that lie with a proposal, and what offices tell of it after it was agreed to. */
export const proposalDocuments = [
  endpoint({
    method: 'post',
    path: '/{tenant}/proposals/{proposal}/documents',
    tag,
    access,
    status: 201,
    summary: 'Add a document to a draft of a kind that asks for documents',
    description:
      'PDF, JPEG, PNG or WebP, told by its content. Whoever brings it and the offices over its place read it; `DELETE …/photos/{photo}` takes it off again.',
    body: {
      takes: ['form'],
      schema: z.strictObject({ document: FileInput, called: ShortInput }),
      example: { document: '…', called: 'Proposal.pdf' },
      largest: ONE_FILE,
    },
    ask: ({ pilar, who }, { proposal }) => askToWrite(pilar, who, proposal),
    answer: Made,
    run: async (call, { params, body }) =>
      answerTo(
        await addProposalDocument(
          call.pilar,
          call.who,
          { proposal: params.proposal, file: body.document, called: body.called },
          call.left,
        ),
        ({ document }) => ({ body: { id: document } }),
      ),
  }),
  endpoint({
    method: 'post',
    path: '/{tenant}/proposals/{proposal}/follow-up',
    tag,
    access,
    precondition: 'version',
    status: 201,
    summary: 'Tell what came of the step that follows now on a proposal that was agreed to or passed on',
    description:
      'By an office of the step: an account in its own words, which of the answers that the model lists where it lists some, and documents that prove it where the model asks for one.',
    body: {
      takes: ['form'],
      schema: z.strictObject({
        answer: z.string().max(50).optional(),
        account: LongInput,
        files: z.array(FileInput).max(5).default([]),
      }),
      example: { account: 'Tempat dan jadwal kegiatan disepakati.', files: ['…'] },
      largest: 5 * ONE_FILE,
    },
    ask: ({ pilar, who }, { proposal }) => askToFollowUp(pilar, who, proposal),
    answer: Written,
    run: async (call, { params, body }) =>
      answerTo(
        await followUp(call.pilar, call.who, {
          proposal: params.proposal,
          ...(body.answer === undefined ? {} : { answer: body.answer }),
          remark: body.account,
          files: body.files,
          version: call.version,
        }),
        ({ proposal, version }) => ({ body: { id: proposal, version }, version }),
      ),
  }),
];
