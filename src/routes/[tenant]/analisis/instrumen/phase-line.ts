import type { Instrument, TimelineEntry } from '#analysis/rubric/index.ts';
import { categoryWords } from './instrument-words.ts';

/** Sizes of the picture, in pixels of its own. */
const NAMES = 118;
const PERIOD = 180;
const ROW = 34;
const HEAD = 46;

/** A line over time as it is drawn: a row for each category that held at some time, a column for each period. */
export type PhaseLine = {
  readonly width: number;
  readonly height: number;
  readonly rows: readonly { readonly name: string; readonly y: number }[];
  readonly columns: readonly { readonly title: string; readonly x: number; readonly width: number }[];
  readonly bars: readonly {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
    readonly title: string;
    readonly events: readonly { readonly x: number; readonly title: string }[];
  }[];
  /** The same as a table. */
  readonly periods: readonly {
    readonly title: string;
    readonly category: string;
    readonly events: readonly string[];
    readonly claim: { readonly text: string; readonly agrees: 'yes' | 'no' } | undefined;
  }[];
};

/** Draws which phases held in which period: a bar for each phase, a dot in it for each event that shows it. */
export function phaseLine(
  instrument: Instrument,
  line: readonly TimelineEntry[],
  locale: 'id' | 'en',
): PhaseLine {
  const held = instrument.dimensions.filter((dimension) =>
    line.some((entry) => heldIn(entry, dimension.slug)),
  );
  const rows = held.map((dimension, i) => ({ name: dimension.title[locale], y: HEAD + i * ROW }));
  const columns = line.map((entry, i) => ({
    title: entry.title[locale],
    x: NAMES + i * PERIOD,
    width: PERIOD,
  }));
  return {
    width: NAMES + line.length * PERIOD + 8,
    height: HEAD + held.length * ROW + 8,
    rows,
    columns,
    bars: line.flatMap((entry, column) =>
      held.flatMap((dimension, row) => {
        if (!heldIn(entry, dimension.slug)) return [];
        const slugs = new Set(dimension.indicators.map((one) => one.slug));
        const events = entry.events.filter((event) => event.shows.some((shown) => slugs.has(shown)));
        const x = NAMES + column * PERIOD + 4;
        return [
          {
            x,
            y: HEAD + row * ROW + 5,
            width: PERIOD - 8,
            height: ROW - 10,
            title: `${dimension.title[locale]}, ${entry.title[locale]}`,
            events: events.map((event, i) => ({
              x: x + ((PERIOD - 8) * (i + 1)) / (events.length + 1),
              title: `${event.date}: ${event.what[locale]}`,
            })),
          },
        ];
      }),
    ),
    periods: line.map((entry) => ({
      title: entry.title[locale],
      category: entry.outcome.title?.[locale] ?? '',
      events: entry.events.map((event) => `${event.date}: ${event.what[locale]}`),
      claim: entry.outcome.claim
        ? {
            text: categoryWords(instrument, entry.outcome.claim.category, locale),
            agrees: entry.outcome.claim.agrees ? 'yes' : 'no',
          }
        : undefined,
    })),
  };
}

/** Whether a phase held in a period: its dimension stands above its lowest level. */
function heldIn(entry: TimelineEntry, dimension: string): boolean {
  const settled = entry.outcome.dimensions.find((one) => one.dimension === dimension);
  return settled?.indicators.some((one) => one.ratings.length > 0) ?? false;
}
