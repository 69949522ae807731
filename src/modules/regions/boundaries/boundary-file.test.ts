import { expect, test } from 'vitest';
import { BOUNDARY_FILE_LIMITS, readBoundaryFile } from './boundary-file.ts';
import { gridOf } from './grid.ts';
import { isWithin, ringsOf } from './path.ts';

/** Three invented kecamatan, squares of a hundredth of a degree side by side. */
const PLACES = [
  { code: '32.73.01', name: 'Sukasari', above: 'Kota Bandung' },
  { code: '32.73.02', name: 'Coblong', above: 'Kota Bandung' },
  { code: '32.73.03', name: 'Bojongloa Kaler', above: 'Kota Bandung' },
];
const NAMES = ['Sukasari', 'Coblong', 'Bojongloa Kaler'];

type Ring = (readonly number[])[];

function square(column: number): Ring {
  const [west, south] = [107.6 + column / 100, -6.9];
  return [
    [west, south],
    [west + 0.01, south],
    [west + 0.01, south + 0.01],
    [west, south + 0.01],
    [west, south],
  ];
}

function feature(properties: object, coordinates: unknown, type = 'Polygon') {
  return { type: 'Feature', properties, geometry: { type, coordinates } };
}

const three = () => NAMES.map((nama, i) => feature({ OBJECTID: i, nama }, [square(i)]));

function read(
  features: unknown,
  more: { property?: string; places?: typeof PLACES; crs?: unknown; text?: string } = {},
) {
  const text = more.text ?? JSON.stringify({ type: 'FeatureCollection', crs: more.crs, features });
  return readBoundaryFile({
    bytes: new TextEncoder().encode(text),
    places: more.places ?? PLACES,
    property: more.property ?? '',
  });
}

/** The three, with one of them otherwise. */
function otherwise(number: number, changed: object) {
  return three().map((one, i) => (i + 1 === number ? { ...one, ...changed } : one));
}

const geometry = (coordinates: unknown, type = 'Polygon') => ({ geometry: { type, coordinates } });

test('a file is drawn once: small paths on one grid, north up', () => {
  const drawn = read(three());
  if ('reason' in drawn) throw new Error(drawn.reason);
  expect(drawn.property).toBe('nama');
  expect(drawn.places.map((one) => one.code)).toEqual(PLACES.map((one) => one.code));
  const [first, second] = drawn.places.map((one) => ringsOf(one.shape));
  // A square has four corners, and its last is not said twice.
  expect(first?.map((ring) => ring.length)).toEqual([4]);
  const grid = gridOf(drawn.frame);
  const at = grid.onGrid(107.604, -6.896);
  expect(isWithin(first ?? [], at)).toBe(true);
  expect(isWithin(second ?? [], at)).toBe(false);
  expect(grid.onEarth(...at).longitude).toBeCloseTo(107.604, 5);
  // Further north is further up.
  expect(grid.onGrid(107.604, -6.891)[1]).toBeLessThan(at[1]);
});

test('a number stands in the middle of its place, also where that is wider above', () => {
  const wider = [
    [107.6, -6.9],
    [107.61, -6.9],
    [107.6115, -6.89],
    [107.5985, -6.89],
    [107.6, -6.9],
  ];
  const drawn = read([feature({ nama: 'Sukasari' }, [wider])], { places: PLACES.slice(0, 1) });
  if ('reason' in drawn) throw new Error(drawn.reason);
  const [place] = drawn.places;
  const ys = ringsOf(place?.outline ?? '').flatMap((ring) => ring.map(([, y]) => y));
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  expect(Math.abs(((place?.y ?? 0) - top) / (bottom - top) - 0.5)).toBeLessThan(0.2);
});

test('neighbours are simplified along the line that they share, without a gap', () => {
  const border = Array.from({ length: 200 }, (_, i) => [107.61 + (i % 2) * 0.000001, -6.9 + i * 0.00005]);
  const west = [[107.6, -6.9], ...border, [107.6, -6.89005], [107.6, -6.9]];
  const east = [[107.62, -6.9], [107.62, -6.89005], ...border.toReversed(), [107.62, -6.9]];
  const drawn = read([feature({ nama: 'Sukasari' }, [west]), feature({ nama: 'Coblong' }, [east])], {
    places: PLACES.slice(0, 2),
  });
  if ('reason' in drawn) throw new Error(drawn.reason);
  const [one, other] = drawn.places.map((place) => ringsOf(place.shape).flat());
  expect(one?.length).toBeLessThan(20);
  const shared = one?.filter(([x, y]) => other?.some((point) => point[0] === x && point[1] === y));
  expect(shared?.length).toBe((one?.length ?? 0) - 2);
});

