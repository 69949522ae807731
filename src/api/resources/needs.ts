import { z } from '@hono/zod-openapi';
import { isRefusal } from '#kernel/refusal.ts';
import {
  answerMatch,
  endNeedSupport,
  type ListedNeed,
  listNeeds,
  offerMatch,
  rankedNeeds,
  supportNeed,
} from '#modules/matching/index.ts';
import { MATCHING_REASONS } from '#modules/models/index.ts';
import { answerTo, endpoint } from '../endpoint.ts';
import { AmountInput, IdInput, LongInput, RegionInput, ShortInput } from '../input.ts';
import { byId, listing } from '../listing.ts';
import { Amount, amount, Moment, programIdNamed, programNamed, Region, Uuid } from './shared.ts';

const Need = z
  .object({
    id: Uuid.meta({ description: 'The proposal that it is' }),
    title: z.string(),
    organization: Uuid.nullable().meta({ description: 'Null where a person brings it, who is never named' }),
    organizationName: z.string().nullable(),
    village: Region,
    villageName: z.string(),
    scope: z.string(),
    field: z.string().meta({ description: 'The outermost entry of the catalogue around its own' }),
    form: z.string().nullable().meta({ description: 'In what form help is wanted, as the model calls it' }),
    requested: Amount,
    promised: Amount.meta({ description: 'What takers have offered or agreed to give' }),
    supporters: z.int().meta({ description: 'How many other residents and institutions need the same' }),
    openedAt: Moment,
  })
  .meta({ id: 'OpenNeed', description: 'What was accepted and takers may meet' });

function shown(need: ListedNeed): z.infer<typeof Need> {
  return {
    id: need.id,
    title: need.title,
    organization: need.organization,
    organizationName: need.organizationName,
    village: need.village,
    villageName: need.villageName,
    scope: need.scope,
    field: need.field,
    form: need.form,
    requested: amount(need.requested),
    promised: amount(need.promised),
    supporters: need.supporters,
    openedAt: need.openedAt.toISOString(),
  };
}

const Ranked = Need.extend({
  points: z.int().meta({ description: 'Of 1,000' }),
  addressedHere: z.boolean().meta({ description: 'Addressed to this institution: such needs come first' }),
  reasons: z.array(z.object({ reason: z.enum(MATCHING_REASONS), points: z.int() })),
}).meta({
  id: 'RankedNeed',
  description: 'An open need as it is ranked for an institution, with what speaks for it',
});

const SavedMatch = z
  .object({ match: Uuid, need: Uuid })
  .meta({ id: 'SavedMatch', description: 'That an institution meets a need, and which' });

const tag = 'proposals';
const access = 'proposals:write';
const SavedSupport = z
  .object({ need: Uuid })
  .meta({ id: 'SavedSupport', description: 'That somebody needs the same, or does no longer' });

const program = ShortInput.meta({ description: 'The programme, by its slug', examples: ['hibah-2026'] });
const field = ShortInput.optional().meta({ description: 'An outermost entry of the catalogue' });

export const needs = [
  listing({
    path: '/{tenant}/needs',
    tag,
    summary: 'Needs that are open to takers, the newest first',
    filter: { program, field, area: RegionInput.optional() },
    item: Need,
    cursor: byId,
    rows: async (tx, { filter, limit, after }) => {
      const found = await programIdNamed(tx, filter.program);
      return isRefusal(found) ? found : listNeeds(tx, { ...filter, program: found }, limit, after);
    },
    shown,
  }),
  endpoint({
    method: 'get',
    path: '/{tenant}/needs/ranked',
    tag,
    access: 'read',
    summary: 'Open needs ranked for an institution, each with what speaks for it',
    description: 'For those who promise for it, by what it said that it offers; at most a hundred.',
    query: z.strictObject({
      program,
      organization: IdInput,
      field,
      area: RegionInput.optional(),
      limit: z.coerce.number().int().min(1).max(100).default(25),
    }),
    answer: z.object({ items: z.array(Ranked) }),
    run: (call, { query }) =>
      call.read(async (tx) => {
        const found = await programNamed(tx, query.program);
        if (isRefusal(found)) return found;
        const { organization, limit, field, area } = query;
        const ranked = await rankedNeeds(tx, call.viewer, found, organization, {
          limit,
          offset: 0,
          field,
          area,
        });
        if (isRefusal(ranked)) return ranked;
        const items = ranked.needs.map((one) => ({
          ...shown(one),
          points: one.points,
          addressedHere: one.addressedHere,
          reasons: [...one.reasons],
        }));
        return { body: { items } };
      }),
  }),
  endpoint({
    method: 'post',
    path: '/{tenant}/proposals/{proposal}/matches',
    tag,
    access,
    status: 201,
    summary: 'Offer to meet a need, whole or in part',
    description: 'Within what is left of the need, what the institution offers, and what its plan pledged.',
    body: {
      takes: ['json'],
      schema: z.strictObject({
        organization: IdInput,
        amount: AmountInput.default(''),
        note: LongInput.default(''),
      }),
      example: { organization: '019c44e8-6d00-7000-8000-2f1d3c9a5b10', amount: 15_000_000, note: '200 buku' },
    },
    answer: SavedMatch,
    run: async (call, { params, body }) =>
      answerTo(await offerMatch(call.pilar, call.who, { need: params.proposal, ...body }), (body) => ({
        body,
      })),
  }),
  endpoint({
    method: 'post',
    path: '/{tenant}/proposals/{proposal}/supports',
    tag,
    access,
    status: 201,
    summary: 'Say that one needs the same, for oneself or for an institution',
    description: 'Each counts once; only how many they are is public. `ends` takes it back.',
    body: {
      takes: ['json'],
      schema: z.strictObject({
        organization: IdInput.optional().meta({ description: 'Left out by whoever speaks for themselves' }),
        ends: z.boolean().default(false),
      }),
      example: { organization: '019c44e8-6d00-7000-8000-2f1d3c9a5b10' },
    },
    answer: SavedSupport,
    run: async (call, { params, body: { organization, ends } }) => {
      const input = { need: params.proposal, organization };
      const saved = ends
        ? await endNeedSupport(call.pilar, call.who, input)
        : await supportNeed(call.pilar, call.who, input);
      return answerTo(saved, (body) => ({ body }));
    },
  }),
  endpoint({
    method: 'post',
    path: '/{tenant}/matches/{match}/answers',
    tag,
    access,
    precondition: 'version',
    status: 201,
    summary: 'Agree to an offer or decline it, for whoever brings the need',
    body: {
      takes: ['json'],
      schema: z.strictObject({ outcome: z.enum(['agree', 'decline']), remark: LongInput.default('') }),
      example: { outcome: 'agree' },
    },
    answer: SavedMatch,
    run: async (call, { params, body }) =>
      answerTo(
        await answerMatch(call.pilar, call.who, { match: params.match, version: call.version, ...body }),
        (body) => ({ body }),
      ),
  }),
];
