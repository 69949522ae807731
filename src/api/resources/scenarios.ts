import { z } from '@hono/zod-openapi';
import { MATCHING_ENDS } from '#analysis/matching/index.ts';
import { isRefusal } from '#kernel/refusal.ts';
import {
  declineRecommendation,
  gapOf,
  HOLDS,
  listScenarios,
  makeScenario,
  maySteer,
  RECOMMENDATION_STATES,
  recommendTaker,
  type Scenario,
  type ScenarioOutcome,
  scenarioFacts,
  scenarioPairs,
  stateOffer,
  withdrawRecommendation,
} from '#modules/matching/index.ts';
import { MATCHING_REASONS } from '#modules/models/index.ts';
import { answerTo, endpoint } from '../endpoint.ts';
import { AmountInput, IdInput, LongInput, RegionInput, ShortInput } from '../input.ts';
import { byId, listing, notACursor } from '../listing.ts';
import { Amount, amount, Moment, moment, programNamed, Uuid } from './shared.ts';

const SavedScenario = z.object({ scenario: Uuid }).meta({
  id: 'SavedScenario',
  description: 'A proposal over all offers and open needs, as it was reckoned',
});

const ScenarioShown = z
  .object({
    id: Uuid,
    program: Uuid,
    from: Uuid.nullable().meta({ description: 'The proposal it was adjusted from' }),
    office: z.string(),
    madeAt: Moment,
    weights: z.array(z.object({ reason: z.enum(MATCHING_REASONS), weight: z.int() })),
    givers: z.int().meta({ description: 'Institutions that were looked at' }),
    offered: Amount.meta({ description: 'What they can still promise' }),
    needs: z.int().meta({ description: 'Open needs that were looked at' }),
    needed: Amount,
    unpriced: z.int().meta({ description: 'Open needs that cost nothing, not looked at' }),
    leftOut: z.int().meta({ description: 'Open needs beyond the bound of one proposal' }),
    dropped: z.int().meta({ description: 'Earlier adjustments that no longer fitted' }),
    value: Amount.meta({ description: 'Rupiah, each counted by its points of 1,000' }),
    bound: Amount.meta({ description: 'No proposal around what is held by hand is worth more' }),
    gap: z.int().meta({ description: 'How far below the bound, in hundredths of a per cent' }),
    ended: z.enum(MATCHING_ENDS).meta({
      description: 'proved: the best there is; settled: no single step betters it; stopped: at its limit',
    }),
    pairs: z.int(),
    amount: Amount,
    recommended: z.int(),
    taken: z.int(),
    agreed: z.int(),
  })
  .meta({ id: 'Scenario', description: 'A proposal over all offers and open needs, with what came of it' });

const Pair = z
  .object({
    need: Uuid,
    title: z.string(),
    organization: Uuid,
    organizationName: z.string(),
    hold: z.enum(HOLDS),
    amount: Amount,
    points: z.int().meta({ description: 'Of 1,000' }),
    reasons: z.array(z.enum(MATCHING_REASONS)),
    recommended: z.enum(RECOMMENDATION_STATES).nullable(),
  })
  .meta({ id: 'ScenarioPair', description: 'Who could meet what' });

function shown(one: Scenario & ScenarioOutcome): z.infer<typeof ScenarioShown> {
  return {
    id: one.id,
    program: one.program,
    from: one.from,
    office: one.office,
    madeAt: moment(one.madeAt),
    weights: MATCHING_REASONS.map((reason, i) => ({ reason, weight: one.weights[i] ?? 0 })),
    givers: one.givers,
    offered: amount(one.offered),
    needs: one.needs,
    needed: amount(one.needed),
    unpriced: one.unpriced,
    leftOut: one.leftOut,
    dropped: one.dropped,
    value: amount(one.value),
    bound: amount(one.bound),
    gap: gapOf(one),
    ended: one.ended,
    pairs: one.pairs,
    amount: amount(one.amount),
    recommended: one.recommended,
    taken: one.taken,
    agreed: one.agreed,
  };
}

const SavedRecommendation = z
  .object({ recommendation: Uuid, need: Uuid })
  .meta({ id: 'SavedRecommendation', description: 'That an institution is proposed for a need, and which' });

const tag = 'proposals';
const access = 'proposals:write';
const EXAMPLE = '019c44e8-6d00-7000-8000-2f1d3c9a5b10';
const Reason = {
  takes: ['json'],
  schema: z.strictObject({ reason: LongInput.default('') }),
  example: { reason: 'Sudah ada program lain.' },
} as const;

