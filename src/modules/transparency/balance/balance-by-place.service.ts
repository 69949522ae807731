import type { Id } from '#kernel/id.ts';
import { sum } from '#kernel/money.ts';
import { ancestor, type RegionCode } from '#kernel/region.ts';
import { participationBy } from '#modules/activities/index.ts';
import { partiesIn } from '#modules/actors/index.ts';
import { moneyByInstitution, moneyByPlace } from '#modules/funding/index.ts';
import { countedFigures, countedWithin } from '#modules/measures/index.ts';
import { bringersIn, type CatalogueEntry, entriesWithin, fieldsIn } from '#modules/models/index.ts';
import { countsBy, type Program } from '#modules/programs/index.ts';
import { fundedByInstitution, fundedByPlace } from '#modules/proposals/index.ts';
import { neighbourhoodsOf, regionsWithin } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { type Balance, balanceFrom, type PlaceBalance } from './balance.ts';

/** Institutions compared at most; a city has some two thousand. */
const INSTITUTIONS = 20_000;

/** The balance of each district of an area, or of each village: every place, those without anything too. */
export async function balanceByRegion(
  tx: Tx,
  program: Program,
  level: 'district' | 'village',
  area: RegionCode,
): Promise<PlaceBalance[]> {
  const counts = new Map((await countsBy(tx, program.id, level, area)).map((one) => [one.key, one]));
  const came = new Map((await participationBy(tx, program.id, level, area)).map((one) => [one.key, one]));
  return (await regionsWithin(tx, area, level)).map(({ code, name }) => ({
    key: code,
    name,
    place: code,
    group: ancestor(code, 'district'),
    ...balanceFrom({
      ...countedFigures(counts.get(code)),
      came: came.get(code)?.came ?? 0n,
      women: came.get(code)?.women ?? 0n,
    }),
  }));
}

/**
 * The balance of each RW of a village by where proposals are carried out; what is for the whole village stands last,
 * under the village's own code, where there is any.
 */
export async function balanceByNeighbourhood(
  tx: Tx,
  program: Program,
  village: { readonly code: RegionCode; readonly name: string },
): Promise<PlaceBalance[]> {
  const { code } = village;
  const money = new Map((await moneyByPlace(tx, program.id, code)).map((one) => [one.key, one]));
  const funded = new Map((await fundedByPlace(tx, [program.id], code)).map((one) => [one.place, one]));
  const came = new Map((await participationBy(tx, program.id, 'place', code)).map((one) => [one.key, one]));
  const places = [...(await neighbourhoodsOf(tx, code)), village];
  return places
    .map((place) => ({
      key: place.code,
      name: place.name,
      place: place.code,
      group: ancestor(code, 'district'),
      ...balanceFrom({
        ...amountsOf(money.get(place.code)),
        people: funded.get(place.code)?.people ?? 0n,
        'poor-households': funded.get(place.code)?.poorHouseholds ?? 0n,
        proposals: BigInt(funded.get(place.code)?.proposals ?? 0),
        activities: came.get(place.code)?.activities ?? 0n,
        came: came.get(place.code)?.came ?? 0n,
        women: came.get(place.code)?.women ?? 0n,
      }),
    }))
    .filter((one) => one.key !== code || one.proposals > 0n);
}

function amountsOf(money: { decided: bigint; disbursed: bigint; spent: bigint } | undefined) {
  return { decided: money?.decided ?? 0n, disbursed: money?.disbursed ?? 0n, settled: money?.spent ?? 0n };
}

/** The balance of each institution that may propose, of those that stand in an area: money and funded proposals. */
export async function balanceByInstitution(
  tx: Tx,
  program: Program,
  area: RegionCode,
): Promise<PlaceBalance[]> {
  const kinds = bringersIn(program.model).map((one) => one.party);
  const money = new Map((await moneyByInstitution(tx, program, area)).map((one) => [one.key, one]));
  const funded = new Map<Id, number>();
  for (const one of await fundedByInstitution(tx, [program.id], area)) {
    funded.set(one.organization, one.proposals);
  }
  return (await partiesIn(tx, { model: program.model, region: area }, kinds, INSTITUTIONS, 'ever')).map(
    (one) => ({
      key: one.id,
      name: one.name,
      place: one.region,
      group: ancestor(one.region, 'district'),
      ...balanceFrom({ ...amountsOf(money.get(one.id)), proposals: BigInt(funded.get(one.id) ?? 0) }),
    }),
  );
}

/** A field of the model's catalogue with its balance in an area. */
export type FieldBalance = Balance & { readonly scope: CatalogueEntry };

/** The balance of every field of the catalogue in an area, those without anything too, in the model's order. */
export async function balanceByField(tx: Tx, program: Program, area: RegionCode): Promise<FieldBalance[]> {
  const counts = new Map((await countsBy(tx, program.id, 'scope', area)).map((one) => [one.key, one]));
  const came = new Map((await participationBy(tx, program.id, 'scope', area)).map((one) => [one.key, one]));
  return fieldsIn(program.model).map((scope) => {
    const within = entriesWithin(program.model, scope.id).map((id) => came.get(id));
    return {
      scope,
      ...balanceFrom({
        ...countedWithin(program.model, counts, scope),
        came: sum(within.map((one) => one?.came ?? 0n)),
        women: sum(within.map((one) => one?.women ?? 0n)),
      }),
    };
  });
}
