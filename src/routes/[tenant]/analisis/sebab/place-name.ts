import { levelOf, type RegionCode } from '#kernel/region.ts';
import { m } from '#paraglide/messages.js';

/** A place with what it is: `Kelurahan Pasir Impun`, `Kecamatan Mandalajati`, or the city by its own name. */
export function placeName(code: RegionCode, names: ReadonlyMap<RegionCode, string>): string {
  const name = names.get(code) ?? code;
  const level = levelOf(code);
  if (level === 'village') return `${m['networks.village']()} ${name}`;
  return level === 'district' ? `${m['networks.district']()} ${name}` : name;
}
