/*
 * A point that is set by tapping on a square map: the browser tells where on the picture it was tapped, in pixels of the
 * page, and the form tells which part of the earth the picture shows. The same without JavaScript and with it.
 */

/** The part of the earth that a square map shows, in degrees. */
export type PinFrame = {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
};

/** A point as the form has it: degrees with six decimals, a tenth of a metre. */
export type TypedPoint = { readonly latitude: string; readonly longitude: string };

/** Pixels of a side of the map, on every page: what a browser answers counts in them. */
export const PIN_MAP = 288;

/** The frame as the form carries it. */
export function frameText({ west, south, east, north }: PinFrame): string {
  return [west, south, east, north].map((one) => one.toFixed(6)).join(' ');
}

/** The point of the earth at a pixel of the map. */
export function pointAt({ west, south, east, north }: PinFrame, x: number, y: number): TypedPoint {
  return {
    latitude: (north - (y / PIN_MAP) * (north - south)).toFixed(6),
    longitude: (west + (x / PIN_MAP) * (east - west)).toFixed(6),
  };
}

/** The pixel of the map where a point lies; undefined where it lies outside or is no point. */
export function pixelOf(
  { west, south, east, north }: PinFrame,
  { latitude, longitude }: TypedPoint,
): { readonly x: number; readonly y: number } | undefined {
  const [down, across] = [latitude, longitude].map((text) =>
    text.trim() === '' ? Number.NaN : Number(text.trim().replace(',', '.')),
  );
  if (down === undefined || across === undefined) return undefined;
  const [x, y] = [(across - west) / (east - west), (north - down) / (north - south)];
  return x >= 0 && x <= 1 && y >= 0 && y <= 1 ? { x: x * PIN_MAP, y: y * PIN_MAP } : undefined;
}

/** The point that a form without JavaScript was sent with by tapping on its map; undefined where it was sent otherwise. */
export function tappedPoint(frame: string, x: string, y: string): TypedPoint | undefined {
  const [west, south, east, north] = frame.split(' ').map(Number);
  const [across, down] = [x, y].map((text) => (/^\d{1,4}$/.test(text) ? Number(text) : Number.NaN));
  const degrees = [west, east].every((one) => one !== undefined && Math.abs(one) <= 180);
  const upright = [south, north].every((one) => one !== undefined && Math.abs(one) <= 90);
  if (!degrees || !upright || !(Number(across) <= PIN_MAP) || !(Number(down) <= PIN_MAP)) return undefined;
  return pointAt(
    { west: Number(west), south: Number(south), east: Number(east), north: Number(north) },
    Number(across),
    Number(down),
  );
}
