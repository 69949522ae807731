import type { CountedOf } from '#analysis/measures/index.ts';
import type { Actor, Visitor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import { isRefusal, type Refusal, refusalIn, refuse } from '#kernel/refusal.ts';
import { organizationById, type ToldHistory, toldHistory } from '#modules/actors/index.ts';
import { countedAs, type MeasureAnswers, readMeasures } from '#modules/measures/index.ts';
import type { Model } from '#modules/models/index.ts';
import { listPrograms, type Program, programById } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { mayReadPersons } from '../network/surveyed-ties.ts';
import { subjectName } from '../subject/subject.service.ts';
import type { Answer } from './answers.ts';
import { type Measured, shownIn } from './measured.ts';
import { objectionTo } from './objection.store.ts';
import { mayAnswerObjection, mayObject, type Objection } from './objection.ts';
import type { Reading } from './result.ts';
import { measuresOf, readingOf } from './round.service.ts';
import {
  answersBy,
  answersGivenBy,
  keptInstrument,
  type ListedRound,
  lineOf,
  openRoundOf,
  type Rater,
  ratersByPillar,
  ratersOf,
  roundById,
} from './round.store.ts';
import { mayKeepRounds, mayRate, mustHaveRaters, partnerMandate, responsibleFor } from './round.ts';

/** Rounds of a line that are drawn and listed. */
const LINE = 12;

/** A round as it was opened, rated and closed, beside what the records show. Everybody may read it. */
export type RoundFacts = {
  readonly round: ListedRound;
  readonly program: Program;
  /** As what its subject is counted: measures that are not counted of such are not shown. */
  readonly countedAs: CountedOf;
  /** What the records show of the subject; frozen once the round is closed, and nothing when it was withdrawn. */
  readonly measures: readonly Measured[];
  /** What its institution objects to, with the answer; undefined where it objects to nothing. */
  readonly objection: Objection | undefined;
  /** What the records say of each aspect of the instrument, for people to weigh: it rates nothing by itself. */
  readonly shows: MeasureAnswers;
  /** What the ratings came to; undefined until the round is closed, so that nobody is led by others. */
  readonly reading: Reading | undefined;
};

/** Reads a round; refused where there is none. */
export async function roundFacts(tx: Tx, id: Id): Promise<RoundFacts | Refusal> {
  const round = await roundById(tx, id);
  if (!round) return refuse('access.not-found');
  const program = await programById(tx, round.program);
  return {
    round,
    program,
    countedAs: await countedAsIn(tx, program, round),
    measures: round.state === 'withdrawn' ? [] : await measuresOf(tx, program, round),
    objection: round.party === null ? undefined : await objectionTo(tx, round.id),
    shows: await showsIn(tx, program, round),
    reading: round.state === 'closed' ? await readingOf(tx, program, round) : undefined,
  };
}

async function showsIn(tx: Tx, program: Program, round: ListedRound): Promise<MeasureAnswers> {
  if (round.other !== null || round.state === 'withdrawn') return new Map();
  const keys = shownIn(await keptInstrument(tx, round.instrumentSha256));
  if (keys.length === 0) return new Map();
  const party = round.party === null ? undefined : await organizationById(tx, round.party);
  const { region: area, asOf: until } = round;
  return readMeasures(tx, keys, { program, area, until, party });
}

async function countedAsIn(tx: Tx, { model }: Program, round: ListedRound): Promise<CountedOf> {
  if (round.other !== null) return 'relation';
  const party = round.party === null ? undefined : await organizationById(tx, round.party);
  return countedAs(model, party?.kind);
}

/** Somebody who rated, with what they answered. */
export type NamedRating = { readonly rater: Rater; readonly answers: readonly Answer[] };

/** A round with the line it stands in, who rated it, and what its reader may do about it now. */
export type RoundOverview = RoundFacts & {
  /** How its subject is called. */
  readonly about: string;
  readonly instrument: Awaited<ReturnType<typeof keptInstrument>>;
  readonly raters: Awaited<ReturnType<typeof ratersByPillar>>;
  /** Those that name the pillars of who rated: the round's own, then the city's others. */
  readonly models: readonly Model[];
  /** The round that is open for the same partnership, when this one has ended. */
  readonly newer: Id | undefined;
  /** Rounds of the same partnership with the same instrument; undefined until this one is closed. */
  readonly line: readonly ListedRound[] | undefined;
  /** Who rated what, for those with a mandate in the area; a page of raters, once the round is closed. */
  readonly named: { readonly ratings: readonly NamedRating[]; readonly more: boolean } | undefined;
  /** What the reader may do; undefined for those whom the round does not concern, and when it has ended. */
  readonly offers:
    | {
        readonly rate: Refusal | undefined;
        readonly rated: boolean;
        readonly keeps: boolean;
        readonly close: Refusal | undefined;
      }
    | undefined;
  /** Whether the reader may object, or answer what was objected. */
  readonly contest: { readonly object: boolean; readonly answer: boolean };
  readonly history: ToldHistory;
};

/** Reads a round with all that its page tells; refused where there is none. */
export async function roundOverview(
  tx: Tx,
  viewer: Actor | Visitor,
  id: Id,
  raters: { readonly limit: number; readonly offset: number },
): Promise<RoundOverview | Refusal> {
  const facts = await roundFacts(tx, id);
  if (isRefusal(facts)) return facts;
  const { round, program, reading } = facts;
  const { region, party, other } = round;
  const partnership = { instrument: round.instrument, program: program.id, region, party, other };
  return {
    ...facts,
    instrument: await keptInstrument(tx, round.instrumentSha256),
    about: await subjectName(tx, round),
    raters: await ratersByPillar(tx, id),
    models: [program, ...(await listPrograms(tx))].map((one) => one.model),
    newer: round.state === 'open' ? undefined : await openRoundOf(tx, partnership),
    line: round.state === 'closed' ? await lineOf(tx, partnership, LINE) : undefined,
    named: reading && mayReadPersons(viewer, round.region) ? await namedRatings(tx, id, raters) : undefined,
    offers: viewer.person === undefined ? undefined : await offersFor(tx, viewer, round, program),
    contest: contestOf(viewer, facts),
    history: await toldHistory(tx, [id]),
  };
}

function contestOf(
  viewer: Actor | Visitor,
  { round, program, objection }: RoundFacts,
): RoundOverview['contest'] {
  if (viewer.person === undefined || round.party === null) return { object: false, answer: false };
  const responsible = responsibleFor(program.model);
  return {
    object: !isRefusal(mayObject(viewer, round, objection)),
    answer: objection !== undefined && !isRefusal(mayAnswerObjection(viewer, round, responsible, objection)),
  };
}

async function offersFor(
  tx: Tx,
  actor: Actor,
  round: ListedRound,
  program: Program,
): Promise<RoundOverview['offers']> {
  const responsible = responsibleFor(program.model);
  const keeps = refusalIn(mayKeepRounds(actor, round.region, responsible)) === undefined;
  const partner = partnerMandate(actor, round, responsible);
  if ((!keeps && !partner) || round.state !== 'open') return undefined;
  return {
    rate: refusalIn(mayRate(actor, round, responsible)),
    rated: (await answersBy(tx, round.id, actor)) !== undefined,
    keeps,
    close: mustHaveRaters(round.raters),
  };
}

async function namedRatings(
  tx: Tx,
  round: Id,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<NonNullable<RoundOverview['named']>> {
  const found = await ratersOf(tx, round, { limit: limit + 1, offset });
  const raters = found.slice(0, limit);
  const given = await answersGivenBy(
    tx,
    round,
    raters.map((one) => one.person),
  );
  const answers = Map.groupBy(given, (one) => one.rater);
  return {
    ratings: raters.map((rater) => ({ rater, answers: answers.get(rater.person) ?? [] })),
    more: found.length > limit,
  };
}
