import { z } from '@hono/zod-openapi';
import { isRefusal } from '#kernel/refusal.ts';
import { THINGS } from '#kernel/thing.ts';
import {
  proposalTrail,
  SEARCHED,
  searchThings,
  TRAIL_PARTS,
  type TrailStep,
} from '#modules/overview/index.ts';
import { bringAgain } from '#modules/proposals/index.ts';
import { answerTo, endpoint } from '../endpoint.ts';
import { ShortInput } from '../input.ts';
import { byId, listing } from '../listing.ts';
import { Amount, amount, Label, labelShown, Region, Uuid, Written } from './shared.ts';

const Step = z
  .object({
    part: z.enum(TRAIL_PARTS).meta({
      description:
        'What it is in the trail: an earlier or a later proposal (`before`, `after`) by its link, or what followed',
    }),
    kind: z.enum(THINGS),
    id: Uuid,
    page: z.string().meta({ description: 'Its page', examples: ['/bandung/kegiatan/019c44e8-…'] }),
    title: Label,
    state: z.string().nullable(),
    at: z.string().nullable().meta({ description: 'The day, or the moment, at which it happened' }),
    amount: Amount.nullable(),
  })
  .meta({ id: 'TrailStep', description: 'Something that a proposal came from, or that followed from it' });

function shown(step: TrailStep, tenant: string): z.infer<typeof Step> {
  return {
    part: step.part,
    kind: step.kind,
    id: step.id,
    page: `/${tenant}/${step.page}`,
    title: labelShown(step.title),
    state: step.state ?? null,
    at: step.at instanceof Date ? step.at.toISOString() : (step.at ?? null),
    amount: amount(step.amount ?? null),
  };
}

const tag = 'proposals';

export const trails = [
  listing({
    path: '/{tenant}/search',
    tag,
    summary:
      'Things of one kind whose name has all the words, in any order and with mistakes forgiven, the newest first',
    description: 'Of all programmes; proposals once they were submitted.',
    filter: {
      kind: z.enum(SEARCHED),
      text: ShortInput.meta({ description: 'Words, each anywhere in the name', examples: ['drainase'] }),
    },
    item: z
      .object({
        kind: z.enum(SEARCHED),
        id: Uuid,
        page: z
          .string()
          .meta({ description: 'Its page beneath the city’s address', examples: ['usulan/019c44e8-…'] }),
        title: Label,
        region: Region,
      })
      .meta({ id: 'Hit', description: 'A thing found by its name' }),
    cursor: byId,
    rows: async (tx, { filter, limit, after }) =>
      (await searchThings(tx, filter.kind, { text: filter.text, limit, before: after })).hits.map((hit) => ({
        ...hit,
        kind: filter.kind,
      })),
    shown: ({ kind, id, page, title, region }) => ({ kind, id, page, title: labelShown(title), region }),
  }),
  endpoint({
    method: 'get',
    path: '/{tenant}/proposals/{proposal}/trail',
    tag,
    access: 'public',
    summary: 'What a proposal came from, and what followed from it: decisions, payments, activity, reports',
    description:
      'In order, from the first idea to the last result. What its reader may not find is left out.',
    answer: z.object({ steps: z.array(Step) }),
    run: (call, { params }) =>
      call.read(async (tx) => {
        const steps = await proposalTrail(tx, call.viewer, params.proposal);
        if (isRefusal(steps)) return steps;
        return { body: { steps: steps.map((one) => shown(one, call.tenant.slug)) } };
      }),
  }),
  endpoint({
    method: 'post',
    path: '/{tenant}/proposals/{proposal}/again',
    tag,
    access: 'proposals:write',
    precondition: 'version',
    status: 201,
    summary: 'Bring a proposal again that was withdrawn, not agreed to, or funded in an earlier year',
    description:
      'Answers a new draft with what was written in the old one, without its photos; once for each proposal.',
    body: { takes: ['json'], schema: z.strictObject({}), example: {} },
    answer: Written,
    run: async (call, { params }) =>
      answerTo(
        await bringAgain(call.pilar, call.who, { proposal: params.proposal, version: call.version }),
        ({ id, version }) => ({ body: { id, version }, version, location: `/proposals/${id}` }),
      ),
  }),
];
