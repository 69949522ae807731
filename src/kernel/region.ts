/**
 * A place in the official tree, as a dotted string: province `32`, regency `32.73`, district `32.73.30`,
 * village `32.73.30.1004`, and below the official code the neighbourhood (RW) `32.73.30.1004.007` that the local
 * government keeps. Always a string: read as a number, 32.10 becomes 32.1.
 */
export type RegionCode = string;

export const LEVELS = ['province', 'regency', 'district', 'village', 'neighbourhood'] as const;
export type Level = (typeof LEVELS)[number];

/** How many signs the code of a place of a level has: so many of a longer code name the place above. */
export const REGION_CODE_LENGTH: Readonly<Record<Level, number>> = {
  province: 2,
  regency: 5,
  district: 8,
  village: 13,
  neighbourhood: 17,
};

/** The level of a code by its number of parts; undefined when it is no region code. */
export function levelOf(code: RegionCode): Level | undefined {
  if (!/^\d{2}(\.\d{2}(\.\d{2}(\.\d{4}(\.\d{3})?)?)?)?$/.test(code)) return undefined;
  return LEVELS[code.split('.').length - 1];
}

/** Whether `place` is `area` or lies in it. */
export function within(place: RegionCode, area: RegionCode): boolean {
  return place === area || place.startsWith(`${area}.`);
}

/** Whether a place is of a wider level than this one: a kecamatan than `village`. */
export function isWider(place: RegionCode, level: Level): boolean {
  return place.split('.').length < LEVELS.indexOf(level) + 1;
}

/** The part of a code down to a level: `ancestor('32.73.30.1004.007', 'district')` is `32.73.30`. */
export function ancestor(code: RegionCode, level: Level): RegionCode {
  return code
    .split('.')
    .slice(0, LEVELS.indexOf(level) + 1)
    .join('.');
}

/**
 * A place with what it officially is, the same in every language: `Kecamatan Mandalajati`, `Kelurahan Pasir Impun`,
 * `Desa Pangkul`; the other levels carry it in their name. In the official codes the last part of a desa begins with 2,
 * that of a kelurahan with 1. Source: Kepmendagri 300.2.2-2138/2025.
 */
export function officialName(code: RegionCode, name: string): string {
  const level = levelOf(code);
  if (level === 'district') return `Kecamatan ${name}`;
  if (level === 'village') return `${/\.2\d{3}$/.test(code) ? 'Desa' : 'Kelurahan'} ${name}`;
  return name;
}
