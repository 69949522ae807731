import type { RegionCode } from '#kernel/region.ts';

/** Squares of a hundredth of a degree in two columns, from a point near Bandung: made, and nobody's boundaries. */
export function madeBoundaries(
  codes: readonly RegionCode[],
  changed: (feature: MadeFeature, index: number) => MadeFeature = (feature) => feature,
): Uint8Array {
  const features = codes.map((code, i) => changed(madeFeature(code, i), i));
  return new TextEncoder().encode(JSON.stringify({ type: 'FeatureCollection', features }));
}

export type MadeFeature = {
  readonly type: 'Feature';
  readonly properties: Readonly<Record<string, string>>;
  readonly geometry: { readonly type: 'Polygon'; readonly coordinates: readonly number[][][] };
};

function madeFeature(code: RegionCode, index: number): MadeFeature {
  const [west, north] = [107.6 + (index % 2) * 0.01, -6.9 - Math.floor(index / 2) * 0.01];
  const corners = [
    [west, north - 0.01],
    [west + 0.01, north - 0.01],
    [west + 0.01, north],
    [west, north],
    [west, north - 0.01],
  ];
  return {
    type: 'Feature',
    properties: { kode: code },
    geometry: { type: 'Polygon', coordinates: [corners] },
  };
}
