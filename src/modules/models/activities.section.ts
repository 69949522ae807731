import { z } from 'zod';
import { BasisId, Office, Slug } from './common.section.ts';

/**
 * Who carries out what was granted, and how that is evidenced: photos at the given per cent of progress. Source: engine
 * of models, section `activities`.
 */
export const ActivitiesSection = z.strictObject({
  /** The kinds of parties that may carry it out for the one that brought it; without, that one does itself. */
  carriedOutBy: z.array(Slug).min(1).optional(),
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
  /** Handing over wants its minutes as a file. Source: practice of offices (berita acara serah terima). */
  handover: z.strictObject({ minutes: z.literal('required'), basis: BasisId }).optional(),
});
export type ActivityRules = z.infer<typeof ActivitiesSection>;
