import { ancestor } from '#kernel/region.ts';
import { choosable, choosableProposals } from '#modules/fields/index.ts';
import { entriesIn, type TypedField } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { namesOf, regionsWithin } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { scopeOptions } from '#ui/scope-options.ts';
import { type Offered, type WordedField, wordField } from '#ui/word-field.ts';

/**
 * What a programme asks in its own words, as a form shows it, with what can be chosen. `known` is what one of them could take
 * over as it is on record, `answered` what was answered before, which stays to be chosen.
 */
export async function questionsOf(
  tx: Tx,
  program: Pick<Program, 'id' | 'region' | 'model'>,
  fields: readonly TypedField[],
  locale: 'id' | 'en',
  known: { readonly field?: string | undefined; readonly names: readonly string[] } = { names: [] },
  answered: readonly string[] = [],
): Promise<WordedField[]> {
  const questions = [];
  for (const field of fields) {
    const offered = await choicesFor(tx, program, field, locale, answered);
    questions.push(wordField(field, locale, offered, field.key === known.field ? known.names : []));
  }
  return questions;
}

async function choicesFor(
  tx: Tx,
  { id, region, model }: Pick<Program, 'id' | 'region' | 'model'>,
  field: TypedField,
  locale: 'id' | 'en',
  answered: readonly string[],
): Promise<readonly Offered[]> {
  switch (field.type) {
    case 'place':
      return places(tx, region, field.at);
    case 'institution':
      return (await choosable(tx, { id, model }, field)).map((one) => ({ code: one.id, name: one.name }));
    case 'proposal':
      return (await choosableProposals(tx, id, field, answered)).map((one) => ({
        code: one.id,
        name: [one.title, one.place].filter(Boolean).join(' · '),
      }));
    case 'entry':
      return scopeOptions(model, entriesIn(model), locale).map(({ value, label, group }) => ({
        code: value,
        name: label,
        ...(group === undefined ? {} : { group }),
      }));
    default:
      return [];
  }
}

/** Villages stand beneath their kecamatan: two of a city may be called alike. */
async function places(tx: Tx, area: string, level: 'regency' | 'district' | 'village'): Promise<Offered[]> {
  const found = await regionsWithin(tx, area, level);
  if (level !== 'village') return found;
  const districts = await namesOf(tx, [...new Set(found.map((one) => ancestor(one.code, 'district')))]);
  return found.map(({ code, name }) => {
    const group = districts.get(ancestor(code, 'district'));
    return { code, name, ...(group === undefined ? {} : { group }) };
  });
}
