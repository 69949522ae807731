import type { TypedField } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { regionsWithin } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { type WordedField, wordField } from '#ui/word-field.ts';

/** What a programme asks in its own words, as a form shows it: where a place is asked, with the places of its area. */
export async function questionsOf(
  tx: Tx,
  { region }: Pick<Program, 'region'>,
  fields: readonly TypedField[],
  locale: 'id' | 'en',
): Promise<WordedField[]> {
  const questions = [];
  for (const field of fields) {
    const places = field.type === 'place' ? await regionsWithin(tx, region, field.at) : [];
    questions.push(wordField(field, locale, places));
  }
  return questions;
}
