import { choosable } from '#modules/fields/index.ts';
import type { TypedField } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { regionsWithin } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { type Offered, type WordedField, wordField } from '#ui/word-field.ts';

/**
 * What a programme asks in its own words, as a form shows it, with the places or institutions that can be chosen. `known` is
 * what one of them could take over as it is on record.
 */
export async function questionsOf(
  tx: Tx,
  program: Pick<Program, 'id' | 'region'>,
  fields: readonly TypedField[],
  locale: 'id' | 'en',
  known: { readonly field?: string | undefined; readonly names: readonly string[] } = { names: [] },
): Promise<WordedField[]> {
  const questions = [];
  for (const field of fields) {
    const offered = await choicesFor(tx, program, field);
    questions.push(wordField(field, locale, offered, field.key === known.field ? known.names : []));
  }
  return questions;
}

async function choicesFor(
  tx: Tx,
  { id, region }: Pick<Program, 'id' | 'region'>,
  field: TypedField,
): Promise<readonly Offered[]> {
  if (field.type === 'place') return regionsWithin(tx, region, field.at);
  if (field.type !== 'institution') return [];
  return (await choosable(tx, id, field)).map((one) => ({ code: one.id, name: one.name }));
}
