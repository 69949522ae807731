import type { Id } from '#kernel/id.ts';
import { perMille, type Rupiah } from '#kernel/money.ts';
import { ancestor, type RegionCode } from '#kernel/region.ts';
import { MATCHING_REASONS, type MatchingReason, type OpenToTakers } from '#modules/models/index.ts';
import type { Need } from './need.ts';
import type { TakerOffer } from './taker-offer.ts';

/** What a field has of all that is promised in a programme, beside its target (per mille). */
export type FieldStanding = { readonly share: number; readonly target: number };

/** What is known of a place, and what was promised there (rupiah). */
export type PlaceStanding = {
  readonly people: number | null;
  readonly poorHouseholds: number | null;
  readonly promised: Rupiah;
};

/** Of the reports that an institution owed up to today, how many it handed in and were accepted. */
export type ReportRecord = { readonly accepted: number; readonly owed: number };

/** How fields, places and institutions of a programme stand: the same for every taker. */
export type Standing = {
  readonly fields: ReadonlyMap<string, FieldStanding>;
  readonly places: ReadonlyMap<RegionCode, PlaceStanding>;
  readonly records: ReadonlyMap<Id, ReportRecord>;
};

/** What a taker cares about; empty lists prefer nothing. */
export type Interests = Pick<TakerOffer, 'fields' | 'places' | 'forms'>;

type Ranked = Pick<Need, 'field' | 'village' | 'form' | 'organization' | 'requested' | 'promised'>;

/** How much of a weight each reason earns, in per mille. Reasons of what is not known earn nothing. */
export type Parts = Readonly<Record<MatchingReason, number>>;

/** How far a field lies behind its target, in per mille of the target: 1000 where nothing is promised to it. */
export function behindOf({ share, target }: FieldStanding): number {
  return share >= target ? 0 : Math.floor(((target - share) * 1000) / target);
}

/** Poor households for each thousand people; undefined where the city does not know. */
export function poorOf({ people, poorHouseholds }: PlaceStanding): number | undefined {
  return people === null || poorHouseholds === null || people === 0
    ? undefined
    : Math.min(1000, Math.floor((poorHouseholds * 1000) / people));
}

/**
 * How places stand beside each other, in per mille: the poorest and the one that was promised nothing earn 1000. Poverty is
 * beside the poorest place; neglect is what lacks to the mean of all places, for each of its people where their number is
 * known of all, else for each place.
 */
export function placeParts(
  places: Standing['places'],
): ReadonlyMap<RegionCode, { readonly poverty: number; readonly neglect: number }> {
  const poorest = Math.max(0, ...[...places.values()].map((one) => poorOf(one) ?? 0));
  const counted = [...places.values()].every((one) => one.people !== null && one.people > 0);
  const size = (one: PlaceStanding) => (counted ? BigInt(one.people ?? 1) : 1n);
  const all = [...places.values()];
  const promised = all.reduce((sum, one) => sum + one.promised, 0n);
  const sizes = all.reduce((sum, one) => sum + size(one), 0n);
  return new Map(
    [...places].map(([code, one]) => {
      const poor = poorOf(one) ?? 0;
      // What it would have been promised by the mean of all: promised × size / sizes.
      const fair = promised * size(one);
      const had = one.promised * sizes;
      const neglect = one.promised === 0n ? 1000 : had >= fair ? 0 : perMille(fair - had, fair);
      return [code, { poverty: poorest === 0 ? 0 : Math.floor((poor * 1000) / poorest), neglect }];
    }),
  );
}

/**
 * How far an institution's record speaks for it: whoever owed no report yet is not put behind, so one is added to both
 * sides, (accepted + 1) of (owed + 1).
 */
export function recordPart({ accepted, owed }: ReportRecord): number {
  return Math.floor(((accepted + 1) * 1000) / (owed + 1));
}

/** What is not promised of a need yet, in per mille; of one that costs nothing, all. */
export function unpromisedPart({ requested, promised }: Pick<Need, 'requested' | 'promised'>): number {
  return requested === 0n ? 1000 : Number(((requested - promised) * 1000n) / requested);
}

/** Whether a taker wants to be active in a place. */
export function prefersPlace({ places }: Interests, village: RegionCode): boolean {
  return places.includes(ancestor(village, 'district'));
}

/** How much of each weight a need earns for a taker. */
export function partsOf(
  need: Ranked,
  interests: Interests,
  standing: Standing,
  places = placeParts(standing.places),
): Parts {
  const field = standing.fields.get(need.field);
  const place = places.get(need.village);
  const record = need.organization === null ? undefined : standing.records.get(need.organization);
  return {
    field: interests.fields.includes(need.field) ? 1000 : 0,
    place: prefersPlace(interests, need.village) ? 1000 : 0,
    form: need.form !== null && interests.forms.includes(need.form) ? 1000 : 0,
    behind: field ? behindOf(field) : 0,
    poverty: place?.poverty ?? 0,
    neglect: place?.neglect ?? 0,
    record: recordPart(record ?? { accepted: 0, owed: 0 }),
    unpromised: unpromisedPart(need),
  };
}

/** The points of a part: its share of the weight, rounded down. */
export function pointsFor(weight: number, part: number): number {
  return Math.floor((weight * part) / 1000);
}

/** The points of a need for a taker, 0 to 1000, and how many come of each reason, the most first. */
export function pointsOf(
  weights: OpenToTakers['weights'],
  parts: Parts,
): { readonly points: number; readonly reasons: readonly { reason: MatchingReason; points: number }[] } {
  const reasons = MATCHING_REASONS.map((reason) => ({
    reason,
    points: pointsFor(weights[reason], parts[reason]),
  })).sort((a, b) => b.points - a.points);
  return { points: reasons.reduce((sum, one) => sum + one.points, 0), reasons };
}

/**
 * The same as tables of points, for the database to add up: what a need earns by its field, its place, its form of help and
 * who brings it; what is missing in a table earns what `others` says. What is not promised yet it reckons of each need.
 */
export type PointTables = {
  readonly fields: ReadonlyMap<string, number>;
  readonly places: ReadonlyMap<RegionCode, number>;
  readonly forms: ReadonlyMap<string, number>;
  readonly records: ReadonlyMap<Id, number>;
  /** What whoever has no record earns. */
  readonly others: number;
  readonly unpromised: number;
};

export function pointTables(
  weights: OpenToTakers['weights'],
  interests: Interests,
  standing: Standing,
): PointTables {
  const places = placeParts(standing.places);
  const fields = new Set([...standing.fields.keys(), ...interests.fields]);
  return {
    fields: new Map(
      [...fields].map((field) => {
        const stands = standing.fields.get(field);
        const own = interests.fields.includes(field) ? weights.field : 0;
        return [field, own + pointsFor(weights.behind, stands ? behindOf(stands) : 0)];
      }),
    ),
    places: new Map([
      // What is for a whole place that is preferred lies in it, too.
      ...interests.places.map((code): [RegionCode, number] => [code, weights.place]),
      ...[...places].map(([code, part]): [RegionCode, number] => {
        const own = prefersPlace(interests, code) ? weights.place : 0;
        return [
          code,
          own + pointsFor(weights.poverty, part.poverty) + pointsFor(weights.neglect, part.neglect),
        ];
      }),
    ]),
    forms: new Map(interests.forms.map((form) => [form, weights.form])),
    records: new Map(
      [...standing.records].map(([id, record]) => [id, pointsFor(weights.record, recordPart(record))]),
    ),
    others: weights.record,
    unpromised: weights.unpromised,
  };
}
