import { z } from 'zod';
import { BasisId, Label, Office } from './common.section.ts';

/** What a partnership is and who carries it. Source: paper 004, §4.1.2 and Tables 4.2, 5.1. */
export const ProgramsSection = z.strictObject({
  roles: z
    .array(
      z.strictObject({
        role: z.enum(['sponsor', 'champion', 'facilitator', 'convener', 'mediator', 'catalyst']),
        offices: z.array(Office).min(1),
        task: Label,
        basis: BasisId,
      }),
    )
    .min(1),
});
