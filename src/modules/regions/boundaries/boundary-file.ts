import { boundedWork } from '#kernel/bounded-work.ts';
import { ownEntry } from '#kernel/own-entry.ts';
import { nameKey } from '#kernel/readers/text.ts';
import { ancestor, type RegionCode } from '#kernel/region.ts';
import { firstCrossing, type Position } from './crossing.ts';
import { type Drawing, drawPlaces, type Outlined } from './drawing.ts';
import { worstOverlap } from './overlap.ts';

/** What a file of boundaries may bring. */
export const BOUNDARY_FILE_LIMITS = { bytes: 16 * 1024 * 1024, points: 300_000 } as const;

/** A place that may be named by a feature, with the name of the place above it, which tells two of one name apart. */
export type PlaceToDraw = { readonly code: RegionCode; readonly name: string; readonly above: string };

export type BoundaryInput = {
  readonly bytes: Uint8Array;
  /** All places of the level, each of which is wanted. */
  readonly places: readonly PlaceToDraw[];
  /** The property that names the place; empty: it is found. */
  readonly property: string;
};

/**
 * What is wrong with a file. `feature` counts from 1, 0 where it is none of them; `place` is what the feature is called
 * there, `value` what stands there or is missing.
 */
export type BoundaryProblem = {
  readonly feature: number;
  readonly place: string;
  readonly value: string;
  readonly reason:
    | 'not-json'
    | 'zipped'
    | 'not-geojson'
    | 'no-features'
    | 'not-wgs84'
    | 'no-property'
    | 'no-name'
    | 'another-place'
    | 'ambiguous'
    | 'disagrees'
    | 'twice'
    | 'missing'
    | 'geometry'
    | 'position'
    | 'projected'
    | 'swapped'
    | 'outside'
    | 'far'
    | 'open'
    | 'few'
    | 'crossed'
    | 'overlaps'
    | 'too-many';
};

export type ReadBoundaries = Drawing & { readonly property: string };

type Properties = Readonly<Record<string, unknown>>;
type Feature = { readonly properties: Properties; readonly geometry: unknown };

/** A feature with the place it names. */
type Named = { readonly feature: Feature; readonly number: number; readonly place: PlaceToDraw };

/** Indonesia from Sabang to Merauke and from Miangas to Rote, with some sea around. */
const INDONESIA = { west: 94.5, east: 141.5, south: -11.5, north: 6.5 } as const;

/** No place of a regency, or of a province, lies further than so many degrees from the middle one. */
const FAR = { regency: 3, province: 8 } as const;

/** Names of a property that are shown, and signs of a value. */
const SHOWN = 12;
const SHOWN_SIGNS = 60;

/**
 * Reads boundaries of places as GeoJSON (RFC 7946, so WGS 84): one feature for each place of the level and none else, named
 * by its official code or by its name, closed polygons whose sides do not cross, and no two of which lie over each other
 * by more than roundings of one border explain. The first thing that is wrong refuses the
 * whole file; nothing is guessed.
 */
export function readBoundaryFile({
  bytes,
  places,
  property,
}: BoundaryInput): ReadBoundaries | BoundaryProblem {
  const features = featuresIn(bytes);
  if ('reason' in features) return features;
  const named = nameFeatures(features, places, property);
  if ('reason' in named) return named;
  const outlined: Outlined[] = [];
  let points = 0;
  for (const one of named.features) {
    const polygons = polygonsOf(one);
    if ('reason' in polygons) return polygons;
    points += polygons.reduce((sum, rings) => sum + rings.reduce((all, ring) => all + ring.length, 0), 0);
    if (points > BOUNDARY_FILE_LIMITS.points) {
      return problem(one, 'too-many', String(BOUNDARY_FILE_LIMITS.points));
    }
    outlined.push({ code: one.place.code, polygons });
  }
  const wrong = farAway(named.features, outlined) ?? overlapping(named.features, outlined);
  return wrong ?? { ...drawPlaces(outlined), property: named.property };
}

/** A file of the largest size takes some ten seconds: more than a usual page, once in some years. */
export const readingBoundaries = boundedWork(
  'modules/regions/boundaries/boundary-file.ts',
  { readBoundaryFile },
  30_000,
);

function ofFile(reason: BoundaryProblem['reason'], value = ''): BoundaryProblem {
  return { feature: 0, place: '', value: value.slice(0, SHOWN_SIGNS * SHOWN), reason };
}

function problem(
  { number, place }: Pick<Named, 'number' | 'place'>,
  reason: BoundaryProblem['reason'],
  value = '',
): BoundaryProblem {
  return { feature: number, place: place.name, value: value.slice(0, SHOWN_SIGNS), reason };
}

