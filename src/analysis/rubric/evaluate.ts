import type { Words } from '../words.ts';
import {
  type Agreement,
  fleissKappa,
  type IntraclassCorrelation,
  intraclassCorrelation,
  krippendorffAlpha,
  type Metric,
} from './agreement.ts';
import { type Assessment, type Claim, type ObservedEvent, type Rating, within } from './assessment.ts';
import { decide, type Situation, situations } from './decision-table.ts';
import { findIndicator, type Instrument, scaleOf } from './instrument.ts';
import type { Dimension, Indicator, Level, Scale } from './instrument-schema.ts';

export interface IndicatorOutcome {
  readonly indicator: string;
  /** The level the ratings settle on; `null` while it is open. */
  readonly level: string | null;
  /** The levels it may still take; one where it is settled. */
  readonly possible: readonly string[];
  readonly ratings: readonly Rating[];
}

export interface DimensionOutcome {
  readonly dimension: string;
  readonly level: string | null;
  readonly possible: readonly string[];
  readonly indicators: readonly IndicatorOutcome[];
}

/** An indicator that is still open, and what each level it may take would lead to. */
export interface Undecided {
  readonly dimension: string;
  readonly indicator: string;
  readonly reason: 'unrated' | 'raters-differ';
  readonly options: readonly { readonly level: string; readonly categories: readonly string[] }[];
  /** Whether knowing it would narrow the categories that are possible. */
  readonly narrows: boolean;
}

/** One rating that decides: had this rater given the other level, the outcome would be another. */
export interface Pivot {
  readonly indicator: string;
  readonly rater: string;
  readonly from: string;
  readonly to: string;
  /** How many levels lie between the two, on an ordinal scale; 1 on a nominal one. */
  readonly steps: number;
  /** The outcome then; `null` if the raters would then be split and the outcome open. */
  readonly category: string | null;
}

export interface ScaleAgreement extends Agreement {
  readonly scale: string;
  readonly metric: Metric;
  /** Fleiss' kappa, for which the order of levels does not count; null where nothing can be said. */
  readonly fleissKappa: number | null;
  /** Intraclass correlation with ranks as numbers; null on a nominal scale, whose levels have no order. */
  readonly icc: IntraclassCorrelation | null;
}

/** What an instrument says about a partnership. */
export interface Outcome {
  readonly instrument: string;
  /** The category, several joined by `-` where the instrument collects; `null` while more than one is possible. */
  readonly category: string | null;
  readonly title: Words | null;
  /** Why: the reasons of the rules that decided. */
  readonly because: readonly Words[];
  /** All categories that are possible as long as something is open. */
  readonly possible: readonly string[];
  readonly dimensions: readonly DimensionOutcome[];
  /** How often each mark occurs over the settled dimensions. */
  readonly marks: Readonly<Record<string, number>>;
  readonly undecided: readonly Undecided[];
  readonly pivotal: readonly Pivot[];
  /** Agreement between raters, for each scale on which anything was rated by two or more. */
  readonly agreement: readonly ScaleAgreement[];
  /** What somebody else concluded, and whether it is what comes out here. */
  readonly claim: (Claim & { readonly agrees: boolean }) | null;
}

/**
 * Reads an assessment through its instrument.
 *
 * Several raters: on an ordinal scale the median rank; an even number whose two middle ranks differ leaves the
 * indicator open between them. On a nominal scale the level given most often; a tie leaves it open. Indicators
 * become a dimension's level as the dimension says. Nothing is averaged and no tie is broken by the software.
 * With `events`, an indicator is at its highest level if an event shows it, else at its lowest, and the outcome is
 * that of the latest period.
 */
export function evaluate(instrument: Instrument, assessment: Assessment): Outcome {
  const latest = timeline(instrument, assessment).at(-1)?.outcome;
  if (latest) return assessment.claim ? { ...latest, claim: compared(assessment.claim, latest) } : latest;
  const outcome = outcomeOf(instrument, assessment.ratings);
  return { ...outcome, claim: compared(assessment.claim, outcome) };
}

/** A stretch of time with what the instrument says about it. */
export interface TimelineEntry {
  readonly period: string;
  readonly title: Words;
  readonly from: string;
  readonly to: string;
  readonly events: readonly ObservedEvent[];
  readonly outcome: Outcome;
}

