import { z } from 'zod';
import { countsFor, MEASURE_KEYS, measureNamed } from '#analysis/measures/index.ts';
import { BasisId, Label, Office, PerMille, Slug } from './common.section.ts';

const Figure = z.int().min(0).max(9_000_000_000_000_000).transform(BigInt);

/**
 * How a figure of the records becomes a score: nothing at `none`, all at `full`, in between on a straight line. `best` is
 * the highest figure among the candidates of the round.
 */
const Measured = z
  .strictObject({
    measure: z.enum(MEASURE_KEYS, {
      error: ({ input }) => `no measure is called "${input}"; there are: ${MEASURE_KEYS.join(', ')}`,
    }),
    none: Figure.prefault(0),
    full: z.union([z.literal('best'), Figure]),
  })
  .superRefine(({ measure, none, full }, context) => {
    const wrong = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message });
    if (!countsFor(measure, 'party')) {
      wrong(['measure'], `"${measure}" is not counted of an institution, and an award goes to one`);
    }
    if (full === none) wrong(['full'], 'is the figure that gives nothing as well');
    if (full === 'best' && none !== 0n) wrong(['none'], 'beside "best" nothing is given for 0 alone');
    const most = full === 'best' ? none : full > none ? full : none;
    if (measureNamed(measure).unit === 'per-mille' && most > 1000n) {
      wrong(['full'], 'a share is in per mille: 1000 is the whole');
    }
  });

/** One aspect by which candidates are judged: by the records, by jurors, or by both. Without either it has no evidence yet. */
const Aspect = z
  .strictObject({
    aspect: Slug,
    label: Label,
    /** What jurors look at. */
    help: Label.optional(),
    measures: z.array(Measured).max(6).default([]),
    jury: z.boolean().default(false),
    /** How much of the aspect the records decide where jurors mark it as well (per mille). */
    records: PerMille.max(999).optional(),
    /** Of the whole (per mille), as long as nobody sets it otherwise before a round is published. */
    weight: z.int().min(0).max(1000),
    basis: BasisId,
  })
  .refine(({ measures, jury, records }) => (records !== undefined) === (measures.length > 0 && jury), {
    path: ['records'],
    message: 'says how much the records decide where jurors mark it as well, and only there',
  });

/** What is given to institutions of a kind for what they did, by rules that everybody can read before. */
const Award = z
  .strictObject({
    award: Slug,
    label: Label,
    about: Label,
    every: z.strictObject({ years: z.int().min(1).max(10), basis: BasisId }),
    /** The kind of institutions that are candidates: all that take part when a round is published. */
    party: Slug,
    /** The body whose members mark. */
    jury: Slug,
    /** Who draws up a round, publishes and closes it. */
    offices: z.array(Office).min(1),
    /** Who sets the result and publishes it. */
    result: z.strictObject({ offices: z.array(Office).min(1), basis: BasisId }),
    /** So long before the first mark the weights stand published. */
    notice: z.strictObject({ days: z.int().min(0).max(365) }),
    /** The highest mark; the lowest is 0. */
    scale: z.int().min(2).max(1000),
    /** Of so many jurors an aspect needs the marks. */
    marksAtLeast: z.int().min(1).max(50),
    /** So much of the weight (per mille) must be rated for a candidate to be placed. */
    ratedAtLeast: PerMille,
    /** Aspects that part candidates of the same total, in order; who is alike then shares the place. */
    ties: z.array(Slug).default([]),
    /** How many places are awarded. */
    places: z.int().min(1).max(20),
    aspects: z.array(Aspect).min(1).max(20),
    basis: BasisId,
  })
  .superRefine(({ aspects, ties, offices, result }, context) => {
    const wrong = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    const sum = aspects.reduce((total, one) => total + one.weight, 0);
    if (sum !== 1000) wrong(['aspects'], `the weights make up ${sum} of 1000`);
    ties.forEach((tie, i) => {
      if (!aspects.some((one) => one.aspect === tie)) wrong(['ties', i], `no aspect is called "${tie}"`);
    });
    result.offices.forEach((office, i) => {
      if (offices.includes(office)) {
        wrong(['result', 'offices', i], `"${office}" keeps the round, and does not set its result as well`);
      }
    });
  });
export type AwardRules = z.infer<typeof Award>;
export type AspectRules = AwardRules['aspects'][number];

/** Awards of a programme. Source: paper 004 §4.2.1 (reward); weights, scale and ties are silent there. */
export const AwardsSection = z.array(Award).default([]);
