import { z } from 'zod';
import { checkShape, type Path, type Problem, type Read, readLocatedText } from '../located-text.ts';
import type { ShareKey } from '../measures/index.ts';
import { SlugSchema, SourceSchema, type Words, WordsSchema } from '../words.ts';
import { findIndicator, type Instrument, scaleOf, unknownLevel } from './instrument.ts';
import type { Indicator } from './instrument-schema.ts';

/** A year, a month or a day: `2014`, `2014-06`, `2014-06-30`. What is left out is not known. */
export const RoughDateSchema = z.string().regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/);

/** Longest time that one event may last, in years: what lasts longer is no event but a state. */
export const LONGEST_EVENT = 100;

const EvidenceSchema = z.strictObject({ text: WordsSchema, source: SourceSchema.optional() });

const ClaimSchema = z.strictObject({ category: SlugSchema, source: SourceSchema });

const AssessmentSchema = z.strictObject({
  instrument: SlugSchema,
  title: WordsSchema,
  date: RoughDateSchema.optional(),
  source: SourceSchema.optional(),
  note: WordsSchema.optional(),
  /** What somebody else concluded from the same findings, to be compared with what comes out here. */
  claim: ClaimSchema.optional(),
  ratings: z
    .array(
      z.strictObject({
        indicator: SlugSchema,
        level: SlugSchema,
        rater: SlugSchema.default('penilai'),
        evidence: z.array(EvidenceSchema).default([]),
      }),
    )
    .max(20_000)
    .default([]),
  events: z
    .array(
      z.strictObject({
        date: RoughDateSchema,
        /** Where it lasted: its end, roughly dated too. It then shows what it shows in every period it reaches into. */
        until: RoughDateSchema.optional(),
        what: WordsSchema,
        shows: z.array(SlugSchema).min(1),
        source: SourceSchema.optional(),
      }),
    )
    .max(20_000)
    .default([]),
  periods: z
    .array(
      z.strictObject({
        slug: SlugSchema,
        title: WordsSchema,
        from: RoughDateSchema,
        to: RoughDateSchema,
        claim: ClaimSchema.optional(),
      }),
    )
    .max(1000)
    .default([]),
});

export type Assessment = z.infer<typeof AssessmentSchema>;
export type Evidence = z.infer<typeof EvidenceSchema>;
export type ObservedEvent = Assessment['events'][number];
export type Period = Assessment['periods'][number];
export type Claim = z.infer<typeof ClaimSchema>;

/** One rater's level for one indicator, with what it rests on. */
export type Rating = Assessment['ratings'][number];

/**
 * Reads what was rated or observed about a partnership, from JSON or YAML, against the instrument it names.
 * Refused, with lines: another instrument, unknown indicators and levels, one rater rating an indicator twice,
 * ratings where the instrument wants events (or the reverse), events that end before they begin or lie outside all
 * periods, periods that overlap.
 */
export function readAssessment(text: string, instrument: Instrument): Read<Assessment> {
  const located = readLocatedText(text);
  if (!located.ok) return located;
  const shaped = checkShape(located.value, AssessmentSchema);
  if (!shaped.ok) return shaped;
  const assessment = shaped.value;
  const problems: Problem[] = [];
  const add = (path: Path, reason: Words) => problems.push(located.value.problem(path, reason));
  if (assessment.instrument !== instrument.slug) {
    add(['instrument'], {
      id: `berkas ini menilai dengan "${assessment.instrument}", bukan "${instrument.slug}"`,
      en: `this file rates with "${assessment.instrument}", not "${instrument.slug}"`,
    });
    return { ok: false, problems };
  }
  if (instrument.observation === 'events' && assessment.ratings.length > 0) {
    add(['ratings'], {
      id: 'instrumen ini membaca peristiwa ("events"), bukan nilai',
      en: 'this instrument reads events ("events"), not ratings',
    });
  }
  if (instrument.observation === 'ratings' && assessment.events.length > 0) {
    add(['events'], {
      id: 'instrumen ini membaca nilai ("ratings"), bukan peristiwa',
      en: 'this instrument reads ratings ("ratings"), not events',
    });
  }
  const given = new Set<string>();
  for (const [r, rating] of assessment.ratings.entries()) {
    const found = findIndicator(instrument, rating.indicator);
    if (!found) {
      add(['ratings', r, 'indicator'], unknownIndicator(rating.indicator, instrument));
      continue;
    }
    const scale = scaleOf(instrument, found.dimension);
    if (!scale.levels.some((level) => level.slug === rating.level)) {
      add(['ratings', r, 'level'], unknownLevel(rating.level, scale));
    }
    const key = `${rating.rater} ${rating.indicator}`;
    if (given.has(key)) {
      add(['ratings', r], {
        id: `"${rating.rater}" sudah menilai "${rating.indicator}"`,
        en: `"${rating.rater}" has already rated "${rating.indicator}"`,
      });
    }
    given.add(key);
  }
  for (const [p, period] of assessment.periods.entries()) {
    const previous = assessment.periods[p - 1];
    if (firstDay(period.from) > lastDay(period.to)) {
      add(['periods', p, 'to'], {
        id: 'masa berakhir sebelum mulai',
        en: 'the period ends before it starts',
      });
    } else if (previous && firstDay(period.from) <= lastDay(previous.to)) {
      add(['periods', p, 'from'], {
        id: 'masa bertumpuk dengan sebelumnya, atau tidak berurutan',
        en: 'the period overlaps the one before it, or is out of order',
      });
    }
    if (assessment.periods.findIndex((other) => other.slug === period.slug) !== p) {
      add(['periods', p, 'slug'], {
        id: `nama "${period.slug}" sudah dipakai`,
        en: `the name "${period.slug}" is already used`,
      });
    }
  }
  for (const [e, event] of assessment.events.entries()) {
    for (const [s, shown] of event.shows.entries()) {
      if (!findIndicator(instrument, shown))
        add(['events', e, 'shows', s], unknownIndicator(shown, instrument));
    }
    if (event.until !== undefined && lastDay(event.until) < firstDay(event.date)) {
      add(['events', e, 'until'], {
        id: 'peristiwa berakhir sebelum mulai',
        en: 'the event ends before it begins',
      });
    } else if (Number(event.until?.slice(0, 4)) - Number(event.date.slice(0, 4)) > LONGEST_EVENT) {
      add(['events', e, 'until'], {
        id: `peristiwa berlangsung lebih dari ${LONGEST_EVENT} tahun`,
        en: `the event lasts more than ${LONGEST_EVENT} years`,
      });
    } else if (assessment.periods.length > 0 && !assessment.periods.some((period) => within(event, period))) {
      add(['events', e, 'date'], {
        id: `tanggal ${event.date} tidak termasuk masa mana pun`,
        en: `the date ${event.date} lies in none of the periods`,
      });
    }
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: assessment };
}

