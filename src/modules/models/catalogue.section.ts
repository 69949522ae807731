import { z } from 'zod';
import { BasisId, Label, Slug } from './common.section.ts';

const written = {
  id: Slug,
  label: Label,
  /** What other papers call it. */
  aliases: z.array(Label).default([]),
  /** Where what the source says can be read in more than one way. */
  uncertain: z.boolean().default(false),
  parties: z.array(Slug).min(1).optional(),
  nature: Slug.optional(),
  basis: BasisId.optional(),
};

/** An entry as it is written: what it leaves out it has from the entry around it. */
type Written = z.infer<z.ZodObject<typeof written>> & { readonly entries?: Written[] | undefined };
const Written: z.ZodType<Written> = z.strictObject({
  ...written,
  get entries() {
    return z.array(Written).min(1).optional();
  },
});

/**
 * What a programme may be about. Entries stand within others as deep as the model says: a field, its targets, their
 * activities. An entry with `parties` is for those kinds of parties alone.
 */
export type CatalogueEntry = {
  readonly id: string;
  readonly label: Label;
  readonly aliases: readonly Label[];
  readonly uncertain: boolean;
  readonly parties?: string[] | undefined;
  readonly nature: string;
  readonly basis: string;
  /** The entry around it. */
  readonly within?: string | undefined;
  /** Whether entries stand within it: then it tells figures apart, and proposals are about those. */
  readonly divided: boolean;
};

/** The kinds of things that entries are: works, or strengthening of people. A model may call them otherwise and have others. */
const Nature = z.strictObject({
  nature: Slug,
  label: Label,
  /** What is said to whoever asks for something of this nature, before they send it. */
  advice: Label.optional(),
});

/**
 * Entries by which proposals and figures of a programme are told apart, all in one list, each before those within it.
 * Sources: engine of models, vocabulary `catalogue`; paper 004, Tables 4.1 and 4.3.
 */
export const CatalogueSection = z.strictObject({
  natures: z.array(Nature).min(1),
  entries: z
    .array(Written)
    .min(1)
    .transform((entries, context) => flat(entries, undefined, [], context)),
});
export type Catalogue = z.infer<typeof CatalogueSection>;

function flat(
  entries: readonly Written[],
  around: CatalogueEntry | undefined,
  path: readonly (string | number)[],
  context: z.core.$RefinementCtx,
): CatalogueEntry[] {
  return entries.flatMap((one, i) => {
    const { entries: inner, nature = around?.nature, basis = around?.basis, parties, ...rest } = one;
    for (const [key, value] of Object.entries({ nature, basis })) {
      if (value === undefined)
        context.addIssue({ code: 'custom', path: [...path, i], message: `has no ${key}` });
    }
    const of = parties ?? around?.parties;
    const entry: CatalogueEntry = {
      ...rest,
      nature: nature ?? '',
      basis: basis ?? '',
      ...(of ? { parties: of } : {}),
      ...(around ? { within: around.id } : {}),
      divided: inner !== undefined,
    };
    return [entry, ...flat(inner ?? [], entry, [...path, i, 'entries'], context)];
  });
}

/** Where the entry at a place in the list is written in the file, beneath `catalogue.entries`. */
export function writtenAt(entries: readonly CatalogueEntry[], place: number): (string | number)[] {
  const entry = entries[place];
  const brothers = entries.slice(0, place).filter((one) => one.within === entry?.within);
  const around = entries.findIndex((one) => one.id === entry?.within);
  return [...(around < 0 ? [] : [...writtenAt(entries, around), 'entries']), brothers.length];
}
