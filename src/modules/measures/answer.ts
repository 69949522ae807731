import type { MeasureKey } from '#analysis/measures/index.ts';
import type { RegionCode } from '#kernel/region.ts';

/**
 * What the records say of a measure: a figure in its unit (nothing is a figure too), or that nobody can tell, which is
 * never the same as nothing. What is missing then, the measure says itself. `evidence` names pages on which it can be
 * read, beneath the city's address; `part` is what a share was counted from.
 */
export type MeasureAnswer =
  | {
      readonly answer: 'figure';
      readonly value: bigint;
      readonly part?: { readonly counted: bigint; readonly total: bigint };
      readonly evidence: readonly string[];
    }
  | { readonly answer: 'cannot-tell' };

export type MeasureAnswers = ReadonlyMap<MeasureKey, MeasureAnswer>;

export const CANNOT_TELL: MeasureAnswer = { answer: 'cannot-tell' };

/** A figure that was counted. */
export function figure(value: bigint, evidence: readonly string[]): MeasureAnswer {
  return { answer: 'figure', value, evidence };
}

/** A share in whole per mille, rounded down, but something is never nothing. Of nothing nobody can tell a share. */
export function share(counted: bigint, total: bigint, evidence: readonly string[]): MeasureAnswer {
  if (total <= 0n) return CANNOT_TELL;
  const within = counted < 0n ? 0n : counted > total ? total : counted;
  const perMille = (within * 1000n) / total;
  const value = within > 0n && perMille === 0n ? 1n : perMille;
  return { answer: 'figure', value, part: { counted: within, total }, evidence };
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