test.each([
  ['its official code', { KODE: '32.73.01' }, { KODE: '32.73.02' }, { KODE: '32.73.03' }],
  ['its code without dots', { kd: 327301 }, { kd: 327302 }, { kd: 327303 }],
  [
    'its name, however it is written',
    { WADMKC: 'SUKASARI' },
    { WADMKC: 'Kec. Coblong' },
    { WADMKC: 'bojongloa-kaler' },
  ],
])('a feature names its place by %s', (_, ...properties: readonly object[]) => {
  const drawn = read(properties.map((one, i) => feature({ luas: 12, ...one }, [square(i)])));
  expect('places' in drawn && drawn.places.map((one) => one.code)).toEqual(PLACES.map((one) => one.code));
});

test('two places of one name are told apart by the place above, which another property names', () => {
  const places = [
    { code: '32.73.01.1001', name: 'Sukamaju', above: 'Sukasari' },
    { code: '32.73.02.1001', name: 'Sukamaju', above: 'Coblong' },
  ];
  const of = (kecamatan: string, i: number) => feature({ desa: 'Sukamaju', kecamatan }, [square(i)]);
  const told = read([of('Coblong', 0), of('Sukasari', 1)], { places });
  expect('places' in told && told.places.map((one) => one.code)).toEqual(['32.73.02.1001', '32.73.01.1001']);
  expect(read([of('', 0), of('', 1)], { places })).toMatchObject({
    reason: 'ambiguous',
    feature: 1,
    place: 'Sukamaju',
  });
});

const moved = (ring: Ring): Ring => ring.map(([x = 0, y = 0]) => [x + 0.005, y + 0.005]);

const BOWTIE: Ring = [
  [107.61, -6.9],
  [107.62, -6.89],
  [107.62, -6.9],
  [107.61, -6.89],
  [107.61, -6.9],
];

test.each([
  // what is wrong                        the features                                             reason           feature  place
  ['its last point is not its first', otherwise(2, geometry([square(1).slice(0, -1)])), 'open', 2, 'Coblong'],
  ['it has three points', otherwise(2, geometry([square(1).slice(0, 3)])), 'few', 2, 'Coblong'],
  ['its sides cross', otherwise(2, geometry([BOWTIE])), 'crossed', 2, 'Coblong'],
  [
    'a hole crosses its edge',
    otherwise(1, geometry([square(0), moved(square(0))])),
    'crossed',
    1,
    'Sukasari',
  ],
  [
    'it lies over its neighbour',
    otherwise(2, geometry([moved(square(0)).map(([x = 0, y = 0]) => [x + 0.004, y])])),
    'overlaps',
    2,
    'Coblong',
  ],
  ['it is a line', otherwise(3, geometry(square(2), 'LineString')), 'geometry', 3, 'Bojongloa Kaler'],
  ['it has no shape', otherwise(3, { geometry: null }), 'geometry', 3, 'Bojongloa Kaler'],
  [
    'a position is a text',
    otherwise(1, geometry([[['107,6', '-6,9'], ...square(0)]])),
    'position',
    1,
    'Sukasari',
  ],
  [
    'it is in metres',
    otherwise(1, geometry([square(0).map(([x = 0, y = 0]) => [x * 1e4, y * 1e4])])),
    'projected',
    1,
    'Sukasari',
  ],
  [
    'latitude comes first',
    otherwise(1, geometry([square(0).map(([x = 0, y = 0]) => [y, x])])),
    'swapped',
    1,
    'Sukasari',
  ],
  [
    'it lies in Europe',
    otherwise(1, geometry([square(0).map(([x = 0, y = 0]) => [x - 100, y + 55])])),
    'outside',
    1,
    'Sukasari',
  ],
  [
    'it lies on another island',
    otherwise(1, geometry([square(0).map(([x = 0, y = 0]) => [x + 20, y])])),
    'far',
    1,
    'Sukasari',
  ],
  [
    'it is of another city',
    otherwise(3, { properties: { nama: 'Cimahi Tengah' } }),
    'another-place',
    3,
    'Cimahi Tengah',
  ],
  ['a place comes twice', [...three(), feature({ nama: 'Coblong' }, [square(5)])], 'twice', 4, 'Coblong'],
  ['a place is missing', three().slice(0, 2), 'missing', 0, ''],
  [
    'code and name disagree',
    three().map((one, i) => ({ ...one, properties: { kode: `32.73.0${i + 1}`, nama: NAMES[2 - i] } })),
    'disagrees',
    1,
    'Sukasari',
  ],
  ['nothing names a place', three().map((one) => ({ ...one, properties: { luas: 12 } })), 'no-name', 0, ''],
  ['there is none', [], 'no-features', 0, ''],
] as const)('refused whole, by feature and place: %s', (_, features, reason, number, place) => {
  const found = read(features);
  expect(found).toMatchObject({ reason, feature: number, place });
});

