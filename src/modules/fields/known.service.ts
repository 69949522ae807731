import type { Id } from '#kernel/id.ts';
import type { RegionCode } from '#kernel/region.ts';
import { entriesIn, type Model, type TypedField } from '#modules/models/index.ts';
import { namesOf } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { type Answers, type Known, placesIn } from './field.ts';
import { choosableOf } from './institution.store.ts';
import { proposalsOf } from './proposal.store.ts';

/** Looks up what answers to fields of a programme name, so that they can be judged. */
export async function knownIn(
  tx: Tx,
  program: {
    readonly id: Id;
    readonly region: RegionCode;
    readonly model: Pick<Model, 'name' | 'catalogue'>;
  },
  fields: readonly TypedField[],
  typed: Answers,
): Promise<Known> {
  return {
    today: tx.today,
    area: program.region,
    known: new Set((await namesOf(tx, [...new Set(placesIn(fields, typed))])).keys()),
    institutions: await choosableOf(tx, program, fields, typed),
    proposals: await proposalsOf(tx, program.id, fields, typed),
    entries: new Set(entriesIn(program.model).map((one) => one.id)),
  };
}
