import { entryPath, type Label, type Model, type TypedField } from '#modules/models/index.ts';
import { namesOf } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import {
  type Answers,
  institutionsIn,
  placesIn,
  proposalsIn,
  type ShownAnswer,
  shownAnswers,
} from './field.ts';
import { institutionNames } from './institution.store.ts';
import { proposalTitles } from './proposal.store.ts';

/** An answer as somebody may read it, with the name of the place, institution, proposal or entry where one was asked. */
export type NamedAnswer = ShownAnswer & { readonly called: string | Label | undefined };

/** What was answered to fields of a model, as a reader of `all` of it or of what is `public` sees it. */
export async function namedAnswers(
  tx: Tx,
  model: Pick<Model, 'catalogue'>,
  fields: readonly TypedField[],
  answers: Answers,
  reader: 'all' | 'public',
): Promise<readonly NamedAnswer[]> {
  const places = await namesOf(tx, placesIn(fields, answers));
  const institutions = await institutionNames(tx, institutionsIn(fields, answers));
  const proposals = await proposalTitles(tx, proposalsIn(fields, answers));
  const entry = ({ field, value }: ShownAnswer) =>
    field.type === 'entry' && value !== undefined ? entryPath(model, value).at(-1)?.label : undefined;
  return shownAnswers(fields, answers, reader).map((one) => ({
    ...one,
    called: one.withheld
      ? undefined
      : (places.get(one.value) ?? institutions.get(one.value) ?? proposals.get(one.value) ?? entry(one)),
  }));
}