/**
 * The line over time that dated events draw: one outcome for each period of the assessment, or for each calendar
 * year in which something happened where it names no periods. Empty for instruments that are rated.
 */
export function timeline(instrument: Instrument, assessment: Assessment): readonly TimelineEntry[] {
  if (instrument.observation !== 'events') return [];
  const years = [...new Set(assessment.events.flatMap(yearsOf))].sort();
  const periods: Assessment['periods'] =
    assessment.periods.length > 0
      ? assessment.periods
      : years.map((year) => ({ slug: year, title: { id: year, en: year }, from: year, to: year }));
  return periods.map((period) => {
    const events = assessment.events.filter((event) => within(event, period));
    const outcome = outcomeOf(instrument, shownBy(instrument, events));
    return {
      period: period.slug,
      title: period.title,
      from: period.from,
      to: period.to,
      events,
      outcome: { ...outcome, claim: compared(period.claim, outcome) },
    };
  });
}

/** The calendar years that an event reaches into. */
function yearsOf({ date, until = date }: ObservedEvent): string[] {
  const [first, last] = [Number(date.slice(0, 4)), Number(until.slice(0, 4))];
  return Array.from({ length: Math.max(1, last - first + 1) }, (_, i) => String(first + i).padStart(4, '0'));
}

/**
 * Agreement between raters over several assessments with the same instrument: every rated indicator of every
 * assessment is one unit. Scales are kept apart, since ranks of different scales cannot be compared.
 */
export function agreementOver(
  instrument: Instrument,
  assessments: readonly Assessment[],
): readonly ScaleAgreement[] {
  return agreementOf(
    instrument,
    assessments.map((assessment) => assessment.ratings),
  );
}

/** The title of a category, or of several that were collected into one. */
export function categoryTitle(instrument: Instrument, categories: readonly string[]): Words | null {
  const titles = categories.flatMap((slug) => {
    const category = instrument.categories.find((candidate) => candidate.slug === slug);
    return category ? [category.title] : [];
  });
  if (titles.length === 0) return null;
  return {
    id: titles.map((title) => title.id).join(' – '),
    en: titles.map((title) => title.en).join(' – '),
  };
}

function shownBy(instrument: Instrument, events: readonly ObservedEvent[]): readonly Rating[] {
  return events.flatMap((event) =>
    event.shows.flatMap((indicator) => {
      const found = findIndicator(instrument, indicator);
      const level = found && scaleOf(instrument, found.dimension).levels.at(-1);
      if (!level) return [];
      const evidence = [event.source ? { text: event.what, source: event.source } : { text: event.what }];
      return [{ indicator, level: level.slug, rater: `peristiwa-${event.date}`, evidence }];
    }),
  );
}

function outcomeOf(instrument: Instrument, ratings: readonly Rating[]): Omit<Outcome, 'claim'> {
  const settled = settle(instrument, ratings);
  const possible = reachable(instrument, settled.ranges);
  const decided = possible.length === 1 ? possible[0] : undefined;
  return {
    instrument: instrument.slug,
    category: decided ? slugOf(decided) : null,
    title: decided ? categoryTitle(instrument, decided) : null,
    because: decided ? reasons(instrument, settled.ranges) : [],
    possible: possible.map(slugOf),
    dimensions: settled.outcomes,
    marks: markCounts(instrument, settled.ranges),
    undecided: undecidedOf(instrument, ratings, settled, possible.length),
    pivotal: decided ? pivotsOf(instrument, ratings, slugOf(decided)) : [],
    agreement: agreementOf(instrument, [ratings]),
  };
}

interface Settled {
  readonly outcomes: readonly DimensionOutcome[];
  /** For every dimension the ranks it may take. */
  readonly ranges: readonly (readonly number[])[];
}

