import { z } from 'zod';
import { BasisId, Office, Slug } from './common.section.ts';

/**
 * How much a check weighs: it refuses; it warns and lets pass; or it refuses until one of the offices named in `by` lets
 * it pass with a reason that everybody can read.
 */
const weight = {
  severity: z.enum(['refuse', 'warn', 'override']).default('refuse'),
  by: z.array(Office).default([]),
  basis: BasisId,
};

/** At least so many photos lie with it. */
const Photos = z.strictObject({ check: z.literal('photos'), atLeast: z.int().min(1).max(20), ...weight });

/** Whoever brings it owes nothing that was due in an earlier year of the programme. */
const NoneOverdue = z.strictObject({ check: z.literal('none-overdue'), ...weight });

/** A filing about the same activity was accepted. */
const FilingAccepted = z.strictObject({ check: z.literal('filing-accepted'), filing: Slug, ...weight });

/**
 * What must hold: a closed list of kinds, each with its basis and weight. Source: engine of models, vocabulary `checks`.
 */
export const Check = z
  .discriminatedUnion('check', [Photos, NoneOverdue, FilingAccepted])
  .refine((check) => (check.severity === 'override') === check.by.length > 0, {
    path: ['by'],
    message: 'an override names who may, and nothing else does',
  });
export type Check = z.infer<typeof Check>;
export type CheckOf<Kind extends Check['check']> = Extract<Check, { check: Kind }>;