/** Whether an event belongs to a period: by its first possible day, or by any part of the time that it lasted. */
export function within(
  event: Pick<ObservedEvent, 'date' | 'until'>,
  period: Pick<Period, 'from' | 'to'>,
): boolean {
  const end = event.until === undefined ? firstDay(event.date) : lastDay(event.until);
  return end >= firstDay(period.from) && firstDay(event.date) <= lastDay(period.to);
}

/** The first day a rough date may mean. */
export function firstDay(date: string): string {
  return `${date}-01-01`.slice(0, 10);
}

/** The last day a rough date may mean; the 31st also for shorter months, which only serves to compare. */
export function lastDay(date: string): string {
  if (date.length === 4) return `${date}-12-31`;
  return date.length === 7 ? `${date}-31` : date;
}

function unknownIndicator(slug: string, instrument: Instrument): Words {
  const known = instrument.dimensions
    .flatMap((dimension) => dimension.indicators.map((indicator) => indicator.slug))
    .join(', ');
  return {
    id: `indikator "${slug}" tidak dikenal; yang ada: ${known}`,
    en: `the indicator "${slug}" is not known; there are: ${known}`,
  };
}

/** A share that the records show, in whole per mille, with what it was counted from. */
export interface Measurement {
  readonly measure: ShareKey;
  readonly permille: number;
  readonly evidence: readonly Evidence[];
}

/**
 * The ratings that the records give by themselves, by the rater `catatan`: for each indicator that names a
 * measure, the level whose limit the share reaches. People rate the rest; nothing is guessed for a measure
 * that was not taken, or where the side that an indicator speaks of (`records.pillar`) takes no part: it is none of
 * `pillars`. Throws a `RangeError` for a share that is not a whole number from 0 to 1000.
 */
export function ratingsFromRecords(
  instrument: Instrument,
  measured: readonly Measurement[],
  pillars: readonly string[],
): readonly Rating[] {
  return instrument.dimensions.flatMap((dimension) =>
    dimension.indicators.flatMap((indicator) => {
      const taken = measured.find((measurement) => measurement.measure === indicator.records?.measure);
      if (!indicator.records || !taken || !speaksOf(indicator.records, pillars)) return [];
      if (!Number.isInteger(taken.permille) || taken.permille < 0 || taken.permille > 1000) {
        throw new RangeError(`${taken.measure} is not a share in per mille: ${taken.permille}`);
      }
      const reached = indicator.records.levels.find((line) => taken.permille >= line.atLeast);
      if (!reached) return [];
      return [
        {
          indicator: indicator.slug,
          level: reached.level,
          rater: 'catatan',
          evidence: [...taken.evidence],
        },
      ];
    }),
  );
}

/** Whether the side of the partnership that the records of an indicator rate, where they rate one, is among `pillars`. */
export function speaksOf(records: NonNullable<Indicator['records']>, pillars: readonly string[]): boolean {
  return records.pillar === undefined || pillars.includes(records.pillar);
}
