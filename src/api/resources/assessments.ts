import { z } from '@hono/zod-openapi';
import { missingOf } from '#analysis/measures/index.ts';
import { isRefusal } from '#kernel/refusal.ts';
import {
  type CauseMapHead,
  causeMapFacts,
  causeMapsIn,
  componentMapFacts,
  type ListedComponentMap,
  type ListedRound,
  listComponentMaps,
  listRounds,
  type Reading,
  ROUND_STATES,
  revisionsOf,
  roundFacts,
} from '#modules/assessment/index.ts';
import { endpoint } from '../endpoint.ts';
import { IdInput, RegionInput, ShortInput, WholeInput } from '../input.ts';
import { byId, listing } from '../listing.ts';
import { answerShown, Answer as MeasureAnswer } from './measures.ts';
import { Day, Moment, moment, Region, Uuid } from './shared.ts';

/** What an analysis is about beside its place: at most one of both. */
const Party = Uuid.nullable().meta({
  description: 'The institution or body that it is about; null for others',
});
const Other = Region.nullable().meta({
  description: 'The other government, where it is about how two of them get on; null for others',
});

const Settled = z.object({
  category: z.string().nullable().meta({ description: 'Null while several are possible' }),
  possible: z.array(z.string()),
  dimensions: z.array(
    z.object({ dimension: z.string(), level: z.string().nullable(), possible: z.array(z.string()) }),
  ),
});

const Round = z
  .object({
    id: Uuid,
    instrument: z.string().meta({ description: 'By its short name', examples: ['synergy'] }),
    instrumentSha256: z.string().meta({ description: 'Of the instrument as the round was opened with it' }),
    program: Uuid,
    region: Region,
    regionName: z.string(),
    party: Party,
    other: Other,
    asOf: Day,
    closesOn: Day,
    state: z.enum(ROUND_STATES),
    openedAt: Moment,
    endedAt: Moment.nullable(),
    endedReason: z.string(),
    raters: z.int(),
    result: Settled.nullable().meta({ description: 'Once it is closed; null before, and when withdrawn' }),
    version: z.int(),
  })
  .meta({ id: 'Round', description: 'One instrument rated by the partners of an area' });

const RoundWithReading = Round.extend({
  records: z
    .array(z.object({ measure: z.string(), counted: z.int(), total: z.int(), perMille: z.int() }))
    .meta({ description: 'What the records show by themselves' }),
  shows: z
    .array(z.object({ measure: z.string(), ...MeasureAnswer }))
    .meta({ description: 'What the records say of its aspects, for people to weigh' }),
  objection: z
    .object({
      office: z.string(),
      reason: z.string(),
      objectedAt: Moment,
      answer: z.string().nullable(),
      answeredAt: Moment.nullable(),
    })
    .nullable()
    .meta({ description: 'What the institution that it is about objects to, with the answer' }),
  spreads: z
    .array(
      z.object({
        indicator: z.string(),
        level: z.string().nullable(),
        possible: z.array(z.string()),
        levels: z.array(z.object({ level: z.string(), people: z.int() })),
        cannotSay: z.int(),
        records: z.string().nullable().meta({ description: 'The level that the records show' }),
      }),
    )
    .nullable()
    .meta({ description: 'How people rated each indicator, without who; null unless the round is closed' }),
  agreement: z
    .array(
      z.object({
        scale: z.string(),
        alpha: z.number().nullable().meta({ description: 'Krippendorff’s alpha' }),
        fleissKappa: z
          .number()
          .nullable()
          .meta({ description: 'Fleiss’ kappa: the order of levels does not count' }),
        icc: z
          .object({ oneWay: z.number().nullable(), twoWay: z.number().nullable() })
          .nullable()
          .meta({ description: 'ICC(1,1) and ICC(2,1) of ranks; null where levels have no order' }),
        units: z.int(),
        pairable: z.int(),
      }),
    )
    .nullable(),
}).meta({ id: 'RoundWithReading', description: 'A round with what it rests on' });

