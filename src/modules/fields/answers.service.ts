import type { TypedField } from '#modules/models/index.ts';
import { namesOf } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { type Answers, placesIn, type ShownAnswer, shownAnswers } from './field.ts';

/** An answer as somebody may read it, with the name of the place where a place was asked. */
export type NamedAnswer = ShownAnswer & { readonly placeName: string | undefined };

/** What was answered to fields of a model, as a reader of `all` of it or of what is `public` sees it. */
export async function namedAnswers(
  tx: Tx,
  fields: readonly TypedField[],
  answers: Answers,
  reader: 'all' | 'public',
): Promise<readonly NamedAnswer[]> {
  const names = await namesOf(tx, placesIn(fields, answers));
  return shownAnswers(fields, answers, reader).map((one) => ({
    ...one,
    placeName: one.withheld ? undefined : names.get(one.value),
  }));
}
