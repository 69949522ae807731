/** A place that could be reached: a kelurahan, an RW. */
export interface Place {
  readonly id: string;
  readonly people?: number;
  readonly poorHouseholds?: number;
  readonly point?: Point;
}

/** Degrees, WGS 84. */
export interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

/** Something that reached a place in a year. */
export interface Reached {
  readonly place: string;
  readonly year: number;
  readonly amount: bigint;
}

export interface PlaceReach {
  readonly place: string;
  readonly times: number;
  readonly money: bigint;
  /** The last year it was reached; undefined when never. */
  readonly lastYear?: number;
}

/**
 * How often each place was reached, with how much, and when last; in the order of `places`.
 * What happened in places that are not in the list is left out.
 */
export function reachOf(places: readonly Place[], reached: readonly Reached[]): PlaceReach[] {
  const byPlace = new Map<string, { times: number; money: bigint; lastYear: number }>();
  for (const { place, year, amount } of reached) {
    const so = byPlace.get(place) ?? { times: 0, money: 0n, lastYear: year };
    byPlace.set(place, {
      times: so.times + 1,
      money: so.money + amount,
      lastYear: Math.max(so.lastYear, year),
    });
  }
  return places.map(({ id }) => ({ place: id, ...(byPlace.get(id) ?? { times: 0, money: 0n }) }));
}

/** Places nothing ever reached, those with the most poor households first; unknown numbers come last. */
export function neverReached(places: readonly Place[], reached: readonly Reached[]): Place[] {
  const known = new Set(reached.map(({ place }) => place));
  return places
    .filter(({ id }) => !known.has(id))
    .sort(
      (a, b) =>
        (b.poorHouseholds ?? -1) - (a.poorHouseholds ?? -1) ||
        (b.people ?? -1) - (a.people ?? -1) ||
        (a.id < b.id ? -1 : 1),
    );
}

const EARTH_RADIUS_KM = 6371.0088;

/** Great-circle distance in kilometres on a sphere of the earth's mean radius; off by at most half a per cent. */
export function distanceKm(a: Point, b: Point): number {
  const rad = Math.PI / 180;
  const north = Math.sin(((b.latitude - a.latitude) * rad) / 2) ** 2;
  const east = Math.sin(((b.longitude - a.longitude) * rad) / 2) ** 2;
  const chord = north + Math.cos(a.latitude * rad) * Math.cos(b.latitude * rad) * east;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/** The places of one ring around the centre and what they received. */
export interface Ring {
  readonly fromKm: number;
  /** Undefined for the outermost ring. */
  readonly toKm?: number;
  readonly places: number;
  readonly neverReached: number;
  readonly people: number;
  readonly money: bigint;
  /** Whole rupiah per person, rounded down; undefined where no number of people is known. */
  readonly perPerson?: bigint;
}

/**
 * What places received by their distance from the centre. `bounds` are the outer edges of the rings in kilometres,
 * rising; a place on an edge belongs to the inner ring, everything beyond to the last. Places without a point are
 * left out.
 */
export function rings(
  places: readonly Place[],
  reached: readonly Reached[],
  centre: Point,
  bounds: readonly number[],
): Ring[] {
  const located = places.flatMap((place) =>
    place.point ? [{ place, km: distanceKm(centre, place.point) }] : [],
  );
  const reachByPlace = new Map(reachOf(places, reached).map((reach) => [reach.place, reach]));
  return [...bounds, undefined].map((toKm, index) => {
    const fromKm = bounds[index - 1] ?? 0;
    const inside = located.filter(
      ({ km }) => (index === 0 || km > fromKm) && (toKm === undefined || km <= toKm),
    );
    const people = inside.reduce((total, { place }) => total + (place.people ?? 0), 0);
    const money = inside.reduce((total, { place }) => total + (reachByPlace.get(place.id)?.money ?? 0n), 0n);
    return {
      fromKm,
      ...(toKm === undefined ? {} : { toKm }),
      places: inside.length,
      neverReached: inside.filter(({ place }) => reachByPlace.get(place.id)?.times === 0).length,
      people,
      money,
      ...(people > 0 ? { perPerson: money / BigInt(people) } : {}),
    };
  });
}

/**
 * Whether money goes to the centre: Spearman's rank correlation of the distance from the centre and the money per
 * person, from -1 (the nearer, the more) to 1. Equal values share their mean rank. Places without a point or a
 * number of people are left out; undefined for fewer than three places or where all are alike.
 * Source: Spearman 1904.
 */
export function distanceCorrelation(
  places: readonly Place[],
  reached: readonly Reached[],
  centre: Point,
): number | undefined {
  const reachByPlace = new Map(reachOf(places, reached).map((reach) => [reach.place, reach]));
  const known = places.flatMap((place) => {
    if (!place.point || !place.people) return [];
    const money = reachByPlace.get(place.id)?.money ?? 0n;
    return [{ km: distanceKm(centre, place.point), money, people: BigInt(place.people) }];
  });
  if (known.length < 3) return undefined;
  const far = meanRanks(known, (a, b) => a.km - b.km);
  const much = meanRanks(known, (a, b) => {
    const difference = a.money * b.people - b.money * a.people;
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  });
  return correlation(far, much);
}

function meanRanks<T>(values: readonly T[], compare: (a: T, b: T) => number): number[] {
  const order = values.map((value, index) => ({ value, index })).sort((a, b) => compare(a.value, b.value));
  const ranks = values.map(() => 0);
  for (let from = 0; from < order.length; ) {
    let to = from;
    const first = order[from];
    while (to < order.length && first && compare(first.value, order[to]?.value ?? first.value) === 0) to += 1;
    for (const { index } of order.slice(from, to)) ranks[index] = (from + to + 1) / 2;
    from = to;
  }
  return ranks;
}

function correlation(a: readonly number[], b: readonly number[]): number | undefined {
  const mean = (a.length + 1) / 2;
  let [together, ofA, ofB] = [0, 0, 0];
  for (const [index, rank] of a.entries()) {
    const [x, y] = [rank - mean, (b[index] ?? mean) - mean];
    together += x * y;
    ofA += x * x;
    ofB += y * y;
  }
  return ofA === 0 || ofB === 0 ? undefined : together / Math.sqrt(ofA * ofB);
}
