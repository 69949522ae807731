import {
  type Dimension,
  findIndicator,
  type Instrument,
  type Level,
  type Rule,
  scaleOf,
} from '#analysis/rubric/index.ts';
import type { Source, Words } from '#analysis/words.ts';
import { ownEntry } from '#kernel/own-entry.ts';
import { m } from '#paraglide/messages.js';
import { count, list, percent } from '#ui/format.ts';
import { measureTitle } from '#ui/measure-words.ts';
import { messageFor } from '#ui/message.ts';

type Locale = 'id' | 'en';

/** Where a statement of a paper stands: the paper in words, and the place in it as the paper names it. */
export type WordedSource = { readonly paper: string; readonly location: string };

export function wordSource(source: Source): WordedSource {
  return {
    paper: messageFor(`instruments.paper.${source.document}`) ?? source.document,
    location: source.location,
  };
}

export function levelsOf(instrument: Instrument, dimension: Dimension): readonly Level[] {
  return scaleOf(instrument, dimension).levels;
}

/** A level's title: of the scale, or as this very indicator words it. */
export function levelTitle(instrument: Instrument, indicator: string, level: string, locale: Locale): string {
  const found = findIndicator(instrument, indicator);
  if (!found) return level;
  const general = levelsOf(instrument, found.dimension).find((one) => one.slug === level)?.title;
  return general?.[locale] ?? level;
}

export function indicatorTitle(instrument: Instrument, indicator: string, locale: Locale): string {
  return findIndicator(instrument, indicator)?.indicator.title[locale] ?? indicator;
}

/** The titles of a category; of several that were collected into one, all of them. */
export function categoryWords(instrument: Instrument, slug: string, locale: Locale): string {
  const whole = instrument.categories.find((one) => one.slug === slug);
  if (whole) return whole.title[locale];
  // An instrument that collects joins the slugs of its categories, in its own order.
  let rest = slug;
  const titles: string[] = [];
  for (const category of instrument.categories) {
    if (rest !== category.slug && !rest.startsWith(`${category.slug}-`)) continue;
    titles.push(category.title[locale]);
    rest = rest.slice(category.slug.length + 1);
  }
  return rest === '' && titles.length > 0 ? titles.join(' – ') : slug;
}

export function categoryMeaning(instrument: Instrument, slug: string, locale: Locale): string {
  return instrument.categories.find((one) => one.slug === slug)?.meaning[locale] ?? '';
}

/** An instrument as a page explains it: what is asked, how each level reads, and how the outcome follows. */
export function explain(instrument: Instrument, locale: Locale) {
  const pick = (words: Words | undefined) => words?.[locale] ?? '';
  return {
    slug: instrument.slug,
    title: pick(instrument.title),
    about: pick(instrument.about),
    reading: pick(instrument.reading),
    source: wordSource(instrument.source),
    dimensions: instrument.dimensions.map((dimension) => ({
      slug: dimension.slug,
      title: pick(dimension.title),
      about: pick(dimension.about),
      combine:
        dimension.indicators.length > 1 ? (messageFor(`instruments.combine.${dimension.combine}`) ?? '') : '',
      ordered: scaleOf(instrument, dimension).metric === 'ordinal',
      levels: levelsOf(instrument, dimension).map((level) => ({
        title: pick(level.title),
        description: pick(level.description),
      })),
      indicators: dimension.indicators.map((indicator) => ({
        slug: indicator.slug,
        title: pick(indicator.title),
        question: pick(indicator.question),
        evidence: indicator.evidence,
        measure: indicator.records ? measureTitle(indicator.records.measure) : '',
        happenings: indicator.happenings.map((one) => messageFor(`phases.happening.${one}`) ?? one),
        limits: (indicator.records?.levels ?? []).map((line) =>
          m['instruments.limit']({
            share: percent(line.atLeast),
            level: levelTitle(instrument, indicator.slug, line.level, locale),
          }),
        ),
        own: levelsOf(instrument, dimension).flatMap((level) => {
          const text = ownEntry(indicator.levels, level.slug);
          return text ? [{ title: pick(level.title), text: text[locale] }] : [];
        }),
      })),
    })),
    categories: instrument.categories.map((category) => ({
      title: pick(category.title),
      meaning: pick(category.meaning),
    })),
    policy: instrument.decision.policy,
    rules: decisionRules(instrument, locale),
  };
}

/** The decision table as rows in the order in which they are asked. */
function decisionRules(instrument: Instrument, locale: Locale) {
  const rows = instrument.decision.rules
    .toSorted((a, b) => a.precedence - b.precedence)
    .map((rule) => ({
      precedence: count(rule.precedence),
      when: conditions(instrument, rule, locale),
      outcome: categoryWords(instrument, rule.then, locale),
      because: rule.because[locale],
    }));
  const otherwise = instrument.decision.otherwise;
  return otherwise === undefined
    ? rows
    : [
        ...rows,
        {
          precedence: '–',
          when: [],
          outcome: categoryWords(instrument, otherwise, locale),
          because: m['instruments.otherwise'](),
        },
      ];
}

function conditions(instrument: Instrument, rule: Rule, locale: Locale): string[] {
  const levels = Object.entries(rule.when).map(([slug, condition]) => {
    const dimension = instrument.dimensions.find((one) => one.slug === slug);
    const title = (level: string | undefined) =>
      (dimension && levelsOf(instrument, dimension).find((one) => one.slug === level)?.title[locale]) ??
      level ??
      '';
    const name = dimension?.title[locale] ?? slug;
    if (typeof condition === 'string') return m['instruments.when.is']({ name, level: title(condition) });
    if (Array.isArray(condition)) {
      return m['instruments.when.is']({ name, level: either(condition.map(title), locale) });
    }
    const { atLeast, atMost } = condition;
    if (atLeast !== undefined && atMost !== undefined) {
      return m['instruments.when.between']({ name, low: title(atLeast), high: title(atMost) });
    }
    return atLeast === undefined
      ? m['instruments.when.at-most']({ name, level: title(atMost) })
      : m['instruments.when.at-least']({ name, level: title(atLeast) });
  });
  const marks = rule.marks.map(({ mark, atLeast, atMost }) => {
    const name = markTitle(instrument, mark, locale);
    if (atMost === 0) return m['instruments.when.none']({ name });
    if (atMost !== undefined) return m['instruments.when.marks-at-most']({ name, count: count(atMost) });
    return m['instruments.when.marks-at-least']({ name, count: count(atLeast ?? 0) });
  });
  return [...levels, ...marks];
}

function either(titles: readonly string[], locale: Locale): string {
  const formatter = new Intl.ListFormat(locale === 'en' ? 'en-GB' : 'id-ID', { type: 'disjunction' });
  return formatter.format(titles);
}

/** A mark is called like the level that carries it alone. */
function markTitle(instrument: Instrument, mark: string, locale: Locale): string {
  const levels = Object.values(instrument.scales).flatMap((scale) => scale.levels);
  return levels.find((level) => level.marks.length === 1 && level.marks[0] === mark)?.title[locale] ?? mark;
}

/** Several levels or categories that are possible, as one text. */
export function anyOf(titles: readonly string[]): string {
  return list(titles);
}
