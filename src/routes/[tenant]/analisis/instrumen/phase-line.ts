import type { Instrument, ObservedEvent, TimelineEntry } from '#analysis/rubric/index.ts';
import { m } from '#paraglide/messages.js';
import { count } from '#ui/format.ts';
import { categoryWords } from './instrument-words.ts';
import { roughPeriod } from './rough-day.ts';

/** Sizes of the picture, in pixels of its own. */
const NAMES = 118;
const PERIOD = 180;
const ROW = 34;
const HEAD = 46;
/** Dots that have room in one bar; of more, the rest is told as a number. */
const DOTS = 9;

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
    readonly events: readonly {
      readonly x: number;
      readonly title: string;
      readonly origin: 'told' | 'records';
    }[];
    /** How many events more than there are dots; empty where all have one. */
    readonly more: string;
  }[];
  /** The same as a table. */
  readonly periods: readonly {
    readonly title: string;
    readonly category: string;
    readonly events: readonly string[];
    readonly claim: { readonly text: string; readonly agrees: boolean } | undefined;
  }[];
};

/**
 * Draws which phases held in which period: a bar for each phase, a dot in it for each event that shows it, in the order
 * of their days. `fromRecords` are the events that the records show by themselves: their dots are dark.
 */
export function phaseLine(
  instrument: Instrument,
  line: readonly TimelineEntry[],
  locale: 'id' | 'en',
  fromRecords: ReadonlySet<ObservedEvent> = new Set(),
): PhaseLine {
  const held = instrument.dimensions.filter((dimension) =>
    line.some((entry) => phaseHeld(entry, dimension.slug)),
  );
  const rows = held.map((dimension, i) => ({ name: dimension.title[locale], y: HEAD + i * ROW }));
  const columns = line.map((entry, i) => ({
    title: entry.title[locale],
    x: NAMES + i * PERIOD,
    width: PERIOD,
  }));
  const told = (event: ObservedEvent) =>
    `${roughPeriod({ from: event.date, until: event.until ?? null }, locale)}: ${event.what[locale]}`;
  return {
    width: NAMES + line.length * PERIOD + 8,
    height: HEAD + held.length * ROW + 8,
    rows,
    columns,
    bars: line.flatMap((entry, column) =>
      held.flatMap((dimension, row) => {
        if (!phaseHeld(entry, dimension.slug)) return [];
        const events = showing(entry, dimension);
        const shown = events.length > DOTS ? events.slice(0, DOTS - 1) : events;
        const places = events.length > DOTS ? DOTS : events.length;
        const x = NAMES + column * PERIOD + 4;
        return [
          {
            x,
            y: HEAD + row * ROW + 5,
            width: PERIOD - 8,
            height: ROW - 10,
            title: `${dimension.title[locale]}, ${entry.title[locale]}`,
            events: shown.map((event, i) => ({
              x: x + ((PERIOD - 8) * (i + 1)) / (places + 1),
              title: told(event),
              origin: fromRecords.has(event) ? ('records' as const) : ('told' as const),
            })),
            more:
              events.length > shown.length
                ? m['phases.more-events']({ count: count(events.length - shown.length, locale) }, { locale })
                : '',
          },
        ];
      }),
    ),
    periods: line.map((entry) => ({
      title: entry.title[locale],
      category: entry.outcome.title?.[locale] ?? '',
      events: entry.events.map(told),
      claim: entry.outcome.claim
        ? {
            text: categoryWords(instrument, entry.outcome.claim.category, locale),
            agrees: entry.outcome.claim.agrees,
          }
        : undefined,
    })),
  };
}

/** The events of a period that show a phase. */
export function showing(
  entry: TimelineEntry,
  dimension: Instrument['dimensions'][number],
): readonly ObservedEvent[] {
  const slugs = new Set(dimension.indicators.map((one) => one.slug));
  return entry.events.filter((event) => event.shows.some((shown) => slugs.has(shown)));
}

/** Whether a phase held in a period: its dimension stands above its lowest level. */
export function phaseHeld(entry: TimelineEntry, dimension: string): boolean {
  const settled = entry.outcome.dimensions.find((one) => one.dimension === dimension);
  return settled?.indicators.some((one) => one.ratings.length > 0) ?? false;
}
