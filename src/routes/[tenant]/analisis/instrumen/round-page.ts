import type { Instrument, ScaleAgreement } from '#analysis/rubric/index.ts';
import { ownEntry } from '#kernel/own-entry.ts';
import { agreementWord, type ListedRound, type Spread } from '#modules/assessment/index.ts';
import { m } from '#paraglide/messages.js';
import { count, day } from '#ui/format.ts';
import { messageFor } from '#ui/message.ts';
import { indicatorTitle, levelsOf, levelTitle } from './instrument-words.ts';
import { resultWords } from './round-rows.ts';

/** How the raters spread over the levels of each indicator, in words. */
export function wordSpreads(instrument: Instrument, spreads: readonly Spread[], locale: 'id' | 'en') {
  return spreads.map((one) => {
    const most = Math.max(1, ...one.levels.map((level) => level.people));
    return {
      title: indicatorTitle(instrument, one.indicator, locale),
      settled:
        one.level === null
          ? one.possible.length === one.levels.length
            ? m['instruments.unrated']()
            : m['instruments.raters-differ']()
          : levelTitle(instrument, one.indicator, one.level, locale),
      levels: one.levels.map((level) => ({
        title: levelTitle(instrument, one.indicator, level.level, locale),
        people: level.people,
        text: count(level.people),
        width: (level.people / most) * 1000,
        records: one.records === level.level,
      })),
      cannotSay: one.cannotSay > 0 ? m['instruments.cannot-say-count']({ count: count(one.cannotSay) }) : '',
    };
  });
}

/** What the agreement between raters allows to be said, scale by scale, with alpha and what it rests on. */
export function wordAgreement(
  instrument: Instrument,
  agreement: readonly ScaleAgreement[],
  raters: number,
  locale: 'id' | 'en',
) {
  return agreement.map((one) => {
    const dimensions = instrument.dimensions
      .filter((dimension) => dimension.scale === one.scale)
      .map((dimension) => dimension.title[locale]);
    return {
      about: dimensions.join(', '),
      alpha: agreementFigure(one.alpha, locale),
      kappa: agreementFigure(one.fleissKappa, locale),
      icc: one.icc
        ? [one.icc.oneWay, one.icc.twoWay].map((value) => agreementFigure(value, locale)).join(' / ')
        : m['instruments.agreement.no-order'](),
      says: messageFor(`instruments.agreement.${agreementWord(one, raters)}`) ?? '',
      rests: m['instruments.agreement.rests']({ units: count(one.units), pairable: count(one.pairable) }),
    };
  });
}

function agreementFigure(value: number | null, locale: 'id' | 'en'): string {
  if (value === null) return '–';
  return new Intl.NumberFormat(locale === 'en' ? 'en-GB' : 'id-ID', {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  }).format(value);
}

/** Sizes of the line's picture, in its own pixels. */
const NAMES = 130;
const STEP = 190;
const BAND = 58;
const HEAD = 56;

/** The line over time: a band for each dimension whose levels have an order, from its lowest level up; a dot for each round. */
export function lineOverTime(
  instrument: Instrument,
  rounds: readonly ListedRound[],
  here: string,
  tenant: string,
  locale: 'id' | 'en',
) {
  const x = (i: number) => NAMES + STEP / 2 + i * STEP;
  const ordered = instrument.dimensions.filter(
    (dimension) => ownEntry(instrument.scales, dimension.scale)?.metric === 'ordinal',
  );
  const bands = ordered.map((dimension, row) => {
    const levels = levelsOf(instrument, dimension);
    const top = HEAD + row * BAND;
    const y = (slug: string) => {
      const rank = Math.max(
        0,
        levels.findIndex((one) => one.slug === slug),
      );
      return top + BAND - 12 - (rank / (levels.length - 1)) * (BAND - 24);
    };
    const dots = rounds.flatMap((round, i) => {
      const found = round.result?.dimensions.find((one) => one.dimension === dimension.slug);
      const [low] = found?.possible ?? [];
      const high = found?.possible.at(-1);
      if (!found || low === undefined || high === undefined) return [];
      const titles = found.possible.map(
        (slug) => levels.find((one) => one.slug === slug)?.title[locale] ?? slug,
      );
      const words = `${day(round.asOf, 'short', locale)}: ${titles.length > 1 ? `${titles[0]} – ${titles.at(-1)}` : titles[0]}`;
      return [{ x: x(i), low: y(low), high: y(high), title: words, settled: low === high } as const];
    });
    const path = dots
      .map((dot, i) => `${i === 0 ? 'M' : 'L'}${dot.x} ${((dot.low + dot.high) / 2).toFixed(1)}`)
      .join(' ');
    return { name: dimension.title[locale], top, path, dots };
  });
  return {
    width: NAMES + Math.max(1, rounds.length) * STEP,
    height: HEAD + bands.length * BAND + 6,
    bands,
    columns: rounds.map((round, i) => ({ x: x(i), title: day(round.asOf, 'short', locale) })),
    rows: rounds.map((round) => ({
      id: round.id,
      here: round.id === here,
      href: `/${tenant}/analisis/instrumen/putaran/${round.id}`,
      asOf: day(round.asOf, 'long', locale),
      result: resultWords(round, instrument, locale),
      raters: count(round.raters),
      levels: instrument.dimensions.map((dimension) => {
        const found = round.result?.dimensions.find((one) => one.dimension === dimension.slug);
        const titles = (found?.possible ?? []).map(
          (slug) => levelsOf(instrument, dimension).find((one) => one.slug === slug)?.title[locale] ?? slug,
        );
        const level = titles.length > 1 ? `${titles[0]} – ${titles.at(-1)}` : (titles[0] ?? '–');
        return instrument.dimensions.length > 1 ? `${dimension.title[locale]}: ${level}` : level;
      }),
    })),
  };
}

export type LineOverTime = ReturnType<typeof lineOverTime>;
