import { z } from 'zod';
import { BasisId, Label, Slug } from './common.section.ts';

/**
 * What a programme may be about: entries by which its proposals and figures are told apart. An entry with `parties` is
 * for those kinds of parties alone. Source: engine of models, vocabulary `catalogue`; paper 004, Table 4.1.
 */
const Entry = z.strictObject({
  id: Slug,
  label: Label,
  parties: z.array(Slug).min(1).optional(),
  nature: Slug,
  basis: BasisId,
});
export type CatalogueEntry = z.infer<typeof Entry>;

/** The kinds of things that entries are: works, or strengthening of people. A model may call them otherwise and have others. */
const Nature = z.strictObject({ nature: Slug, label: Label });

export const CatalogueSection = z.strictObject({
  natures: z.array(Nature).min(1),
  entries: z.array(Entry).min(1),
});
export type Catalogue = z.infer<typeof CatalogueSection>;