function featuresIn(bytes: Uint8Array): readonly Feature[] | BoundaryProblem {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return ofFile('zipped');
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return ofFile('not-json');
  }
  if (!isObject(json) || json.type !== 'FeatureCollection' || !Array.isArray(json.features)) {
    return ofFile('not-geojson', isObject(json) ? String(json.type ?? '') : '');
  }
  const crs = crsOf(json.crs);
  if (crs !== undefined && !/CRS:?:?84$|EPSG:{1,2}(?:[\d.]*:)?(?:4326|4979)$/i.test(crs)) {
    return ofFile('not-wgs84', crs);
  }
  if (json.features.length === 0) return ofFile('no-features');
  const features: Feature[] = [];
  for (const [i, one] of json.features.entries()) {
    if (!isObject(one) || one.type !== 'Feature') return { ...ofFile('not-geojson'), feature: i + 1 };
    features.push({ properties: isObject(one.properties) ? one.properties : {}, geometry: one.geometry });
  }
  return features;
}

/** The coordinate system that an older file names. */
function crsOf(crs: unknown): string | undefined {
  if (!isObject(crs)) return undefined;
  const { properties } = crs;
  const name = isObject(properties) ? properties.name : undefined;
  return typeof name === 'string' ? name : JSON.stringify(crs);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Which place each feature names; every place of the level once. */
function nameFeatures(
  features: readonly Feature[],
  places: readonly PlaceToDraw[],
  wanted: string,
): { features: readonly Named[]; property: string } | BoundaryProblem {
  const keys = [...new Set(features.flatMap(({ properties }) => Object.keys(properties)))];
  if (wanted !== '' && !keys.includes(wanted)) {
    return ofFile('no-property', keys.slice(0, SHOWN).join(', '));
  }
  const known = new Places(places);
  const naming = (wanted === '' ? keys : [wanted])
    .map((key) => ({ key, found: features.map(({ properties }) => known.meant(textIn(properties, key))) }))
    .map((one) => ({ ...one, hits: one.found.filter((all) => all.length > 0).length }))
    .sort((a, b) => b.hits - a.hits);
  const [best] = naming;
  if (!best || best.hits === 0) return ofFile('no-name', keys.slice(0, SHOWN).join(', '));
  const whole = naming.filter((one) => one.hits === features.length && one !== best);
  const seen = new Map<RegionCode, number>();
  const named: Named[] = [];
  for (const [i, feature] of features.entries()) {
    const number = i + 1;
    const value = textIn(feature.properties, best.key).slice(0, SHOWN_SIGNS);
    const meant = best.found[i] ?? [];
    if (meant.length === 0)
      return { feature: number, place: value, value: best.key, reason: 'another-place' };
    const told = meant.length === 1 ? meant : meant.filter((one) => saysAbove(feature, one));
    const [place] = told;
    if (!place || told.length > 1) return { feature: number, place: value, value: '', reason: 'ambiguous' };
    for (const other of whole) {
      // Another property names one place alone, and it is another one.
      const [also, ...more] = other.found[i] ?? [];
      if (also && more.length === 0 && also !== place) {
        return problem(
          { number, place },
          'disagrees',
          `${other.key}: ${textIn(feature.properties, other.key)}`,
        );
      }
    }
    const before = seen.get(place.code);
    if (before !== undefined) return problem({ number, place }, 'twice', String(before));
    seen.set(place.code, number);
    named.push({ feature, number, place });
  }
  const missing = places.filter((one) => !seen.has(one.code)).map((one) => one.name);
  if (missing.length > 0) {
    const more = missing.length > SHOWN ? ', …' : '';
    return ofFile('missing', missing.slice(0, SHOWN).join(', ') + more);
  }
  return { features: named, property: best.key };
}

function textIn(properties: Properties, key: string): string {
  const value = ownEntry(properties, key);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Whether some property of a feature names the place above. */
function saysAbove({ properties }: Feature, { above }: PlaceToDraw): boolean {
  const wanted = bareName(above);
  return Object.keys(properties).some((key) => bareName(textIn(properties, key)) === wanted);
}

/** A name without what the place officially is, its letters and digits alone: `Kec. Bojongloa Kaler` is `bojongloakaler`. */
function bareName(name: string): string {
  return nameKey(name)
    .replace(/^(kecamatan|kec|distrik|kelurahan|kel|desa|kabupaten|kab|kota)\b\.?/, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** The places of a level, by code with or without its dots and by name. */
class Places {
  readonly #byCode = new Map<string, PlaceToDraw[]>();
  readonly #byName = new Map<string, PlaceToDraw[]>();

  constructor(places: readonly PlaceToDraw[]) {
    for (const place of places) {
      this.#byCode.set(place.code.replaceAll('.', ''), [place]);
      const key = bareName(place.name);
      this.#byName.set(key, [...(this.#byName.get(key) ?? []), place]);
    }
  }

  /** Whom a value of a property may mean: one by a code, one or several by a name. */
  meant(value: string): readonly PlaceToDraw[] {
    if (/^[\d.]+$/.test(value)) return this.#byCode.get(value.replaceAll('.', '')) ?? [];
    return (value.length > 200 ? undefined : this.#byName.get(bareName(value))) ?? [];
  }
}

/** The polygons of a feature, each a list of closed rings without points that repeat. */
function polygonsOf(one: Named): (readonly Position[][])[] | BoundaryProblem {
  const { geometry } = one.feature;
  const type = isObject(geometry) ? geometry.type : undefined;
  const coordinates = isObject(geometry) ? geometry.coordinates : undefined;
  if ((type !== 'Polygon' && type !== 'MultiPolygon') || !Array.isArray(coordinates)) {
    return problem(one, 'geometry', typeof type === 'string' ? type : '');
  }
  const polygons: unknown[] = type === 'Polygon' ? [coordinates] : coordinates;
  if (polygons.length === 0) return problem(one, 'few');
  const read: Position[][][] = [];
  for (const polygon of polygons) {
    if (!Array.isArray(polygon) || polygon.length === 0) return problem(one, 'few');
    const rings: Position[][] = [];
    for (const ring of polygon) {
      const points = readRing(one, ring);
      if ('reason' in points) return points;
      rings.push(points);
    }
    const met = firstCrossing(rings);
    if (met === 'too-much') return problem(one, 'too-many', String(BOUNDARY_FILE_LIMITS.points));
    if (met) return problem(one, 'crossed', degrees(met));
    read.push(rings);
  }
  return read;
}

function readRing(one: Named, ring: unknown): Position[] | BoundaryProblem {
  if (!Array.isArray(ring)) return problem(one, 'few');
  const points: Position[] = [];
  for (const position of ring) {
    if (!isPosition(position))
      return problem(one, 'position', JSON.stringify(position)?.slice(0, SHOWN_SIGNS));
    const wrong = wrongPlace(position);
    if (wrong) return problem(one, wrong, degrees(position));
    const last = points.at(-1);
    if (last?.[0] !== position[0] || last?.[1] !== position[1]) points.push(position);
  }
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || ring.length < 4) return problem(one, 'few', first && degrees(first));
  if (first[0] !== last[0] || first[1] !== last[1]) return problem(one, 'open', degrees(last));
  return points.length < 4 ? problem(one, 'few', degrees(first)) : points;
}

function isPosition(position: unknown): position is Position {
  return (
    Array.isArray(position) &&
    position.length >= 2 &&
    Number.isFinite(position[0]) &&
    Number.isFinite(position[1])
  );
}

/** Why a position is none in Indonesia. */
function wrongPlace([x = 0, y = 0]: Position): 'projected' | 'swapped' | 'outside' | undefined {
  const inside = (longitude: number, latitude: number) =>
    longitude >= INDONESIA.west &&
    longitude <= INDONESIA.east &&
    latitude >= INDONESIA.south &&
    latitude <= INDONESIA.north;
  if (inside(x, y)) return undefined;
  if (Math.abs(x) > 180 || Math.abs(y) > 180) return 'projected';
  return inside(y, x) ? 'swapped' : 'outside';
}

function degrees([longitude = 0, latitude = 0]: Position): string {
  return `${Number(latitude.toFixed(6))}, ${Number(longitude.toFixed(6))}`;
}

/** A feature that lies nowhere near the middle one of all. */
function farAway(named: readonly Named[], outlined: readonly Outlined[]): BoundaryProblem | undefined {
  const firsts = outlined.map((one) => one.polygons[0]?.[0]?.[0] ?? [0, 0]);
  const middle = (part: 0 | 1) => {
    const sorted = firsts.map((one) => one[part] ?? 0).sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? 0;
  };
  const [x, y] = [middle(0), middle(1)];
  const regencies = new Set(outlined.map((one) => ancestor(one.code, 'regency')));
  const most = regencies.size === 1 ? FAR.regency : FAR.province;
  const index = outlined.findIndex((one) =>
    one.polygons.some((rings) =>
      rings.some((ring) => ring.some(([a = 0, b = 0]) => Math.abs(a - x) > most || Math.abs(b - y) > most)),
    ),
  );
  const far = named[index];
  return far && problem(far, 'far', degrees(firsts[index] ?? [0, 0]));
}

/** The two that lie over each other most: the later by its number and name, the other by its name. */
function overlapping(named: readonly Named[], outlined: readonly Outlined[]): BoundaryProblem | undefined {
  const found = worstOverlap(outlined.map((one) => one.polygons));
  const [one, other] = [named[found?.one ?? -1], named[found?.other ?? -1]];
  return one && other && problem(other, 'overlaps', one.place.name);
}
