import { z } from 'zod';
import { MEASURE_KEYS, SHARE_KEYS } from '../measures/index.ts';
import { SlugSchema, SourceSchema, WordsSchema } from '../words.ts';

/** What the records of a partnership hold with a day, and what may therefore show an indicator that is read from events. */
export const HAPPENINGS = [
  /** A programme was opened: its rules are fixed for everybody who gets its money. */
  'program-opened',
  /** Every institution of the area was given its ceiling for the year. */
  'ceilings-allotted',
  /** A forum with quorum decided over proposals of residents' institutions, and its minutes were sealed. */
  'forum-sealed',
  /** Such a forum granted something other than was asked: less, later, or passed on to somebody else. */
  'forum-adjusted',
] as const;

export type HappeningKind = (typeof HAPPENINGS)[number];

const LevelSchema = z.strictObject({
  slug: SlugSchema,
  title: WordsSchema,
  description: WordsSchema.optional(),
  /** Traits that a decision table may count over dimensions. */
  marks: z.array(SlugSchema).default([]),
});

const ScaleSchema = z.strictObject({
  metric: z.enum(['ordinal', 'nominal']),
  /** From the lowest to the highest; for a nominal scale the order means nothing. */
  levels: z.array(LevelSchema).min(2).max(12),
});

const IndicatorSchema = z.strictObject({
  slug: SlugSchema,
  title: WordsSchema,
  question: WordsSchema.optional(),
  /** What a level means for this very indicator, where the scale's own words are too general. */
  levels: z.record(SlugSchema, WordsSchema).default({}),
  /** Whether a rater must say what the level rests on. */
  evidence: z.enum(['required', 'optional']).default('optional'),
  /** How the records rate it: the first line whose share is reached names the level. */
  records: z
    .strictObject({
      measure: z.enum(SHARE_KEYS),
      /** A side of the partnership: the records rate only in a programme in which it takes part, elsewhere they are shown. */
      pillar: SlugSchema.optional(),
      levels: z
        .array(z.strictObject({ atLeast: z.int().min(0).max(1000), level: SlugSchema }))
        .min(1)
        .max(12),
    })
    .optional(),
  /** What the records say of it, shown to raters and readers to weigh; it rates nothing by itself. */
  shows: z.array(z.enum(MEASURE_KEYS)).max(8).default([]),
  /** What the records hold with a day that shows it by itself; only where the instrument reads events. */
  happenings: z.array(z.enum(HAPPENINGS)).max(HAPPENINGS.length).default([]),
});

const DimensionSchema = z.strictObject({
  slug: SlugSchema,
  title: WordsSchema,
  about: WordsSchema.optional(),
  scale: SlugSchema,
  /**
   * How its indicators become its level: the weakest decides (`lowest`), the strongest (`highest`), or what at
   * least half of them do not exceed (`lower-median`), and the same with the highest level kept for the case that
   * all of them reach it (`unanimous-top`). Ranks are never averaged.
   */
  combine: z.enum(['lowest', 'lower-median', 'unanimous-top', 'highest']).default('lower-median'),
  indicators: z.array(IndicatorSchema).min(1).max(40),
});

const LevelConditionSchema = z.union([
  SlugSchema,
  z.array(SlugSchema).min(1),
  z
    .strictObject({ atLeast: SlugSchema.optional(), atMost: SlugSchema.optional() })
    .refine((limits) => limits.atLeast !== undefined || limits.atMost !== undefined),
]);

const RuleSchema = z.strictObject({
  /** Smaller goes first. Rules of equal precedence may not lead to different outcomes in the same situation. */
  precedence: z.int().min(1).max(1000),
  when: z.record(SlugSchema, LevelConditionSchema).default({}),
  marks: z
    .array(
      z.strictObject({
        mark: SlugSchema,
        atLeast: z.int().min(0).optional(),
        atMost: z.int().min(0).optional(),
      }),
    )
    .default([]),
  // biome-ignore lint/suspicious/noThenProperty: the file reads "when … then …"; a rule is never awaited
  then: SlugSchema,
  because: WordsSchema,
});

export const InstrumentSchema = z.strictObject({
  slug: SlugSchema,
  title: WordsSchema,
  about: WordsSchema,
  source: SourceSchema,
  /** What was read into the source, where it leaves something open. */
  reading: WordsSchema.optional(),
  /**
   * `ratings`: people give every indicator a level, and what nobody rated is open.
   * `events`: an indicator holds while an event shows it, and what no event shows is absent.
   */
  observation: z.enum(['ratings', 'events']).default('ratings'),
  scales: z.record(SlugSchema, ScaleSchema),
  dimensions: z.array(DimensionSchema).min(1).max(40),
  categories: z
    .array(z.strictObject({ slug: SlugSchema, title: WordsSchema, meaning: WordsSchema }))
    .min(1)
    .max(40),
  decision: z.strictObject({
    /** `precedence`: the first rule that applies decides. `collect`: every rule that applies adds its category. */
    policy: z.enum(['precedence', 'collect']).default('precedence'),
    rules: z.array(RuleSchema).min(1).max(200),
    /** The category where no rule applies; without it the rules must cover every situation. */
    otherwise: SlugSchema.optional(),
  }),
});

export type InstrumentFile = z.infer<typeof InstrumentSchema>;
export type Scale = z.infer<typeof ScaleSchema>;
export type Level = z.infer<typeof LevelSchema>;
export type Indicator = z.infer<typeof IndicatorSchema>;
export type Dimension = z.infer<typeof DimensionSchema>;
export type Category = InstrumentFile['categories'][number];
export type Rule = z.infer<typeof RuleSchema>;
