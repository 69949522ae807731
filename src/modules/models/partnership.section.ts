import { z } from 'zod';
import { BasisId, Label, Slug } from './common.section.ts';

/** Something that a partnership is for. */
const Statement = z.strictObject({ id: Slug, label: Label, basis: BasisId });

/** What a side of the partnership is in it, and what it does. */
const Part = z.strictObject({
  pillar: Slug,
  role: Label,
  tasks: z.array(Label).min(1),
  basis: BasisId,
});

/** What goes from some sides to others, or to what they do together. */
const Flow = z.strictObject({
  id: Slug,
  /** In dua-pilar ideas, benefits and coordination; in empat-pilar ideas, resources and benefits. */
  of: z.enum(['ideas', 'resources', 'benefits', 'coordination']),
  from: z.array(Slug).min(1),
  to: z.array(Slug).min(1),
  label: Label,
  basis: BasisId,
});

/**
 * A partnership as it is meant, in words: what it is for, what each side is and does in it, and what flows
 * between the sides. It keeps nobody from anything; what must hold is a check, what has to be there a checklist, what is to
 * be reached a goal, who carries it a role. Source: paper 004, §5.1 and §5.2 with Tables 5.1 and 5.2, §6.
 */
export const PartnershipSection = z.strictObject({
  purposes: z.array(Statement).min(1),
  parts: z.array(Part).min(2),
  flows: z.array(Flow).default([]),
});
export type PartnershipRules = z.infer<typeof PartnershipSection>;
