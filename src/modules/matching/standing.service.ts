import { perMille, type Rupiah } from '#kernel/money.ts';
import type { RegionCode } from '#kernel/region.ts';
import { entryPath, fieldsIn, type OpenToTakers } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';
import { placeFactsIn, regionsWithin } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { agreedBy, committedBy, reportRecords } from './ranking.store.ts';
import type { PlaceStanding, Standing } from './ranking.ts';

/**
 * How fields, places and institutions of a programme stand: what was promised to them is what is committed, and what takers
 * agreed to and have not begun. The same for every taker.
 */
export async function standingOf(tx: Tx, program: Program, open: OpenToTakers): Promise<Standing> {
  const { model } = program;
  const outermost = new Map(
    (model.catalogue?.entries ?? []).map((one) => [one.id, entryPath(model, one.id)[0]?.id ?? one.id]),
  );
  const promised = [
    ...(await committedBy(tx, program.id)).map(({ scope, ...one }) => ({
      ...one,
      field: outermost.get(scope) ?? scope,
    })),
    ...(await agreedBy(tx, program.id)),
  ];
  const byField = summed(promised.map((one) => [one.field, one.amount]));
  const byPlace = summed(promised.map((one) => [one.village, one.amount]));
  const all = promised.reduce((sum, one) => sum + one.amount, 0n);
  const targets = new Map(open.targets.map((one) => [one.about, one.perMille]));
  const facts = await placeFactsIn(tx, program.region);
  const places = (await regionsWithin(tx, program.region, 'village')).map(
    ({ code }): [RegionCode, PlaceStanding] => [
      code,
      {
        people: facts.get(code)?.people ?? null,
        poorHouseholds: facts.get(code)?.poorHouseholds ?? null,
        promised: byPlace.get(code) ?? 0n,
      },
    ],
  );
  return {
    fields: new Map(
      fieldsIn(model).map(({ id }) => [
        id,
        { share: all === 0n ? 0 : perMille(byField.get(id) ?? 0n, all), target: targets.get(id) ?? 0 },
      ]),
    ),
    places: new Map(places),
    records: await reportRecords(tx),
  };
}

function summed(amounts: readonly (readonly [string, Rupiah])[]): Map<string, Rupiah> {
  const sums = new Map<string, Rupiah>();
  for (const [key, amount] of amounts) sums.set(key, (sums.get(key) ?? 0n) + amount);
  return sums;
}
