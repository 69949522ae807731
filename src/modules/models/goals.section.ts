import { z } from 'zod';
import { countsFor, MEASURE_KEYS, measureNamed } from '#analysis/measures/index.ts';
import { BasisId, Label, Slug } from './common.section.ts';

/** A limit in the measure's own unit: whole per mille, things, rupiah or days. */
const Limit = z.int().min(0).max(9_000_000_000_000_000).transform(BigInt);

/** What a programme sets out to reach, said as a limit to what the records say by themselves. */
const Goal = z
  .strictObject({
    goal: Slug,
    label: Label,
    measure: z.enum(MEASURE_KEYS, {
      error: ({ input }) => `no measure is called "${input}"; there are: ${MEASURE_KEYS.join(', ')}`,
    }),
    atLeast: Limit.optional(),
    atMost: Limit.optional(),
    basis: BasisId,
  })
  .superRefine((goal, context) => {
    const wrong = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message });
    if ((goal.atLeast === undefined) === (goal.atMost === undefined)) {
      wrong([], 'says either atLeast or atMost');
      return;
    }
    const [side, limit] =
      goal.atLeast === undefined ? ['atMost', goal.atMost ?? 0n] : ['atLeast', goal.atLeast];
    if (!countsFor(goal.measure, 'place')) {
      wrong(['measure'], `"${goal.measure}" is not counted of a place, and a goal is one of a place`);
    }
    if (measureNamed(goal.measure).unit === 'per-mille' && limit > 1000n) {
      wrong([String(side)], 'a share is in per mille: 1000 is the whole');
    }
  });
export type Goal = z.infer<typeof Goal>;

/** The goals of a programme; each names a measure of the registry. Source: engine of models, section `goals`. */
export const GoalsSection = z.array(Goal);
