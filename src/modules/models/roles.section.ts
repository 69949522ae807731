import { z } from 'zod';
import { BasisId, Label, Office } from './common.section.ts';

/** Who carries a partnership, in which part. Source: paper 004, §4.1.2 and Tables 4.2, 5.1. */
const Role = z.strictObject({
  role: z.enum(['sponsor', 'champion', 'facilitator', 'convener', 'mediator', 'catalyst']),
  offices: z.array(Office).min(1),
  task: Label,
  basis: BasisId,
});

export const RolesSection = z.array(Role);
