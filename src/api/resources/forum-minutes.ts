import { z } from '@hono/zod-openapi';
import {
  type Minutes,
  type MinutesSitting,
  type PublicMinutes,
  QUORUM_ANSWERS,
} from '#modules/deliberation/index.ts';
import { BALLOT_KINDS } from '#modules/models/index.ts';
import { Day, Exclusion, Moment, Region, Uuid } from './shared.ts';

const MinutesDecision = z.object({
  proposal: Uuid,
  title: z.string(),
  proposer: z.string(),
  place: z.string(),
  volume: z.string(),
  unit: z.string(),
  requested: z.string(),
  outcome: z.string(),
  amount: z.string().nullable(),
  reason: z.string(),
  sitting: z.int().meta({ description: 'The sitting that decided so' }),
  passedTo: z.string().nullable().meta({ description: 'The forum to which it goes next, with its place' }),
  earlier: z
    .array(z.object({ forum: z.string(), day: Day, outcome: z.string(), reason: z.string() }))
    .meta({ description: 'What forums before this one decided on it' }),
});

const MinutesVote = z.object({
  kind: z.enum(BALLOT_KINDS),
  points: z.int().nullable(),
  ballots: z.int(),
  attendance: z.int(),
  budget: z.string(),
  counts: z.array(
    z.object({
      number: z.int(),
      proposal: Uuid,
      title: z.string(),
      requested: z.string(),
      votes: z.int(),
      tally: z.int(),
      rules: z.int().meta({ description: 'How many of the rules would have funded it' }),
    }),
  ),
  rules: z.array(z.string()),
  exclusions: z.array(Exclusion).optional(),
  parts: z.array(z.object({ number: z.int(), least: z.string(), instead: z.string() })).optional(),
  followed: z.string().nullable(),
  followedReason: z.string().nullable(),
  sha256: z.string(),
});

/** Sealed minutes as the API answers them. */
export const ShownMinutes = z
  .object({
    form: z.literal(4),
    forum: Uuid,
    name: z.string(),
    region: Region,
    regionName: z.string(),
    calledFor: Day,
    startsAt: Moment,
    sealedAt: Moment,
    place: z.string(),
    basis: z.string(),
    sittings: z.array(
      z.object({
        number: z.int(),
        day: Day,
        openedAt: Moment,
        endedAt: Moment,
        adjourned: z.object({ reason: z.string(), resumesOn: Day.nullable() }).nullable(),
        quorum: z.array(
          z.object({
            element: z.string(),
            label: z.string(),
            came: z.int(),
            wanted: z.int().nullable(),
            of: z.int().nullable(),
            answer: z.enum(QUORUM_ANSWERS),
          }),
        ),
        answer: z.enum(QUORUM_ANSWERS),
        countedOnce: z.int(),
        attendance: z
          .array(z.object({ name: z.string(), represents: z.string(), unit: z.string().nullable() }))
          .optional()
          .meta({ description: 'For officers of the area only' }),
      }),
    ),
    agreed: z.array(MinutesDecision),
    notAgreed: z.array(MinutesDecision),
    reserved: z.array(MinutesDecision),
    passedOn: z.array(MinutesDecision),
    total: z.string(),
    vote: MinutesVote.optional(),
  })
  .meta({
    id: 'Minutes',
    description:
      'Sealed minutes exactly as they were hashed: amounts in rupiah and volumes (`22.5`) are texts',
  });

/** The same minutes with lists that may be written, as the schema's type has them. */
export function unfrozen({ vote, ...minutes }: Minutes | PublicMinutes): z.infer<typeof ShownMinutes> {
  return {
    ...minutes,
    sittings: minutes.sittings.map((sitting: Partial<MinutesSitting> & PublicMinutes['sittings'][number]) => {
      const { attendance, quorum, ...rest } = sitting;
      return { ...rest, quorum: [...quorum], ...(attendance ? { attendance: [...attendance] } : {}) };
    }),
    agreed: minutes.agreed.map(decisionUnfrozen),
    notAgreed: minutes.notAgreed.map(decisionUnfrozen),
    reserved: minutes.reserved.map(decisionUnfrozen),
    passedOn: minutes.passedOn.map(decisionUnfrozen),
    ...(vote ? { vote: voteUnfrozen(vote) } : {}),
  };
}

function decisionUnfrozen(one: Minutes['agreed'][number]): z.infer<typeof MinutesDecision> {
  return { ...one, earlier: [...one.earlier] };
}

function voteUnfrozen(vote: NonNullable<Minutes['vote']>): z.infer<typeof MinutesVote> {
  const { exclusions, parts, ...rest } = vote;
  return {
    ...rest,
    counts: [...vote.counts],
    rules: [...vote.rules],
    ...(exclusions
      ? {
          exclusions: exclusions.map(({ numbers: [one, other], reason }) => ({
            numbers: [one, other],
            reason,
          })),
        }
      : {}),
    ...(parts ? { parts: [...parts] } : {}),
  };
}
