import type { RegionCode } from '#kernel/region.ts';

/** Provinces of central and eastern Indonesian time; all others keep western time. */
const CENTRAL = new Set(['51', '52', '53', '63', '64', '65', '71', '72', '73', '74', '75', '76']);
const EASTERN = /^(81|82|9\d)/;

/** The time zone of a place in Indonesia. Source: Keputusan Presiden 41/1987, for the provinces as they are now. */
export function timeZoneOf(place: RegionCode): 'Asia/Jakarta' | 'Asia/Makassar' | 'Asia/Jayapura' {
  if (EASTERN.test(place)) return 'Asia/Jayapura';
  return CENTRAL.has(place.slice(0, 2)) ? 'Asia/Makassar' : 'Asia/Jakarta';
}