test.each([
  ['a zip archive', { text: 'PK\u0003\u0004…' }, 'zipped'],
  ['no JSON', { text: '<kml/>' }, 'not-json'],
  ['JSON of another kind', { text: '{"type":"Topology"}' }, 'not-geojson'],
  ['a list', { text: '[]' }, 'not-geojson'],
  [
    'another coordinate system',
    { crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::32748' } } },
    'not-wgs84',
  ],
  ['a property that there is not', { property: 'KODE' }, 'no-property'],
])('a file that is %s is refused', (_, more, reason) => {
  expect(read(three(), more)).toMatchObject({ reason, feature: 0 });
});

test.each(['urn:ogc:def:crs:OGC:1.3:CRS84', 'urn:ogc:def:crs:EPSG::4326', 'EPSG:4326'])(
  'a file that names %s is WGS 84',
  (name) => {
    expect(read(three(), { crs: { type: 'name', properties: { name } } })).toHaveProperty('places');
  },
);

test('a property that is no own one of a feature names nothing', () => {
  expect(read(three(), { property: 'constructor' })).toMatchObject({ reason: 'no-property' });
  const odd = three().map((one) => ({ ...one, properties: JSON.parse('{"__proto__":"Sukasari"}') }));
  expect(read(odd)).toMatchObject({ reason: 'twice' });
});

test('more points than the limit are refused, with the feature in which they pass it', () => {
  const many = Array.from({ length: BOUNDARY_FILE_LIMITS.points }, (_, i) => [
    107.6 + 0.01 * Math.cos((i * 2 * Math.PI) / BOUNDARY_FILE_LIMITS.points),
    -6.9 + 0.01 * Math.sin((i * 2 * Math.PI) / BOUNDARY_FILE_LIMITS.points),
  ]);
  expect(read(otherwise(2, geometry([[...many, many[0]]])))).toMatchObject({
    reason: 'too-many',
    feature: 2,
  });
});

test('outlines of thirty places with ragged coasts fit the first page', () => {
  const places = Array.from({ length: 30 }, (_, i) => ({
    code: `32.73.${String(i + 1).padStart(2, '0')}`,
    name: `Tempat ${i}`,
    above: 'Kota Bandung',
  }));
  const ragged = (i: number) => {
    const [x, y] = [107.5 + (i % 6) * 0.05, -6.9 + Math.floor(i / 6) * 0.05];
    const points = Array.from({ length: 2000 }, (_, n) => {
      const turn = (n * 2 * Math.PI) / 2000;
      const far = 0.02 + 0.004 * Math.sin(n * 1.7) + 0.002 * Math.sin(n * 0.31);
      return [x + far * Math.cos(turn), y + far * Math.sin(turn)];
    });
    return [...points, points[0] ?? []];
  };
  const drawn = read(
    places.map((one, i) => feature({ kode: one.code }, [ragged(i)])),
    { places },
  );
  if ('reason' in drawn) throw new Error(`${drawn.reason} ${drawn.place}`);
  const signs = drawn.places.reduce((sum, one) => sum + one.outline.length, 0);
  expect(signs).toBeGreaterThan(1_000);
  expect(signs).toBeLessThanOrEqual(14_000);
});
