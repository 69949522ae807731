import { z } from 'zod';
import { BasisId } from './common.section.ts';

/** What happens that something may fall due after. A model may name no other. */
export const DUE_EVENTS = ['activity.started', 'activity.completed'] as const;

/** A length of time: working days of the city's calendar, days, or months, one of them. */
export const Within = z
  .strictObject({
    workingDays: z.int().min(1).max(365).optional(),
    days: z.int().min(1).max(1830).optional(),
    months: z.int().min(1).max(60).optional(),
  })
  .refine(
    (within) => Object.values(within).filter((count) => count !== undefined).length === 1,
    'one of workingDays, days and months',
  );
export type Within = z.infer<typeof Within>;

/** By when something is owed: so long after something happened. Source: engine of models, vocabulary `due`. */
export const Due = z.strictObject({ after: z.enum(DUE_EVENTS), within: Within, basis: BasisId });
export type Due = z.infer<typeof Due>;