function settle(
  instrument: Instrument,
  ratings: readonly Rating[],
  fixed?: { readonly indicator: string; readonly rank: number },
): Settled {
  const byIndicator = Map.groupBy(ratings, (rating) => rating.indicator);
  const settled = instrument.dimensions.map((dimension) => {
    const scale = scaleOf(instrument, dimension);
    const indicators = dimension.indicators.map((indicator) => {
      const given = byIndicator.get(indicator.slug) ?? [];
      const ranks =
        fixed?.indicator === indicator.slug
          ? [fixed.rank]
          : openRanks(instrument, scale, given.map(rankIn(scale)));
      return { indicator, given, ranks };
    });
    const range = combine(
      dimension,
      scale,
      indicators.map(({ ranks }) => ranks),
    );
    const outcome: DimensionOutcome = {
      dimension: dimension.slug,
      ...levelsOf(scale, range),
      indicators: indicators.map(({ indicator, given, ranks }) => ({
        indicator: indicator.slug,
        ...levelsOf(scale, ranks),
        ratings: given,
      })),
    };
    return { outcome, range };
  });
  return { outcomes: settled.map(({ outcome }) => outcome), ranges: settled.map(({ range }) => range) };
}

function rankIn(scale: Scale): (rating: Rating) => number {
  return (rating) => scale.levels.findIndex((level) => level.slug === rating.level);
}

/** The ranks an indicator may take, given the ranks its raters gave. */
function openRanks(instrument: Instrument, scale: Scale, given: readonly number[]): readonly number[] {
  if (instrument.observation === 'events') return [Math.max(0, ...given)];
  if (given.length === 0) return scale.levels.map((_, rank) => rank);
  if (scale.metric === 'nominal') {
    const votes = Map.groupBy(given, (rank) => rank);
    const most = Math.max(...[...votes.values()].map((group) => group.length));
    return [...votes].flatMap(([rank, group]) => (group.length === most ? [rank] : [])).sort((a, b) => a - b);
  }
  const sorted = given.toSorted((a, b) => a - b);
  const low = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  const high = sorted[Math.ceil((sorted.length - 1) / 2)] ?? 0;
  return rankRange(low, high);
}

/**
 * The ranks a dimension may take. However it combines, its rank never falls when an indicator rises and moves by
 * at most one when one indicator does, so that everything between what all low ends and all high ends give is possible.
 */
function combine(
  dimension: Dimension,
  scale: Scale,
  indicators: readonly (readonly number[])[],
): readonly number[] {
  const [only, ...others] = indicators;
  if (scale.metric === 'nominal' || others.length === 0) return only ?? [];
  const top = scale.levels.length - 1;
  const low = combinedRank(
    dimension.combine,
    indicators.map((ranks) => ranks[0] ?? 0),
    top,
  );
  const high = combinedRank(
    dimension.combine,
    indicators.map((ranks) => ranks.at(-1) ?? 0),
    top,
  );
  return rankRange(low, high);
}

function combinedRank(how: Dimension['combine'], ranks: readonly number[], top: number): number {
  const sorted = ranks.toSorted((a, b) => a - b);
  const lowest = sorted[0] ?? 0;
  const lowerMedian = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  switch (how) {
    case 'lowest':
      return lowest;
    case 'highest':
      return sorted.at(-1) ?? 0;
    case 'lower-median':
      return lowerMedian;
    case 'unanimous-top':
      return lowest === top ? top : Math.min(lowerMedian, top - 1);
  }
}

function rankRange(low: number, high: number): readonly number[] {
  return Array.from({ length: high - low + 1 }, (_, step) => low + step);
}

function levelsOf(
  scale: Scale,
  ranks: readonly number[],
): { level: string | null; possible: readonly string[] } {
  const possible = ranks.flatMap((rank) => scale.levels[rank]?.slug ?? []);
  return { level: possible.length === 1 ? (possible[0] ?? null) : null, possible };
}

/** The different answers of the decision table over all that is still possible, in the order of the categories. */
function reachable(
  instrument: Instrument,
  ranges: readonly (readonly number[])[],
): readonly (readonly string[])[] {
  const found = new Map<string, readonly string[]>();
  for (const situation of situations(instrument.table, ranges)) {
    const { categories } = decide(instrument.table, situation);
    found.set(slugOf(categories), categories);
  }
  const order = instrument.categories.map((category) => category.slug);
  return [...found.values()].toSorted((a, b) => order.indexOf(a[0] ?? '') - order.indexOf(b[0] ?? ''));
}

function slugOf(categories: readonly string[]): string {
  return categories.join('-');
}

function reasons(instrument: Instrument, ranges: readonly (readonly number[])[]): readonly Words[] {
  const first: Situation | undefined = situations(instrument.table, ranges).next().value ?? undefined;
  return first ? decide(instrument.table, first).rules.map((rule) => rule.because) : [];
}

