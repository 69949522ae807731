import { ancestor, levelOf, type RegionCode, within } from '#kernel/region.ts';
import { childrenOf, regionsWithin } from '#modules/regions/index.ts';
import type { Tx } from '#platform/database/tenant-transaction.ts';

/** The kabupaten (of a province), kecamatan and kelurahan that a list is narrowed to; empty texts where it is not. */
export type ChosenPlace = {
  readonly regency: RegionCode;
  readonly district: RegionCode;
  readonly village: RegionCode;
};

/** Reads them from an address. What does not exist in the area is left out. */
export function chosenPlace(params: URLSearchParams, area: RegionCode): ChosenPlace {
  const placeIn = (field: string, level: string, around: RegionCode): RegionCode => {
    const code = params.get(field) ?? '';
    return levelOf(code) === level && code !== area && within(code, around) ? code : '';
  };
  const regency = placeIn('kabupaten', 'regency', area);
  const district = placeIn('kecamatan', 'district', regency || area);
  return { regency, district, village: district && placeIn('kelurahan', 'village', district) };
}

/** The narrowest place chosen; empty where none is. */
export function narrowest({ regency, district, village }: ChosenPlace): RegionCode {
  return village || district || regency;
}

/** A place that a filter offers; the kecamatan of a province stand together by the kabupaten or kota they lie in. */
export type PlaceOption = { readonly value: RegionCode; readonly label: string; readonly group?: string };

/** The places that can be chosen: kabupaten and kota only where the area is a province, kelurahan once a kecamatan is. */
export async function placeOptions(
  tx: Tx,
  area: RegionCode,
  { regency, district }: ChosenPlace,
): Promise<{
  readonly regencies: readonly PlaceOption[];
  readonly districts: readonly PlaceOption[];
  readonly villages: readonly PlaceOption[];
}> {
  const option = ({ code, name }: { code: RegionCode; name: string }) => ({ value: code, label: name });
  const regencies = levelOf(area) === 'province' ? await childrenOf(tx, area) : [];
  const names = new Map(regencies.map((one) => [one.code, one.name]));
  const districts = (await regionsWithin(tx, regency || area, 'district')).map((one) => {
    const group = names.get(ancestor(one.code, 'regency'));
    return group !== undefined && !regency ? { ...option(one), group } : option(one);
  });
  const villages = district ? (await childrenOf(tx, district)).map(option) : [];
  return { regencies: regencies.map(option), districts, villages };
}
