import { z } from 'zod';

/** A text a person reads, in Indonesian and in English; both are complete. */
export interface Words {
  readonly id: string;
  readonly en: string;
}

export type Language = keyof Words;

export const WordsSchema = z.strictObject({ id: z.string().trim().min(1), en: z.string().trim().min(1) });

/** A short name that is the same in files, addresses and the command line: `kurang-sinergis`. */
export const SlugSchema = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

/** Where a statement can be looked up: a document and the place in it, such as `002`, `Tabel 4.2`. */
export const SourceSchema = z.strictObject({
  document: z.string().trim().min(1),
  location: z.string().trim().min(1),
});

export type Source = z.infer<typeof SourceSchema>;