function roundShown(round: ListedRound): z.infer<typeof Round> {
  const { result } = round;
  return {
    id: round.id,
    instrument: round.instrument,
    instrumentSha256: round.instrumentSha256,
    program: round.program,
    region: round.region,
    regionName: round.regionName,
    party: round.party,
    other: round.other,
    asOf: round.asOf,
    closesOn: round.closesOn,
    state: round.state,
    openedAt: moment(round.openedAt),
    endedAt: moment(round.endedAt),
    endedReason: round.endedReason,
    raters: round.raters,
    result: result && {
      category: result.category,
      possible: [...result.possible],
      dimensions: result.dimensions.map(({ dimension, level, possible }) => ({
        dimension,
        level,
        possible: [...possible],
      })),
    },
    version: round.version,
  };
}

function readingShown(reading: Reading): Pick<z.infer<typeof RoundWithReading>, 'spreads' | 'agreement'> {
  return {
    spreads: reading.spreads.map((one) => ({
      indicator: one.indicator,
      level: one.level,
      possible: [...one.possible],
      levels: one.levels.map(({ level, people }) => ({ level, people })),
      cannotSay: one.cannotSay,
      records: one.records,
    })),
    agreement: reading.agreement.map(({ scale, alpha, fleissKappa, icc, units, pairable }) => ({
      scale,
      alpha,
      fleissKappa,
      icc: icc && { oneWay: icc.oneWay, twoWay: icc.twoWay },
      units,
      pairable,
    })),
  };
}

const CauseHead = z.object({
  id: Uuid,
  region: Region,
  party: Party,
  other: Other,
  program: Uuid.nullable(),
  keeper: Uuid.meta({ description: 'The institution that keeps it' }),
  title: z.string(),
  question: z.string(),
  origin: z.string().nullable().meta({ description: 'What it began as: a case, a file' }),
  startedAt: Moment,
  changedAt: Moment,
  version: z.int(),
});

function causeHead(head: CauseMapHead): z.infer<typeof CauseHead> {
  const {
    id,
    region,
    party,
    other,
    program,
    keeper,
    title,
    question,
    origin,
    startedAt,
    changedAt,
    version,
  } = head;
  const times = { startedAt: moment(startedAt), changedAt: moment(changedAt) };
  return { id, region, party, other, program, keeper, title, question, origin, ...times, version };
}

const ComponentHead = z.object({
  id: Uuid,
  region: Region,
  party: Party,
  other: Other,
  program: Uuid.nullable(),
  title: z.string(),
  revision: z.int().meta({ description: 'How many meetings have settled it; 0 for none yet' }),
  heldOn: Day.nullable().meta({ description: 'When the newest of them was held' }),
  intervalDays: z.int().nullable().meta({ description: 'When it is to be looked at again' }),
});

function componentHead(map: ListedComponentMap): z.infer<typeof ComponentHead> {
  const { id, region, party, other, program, title, revision, heldOn, intervalDays } = map;
  return { id, region, party, other, program, title, revision, heldOn, intervalDays };
}

/** Closed meetings that one answer tells of: the newest. */
const REVISIONS = 100;

const tag = 'assessment';
const access = 'public';
const area = RegionInput.optional();

