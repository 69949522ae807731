import { type Instrument, type Outcome, scaleOf } from '#analysis/rubric/index.ts';
import { turnsOf } from '#modules/assessment/index.ts';
import { m } from '#paraglide/messages.js';
import {
  categoryMeaning,
  categoryWords,
  indicatorTitle,
  levelTitle,
  type WordedSource,
  wordSource,
} from './instrument-words.ts';

/** Turns told at once; the others follow folded. */
const TURNS = 6;

/** What an instrument says of a partnership, in words and with the place of each level on its scale. */
export type WordedOutcome = {
  readonly category: string | undefined;
  readonly meaning: string;
  readonly because: readonly string[];
  /** Categories that are possible while something is open. */
  readonly possible: readonly string[];
  readonly dimensions: readonly WordedDimension[];
  readonly undecided: readonly {
    readonly indicator: string;
    readonly reason: string;
    readonly options: readonly { readonly level: string; readonly categories: string }[];
    readonly narrows: boolean;
  }[];
  readonly turns: readonly string[];
  readonly moreTurns: readonly string[];
  readonly claim:
    | { readonly text: string; readonly source: WordedSource; readonly agrees: boolean }
    | undefined;
};

export type WordedDimension = {
  readonly title: string;
  readonly level: string;
  readonly settled: boolean;
  /** Steps from the lowest level to the highest; empty where levels have no order. */
  readonly steps: readonly { readonly title: string; readonly state: 'reached' | 'possible' | 'above' }[];
  readonly indicators: readonly { readonly title: string; readonly level: string }[];
};

export function wordOutcome(instrument: Instrument, outcome: Outcome, locale: 'id' | 'en'): WordedOutcome {
  const level = (indicator: string, slug: string) => levelTitle(instrument, indicator, slug, locale);
  const turns = turnsOf(outcome).map(({ indicator, from, to, by, category }) => {
    const words = {
      indicator: indicatorTitle(instrument, indicator, locale),
      from: level(indicator, from),
      to: level(indicator, to),
      category: category === null ? '' : categoryWords(instrument, category, locale),
    };
    if (by === 'records') {
      return category === null
        ? m['instruments.turn.records-open'](words)
        : m['instruments.turn.records'](words);
    }
    return category === null ? m['instruments.turn.people-open'](words) : m['instruments.turn.people'](words);
  });
  const category = outcome.title?.[locale];
  return {
    category,
    meaning: outcome.category === null ? '' : categoryMeaning(instrument, outcome.category, locale),
    because: outcome.because.map((one) => one[locale]),
    possible: outcome.possible.map((slug) => categoryWords(instrument, slug, locale)),
    dimensions: wordDimensions(instrument, outcome, locale),
    undecided: outcome.undecided.map((one) => ({
      indicator: indicatorTitle(instrument, one.indicator, locale),
      reason: one.reason === 'unrated' ? m['instruments.unrated']() : m['instruments.raters-differ'](),
      options: one.options.map((option) => ({
        level: level(one.indicator, option.level),
        categories: option.categories.map((slug) => categoryWords(instrument, slug, locale)).join(', '),
      })),
      narrows: Boolean(one.narrows),
    })),
    turns: turns.slice(0, TURNS),
    moreTurns: turns.slice(TURNS),
    claim: outcome.claim
      ? {
          text: categoryWords(instrument, outcome.claim.category, locale),
          source: wordSource(outcome.claim.source),
          agrees: outcome.claim.agrees,
        }
      : undefined,
  };
}

function wordDimensions(
  instrument: Instrument,
  outcome: Pick<Outcome, 'dimensions'>,
  locale: 'id' | 'en',
): WordedDimension[] {
  return outcome.dimensions.flatMap((settled, position): WordedDimension[] => {
    const dimension = instrument.dimensions[position];
    if (!dimension) return [];
    const scale = scaleOf(instrument, dimension);
    const titles = settled.possible.map(
      (slug) => scale.levels.find((one) => one.slug === slug)?.title[locale] ?? slug,
    );
    const ranks = settled.possible.map((slug) => scale.levels.findIndex((one) => one.slug === slug));
    const low = Math.min(...ranks);
    const high = Math.max(...ranks);
    return [
      {
        title: dimension.title[locale],
        level:
          settled.level !== null
            ? (titles[0] ?? '')
            : titles.length === scale.levels.length
              ? m['instruments.nothing-known']()
              : m['instruments.between']({ low: titles[0] ?? '', high: titles.at(-1) ?? '' }),
        settled: settled.level !== null,
        steps:
          scale.metric === 'nominal'
            ? []
            : scale.levels.map((one, rank) => ({
                title: one.title[locale],
                state: rank <= low ? 'reached' : rank <= high ? 'possible' : 'above',
              })),
        indicators: settled.indicators.map((one) => ({
          title: indicatorTitle(instrument, one.indicator, locale),
          level:
            one.level === null
              ? one.ratings.length === 0
                ? m['instruments.unrated']()
                : m['instruments.raters-differ']()
              : levelTitle(instrument, one.indicator, one.level, locale),
        })),
      },
    ];
  });
}
