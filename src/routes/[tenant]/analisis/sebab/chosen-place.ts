import { levelOf, type RegionCode, within } from '#kernel/region.ts';

/** The kecamatan and kelurahan that an address chooses in a city; empty where it chooses none or one elsewhere. */
export function chosenPlace(
  params: URLSearchParams,
  city: RegionCode,
): { readonly district: RegionCode; readonly village: RegionCode } {
  const asked = placeIn(params.get('kelurahan'), 'village', city);
  const district =
    placeIn(params.get('kecamatan'), 'district', city) || asked.split('.').slice(0, 3).join('.');
  return { district, village: asked !== '' && within(asked, district) ? asked : '' };
}

function placeIn(code: string | null, level: 'district' | 'village', city: RegionCode): RegionCode {
  return code !== null && levelOf(code) === level && within(code, city) ? code : '';
}
