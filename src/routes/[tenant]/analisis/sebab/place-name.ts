import { officialName, type RegionCode } from '#kernel/region.ts';

/** A place with what it is (`Kelurahan Pasir Impun`), from the names that were read. */
export function placeName(code: RegionCode, names: ReadonlyMap<RegionCode, string>): string {
  return officialName(code, names.get(code) ?? code);
}
