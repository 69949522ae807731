import type { Actor, Mandate, Visitor } from '#kernel/actor.ts';
import { addDays, type IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { type Organization, organizationsById } from '#modules/actors/index.ts';
import { type AwardRules, awardNamed } from '#modules/models/index.ts';
import { type Program, programById } from '#modules/programs/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { awardRoundById, candidatesOf, computationOf, listAwardRounds, weightsOf } from './award.store.ts';
import {
  type AwardRound,
  isConcerned,
  jurySeat,
  mayCloseNow,
  mayKeepAward,
  mayMark,
  maySetResult,
  mustBeMarked,
  roundDays,
} from './award.ts';
import { type Computation, type Shifted, sensitivity } from './computation.ts';
import { jurorsIn, juryOf, missingMarks, tenuresOf } from './jury.service.ts';
import { jurorRecord, type Mark, marksBy, marksIn } from './mark.store.ts';

/** A round as everybody may read it once it is published; before, those who keep it. */
export type AwardFacts = {
  readonly round: AwardRound;
  readonly program: Program;
  readonly award: AwardRules;
  readonly weights: ReadonlyMap<string, number>;
  readonly candidates: readonly Organization[];
  /** People who sit on the jury: during the marking, or today where it has not begun. */
  readonly jurors: number;
  /** Once it is closed: nobody reads a mark before. */
  readonly computation: Computation | undefined;
  readonly shifted: readonly Shifted[];
};

/** A round with what its reader may do now; a refusal says why not, where they hold the office. */
export type AwardOverview = AwardFacts & {
  readonly keeps: boolean;
  readonly close: Refusal | undefined;
  readonly sets: boolean;
  readonly set: Refusal | undefined;
  /** There where the reader sits on the jury. */
  readonly seat: Mandate | undefined;
  readonly marking: boolean;
};

/** What is known of a round. A draft is there for those who keep it alone. */
export async function awardFacts(tx: Tx, viewer: Actor | Visitor, id: Id): Promise<AwardFacts | Refusal> {
  const round = await awardRoundById(tx, id);
  if (!round) return refuse('access.not-found');
  const program = await programById(tx, round.program, round.ruledSince);
  const award = awardNamed(program.model, round.award);
  if (!mayReadRound(viewer, program, award, round)) return refuse('access.not-found');
  const computation = await computationOf(tx, id);
  const begun = round.marksFrom <= tx.today;
  const days = begun
    ? { from: round.marksFrom, until: round.marksUntil }
    : { from: tx.today, until: tx.today };
  const organizations = await organizationsById(tx, await candidatesOf(tx, id));
  return {
    round,
    program,
    award,
    weights: await weightsOf(tx, id),
    candidates: [...organizations.values()].toSorted((a, b) => a.name.localeCompare(b.name, 'id')),
    jurors: (await jurorsIn(tx, award, round.region, days)).length,
    computation,
    shifted: computation ? sensitivity(award, computation) : [],
  };
}

function mayReadRound(
  viewer: Actor | Visitor,
  { model }: Program,
  award: AwardRules,
  round: Pick<AwardRound, 'region' | 'state' | 'publishedAt'>,
): boolean {
  // What was taken back before anybody had read it stays with those who drew it up.
  return (
    round.publishedAt !== null ||
    (viewer.person !== undefined && !isRefusal(mayKeepAward(viewer, model, award, round.region)))
  );
}

/** The same with what its reader may do now. */
export async function awardOverview(
  tx: Tx,
  viewer: Actor | Visitor,
  id: Id,
): Promise<AwardOverview | Refusal> {
  const facts = await awardFacts(tx, viewer, id);
  if (isRefusal(facts)) return facts;
  const { round, program, award } = facts;
  const { model } = program;
  if (viewer.person === undefined) {
    return {
      ...facts,
      keeps: false,
      close: undefined,
      sets: false,
      set: undefined,
      seat: undefined,
      marking: false,
    };
  }
  const keeps = !isRefusal(mayKeepAward(viewer, model, award, round.region));
  const seat = jurySeat(viewer, model, award, round.region);
  const set = maySetResult(viewer, model, award, round);
  const missing =
    keeps && round.state === 'published'
      ? missingMarks(
          award,
          await juryOf(tx, award, round),
          facts.candidates.map((one) => one.id),
          await marksIn(tx, id),
        )
      : 0;
  return {
    ...facts,
    keeps,
    close: keeps ? mayCloseNow(round, missing, tx.today) : undefined,
    sets: round.state === 'closed' && (!isRefusal(set) || set.refusal === 'access.maker-checker'),
    set: isRefusal(set) ? set : undefined,
    seat: isRefusal(seat) ? undefined : seat,
    marking: mustBeMarked(round, tx.today) === undefined,
  };
}

/** A candidate as a juror sees it: what they marked, or that they may not. Marks of others are nowhere in it. */
export type JurorCandidate = {
  readonly organization: Organization;
  readonly concerned: boolean;
  readonly marks: ReadonlyMap<string, number>;
  readonly complete: boolean;
};

/** What a juror has before them: every candidate with their own marks. */
export async function jurorSheet(
  tx: Tx,
  actor: Actor,
  id: Id,
): Promise<
  | (AwardFacts & { readonly sheet: readonly JurorCandidate[]; readonly refusal: Refusal | undefined })
  | Refusal
> {
  const facts = await awardFacts(tx, actor, id);
  if (isRefusal(facts)) return facts;
  const { round, program, award, candidates } = facts;
  const seat = jurySeat(actor, program.model, award, round.region);
  if (isRefusal(seat)) return seat;
  const juror = await jurorRecord(tx, id, actor);
  const mine = await marksBy(tx, id, juror);
  const tenures = (await tenuresOf(tx, [actor.person])).get(actor.person) ?? [];
  const aspects = award.aspects.filter((one) => one.jury);
  return {
    ...facts,
    refusal: mustBeMarked(round, tx.today),
    sheet: candidates.map((organization) => {
      const given = marksOf(mine, organization.id);
      return {
        organization,
        concerned: isConcerned(tenures, organization.id, roundDays(round)),
        marks: given,
        complete: aspects.every((one) => given.has(one.aspect)),
      };
    }),
  };
}

function marksOf(marks: readonly Mark[], candidate: Id): ReadonlyMap<string, number> {
  return new Map(marks.filter((one) => one.candidate === candidate).map((one) => [one.aspect, one.mark]));
}

/** What keeps an actor from marking a candidate now; undefined where nothing does. */
export async function whyNotMark(
  tx: Tx,
  actor: Actor,
  { round, program, award }: AwardFacts,
  candidate: Id,
): Promise<Refusal | undefined> {
  const tenures = (await tenuresOf(tx, [actor.person])).get(actor.person) ?? [];
  const may = mayMark(actor, program.model, award, round, { candidate, tenures, today: tx.today });
  return isRefusal(may) ? may : undefined;
}

/** The rounds of a programme that somebody may read, the newest first. */
export async function awardsIn(
  tx: Tx,
  viewer: Actor | Visitor,
  program: Program,
  limit: number,
  after?: Id,
): Promise<readonly AwardRound[]> {
  const rounds = await listAwardRounds(tx, { program: program.id }, limit, after);
  return rounds.filter((round) => {
    const award = program.model.awards.find((one) => one.award === round.award);
    return award && mayReadRound(viewer, program, award, round);
  });
}

/** The first days on which a round that is drawn up today could be marked: after the notice, for two weeks. */
export function usualMarking(award: AwardRules, today: IsoDate): { from: IsoDate; until: IsoDate } {
  const from = addDays(today, award.notice.days);
  return { from, until: addDays(from, 14) };
}