function markCounts(instrument: Instrument, ranges: readonly (readonly number[])[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const [position, ranks] of ranges.entries()) {
    const dimension = instrument.dimensions[position];
    const rank = ranks[0];
    if (!dimension || rank === undefined || ranks.length > 1) continue;
    for (const mark of levelAt(instrument, dimension, rank)?.marks ?? [])
      counts.set(mark, (counts.get(mark) ?? 0) + 1);
  }
  return Object.fromEntries(counts);
}

function levelAt(instrument: Instrument, dimension: Dimension, rank: number): Level | undefined {
  return scaleOf(instrument, dimension).levels[rank];
}

function undecidedOf(
  instrument: Instrument,
  ratings: readonly Rating[],
  settled: Settled,
  possibleNow: number,
): readonly Undecided[] {
  return instrument.dimensions.flatMap((dimension, d) => {
    const scale = scaleOf(instrument, dimension);
    return dimension.indicators.flatMap((indicator: Indicator, i) => {
      const outcome = settled.outcomes[d]?.indicators[i];
      if (!outcome || outcome.level !== null) return [];
      const options = outcome.possible.map((level) => {
        const rank = scale.levels.findIndex((candidate) => candidate.slug === level);
        const then = settle(instrument, ratings, { indicator: indicator.slug, rank });
        return { level, categories: reachable(instrument, then.ranges).map(slugOf) };
      });
      return [
        {
          dimension: dimension.slug,
          indicator: indicator.slug,
          reason: outcome.ratings.length === 0 ? ('unrated' as const) : ('raters-differ' as const),
          options,
          narrows: options.some((option) => option.categories.length < possibleNow),
        },
      ];
    });
  });
}

function pivotsOf(instrument: Instrument, ratings: readonly Rating[], category: string): readonly Pivot[] {
  // Raters who gave an indicator the same level are in the same position: each change is worked out once.
  const known = new Map<string, string | null>();
  return ratings.flatMap((rating, position) => {
    const found = findIndicator(instrument, rating.indicator);
    if (!found) return [];
    const scale = scaleOf(instrument, found.dimension);
    const from = rankIn(scale)(rating);
    return scale.levels.flatMap((level, to) => {
      if (to === from) return [];
      const key = `${rating.indicator} ${rating.level} ${level.slug}`;
      let then = known.get(key);
      if (then === undefined) {
        const changed = ratings.with(position, { ...rating, level: level.slug });
        const possible = reachable(instrument, settle(instrument, changed).ranges).map(slugOf);
        then = possible.length === 1 ? (possible[0] ?? null) : null;
        known.set(key, then);
      }
      if (then === category) return [];
      const steps = scale.metric === 'ordinal' ? Math.abs(to - from) : 1;
      const { indicator, rater } = rating;
      return [{ indicator, rater, from: rating.level, to: level.slug, steps, category: then }];
    });
  });
}

function agreementOf(
  instrument: Instrument,
  assessed: readonly (readonly Rating[])[],
): readonly ScaleAgreement[] {
  if (instrument.observation === 'events') return [];
  return Object.entries(instrument.scales).flatMap(([name, scale]) => {
    const slugs = new Set(
      instrument.dimensions
        .filter((dimension) => dimension.scale === name)
        .flatMap((dimension) => dimension.indicators.map((indicator) => indicator.slug)),
    );
    const rank = rankIn(scale);
    const given = assessed.flatMap((ratings, place) =>
      ratings
        .filter((rating) => slugs.has(rating.indicator))
        .map((rating) => ({
          unit: `${place} ${rating.indicator}`,
          rater: rating.rater,
          rank: rank(rating),
        })),
    );
    const units = [...Map.groupBy(given, (one) => one.unit).values()].map((unit) =>
      unit.map((one) => one.rank),
    );
    const agreement = krippendorffAlpha(units, scale.metric);
    if (agreement.units === 0) return [];
    return [
      {
        scale: name,
        metric: scale.metric,
        ...agreement,
        fleissKappa: fleissKappa(units),
        icc: scale.metric === 'ordinal' ? intraclassCorrelation(given) : null,
      },
    ];
  });
}

function compared(claim: Claim | undefined, outcome: Pick<Outcome, 'category'>): Outcome['claim'] {
  return claim ? { ...claim, agrees: outcome.category === claim.category } : null;
}
