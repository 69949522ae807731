import type { Rupiah } from '#kernel/money.ts';
import type { RegionCode } from '#kernel/region.ts';
import { levelBeneath } from '#modules/measures/index.ts';
import { type CatalogueEntry, entriesIn, entriesWithin, fieldsIn } from '#modules/models/index.ts';
import { countsByPlaceAndScope, type Program } from '#modules/programs/index.ts';
import { regionsWithin } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** What a place was given for each field, in the order of the fields. Amounts in rupiah. */
export type PlaceByField = {
  readonly code: RegionCode;
  readonly name: string;
  readonly decided: readonly Rupiah[];
};

/** Where money of a programme goes, and where it does not. */
export type Gaps = {
  readonly fields: readonly CatalogueEntry[];
  /** Each place beneath the programme's area, those without any money too. */
  readonly places: readonly PlaceByField[];
  /** Of each field the entries for which nothing was decided, and how many it has. */
  readonly unfunded: readonly {
    readonly field: CatalogueEntry;
    readonly none: readonly CatalogueEntry[];
    readonly of: number;
  }[];
};

/** Where the decided money of a programme goes by place and field, and the entries that got none. Anyone may read it. */
export async function gapsOf(tx: Tx, program: Program): Promise<Gaps> {
  const { model, region } = program;
  const by = levelBeneath(region);
  const places = await regionsWithin(tx, region, by);
  const counted = await countsByPlaceAndScope(tx, program.id, by, region);
  const fields = fieldsIn(model);
  const entries = entriesIn(model);
  const scopesOf = new Map(fields.map((one) => [one.id, new Set(entriesWithin(model, one.id))]));
  const decidedFor = new Set(counted.filter((one) => one.committed > 0n).map((one) => one.scope));
  return {
    fields,
    places: places.map(({ code, name }) => ({
      code,
      name,
      decided: fields.map(({ id }) =>
        counted.reduce(
          (all, one) => (one.place === code && scopesOf.get(id)?.has(one.scope) ? all + one.committed : all),
          0n,
        ),
      ),
    })),
    unfunded: fields.map((field) => {
      const its = entries.filter((one) => scopesOf.get(field.id)?.has(one.id));
      return { field, none: its.filter((one) => !decidedFor.has(one.id)), of: its.length };
    }),
  };
}
