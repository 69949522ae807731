import { z } from '@hono/zod-openapi';
import { isRefusal } from '#kernel/refusal.ts';
import {
  AWARD_STATES,
  type AwardRound,
  awardFacts,
  awardsIn,
  type Computation,
  SHIFT,
} from '#modules/awards/index.ts';
import { endpoint } from '../endpoint.ts';
import { byId, listing } from '../listing.ts';
import { Day, Label, labelShown, Moment, moment, programNamed, Region, Uuid } from './shared.ts';

const PerMille = z.int().meta({ description: 'Whole per mille' });

const Award = z
  .object({
    id: Uuid,
    award: z.string().meta({ description: 'By its name in the model' }),
    region: Region,
    marksFrom: Day.meta({ description: 'The first day on which jurors mark' }),
    marksUntil: Day,
    state: z.enum(AWARD_STATES),
    publishedAt: Moment.nullable(),
    closedAt: Moment.nullable(),
    setAt: Moment.nullable(),
    decree: z.string().nullable(),
    withdrawnFor: z.string().nullable(),
    version: z.int(),
  })
  .meta({ id: 'AwardRound', description: 'A round of an award, with the days on which jurors mark' });

const Candidate = z.object({
  organization: Uuid,
  name: z.string(),
  place: z
    .int()
    .nullable()
    .meta({ description: 'Shared by equal totals; null where too little of the weight is rated' }),
  tie: z
    .string()
    .nullable()
    .meta({ description: 'What parted it from others of the same total: an aspect, or `shared`' }),
  points: z.int().meta({ description: 'Sum of weight × score over rated aspects; ÷ weight is the total' }),
  weight: PerMille.meta({ description: 'Of the whole weight, how much is rated' }),
  conflicts: z.int().meta({ description: 'Jurors who do not mark it because they hold an office in it' }),
  aspects: z.array(
    z.object({
      aspect: z.string(),
      standing: z.enum(['rated', 'no-evidence', 'too-few-marks']),
      score: PerMille.nullable(),
      records: PerMille.nullable(),
      figures: z.array(
        z.object({
          measure: z.string(),
          value: z
            .string()
            .nullable()
            .meta({ description: 'A whole number as text; null where nobody can tell' }),
          score: PerMille.nullable(),
          evidence: z.array(z.string()),
        }),
      ),
      marked: z.int().meta({ description: 'How many jurors marked it' }),
      marks: z
        .object({
          count: z.int(),
          lowest: z.int(),
          median: z.int().meta({ description: 'In tenths of a mark' }),
          highest: z.int(),
          mean: PerMille,
        })
        .nullable()
        .meta({ description: 'Together, where there are enough; nobody’s own' }),
    }),
  ),
});

const AwardWithComputation = Award.extend({
  weights: z.array(z.object({ aspect: z.string(), label: Label, weight: PerMille })),
  candidates: z.array(z.object({ organization: Uuid, name: z.string() })),
  jurors: z.int(),
  computation: z
    .array(Candidate)
    .nullable()
    .meta({ description: 'The whole computation, in the order of places; null until the round is closed' }),
  shifted: z
    .array(z.object({ aspect: z.string(), by: z.int(), first: z.array(Uuid) }))
    .meta({ description: `Weights which, moved by ±${SHIFT}, would put somebody else first` }),
}).meta({ id: 'AwardRoundWithComputation', description: 'A round of an award with what it rests on' });

function awardShown(round: AwardRound): z.infer<typeof Award> {
  const { id, award, region, marksFrom, marksUntil, state, decree, withdrawnFor, version } = round;
  return {
    ...{ id, award, region, marksFrom, marksUntil, state, decree, withdrawnFor, version },
    publishedAt: moment(round.publishedAt),
    closedAt: moment(round.closedAt),
    setAt: moment(round.setAt),
  };
}

function computationShown({ candidates }: Computation): z.infer<typeof Candidate>[] {
  return candidates.map((one) => ({
    organization: one.organization,
    name: one.name,
    place: one.place,
    tie: one.tie,
    points: one.points,
    weight: one.weight,
    conflicts: one.conflicts,
    aspects: one.aspects.map((aspect) => ({
      aspect: aspect.aspect,
      standing: aspect.standing,
      score: aspect.score,
      records: aspect.records,
      figures: aspect.figures.map((each) => ({ ...each, evidence: [...each.evidence] })),
      marked: aspect.marked,
      marks: aspect.marks,
    })),
  }));
}

const tag = 'assessment';

export const awards = [
  listing({
    path: '/{tenant}/programs/{program}/awards',
    tag,
    summary: 'Rounds of the awards of a programme, newest first',
    description: 'Drafts are left out for all but those who keep them.',
    filter: {},
    item: Award,
    cursor: byId,
    rows: async (tx, { params, limit, after, call }) => {
      const program = await programNamed(tx, params.program);
      return isRefusal(program) ? program : awardsIn(tx, call.viewer, program, limit, after);
    },
    shown: awardShown,
  }),
  endpoint({
    method: 'get',
    path: '/{tenant}/awards/{award}',
    tag,
    access: 'public',
    summary: 'A round of an award with its weights, candidates and computation',
    description: 'Marks of single jurors are not told.',
    answer: AwardWithComputation,
    run: (call, { params }) =>
      call.read(async (tx) => {
        const found = await awardFacts(tx, call.viewer, params.award);
        if (isRefusal(found)) return found;
        const { round, award, weights, candidates, jurors, computation, shifted } = found;
        return {
          body: {
            ...awardShown(round),
            weights: award.aspects.map(({ aspect, label }) => ({
              aspect,
              label: labelShown(label),
              weight: weights.get(aspect) ?? 0,
            })),
            candidates: candidates.map(({ id, name }) => ({ organization: id, name })),
            jurors,
            computation: computation ? computationShown(computation) : null,
            shifted: shifted.map((one) => ({ ...one, first: [...one.first] })),
          },
          version: round.version,
        };
      }),
  }),
];
