import { type Actor, type Mandate, requireOffice, type Visitor } from '#kernel/actor.ts';
import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import { type Basis, type Refusal, refuse, unless } from '#kernel/refusal.ts';
import { levelOf, type RegionCode } from '#kernel/region.ts';
import { basisOf, type Model } from '#modules/models/index.ts';
import { isOfPlace, isPartner, type Subject } from '../subject/subject.ts';

/** Fewer raters than this give no result: it would be one person's opinion, and all could guess whose. */
export const LEAST_RATERS = 3;

export const ROUND_STATES = ['open', 'closed', 'withdrawn'] as const;
export type RoundState = (typeof ROUND_STATES)[number];

/**
 * One instrument held against one subject: a programme in a kelurahan or kecamatan, an institution or body, or a relation
 * of governments, as it was on a day. `closesOn`
 * is the day by which people are asked to rate; the round ends when the office responsible closes it.
 */
export type Round = Subject & {
  readonly id: Id;
  readonly instrument: string;
  readonly instrumentSha256: string;
  readonly program: Id;
  readonly asOf: IsoDate;
  readonly closesOn: IsoDate;
  /** Poor households of the area, where somebody has counted them; `poorSource` says who and when. */
  readonly poorHouseholds: number | null;
  readonly poorSource: string;
  readonly state: RoundState;
  readonly openedOffice: string;
  readonly openedAt: Date;
  readonly endedAt: Date | null;
  readonly endedReason: string;
  readonly raters: number;
  readonly version: number;
};

/** Which offices answer for a partnership, with the rule they act by. */
export type Responsible = { readonly offices: readonly string[]; readonly basis: Basis | undefined };

/** Who opens and closes rounds: the offices that answer reports of the programme, each over its own area; its sponsors
 * where nothing is reported. */
export function responsibleFor(model: Model): Responsible {
  const ladder = model.filings.find((one) => one.effect === 'settles');
  if (ladder) {
    return {
      offices: [...new Set(ladder.route.flatMap((step) => step.offices))],
      basis: basisOf(model, ladder.basis),
    };
  }
  const sponsors = model.roles.filter((one) => one.role === 'sponsor');
  const [first] = sponsors;
  return {
    offices: [...new Set(sponsors.flatMap((one) => one.offices))],
    basis: first && basisOf(model, first.basis),
  };
}

/** By which mandate somebody may open, close or withdraw rounds of an area. */
export function mayKeepRounds(
  actor: Actor,
  area: RegionCode,
  { offices, basis }: Responsible,
): Mandate | Refusal {
  return requireOffice(actor, offices, area, basis);
}

/** Whether somebody keeps rounds anywhere: holds one of the offices that may over some place. */
export function keepsRounds(actor: Actor, model: Model): boolean {
  const { offices } = responsibleFor(model);
  return actor.mandates.some((held) => offices.includes(held.office));
}

/**
 * Refuses places that are no partnership of their own: only a kelurahan (village) or kecamatan (district) is. An
 * institution, a body and a government may stand at any place.
 */
export function mustBePartnership(subject: Subject): Refusal | undefined {
  if (!isOfPlace(subject)) return undefined;
  const level = levelOf(subject.region);
  return level === 'village' || level === 'district' ? undefined : refuse('region.unknown');
}

/**
 * The mandate by which somebody rates a subject (`isPartner`). Who has several rates by the one with the smallest
 * region. Undefined for everybody else.
 */
export function partnerMandate(
  viewer: Actor | Visitor,
  subject: Subject,
  { offices }: Responsible,
): Mandate | undefined {
  if (viewer.person === undefined) return undefined;
  const ours = viewer.mandates.filter((held) =>
    isPartner({ ...held, organization: held.organization.id }, subject, offices),
  );
  return ours.reduce<Mandate | undefined>(
    (best, held) => (best === undefined || held.region.length > best.region.length ? held : best),
    undefined,
  );
}

/** By which mandate somebody may rate in a round now. */
export function mayRate(
  actor: Actor,
  round: Subject & Pick<Round, 'state'>,
  responsible: Responsible,
): Mandate | Refusal {
  return unless(
    partnerMandate(actor, round, responsible) ?? refuse('assessment.partner', responsible.basis),
    mustBeOpen(round),
  );
}

/** Refuses what is not possible any more once a round was closed or withdrawn. */
export function mustBeOpen(round: Pick<Round, 'state'>): Refusal | undefined {
  return round.state === 'open' ? undefined : refuse('assessment.ended');
}

/** Whether enough people have rated for a result. */
export function mustHaveRaters(raters: number): Refusal | undefined {
  return raters >= LEAST_RATERS
    ? undefined
    : refuse('assessment.too-few', undefined, { raters, wanted: LEAST_RATERS });
}
