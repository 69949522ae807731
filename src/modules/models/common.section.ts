import { z } from 'zod';

/** A word for people, in the languages a model is offered in; Indonesian is never missing. */
export const Label = z.strictObject({ id: z.string().min(1), en: z.string().min(1) });
export type Label = z.infer<typeof Label>;

export const Slug = z.string().regex(/^[a-z0-9][a-z0-9-]{1,48}$/, 'lower-case letters, digits and hyphens');

/** The id of an entry of the model's `legal` list: every rule says on what basis it stands. */
export const BasisId = Slug;

/** A day of the year as `MM-DD`. */
export const DayOfYear = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'MM-DD');

/** A part of each year in which something may be done, both ends included. */
export const YearWindow = z
  .strictObject({ from: DayOfYear, to: DayOfYear })
  .refine((window) => window.from <= window.to, 'the window ends before it begins');
export type YearWindow = z.infer<typeof YearWindow>;

/** An office as mandates name it, for example `chair`, `lurah`, `camat`. */
export const Office = Slug;

export const LevelName = z.enum(['regency', 'district', 'village', 'neighbourhood']);
