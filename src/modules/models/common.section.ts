import { z } from 'zod';
import { LEVELS } from '#kernel/region.ts';

/**
 * A word for people. Indonesian is never missing; other languages may be, and whoever reads in one that is gets the
 * Indonesian word.
 */
export const Label = z
  .strictObject({
    id: z.string().min(1),
    en: z.string().min(1).optional(),
    su: z.string().min(1).optional(),
    jv: z.string().min(1).optional(),
  })
  .transform(({ id, en = id, ...others }) => ({ id, en, ...others }));
export type Label = z.infer<typeof Label>;

export const Slug = z.string().regex(/^[a-z0-9][a-z0-9-]{1,48}$/, 'lower-case letters, digits and hyphens');

/** The id of an entry of the model's `legal` list: every rule says on what basis it stands. */
export const BasisId = Slug;

/** A day of the year as `MM-DD`. */
export const DayOfYear = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'MM-DD');

/** A part of each year in which something may be done, both ends included. One that ends before it begins ends in the next year. */
export const YearWindow = z.strictObject({ from: DayOfYear, to: DayOfYear, basis: BasisId });
export type YearWindow = z.infer<typeof YearWindow>;

/** An office as mandates name it, for example `chair`, `lurah`, `camat`; a seat of a body with the body before it: `forum-mitra/chair`. */
export const Office = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{1,48}(\/[a-z0-9][a-z0-9-]{1,48})?$/, 'an office, or a seat as body/seat');

export const LevelName = z.enum(LEVELS);
export type LevelName = z.infer<typeof LevelName>;

/** Whole rupiah in YAML: a plain number, exact up to Rp9.000 triliun. */
export const Rupiah = z.int().min(0).max(9_000_000_000_000_000).transform(BigInt);

/** A share in thousandths. */
export const PerMille = z.int().min(1).max(1000);

/** Whether shares make up the whole. */
export function isWhole(shares: readonly { readonly perMille: number }[]): boolean {
  return shares.reduce((sum, one) => sum + one.perMille, 0) === 1000;
}

/** The party of what people bring for themselves; no kind of party has this name. */
export const PERSON = 'person';
