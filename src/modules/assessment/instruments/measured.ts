import { type Instrument, type Measure, type Rating, ratingsFromRecords } from '#analysis/rubric/index.ts';
import type { RegionCode } from '#kernel/region.ts';

/**
 * What the records show of a partnership in one respect: `counted` of `total`, as a share in whole per mille.
 * `evidence` names the pages on which it can be read, beneath the city's address.
 */
export type Measured = {
  readonly measure: Measure;
  readonly counted: bigint;
  readonly total: bigint;
  readonly permille: number;
  readonly evidence: readonly string[];
};

/** A share as a measure; undefined where there is nothing to have a share of. Rounded down, but something is never nothing. */
export function measured(
  measure: Measure,
  counted: bigint,
  total: bigint,
  evidence: readonly string[],
): Measured | undefined {
  if (total <= 0n) return undefined;
  const within = counted < 0n ? 0n : counted > total ? total : counted;
  const permille = within === 0n ? 0 : Math.max(1, Number((within * 1000n) / total));
  return { measure, counted: within, total, permille, evidence };
}

/** How many of those whom a forum must hear came; who came beyond that does not make up for others. */
export function heard(elements: readonly { readonly came: number; readonly wanted: number | null }[]): {
  readonly came: number;
  readonly wanted: number;
} {
  return elements.reduce<{ came: number; wanted: number }>(
    (sum, { came, wanted }) => ({
      came: sum.came + Math.min(came, wanted ?? 0),
      wanted: sum.wanted + (wanted ?? 0),
    }),
    { came: 0, wanted: 0 },
  );
}

/**
 * Poor households that were certainly reached, each counted once: activities in one place may have reached the same
 * ones, so only the best attended of a place counts; those of different places beneath are different households, and
 * what reached the whole area may have reached all of them.
 */
export function certainlyReached(
  area: RegionCode,
  reached: readonly { readonly place: RegionCode; readonly poorHouseholds: number }[],
): number {
  const best = new Map<RegionCode, number>();
  for (const { place, poorHouseholds } of reached) {
    best.set(place, Math.max(best.get(place) ?? 0, poorHouseholds));
  }
  return reachedIn(area, best);
}

/** The best of a place itself, or all that was reached beneath it, whichever is more. */
function reachedIn(area: RegionCode, best: ReadonlyMap<RegionCode, number>): number {
  const beneath = new Set(
    [...best.keys()]
      .filter((place) => place.startsWith(`${area}.`))
      .map((place) => `${area}.${place.slice(area.length + 1).split('.')[0]}`),
  );
  const parts = [...beneath].reduce((sum, place) => sum + reachedIn(place, best), 0);
  return Math.max(best.get(area) ?? 0, parts);
}

/**
 * The measures that may rate: contributions say how far businesses kept their word only in a programme in which
 * businesses take part; residents' own contributions are shown, but rate nobody.
 */
export function ratingMeasures(all: readonly Measured[], pillars: readonly string[]): readonly Measured[] {
  return all.filter((one) => one.measure !== 'contribution' || pillars.includes('business'));
}

/** The levels that the records show by themselves. */
export function shownByRecords(instrument: Instrument, all: readonly Measured[]): readonly Rating[] {
  return ratingsFromRecords(
    instrument,
    all.map(({ measure, permille }) => ({ measure, permille, evidence: [] })),
  );
}
