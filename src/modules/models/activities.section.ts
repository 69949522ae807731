import { z } from 'zod';
import { BasisId, Office } from './common.section.ts';

/** How execution is evidenced: photos at the given per cent of progress. */
export const ActivitiesSection = z.strictObject({
  executors: z.array(Office).min(1),
  executorsBasis: BasisId,
  evidence: z.strictObject({
    checkpoints: z
      .array(z.int().min(0).max(100))
      .min(1)
      .refine((points) => points.every((point, i) => i === 0 || point > (points[i - 1] ?? 0)), 'must rise')
      .refine((points) => points.at(-1) === 100, 'must end at 100'),
    photosEach: z.int().min(0).max(20),
    basis: BasisId,
  }),
});
export type ActivityRules = z.infer<typeof ActivitiesSection>;
