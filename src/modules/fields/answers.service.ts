import type { TypedField } from '#modules/models/index.ts';
import { namesOf } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { type Answers, institutionsIn, placesIn, type ShownAnswer, shownAnswers } from './field.ts';
import { institutionNames } from './institution.store.ts';

/** An answer as somebody may read it, with the name of the place or institution where one was asked. */
export type NamedAnswer = ShownAnswer & { readonly called: string | undefined };

/** What was answered to fields of a model, as a reader of `all` of it or of what is `public` sees it. */
export async function namedAnswers(
  tx: Tx,
  fields: readonly TypedField[],
  answers: Answers,
  reader: 'all' | 'public',
): Promise<readonly NamedAnswer[]> {
  const places = await namesOf(tx, placesIn(fields, answers));
  const institutions = await institutionNames(tx, institutionsIn(fields, answers));
  return shownAnswers(fields, answers, reader).map((one) => ({
    ...one,
    called: one.withheld ? undefined : (places.get(one.value) ?? institutions.get(one.value)),
  }));
}