export const scenarios = [
  endpoint({
    method: 'put',
    path: '/{tenant}/programs/{program}/offers/{organization}',
    tag,
    access,
    precondition: 'version',
    summary: 'State what an institution offers a programme this year',
    description: 'How much at most, in which fields, places and forms of help; empty lists stand for any.',
    body: {
      takes: ['json'],
      schema: z.strictObject({
        amount: AmountInput,
        fields: z.array(ShortInput).max(100).default([]),
        places: z.array(RegionInput).max(100).default([]),
        forms: z.array(ShortInput).max(100).default([]),
      }),
      example: { amount: 150_000_000, fields: ['pendidikan'], places: [], forms: ['barang'] },
    },
    answer: z
      .object({ organization: Uuid, version: z.int() })
      .meta({ id: 'SavedOffer', description: 'Whose offer it is, with its version' }),
    run: async (call, { params, body }) =>
      answerTo(
        await stateOffer(call.pilar, call.who, {
          program: params.program,
          organization: params.organization,
          version: call.version,
          ...body,
        }),
        (body) => ({ body, version: body.version }),
      ),
  }),
  listing({
    path: '/{tenant}/programs/{program}/scenarios',
    tag,
    summary: 'Proposals over all offers and open needs, the newest first',
    description: 'For the offices that the model lets see the whole.',
    filter: {},
    item: ScenarioShown,
    cursor: byId,
    rows: async (tx, { params, limit, after, call }) => {
      const program = await programNamed(tx, params.program);
      if (isRefusal(program)) return program;
      const steers = maySteer(call.viewer, program);
      return isRefusal(steers) ? steers : listScenarios(tx, program.id, limit, after);
    },
    shown,
  }),
  endpoint({
    method: 'post',
    path: '/{tenant}/programs/{program}/scenarios',
    tag,
    access,
    analyses: true,
    status: 201,
    summary: 'Propose, over all offers and open needs, who could meet what',
    description:
      'Nobody is told and nobody is bound. `from` names a proposal around whose adjustments, and those in `holds`, it is reckoned.',
    body: {
      takes: ['json'],
      schema: z.strictObject({
        from: IdInput.optional(),
        holds: z
          .array(
            z.strictObject({
              need: IdInput,
              organization: IdInput,
              hold: z.enum(HOLDS),
              amount: AmountInput.default(''),
            }),
          )
          .max(500)
          .default([]),
      }),
      example: { holds: [{ need: EXAMPLE, organization: EXAMPLE, hold: 'pinned', amount: 15_000_000 }] },
    },
    answer: SavedScenario,
    run: async (call, { params, body }) =>
      answerTo(
        await makeScenario(
          call.pilar,
          call.who,
          { program: params.program, ...body },
          { who: 'member', left: call.left },
        ),
        (body) => ({ body, location: `/scenarios/${body.scenario}` }),
      ),
  }),
  endpoint({
    method: 'get',
    path: '/{tenant}/scenarios/{scenario}',
    tag,
    access: 'read',
    summary: 'A proposal over the whole: value, bound and what came of it',
    answer: ScenarioShown,
    run: (call, { params }) =>
      call.read(async (tx) => {
        const facts = await scenarioFacts(tx, call.viewer, params.scenario);
        return isRefusal(facts) ? facts : { body: shown({ ...facts.scenario, ...facts.outcome }) };
      }),
  }),
  listing({
    path: '/{tenant}/scenarios/{scenario}/pairs',
    tag,
    summary: 'Who could meet what in a proposal, in its order',
    description: 'What is held and struck out by hand comes first. For the offices that see the whole.',
    filter: {},
    item: Pair,
    cursor: {
      of: (row: { readonly place: number }) => String(row.place),
      read: (typed: string) => (/^\d{1,6}$/.test(typed) ? Number(typed) : notACursor()),
    },
    rows: async (tx, { params, limit, after, call }) => {
      const facts = await scenarioFacts(tx, call.viewer, params.scenario);
      if (isRefusal(facts)) return facts;
      return scenarioPairs(tx, params.scenario, { limit, from: after === undefined ? 0 : after + 1 });
    },
    shown: (row) => ({
      need: row.need,
      title: row.title,
      organization: row.organization,
      organizationName: row.organizationName,
      hold: row.hold,
      amount: amount(row.amount),
      points: row.points,
      reasons: [...row.reasons],
      recommended: row.recommended,
    }),
  }),
  endpoint({
    method: 'post',
    path: '/{tenant}/proposals/{proposal}/recommendations',
    tag,
    access,
    status: 201,
    summary: 'Recommend an institution for a need, for an office that sees the whole',
    description: 'Both sides find it on their desks; nobody is bound.',
    body: {
      takes: ['json'],
      schema: z.strictObject({
        organization: IdInput,
        amount: AmountInput,
        note: LongInput.default(''),
        scenario: IdInput.optional(),
      }),
      example: { organization: EXAMPLE, amount: 15_000_000, note: '200 buku' },
    },
    answer: SavedRecommendation,
    run: async (call, { params, body }) =>
      answerTo(await recommendTaker(call.pilar, call.who, { need: params.proposal, ...body }), (body) => ({
        body,
      })),
  }),
  endpoint({
    method: 'post',
    path: '/{tenant}/recommendations/{recommendation}/refusals',
    tag,
    access,
    precondition: 'version',
    status: 201,
    summary: 'Decline a recommendation with a reason, for the institution',
    body: Reason,
    answer: SavedRecommendation,
    run: async (call, { params, body }) =>
      answerTo(
        await declineRecommendation(call.pilar, call.who, {
          ...{ recommendation: params.recommendation, version: call.version },
          ...body,
        }),
        (body) => ({ body }),
      ),
  }),
  endpoint({
    method: 'post',
    path: '/{tenant}/recommendations/{recommendation}/withdrawals',
    tag,
    access,
    precondition: 'version',
    status: 201,
    summary: 'Take a recommendation back with a reason, for an office that sees the whole',
    body: Reason,
    answer: SavedRecommendation,
    run: async (call, { params, body }) =>
      answerTo(
        await withdrawRecommendation(call.pilar, call.who, {
          ...{ recommendation: params.recommendation, version: call.version },
          ...body,
        }),
        (body) => ({ body }),
      ),
  }),
];