export const assessments = [
  listing({
    path: '/{tenant}/rounds',
    tag,
    summary: 'Rounds of assessment, newest first',
    filter: {
      instrument: ShortInput.optional().meta({ description: 'By its short name', examples: ['synergy'] }),
      state: z.enum(ROUND_STATES).optional(),
      area,
      party: IdInput.optional().meta({ description: 'The institution or body that it is about' }),
    },
    item: Round,
    cursor: byId,
    rows: (tx, { filter, limit, after }) => listRounds(tx, filter, limit, after),
    shown: roundShown,
  }),
  endpoint({
    method: 'get',
    path: '/{tenant}/rounds/{round}',
    tag,
    access,
    summary: 'One round with its result, how people rated, and what the records show',
    description: 'Who gave which rating is not told.',
    answer: RoundWithReading,
    run: (call, { params }) =>
      call.read(async (tx) => {
        const found = await roundFacts(tx, params.round);
        if (isRefusal(found)) return found;
        const { round, measures, objection } = found;
        const reading = found.reading ? readingShown(found.reading) : { spreads: null, agreement: null };
        return {
          body: {
            ...roundShown(round),
            records: measures.map((one) => ({
              measure: one.measure,
              counted: Number(one.counted),
              total: Number(one.total),
              perMille: one.permille,
            })),
            shows: [...found.shows].map(([measure, says]) => ({
              measure,
              ...answerShown(says, missingOf(measure, found.countedAs)),
            })),
            objection: objection
              ? {
                  office: objection.office,
                  reason: objection.reason,
                  objectedAt: moment(objection.objectedAt),
                  answer: objection.answer,
                  answeredAt: moment(objection.answeredAt),
                }
              : null,
            ...reading,
          },
          version: round.version,
        };
      }),
  }),
  listing({
    path: '/{tenant}/cause-maps',
    tag,
    summary: 'Maps of causes, newest first',
    description: 'Those that were taken back are left out.',
    filter: { area },
    item: CauseHead.meta({ id: 'ListedCauseMap', description: 'A map of causes as lists show it' }),
    cursor: byId,
    rows: (tx, { filter, limit, after, call }) =>
      causeMapsIn(tx, filter.area ?? call.tenant.region, limit, after),
    shown: causeHead,
  }),
  endpoint({
    method: 'get',
    path: '/{tenant}/cause-maps/{map}',
    tag,
    access,
    summary: 'One map of causes',
    description: '`map` is what `pilar analyze causes` reads.',
    answer: CauseHead.extend({
      removed: z.boolean().meta({ description: 'Whether it was taken back' }),
      map: z.unknown().meta({ description: 'Factors, links with their evidence, and actions' }),
    }).meta({ id: 'CauseMap', description: 'A map of causes with all that stands in it' }),
    run: (call, { params }) =>
      call.read(async (tx) => {
        const found = await causeMapFacts(tx, params.map, call.tenant.timeZone);
        if (isRefusal(found)) return found;
        const { head, map } = found;
        return { body: { ...causeHead(head), removed: head.removed, map }, version: head.version };
      }),
  }),
  listing({
    path: '/{tenant}/component-maps',
    tag,
    summary: 'Maps of components, by place',
    filter: { area },
    item: ComponentHead.meta({
      id: 'ListedComponentMap',
      description: 'A map of components as lists show it',
    }),
    cursor: byId,
    rows: (tx, { filter, limit, after, call }) =>
      listComponentMaps(tx, filter.area ?? call.tenant.region, limit, after),
    shown: componentHead,
  }),
  endpoint({
    method: 'get',
    path: '/{tenant}/component-maps/{map}',
    tag,
    access,
    summary: 'One map of components as a meeting settled it',
    description: '`map` is what `pilar analyze components` reads; null before the first meeting was closed.',
    query: z.strictObject({
      revision: WholeInput.optional().meta({ description: 'The meeting; the newest when left out' }),
    }),
    answer: ComponentHead.extend({
      shown: z.int().meta({ description: 'The revision that `map` is of' }),
      map: z.unknown().meta({ description: 'Components, stages, clusters, activities, expectations' }),
      organizations: z
        .record(z.string(), Uuid)
        .meta({ description: 'Which components are institutions of the city, by short name' }),
      revisions: z
        .array(z.object({ number: z.int(), heldOn: Day, sha256: z.string(), closedAt: Moment }))
        .meta({ description: 'Closed meetings, newest first, at most a hundred' }),
    }).meta({ id: 'ComponentMap', description: 'Who does what along the chains of a place' }),
    run: (call, { params, query }) =>
      call.read(async (tx) => {
        const found = await componentMapFacts(tx, params.map, query.revision);
        if (isRefusal(found)) return found;
        const { map, shown, content } = found;
        return {
          body: {
            ...componentHead(map),
            shown,
            map: content?.map ?? null,
            organizations: { ...content?.links },
            revisions: (await revisionsOf(tx, map.id, REVISIONS)).map((one) => ({
              number: one.number,
              heldOn: one.heldOn,
              sha256: one.sha256,
              closedAt: moment(one.closedAt),
            })),
          },
        };
      }),
  }),
];
