import { officialName, type RegionCode } from '#kernel/region.ts';
import { keepNames, type Name } from '#modules/search/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';
import { insertNeighbourhoodRows, namesOf, type Region } from './region.store.ts';

/** The names of some places with those they lie in, as words to find things there by: `Sekeloa Coblong Kota Bandung`. */
export async function placeWords(
  tx: Tx,
  codes: readonly RegionCode[],
): Promise<(code: RegionCode) => string> {
  const paths = new Map([...new Set(codes)].map((code) => [code, pathOf(code)]));
  const names = await namesOf(tx, [...paths.values()].flat());
  return (code) => (paths.get(code) ?? []).flatMap((one) => names.get(one) ?? []).join(' ');
}

/** A code and those of the places it lies in, down from the kabupaten or kota. */
function pathOf(code: RegionCode): RegionCode[] {
  const parts = code.split('.');
  return parts.map((_, i) => parts.slice(0, i + 1).join('.')).slice(1);
}

/** Lets places be found by their names and by those of the places they lie in. */
export async function keepPlaceNames(
  tx: Tx,
  places: readonly Pick<Region, 'code' | 'name' | 'level'>[],
): Promise<void> {
  const words = await placeWords(
    tx,
    places.map((one) => one.code),
  );
  const names = await namesOf(
    tx,
    places.filter((one) => one.level === 'neighbourhood').map((one) => villageOf(one.code)),
  );
  await keepNames(
    tx,
    places.map(({ code, name, level }): Name => {
      const title =
        level === 'neighbourhood' ? `${name}, ${names.get(villageOf(code)) ?? ''}` : officialName(code, name);
      return {
        kind: 'place',
        thing: code,
        title: { id: title, en: title },
        region: code,
        page: `tempat/${code}`,
        more: words(code),
      };
    }),
  );
}

function villageOf(code: RegionCode): RegionCode {
  return code.split('.').slice(0, 4).join('.');
}

/** A street as people write it on what they propose: it is found as a place, and leads to the RW or kelurahan it lies in. */
export function streetName(address: string, place: RegionCode, words: string): Name {
  return {
    kind: 'place',
    thing: `${place}/${address.toLowerCase()}`,
    title: { id: address, en: address },
    region: place,
    page: `tempat/${place}`,
    more: words,
  };
}

/** Enters RW, and lets them be found. */
export async function insertNeighbourhoods(
  tx: Tx,
  list: readonly { code: RegionCode; village: RegionCode; name: string; rtCount: number }[],
): Promise<void> {
  await insertNeighbourhoodRows(tx, list);
  await keepPlaceNames(
    tx,
    list.map(({ code, name }) => ({ code, name, level: 'neighbourhood' as const })),
  );
}
