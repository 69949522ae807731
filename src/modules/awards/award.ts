import { type Actor, isSelf, type Mandate, mandateOver } from '#kernel/actor.ts';
import { addDays, type IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import { at, type Basis, type Refusal, refuse, unless } from '#kernel/refusal.ts';
import type { RegionCode } from '#kernel/region.ts';
import { type AwardRules, basisOf, type Model, officeLabels, partiesOf } from '#modules/models/index.ts';

export const AWARD_STATES = ['draft', 'published', 'closed', 'set', 'withdrawn'] as const;
export type AwardState = (typeof AWARD_STATES)[number];

/** A round of an award. `ruledSince` is the moment by whose rules it goes. */
export type AwardRound = {
  readonly id: Id;
  readonly program: Id;
  readonly award: string;
  readonly region: RegionCode;
  /** The first and the last day on which jurors mark. */
  readonly marksFrom: IsoDate;
  readonly marksUntil: IsoDate;
  readonly state: AwardState;
  readonly draftedAt: Date;
  readonly publishedBy: Id | null;
  readonly publishedAt: Date | null;
  readonly publishedOn: IsoDate | null;
  readonly closedBy: Id | null;
  readonly closedAt: Date | null;
  readonly setOffice: string | null;
  readonly setAt: Date | null;
  readonly decree: string | null;
  readonly withdrawnFor: string | null;
  readonly ruledSince: Date;
  readonly version: number;
};

/** The most candidates of one round. */
export const MOST_CANDIDATES = 500;
/** For so many days at most jurors mark. */
const LONGEST_MARKING = 180;

function basis(model: Model, award: AwardRules): Basis {
  return basisOf(model, award.basis);
}

/** By which mandate somebody draws up, publishes, closes or takes back rounds of an award. Source: model `awards[].offices`. */
export function mayKeepAward(
  actor: Actor,
  model: Model,
  award: AwardRules,
  region: RegionCode,
): Mandate | Refusal {
  return (
    mandateOver(actor, award.offices, region) ??
    refuse('access.office', basis(model, award), {
      offices: officeLabels([model], award.offices),
      place: region,
    })
  );
}

/** By which mandate somebody sets the result of a closed round: never whoever published or closed it. Source: model `awards[].result`. */
export function maySetResult(
  actor: Actor,
  model: Model,
  award: AwardRules,
  round: Pick<AwardRound, 'region' | 'state' | 'publishedBy' | 'closedBy'>,
): Mandate | Refusal {
  const by = mandateOver(actor, award.result.offices, round.region);
  const own = [round.publishedBy, round.closedBy].some((one) => one !== null && isSelf(actor, one));
  const cited = basisOf(model, award.result.basis);
  return unless(
    by ??
      refuse('access.office', cited, {
        offices: officeLabels([model], award.result.offices),
        place: round.region,
      }),
    own ? refuse('access.maker-checker', cited) : undefined,
    mustStand(round, ['closed']),
  );
}

/** Refuses what is done to a round that stands elsewhere. */
export function mustStand(
  round: Pick<AwardRound, 'state'>,
  states: readonly AwardState[],
): Refusal | undefined {
  return states.includes(round.state) ? undefined : refuse('award.state', undefined, { state: round.state });
}

/** Refuses weights that do not make up the whole. Source: engine of models, `awards`. */
export function mustBeWhole(weights: ReadonlyMap<string, number>, cited?: Basis): Refusal | undefined {
  const sum = [...weights.values()].reduce((total, one) => total + one, 0);
  return sum === 1000 ? undefined : refuse('award.weights', cited, { sum });
}

/** Refuses marking days that are out of order or too many; whether they leave time to read the weights is asked when they are published. */
export function mustBeMarkingDays(
  round: Pick<AwardRound, 'marksFrom' | 'marksUntil'>,
  today: IsoDate,
): Refusal | undefined {
  const { marksFrom, marksUntil } = round;
  if (marksFrom < today) {
    return at('marksFrom', refuse('input.date-order', undefined, { from: today, to: addDays(today, 366) }));
  }
  const latest = addDays(marksFrom, LONGEST_MARKING);
  return marksUntil < marksFrom || marksUntil > latest
    ? at('marksUntil', refuse('input.date-order', undefined, { from: marksFrom, to: latest }))
    : undefined;
}

/** What a round must have before it is published. */
export type BeforePublishing = {
  readonly round: Pick<AwardRound, 'state' | 'marksFrom' | 'marksUntil'>;
  readonly weights: ReadonlyMap<string, number>;
  readonly candidates: number;
  /** People who sit on the jury today. */
  readonly jurors: number;
  /** The year in which the marking of the last round of the award ended, that was not taken back; undefined for the first. */
  readonly last: number | undefined;
  readonly today: IsoDate;
};

/**
 * Refuses to publish a round whose weights are not whole, that leaves no time to read them, comes too soon after the last,
 * has no candidates or not enough jurors. Source: model `awards[]` (`every`, `notice`, `marksAtLeast`).
 */
export function mustBeReady(model: Model, award: AwardRules, before: BeforePublishing): Refusal | undefined {
  const { round, weights, candidates, jurors, last, today } = before;
  const earliest = addDays(today, award.notice.days);
  const cited = basis(model, award);
  const wanted = award.aspects.some(({ jury }) => jury) ? award.marksAtLeast : 0;
  const year = Number(round.marksUntil.slice(0, 4));
  return (
    mustStand(round, ['draft']) ??
    mustBeWhole(weights, cited) ??
    (round.marksFrom < earliest ? refuse('award.notice', cited, { from: earliest }) : undefined) ??
    (last !== undefined && year < last + award.every.years
      ? refuse('award.too-soon', basisOf(model, award.every.basis), {
          year: String(last + award.every.years),
        })
      : undefined) ??
    (candidates === 0 || candidates > MOST_CANDIDATES
      ? refuse('award.candidates', cited, { count: candidates, limit: MOST_CANDIDATES })
      : undefined) ??
    (jurors < wanted ? refuse('award.jury', cited, { seated: jurors, wanted }) : undefined)
  );
}

/** A time in which somebody held an office in an institution. */
export type Tenure = {
  readonly organization: Id;
  readonly startsOn: IsoDate;
  readonly endsOn: IsoDate | null;
};

/** In which days an office in a candidate keeps a juror from marking it: from publishing to the last day of marking. */
export function roundDays(round: Pick<AwardRound, 'publishedOn' | 'marksUntil'>): {
  readonly from: IsoDate;
  readonly until: IsoDate;
} {
  return { from: round.publishedOn ?? round.marksUntil, until: round.marksUntil };
}

/** Whether a juror holds an office in a candidate on any day of the round, or held one. */
export function isConcerned(
  tenures: readonly Tenure[],
  candidate: Id,
  { from, until }: { readonly from: IsoDate; readonly until: IsoDate },
): boolean {
  return tenures.some(
    (one) =>
      one.organization === candidate && one.startsOn <= until && (one.endsOn === null || one.endsOn >= from),
  );
}

/** By which seat somebody sits on the jury of an award. */
export function jurySeat(
  actor: Actor,
  model: Model,
  award: AwardRules,
  region: RegionCode,
): Mandate | Refusal {
  const seats = partiesOf(model).find((one) => one.kind === award.jury)?.offices ?? [];
  const offices = seats.map((one) => one.office);
  return (
    mandateOver(actor, offices, region) ??
    refuse('access.office', basis(model, award), { offices: officeLabels([model], offices), place: region })
  );
}

/**
 * By which seat a juror marks a candidate: on a day of marking, and without an office in it on any day of the round. An
 * office that begins after the mark takes the mark out when the round is closed.
 */
export function mayMark(
  actor: Actor,
  model: Model,
  award: AwardRules,
  round: Pick<AwardRound, 'region' | 'state' | 'marksFrom' | 'marksUntil' | 'publishedOn'>,
  about: { readonly candidate: Id; readonly tenures: readonly Tenure[]; readonly today: IsoDate },
): Mandate | Refusal {
  const { candidate, tenures, today } = about;
  const cited = basis(model, award);
  return unless(
    jurySeat(actor, model, award, round.region),
    mustBeMarked(round, today),
    isConcerned(tenures, candidate, roundDays(round)) ? refuse('award.conflict', cited) : undefined,
  );
}

/** Refuses marks before the first and after the last day, and once a round is closed. */
export function mustBeMarked(
  round: Pick<AwardRound, 'state' | 'marksFrom' | 'marksUntil'>,
  today: IsoDate,
): Refusal | undefined {
  return round.state === 'published' && today >= round.marksFrom && today <= round.marksUntil
    ? undefined
    : refuse('award.not-marking', undefined, { from: round.marksFrom, until: round.marksUntil });
}

/** Refuses to close a round while marks may still come: the days are not over, and some are missing that could be given. */
export function mayCloseNow(
  round: Pick<AwardRound, 'state' | 'marksUntil'>,
  missing: number,
  today: IsoDate,
): Refusal | undefined {
  return (
    mustStand(round, ['published']) ??
    (today <= round.marksUntil && missing > 0
      ? refuse('award.marking', undefined, { until: round.marksUntil, missing })
      : undefined)
  );
}
