import type { CountedOf } from '#analysis/measures/index.ts';
import { type Model, partiesOf } from '#modules/models/index.ts';

/** As what a kind of institution is counted in a programme: a body where its model gives it seats, else a party; without a kind, a place. */
export function countedAs(model: Model | undefined, kind: string | undefined): CountedOf {
  if (kind === undefined) return 'place';
  if (model === undefined) return 'party';
  return partiesOf(model).some((one) => one.kind === kind && one.term !== undefined) ? 'body' : 'party';
}
