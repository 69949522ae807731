import {
  type Assessment,
  agreementOver,
  evaluate,
  type Instrument,
  type Outcome,
  type Rating,
  type ScaleAgreement,
  scaleOf,
} from '#analysis/rubric/index.ts';
import type { Id } from '#kernel/id.ts';
import type { Answer } from './answers.ts';
import { type Measured, shownByRecords } from './measured.ts';

/** One answer with who gave it. */
export type Said = Answer & { readonly rater: Id };

/** What a round comes to, as it is frozen when the round is closed. */
export type Result = {
  /** A category of the instrument; null while several are possible. */
  readonly category: string | null;
  readonly possible: readonly string[];
  readonly dimensions: readonly {
    readonly dimension: string;
    readonly level: string | null;
    readonly possible: readonly string[];
  }[];
};

/** How the answers to one indicator spread: how often each level was given, by people and by the records. */
export type Spread = {
  readonly indicator: string;
  readonly level: string | null;
  readonly possible: readonly string[];
  readonly levels: readonly { readonly level: string; readonly people: number }[];
  readonly cannotSay: number;
  /** The level that the records show; null where they show none. */
  readonly records: string | null;
};

export type Reading = {
  readonly outcome: Outcome;
  readonly result: Result;
  readonly spreads: readonly Spread[];
  /** Agreement among people alone: the records are not a rater who could be wrong in the same way. */
  readonly agreement: readonly ScaleAgreement[];
};

/**
 * Reads the answers of all raters together with what the records show, which count as one rater more. `pillars` are
 * the sides that take part. The same answers, records and instrument give the same reading at any time.
 */
export function readRound(
  instrument: Instrument,
  said: readonly Said[],
  measures: readonly Measured[],
  pillars: readonly string[],
): Reading {
  const records = shownByRecords(instrument, measures, pillars);
  const people = said.flatMap(({ indicator, level, rater }): Rating[] =>
    level === null ? [] : [{ indicator, level, rater, evidence: [] }],
  );
  const outcome = evaluate(instrument, assessmentOf(instrument, [...records, ...people]));
  const spreads = outcome.dimensions.flatMap((settled, position) => {
    const dimension = instrument.dimensions[position];
    if (!dimension) return [];
    return settled.indicators.map(
      ({ indicator, level, possible }): Spread => ({
        indicator,
        level,
        possible,
        levels: scaleOf(instrument, dimension).levels.map(({ slug }) => ({
          level: slug,
          people: people.filter((one) => one.indicator === indicator && one.level === slug).length,
        })),
        cannotSay: said.filter((one) => one.indicator === indicator && one.level === null).length,
        records: records.find((one) => one.indicator === indicator)?.level ?? null,
      }),
    );
  });
  return {
    outcome,
    result: {
      category: outcome.category,
      possible: outcome.possible,
      dimensions: outcome.dimensions.map(({ dimension, level, possible }) => ({
        dimension,
        level,
        possible,
      })),
    },
    spreads,
    agreement: agreementOver(instrument, [assessmentOf(instrument, people)]),
  };
}

function assessmentOf(instrument: Instrument, ratings: readonly Rating[]): Assessment {
  return {
    instrument: instrument.slug,
    title: instrument.title,
    ratings: [...ratings],
    events: [],
    periods: [],
  };
}

/** A single rating that would change the outcome, told without who gave it. */
export type Turn = {
  readonly indicator: string;
  readonly from: string;
  readonly to: string;
  readonly by: 'records' | 'people';
  /** The category then; null if it would be open. */
  readonly category: string | null;
};

/** The smallest changes of a single rating that lead elsewhere, each told once, the nearest first. */
export function turnsOf(outcome: Outcome): readonly Turn[] {
  const seen = new Map<string, Turn & { readonly steps: number }>();
  for (const { indicator, rater, from, to, category, steps } of outcome.pivotal) {
    const by = rater === 'catatan' ? 'records' : 'people';
    const key = [indicator, from, by, category].join(' ');
    const known = seen.get(key);
    if (!known || steps < known.steps) seen.set(key, { indicator, from, to, by, category, steps });
  }
  return [...seen.values()].sort((a, b) => a.steps - b.steps).map(({ steps: _, ...turn }) => turn);
}

/** How much can be made of the agreement: nothing, hardly anything because few rated, or its usual reading. */
export type AgreementWord = 'none' | 'few' | 'good' | 'fair' | 'poor';

/**
 * What Krippendorff's alpha allows to be said. Below five raters or ten paired ratings it swings with every single
 * rating and is only named. Otherwise his own limits: from 0.800 on good, from 0.667 on enough for cautious conclusions.
 * Source: K. Krippendorff, Content Analysis, 4th edition (2018), chapter 12.
 */
export function agreementWord(
  agreement: Pick<ScaleAgreement, 'alpha' | 'pairable'>,
  raters: number,
): AgreementWord {
  if (agreement.alpha === null) return 'none';
  if (raters < 5 || agreement.pairable < 10) return 'few';
  if (agreement.alpha >= 0.8) return 'good';
  return agreement.alpha >= 0.667 ? 'fair' : 'poor';
}
