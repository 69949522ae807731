import { z } from 'zod';
import { BasisId, Label, Slug } from './common.section.ts';
import { Due } from './due.section.ts';
import { Fields } from './fields.section.ts';
import { Route } from './steps.section.ts';

/**
 * A document that is owed about an activity: what it says, by when, who accepts it on the way up, and what that brings
 * about. Sources: engine of models, section `filings`; paper 004, §4.1.1.
 */
const FilingKind = z.strictObject({
  kind: Slug,
  label: Label,
  about: z.literal('activity'),
  fields: Fields.min(1),
  due: Due,
  route: Route.min(1),
  /** What its acceptance brings about: `settles` closes the money of the activity. */
  effect: z.enum(['settles', 'none']).default('none'),
  basis: BasisId,
});
export type FilingKind = z.infer<typeof FilingKind>;

export const FilingsSection = z.array(FilingKind);
